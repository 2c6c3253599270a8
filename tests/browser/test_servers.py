"""The check, the search and use without network work from nginx and Apache, with the headers that these really send."""

import pytest
from playwright.sync_api import expect

from tests import servers
from tests.browser.support import REFUGEE, STOPPED, in_words, until

PREFIXES = ("/", "/nb/intro/")


@pytest.fixture(scope="module", params=[(kind, prefix) for kind in servers.KINDS for prefix in PREFIXES], ids=str)
def real(request, site, not_run, not_here):
    """Give a real server of the site."""
    kind, prefix = request.param
    servers.wanted(kind, not_run, not_here)
    with servers.running(kind, site, prefix) as server:
        yield server


def test_a_verdict(visitor, real):
    """The visitor's browser must have had nothing to complain of: no policy is broken."""
    visit = visitor(at=real)
    visit.begin("nb")
    visit.walk(REFUGEE)
    assert in_words("2027-01-15", "nb") in visit.text(".also")
    visit.begin("en", "frist/")
    visit.walk(STOPPED)
    assert in_words("2026-12-03", "en") in visit.text(".verdict__answer")


def test_search(visitor, real):
    visit = visitor(at=real)
    visit.go("nb/sok/")
    visit.page.locator("#search-words").fill("vedtak")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".search__hits a").first).to_be_visible()


def test_pages_are_kept_for_use_without_network(visitor, real):
    visit = visitor(at=real, keeps=True)
    visit.go("nb/uten-nett/")
    visit.page.locator("[data-offline-keep]").click()
    until(visit.page, "navigator.serviceWorker.ready.then((found) => Boolean(found.active))", wanted=True)
    until(visit.page, "caches.keys().then((names) => names.length)", wanted=1)
    scope = visit.page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)")
    assert scope == real.url
