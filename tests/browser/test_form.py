"""The form: the checker's own questions in its own order, and nothing lost when something is wrong."""

import random
import threading
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import expect

import checker
from sitegen.project import LANGUAGES
from tests.browser.support import QUESTIONS, REFUGEE, STOPPED, TODAY, Visit, held, in_words, plain, spoken, ui

PARTS = {"check": "sjekk/", "appeal": "frist/", "benefit": "stonad-regn/"}
PEOPLE = 400
BOUNDARIES = [date(2020, 12, 31), date(2021, 1, 1), date(2024, 11, 21), TODAY - timedelta(days=21), TODAY]

ASK_PATHS = """async ({ people, today }) => {
  const { path, sent } = await import(new URL("../../assets/checker/flow.mjs", location.href).href);
  const { questions, premises } = JSON.parse(document.querySelector("#checker-data").textContent);
  return people.map((answers) => ({
    path: path(questions, answers, today, premises).map(({ key }) => key),
    sent: sent(questions, answers, today, premises),
  }));
}"""


@pytest.mark.parametrize("part", PARTS)
def test_the_browser_asks_what_the_checker_asks(visitor, part):
    chance = random.Random(20261121)  # noqa: S311 - the same people each time
    people = [random_person(part, chance) for _ in range(PEOPLE)]
    visit = visitor()
    visit.go(f"nb/{PARTS[part]}")
    found = visit.page.evaluate(ASK_PATHS, {"people": people, "today": f"{TODAY}"})
    expected = [path_and_answers(part, person) for person in people]
    assert found == expected
    # The people are different enough for the skip rules to matter.
    assert len({tuple(one["path"]) for one in found}) >= {"check": 60, "appeal": 5, "benefit": 20}[part]
    assert {key for one in found for key in one["path"]} == {key for key in QUESTIONS if part in QUESTIONS[key].parts}


def random_person(part: str, chance: random.Random) -> dict[str, Any]:
    """Answer some of the questions of a part; null: it did not happen. What is left out is not answered yet."""
    keys = [key for key in QUESTIONS if part in QUESTIONS[key].parts]
    return {key: random_answer(key, chance) for key in keys if chance.random() < 0.9}


def random_answer(key: str, chance: random.Random) -> Any:
    question = QUESTIONS[key]
    if chance.random() < 0.1:
        return "unsure"
    if question.event and chance.random() < 0.4:
        return None
    if question.kind == "choice":
        # Half of the people hold the answers that lead on.
        likely = [
            value for value in ("other", "28", "ch6", "not-begun", "stop", "deduction") if value in question.values
        ]
        return chance.choice(likely if likely and chance.random() < 0.5 else question.values)
    if question.kind == "boolean":
        return chance.random() < 0.5
    if question.kind == "date":
        day = chance.choice([*BOUNDARIES, date(2015, 1, 1) + timedelta(days=chance.randrange(4300))])
        return f"{day}"[: chance.choice([4, 7, 10, 10, 10])]
    return chance.choice([0, 29, 30, 37, 40])


def path_and_answers(part: str, person: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = dict(checker.PREMISES.get(part, {}))
    path = []
    for question in checker.QUESTIONS:
        if part in question.parts and checker.asked(question, known, TODAY):
            path.append(question.key)
            if person.get(question.key) is not None:
                known[question.key] = person[question.key]
    return {"path": path, "sent": known}


# ---------------------------------------------------------------- what cannot be right


# Where, what is written into day, month and year, and the message: a code of the checker, or a string of the form.
WRONG_DATES = [
    ("31", "2", "2026", "impossible_date"),
    ("29", "2", "2025", "impossible_date"),
    ("0", "5", "2026", "impossible_date"),
    ("1", "13", "2026", "impossible_date"),
    ("", "13", "2026", "impossible_date"),
    ("22", "11", "2026", "in_future"),
    ("", "12", "2026", "in_future"),
    ("", "", "2027", "in_future"),
    ("x", "5", "2026", "not_a_date"),
    ("1", "ma", "2026", "not_a_date"),
    ("1", "5", "26", "not_a_date"),
    ("1", "", "2026", "js_month_missing"),
    ("1", "5", "", "js_year_missing"),
    ("", "5", "", "js_year_missing"),
]


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_date_is_told_at_its_boxes(visitor, language):
    visit = visitor()
    visit.begin(language, "frist/")
    visit.fill("stop")
    visit.next()
    key = "decision_dated"
    for *parts, code in WRONG_DATES:
        write_date(visit, key, *parts)
        visit.page.locator("[data-next]").click()
        told = visit.ui[code] if code.startswith("js_") else error(language, key, code)
        assert_told(visit, key, told)
        assert [visit.box(key, part).input_value() for part in ("day", "month", "year")] == [*parts]
    # Put right, it is right: no trace of the message is left.
    write_date(visit, key, "21", "11", "2026")
    visit.next()
    visit.page.locator("[data-back]").click()
    expect(visit.question(key).locator("[data-error]")).to_be_hidden()
    assert visit.question(key).locator("[aria-invalid]").count() == 0
    assert visit.question(key).get_attribute("aria-describedby") is None


def test_what_only_the_checker_knows_is_told_at_the_boxes_too(visitor):
    visit = visitor()
    visit.go(f"en/sjekk/{fragment({**REFUGEE, 'lives_in_reception': 'unsure'}, 'born')}")
    ready(visit)
    write_date(visit, "born", "31", "12", "1899")
    visit.page.locator("[data-next]").click()
    assert_told(visit, "born", error("en", "born", "out_of_range"))

    visit.page.evaluate("hash => { location.hash = hash; }", fragment(REFUGEE, "job_hours"))
    visit.wait_for("job_hours")
    for text, code in (("full time", "wrong_type"), ("-5", "negative"), ("200", "too_large"), ("3 7", "wrong_type")):
        visit.fill_boxes("job_hours", text)
        visit.page.locator("[data-next]").click()
        assert_told(visit, "job_hours", error("en", "job_hours", code))
        assert visit.box("job_hours", "number").input_value() == text
    # With a comma, as it is written in Norway; and in the digits of other scripts.
    for text in ("37,5", "٣٧", "۳۷"):
        visit.fill_boxes("job_hours", text)
        visit.next()
        visit.page.locator("[data-back]").click()
        visit.wait_for("job_hours")


def test_contradicting_dates_are_told_however_late_the_checker_comes(visitor, faults):
    come = threading.Event()
    faults.faults["checker.zip"] = held(come)
    visit = visitor()
    visit.begin("nn", "frist/")
    while visit.shown != "wait":
        visit.fill({**STOPPED, "decision_received": "2026-11-08"}[visit.shown])
        visit.next()
    come.set()
    visit.wait_for("decision_received")
    assert_contradiction(visit)


def assert_contradiction(visit: Visit) -> None:
    key, other = "decision_received", "decision_dated"
    told = plain(visit.words["error"]["before"])
    assert_told(visit, key, told.replace("{field}", short("nn", key)).replace("{other}", short("nn", other)))
    assert visit.box(key, "day").input_value() == "08"
    # The other date may be the wrong one: it is one step back, as it was.
    visit.page.locator("[data-back]").click()
    assert visit.box(other, "day").input_value() == "09"


@pytest.mark.usefixtures("no_engine")
def test_a_letter_long_on_its_way_is_asked_about_once(visitor):
    visit = visitor()
    visit.begin("en", "frist/")
    visit.fill("stop")
    visit.next()
    visit.fill("2026-09-01")
    visit.next()
    # Sixty days are not asked about, sixty-one are.
    visit.fill("2026-10-31")
    visit.next()
    assert visit.shown != "decision_received"
    visit.page.locator("[data-back]").click()
    write_date(visit, "decision_received", "1", "11", "2026")
    visit.page.locator("[data-next]").click()
    message = visit.question("decision_received").locator("[data-error]")
    facts = {"days": "61", "dated": in_words("2026-09-01", "en"), "received": in_words("2026-11-01", "en")}
    told = visit.ui["js_days_apart"]
    for name, text in facts.items():
        told = told.replace(f"{{{name}}}", text)
    expect(message).to_have_text(told)
    # A question back is no error.
    assert visit.question("decision_received").locator("[aria-invalid]").count() == 0
    visit.next()
    visit.page.locator("[data-back]").click()
    visit.next()
    expect(message).to_be_hidden()


def test_nothing_answered_is_told_and_i_do_not_know_is_an_answer(visitor):
    visit = visitor()
    visit.begin("nb")
    while visit.shown in QUESTIONS:
        key = visit.shown
        visit.page.locator("[data-next]").click()
        assert_told(visit, key, visit.ui["js_answer_needed"])
        visit.fill("unsure")
        visit.next()
    visit.wait_for("result")
    assert_names_what_is_missing(visit)


def test_what_was_not_known_of_a_letter_can_be_answered_from_the_result(visitor):
    visit = visitor()
    visit.begin("nn", "frist/")
    while visit.shown in QUESTIONS:
        visit.fill("unsure")
        visit.next()
    visit.wait_for("result")
    assert_names_what_is_missing(visit)
    for key in ("decision_received", "decision"):
        name = ui("nn")["js_answer_now"].replace("{short}", short("nn", key))
        visit.page.get_by_role("button", name=name, exact=True).click()
        visit.fill(STOPPED[key])
        visit.next()
        visit.wait_for("result")
    assert in_words("2026-12-03", "nn") in visit.text(".verdict__answer")


def assert_names_what_is_missing(visit: Visit) -> None:
    missing = visit.page.locator(".missing button").all_inner_texts()
    assert missing
    shorts = [plain(question["short"]) for question in visit.words["question"].values()]
    for text in missing:
        assert any(short in text for short in shorts), text


# ---------------------------------------------------------------- nothing is lost


def test_back_keeps_every_answer(visitor):
    visit = visitor()
    visit.begin("nb", "frist/")
    asked = visit.walk(STOPPED)
    answer = visit.text(".verdict__answer")
    answers = visit.page.locator(".answers dd").all_text_contents()
    # The browser's own button, and the form's.
    visit.page.go_back()
    for key in reversed(asked):
        assert visit.shown == key
        visit.page.locator("[data-back]").click()
    assert visit.shown == "intro"
    visit.page.locator("[data-start]").click()
    while visit.shown in QUESTIONS:
        visit.next()
    visit.wait_for("result")
    assert visit.text(".verdict__answer") == answer
    assert visit.page.locator(".answers dd").all_text_contents() == answers


def test_a_month_or_a_year_is_enough(visitor):
    visit = visitor()
    visit.begin("nn", "frist/")
    visit.walk({**STOPPED, "decision_dated": "2026", "decision_received": "2026-11"})
    said = visit.page.locator(".answers dd").all_text_contents()
    assert "november 2026" in said
    assert "2026" in said
    found = checker.check({"decision": "stop", "decision_dated": "2026", "decision_received": "2026-11"}, TODAY)
    outcome = found["findings"]["appeal"]["outcome"]
    answers = [plain(variant["answer"]) for variant in visit.words["finding"]["appeal"][outcome]]
    assert visit.text(".verdict__answer") in answers


TRANSLATE = """() => {
  // What a browser's own translation does: it wraps text nodes in <font> and replaces what they say.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    const isKept = parentElement.closest("script, template, textarea, [translate=no]");
    if (data.trim() && !isKept) texts.push(walker.currentNode);
  }
  for (const text of texts) {
    const font = document.createElement("font");
    font.append(document.createElement("font"));
    font.firstChild.textContent = `ترجمة ${text.data.length}`;
    text.replaceWith(font);
  }
  document.documentElement.lang = "ar";
}"""


def test_the_form_survives_the_browser_s_own_translation(visitor):
    visit = visitor()
    visit.begin("nb", "frist/")
    visit.fill("stop")
    visit.page.evaluate(TRANSLATE)
    visit.next()
    visit.page.evaluate(TRANSLATE)
    visit.fill("2026-11-09")
    visit.next()
    write_date(visit, "decision_received", "31", "2", "2026")
    visit.page.locator("[data-next]").click()
    expect(visit.question("decision_received").locator("[data-error]")).to_be_visible()
    visit.page.evaluate(TRANSLATE)
    write_date(visit, "decision_received", "12", "11", "2026")
    visit.next()
    visit.fill(None)
    visit.next()
    visit.wait_for("result")
    # The day stays as the law's own language has it, whatever the translation does to the rest.
    day = in_words("2026-12-03", "nb")
    assert day in visit.text(".verdict__answer")
    visit.page.evaluate(TRANSLATE)
    assert day in visit.text(".verdict__answer")
    visit.page.locator(".answers button").first.click()
    assert visit.shown == "decision"
    expect(visit.option("decision", "stop")).to_be_checked()


# ---------------------------------------------------------------- today


# Where the visitor's device is, what its clock shows, and the day it is in Oslo.
CLOCKS = [
    ("Pacific/Kiritimati", "2026-11-21T10:30:00Z", "2026-11-21"),  # there it is the 22nd
    ("Pacific/Kiritimati", "2026-11-20T22:59:00Z", "2026-11-20"),  # one minute to midnight in Oslo
    ("America/Los_Angeles", "2026-11-20T23:01:00Z", "2026-11-21"),  # there it is the 20th
    ("Europe/Oslo", "2026-06-30T21:59:00Z", "2026-06-30"),  # summer time
    ("Europe/Oslo", "2026-06-30T22:01:00Z", "2026-07-01"),
]


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("zone", "clock", "day"), CLOCKS)
def test_today_is_the_day_in_oslo(visitor, zone, clock, day):
    visit = visitor(timezone_id=zone)
    visit.page.clock.set_fixed_time(clock)
    visit.go("nb/frist/")
    today = """async () => (await import(new URL("../../assets/checker/words.mjs", location.href).href)).today()"""
    assert visit.page.evaluate(today) == day
    visit.page.locator("[data-start]").click()
    visit.fill("stop")
    visit.next()
    tomorrow = date.fromisoformat(day) + timedelta(days=1)
    write_date(visit, "decision_dated", *f"{tomorrow}".split("-")[::-1])
    visit.page.locator("[data-next]").click()
    assert_told(visit, "decision_dated", error("nb", "decision_dated", "in_future"))
    write_date(visit, "decision_dated", *day.split("-")[::-1])
    visit.next()


# ---------------------------------------------------------------- help


def write_date(visit: Visit, key: str, day: str, month: str, year: str) -> None:
    for part, text in (("day", day), ("month", month), ("year", year)):
        visit.box(key, part).fill(text)


def ready(visit: Visit) -> None:
    """Let the checker load."""
    box = visit.page.locator("[data-questions] input[type=text]:visible").first
    box.fill(box.input_value() or "1")
    expect(visit.page.locator("[data-engine]")).to_be_hidden(timeout=60_000)


def assert_told(visit: Visit, key: str, message: str) -> None:
    """A message stands at the question, belongs to it for a screen reader, and the focus is there."""
    question = visit.question(key)
    told = question.locator("[data-error]")
    expect(told).to_be_visible()
    assert " ".join(told.inner_text().split()) == message
    assert visit.shown == key
    identity = told.get_attribute("id")
    assert question.get_attribute("aria-describedby") == identity
    focused = question.locator(":focus")
    expect(focused).to_have_count(1)
    assert identity in (focused.get_attribute("aria-describedby") or "").split()
    for box in question.locator("input[type=text]:visible").all():
        assert box.get_attribute("aria-invalid") == "true"
        assert identity in (box.get_attribute("aria-describedby") or "").split()


@cache
def short(language: str, key: str) -> str:
    return plain(spoken(language)["question"][key]["short"])


def error(language: str, key: str, code: str) -> str:
    return plain(spoken(language)["error"][code]).replace("{field}", short(language, key))


def fragment(answers, step: str) -> str:
    """Write answers as a link has them."""
    texts = {key: "did-not-happen" if given is None else str(given) for key, given in answers.items()}
    texts = {key: text.lower() if text in ("True", "False") else text for key, text in texts.items()}
    return "#?" + "&".join(f"{key}={text}" for key, text in {"step": step, **texts}.items())
