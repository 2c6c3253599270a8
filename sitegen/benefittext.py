"""Amounts of the introduction benefit in running text: `benefit("month")` becomes «22 758,17».

Computed from the law files for the day the page is made; no amount stands in a page.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal

from checker.benefit import kroner
from checker.parameters import NotInForceError, row_on
from sitegen.errors import SiteError
from sitegen.lawtext import LOCALES

ACT = "integreringsloven"


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
    """Compute a benefit in NOK (integreringsloven § 20).

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
    year = basic * int(row_on(ACT, "benefit_basic_amounts", day).value)
    part = year * Fraction(row_on(ACT, share, day).value if share else 1)
    divisors: dict[str, int] = row_on(ACT, "benefit_divisors", day).value
    month = part / divisors["month"]
    return {"year": part, "month": month, "day": month / divisors["day"], "hour": part / divisors["hour"]}[period]


def money(sum_: Fraction, language: str) -> str:
    """Write NOK: øre only where there are any."""
    pattern = "#,##0" if sum_.denominator == 1 else "#,##0.00"
    return str(format_decimal(Decimal(kroner(sum_)), pattern, locale=LOCALES[language]))
