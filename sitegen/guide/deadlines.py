"""A table of the last day to complain: for each day on which a letter may come, as the checker counts it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_skeleton

import checker
from checker.days import ONE_DAY, add_weeks
from checker.parameters import value_on
from sitegen import languages
from sitegen.errors import SiteError

DECEMBER = 12


@dataclass(frozen=True)
class Day:
    """A row of the table: the day a letter came, the last day to complain, and whether a day off has moved it."""

    came: str
    last: str
    is_moved: bool


@dataclass(frozen=True)
class Month:
    """A month of the table.

    Attributes:
        key: year and month, such as `2026-11`.
    """

    key: str
    name: str
    days: tuple[Day, ...]


def table(today: date, language: str) -> tuple[tuple[Month, ...], ...]:
    """Give the table for a year and the next, a sheet of paper each.

    On the first stands also the December before: letters of that month are complained about in January.

    Args:
        today: the day the page is made.
        language: of the page.

    Raises:
        SiteError: the checker gives no last day for some day: the law's rows do not reach so far.
    """
    firsts = [date(today.year - 1, DECEMBER, 1), *_months(today.year)]
    return tuple(tuple(_month(first, language) for first in sheet) for sheet in (firsts, _months(today.year + 1)))


def last_day(received: date) -> date:
    """Give the last day to complain about a decision of a municipality that came on a day."""
    answers = {"decision": "programme", "decision_received": received.isoformat()}
    found = checker.check(answers, received)["findings"]["appeal"]["facts"].get("last_day")
    if found is None:
        raise SiteError(f"the checker gives no last day for a letter of {received}")
    return date.fromisoformat(found)


def _month(first: date, language: str) -> Month:
    name = str(format_skeleton("yMMMM", first, locale=languages.locale(language)))
    return Month(f"{first:%Y-%m}", name, tuple(_day(day, language) for day in _days(first)))


def _day(came: date, language: str) -> Day:
    last = last_day(came)
    # Same weekday, so many weeks later, unless that is a Saturday, a Sunday or a holiday.
    same_weekday = add_weeks(came, value_on("forvaltningsloven", "appeal_period", came))
    return Day(*narrow(came, last, language), last != same_weekday)


def narrow(came: date, last: date, language: str) -> tuple[str, str]:
    """Write both days in few signs; by CLDR's own short forms where the language has none of its own."""
    told = languages.of(language)
    if told.narrow is None:
        return (
            str(format_skeleton("Ed", came, locale=told.locale)),
            str(format_skeleton("MMMEd", last, locale=told.locale)),
        )
    return (
        str(format_date(came, told.narrow.came, locale=told.locale)),
        str(format_date(last, told.narrow.last, locale=told.locale)),
    )


def _months(year: int) -> list[date]:
    return [date(year, month, 1) for month in range(1, DECEMBER + 1)]


def _days(first: date) -> Iterator[date]:
    day = first
    while day.month == first.month:
        yield day
        day += ONE_DAY
