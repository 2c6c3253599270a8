"""The main job in other engines, with real clicks and real keys: to a verdict, and to the last day to complain."""

from tests.browser.support import (
    QUESTIONS,
    REFUGEE,
    SHOWN,
    STOPPED,
    TODAY,
    Answer,
    Answers,
    in_words,
    plain,
    spoken,
)

TAB, SPACE, DOWN, ENTER = "\ue004", " ", "\ue015", "\ue007"
STOPS = 40
# Some of an answer may come later than the answer: gives the text as soon as it holds the words, or at the end.
READ = """async (selector, words) => {
  const text = () => document.querySelector(selector)?.innerText.replace(/\\s+/g, " ").trim() ?? "";
  const end = performance.now() + 80_000;
  while (!text().includes(words) && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  return text();
}"""
FOCUSED = "() => ({ name: document.activeElement.name ?? null, value: document.activeElement.value ?? null })"
# The form moves on by itself when the engine has answered.
WAIT = f"""async (left) => {{
  const end = performance.now() + 80_000;
  while (({SHOWN})() === left && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  return ({SHOWN})();
}}"""


def test_to_a_verdict_by_clicks(engine, server):
    engine.go(server.url + "nb/sjekk/")
    judge_on_the_day(engine)
    engine.press("[data-start]")
    assert walk(engine, REFUGEE, by_clicks) == "result"
    [right] = [variant for variant in spoken("nb")["finding"]["programme"]["right_and_duty"] if "when" not in variant]
    for selector, words in (
        (".verdict__answer", plain(right["answer"])),
        (".verdict .badge", right["label"]),
        (".also", in_words("2027-01-15", "nb")),
    ):
        assert words in engine.ask(READ, selector, words)


def test_to_the_last_day_by_keys(engine, server):
    engine.go(server.url + "nb/frist/")
    judge_on_the_day(engine)
    engine.press("[data-start]")
    assert walk(engine, STOPPED, by_keys) == "result"
    last_day = in_words("2026-12-03", "nb")
    assert last_day in engine.ask(READ, ".verdict__answer", last_day)


def judge_on_the_day(engine) -> None:
    """Let the tests' day decide, whatever day it is: the engines' clocks cannot be set."""
    engine.press("summary:has(+ p + [data-as-of])")
    for part, text in (("day", TODAY.day), ("month", TODAY.month), ("year", TODAY.year)):
        engine.press(f'input[name="as_of.{part}"]')
        engine.type(f"{text}")


def walk(engine, person: Answers, answer) -> str:
    """Answer all questions; gives what is shown at the end."""
    while (key := engine.ask(SHOWN)) in QUESTIONS:
        answer(engine, key, person[key])
        assert engine.ask(WAIT, key) != key, f"nothing came after {key}"
    return engine.ask(WAIT, "wait") if key == "wait" else key


def by_clicks(engine, key: str, answer: Answer) -> None:
    """Choose options by their labels, as people do, and press *next*."""
    for value in options(key, answer):
        engine.press(f'label:has(input[name="{key}"][value="{value}"])')
    for name, text in boxes(key, answer):
        engine.press(f'input[name="{name}"]')
        engine.type(text)
    engine.press("[data-next]")


def by_keys(engine, key: str, answer: Answer) -> None:
    """Use Tab, Space, the arrows and Enter."""
    for value in options(key, answer):
        reach(engine, key)
        engine.type(SPACE)
        while engine.ask(FOCUSED)["value"] != value:
            engine.type(DOWN)
    for name, text in boxes(key, answer):
        reach(engine, name)
        engine.type(text)
    engine.type(ENTER)


def reach(engine, name: str) -> None:
    """Move the focus on to a field, or to the group of options it is one of."""
    for _ in range(STOPS):
        if engine.ask(FOCUSED)["name"] == name:
            return
        engine.type(TAB)
    raise AssertionError(f"the keyboard does not reach {name}")


def options(key: str, answer: Answer) -> list[str]:
    """Give the options to choose for an answer: one, or none where it is only written."""
    question = QUESTIONS[key]
    if question.kind in ("choice", "boolean") or answer == "unsure":
        return [str(answer).lower() if question.kind == "boolean" else str(answer)]
    if question.event:
        return ["did-not-happen" if answer is None else "happened"]
    return []


def boxes(key: str, answer: Answer) -> list[tuple[str, str]]:
    """Give the boxes to write into, with what is written."""
    kind = QUESTIONS[key].kind
    if answer in (None, "unsure") or kind in ("choice", "boolean"):
        return []
    if kind != "date":
        return [(f"{key}.number", f"{answer}")]
    year, month, day = str(answer).split("-")
    return [(f"{key}.day", day), (f"{key}.month", month), (f"{key}.year", year)]
