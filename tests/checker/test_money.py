"""Money is exact, and rounded once, at the end: integreringsloven §§ 20 and 21, as written in the act."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.benefit import kroner
from tests.checker.strategies import QUICK
from tests.checker.support import TODAY, find

# Twice G a year; a month is a twelfth of it, a day a thirtieth of the month, an hour 1/1850 of the year.
TIMES_G, MONTHS, DAYS, HOURS = 2, 12, 30, 1850
OERE = Decimal("0.01")
PERSON = {
    "citizenship": "other", "permit": "28", "permit_granted": "2025-01-10", "applied_from_abroad": False,
    "settled_on": "2025-02-01", "settled_by_agreement": True, "lived_in_municipality_since": "2025-02-01",
    "programme_status": "begun", "job_hours": 0,
}  # fmt: skip


def half_up(amount: Fraction) -> str:
    """Round to øre with the decimal library, from more digits than could turn the rounding."""
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{exact.quantize(OERE, ROUND_HALF_UP)}"


@QUICK
@given(st.fractions(min_value=0, max_value=10**7, max_denominator=22_200))
def test_kroner_round_half_up_to_whole_oere(amount):
    written = kroner(amount)
    assert abs(Fraction(written) - amount) <= Fraction(1, 200)
    assert written == half_up(amount)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Fraction(0), "0.00"),
        (Fraction(4, 1000), "0.00"),
        (Fraction(5, 1000), "0.01"),
        (Fraction(14, 1000), "0.01"),
        (Fraction(15, 1000), "0.02"),
        (Fraction(999_995, 100_000), "10.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
    ],
    ids=["nothing", "under half", "half", "under half again", "half again", "carried", "a third", "two thirds"],
)
def test_half_an_oere_is_rounded_up(amount, written):
    assert kroner(amount) == written


@QUICK
@given(
    st.dates(date(2025, 3, 1), date(2027, 4, 30)),
    st.dates(date(1975, 1, 1), date(2006, 12, 31)),
    st.booleans(),
    st.booleans(),
    st.decimals(0, 400, places=2),
)
def test_each_amount_of_the_benefit_follows_from_g_and_is_rounded_once(day, born, is_couple, has_children, absence):
    """No amount is made from another that was rounded already."""
    answers = {
        **PERSON, "benefit_day": day.isoformat(), "born": born.isoformat(), "lives_with_parents": False,
        "partner_in_programme": is_couple, "has_children": has_children, "absence_hours": float(absence),
    }  # fmt: skip
    found = find("benefit", answers, TODAY)
    if found["outcome"] == "ask":  # a couple without children, one of them under 25
        assert is_couple
        return
    facts = found["facts"]
    year = TIMES_G * facts["basic_amount"] * Fraction(facts["share"])
    assert facts["year"] == half_up(year)
    assert facts["month"] == half_up(year / MONTHS)
    assert facts["day"] == half_up(year / MONTHS / DAYS)
    assert facts["hour"] == half_up(year / HOURS)
    assert facts["absence_deduction"] == half_up(year / HOURS * Fraction(f"{absence}"))
