"""The checker comes late, says how far it is, and may fail: then the visitor is told, and has lost nothing.

Most tests have no table, so that somebody waits; what is shown meanwhile where there is one stands in test_quick.py.
"""

import re
import threading

import pytest
from playwright.sync_api import expect

from sitegen import headers
from tests.browser.support import STOPPED, half, hang_up, held, of_type, slowly, status, with_header

ENGINE = ("worker.mjs", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "checker.zip")
WASM = "pyodide.asm.wasm"
NO_TABLE = {"diagram-appeal.json": status(404)}
# How long the engine waits for a sign of life (engine.mjs).
PATIENCE_MS = 30_000


def test_nothing_of_the_engine_comes_before_the_first_answer(visitor, faults):
    visit = visitor()
    visit.begin("nb")
    visit.page.locator("[data-next]").click()
    expect(visit.page.locator("[data-error]:visible")).to_have_text(visit.ui["js_answer_needed"])
    visit.page.wait_for_load_state("networkidle")
    assert faults.count(*ENGINE, "answer.mjs") == 0
    visit.fill("other")
    # The form goes on meanwhile: which question comes next is known without the engine.
    visit.next()
    assert visit.shown == "permit"
    expect(visit.page.locator("[data-engine]")).to_be_hidden(timeout=60_000)
    assert [faults.count(f"/{name}") for name in ENGINE] == [1] * len(ENGINE)


def test_progress_tells_the_bytes_that_have_come(visitor, faults):
    faults.faults = {WASM: slowly(pieces=80, seconds=8), **NO_TABLE}
    visit = visitor(troubled=True)
    visit.begin("nn", "frist/")
    visit.fill("holiday")
    bar = visit.page.locator("[data-wait-bar]")
    visit.next()
    assert visit.shown == "wait"
    assert visit.text("[data-wait-title]") == visit.ui["js_loading"]
    numbers = re.escape(visit.ui["js_loading_share"])
    for name in ("percent", "loaded", "total"):
        numbers = numbers.replace(rf"\{{{name}\}}", rf"(?P<{name}>[\d.,]+)")
    seen = []
    while visit.shown == "wait":
        # Both in one look: the last bytes may come between two.
        text, share = bar.evaluate("bar => [document.querySelector('[data-wait-bytes]').innerText, bar.position]")
        told = re.fullmatch(numbers, text)
        if told:
            seen.append([float(text.replace(",", ".")) for text in (*told.groups(), str(share))])
        visit.page.wait_for_timeout(150)
    assert len({percent for percent, *_ in seen}) >= 3, "the share moves"
    assert seen == sorted(seen), "and never backwards"
    files = visit.page.locator("#checker-data").evaluate("data => JSON.parse(data.textContent).engine.files")
    total = sum(file["bytes"] for file in files if not file["url"].endswith(".mjs"))
    for percent, loaded, said, share in seen:
        assert said == pytest.approx(total / 1e6, abs=0.06)
        assert percent / 100 == pytest.approx(loaded / said, abs=0.02)
        assert percent / 100 <= share + 0.02


FAULTS = {
    "nb": {
        "the wasm is not found": (WASM, status(404)),
        "the wasm breaks off": (WASM, half(honest=False)),
        "the worker is blocked": ("worker.mjs", status(403)),
        "the standard library is missing": ("python_stdlib.zip", status(404)),
        "half the rules": ("checker.zip", half(honest=True)),
    },
    "nn": {
        "the server fails": (WASM, status(500)),
        "half the wasm is given as the whole": (WASM, half(honest=True)),
        "the worker breaks off": ("worker.mjs", hang_up),
        "the runtime is blocked": ("pyodide.mjs", status(403)),
        "half the standard library": ("python_stdlib.zip", half(honest=True)),
    },
    "en": {
        "the connection breaks": (WASM, hang_up),
        "the worker has the wrong type": ("worker.mjs", of_type("text/plain")),
        "the policy refuses WebAssembly": (
            "worker.mjs",
            with_header("Content-Security-Policy", headers.policy(wasm=False)),
        ),
        "the runtime has the wrong type": ("pyodide.asm.mjs", of_type("text/plain")),
        "half the runtime": ("pyodide.asm.mjs", half(honest=True)),
        "the rules are missing": ("checker.zip", status(404)),
    },
}


@pytest.mark.parametrize("language", FAULTS)
def test_a_failed_download_is_told_at_once_and_tried_again(visitor, faults, language):
    visit = visitor(troubled=True)
    for name, (end, answer) in FAULTS[language].items():
        faults.faults = {end: answer, **NO_TABLE}
        forget_files(visit)
        if visit.page.url == "about:blank":
            answer_all(visit, language)
        else:
            visit.page.locator("[data-retry]").click()
        assert_told(visit, name)
    faults.faults = {}
    assert_goes_on(visit)


def test_words_of_the_result_that_did_not_come_are_fetched_again(visitor, faults):
    faults.faults["answer.mjs"] = hang_up
    visit = visitor(troubled=True)
    answer_all(visit, "nb")
    assert_told(visit)
    faults.faults = {}
    assert_goes_on(visit)


def test_a_host_that_does_not_know_wasm_is_good_enough(visitor, faults):
    faults.faults[WASM] = of_type("application/octet-stream")
    visit = visitor()
    answer_all(visit, "nb")
    visit.wait_for("result")


def test_somebody_who_is_offline_is_told_and_tries_again(visitor):
    visit = visitor(troubled=True)
    visit.begin("nn", "frist/")
    visit.page.context.set_offline(True)
    answer_rest(visit)
    assert_told(visit)
    visit.page.context.set_offline(False)
    assert_goes_on(visit)


def test_an_engine_that_never_answers_is_given_up(visitor, faults):
    never = threading.Event()
    faults.faults = {WASM: held(never), **NO_TABLE}
    visit = visitor(troubled=True)
    visit.page.clock.install()
    answer_all(visit, "en")
    visit.page.clock.run_for(PATIENCE_MS // 2)
    expect(visit.page.locator("[data-wait-failed]")).to_be_hidden()
    visit.page.clock.run_for(PATIENCE_MS)
    assert_told(visit)
    faults.faults = {}
    never.set()
    assert_goes_on(visit)


def test_answers_can_be_looked_at_after_a_failure(visitor, faults):
    faults.faults = {"checker.zip": status(500), **NO_TABLE}
    visit = visitor(troubled=True)
    answer_all(visit, "nb")
    visit.page.locator("[data-wait-back]").click()
    while visit.shown in STOPPED:
        expect(visit.question(visit.shown).locator("input:checked, input:not([value])").first).to_be_visible()
        visit.page.locator("[data-back]").click()
    assert visit.shown == "intro"


def test_a_third_try_takes_nothing_from_the_browser_s_cache(visitor, faults):
    """Files are kept for good, so one that came broken would stay broken."""
    faults.faults = {"checker.zip": status(404), **NO_TABLE}
    visit = visitor(troubled=True)
    answer_all(visit, "nb")
    assert_told(visit, "first")
    visit.page.locator("[data-retry]").click()
    assert_told(visit, "second")
    faults.requested.clear()
    faults.faults = {}
    assert_goes_on(visit)
    assert {name for name in ENGINE if faults.count(f"/{name}")} >= set(ENGINE) - {"worker.mjs"}


def forget_files(visit) -> None:
    """Empty the browser's cache: it keeps the engine's files for good."""
    visit.page.context.new_cdp_session(visit.page).send("Network.clearBrowserCache")


def answer_all(visit, language: str) -> None:
    """Answer everything while the engine cannot come."""
    visit.begin(language, "frist/")
    answer_rest(visit)


def answer_rest(visit) -> None:
    while visit.shown in STOPPED:
        visit.fill(STOPPED[visit.shown])
        visit.next()


def assert_told(visit, fault: str = "") -> None:
    # Long before the time limit: a visitor need not wait for what will not come.
    expect(visit.page.locator("[data-wait-failed]"), fault).to_be_visible(timeout=PATIENCE_MS / 2)
    assert visit.text("[data-wait-title]") == visit.ui["js_failed"]
    assert visit.text("[data-wait-text]") == visit.ui["js_failed_text"]
    # A screen reader is told too.
    expect(visit.page.locator("[data-status]")).to_have_text(visit.ui["js_failed"])
    expect(visit.page.locator("[data-wait-bar]")).to_be_hidden()


def assert_goes_on(visit) -> None:
    """Try again, once the fault is gone: every answer is still there."""
    visit.page.locator("[data-retry]").click()
    visit.wait_for("result")
    said = visit.page.locator(".answers dt").all_text_contents()
    for key in ("decision", "decision_dated", "decision_received"):
        assert visit.words["question"][key]["short"] in said
    assert "2026" in visit.text(".verdict__answer")
