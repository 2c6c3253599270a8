"""A copy with everything of its own, in a sub-folder: as accessible and as quiet as the site it is made from."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.support import PHONE, STOPPED, in_words, running
from tests.browser.test_axe import axe_let_in, findings
from tests.sitegen import copies

FOLDER = "/intro/en/"
# The entrance and the missing page; a front page, the page that is added, the one that is replaced, where the
# municipality is named, its arrangements, a form, and the added page where it is not in the reader's language.
PAGES = (
    "",
    "404.html",
    "nn/",
    "nn/lokal/",
    f"nn/{copies.REPLACED}/",
    "nn/hvem/",
    "en/penger/",
    "en/frist/",
    "ar/lokal/",
    "ar/om/",
)
COLOUR = "getComputedStyle(document.documentElement).getPropertyValue('--md-primary-fg-color')"


@pytest.fixture(scope="module")
def at(own_copy):
    with running(own_copy, FOLDER) as server:
        yield server


@pytest.fixture(scope="module")
def eye(browser, at):
    with axe_let_in(browser, at) as visit:
        yield visit


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_copy(eye, path):
    eye.go(path)
    assert findings(eye.page) == []


def test_the_policy_of_a_copy_refuses_nothing_that_it_has(visitor, at):
    """Each page is opened: the visitor's browser must have had nothing to complain of."""
    visit = visitor(at=at)
    for path in PAGES:
        if path != "404.html":
            visit.go(path)
            logo = visit.page.locator("header img").first
            assert logo.evaluate("image => image.complete && image.naturalWidth > 0"), path
            assert visit.page.evaluate(COLOUR) == copies.COLOUR


@pytest.mark.parametrize("language", ["nn", "ar"])
def test_from_the_added_page_to_the_last_day_and_the_letter_s_receiver(visitor, at, language):
    visit = visitor("finger", at=at, **PHONE)
    visit.go(f"{language}/lokal/")
    assert copies.LONG in visit.text("header")
    visit.page.locator('article a[href$="/klage/#send"]').tap()
    visit.page.wait_for_url(f"**{FOLDER}{language}/klage/#send")
    visit.begin(language, "frist/")
    visit.walk(STOPPED)
    assert in_words("2026-12-03", language) in visit.text(".verdict__answer")
    visit.page.locator(
        f'[data-result] a[href*="{language}/klagebrev/"], [data-result] a[href*="klagebrev/"]'
    ).first.tap()
    visit.page.wait_for_url(f"**{FOLDER}{language}/klagebrev/**")
    expect(visit.page.locator("main")).to_contain_text("flyktning.og.integrering.med.klage@")
    assert {urlsplit(url).netloc for url in visit.watch.requests if url.startswith("http")} == {urlsplit(at.url).netloc}
