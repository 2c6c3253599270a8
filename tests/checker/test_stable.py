"""More answers never turn one definite verdict into another, and an answer that was not read changes nothing."""

import random
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.answers import Answers, parse
from checker.verdict import to_dict
from tests.checker.people import (
    EVENTS,
    QUESTIONS,
    consistent,
    random_neighbour,
    random_person,
    random_value,
    verdict_of,
)
from tests.checker.strategies import QUICK, some_answers, some_case, values
from tests.checker.support import CASES, TODAY

# "adding an answer may settle an unknown, an ask or a not_applicable, and may turn late into barred"
MAY_SETTLE = {"unknown", "ask", "not_applicable"}


def may_become(old, new, key):
    """Say whether the contract lets an added answer turn one outcome into the other.

    Where only the month of a late decision is told, and the year is over on some days of it, the contract's sentence on
    shortened dates wins: late or barred, so unknown.
    """
    return (
        old == new
        or old in MAY_SETTLE
        or (old, new) == ("late", "barred")
        or (old, new, key) == ("late", "unknown", "decision_dated")
    )


def assert_stable(before, after, key):
    """Check the contract's sentence on stable verdicts for one added answer."""
    for name, found in before["findings"].items():
        old, new = found["outcome"], after["findings"][name]["outcome"]
        assert may_become(old, new, key), (name, key, found, after["findings"][name])
        # The contract promises the outcome. The facts of a right stay too; a deadline may be known better.
        if old != new or old in MAY_SETTLE or name in ("start", "appeal"):
            continue
        lost = {
            fact: value for fact, value in found["facts"].items() if after["findings"][name]["facts"].get(fact) != value
        }
        # A condition more may be known to fail.
        if "failed" in lost and set(lost["failed"]) <= set(after["findings"][name]["facts"]["failed"]):
            lost.pop("failed")
        assert not lost, (name, key, lost, after["findings"][name]["facts"])


@QUICK
@given(some_case, st.data())
def test_adding_an_answer_to_a_case_never_turns_one_verdict_into_another(case, data):
    before = verdict_of(case["answers"], case["today"])
    key = data.draw(st.sampled_from(sorted(set(QUESTIONS) - EVENTS - set(case["answers"]))))
    after = verdict_of(case["answers"] | {key: data.draw(values(QUESTIONS[key]))}, case["today"])
    if after:
        assert_stable(before, after, key)


@QUICK
@given(some_answers, st.data())
def test_adding_an_answer_to_any_answers_never_turns_one_verdict_into_another(answers, data):
    key = data.draw(st.sampled_from(sorted(set(QUESTIONS) - EVENTS)))
    less = {name: value for name, value in answers.items() if name != key}
    before, after = verdict_of(less), verdict_of(less | {key: data.draw(values(QUESTIONS[key]))})
    if before and after:
        assert_stable(before, after, key)


@QUICK
@given(some_case, st.data())
def test_knowing_a_date_more_closely_never_turns_one_verdict_into_another(case, data):
    dated = [key for key in case["answers"] if QUESTIONS[key].kind == "date" and len(case["answers"][key]) == 10]
    if not dated:
        return
    key = data.draw(st.sampled_from(dated))
    day = case["answers"][key]
    after = verdict_of(case["answers"], case["today"])
    for length in (4, 7):
        before = verdict_of(case["answers"] | {key: day[:length]}, case["today"])
        if before:
            for name, found in before["findings"].items():
                old, new = found["outcome"], after["findings"][name]["outcome"]
                assert old == new or old in MAY_SETTLE, (name, key, found, after["findings"][name])


def test_no_answer_added_to_any_case_turns_one_verdict_into_another():
    """Every case of the tables, and every answer that it leaves open."""
    chance = random.Random(1)  # noqa: S311 - to choose answers, not secrets
    for case in CASES:
        before = verdict_of(case["answers"], case["today"])
        for key in set(QUESTIONS) - EVENTS - set(case["answers"]):
            after = verdict_of(case["answers"] | {key: random_value(chance, key)}, case["today"])
            if after:
                assert_stable(before, after, key)


# ---- answers that were not read


class Watched(dict):
    """Parsed answers that remember which of them were looked at, under whatever name a rule asks for them."""

    def __init__(self, values, read):
        super().__init__(values)
        self.read = read

    def get(self, key, default=None):
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self.read.add(key)
        return super().__contains__(key)


class Recorder(Answers):
    """Answers that record what is read of them, and of those made from them."""

    def __init__(self, values, today, read):
        super().__init__(Watched(values, read), today)
        self.read = read

    def with_span(self, key, span):
        return Recorder(super().with_span(key, span)._values, self.today, self.read)

    def without(self, key):
        return Recorder(super().without(key)._values, self.today, self.read)


def judged(name, answers, today):
    """Give one finding and the answers that were read for it."""
    read = set()
    found = checker.settle(checker.RULES[name], Recorder(parse(answers, today)._values, today, read))
    return to_dict(found, checker.in_order), read


def other_answer(answers, key, chance):
    """Give the same answers with another one to a question, or with none."""
    changed = {name: value for name, value in answers.items() if name != key}
    if key not in answers or chance.random() < 0.7:
        changed[key] = random_value(chance, key)
    return changed


def assert_reads_what_it_uses(answers, today, chance, *, every_key):
    """Change what a finding did not read, one answer at a time: the finding stays as it was, to the last word."""
    for name in checker.FINDINGS:
        found, read = judged(name, answers, today)
        assert set(found["because"]) <= read, name
        assert set(found["missing"]) <= read, name
        unread = [key for key in QUESTIONS if key not in read]
        for key in unread if every_key else chance.sample(unread, min(3, len(unread))):
            changed = other_answer(answers, key, chance)
            with suppress(checker.AnswerError):  # it may contradict another answer
                assert judged(name, changed, today) == (found, read), (name, key, answers, changed.get(key))


def test_an_answer_that_a_finding_did_not_read_never_changes_it_in_any_case():
    chance = random.Random(3)  # noqa: S311
    for number, case in enumerate(CASES):
        assert_reads_what_it_uses(case["answers"], case["today"], chance, every_key=number % 20 == 0)


def test_an_answer_that_a_finding_did_not_read_never_changes_it_for_random_people():
    chance = random.Random(4)  # noqa: S311
    for number in range(600):
        answers, today = random_neighbour(chance) if number % 2 else (random_person(chance), TODAY)
        assert_reads_what_it_uses(consistent(answers, today)[0], today, chance, every_key=False)


def test_the_recorder_sees_every_answer_that_decides():
    """The recorder itself: what it says was read for a plain refugee."""
    _, read = judged("which_law", {"citizenship": "other", "permit": "28", "permit_granted": "2026-02-10"}, TODAY)
    assert {"permit", "permit_granted"} <= read
    assert not {"born", "decision", "payment"} & read
    _, read = judged("benefit", {"citizenship": "other"}, TODAY)
    assert "decision_received" not in read
