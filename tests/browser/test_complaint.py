"""From a decision to a letter, in a real browser: with mouse and keyboard, and nothing of it leaves the page."""

import threading

import pytest
from playwright.sync_api import expect

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
    fitting,
    open_letter,
    shown,
    string,
    words,
    write,
)
from tests.browser.support import PHONE, STOPPED, Visit, held, in_words, status

TYPED = {"name": NAME, "birth_date": "5.5.1996", "address": ADDRESS, "case_number": "26/1234"}
OWN = {**TYPED, "reason_wrong_facts": REASON, "municipality": "Eksempelby kommune"}
ASKED = {"grounds": ["wrong_facts"], "wish": "lift"}
ENGINE = "python_stdlib.zip"
STORED = """async () => JSON.stringify([
  document.cookie, { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
  history.state, location.href, document.title, name,
])"""


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_path(visitor, language, hand):
    visit = visitor(hand, viewport={"width": 1280, "height": 900})
    begin(visit, language)
    assert in_words("2026-12-03", language) in visit.text(".verdict__answer")
    # Nothing is chosen yet: the letter that saves the deadline is the first.
    assert fitting(visit)[0] == "short_complaint"
    choose(visit)
    expect(visit.page.locator(".letters [role=status].sr-only")).to_contain_text(str(len(fitting(visit))))
    letter = open_letter(visit, "complaint")
    write(visit, **TYPED)
    asked = " ".join(by_the_build("complaint", "nb", OWN, ASKED).split())
    assert shown(letter, "sent").replace("\u00a0", " ") == asked
    if language != "nb":
        meant = " ".join(by_the_build("complaint", language, OWN, ASKED).split())
        assert shown(letter, "kept").replace("\u00a0", " ") == meant
    else:
        assert letter.locator(".side--kept").count() == 0
    # The other Norwegian, and the focus stays at the choice.
    nynorsk = visit.page.locator('[name="letters-form"][value="nn"]')
    visit.hand.choose(nynorsk)
    if hand == "keyboard":
        expect(nynorsk).to_be_focused()
    assert shown(letter, "sent").replace("\u00a0", " ") == " ".join(by_the_build("complaint", "nn", OWN, ASKED).split())
    assert letter.locator(".row .side--sent").last.get_attribute("lang") == "nn"
    # Closed, the focus is back at the button; opened again, everything stands there.
    visit.hand.press(visit.page.locator('[data-open="complaint"]'))
    expect(visit.page.locator('[data-open="complaint"]')).to_be_focused()
    assert visit.page.locator("[data-letter]").count() == 0
    again = open_letter(visit, "complaint")
    assert NAME in shown(again, "sent")
    # How to send it, and what happens next.
    for heading in ("#send", "#etterpa"):
        expect(visit.page.locator(heading)).to_be_visible()


def test_both_sides_stand_beside_each_other_or_one_under_the_other(visitor):
    visit = visitor()
    begin(visit, "en")
    letter = open_letter(visit, "short_complaint")
    for width, is_beside in ((1280, True), (360, False), (320, False)):
        visit.page.set_viewport_size({"width": width, "height": 800})
        for row in letter.locator(".row:not(.row--head)").all():
            sent, kept = (row.locator(f".side--{side}").bounding_box() for side in ("sent", "kept"))
            assert (abs(sent["y"] - kept["y"]) < 1) == is_beside, width
            assert (kept["x"] >= sent["x"] + sent["width"]) == is_beside


def test_whoever_changes_an_answer_keeps_what_was_written(visitor):
    visit = visitor()
    begin(visit, "nn")
    choose(visit)
    open_letter(visit, "complaint")
    write(visit, **TYPED)
    visit.page.locator(".answers button").first.click()
    visit.fill("plan")
    visit.next()
    visit.wait_for("result")
    letter = visit.page.locator('[data-letter="complaint"]')
    expect(letter).to_be_visible()
    # The letter follows the checker's answer, a moment later.
    expect(letter).to_contain_text(words().say(words().common.decision["plan"], "nn"))
    assert NAME in shown(letter, "sent")
    assert REASON in shown(letter, "sent")


def test_grounds_are_asked_for_only_where_a_letter_gives_them(visitor):
    visit = visitor()
    begin(visit, "nb", {"decision": "holiday"})
    assert fitting(visit)[0] == "question"
    assert visit.page.locator("[name^='letters-']:visible").count() == 0
    begin(visit, "nb")
    # Of a decision to stop nobody says that three months have passed.
    assert visit.page.locator('[name="letters-three_months"]').is_hidden()
    assert visit.page.locator('[name="letters-against_plan"]').is_visible()


def test_from_the_last_day_to_the_letters_with_the_answers(visitor):
    visit = visitor()
    visit.begin("en", "frist/")
    visit.walk(STOPPED)
    visit.page.get_by_role("link", name=visit.ui["js_write"]).click()
    visit.page.wait_for_url(f"**/en/{PAGE}")
    visit.wait_for("result")
    expect(cards(visit).first).to_be_visible()
    assert visit.page.url == visit.server.url + f"en/{PAGE}"
    assert visit.page.get_by_role("link", name=visit.ui["js_write"]).count() == 0


# ---------------------------------------------------------------- what is typed stays


def test_nothing_typed_is_stored_or_sent(visitor):
    visit = visitor(**PHONE, accept_downloads=True)
    addresses = []
    bodies = []
    visit.page.on("framenavigated", lambda frame: addresses.append(frame.url))
    visit.page.on("request", lambda request: bodies.append(request.post_data or ""))
    begin(visit, "nn")
    choose(visit)
    open_letter(visit, "complaint")
    write(visit, **TYPED)
    visit.page.evaluate("window.print = () => {}")
    with visit.page.expect_download():
        visit.page.locator("[data-download=txt]").click()
    with visit.page.expect_download():
        visit.page.locator("[data-download=ics]").click()
    visit.page.locator("[data-print-letter=sent]").click()
    visit.page.locator("[data-link]").click()
    expect(visit.page.locator("svg.qr")).to_be_visible()
    link = visit.page.locator("[data-elsewhere] textarea").input_value()
    assert "wrong_facts" in link
    seen = [visit.page.evaluate(STORED)]
    # To another language: the choices come along, and no word of the rest.
    visit.page.locator('.languages a[hreflang="en"]').click()
    visit.page.wait_for_url(f"**/en/{PAGE}**")
    visit.wait_for("result")
    letter = visit.page.locator('[data-letter="complaint"]')
    expect(letter).to_be_visible()
    expect(visit.page.locator('[name="letters-wrong_facts"]')).to_be_checked()
    expect(visit.page.locator('[name="letters-wish"][value="lift"]')).to_be_checked()
    assert visit.page.locator('[name="letters.name"]').input_value() == ""
    seen += [visit.page.evaluate(STORED), visit.page.content(), link, *addresses, *bodies, *visit.watch.requests]
    seen += visit.server.requested
    for text in seen:
        assert not any(secret in text for secret in SECRETS), text[:300]


def test_forget_everything_forgets_the_letters_too(visitor):
    visit = visitor()
    begin(visit, "nb")
    choose(visit)
    open_letter(visit, "complaint")
    write(visit, **TYPED)
    visit.page.locator("[data-forget]").click()
    assert not any(secret in visit.page.content() for secret in SECRETS)
    visit.page.locator("[data-start]").click()
    visit.walk(STOPPED)
    expect(cards(visit).first).to_have_attribute("data-card", "short_complaint")
    assert visit.page.locator("[data-letter], [name^='letters-']:checked:not([name='letters-form'])").count() == 0
    assert not any(secret in visit.page.content() for secret in SECRETS)


def test_a_link_that_is_broken_does_no_harm(visitor):
    visit = visitor()
    visit.go(
        f"en/{PAGE}#?step=result&decision=stop&decision_dated=2026-11-09&decision_received=2026-11-12"
        "&letters.grounds=__proto__+wrong_law+%3Cimg%3E&letters.wish=constructor&letters.form=fr&letters.open=__proto__"
    )
    visit.wait_for("result")
    expect(cards(visit).first).to_have_attribute("data-card", "complaint")
    assert visit.page.locator("[data-letter]").count() == 0
    expect(visit.page.locator('[name="letters-wrong_law"]')).to_be_checked()
    assert visit.page.locator('[name="letters-wish"]:checked').count() == 0


# ---------------------------------------------------------------- without engine, without letters, without script


def test_if_the_engine_never_comes_the_blank_letters_are_there(visitor, faults):
    faults.faults[ENGINE] = status(404)
    visit = visitor(troubled=True)
    visit.begin("en", PAGE)
    visit.answer(STOPPED)
    # The table answers; the letters need the checker.
    visit.expect_from("table")
    for page in ("brev", "frister"):
        expect(visit.page.locator(f'[data-result] a[href$="{page}/"]').first).to_be_visible(timeout=60_000)
    assert cards(visit).count() == 0
    faults.faults.clear()
    visit.page.locator("[data-compute] button").click()
    visit.wait_for("result")
    expect(cards(visit).first).to_be_visible()


def test_if_the_letters_do_not_come_the_answers_stay(visitor, faults):
    faults.faults["letters/nb.json"] = status(503)
    visit = visitor(troubled=True)
    visit.begin("nb", PAGE)
    visit.walk(STOPPED)
    alert = visit.page.locator("[data-result] [role=alert]")
    expect(alert.locator('a[href$="brev/"]').first).to_be_visible()
    faults.faults.clear()
    alert.locator("button").click()
    expect(cards(visit).first).to_be_visible()
    expect(alert).to_have_count(0)
    assert in_words("2026-12-03", "nb") in visit.text(".verdict__answer")


def test_nothing_of_the_letters_is_fetched_before_an_answer(visitor, faults):
    over = threading.Event()
    faults.faults["worker.mjs"] = held(over)
    visit = visitor()
    visit.begin("nb", PAGE)
    visit.answer(STOPPED)
    visit.expect_from("table")
    assert faults.count("letters/path.mjs", "letters/nb.json", "lean-qr.mjs") == 0
    over.set()
    visit.wait_for("result")
    expect(cards(visit).first).to_be_visible()
    assert faults.count("lean-qr.mjs") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_there_is_the_explanation_and_the_way_to_paper(visitor, language):
    visit: Visit = visitor(java_script_enabled=False)
    visit.go(f"{language}/{PAGE}")
    for heading in ("#trygt", "#vedtak", "#send", "#etterpa", "#papir"):
        expect(visit.page.locator(heading)).to_be_visible()
    for page in ("brev", "frister", "veiviser-vedtak"):
        expect(visit.page.locator(f'article a[href$="{page}/"]').first).to_be_visible()
    assert string(language, "fit_title") not in visit.page.content()
