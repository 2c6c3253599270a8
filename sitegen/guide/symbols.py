"""Answers that stand for many answers at once, so that the checker's own rules can be run over all of them.

A date that was asked for is a `Symbol`: some day, of which only some comparisons are known
(`sitegen/guide/knowledge.py`). A rule compares it as it compares any span that is known in part.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from checker.answers import TODAY, Answers
from checker.days import Span
from checker.questions import BY_KEY
from checker.truth import Truth, known, unknown
from sitegen.guide.knowledge import Day, Extreme, Knowledge, Move, Point

# Stands for a date or a number that the person knows, whatever it is.
SOME = object()


class Symbol(Span):
    """A span of which comparisons are known. Its `first` and `last` are the days it may be at the outside."""

    knowledge: Knowledge
    low: Day
    high: Day

    @classmethod
    def of(cls, knowledge: Knowledge, low: Day, high: Day) -> "Symbol":
        """Make a symbol: some day from `low` to `high`, which are the same where it is one day."""
        made = cls(knowledge.bounds(low)[0], knowledge.bounds(high)[1])
        made.knowledge, made.low, made.high = knowledge, low, high
        return made

    def is_before(self, other: Span) -> bool | None:
        """Say whether the day comes before another, from the comparisons that are known."""
        theirs = self._symbol(other)
        is_sure = self.knowledge.is_less(self.high, theirs.low)
        if is_sure or (self.low == self.high and theirs.low == theirs.high):
            return is_sure
        return False if self.knowledge.is_less(self.low, theirs.high) is False else None

    def moved(self, rule: Move, *by: int) -> "Symbol":
        """Give the day that a rule makes of this one."""
        return self.of(self.knowledge, _moved(self.low, rule, by), _moved(self.high, rule, by))

    def or_earlier(self, other: Span) -> "Symbol":
        """Give the earlier of two days."""
        return self._join(other, is_latest=False)

    def or_later(self, other: Span) -> "Symbol":
        """Give the later of two days."""
        return self._join(other, is_latest=True)

    def until(self, other: Span) -> "Symbol":
        """Give some day from this one to another."""
        high = Extreme(is_latest=True, days=(self.high, self._symbol(other).high))
        return self.of(self.knowledge, self.low, high)

    def _join(self, other: Span, *, is_latest: bool) -> "Symbol":
        theirs = self._symbol(other)
        low, high = Extreme(is_latest, (self.low, theirs.low)), Extreme(is_latest, (self.high, theirs.high))
        return self.of(self.knowledge, low, high)

    def _symbol(self, other: Span) -> "Symbol":
        if not isinstance(other, Symbol):
            raise TypeError(f"{other}: a rule compares days that did not come from the answers")
        return other


class SymbolicAnswers(Answers):
    """Answers whose dates and numbers are symbols. Choices, and what is not known, are as ever."""

    def __init__(self, given: Mapping[str, object], asked: frozenset[str], today: date, knowledge: Knowledge) -> None:
        values = {
            key: Symbol.of(knowledge, Point(key), Point(key)) if value is SOME and BY_KEY[key].kind == "date" else value
            for key, value in given.items()
        }
        super().__init__(values, today)  # type: ignore[arg-type]
        self.asked = asked
        self.knowledge = knowledge
        self.sets: set[tuple[str, frozenset[str]]] = set()
        self.read: set[str] = set()
        self.aged: dict[tuple[int, str], Callable[[], Truth]] = {}

    def get(self, key: str) -> Any:  # noqa: ANN401 - as the checker's
        """Give the value of an answer, and note that it was looked at whole."""
        self.read.add(key)
        return super().get(key)

    def is_in(self, key: str, values: Iterable[str]) -> Truth:
        """Say whether a choice is one of some values, and note which."""
        wanted = frozenset(values)
        self.sets.add((key, wanted))
        return super().is_in(key, wanted)

    def has_age(self, age: int, key: str) -> Truth:
        """Say whether somebody is at least an age: from a condition that stands for it, where there is one."""
        rule = self.aged.get((age, key))
        return rule() if rule else super().has_age(age, key)

    def give(self, key: str, day: date | None) -> None:
        """Put a day that stands for many in the place of an answer; None where it is not known."""
        self._values = {**self._values, key: None if day is None else self.day(day)}

    def take(self, name: str, found: object) -> None:
        """Take something as found already, as `once` keeps it."""
        self._found[name] = found

    def left_out(self, key: str) -> bool:
        """Say whether an event did not happen. A condition that the guide asks for is none."""
        return key in BY_KEY and super().left_out(key)

    @property
    def now(self) -> Span:
        """The day of asking: any day on which the guide is read."""
        return Symbol.of(self.knowledge, Point(TODAY), Point(TODAY))

    def day(self, day: date) -> Span:
        """Give a day of the law."""
        point = Point(day.isoformat())
        return Symbol.of(self.knowledge, point, point)

    def at_least(self, key: str, limit: int) -> Truth:
        """Say whether a number is at least `limit`."""
        if self.get(key) is not SOME:
            return super().at_least(key, limit)
        value = self.knowledge.at_least(key, limit)
        return unknown(key) if value is None else known(value, key)


def _moved(day: Day, rule: Move, by: tuple[int, ...]) -> Day:
    if isinstance(day, Extreme):
        return Extreme(day.is_latest, tuple(_moved(part, rule, by) for part in day.days))
    return day.moved(rule, by)
