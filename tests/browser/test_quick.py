"""The answer at once: from the table before the checker is there, then from the checker itself."""

import json
import threading

import pytest
from playwright.sync_api import expect

from sitegen import quick
from tests.browser.support import REFUGEE, SAVES_DATA, STOPPED, Fault, Handler, held, in_words, plain, status

WASM = "pyodide.asm.wasm"
ENGINE = ("worker.mjs", "pyodide.mjs", "pyodide.asm.mjs", WASM, "python_stdlib.zip", "checker.zip")
# Longer than a visitor waits without being shown another way (form.mjs).
SLOW_MS = 8_500
PEOPLE = {"sjekk/": REFUGEE, "frist/": STOPPED}
PARTS = {"sjekk/": "check", "frist/": "appeal"}
# Answers of the checker wait as long as `holding` is set; `release` lets them through.
HOLD_ANSWERS = """() => {
  const held = [];
  globalThis.Worker = class extends Worker {
    set onmessage(hear) {
      super.onmessage = (event) => {
        if (globalThis.holding && event.data.id !== undefined) held.push(() => hear(event));
        else hear(event);
      };
    }
  };
  globalThis.release = () => {
    globalThis.holding = false;
    for (const answer of held) answer();
  };
}"""


@pytest.fixture
def over(faults):
    """Hold the engine back until the test says that the wait is over."""
    waiting = threading.Event()
    faults.faults[WASM] = held(waiting)
    yield waiting
    waiting.set()


def note(visit):
    """Give the line that says where the answer comes from."""
    return visit.page.locator("[data-note] p:first-child")


@pytest.mark.parametrize(("language", "page"), [("nb", "sjekk/"), ("nn", "frist/"), ("en", "sjekk/")])
def test_the_answer_is_there_before_the_checker_and_is_confirmed(visitor, over, language, page):
    visit = visitor()
    visit.begin(language, page)
    visit.answer(PEOPLE[page])
    visit.expect_from("table")
    assert visit.shown == "result"
    expect(visit.page.locator(".verdict__answer")).to_be_focused()
    assert note(visit).inner_text() == f"{visit.ui['js_table']} {visit.ui['js_computing']}"
    for part in (".verdict .badge svg", ".next li", ".cites a", ".part > p"):
        expect(visit.page.locator(part).first).to_be_visible()
    assert in_words("2026-12-03", language) not in visit.text("[data-result]")
    # Somebody has read on, and opened something, before the checker comes.
    summary = visit.page.locator("summary", has_text=visit.ui["js_surprise"])
    summary.click()
    before = summary.bounding_box()
    over.set()
    visit.expect_from("checker")
    expect(summary).to_be_focused()
    expect(visit.page.locator("details.surprise")).to_have_attribute("open", "")
    assert summary.bounding_box()["y"] == pytest.approx(before["y"], abs=60)
    assert note(visit).count() == 0
    expect(visit.page.locator("[data-status]")).to_contain_text(visit.ui["js_computed"])
    if page == "frist/":
        assert in_words("2026-12-03", language) in visit.text(".verdict__answer")
    assert visit.page.locator("[data-differs]").count() == 0


def test_the_heading_keeps_the_focus_and_is_the_same_element(visitor, over):
    """A screen reader has read it, and does not read it again."""
    visit = visitor()
    visit.begin("nb")
    visit.answer(REFUGEE)
    visit.expect_from("table")
    heading = visit.page.locator(".verdict__answer").element_handle()
    over.set()
    visit.expect_from("checker")
    assert heading.evaluate("one => one.isConnected && one === document.activeElement")
    # The sentence is the same: it is not said a second time.
    expect(visit.page.locator("[data-status]")).to_have_text(visit.ui["js_computed"])


def test_the_table_answers_first_even_where_the_checker_has_started(visitor):
    """On a slow phone the checker takes longer, and nobody is told to wait for so short a time."""
    visit = visitor()
    visit.page.add_init_script(f"({HOLD_ANSWERS})()")
    visit.begin("nb")
    visit.walk(REFUGEE)
    visit.page.evaluate("holding = true")
    short = plain(visit.words["question"]["citizenship"]["short"])
    visit.page.get_by_role("button", name=visit.ui["js_change_answer"].replace("{short}", short), exact=True).click()
    visit.answer({"citizenship": REFUGEE["citizenship"]})
    visit.expect_from("table")
    assert visit.page.locator(".verdict").get_attribute("data-tone") == "yes"
    expect(visit.page.locator(".verdict__answer")).to_be_focused()
    expect(visit.page.locator("[data-note]")).to_be_hidden()
    visit.page.evaluate("release()")
    visit.expect_from("checker")
    assert visit.page.locator(".verdict").get_attribute("data-tone") == "yes"
    expect(visit.page.locator(".verdict__answer")).to_be_focused()
    expect(visit.page.locator("[data-status]")).to_be_empty()


def changed(folder, change) -> Fault:
    """Give another table than the site's."""

    def give(handler: Handler) -> None:
        table = json.loads((folder / "assets" / "checker" / "diagram-check.json").read_text("utf-8"))
        change(table)
        content = json.dumps(table).encode()
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return give


def test_a_table_that_says_something_else_is_told_and_the_checker_s_answer_counts(visitor, faults, over, site):
    faults.faults["diagram-check.json"] = changed(site, lambda table: table.update(programme=[["none", []]]))
    visit = visitor()
    visit.begin("nb")
    visit.answer(REFUGEE)
    visit.expect_from("table")
    assert visit.page.locator(".verdict").get_attribute("data-tone") == "no"
    over.set()
    visit.expect_from("checker")
    assert visit.page.locator(".verdict").get_attribute("data-tone") == "yes"
    told = visit.page.locator("[data-differs]")
    expect(told).to_contain_text(visit.ui["js_differs"])
    expect(told.locator("a[href^='mailto:']")).to_be_visible()
    right = visit.words["finding"]["programme"]["right_and_duty"][-1]["answer"]
    assert visit.text(".verdict__answer") == plain(right)
    # Said too, with the answer that counts.
    expect(visit.page.locator("[data-status]")).to_contain_text(visit.ui["js_differs"])
    expect(visit.page.locator("[data-status]")).to_contain_text(plain(right))


def test_the_answer_stays_where_the_checker_does_not_come(visitor, faults):
    faults.faults[WASM] = status(500)
    visit = visitor(troubled=True)
    visit.begin("en", "frist/")
    visit.answer(STOPPED)
    failed = f"{visit.ui['js_table']} {visit.ui['js_failed']}."
    expect(note(visit)).to_have_text(failed)
    expect(visit.page.locator("[data-status]")).to_have_text(visit.ui["js_failed"])
    expect(visit.page.locator(".verdict__answer")).to_be_visible()
    ways = visit.page.locator("[data-ways] a")
    expect(ways.get_by_text(visit.ui["js_deadline_rule"].split(" (")[0])).to_have_attribute("href", "../klage/")
    faults.faults = {}
    button = visit.page.locator("[data-compute] button")
    expect(button).to_have_text(visit.ui["js_try_again"])
    button.click()
    # The button goes away, and the focus does not get lost.
    expect(note(visit)).to_be_focused()
    visit.expect_from("checker")
    assert in_words("2026-12-03", "en") in visit.text(".verdict__answer")


@pytest.mark.parametrize("language", ["en", "uk", "ar"])
@pytest.mark.parametrize("page", PEOPLE)
def test_the_answer_and_what_to_do_need_nothing_that_is_fetched_later(visitor, faults, over, language, page):
    later = f"{language}/{PARTS[page]}.json"
    faults.faults[later] = status(500)
    visit = visitor(troubled=True)
    visit.begin(language, page)
    visit.answer(PEOPLE[page])
    visit.expect_from("table")
    expect(visit.page.locator(".verdict__answer")).to_be_focused()
    for found in (".verdict .badge svg", ".next li", ".cites a"):
        expect(visit.page.locator(found).first).to_be_visible()
    # What is not here yet leaves no heading over nothing.
    for title in ("js_means", "js_could_change", "js_ask"):
        expect(visit.page.get_by_role("heading", name=visit.ui[title], exact=True)).to_have_count(0)
    assert "undefined" not in visit.text("[data-result]")
    faults.faults.pop(later)
    over.set()
    visit.expect_from("checker")
    expect(visit.page.get_by_role("heading", name=visit.ui["js_means"], exact=True)).to_be_visible()


def test_a_table_that_does_not_come_is_not_missed(visitor, faults):
    faults.faults["diagram-check.json"] = status(404)
    visit = visitor(troubled=True)
    visit.begin("nn")
    visit.walk(REFUGEE)
    visit.expect_from("checker")


def test_what_only_the_checker_can_tell_waits_for_it(visitor, over):
    """A letter of some day in October leaves the table with two answers."""
    visit = visitor()
    visit.page.clock.install()
    visit.begin("nb", "frist/")
    visit.answer({**STOPPED, "decision_received": "2026-10", "decision_dated": "2026-10"})
    assert visit.shown == "wait"
    ways = visit.page.locator("[data-wait-ways] a")
    expect(ways).to_have_count(0)
    visit.page.clock.run_for(SLOW_MS)
    expect(ways.last).to_be_visible()
    over.set()
    visit.expect_from("checker")


def test_a_slow_engine_is_no_reason_to_wait(visitor, over):
    visit = visitor()
    visit.page.clock.install()
    visit.begin("nb")
    visit.answer(REFUGEE)
    visit.expect_from("table")
    ways = visit.page.locator("[data-ways]")
    expect(ways).to_be_hidden()
    visit.page.clock.run_for(SLOW_MS)
    expect(ways).to_be_visible()
    over.set()


def test_whoever_saves_data_is_answered_and_asked_first(visitor, faults):
    visit = visitor()
    visit.page.add_init_script(SAVES_DATA)
    visit.begin("nb", "frist/")
    visit.answer(STOPPED)
    visit.expect_from("table")
    expect(note(visit)).to_contain_text("MB")
    expect(visit.page.locator("[data-ways]")).to_be_visible()
    visit.page.wait_for_load_state("networkidle")
    assert faults.count(*ENGINE) == 0
    visit.page.locator("[data-compute] button").click()
    visit.expect_from("checker")
    assert in_words("2026-12-03", "nb") in visit.text(".verdict__answer")


def test_whoever_saves_data_is_asked_where_the_table_cannot_tell(visitor, faults):
    visit = visitor()
    visit.page.add_init_script(SAVES_DATA)
    visit.begin("en", "frist/")
    visit.answer({**STOPPED, "decision_received": "2026-10", "decision_dated": "2026-10"})
    assert visit.text("[data-wait-title]") == visit.ui["js_saving_title"]
    assert "MB" in visit.text("[data-wait-text]")
    visit.page.wait_for_load_state("networkidle")
    assert faults.count(*ENGINE) == 0
    visit.page.get_by_role("button", name=visit.ui["js_compute_wait"]).click()
    visit.expect_from("checker")


def test_an_answer_changed_meanwhile_is_answered_anew(visitor, over):
    """The verdict on the old answers comes later, and is passed over."""
    visit = visitor()
    visit.begin("nb")
    visit.answer(REFUGEE)
    visit.expect_from("table")
    short = plain(visit.words["question"]["citizenship"]["short"])
    name = visit.ui["js_change_answer"].replace("{short}", short)
    visit.page.get_by_role("button", name=name, exact=True).click()
    over.set()
    expect(visit.page.locator("[data-engine]")).to_be_hidden(timeout=60_000)
    assert visit.shown == "citizenship"
    visit.answer({"citizenship": "nordic", "citizen_since": None})
    visit.wait_for("result")
    assert visit.page.locator(".verdict").get_attribute("data-tone") == "no"


def test_the_table_is_kept_for_use_without_network(site):
    for language in ("nb", "nn", "en"):
        kept = json.loads((site / "assets" / "offline" / f"{language}.json").read_text("utf-8"))
        paths = {file["path"] for file in kept["files"]}
        assert {f"assets/checker/diagram-{part}.json" for part in quick.PARTS} <= paths
