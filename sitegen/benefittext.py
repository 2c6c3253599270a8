"""Amounts of the introduction benefit in running text: `benefit("month")` becomes «22 758,17».

The checker computes them, for the day the page is made: no amount and no formula stands in a page.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel.numbers import format_decimal

import checker
from checker.benefit import kroner
from checker.parameters import NotInForceError, row_on
from sitegen import languages
from sitegen.errors import SiteError

ACT = "integreringsloven"

Answer = Callable[[date], object]
# Well below the age limit, and old enough for the programme.
_young: Answer = lambda day: f"{day.year - 20}-01-01"  # noqa: E731
# What sets each case apart from an adult alone, by the parameter that holds its share.
CASES: dict[str, dict[str, Answer]] = {
    "": {},
    "benefit_share_couple": {"partner_in_programme": lambda _: True, "has_children": lambda _: False},
    "benefit_share_young": {"born": _young, "lives_with_parents": lambda _: False},
    "benefit_share_with_parents": {"born": _young, "lives_with_parents": lambda _: True},
}
PERIODS = ("year", "month", "day", "hour")


def lookup(language: str, today: date) -> Callable[..., str]:
    """Give the function `benefit` of a page.

    Args:
        language: of the page.
        today: the day whose basic amount (G) is used.
    """

    def benefit(period: str, share: str = "") -> str:
        try:
            return money(amount(period, share, today), language)
        except (KeyError, NotInForceError) as error:
            raise SiteError(f"no benefit {period!r} {share!r} on {today}: {error}") from None

    return benefit


def amount(period: str, share: str, day: date) -> Fraction:
    """Give a benefit in NOK (integreringsloven § 20), as the checker computes it.

    Args:
        period: `year`, `month`, `day` or `hour`; or `limit`, the least deduction that is a decision of its own.
        share: the parameter that holds the share of a whole benefit; none for a whole one.
        day: whose rules are used.

    Raises:
        KeyError: there is no such period or parameter.
        NotInForceError: no basic amount is known for the day.
    """
    basic = Fraction(row_on("folketrygdloven", "basic_amount", day).value)
    if period == "limit":
        return basic / int(row_on(ACT, "deduction_minimum", day).value)
    return Fraction(case(share, day)[period])


@cache
def case(share: str, day: date) -> dict[str, str]:
    """Run the checker over the case of a share, with one hour of absence; gives the facts of its finding.

    Raises:
        KeyError: there is no case of that name.
        SiteError: the checker computes no benefit for it, or another share: the rules have changed shape.
    """
    verdict = checker.check(_participant(day) | {key: value(day) for key, value in CASES[share].items()}, day)
    found = verdict["findings"]["benefit"]
    wanted = str(Fraction(row_on(ACT, share, day).value)) if share else "1"
    if found["outcome"] != "computed" or found["facts"]["share"] != wanted:
        raise SiteError(f"the checker gives {found['outcome']}, {found['facts']} for the case {share or 'whole'!r}")
    return found["facts"]


def _participant(day: date) -> dict[str, object]:
    """Give the answers of an adult refugee who is in a programme by integreringsloven, whatever the day."""
    return {
        "citizenship": "other",
        "permit": "28",
        "permit_granted": (day - timedelta(days=60)).isoformat(),
        "applied_from_abroad": False,
        "born": f"{day.year - 35}-01-01",
        "lives_in_reception": False,
        "settled_on": (day - timedelta(days=30)).isoformat(),
        "settled_by_agreement": True,
        "job_hours": 0,
        "programme_status": "begun",
        "partner_in_programme": False,
        "benefit_day": day.isoformat(),
        "absence_hours": 1,
    }


def money(sum_: Fraction, language: str) -> str:
    """Write NOK: øre only where there are any."""
    pattern = "#,##0" if sum_.denominator == 1 else "#,##0.00"
    return str(format_decimal(Decimal(kroner(sum_)), pattern, locale=languages.locale(language)))
