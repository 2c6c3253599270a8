"""axe-core finds nothing, and nothing has to be scrolled sideways, wherever a visitor may come."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from sitegen.bootstrap import ROOT
from sitegen.project import LANGUAGES
from tests.browser.support import (
    KEEPS_NOTHING,
    NOON,
    PAGES,
    REFUGEE,
    STOPPED,
    Answers,
    Pointer,
    Server,
    Visit,
    Watch,
    hang_up,
    plain,
    slowly,
    status,
)

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_HAPPENED = "did-not-happen"
WIDTHS = (1280, 320)
HEIGHT = 800
SCHEMES = ("light", "dark")
# Every pair of width, scheme and language is looked at: all four views in one language, two of them in the others.
# A view that differs from one already seen by colour alone is judged by what colour decides.
VIEWS = [(1280, "light", None), (320, "dark", None)]
COLOURS = [
    (1280, "dark", ["color-contrast", "link-in-text-block"]),
    (320, "light", ["color-contrast", "link-in-text-block"]),
]

RUN_AXE = """async ([tags, rules]) => {
  // Colours that fade into one another are judged when they are there.
  await new Promise(requestAnimationFrame);
  for (const animation of document.getAnimations()) animation.finish();
  const { violations } = await axe.run({ runOnly: rules ?? tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}"""
# WCAG 2.2, success criterion 1.4.12.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
TOO_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 200));
}"""

# Answers that lead to each kind of result, and how the result must look: a maybe is not a no.
YES: Answers = {key: str(answer).lower() if isinstance(answer, bool) else answer for key, answer in REFUGEE.items()}
RIGHTS = {
    "yes": ("yes", YES),
    "maybe": ("maybe", {**YES, "programme_status": "broken-off"}),
    "no": ("no", {**YES, "job_hours": 40}),
    "unknown": ("info", dict.fromkeys(YES, "unsure")),
}
LATE: Answers = {**STOPPED, "decision_dated": "2026-09-09", "decision_received": "2026-09-12"}
DEADLINES = {
    "open": ("yes", STOPPED),
    "late": ("maybe", LATE),
    "barred": ("no", {**LATE, "decision_dated": "2025-09-09", "decision_received": "2025-09-12"}),
    "not listed": ("maybe", {"decision": "holiday"}),
    "unknown": ("maybe", {"decision": "unsure", "decision_received": "2026-11-12"}),
}
# An adult who takes part, alone or in a couple. What is young and in a couple without children is left open.
ADULT: Answers = {
    "permit": "28",
    "permit_granted": "2025-02-10",
    "first_permit_granted": None,
    "born": "1990-05-17",
    "benefit_day": "2026-11",
    "partner_in_programme": "false",
    "absence_hours": 10,
}
COUPLE: Answers = {**ADULT, "partner_in_programme": "true", "has_children": "false"}
BENEFITS = {
    "whole": ("info", ADULT),
    "open": ("maybe", {**COUPLE, "born": "2005-05-17", "lives_with_parents": "false"}),
}


@contextmanager
def axe_let_in(browser: Browser, server: Server) -> Iterator[Visit]:
    """Give a visitor whose browser lets axe in: the policy of the site would refuse it, rightly."""
    with browser.new_context(bypass_csp=True) as context:
        context.set_default_timeout(20_000)
        context.clock.set_fixed_time(NOON)
        context.add_init_script(path=AXE)
        context.add_init_script(KEEPS_NOTHING)
        page = context.new_page()
        yield Visit(page, server, Watch(), Pointer(page))


@pytest.fixture(scope="module")
def eye(browser: Browser, server: Server) -> Iterator[Visit]:
    with axe_let_in(browser, server) as visit:
        yield visit


def findings(page: Page) -> list[str]:
    """Look at what is shown: on a wide and a narrow screen, by day and by night, with text spaced out."""
    language = page.locator("html").get_attribute("lang")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for wide, scheme, rules in [*VIEWS, *(COLOURS if language == "nb" else [])]:
            if wide == width:
                page.emulate_media(color_scheme=scheme)
                found += [f"{width} {scheme} {line}" for line in page.evaluate(RUN_AXE, [TAGS, rules])]
        found += [f"{width} too wide: {line}" for line in page.evaluate(TOO_WIDE)]
        spacing = page.add_style_tag(content=TEXT_SPACING)
        found += [f"{width} too wide with text spacing: {line}" for line in page.evaluate(TOO_WIDE)]
        spacing.evaluate("element => element.remove()")
    return found


@pytest.mark.parametrize("path", ["", "404.html", *(f"{language}/{page}" for language in LANGUAGES for page in PAGES)])
def test_a_page(eye, path):
    eye.go(path)
    assert findings(eye.page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_open_menu(eye, language):
    eye.page.set_viewport_size({"width": 320, "height": HEIGHT})
    eye.go(f"{language}/klage/")
    eye.page.locator(".menu summary").click()
    for scheme in SCHEMES:
        eye.page.emulate_media(color_scheme=scheme)
        assert eye.page.evaluate(RUN_AXE, [TAGS, None]) == []
    assert eye.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_for_staff_and_its_message(eye, language):
    eye.go(f"{language}/frist/")
    eye.page.locator("details:has([data-as-of]) > summary").click()
    found = {"the boxes": findings(eye.page)}
    eye.box("as_of", "year").fill("2026")
    eye.page.locator("[data-start]").click()
    expect(eye.page.locator("[data-as-of] [data-error]")).to_have_text(eye.ui["js_as_of_fault"])
    found["the message"] = findings(eye.page)
    assert only_faults(found) == {}


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_messages(eye, language):
    found = {}

    def look(name: str) -> None:
        found[name] = findings(eye.page)

    def complain(message: str) -> None:
        eye.page.locator("[data-next]").click()
        expect(eye.page.locator("[data-error]:visible")).to_have_text(message)

    eye.begin(language, "frist/")
    look("a choice")
    complain(eye.ui["js_answer_needed"])
    look("nothing chosen")
    eye.fill("stop")
    eye.next()
    look("a date")
    eye.fill_boxes(eye.shown, "2026-02-31")
    complain(error(eye, "impossible_date"))
    look("an impossible date")
    eye.fill_boxes(eye.shown, "2026-05-04")
    eye.next()
    eye.fill("2026-11-16")
    eye.page.locator("[data-next]").click()
    expect(eye.page.locator('[data-error][data-color="warning"]')).to_be_visible()
    look("a letter long on its way")
    eye.next()
    eye.fill("2026-11-16")
    look("the date of an event")
    eye.go(f"{language}/sjekk/{handed_over({**YES, 'step': 'job_hours'})}")
    eye.wait_for("job_hours")
    look("a number")
    assert only_faults(found) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_loading_and_a_failed_download(eye, faults, language):
    found = {}
    # With the table's answer nobody waits.
    faults.faults |= {f"diagram-{part}.json": status(404) for part in ("check", "appeal")}
    faults.faults["pyodide.asm.wasm"] = slowly(pieces=10, seconds=60)
    eye.begin(language, "frist/")
    eye.fill("stop")
    eye.next()
    expect(eye.page.locator("[data-engine]")).to_be_visible()
    found["loading beside a question"] = findings(eye.page)
    eye.go(f"{language}/sjekk/{handed_over(YES)}")
    eye.wait_for("wait")
    expect(eye.page.locator("[data-wait-bar]")).to_be_visible()
    found["loading"] = findings(eye.page)
    faults.faults["pyodide.asm.wasm"] = hang_up
    eye.page.reload()
    eye.go(f"{language}/sjekk/{handed_over(YES)}")
    expect(eye.page.locator("[data-retry]")).to_be_visible()
    found["failed"] = findings(eye.page)
    assert only_faults(found) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("page", "results"), [("sjekk/", RIGHTS), ("frist/", DEADLINES), ("stonad-regn/", BENEFITS)])
def test_a_result(eye, language, page, results):
    found = {}
    eye.go(f"{language}/{page}")
    for name, (tone, answers) in results.items():
        # The same page again: the checker stays loaded.
        eye.page.evaluate("fragment => { location.hash = fragment; }", handed_over(answers))
        expect(eye.page.locator(".verdict")).to_have_attribute("data-tone", tone, timeout=60_000)
        expect(eye.page.locator(".verdict__answer")).to_be_focused()
        eye.page.evaluate("for (const part of document.querySelectorAll('[data-result] details')) part.open = true")
        eye.page.locator(".keep__row button").nth(1).click()
        expect(eye.page.locator(".keep textarea").first).to_be_visible()
        found[name] = findings(eye.page)
        eye.page.locator("[data-forget]").click()
    assert only_faults(found) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search(eye, language):
    found = {}
    eye.go(f"{language}/sok/")
    for words in ("vedtak", "qqqzzz"):
        eye.page.locator("#search-words").fill(words)
        eye.page.keyboard.press("Enter")
        expect(eye.page.locator(".search__said")).to_contain_text(words)
        found[words] = findings(eye.page)
    assert eye.page.locator(".search__hits li").count() == 0
    assert only_faults(found) == {}


def test_a_fault_would_be_seen(eye):
    eye.go("nb/")
    eye.page.locator("h1").evaluate("""heading => {
      heading.insertAdjacentHTML("afterend", "<img src='x'><p class='pale'>Pale</p><div class='wide'></div>");
      document.querySelector(".pale").style.cssText = "color: #888; background: #999";
      document.querySelector(".wide").style.cssText = "block-size: 1px; min-inline-size: 2000px";
    }""")
    found = findings(eye.page)
    for width in WIDTHS:
        assert any(line.startswith(f"{width} too wide: ") for line in found)
        for scheme in SCHEMES:
            assert any(line.startswith(f"{width} {scheme} color-contrast") for line in found)
    assert sum("image-alt" in line for line in found) == len(VIEWS)


def only_faults(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out the states in which nothing was found."""
    return {state: lines for state, lines in found.items() if lines}


def handed_over(answers: Answers) -> str:
    """Write answers as a page hands them to the same page in another language; `step` says what to show."""
    given = {key: NOT_HAPPENED if answer is None else str(answer) for key, answer in answers.items()}
    return "#?" + urlencode({"step": "result", **given})


def error(visit: Visit, code: str) -> str:
    """Word an error at the question shown."""
    short = visit.words["question"][visit.shown]["short"]
    return plain(visit.words["error"][code].replace("{field}", short))
