"""The last day to complain: a working day, at least three weeks on, and never earlier for a later letter."""

from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.answers import parse
from checker.workdays import easter_sunday, is_working_day
from tests.checker.strategies import QUICK, days
from tests.checker.support import TODAY, find

NORWAY = holidays.NO(years=range(2002, 2103))
ONE_DAY, THREE_WEEKS = timedelta(days=1), timedelta(weeks=3)
FIRST_LETTER, LAST_LETTER = date(2003, 1, 1), date(2100, 12, 31)


def last_day_of(received):
    """Give the last day to complain of a decision that came on a day: the rule alone, since every day is asked for."""
    answers = parse({"decision": "programme", "decision_received": received.isoformat()}, received)
    return checker.RULES["appeal"](answers).facts["last_day"]


def is_free(day):
    """Say whether a day is a weekend or holiday, by an independent library."""
    return day.weekday() >= 5 or day in NORWAY


def every_day(first, last):
    return (first + ONE_DAY * number for number in range((last - first).days + 1))


def test_the_last_day_of_every_letter_from_2003_to_2100_is_the_first_working_day_after_three_weeks():
    for received in every_day(FIRST_LETTER, LAST_LETTER):
        expected = received + THREE_WEEKS
        while is_free(expected):
            expected += ONE_DAY
        assert last_day_of(received) == expected, received


def test_a_letter_one_day_later_never_gives_an_earlier_last_day():
    last_days = [last_day_of(received) for received in every_day(FIRST_LETTER, LAST_LETTER)]
    assert all(one <= other for one, other in pairwise(last_days))


def test_the_holidays_are_those_of_an_independent_library_on_every_day():
    differing = [day for day in every_day(FIRST_LETTER, LAST_LETTER) if is_working_day(day) == is_free(day)]
    assert differing == []


@pytest.mark.parametrize("century", range(1600, 4000, 100))
def test_easter_is_that_of_an_independent_library_in_every_century(century):
    differing = [year for year in range(century, century + 100) if easter_sunday(year) != easter(year)]
    assert differing == []


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
