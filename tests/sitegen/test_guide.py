"""The guide's diagram finds what the checker finds: on every case, and on random answers."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from checker import QUESTIONS, AnswerError, check
from checker.answers import Answers, parse
from sitegen.guide import reader, store
from sitegen.guide.diagram import Diagram, Nodes
from tests.checker.support import CASES

TODAY = date(2026, 11, 22)
ROUNDS = 6000
PARTS = ("which_law", "programme", "appeal")
FORM = {question.key for question in QUESTIONS if {"check", "appeal"} & {*question.parts}}
AROUND = (date(2026, 6, 1), date(2024, 6, 1), date(2021, 1, 1), date(2020, 1, 1))
NUMBERS = (0, 10, 29.5, 30, 37.5, 9000, 11000, 22000)


@pytest.fixture(scope="session")
def made() -> Diagram:
    """Give the diagram, walked or from the cache."""
    return store.load(TODAY)


def answered(dice: random.Random) -> dict[str, object]:
    """Draw answers to the forms' questions: dates around the days that divide rules, some in part, some not known."""
    found: dict[str, object] = {}
    for question in QUESTIONS:
        if question.key not in FORM or dice.random() < 0.4:
            continue
        if dice.random() < 0.04:
            found[question.key] = "unsure"
        elif question.kind == "choice":
            found[question.key] = dice.choice(question.values)
        elif question.kind == "boolean":
            found[question.key] = dice.random() < 0.5
        elif question.kind == "date":
            born = question.key == "born"
            day = date(1985, 1, 1) if born else dice.choice(AROUND)
            day += timedelta(days=dice.randint(-9000, 9000) if born else dice.randint(-500, 170))
            found[question.key] = day.isoformat()[: dice.choice((4, 7, 10, 10, 10, 10, 10, 10))]
        else:
            found[question.key] = dice.choice(NUMBERS)
    return found


def differences(made: Diagram, answers: dict[str, object], today: date) -> list[str]:
    """Compare what the diagram finds with the checker's verdict; where it finds nothing there is none to compare."""
    read: Answers = parse(answers, today)
    verdict = check(answers, today)
    found = {part: reader.find(made, part, read) for part in PARTS}
    return [
        f"{part}: {node['outcome']}, not {verdict['findings'][part]['outcome']}: {answers} on {today}"
        for part, node in found.items()
        if node is not None and node["outcome"] != verdict["findings"][part]["outcome"]
    ]


def test_the_diagram_finds_what_the_checker_finds_in_every_case(made):
    """All cases whose answers the forms ask for."""
    asked = [case for case in CASES if case["answers"].keys() <= FORM]
    assert len(asked) > 250
    assert [line for case in asked for line in differences(made, case["answers"], case["today"])] == []


def test_the_diagram_finds_what_the_checker_finds_on_random_answers(made):
    """And it does find something."""
    dice = random.Random(4)  # noqa: S311 - the same draws in every run
    compared = Counter()
    for _ in range(ROUNDS):
        answers = answered(dice)
        try:
            assert differences(made, answers, TODAY) == []
        except AnswerError:
            continue
        read = parse(answers, TODAY)
        compared.update(part for part in PARTS if reader.find(made, part, read))
    assert all(compared[part] > 100 for part in PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_every_node_leads_to_an_end(made, part):
    """No way leads nowhere, and none back."""
    nodes: Nodes = made[part]
    for place, node in enumerate(nodes):
        following = [*node.get("ways", {}).values(), *(node[name] for name in ("yes", "no") if name in node)]
        assert place not in following
        assert all(0 <= after < len(nodes) for after in following)
        assert following or "outcome" in node or node == {}


def test_days_outside_the_law_that_was_walked_are_left_to_the_checker(made):
    """The day after the last one a new row may begin."""
    last = date.fromisoformat(made["days"]["check"]["last"])
    answers = {"citizenship": "nordic"}
    assert reader.find(made, "programme", parse(answers, last))["outcome"] == "none"
    assert reader.find(made, "programme", parse(answers, last + timedelta(days=1))) is None
