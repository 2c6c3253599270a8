"""What holds for every case, not only for those of the tables."""

import json
import os
import string
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import checker
from tests.checker.support import CASES, TODAY, find
from tests.checker.test_contract import assert_contract

KEYS = {question.key: question for question in checker.QUESTIONS}
EVENTS = {question.key for question in checker.QUESTIONS if question.event}
# "adding an answer may settle an unknown, an ask or a not_applicable, and may turn late into barred"
EVERY_DAY = "INTROGUIDEN_WALKS" in os.environ
MAY_SETTLE = {"unknown", "ask", "not_applicable"}

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.dates(date(2015, 1, 1), TODAY)
DAYS_THAT_COUNT = [
    "2020-12-31", "2021-01-01", "2022-06-15", "2023-07-31", "2023-08-01", "2024-02-29", "2024-11-21", "2024-11-22",
    "2025-12-31", "2026-01-01", "2026-02-10", "2026-08-21", "2026-11-21",
]  # fmt: skip


def values(question):
    """Give a strategy for a question's answer; days that lie close to those of the law are likely."""
    if question.kind == "choice":
        return st.sampled_from(question.values)
    if question.kind == "boolean":
        return st.booleans()
    if question.kind == "whole":
        return st.sampled_from([0, 17, 18, 24, 25, 55, 56, 66, 67])
    if question.kind == "number":
        return st.sampled_from([0, 1, 29.99, 30, 37.5, 5000, 11379.08, 22758.17])
    if question.key == "born":
        return st.sampled_from(["1959", "1970-02-10", "1970-11-21", "1990-05-17", "2002", "2008-02-10"])
    day = days.map(date.isoformat)
    return st.one_of(st.sampled_from(DAYS_THAT_COUNT), day, day.map(lambda iso: iso[:7]), day.map(lambda iso: iso[:4]))


some_answers = st.fixed_dictionaries({}, optional={key: values(question) for key, question in KEYS.items()})
some_case = st.sampled_from(CASES)


def verdict_of(answers, today=TODAY):
    """Give the verdict, or None where the answers cannot be right."""
    try:
        return json.loads(json.dumps(checker.check(answers, today)))
    except checker.AnswerError:
        return None


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
    key = data.draw(st.sampled_from(sorted(set(KEYS) - EVENTS - set(case["answers"]))))
    after = verdict_of(case["answers"] | {key: data.draw(values(KEYS[key]))}, case["today"])
    if after:
        assert_stable(before, after, key)


@QUICK
@given(some_answers, st.data())
def test_adding_an_answer_to_any_answers_never_turns_one_verdict_into_another(answers, data):
    key = data.draw(st.sampled_from(sorted(set(KEYS) - EVENTS)))
    less = {name: value for name, value in answers.items() if name != key}
    before, after = verdict_of(less), verdict_of(less | {key: data.draw(values(KEYS[key]))})
    if before and after:
        assert_stable(before, after, key)


@QUICK
@given(some_case, st.data())
def test_knowing_a_date_more_closely_never_turns_one_verdict_into_another(case, data):
    dated = [key for key in case["answers"] if KEYS[key].kind == "date" and len(case["answers"][key]) == 10]
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


@QUICK
@given(some_answers)
def test_any_answers_get_a_verdict_of_the_contract(answers):
    verdict = verdict_of(answers)
    if verdict:
        assert_contract(verdict, TODAY)


@QUICK
@given(some_case, st.data())
def test_an_answer_that_a_finding_did_not_read_never_changes_it(case, data):
    """Answers about a decision say nothing about the programme, and the other way round."""
    appeal_keys = {key for key, question in KEYS.items() if "appeal" in question.parts} | {
        "decision_result",
        "not_to_blame",
        "reasons_asked",
        "reasons_received",
    }
    before = verdict_of(case["answers"], case["today"])
    key = data.draw(st.sampled_from(sorted(set(KEYS) - set(case["answers"]))))
    after = verdict_of(case["answers"] | {key: data.draw(values(KEYS[key]))}, case["today"])
    if not after:
        return
    untouched = set(before["findings"]) - {"appeal"} if key in appeal_keys else {"appeal"}
    for name in untouched:
        assert before["findings"][name] == after["findings"][name], (name, key)


def test_because_names_answers_that_were_given():
    events = EVENTS
    for case in CASES:
        for name, found in verdict_of(case["answers"], case["today"])["findings"].items():
            assert set(found["because"]) <= set(case["answers"]) | events, (case["id"], name)


def test_missing_names_only_answers_that_are_not_fully_known():
    """Nobody is asked again for what they have answered."""
    for case in CASES:
        for name, found in verdict_of(case["answers"], case["today"])["findings"].items():
            for key in found["missing"]:
                value = case["answers"].get(key, "unsure")
                shortened = KEYS[key].kind == "date" and value != "unsure" and len(value) < 10
                assert value == "unsure" or shortened, (case["id"], name, key)


# ---- deadlines

NORWAY = holidays.NO(years=range(2002, 2103))


def last_day_of(received):
    found = find("appeal", {"decision": "programme", "decision_received": received.isoformat()}, received)
    return date.fromisoformat(found["facts"]["last_day"])


@pytest.mark.parametrize("decade", range(2003, 2101, 10))
def test_the_last_day_is_a_working_day_at_least_three_weeks_later_and_never_earlier_for_a_later_letter(decade):
    """Every day a letter can come, against an independent library of Norwegian holidays."""
    received, end = date(decade, 1, 1), min(date(decade + 10, 1, 1), date(2100, 12, 1))
    # Every day of the years around now; of the others every day in CI, and every fourth, all weekdays among them, here.
    step = 1 if EVERY_DAY or decade == TODAY.year // 10 * 10 + 3 else 4
    before = None
    while received < end:
        last = last_day_of(received)
        expected = received + timedelta(weeks=3)
        while expected.weekday() >= 5 or expected in NORWAY:
            expected += timedelta(days=1)
        assert last == expected, received
        assert before is None or before <= last
        before = last
        received += timedelta(days=step)


@QUICK
@given(days, days, days)
def test_a_later_arrival_never_gives_an_earlier_last_day(dated, one, other):
    first, second = sorted([max(one, dated), max(other, dated)])
    facts = [
        find("appeal", {"decision": "stop", "decision_dated": dated.isoformat(), "decision_received": day.isoformat()})[
            "facts"
        ]
        for day in (first, second)
    ]
    assert facts[0]["last_day"] <= facts[1]["last_day"]
    assert facts[0]["absolute_last_day"] == facts[1]["absolute_last_day"]
    assert facts[0]["days_left"] == (date.fromisoformat(facts[0]["last_day"]) - TODAY).days


@QUICK
@given(days, days)
def test_the_safe_day_is_the_earlier_one(notified, read):
    answers = {"decision": "stop", "notice_sent": notified.isoformat(), "decision_received": read.isoformat()}
    facts = find("appeal", answers)["facts"]
    assert facts["safe_day"] == min(notified, read).isoformat()
    assert facts["last_day"] == last_day_of(min(notified, read)).isoformat()


@QUICK
@given(days, st.integers(0, 800))
def test_time_only_runs_one_way(received, later):
    """Open, then the last day, then late, then barred: never back."""
    order = ["open", "last_day_today", "late", "barred"]
    answers = {"decision": "stop", "decision_dated": received.isoformat(), "decision_received": received.isoformat()}
    first, second = (find("appeal", answers, day)["outcome"] for day in (received, received + timedelta(days=later)))
    assert order.index(first) <= order.index(second)


@QUICK
@given(st.dates(date(2026, 1, 1), date(2026, 11, 20)))
def test_a_programme_starts_within_three_months(settled):
    answers = {
        "citizenship": "other", "permit": "28", "permit_granted": "2025-12-01", "applied_from_abroad": False,
        "age_at_grant": 30, "settled_on": settled.isoformat(), "settled_by_agreement": True,
        "lived_in_municipality_since": settled.isoformat(), "job_hours": 0,
    }  # fmt: skip
    facts = find("start", answers)["facts"]
    start_by = date.fromisoformat(facts["start_by"])
    months = (start_by.year - settled.year) * 12 + start_by.month - settled.month
    assert months == 3
    assert start_by.day == settled.day or (start_by.day < settled.day and (start_by + timedelta(days=1)).day == 1)
    assert facts["overdue"] == (start_by < TODAY)


# ---- rubbish

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text()
    | st.sampled_from(["unsure", "28", "2026-11", "2026-11-21"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(sorted(KEYS)), inner, max_size=3)
    ),
    max_leaves=8,
)


def assert_told(text):
    told = json.loads(checker.check_json(text))
    assert ("findings" in told) != ("error" in told)


@QUICK
@given(st.dictionaries(st.sampled_from(sorted(KEYS)) | st.text(), json_values, max_size=6))
def test_any_json_answers_end_in_a_verdict_or_an_error(answers):
    assert_told(json.dumps({"answers": answers, "today": "2026-11-21"}))


@QUICK
@given(st.text() | st.text(alphabet=string.punctuation + "0123456789ntfals ") | json_values.map(json.dumps))
def test_any_text_ends_in_a_verdict_or_an_error(text):
    assert_told(text)


@QUICK
@given(st.sampled_from(CASES), st.integers(0, 400), st.text(max_size=3))
def test_a_broken_case_ends_in_a_verdict_or_an_error(case, place, rubbish):
    text = json.dumps({"answers": case["answers"], "today": case["today"].isoformat()})
    assert_told(text[:place] + rubbish + text[place + 1 :])
