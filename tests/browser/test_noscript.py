"""Without script every page can be read, followed and printed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sitegen import languages
from sitegen.project import LANGUAGES
from tests.browser.support import PAGES, QUESTIONS, STOPPED, TODAY, VERSION, Visit, in_words, ui

PARTS = {"check": "sjekk/", "appeal": "frist/", "benefit": "stonad-regn/"}


@pytest.fixture
def reader(visitor):
    """A visitor whose browser runs no script."""
    return visitor(java_script_enabled=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_and_has_no_dead_button(reader, language):
    for page in PAGES:
        reader.go(f"{language}/{page}")
        expect(reader.page.locator("h1")).to_be_visible()
        assert len(reader.page.locator("main").inner_text()) > 200, page
        # What only script can do is not offered.
        assert reader.page.locator("button:visible").all_inner_texts() == [], page
        assert reader.page.locator("[role=search]:visible").count() == 0
        links = reader.page.locator(".languages a:visible")
        assert [link.get_attribute("hreflang") for link in links.all()] == list(LANGUAGES)


def test_the_way_from_the_entrance_to_how_to_complain(reader):
    reader.go("")
    reader.page.locator('.entrance a[hreflang="nn"]').click()
    reader.page.locator('.door:first-child a[href$="frist/"]').click()
    reader.page.locator("[data-plain] a", has_text=ui("nn")["plain_complain"]).click()
    reader.page.wait_for_url("**/nn/klage/")
    reader.page.locator('.languages a[hreflang="en"]').click()
    reader.page.wait_for_url("**/en/klage/")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_questions_stand_on_one_page(reader, language, part):
    reader.go(f"{language}/{PARTS[part]}")
    expect(reader.page.locator("[data-plain]")).to_be_visible()
    for key, question in QUESTIONS.items():
        if part in question.parts:
            expect(reader.question(key)).to_be_visible()
            assert reader.question(key).locator("input:visible").count() >= 2, key
            if question.kind == "date":
                for box in ("day", "month", "year"):
                    expect(reader.box(key, box)).to_be_visible()
    # It can be filled in on the screen before it is printed, and Enter sends nothing anywhere.
    before = reader.page.url
    reader.page.locator("[data-questions] input[type=text]").first.press("Enter")
    assert reader.page.url == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_page_is_a_list_from_a_to_z(reader, language):
    reader.go(f"{language}/sok/")
    letters = reader.page.locator(".az__letter").all_inner_texts()
    assert len(letters) >= 8
    targets = {link.get_attribute("href") for link in reader.page.locator(".az a:visible").all()}
    # Every page stands in it, but itself and the home page.
    assert {f"../{page}" for page in PAGES if page not in ("", "sok/")} <= targets
    reader.page.locator(".az a").first.click()
    expect(reader.page.locator("h1")).to_be_visible()


# ---------------------------------------------------------------- paper


def paper(visit: Visit, folder: Path) -> str:
    """Print the page, and give what stands on the paper; where no PDF can be read, what the print style leaves.

    The words of a PDF stand in the order of the sheet: Arabic ones, and their letters, cannot be put back in theirs.
    """
    file = folder / "page.pdf"
    visit.page.pdf(path=file, prefer_css_page_size=True)
    if shutil.which("pdftotext") and languages.of(visit.language).direction == "ltr":
        found = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    else:
        visit.page.emulate_media(media="print")
        found = visit.page.locator("body").inner_text()
        visit.page.emulate_media(media="null")
    return " ".join(found.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_which_version_and_which_law_it_shows(visitor, tmp_path, language):
    visit = visitor()
    strings = ui(language)
    visit.go(f"{language}/")
    checked = " ".join(visit.page.locator(".foot__stamp span").last.inner_text().split())
    for page in ("", "klage/", "sjekk/"):
        visit.go(f"{language}/{page}")
        text = paper(visit, tmp_path)
        assert f"{strings['version']} {VERSION}" in text
        assert f"{strings['law_checked']} {checked}" in text
        assert visit.page.title().split(" - ")[0] in text
        # Where the page came from; and no buttons, which paper has no use for.
        assert visit.page.url.split("//")[1].rstrip("/") in text
        assert_no_button_on_paper(visit)


def test_a_printed_answer_holds_the_case(visitor, tmp_path):
    visit = visitor()
    visit.begin("en", "frist/")
    visit.walk(STOPPED)
    text = paper(visit, tmp_path)
    assert in_words("2026-12-03", "en") in text
    assert in_words("2026-12-03", "nb") in text, "the sentence for the counter"
    assert in_words(f"{TODAY}", "en") in text
    assert visit.words["question"]["decision_received"]["short"] in text
    assert in_words(str(STOPPED["decision_received"]), "en") in text
    # Answers that did not decide are folded on the screen, not on paper.
    assert visit.words["question"]["decision_dated"]["short"] in text
    assert f"ersion {VERSION}" in text
    assert_no_button_on_paper(visit)


def assert_no_button_on_paper(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    assert visit.page.locator("button:visible").all_inner_texts() == []
    visit.page.emulate_media(media="null")


@pytest.mark.parametrize("part", PARTS)
def test_without_script_all_questions_can_be_printed(reader, tmp_path, part):
    reader.go(f"nb/{PARTS[part]}")
    text = paper(reader, tmp_path)
    for key, question in QUESTIONS.items():
        if part in question.parts:
            label = reader.words["question"][key]["label"].replace("[[", "").replace("]]", "")
            assert label in text, key
