"""Forms on paper: filled in, printed on A4, gone with the page."""

import re

import pytest

from sitegen import papers
from sitegen.project import DOCS, LANGUAGES

# Sheets of A4, printed empty.
SHEETS = {"kartlegging": 8, "praksis": 5, "samtykke": 5}
A4_POINTS = (595, 842)


def test_every_form_is_measured():
    assert set(SHEETS) == {file.stem for file in (DOCS / papers.FOLDER).glob("*.toml")}


def sheets(visit):
    """Print the page; gives the width and the height of each sheet, in points."""
    printed = visit.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("name", SHEETS)
def test_a_form_prints_on_a_few_sheets_and_nothing_else_with_it(visitor, name):
    visit = visitor()
    visit.go(f"nb/skjema-{name}/")
    printed = sheets(visit)
    assert 1 <= len(printed) <= SHEETS[name]
    assert set(printed) == {A4_POINTS}
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".sheet").is_visible()
    for other in (".beside", ".where", ".origin", ".top", ".tools"):
        assert not any(part.is_visible() for part in visit.page.locator(other).all()), other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_days_of_two_years_print_on_two_sheets(visitor, language):
    visit = visitor()
    visit.go(f"{language}/frister/")
    assert sheets(visit) == [A4_POINTS] * 2


def test_what_was_written_is_gone_with_the_page(visitor):
    visit = visitor()
    visit.go("nn/skjema-samtykke/")
    first = visit.page.locator(".sheet input[type=text]").first
    first.fill("Amina")
    first.press("Enter")
    assert first.input_value() == "Amina"
    assert visit.page.url == f"{visit.server.url}nn/skjema-samtykke/"
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    visit.go("nn/")
    visit.go("nn/skjema-samtykke/")
    assert visit.page.locator(".sheet input[type=text]").first.input_value() == ""
