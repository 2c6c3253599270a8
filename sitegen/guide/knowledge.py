"""What is known of dates and numbers that stand for many: which day comes before which, and what follows from that.

A comparison that a rule needs and that does not follow is written down; the walk (`sitegen/guide/walk.py`) then
branches on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import NamedTuple

from checker.answers import NOT_BEFORE, OF_OTHERS, TODAY
from checker.days import add_months, add_weeks, add_years, birthday
from checker.questions import BY_KEY, QUESTIONS
from checker.workdays import next_working_day

Move = Callable[..., date]
# The rules that move a day, by the names that the diagram's file uses.
MOVES: dict[str, Move] = {
    "years": add_years,
    "months": add_months,
    "weeks": add_weeks,
    "birthday": birthday,
    "working_day": next_working_day,
}
_NAMES = {rule: name for name, rule in MOVES.items()}
# How far apart two moved days are is only compared, never counted: a month here is its mean length.
_MEAN_DAYS = {"years": 365.25, "birthday": 365.25, "months": 30.4375, "weeks": 7.0, "working_day": 1.5}


class Point(NamedTuple):
    """A day: the answer to a question, the day of asking, or a day of the law, moved by rules.

    Attributes:
        key: a key of the contract, `today`, or an ISO date.
        moves: names of MOVES with their numbers, the first applied first.
    """

    key: str
    moves: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def moved(self, rule: Move, by: tuple[int, ...]) -> "Point":
        """Give the day that a rule makes of this one."""
        return Point(self.key, (*self.moves, (_NAMES[rule], by)))

    def on(self, day: date) -> date:
        """Give the day itself, where the answer is known."""
        return reduce(lambda given, move: MOVES[move[0]](given, *move[1]), self.moves, day)

    @property
    def distance(self) -> float:
        """About how many days the moves add."""
        return sum(_MEAN_DAYS[name] * (by[0] if by else 1) for name, by in self.moves)


class Extreme(NamedTuple):
    """The latest or the earliest of several days."""

    is_latest: bool
    days: tuple["Day", ...]


Day = Point | Extreme


class Comparison(NamedTuple):
    """The claim that one day comes before another."""

    one: Point
    other: Point

    @property
    def keys(self) -> set[str]:
        """The answers it is about."""
        return {point.key for point in self if point.key in BY_KEY}


class AtLeast(NamedTuple):
    """The claim that a number is at least so large."""

    key: str
    limit: int

    @property
    def keys(self) -> set[str]:
        """The answer it is about."""
        return {self.key}


Claim = Comparison | AtLeast


@dataclass
class Knowledge:
    """What is known of days and numbers so far.

    Attributes:
        days: for each answer that is a date, and `today`, the days it may be.
        claims: comparisons that were settled.
        open: claims that a rule needed and that are not known, in the order of asking.
    """

    days: dict[str, tuple[date, date]]
    claims: dict[Claim, bool] = field(default_factory=dict)
    open: list[Claim] = field(default_factory=list)

    def copy(self) -> "Knowledge":
        """Give a copy to which more can be added."""
        return Knowledge(dict(self.days), dict(self.claims))

    def bounds(self, day: Day) -> tuple[date, date]:
        """Give the earliest and the latest a day may be."""
        if isinstance(day, Extreme):
            pairs = [self.bounds(part) for part in day.days]
            choose = max if day.is_latest else min
            return choose(first for first, _ in pairs), choose(last for _, last in pairs)
        first, last = self._interval(day.key)
        return day.on(first), day.on(last)

    def is_less(self, one: Day, other: Day) -> bool | None:
        """Say whether a day comes before another; None, and a note of what is open, where it is not known."""
        if isinstance(one, Extreme):
            return _join([self.is_less(part, other) for part in one.days], every=one.is_latest)
        if isinstance(other, Extreme):
            return _join([self.is_less(one, part) for part in other.days], every=not other.is_latest)
        return self._compare(one, other)

    def at_least(self, key: str, limit: int) -> bool | None:
        """Say whether a number is at least so large, as `is_less`."""
        claim = AtLeast(key, limit)
        for known_claim, value in self.claims.items():
            if isinstance(known_claim, AtLeast) and known_claim.key == key:
                if value and known_claim.limit >= limit:
                    return True
                if not value and known_claim.limit <= limit:
                    return False
        self._note(claim)
        return None

    def assume(self, claim: Claim, *, value: bool) -> bool:
        """Take a claim as known; say whether that can be, with all that is known already."""
        self.claims[claim] = value
        if isinstance(claim, AtLeast):
            return True
        before, after = claim if value else (claim.other, claim.one)
        return self._narrow(before, after, is_strict=value)

    def _interval(self, key: str) -> tuple[date, date]:
        if key in self.days:
            return self.days[key]
        day = date.fromisoformat(key)
        return day, day

    def _note(self, claim: Claim) -> None:
        if claim not in self.open:
            self.open.append(claim)

    def _compare(self, one: Point, other: Point) -> bool | None:
        if one.key == other.key:
            return one.distance < other.distance
        (first, last), (other_first, other_last) = self.bounds(one), self.bounds(other)
        if last < other_first:
            return True
        if first >= other_last:
            return False
        found = self._follows(one, other)
        if found is None:
            self._note(Comparison(one, other))
        return found

    def _follows(self, one: Point, other: Point) -> bool | None:
        """Say what follows from comparisons of the same two answers, perhaps moved by other numbers."""
        claim = Comparison(one, other)
        if claim in self.claims:
            return self.claims[claim]
        limit = other.distance - one.distance  # is it less than `limit` days from `other` to `one`?
        for known_claim, value in self._known(one.key, other.key):
            same = known_claim.one.key == one.key
            known_limit = known_claim.other.distance - known_claim.one.distance
            if same and value and known_limit <= limit:
                return True
            if same and not value and known_limit >= limit:
                return False
            if not same and value and -known_limit >= limit:
                return False
            if not same and not value and -known_limit < limit:
                return True
        return None

    def _known(self, one: str, other: str) -> Iterable[tuple[Comparison, bool]]:
        for claim, value in self.claims.items():
            if isinstance(claim, Comparison) and {claim.one.key, claim.other.key} == {one, other}:
                yield claim, value
        for later, earlier in _ALWAYS:
            if {later, earlier} == {one, other}:
                yield Comparison(Point(later), Point(earlier)), False

    def _narrow(self, before: Point, after: Point, *, is_strict: bool) -> bool:
        """Take away the days that one of two points cannot be, since it comes before the other (or on the same day)."""
        (_, latest), (earliest, _) = self.bounds(after), self.bounds(before)

        def comes_before(day: date) -> bool:
            moved = before.on(day)
            return moved < latest if is_strict else moved <= latest

        def comes_after(day: date) -> bool:
            moved = after.on(day)
            return moved > earliest if is_strict else moved >= earliest

        return self._keep(before.key, comes_before, first_ones=True) and self._keep(
            after.key, comes_after, first_ones=False
        )

    def _keep(self, key: str, holds: Callable[[date], bool], *, first_ones: bool) -> bool:
        """Keep the days for which a condition holds: all up to some day, or all from some day on."""
        first, last = self._interval(key)
        if not holds(first if first_ones else last):
            return False
        low, high = first.toordinal(), last.toordinal()
        while low < high:
            middle = (low + high + first_ones) // 2
            if holds(date.fromordinal(middle)) == first_ones:
                low = middle if first_ones else middle + 1
            else:
                high = middle - 1 if first_ones else middle
        if key in self.days:
            day = date.fromordinal(low)
            self.days[key] = (first, day) if first_ones else (day, last)
        return True


def _join(values: list[bool | None], *, every: bool) -> bool | None:
    if (not every) in values:
        return not every
    return None if None in values else every


# The first of two never comes before the second: other answers are refused.
_PAST = [question.key for question in QUESTIONS if question.past]
_ALWAYS = (*NOT_BEFORE, *((TODAY, key) for key in _PAST), *((key, "born") for key in _PAST if key not in OF_OTHERS))
