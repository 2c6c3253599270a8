"""A page in two languages side by side: each block beside its own, on the screen, on paper, in a sub-folder."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sitegen.languages import of
from sitegen.project import LANGUAGES
from tests.browser.support import PHONE, running, status, ui
from tests.conftest import SUB_FOLDER

TEXTS = ("klage/", "rettigheter/", "ordliste/", "ansatt-vedtak/")
PAIRS = """() => [...document.querySelectorAll(".beside:not(.beside--names)")].map((row) => {
  const [ours, theirs] = [...row.children];
  const id = ours.querySelector("[id]").id;
  return { id, ours: ours.textContent, theirs: theirs.textContent, lang: theirs.lang, dir: theirs.dir };
})"""
# The text of each block of the page, by its id.
BLOCKS = """() => Object.fromEntries([...document.querySelectorAll("article > [id], article > .headed > [id]")]
  .map((block) => [block.id, block.textContent]))"""


@pytest.fixture(scope="module")
def below(site):
    with running(site, SUB_FOLDER) as server:
        yield server


@pytest.mark.parametrize("other", [language for language in LANGUAGES if language != "nb"])
def test_each_block_stands_beside_its_own(visitor, other):
    visit = visitor()
    visit.go(f"{other}/klage/")
    theirs = visit.page.evaluate(BLOCKS)
    visit.go("nb/klage/")
    ours = visit.page.evaluate(BLOCKS)
    visit.page.locator("[data-besides] summary").click()
    visit.page.locator(f'[data-besides] a[lang="{other}"]').click()
    expect(visit.page.locator(".beside--names")).to_be_visible()
    pairs = {pair["id"]: pair for pair in visit.page.evaluate(PAIRS)}
    assert list(pairs) == [block for block in ours if block in theirs]
    assert len(pairs) > 40
    for block, pair in pairs.items():
        assert pair["ours"].strip() == ours[block].strip()
        assert pair["theirs"].strip() == theirs[block].strip()
        assert (pair["lang"], pair["dir"]) == (other, of(other).direction)
    assert visit.page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id).length") == len(
        set(visit.page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)"))
    )


@pytest.mark.parametrize("page", TEXTS)
def test_pages_of_all_kinds(visitor, page):
    visit = visitor()
    visit.go(f"en/{page}?ved-siden=nn")
    expect(visit.page.locator(".beside--names")).to_be_visible()
    assert len(visit.page.evaluate(PAIRS)) > 5


def test_links_of_the_other_language_lead_to_its_pages(visitor, below):
    visit = visitor(at=below)
    visit.go("nb/klage/?ved-siden=en")
    expect(visit.page.locator(".beside--names")).to_be_visible()
    links = visit.page.locator('.beside [lang="en"] a').evaluate_all("all => all.map(({ href }) => href)")
    assert links
    assert all(link.startswith((f"{below.url}en/", "https://lovdata.no/", "tel:", "mailto:")) for link in links), links


def test_back_to_one_language(visitor):
    visit = visitor()
    visit.go("nb/klage/?ved-siden=en")
    visit.page.get_by_text(ui("nb")["beside_end"]).click()
    visit.page.wait_for_url("**/nb/klage/")
    assert visit.page.locator(".beside").count() == 0


def test_on_paper_both_languages_stand_side_by_side(visitor):
    visit = visitor()
    visit.go("nb/hvem-kan/?ved-siden=en")
    expect(visit.page.locator(".beside--names")).to_be_visible()
    words = [visit.page.locator(f".beside:nth-of-type(3) > div:nth-child({place})").inner_text() for place in (1, 2)]
    text = " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
        ).split()
    )
    for one in words:
        assert " ".join(one.split()[:3]) in text
    assert ui("nb")["beside_end"] not in text


def test_on_a_phone_nothing_is_wider_than_the_screen(visitor):
    visit = visitor("finger", **PHONE)
    visit.go("nb/klage/?ved-siden=en")
    expect(visit.page.locator(".beside").last).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_where_the_other_page_cannot_be_had_the_own_stays_and_says_so(visitor, faults):
    faults.faults["/en/klage/"] = status(503)
    visit = visitor(troubled=True)
    visit.go("nb/klage/?ved-siden=en")
    expect(visit.page.get_by_text(ui("nb")["beside_failed"])).to_be_visible()
    expect(visit.page.locator("#hva")).to_be_visible()
    assert visit.page.locator(".beside").count() == 0


@pytest.mark.parametrize("wanted", ["nb", "xx", "", "%3Cscript%3E"])
def test_a_language_that_there_is_not_changes_nothing(visitor, wanted):
    visit = visitor()
    visit.go(f"nb/klage/?ved-siden={wanted}")
    expect(visit.page.locator("[data-tools]")).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.locator(".beside").count() == 0


def test_by_keyboard(visitor):
    visit = visitor("keyboard")
    visit.go("nn/personvern/")
    visit.hand.press(visit.page.locator("[data-besides] summary"))
    visit.hand.press(visit.page.locator('[data-besides] a[lang="en"]'))
    expect(visit.page.locator(".beside--names")).to_be_visible()


def test_without_script_it_is_not_offered(visitor):
    visit = visitor(java_script_enabled=False)
    visit.go("nb/klage/?ved-siden=en")
    expect(visit.page.locator("[data-besides]")).to_be_hidden()


def test_nothing_of_it_is_fetched_before_it_is_wanted(visitor, faults):
    visit = visitor()
    visit.go("nb/klage/")
    visit.page.wait_for_load_state("networkidle")
    assert faults.count("beside.mjs", "staff.css") == 0
