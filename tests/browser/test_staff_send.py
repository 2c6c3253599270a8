"""The link builder and the sheets to hand out: the right page in the right language, on the screen and on paper."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from sitegen.languages import of
from sitegen.project import ALWAYS, DOCS, LANGUAGES
from sitegen.staff import topics
from tests.browser.support import running, ui
from tests.conftest import SUB_FOLDER

A4_POINTS = (595, 842)
COPIES = {"permissions": ["clipboard-read", "clipboard-write"]}
LINKS, SHEETS = "ansatt-lenker/", "ansatt-ark/"
# 3GPP TS 23.038: in the small alphabet one message holds 160 signs, in the large one 70, and 67 of several.
SMALL, LARGE, JOINED = 160, 70, 67


@pytest.fixture(scope="module")
def below(site):
    with running(site, SUB_FOLDER) as server:
        yield server


def scanned(picture) -> str:
    """Read the code of a picture as a camera does."""
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    return found.text


def choose(visit, topic: str, language: str) -> None:
    visit.page.locator("#lenke-tema").select_option(topic)
    visit.hand.choose(visit.page.locator(f'[name="lenke-sprak"][value="{language}"]'))


def message(visit) -> str:
    return visit.page.locator("#lenke-tekst").input_value()


def address(visit) -> str:
    return visit.page.locator("#lenke-adresse").input_value()


@pytest.mark.parametrize("language", ALWAYS)
def test_a_page_and_a_language_give_address_message_and_code(visitor, language):
    visit = visitor(**COPIES)
    visit.go(f"{language}/{LINKS}")
    for other in LANGUAGES:
        choose(visit, "frist", other)
        url = f"{visit.server.url}{other}/frist/"
        assert address(visit) == url
        assert " ".join(message(visit).split()) == ui(other)["send_frist"].replace("{address}", url)
        assert visit.page.locator("#lenke-tekst").get_attribute("dir") == of(other).direction
        expect(visit.page.locator("svg.qr")).to_have_attribute("aria-label", re.compile(re.escape(url)))
        assert scanned(visit.page.locator("svg.qr")) == url
        expect(visit.page.locator("[data-open]")).to_have_attribute("href", url)


def test_a_page_without_a_text_of_its_own_gets_its_title(visitor):
    visit = visitor()
    visit.go(f"nn/{LINKS}")
    choose(visit, "plan", "en")
    title = topics.titles(DOCS, "en")["plan"]
    wanted = ui("en")["send_page"].replace("{title}", title).replace("{address}", f"{visit.server.url}en/plan/")
    assert message(visit) == wanted


def test_one_address_for_all_languages(visitor):
    visit = visitor()
    visit.go(f"nb/{LINKS}")
    choose(visit, "klage", "every")
    assert address(visit) == f"{visit.server.url}klage/"
    for language in LANGUAGES:
        assert topics.titles(DOCS, language)["klage"] in message(visit)
    visit.page.locator("[data-open]").click()
    visit.page.wait_for_url("**/klage/")
    visit.page.locator('article a[hreflang="en"]').click()
    visit.page.wait_for_url("**/en/klage/")
    # A page that has none does not offer it, and the choice is then a language.
    visit.go(f"nb/{LINKS}")
    choose(visit, "klage", "every")
    visit.page.locator("#lenke-tema").select_option("barn")
    expect(visit.page.locator('[name="lenke-sprak"][value="every"]')).to_have_count(0)
    assert address(visit) == f"{visit.server.url}nb/barn/"


def test_the_language_stays_when_the_page_changes(visitor):
    visit = visitor()
    visit.go(f"nb/{LINKS}")
    choose(visit, "frist", "en")
    visit.page.locator("#lenke-tema").select_option("stonad")
    assert address(visit) == f"{visit.server.url}en/stonad/"


def test_copying(visitor):
    visit = visitor(**COPIES)
    visit.go(f"nb/{LINKS}")
    choose(visit, "sjekk", "en")
    for field, read in (("lenke-adresse", address), ("lenke-tekst", message)):
        visit.page.locator(f'[data-copy="{field}"]').click()
        expect(visit.page.locator("[data-said]")).not_to_be_empty()
        assert visit.page.evaluate("navigator.clipboard.readText()") == read(visit)


def test_where_the_browser_refuses_the_text_is_marked(visitor):
    visit = visitor()
    visit.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    visit.go(f"nb/{LINKS}")
    visit.page.locator('[data-copy="lenke-tekst"]').click()
    expect(visit.page.locator("#lenke-tekst")).to_be_focused()
    assert visit.page.evaluate("getSelection().toString()") == message(visit)


@pytest.mark.parametrize(
    ("text", "signs", "parts"),
    [
        ("", 0, 1),
        ("å" * SMALL, SMALL, 1),
        ("å" * (SMALL + 1), SMALL + 1, 2),
        # Brackets take the place of two.
        ("[" * (SMALL // 2), SMALL, 1),
        ("я" * LARGE, LARGE, 1),
        ("я" * (LARGE + 1), LARGE + 1, 2),
        ("я" * (2 * JOINED + 1), 2 * JOINED + 1, 3),
        # One sign of another alphabet changes it for all.
        ("a" * LARGE + "«", LARGE + 1, 2),
    ],
)
def test_how_many_messages_a_text_takes(visitor, text, signs, parts):
    visit = visitor()
    visit.go(f"en/{LINKS}")
    visit.page.locator("#lenke-tekst").fill(text)
    numbers = re.findall(r"\d+", visit.page.locator("[data-signs]").inner_text())
    assert numbers == [str(signs), str(parts)]


def test_the_code_can_be_kept(visitor):
    visit = visitor(accept_downloads=True)
    visit.go(f"nb/{LINKS}")
    choose(visit, "hvem", "nn")
    expect(visit.page.locator("svg.qr")).to_have_attribute("aria-label", re.compile("/nn/hvem/"))
    with visit.page.expect_download() as coming:
        visit.page.locator("[data-save]").click()
    assert coming.value.suggested_filename == "qr-hvem-nn.svg"
    assert coming.value.path().read_text("utf-8").startswith("<svg")


def test_by_keyboard_alone(visitor):
    visit = visitor("keyboard", **COPIES)
    visit.go(f"nb/{LINKS}")
    visit.hand.reach(visit.page.locator("#lenke-tema"))
    visit.page.keyboard.press("ArrowDown")
    visit.hand.choose(visit.page.locator('[name="lenke-sprak"][value="en"]'))
    visit.hand.press(visit.page.locator('[data-copy="lenke-adresse"]'))
    expect(visit.page.locator("[data-said]")).not_to_be_empty()
    assert visit.page.evaluate("navigator.clipboard.readText()") == f"{visit.server.url}en/{topics.load(DOCS)[1]}/"


def test_in_a_sub_folder(visitor, below):
    visit = visitor(at=below)
    visit.go(f"nb/{LINKS}")
    choose(visit, "frist", "en")
    assert address(visit) == f"{below.url}en/frist/"
    visit.go(f"nb/{SHEETS}")
    expect(visit.page.locator('[data-half="en"] .half__address').first).to_have_text(f"{below.url}en/frist/")


@pytest.mark.parametrize("language", ALWAYS)
def test_without_script_every_address_is_a_link(visitor, language):
    visit = visitor(java_script_enabled=False)
    visit.go(f"{language}/{LINKS}")
    expect(visit.page.locator("[data-builder]")).to_be_hidden()
    visit.page.locator('[data-topic="stonad"] a[hreflang="en"]').click()
    visit.page.wait_for_url("**/en/stonad/")


# ---------------------------------------------------------------- the sheet


def printed(visit) -> PdfReader:
    return PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))


def shown(visit) -> list[str]:
    return visit.page.locator("[data-half]:visible").evaluate_all("all => all.map((one) => one.dataset.half)")


@pytest.mark.parametrize("other", [language for language in LANGUAGES if language != "nb"])
def test_every_sheet_is_one_page_with_two_languages(visitor, other):
    visit = visitor()
    visit.go(f"nb/{SHEETS}")
    visit.page.locator("#ark-right").select_option(other)
    for name in visit.page.locator("#ark-tema option").evaluate_all("all => all.map((one) => one.value)"):
        visit.page.locator("#ark-tema").select_option(name)
        assert sorted(shown(visit)) == sorted(["nb", other])
        expect(visit.page.locator("svg.qr:visible")).to_have_count(2)
        for language in ("nb", other):
            code = visit.page.locator(f'[data-sheet="{name}"] [data-half="{language}"] svg.qr')
            assert scanned(code) == f"{visit.server.url}{language}/{name}/"
        reader = printed(visit)
        assert len(reader.pages) == 1, f"{name}, {other}"
        [page] = reader.pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_POINTS
        text = " ".join(page.extract_text().split())
        assert ui("nb")[f"sheet_{name}_title"] in text
        assert visit.page.locator("#ark-tema").evaluate("one => one.labels[0].textContent") not in text


def test_the_first_sheet_is_in_the_municipality_s_norwegian_and_another_language(visitor):
    visit = visitor()
    visit.go(f"en/{SHEETS}")
    assert shown(visit) == ["nb", next(one for one in LANGUAGES if one not in ("nb", "nn"))]


def test_the_language_on_the_right_stands_on_the_right(visitor):
    visit = visitor()
    visit.go(f"nb/{SHEETS}")
    visit.page.locator("#ark-left").select_option("en")
    visit.page.locator("#ark-right").select_option("nb")
    places = {one: visit.page.locator(f'[data-half="{one}"]:visible').bounding_box()["x"] for one in ("en", "nb")}
    assert places["en"] < places["nb"]


def test_without_script_every_sheet_is_there_in_every_language(visitor):
    visit = visitor(java_script_enabled=False)
    visit.go(f"nn/{SHEETS}")
    sheets = visit.page.locator("[data-sheet]").all()
    for sheet in sheets:
        for language in LANGUAGES:
            expect(sheet.locator(f'[data-half="{language}"] ol')).to_be_visible()
    assert len(printed(visit).pages) >= len(sheets)
