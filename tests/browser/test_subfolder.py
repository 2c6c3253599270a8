"""The whole walk works where the site stands in a sub-folder, whose name even looks like a language."""

import pytest
from playwright.sync_api import expect

from sitegen.project import LANGUAGES
from tests.browser.support import PAGES, REFUGEE, STOPPED, in_words, running
from tests.conftest import SUB_FOLDER


@pytest.fixture(scope="module")
def below(site):
    with running(site, SUB_FOLDER) as server:
        yield server


def test_the_whole_walk(visitor, below):
    visit = visitor(at=below)
    page = visit.page
    visit.go("")
    page.locator('.entrance a[hreflang="nb"]').click()
    page.locator('.door:first-child a[href$="sjekk/"]').click()
    page.locator("[data-start]").click()
    visit.walk(REFUGEE)
    assert in_words("2027-01-15", "nb") in visit.text(".also")
    page.locator('.onward[href$="frist/"]').click()
    page.wait_for_url(below.url + "nb/frist/")
    page.locator('.languages a[hreflang="en"]').click()
    page.wait_for_url(below.url + "en/frist/")
    page.locator("[data-start]").click()
    visit.walk(STOPPED)
    assert in_words("2026-12-03", "en") in visit.text(".verdict__answer")
    page.locator('.onward[href$="klage/"]').click()
    page.wait_for_url(below.url + "en/klage/")
    page.locator(".brand").click()
    page.wait_for_url(below.url + "en/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_all_it_asks_for_and_search_works(visitor, below, language):
    visit = visitor(at=below)
    answers = []
    visit.page.on("response", lambda response: answers.append((response.status, response.url)))
    for name in PAGES:
        visit.go(f"{language}/{name}")
        expect(visit.page.locator("[data-tools]")).to_be_visible()
        assert visit.page.locator("body").evaluate("body => getComputedStyle(body).display") != "inline"
        sheets = visit.page.evaluate("[...document.styleSheets].map(({ cssRules }) => cssRules.length)")
        # One that was not found, or is no style sheet to the browser, has no rules.
        assert sheets
        assert min(sheets) > 0
    visit.go(f"{language}/sok/")
    visit.page.locator("#search-words").fill("vedtak")
    visit.page.keyboard.press("Enter")
    hit = visit.page.locator(".search__hits a").first
    assert (hit.get_attribute("href") or "").startswith(f"{SUB_FOLDER}{language}/")
    hit.click()
    expect(visit.page.locator("h1")).to_be_visible()
    assert visit.page.url.startswith(f"{below.url}{language}/")
    assert [answer for answer in answers if answer[0] != 200] == []
