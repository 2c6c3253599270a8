"""A table of the last day to complain: for each day on which a letter may come, as the checker counts it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton

import checker
from sitegen.errors import SiteError
from sitegen.lawtext import LOCALES

# A letter may have come some weeks before the page was made, and a copy of the page may be a year old.
MONTHS_BEFORE, MONTHS_AFTER = 2, 12
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """A month of the table: the day a letter came, and the last day."""

    name: str
    days: tuple[tuple[str, str], ...]


def table(today: date, language: str) -> tuple[Month, ...]:
    """Give the table for the year around a day.

    Args:
        today: the day the page is made.
        language: of the page.

    Raises:
        SiteError: the checker gives no last day for some day: the law's rows do not reach so far.
    """
    locale = LOCALES[language]
    return tuple(
        Month(
            str(format_skeleton("yMMMM", first, locale=locale)),
            tuple(
                (
                    str(format_date(day, "EEE d.", locale=locale)),
                    str(format_skeleton("MMMMEEEEd", last_day(day), locale=locale)),
                )
                for day in _days(first)
            ),
        )
        for first in _months(today)
    )


def last_day(received: date) -> date:
    """Give the last day to complain about a decision of a municipality that came on a day."""
    answers = {"decision": "programme", "decision_received": received.isoformat()}
    found = checker.check(answers, received)["findings"]["appeal"]["facts"].get("last_day")
    if found is None:
        raise SiteError(f"the checker gives no last day for a letter of {received}")
    return date.fromisoformat(found)


def _months(today: date) -> Iterator[date]:
    for step in range(-MONTHS_BEFORE, MONTHS_AFTER + 1):
        place = today.year * MONTHS + today.month - 1 + step
        yield date(place // MONTHS, place % MONTHS + 1, 1)


def _days(first: date) -> Iterator[date]:
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)
