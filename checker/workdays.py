"""Public holidays, and the next working day (domstolloven § 149, helligdagsfredloven § 2, lov 26. april 1947 nr. 1)."""

from datetime import date, timedelta
from functools import cache

from checker.days import ONE_DAY
from checker.parameters import value_on

SATURDAY = 5
ACT = "helligdagsfredloven"


def easter_sunday(year: int) -> date:
    """Compute Easter Sunday in the Gregorian calendar (the anonymous algorithm, as in Meeus)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, centuries_rest = divmod(century, 4)
    correction = (century + 8) // 25
    epact = (19 * golden + century - leap_centuries - (century - correction + 1) // 3 + 15) % 30
    leap_years, years_rest = divmod(rest, 4)
    weekday = (32 + 2 * centuries_rest + 2 * leap_years - epact - years_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Give the holidays of a year and the days the law makes equal to them, other than ordinary Sundays."""
    end = date(year, 12, 31)
    fixed = [*value_on(ACT, "fixed_days", end), *value_on(ACT, "equal_days", end)]
    easter = easter_sunday(year)
    return frozenset(
        [date.fromisoformat(f"{year:04}-{day}") for day in fixed]
        + [easter + timedelta(days=offset) for offset in value_on(ACT, "easter_days", end)]
    )


def is_working_day(day: date) -> bool:
    """Say whether a deadline may end on the day: no Saturday, Sunday, holiday or day equal to one."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """Give the day itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += ONE_DAY
    return day
