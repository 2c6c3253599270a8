"""Days, spans of days, and counting years and months as the law does.

A date of which only the month or the year is known is a span: some day in it, we do not know which.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Some one day from `first` to `last`, both included.

    Rules compare and move days by these methods only. The guide (sitegen/guide) runs the same rules with spans that
    write down which comparisons an answer depends on.
    """

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Say whether the day itself is known."""
        return self.first == self.last

    def halves(self) -> tuple["Span", "Span"]:
        """Split a span of more than one day in two."""
        middle = self.first + (self.last - self.first) // 2
        return Span(self.first, middle), Span(middle + ONE_DAY, self.last)

    def is_before(self, other: "Span") -> bool | None:
        """Say whether the day comes before another; None where it depends on the day."""
        if self.last < other.first:
            return True
        return False if self.first >= other.last else None

    def moved(self, rule: Callable[..., date], *by: int) -> "Span":
        """Give the day that a rule makes of this one, such as `add_years`. No rule changes the order of days."""
        return Span(rule(self.first, *by), rule(self.last, *by))

    def or_earlier(self, other: "Span") -> "Span":
        """Give the earlier of two days."""
        return Span(min(self.first, other.first), min(self.last, other.last))

    def or_later(self, other: "Span") -> "Span":
        """Give the later of two days."""
        return Span(max(self.first, other.first), max(self.last, other.last))

    def until(self, other: "Span") -> "Span":
        """Give some day from this one to another, or this one where the other comes before it."""
        return Span(self.first, max(self.first, other.last))


def exactly(day: date) -> Span:
    """Give the span of one known day."""
    return Span(day, day)


def add_months(day: date, months: int) -> date:
    """Give the day with the same number some months later, or that month's last day (domstolloven § 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Give the same date some years later; 29 February becomes 28 February."""
    return add_months(day, 12 * years)


def add_weeks(day: date, weeks: int) -> date:
    """Give the day with the same name some weeks later (domstolloven § 148)."""
    return day + timedelta(weeks=weeks)


def birthday(born: date, age: int) -> date:
    """Give the day somebody turns an age. Born on 29 February: on 1 March, where the year has no such day."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def age_on(born: date, day: date) -> int:
    """Give a person's age in whole years on a day. Born on 29 February: a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def ages(born: Span, day: Span) -> tuple[int, int]:
    """Give the youngest and the oldest a person may have been."""
    return age_on(born.last, day.first), age_on(born.first, day.last)


def born_at_age(age: int, day: Span) -> Span:
    """Give the days on which somebody of this age on a day may have been born."""
    earliest, latest = day.first, day.last
    return Span(_back(earliest, age + 1) + ONE_DAY, _back(latest, age))


def _back(day: date, years: int) -> date:
    """Give the birthday of somebody who turned `years` on the day, at the latest."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1) - ONE_DAY
