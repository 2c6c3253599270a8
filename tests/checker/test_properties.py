"""What holds for every case, not only for those of the tables."""

import json
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.days import age_on, born_at_age, exactly
from tests.checker.contract import assert_contract
from tests.checker.people import EVENTS, QUESTIONS, verdict_of
from tests.checker.strategies import QUICK, some_answers
from tests.checker.support import CASES, TODAY, find


@QUICK
@given(some_answers)
def test_any_answers_get_a_verdict_of_the_contract(answers):
    verdict = verdict_of(answers)
    if verdict:
        assert_contract(verdict, TODAY)


def test_because_names_answers_that_were_given():
    for case in CASES:
        for name, found in verdict_of(case["answers"], case["today"])["findings"].items():
            assert set(found["because"]) <= set(case["answers"]) | EVENTS, (case["id"], name)


def test_missing_names_only_answers_that_are_not_fully_known():
    """Nobody is asked again for what they have answered."""
    for case in CASES:
        for name, found in verdict_of(case["answers"], case["today"])["findings"].items():
            for key in found["missing"]:
                value = case["answers"].get(key, "unsure")
                shortened = QUESTIONS[key].kind == "date" and value != "unsure" and len(value) < 10
                # "Permanent" does not say on which ground.
                unspecific = (key, value) == ("reference_permit", "permanent")
                assert value == "unsure" or shortened or unspecific, (case["id"], name, key)


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


# ---- ages


@QUICK
@given(st.integers(0, 100), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_days_on_which_somebody_may_have_been_born_are_all_that_give_the_age(age, day):
    first, last = born_at_age(age, exactly(day))
    assert age_on(first, day) == age_on(last, day) == age
    assert age_on(first - timedelta(days=1), day) == age + 1
    assert last == day or age_on(last + timedelta(days=1), day) == age - 1


@pytest.mark.parametrize("age", [3, 18, 55])
def test_somebody_born_on_29_february_is_a_year_older_on_1_march(age):
    born = date(2004, 2, 29)
    assert age_on(born, date(2004 + age, 2, 28)) == age - 1
    assert age_on(born, date(2004 + age, 3, 1)) == age
    # Of this age on a 29 February: the oldest became so on 1 March four years and a day ago, or that day.
    assert born_at_age(age, exactly(date(2024, 2, 29))).last == date(2024 - age, 2, 28) + timedelta(days=not age % 4)


# ---- rubbish

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text()
    | st.sampled_from(["unsure", "28", "2026-11", "2026-11-21"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(sorted(QUESTIONS)), inner, max_size=3)
    ),
    max_leaves=8,
)


def assert_told(text):
    told = json.loads(checker.check_json(text))
    assert ("findings" in told) != ("error" in told)


@QUICK
@given(st.dictionaries(st.sampled_from(sorted(QUESTIONS)) | st.text(), json_values, max_size=6))
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
