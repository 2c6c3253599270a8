"""What a visitor takes along from the letters: paper, text, a calendar, a link and its picture."""

import io
from datetime import date, timedelta

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from sitegen.project import LANGUAGES
from tests.browser.letterwalk import (
    ADDRESS,
    NAME,
    PAGE,
    REASON,
    SECRETS,
    begin,
    by_the_build,
    cards,
    choose,
    open_letter,
    string,
    write,
)
from tests.browser.support import STOPPED, in_words

TYPED = {"name": NAME, "address": ADDRESS}
OWN = {**TYPED, "reason_wrong_facts": REASON, "municipality": "Eksempelby kommune"}
ASKED = {"grounds": ["wrong_facts"], "wish": "lift"}
A4_POINTS = (595, 842)
LATE = {**STOPPED, "decision_dated": "2026-09-09", "decision_received": "2026-09-12"}


def opened(visit, language: str):
    """Open the full complaint, filled in."""
    begin(visit, language)
    choose(visit)
    letter = open_letter(visit, "complaint")
    write(visit, **TYPED)
    return letter


@pytest.mark.parametrize("form", ["nb", "nn"])
def test_copy_and_text_file_are_the_letter(visitor, form):
    visit = visitor(permissions=["clipboard-read", "clipboard-write"], accept_downloads=True)
    opened(visit, "en")
    visit.hand.choose(visit.page.locator(f'[name="letters-form"][value="{form}"]'))
    wanted = by_the_build("complaint", form, OWN, ASKED)
    visit.page.locator("[data-copy-letter]").click()
    expect(visit.page.locator(".letter__said")).to_have_text(string("en", "copied"))
    assert visit.page.evaluate("navigator.clipboard.readText()") == wanted
    with visit.page.expect_download() as coming:
        visit.page.locator("[data-download=txt]").click()
    assert coming.value.suggested_filename == f"complaint-{form}.txt"
    assert coming.value.path().read_text("utf-8") == wanted


def test_a_browser_that_lets_nobody_copy_shows_the_text(visitor):
    visit = visitor()
    visit.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    opened(visit, "nb")
    for _ in range(2):
        visit.page.locator("[data-copy-letter]").click()
        area = visit.page.locator(".letter__take textarea")
        expect(area).to_have_count(1)
        expect(area).to_be_focused()
        assert area.input_value() == by_the_build("complaint", "nb", OWN, ASKED)


def printed(visit, which: str) -> PdfReader:
    """Print a letter as its button does."""
    visit.page.evaluate("window.print = () => {}")
    visit.page.locator(f"[data-print-letter={which}]").click()
    pages = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator(".paper-only").count() == 0
    return pages


def read(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_of_paper_is_the_sent_letter_and_nothing_else(visitor, language):
    visit = visitor()
    opened(visit, language)
    reader = printed(visit, "sent")
    assert len(reader.pages) == 1
    [page] = reader.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_POINTS
    text = read(reader).replace("\u00a0", " ")
    # Every line of the letter, in its order, and lines for the pen that are long enough.
    place = 0
    for line in by_the_build("complaint", "nb", OWN, ASKED).splitlines():
        words = line.replace("_", "").strip()
        place = text.find(words, place)
        assert place >= 0, f"{words!r} is not in: {text}"
    assert "_" * 20 in text
    for other in (string(language, "fit_title"), string(language, "print"), visit.page.title()):
        assert other not in text
    # The page is as it was.
    expect(cards(visit).first).to_be_visible()


def test_both_languages_are_printed_only_where_it_was_asked_for(visitor):
    visit = visitor()
    opened(visit, "en")
    meant = by_the_build("complaint", "en", OWN, ASKED).splitlines()[-1]
    assert meant not in read(printed(visit, "sent"))
    both = printed(visit, "both")
    assert len(both.pages) <= 2
    for language in ("nb", "en"):
        assert by_the_build("complaint", language, OWN, ASKED).splitlines()[0] in read(both)


def test_own_words_left_out_get_lines_for_the_pen(visitor):
    visit = visitor()
    begin(visit, "nb")
    visit.hand.choose(visit.page.locator('[name="letters-wrong_facts"]'))
    expect(cards(visit).first).to_have_attribute("data-card", "complaint")
    open_letter(visit, "complaint")
    text = read(printed(visit, "sent"))
    # Four lines for the ground and four for what shall be changed.
    assert text.count("_" * 60) >= 8


# ---------------------------------------------------------------- the calendar


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_has_the_last_day_and_two_reminders(visitor, language):
    visit = visitor(accept_downloads=True)
    begin(visit, language)
    texts = []
    for _ in range(2):
        with visit.page.expect_download() as coming:
            visit.page.locator("[data-download=ics]").click()
        assert coming.value.suggested_filename.endswith("2026-12-03.ics")
        texts.append(coming.value.path().read_bytes().decode())
    assert texts[0] == texts[1], "a second file must not make a second entry"
    found = Calendar.from_ical(texts[0])
    assert found.errors == []
    [event] = found.events
    assert event.errors == []
    assert (event.start, event.end) == (date(2026, 12, 3), date(2026, 12, 4))
    last_day = in_words("2026-12-03", language)
    assert last_day in visit.text(".verdict__answer")
    assert last_day in str(event["DESCRIPTION"])
    alarms = event.walk("VALARM")
    assert [alarm.TRIGGER for alarm in alarms] == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]
    for alarm, key in zip(alarms, ("ics_week", "ics_day"), strict=True):
        assert str(alarm["DESCRIPTION"]) == string(language, key).replace("{last_day}", last_day)


def test_a_day_that_has_passed_is_in_no_calendar(visitor):
    visit = visitor()
    begin(visit, "nb", LATE)
    expect(cards(visit).first).to_have_attribute("data-card", "late_complaint")
    assert visit.page.locator("[data-download=ics]").count() == 0


# ---------------------------------------------------------------- another device


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_holds_the_link_and_the_link_the_same_state(visitor, scheme):
    visit = visitor(color_scheme=scheme)
    opened(visit, "en")
    visit.hand.choose(visit.page.locator('[name="letters-form"][value="nn"]'))
    visit.page.locator("[data-link]").click()
    expect(visit.page.locator("svg.qr")).to_be_visible()
    link = visit.page.locator("[data-elsewhere] textarea").input_value()
    picture = Image.open(io.BytesIO(visit.page.locator("svg.qr").screenshot()))
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == link
    assert not any(secret in link for secret in SECRETS)

    other = visitor()
    other.page.goto(link)
    other.wait_for("result")
    expect(other.page.locator('[data-letter="complaint"]')).to_be_visible()
    assert other.page.url == visit.server.url + f"en/{PAGE}"
    for chosen in (
        '[name="letters-wrong_facts"]',
        '[name="letters-wish"][value="lift"]',
        '[name="letters-form"][value="nn"]',
    ):
        expect(other.page.locator(chosen)).to_be_checked()
    assert other.page.locator('[name="letters.name"]').input_value() == ""
    assert all("#" not in path and "decision" not in path for path in visit.server.requested)
