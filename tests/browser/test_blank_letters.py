"""Blank letters on paper: all of them each on sheets of its own, or the one that was chosen; without script too."""

import io
import re

import pytest
from pypdf import PdfReader

from checker.letterparts import LETTERS
from sitegen.project import LANGUAGES
from tests.browser.support import ui

A4_POINTS = (595, 842)
# Letters that need a second sheet or more, printed empty.
SHEETS = {"complaint": 3, "late_complaint": 2}
# The first words of a letter as it is sent from a page in some language: in the municipality's Norwegian.
SENDER = {"nb": "Fra:", "nn": "Frå:", "en": "Fra:", "ar": "Fra:", "uk": "Fra:"}


@pytest.fixture(params=[True, False], ids=["with script", "without"])
def reader(visitor, request):
    return visitor(java_script_enabled=request.param)


def printed(visit, address):
    visit.go("nb/")
    visit.go(address)
    found = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in found.pages}
    assert sizes == {A4_POINTS}
    return [page.extract_text() for page in found.pages]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_that_was_chosen_is_printed_alone(reader, name):
    pages = printed(reader, f"nb/brev/#brev-{name.replace('_', '-')}")
    assert len(pages) <= SHEETS.get(name, 1)
    assert pages[0].lstrip().startswith("Fra:")
    whole = "\n".join(pages)
    assert whole.count("Underskrift:") == 1
    # A letter that is sent says nothing of this site.
    assert not re.search(r"Introguiden|DOCX|http", whole)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter_begins_on_a_sheet_of_its_own(visitor, language):
    pages = printed(visitor(), f"{language}/brev/")
    begun = [page for page in pages if page.lstrip().startswith(SENDER[language])]
    assert len(begun) == len(LETTERS)
    assert all(page.count(SENDER[language]) == 1 for page in begun)
    assert len(pages) <= len(LETTERS) + sum(SHEETS.values()) - len(SHEETS) + 2


def test_the_list_leads_to_a_letter_and_says_how_large_its_document_is(reader):
    reader.go("en/brev/")
    reader.page.locator('a[href="#brev-more-time"]').first.click()
    letter = reader.page.locator("#brev-more-time")
    assert letter.locator(".leaf__letter").get_attribute("lang") == "nb"
    documents = letter.locator("a[download]")
    assert documents.count() == 2
    start = re.escape(ui("en")["form_download"].split("{")[0])
    for link in documents.all():
        assert re.match(rf"{start}\d+ kB\): (Bokmål|Nynorsk)$", link.inner_text())
        answer = reader.page.request.get(link.evaluate("link => link.href"))
        assert answer.ok
        assert answer.body()[:2] == b"PK"


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_as_wide_as_a_small_phone(visitor, language):
    visit = visitor(viewport={"width": 320, "height": 640})
    visit.go(f"{language}/brev/")
    for details in visit.page.locator(".leaf details summary").all():
        details.click()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
