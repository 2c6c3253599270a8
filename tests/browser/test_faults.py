"""The network goes away at each stage of a check: a clear message, no lost answer, a way on.

What a single file does that comes wrong stands in test_engine.py; what a full device does, in test_offline.py.
"""

import threading

import pytest
from playwright.sync_api import expect

from tests.browser.support import STOPPED, hang_up, held, in_words, until
from tests.browser.test_offline import NO_NETWORK, PATIENCE_MS, keep

KEPT = "async () => (await caches.keys()).length"


def answer_rest(visit) -> None:
    while visit.shown not in ("wait", "result"):
        visit.fill(STOPPED[visit.shown])
        visit.next()


def assert_answered(visit) -> None:
    visit.wait_for("result")
    assert in_words("2026-12-03", visit.page.locator("html").get_attribute("lang") or "") in visit.text(
        ".verdict__answer"
    )


def test_before_the_first_answer(visitor, faults):
    """The form is here, and all questions can be answered; the verdict is not, and comes when the network does."""
    visit = visitor(troubled=True)
    visit.begin("nb", "frist/")
    faults.faults = dict(NO_NETWORK)
    answer_rest(visit)
    expect(visit.page.locator("[data-wait-failed]")).to_be_visible(timeout=PATIENCE_MS)
    assert visit.text("[data-wait-text]") == visit.ui["js_failed_text"]
    faults.faults = {}
    visit.page.locator("[data-retry]").click()
    assert_answered(visit)


def test_while_the_engine_loads(visitor, faults):
    tunnel = threading.Event()

    def lost(handler) -> None:
        tunnel.wait()
        hang_up(handler)

    faults.faults[".wasm"] = lost
    visit = visitor(troubled=True)
    visit.begin("en", "frist/")
    visit.fill(STOPPED[visit.shown])
    visit.next()
    expect(visit.page.locator("[data-engine]")).to_be_visible(timeout=PATIENCE_MS)
    faults.faults = dict(NO_NETWORK)
    tunnel.set()
    answer_rest(visit)
    # The table has answered; what it lacks can be asked for again.
    assert visit.shown == "result"
    retry = visit.page.locator("[data-compute] button")
    expect(retry).to_be_visible(timeout=PATIENCE_MS)
    assert visit.ui["js_failed"] in visit.text("[data-note]")
    # Still no network: the same message, and still no answer lost.
    retry.click()
    expect(retry).to_be_visible(timeout=PATIENCE_MS)
    faults.faults = {}
    retry.click()
    assert_answered(visit)


def test_after_the_verdict(visitor, faults):
    """Everything is here: an answer can be changed and judged again."""
    visit = visitor(troubled=True)
    visit.begin("nn", "frist/")
    visit.walk(STOPPED)
    faults.faults = dict(NO_NETWORK)
    visit.page.locator(".answers__change button").first.click()
    visit.next()
    answer_rest(visit)
    assert_answered(visit)


def test_nobody_who_has_kept_the_site_sees_a_fault(visitor, faults):
    """Without network from the first question on, and again in a page opened anew."""
    visit = visitor(keeps=True, troubled=True)
    keep(visit, "nb")
    faults.faults = dict(NO_NETWORK)
    for _ in range(2):
        visit.begin("nb", "frist/")
        visit.walk(STOPPED)
        assert_answered(visit)
        assert visit.page.locator("[data-wait-failed]:visible").count() == 0


def test_a_server_that_fails_after_the_site_is_kept_is_not_needed(visitor, faults):
    """A host whose every answer is an error, and one that answers nothing at all: the kept pages stand."""
    visit = visitor(keeps=True, troubled=True)
    keep(visit, "nb")
    over = threading.Event()
    for fault in (lambda handler: handler.send_error(500), hang_up, held(over)):
        faults.faults = {"": fault}
        visit.go("nb/klage/")
        expect(visit.page.locator("h1")).to_be_visible()
    over.set()


def test_a_removal_while_a_check_is_open_loses_no_answer(visitor):
    visit = visitor(keeps=True)
    keep(visit, "nb")
    visit.begin("nb", "frist/")
    visit.fill(STOPPED[visit.shown])
    visit.next()
    other = visit.page.context.new_page()
    other.goto(visit.server.url + "nb/uten-nett/")
    other.locator("[data-offline-remove]").click()
    expect(other.locator("[data-offline-said]")).to_have_text(visit.ui["offline_removed"], timeout=PATIENCE_MS)
    until(other, KEPT, 0)
    answer_rest(visit)
    assert_answered(visit)


@pytest.mark.parametrize("end", ["assets/offline/verdict.mjs", "assets/offline/nb.json", "sw.js"])
def test_the_answer_stands_where_nothing_can_be_kept(visitor, faults, end):
    faults.faults[end] = lambda handler: handler.send_error(500)
    visit = visitor(keeps=True, troubled=True)
    visit.begin("nb", "frist/")
    visit.walk(STOPPED)
    visit.page.wait_for_load_state("networkidle")
    assert_answered(visit)
    assert visit.page.evaluate(KEPT) == 0
