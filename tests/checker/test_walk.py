"""A walk over the questions of each finding: every answer that is reported missing is given, in every way.

A walk begins with nothing known, or with one thing. As long as a finding is unknown, each answer that it reports
missing is tried with each value, with *not known*, with a month or a year, and with each border of the law and the day
on either side of it (people.py); a date known in part is made exact. Each of these is judged. The walk goes on from
the first missing answer, since the order of answers does not matter (test_contract.py), and once for each state: the
same finding after the same questions.
"""

import json
import random
from collections import Counter

import pytest

import checker
from checker.answers import parse
from checker.verdict import to_dict
from tests.checker.contract import assert_contract, assert_finding
from tests.checker.people import QUESTIONS, narrowed, random_neighbour, random_person, values, verdict_of
from tests.checker.support import TODAY, ask

OTHER = {"citizenship": "other"}
STARTS = {
    "which_law": [{}, *({"permit": permit} for permit in QUESTIONS["permit"].values)],
    "programme": [{}, OTHER | {"permit": "ch6"}, OTHER | {"permit": "34", "programme_status": "begun"}],
    # Few of all people have the right that the deadline belongs to: begin with some who may.
    "start": [{}, OTHER | {"permit": "28", "permit_granted": "2026-02-10", "born": "1990-05-05"}],
    "length": [{}, OTHER | {"permit": "28", "permit_granted": "2023-02", "programme_status": "begun"}],
    "training": [{}, *(OTHER | {"permit": permit} for permit in QUESTIONS["permit"].values)],
    "benefit": [{}, OTHER | {"permit": "28", "permit_granted": "2023-02", "programme_status": "begun"}],
    # With nothing about a decision, the finding does not apply: each kind of knowing something is a beginning.
    "appeal": [
        *({"decision": kind} for kind in QUESTIONS["decision"].values),
        *({key: "2026-10"} for key in ("decision_dated", "decision_received", "notice_sent", "test_taken_on")),
        *({"decision": "stop", "reasons_asked": asked} for asked in ("2026-10-30", "2026-11", "unsure")),
        *({"decision": "stop", "complaint_sent": sent} for sent in ("2026-11-20", "2026-11", "2025")),
    ],
}
# What each walk must come by, at the least.
MET = {
    "which_law": {"integreringsloven", "introduksjonsloven", "not_applicable", "ask"},
    "programme": {"right_and_duty", "may_be_offered", "none", "not_yet", "ask", "finish_only"},
    "start": {"computed", "not_applicable", "ask"},
    "length": {"computed", "not_applicable", "ask"},
    "training": {"right_and_duty", "right_only", "duty_only", "reception_duty", "may_be_offered", "not_yet", "ask"},
    "benefit": {"computed", "not_applicable", "ask"},
    # Today is a Saturday, so no last day.
    "appeal": {"open", "late", "barred", "not_appealable", "not_listed", "other_body", "ask"},
}


def judged(finding, answers):
    """Give one finding, or None where the answers contradict one another."""
    try:
        given = parse(answers, TODAY)
    except checker.AnswerError as error:
        if error.code.startswith("before_") or "contradicts" in error.code:
            return None
        raise
    return to_dict(checker.settle(checker.RULES[finding], given), checker.in_order)


def is_open(key, answers):
    """Say whether a question was not put yet, or was answered with a date known only in part."""
    given = answers.get(key)
    return key not in answers or (QUESTIONS[key].kind == "date" and given != "unsure" and len(given) < 10)


def steps(answers, missing):
    """Give each open answer that is missing, and every way to give it."""
    for key in missing:
        if is_open(key, answers):
            yield key, narrowed(key, answers[key]) if key in answers else values(key, answers)


@pytest.mark.parametrize("finding", sorted(checker.FINDINGS))
def test_every_path_of_a_finding_ends_in_a_verdict_of_the_contract(finding):
    chance = random.Random(finding)  # noqa: S311 - to choose paths, not secrets
    waiting, met, states = [(answers, judged(finding, answers)) for answers in STARTS[finding]], Counter(), set()
    while waiting:
        answers, found = waiting.pop()
        for number, (key, ways) in enumerate(steps(answers, found["missing"])):
            for value in chance.sample(ways, len(ways)):
                child = answers | {key: value}
                result = judged(finding, child)
                if result is None:
                    continue
                assert_finding(finding, result)
                met[result["outcome"]] += 1
                state = (json.dumps(result), frozenset(child))
                if result["outcome"] == "unknown" and number == 0 and state not in states:
                    states.add(state)
                    waiting.append((child, result))
    assert met.keys() >= MET[finding], met


def test_every_question_that_a_finding_reports_missing_has_values_on_both_sides_of_each_border():
    """The walk itself: what it tries for a date of the law, and for one that hangs on another answer."""
    tried = values("permit_granted", {})
    assert {"2020-12-31", "2021-01-01", "2021-01-02", "2025-12-31", "2026-01-01", "2026", "unsure"} <= set(tried)
    tried = values("born", {"permit_granted": "2026-02-10"})
    assert {"2008-02-09", "2008-02-10", "2008-02-11", "1970-02-09", "1970-02-11", "1959-11-21"} <= set(tried)
    assert {"2026-10-30", "2026-10-31", "2026-11-01"} <= set(values("decision_received", {}))
    assert values("applied_from_abroad", {}) == [True, False, "unsure"]


def test_answering_what_is_asked_next_always_comes_to_an_end():
    """Following `next_question` settles everything, or ends with nothing left to ask."""
    chance = random.Random(7)  # noqa: S311
    for _ in range(300):
        answers = {}
        for _ in range(2 * len(QUESTIONS)):
            verdict = verdict_of(answers)
            if verdict is None or verdict["next_question"] is None:
                break
            key = verdict["next_question"]
            ways = narrowed(key, answers[key]) if key in answers else values(key, answers)[:-1]
            answers = answers | {key: chance.choice(ways)}
        else:
            pytest.fail(f"still asking after {2 * len(QUESTIONS)} answers: {answers}")


def test_no_path_says_no_without_the_condition_that_failed():
    """A `none` names what failed, and a provision that says so; no deadline is closed without a day."""
    chance = random.Random(11)  # noqa: S311
    for number in range(5000):
        answers, today = random_neighbour(chance) if number % 2 else (random_person(chance), TODAY)
        verdict = verdict_of(answers, today)
        if verdict is None:
            continue
        programme, appeal = verdict["findings"]["programme"], verdict["findings"]["appeal"]
        if programme["outcome"] == "none":
            assert programme["facts"]["failed"]
            assert programme["cites"]
        if appeal["outcome"] in ("not_appealable", "not_listed", "barred", "late"):
            assert appeal["cites"]
        if appeal["outcome"] == "barred":
            judged_on = answers.get("complaint_sent", today.isoformat())
            assert appeal["facts"].get("absolute_last_day", "") < judged_on


def test_each_question_answered_alone_gets_a_verdict():
    for key in QUESTIONS:
        for value in values(key, {}):
            assert_contract(ask({key: value}), TODAY)
