"""Every path through the questions of each finding, and many random people: always a verdict of the contract.

A walk begins with nothing known and answers what the finding says is missing, in every way: each choice, not known, a
shortened date, and the days around each border in the law. `INTROGUIDEN_WALKS` sets how many random people are tried.
"""

import os
import random
from collections import Counter

import pytest

import checker
from tests.checker.support import TODAY, ask
from tests.checker.test_contract import assert_contract
from tests.checker.test_properties import assert_stable

WALKS = int(os.environ.get("INTROGUIDEN_WALKS", "10000"))
PATHS = int(os.environ.get("INTROGUIDEN_PATHS", "5000"))
KEYS = {question.key: question for question in checker.QUESTIONS}

# The day before a border, the day, the day after; and months and years that hold one, or none.
BORDERS = {
    "permit_granted": [
        "2020-12-31",
        "2021-01-01",
        "2023-07-31",
        "2023-08-01",
        "2026-02-10",
        "2020-12",
        "2026-02",
        "2026",
    ],
    "first_permit_granted": ["2020-12-31", "2021-01-01", "2020", "2021"],
    "arrived": ["2020-12-31", "2021-01-01", "2021-01-02", "2020-12", "2021"],
    "born": ["1970-02-10", "1970-02-11", "1990-05-17", "2008-02-10", "2008-02-11", "1970-02", "1970", "1990"],
    "settled_on": ["2024-11-21", "2024-11-22", "2026-08-20", "2026-08-21", "2026-08-22", "2026-08", "2026-09", "2024"],
    "lived_in_municipality_since": ["2024-11-20", "2024-11-21", "2024-11-22", "2026-03-01", "2024-11", "2026"],
    "reference_settled_on": ["2020-10-01", "2021-10-01", "2024-10-01", "2021-10", "2021"],
    "family_applied_on": ["2026-01-31", "2025-09-30", "2025-10-01", "2025-10-02", "2025-10", "2025"],
    "decision_dated": ["2025-11-20", "2025-11-21", "2025-11-22", "2026-05-01", "2026-10-30", "2025-11", "2025"],
    "decision_received": ["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02", "2026-10", "2026-11", "2026"],
    "test_taken_on": ["2026-10-30", "2026-10-31", "2026-11-02", "2026-10", "2026"],
}
NUMBERS = {
    "age_at_grant": [17, 18, 55, 56],
    "age_now": [17, 18, 24, 25, 56],
    "job_hours": [0, 29.5, 30, 30.5],
    "payment": [15000, 22758.17, 40000],
    "deduction": [7498.9, 7500, 11378, 11379, 11380.2, 20000],
}


def candidates(key):
    """Give every answer that a walk tries for a question."""
    question = KEYS[key]
    if question.kind == "choice":
        return [*question.values, "unsure"]
    if question.kind == "boolean":
        return [True, False, "unsure"]
    if question.kind == "date":
        return [
            *BORDERS.get(key, ["2020-12-31", "2021-01-01", "2025-12-31", "2026-01-01", "2026-10-01", "2026"]),
            "unsure",
        ]
    return [*NUMBERS.get(key, [0, 1, 30]), "unsure"]


def verdict_of(answers):
    """Give the verdict, or None where the answers contradict one another."""
    try:
        return ask(answers)
    except checker.AnswerError as error:
        if not error.code.startswith("before_") and "contradicts" not in error.code:
            raise
        return None


def next_key(found, answers):
    """Give the first missing answer that was not yet asked for, or asked for and known only in part: then walk on."""
    return next((key for key in found["missing"] if key not in answers), None)


@pytest.mark.parametrize("finding", sorted(checker.FINDINGS))
def test_every_path_of_a_finding_ends_in_a_verdict_of_the_contract(finding):
    """Walk depth first, in an order that a seed fixes, so that a limited walk still visits all levels."""
    chance = random.Random(finding)  # noqa: S311 - to choose paths, not secrets
    starts = [{}]
    if finding == "appeal":
        # With nothing about a decision, it does not apply: each kind of knowing something is a beginning.
        starts = [{"decision_received": day} for day in BORDERS["decision_received"]]
        starts += [{"decision_dated": day} for day in BORDERS["decision_dated"]]
        starts += [{"decision": kind} for kind in KEYS["decision"].values]
    if finding == "start":
        # Few of all people have the right that the deadline belongs to: begin with some who may.
        refugee = {"citizenship": "other", "permit_granted": "2026-02-10", "born": "1990-05-05"}
        starts += [refugee | {"permit": permit, "programme_status": "not-begun"} for permit in ("28", "53")]
    ended, seen = Counter(), 0
    waiting = list(starts)
    while waiting and seen < PATHS:
        answers = waiting.pop(chance.randrange(len(waiting)) if seen % 2 else -1)
        verdict = verdict_of(answers)
        if verdict is None:
            continue
        seen += 1
        assert_contract(verdict, TODAY)
        found = verdict["findings"][finding]
        key = next_key(found, answers) if found["outcome"] == "unknown" else None
        if key is None:
            ended[found["outcome"]] += 1
            continue
        waiting += [answers | {key: value} for value in candidates(key)]
    assert len(ended) > 2, ended


def random_person(chance):
    """Give answers to a random part of the questions."""
    share = chance.choice([0.1, 0.3, 0.6, 0.9])
    return {key: chance.choice(candidates(key)) for key in KEYS if chance.random() < share}


def test_random_people_get_a_verdict_of_the_contract():
    chance = random.Random(2026)  # noqa: S311
    for _ in range(WALKS):
        _, verdict = consistent(random_person(chance))
        assert_contract(verdict, TODAY)


def consistent(answers):
    """Take contradicting answers away, one by one, until what is left can be right; gives it and its verdict."""
    while True:
        try:
            return answers, ask(answers)
        except checker.AnswerError as error:
            answers = {key: value for key, value in answers.items() if key != error.field}


def test_no_answer_of_random_people_turns_one_verdict_into_another():
    chance = random.Random(1)  # noqa: S311
    plain = [key for key, question in KEYS.items() if not question.event]
    for _ in range(WALKS // 10):
        answers, before = consistent(random_person(chance))
        for key in chance.sample(plain, 6):
            if answers.get(key, "unsure") == "unsure":
                after = verdict_of(answers | {key: chance.choice(candidates(key)[:-1])})
                if after:
                    assert_stable(before, after, key)


def test_answering_what_is_asked_next_always_comes_to_an_end():
    """Following `next_question` settles everything, or ends with nothing left to ask."""
    chance = random.Random(7)  # noqa: S311
    for _ in range(300):
        answers = {}
        for _ in KEYS:
            verdict = verdict_of(answers)
            if verdict is None or verdict["next_question"] is None:
                break
            key = verdict["next_question"]
            value = chance.choice([value for value in candidates(key) if value != "unsure"])
            if key in answers and answers[key] == value:
                continue
            answers = answers | {key: value}
        else:
            pytest.fail(f"still asking after {len(KEYS)} answers: {answers}")


def test_no_path_says_no_without_the_condition_that_failed():
    """A `none` names what failed, and a provision that says so; no deadline is closed without a day."""
    chance = random.Random(11)  # noqa: S311
    for _ in range(WALKS // 2):
        verdict = verdict_of(random_person(chance))
        if verdict is None:
            continue
        programme, appeal = verdict["findings"]["programme"], verdict["findings"]["appeal"]
        if programme["outcome"] == "none":
            assert programme["facts"]["failed"]
            assert programme["cites"]
        if appeal["outcome"] in ("not_appealable", "not_listed", "barred", "late"):
            assert appeal["cites"]
        if appeal["outcome"] == "barred":
            assert appeal["facts"].get("absolute_last_day", "") < TODAY.isoformat()
