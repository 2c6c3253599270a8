"""Rows that nobody compared with their source for 180 days."""

from datetime import date

import pytest

import checker
from sitegen.freshness import stale

CHECKED = date(2026, 7, 2)
ROW = checker.law_rows()[0]._replace(checked=CHECKED)


@pytest.mark.parametrize(
    ("today", "is_stale"),
    [
        (CHECKED, False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2026, 12, 30), True),
        (date(2027, 12, 29), True),
    ],
    ids=["the day itself", "after 179 days", "after 180 days", "after 181 days", "a year later"],
)
def test_a_row_is_stale_from_the_180th_day(today, is_stale):
    assert (stale(today, [ROW]) == [ROW]) is is_stale


def test_only_the_old_rows_are_told_the_oldest_first():
    today = date(2027, 1, 10)
    younger, fresh = ROW._replace(checked=date(2026, 7, 10)), ROW._replace(checked=date(2026, 12, 1))
    assert stale(today, [fresh, younger, ROW]) == [ROW, younger]


def test_without_rows_the_whole_law_is_looked_at_what_is_only_adopted_too():
    assert stale(min(row.checked for row in checker.law_rows())) == []
    everything = stale(date(2100, 1, 1))
    assert sorted(everything, key=str) == sorted(checker.law_rows(), key=str)
    assert any(row.begins is None for row in everything)


def test_a_day_before_the_comparison_flags_nothing():
    assert stale(date(2020, 1, 1)) == []
