"""Answers become dates, numbers and codes here, once. What cannot be right is an error that names the field."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checker.days import ONE_DAY, Span, add_months, age_on, ages, birthday, born_at_age, exactly
from checker.questions import BY_KEY, ORDER, QUESTIONS, UNSURE, Condition, Question
from checker.truth import FALSE, Keys, Truth, known, unknown

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
# Above these a number is a slip of the finger: hours of a week, of a year, a long life, a sum of money.
LARGEST = {"job_hours": 168, "absence_hours": 8784, "payment": 10**9, "deduction": 10**9}
OLDEST = 130
TODAY = "today"
# More decimals than money or hours have.
DECIMALS = 9

# An event of the first key cannot lie before the event of the second.
NOT_BEFORE = (
    ("permit_granted", "first_permit_granted"),
    ("settled_on", "arrived"),
    ("lived_in_municipality_since", "arrived"),
    ("decision_received", "decision_dated"),
    ("notice_sent", "decision_dated"),
    ("complaint_sent", "decision_dated"),
    ("reasons_asked", "decision_dated"),
    ("reasons_received", "reasons_asked"),
)
# Whoever says one of these does not live in a reception centre.
IN_MUNICIPALITY = ("settled_on", "lived_in_municipality_since")
# What happens to other people may lie before the person's birth.
OF_OTHERS = {"born", "reference_settled_on"}

FIELD_CODES = (
    *(
        "unknown_key",
        "wrong_type",
        "not_a_choice",
        "not_a_date",
        "impossible_date",
        "out_of_range",
        "in_future",
    ),
    *("age_contradicts", "contradicts", "negative", "too_large"),
)
INPUT_CODES = (
    *("empty", "not_utf8", "not_json", "not_an_object", "too_big", "too_deep", "duplicate_key", "bad_today"),
    *("not_readable", "usage"),
)


class AnswerError(ValueError):
    """An answer, or the whole input, cannot be right.

    Attributes:
        field: the key at fault, or None where it is the whole input.
        code: one of `ERROR_CODES`.
    """

    def __init__(self, field: str | None, code: str) -> None:
        super().__init__(f"{field or 'input'}: {code}")
        self.field = field
        self.code = code


Value = str | bool | int | Fraction | Span


class Answers:
    """What is known of a case, and conditions on it.

    Attributes:
        today: the day of asking, itself an answer that is always known.
    """

    def __init__(self, values: Mapping[str, Value | None], today: date) -> None:
        # None = given as "unsure"; a key that is not there was left out.
        self._values = values
        self.today = today
        self._found: dict[str, Any] = {}

    def once(self, name: str, find: Callable[["Answers"], Any]) -> Any:  # noqa: ANN401 - whatever `find` gives
        """Give what was found before under a name, or find it now: several rules rest on the same finding."""
        if name not in self._found:
            self._found[name] = find(self)
        return self._found[name]

    @property
    def now(self) -> Span:
        """The day of asking, as a span."""
        return exactly(self.today)

    def day(self, day: date) -> Span:
        """Give a day of the law as a span, to compare answers with."""
        return exactly(day)

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def get(self, key: str) -> Any:  # noqa: ANN401 - the kind of answer depends on the key
        """Give the value of an answer, or None where it is not known (or did not happen)."""
        return self._values.get(key)

    def span(self, key: str) -> Span | None:
        """Give the days on which something may have happened, or None where nothing is known."""
        return self._values.get(key)  # type: ignore[return-value]

    def with_span(self, key: str, span: Span) -> "Answers":
        """Give the same answers with a date known more closely."""
        return Answers({**self._values, key: span}, self.today)

    def without(self, key: str) -> "Answers":
        """Give the same answers with one left out."""
        return Answers({other: value for other, value in self._values.items() if other != key}, self.today)

    def shortened(self, keys: Iterable[str]) -> list[str]:
        """Give those of some keys whose date is known only in part, the longest span first."""
        spans = [(key, self._values.get(key)) for key in keys]
        partly = [(span.last - span.first, key) for key, span in spans if isinstance(span, Span) and not span.is_day]
        return [key for _, key in sorted(partly, reverse=True)]

    def is_in(self, key: str, values: Iterable[str]) -> Truth:
        """Say whether a choice is one of some values. An event that is left out is none of them."""
        value = self._values.get(key)
        if value is not None:
            return known(value in tuple(values), key)
        return FALSE if self.left_out(key) else unknown(key)

    def is_true(self, key: str) -> Truth:
        """Say whether a yes/no question was answered with yes."""
        value = self._values.get(key)
        if value is not None:
            return known(bool(value), key)
        return FALSE if self.left_out(key) else unknown(key)

    def happened(self, key: str) -> Truth:
        """Say whether an event (*) has happened."""
        if key in self:
            return known(True, key)
        return FALSE if self.left_out(key) else unknown(key)

    def at_least(self, key: str, limit: int) -> Truth:
        """Say whether a number is at least `limit`."""
        value = self._values.get(key)
        return unknown(key) if value is None else known(value >= limit, key)  # type: ignore[operator]

    def before(self, key: str, day: date) -> Truth:
        """Say whether a date lies before a day."""
        span = self.span(key)
        return unknown(key) if span is None else self.decide(span.is_before(self.day(day)), key)

    def decide(self, value: bool | None, *keys: str) -> Truth:
        """Give a condition on some answers; where it is not known, those of them that are not known to the day."""
        if value is not None:
            return known(value, *(key for key in keys if key in self))
        return unknown(*(key for key in keys if not self._is_exact(key) and not self.left_out(key)))

    def _is_exact(self, key: str) -> bool:
        value = self._values.get(key)
        return value is not None and (not isinstance(value, Span) or value.is_day)

    def has_age(self, age: int, key: str) -> Truth:
        """Say whether somebody is at least an age, in years, on the day of another answer, or on the day of asking.

        Args:
            age: whole years.
            key: an answer that is a date, or `today`.
        """
        if key == "permit_granted" and "age_at_grant" in self:
            return known(self.get("age_at_grant") >= age, "age_at_grant")
        born, day = self.born(), self.now if key == TODAY else self.span(key)
        if born is None or day is None:
            return unknown(*(["born"] if born is None else []), *([key] if day is None else []))
        span, keys = born
        keys |= frozenset() if key == TODAY else {key}
        is_younger = day.is_before(span.moved(birthday, age))
        if is_younger is not None:
            return known(not is_younger, *keys)
        # An age leaves a year open that only the date of birth closes.
        return self.decide(None, "born", *keys)

    def age_between(self, youngest: int, oldest: int | None = None) -> Truth:
        """Say whether the age at the grant lies from `youngest` to `oldest`, both included."""
        is_old_enough = self.has_age(youngest, "permit_granted")
        return is_old_enough if oldest is None else is_old_enough & ~self.has_age(oldest + 1, "permit_granted")

    def born(self) -> tuple[Span, Keys] | None:
        """Give the days on which the person may have been born, from the date and the ages, with the answers used."""
        spans: dict[str, Span] = {}
        if (born := self.span("born")) is not None:
            spans["born"] = born
        if (age := self.get("age_now")) is not None:
            spans["age_now"] = born_at_age(age, self.now)
        granted = self.span("permit_granted")
        if (age := self.get("age_at_grant")) is not None and granted is not None:
            spans["age_at_grant"] = born_at_age(age, granted)
        if not spans:
            return None
        if born is not None and (born.is_day or len(spans) == 1):
            return born, frozenset({"born"})
        first, last = max(span.first for span in spans.values()), min(span.last for span in spans.values())
        return Span(first, max(first, last)), frozenset(spans)

    def left_out(self, key: str) -> bool:
        """Say whether a key is an event that was left out: it did not happen."""
        return BY_KEY[key].event and key not in self._values


def parse(answers: Mapping[str, object], today: date) -> Answers:
    """Read answers as the contract gives them.

    Args:
        answers: key → ISO date (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`), code, truth value or number.
        today: the day of asking.

    Raises:
        AnswerError: something cannot be right; it names the field.
    """
    if not isinstance(answers, Mapping):
        raise AnswerError(None, "not_an_object")
    if type(today) is not date or not FIRST_DAY <= today <= LAST_DAY:
        raise AnswerError(None, "bad_today")
    for key in answers:
        if key not in BY_KEY:
            raise AnswerError(str(key), "unknown_key")
    values = {
        question.key: _value(question, answers[question.key], today)
        for question in QUESTIONS
        if question.key in answers
    }
    _contradictions(values, today)
    return Answers(values, today)


def in_order(keys: Keys) -> list[str]:
    """Sort keys in the order of the questions."""
    return sorted(keys, key=ORDER.__getitem__)


def _value(question: Question, raw: object, today: date) -> Value | None:
    if isinstance(raw, str) and raw == UNSURE:
        return None
    return {"choice": _choice, "boolean": _boolean, "date": _date, "number": _number, "whole": _whole}[question.kind](
        question, raw, today
    )


def _choice(question: Question, raw: object, _today: date) -> Value:
    if not isinstance(raw, str):
        raise AnswerError(question.key, "wrong_type")
    if raw not in question.values:
        raise AnswerError(question.key, "not_a_choice")
    return raw


def _boolean(question: Question, raw: object, _today: date) -> Value:
    if not isinstance(raw, bool):
        raise AnswerError(question.key, "wrong_type")
    return raw


def _number(question: Question, raw: object, _today: date) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise AnswerError(question.key, "wrong_type")
    # A float is read as it is written: 22758.17 means that many kroner, to the øre.
    value = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite():
        raise AnswerError(question.key, "wrong_type")
    if value < 0:
        raise AnswerError(question.key, "negative")
    if value > LARGEST[question.key]:
        raise AnswerError(question.key, "too_large")
    # Nobody means a billionth of a krone, and 1e-999999999 as a fraction would never be finished.
    return Fraction(round(value, DECIMALS))


def _whole(question: Question, raw: object, _today: date) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise AnswerError(question.key, "wrong_type")
    if raw < 0:
        raise AnswerError(question.key, "negative")
    if raw > OLDEST:
        raise AnswerError(question.key, "too_large")
    return raw


def _date(question: Question, raw: object, today: date) -> Value:
    if not isinstance(raw, str):
        raise AnswerError(question.key, "wrong_type")
    span = read_date(question.key, raw)
    if question.past:
        if span.first > today:
            raise AnswerError(question.key, "in_future")
        span = Span(span.first, min(span.last, today))
    return span


def read_date(key: str, text: str) -> Span:
    """Read `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.

    Raises:
        AnswerError: not of that form, no such day, or outside 1900-2100.
    """
    parts = text.split("-")
    lengths = tuple(len(part) for part in parts)
    if lengths not in ((4,), (4, 2), (4, 2, 2)) or not all(part.isascii() and part.isdigit() for part in parts):
        raise AnswerError(key, "not_a_date")
    year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise AnswerError(key, "out_of_range")
    try:
        first = date(year, month, day)
    except ValueError:
        raise AnswerError(key, "impossible_date") from None
    if len(parts) == 3:
        return exactly(first)
    return Span(first, add_months(first, 1 if len(parts) == 2 else 12) - ONE_DAY)


def _contradictions(values: Mapping[str, Value | None], today: date) -> None:
    born = values.get("born")
    pairs = list(NOT_BEFORE)
    pairs += [(question.key, "born") for question in QUESTIONS if question.past and question.key not in OF_OTHERS]
    for key, other in pairs:
        one, two = values.get(key), values.get(other)
        if isinstance(one, Span) and isinstance(two, Span) and one.is_before(two):
            raise AnswerError(key, f"before_{other}")
    if values.get("lives_in_reception") and any(values.get(key) for key in IN_MUNICIPALITY):
        raise AnswerError("lives_in_reception", "contradicts")
    now, granted = values.get("age_now"), values.get("age_at_grant")
    if isinstance(now, int) and isinstance(born, Span) and not _within(now, ages(born, exactly(today))):
        raise AnswerError("age_now", "age_contradicts")
    permit = values.get("permit_granted")
    if (
        isinstance(granted, int)
        and isinstance(born, Span)
        and isinstance(permit, Span)
        and not _within(granted, ages(born, permit))
    ):
        raise AnswerError("age_at_grant", "age_contradicts")
    if isinstance(now, int) and isinstance(granted, int):
        if granted > now:
            raise AnswerError("age_at_grant", "age_contradicts")
        if isinstance(permit, Span) and not _within(granted, ages(born_at_age(now, exactly(today)), permit)):
            raise AnswerError("age_at_grant", "age_contradicts")


def _within(value: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= value <= limits[1]


ERROR_CODES = (
    *FIELD_CODES,
    *dict.fromkeys(f"before_{other}" for _, other in NOT_BEFORE),
    "before_born",
    *INPUT_CODES,
)


def asked(question: Question, answers: Mapping[str, object], today: date) -> bool:
    """Say whether the site asks a question, after the answers given so far.

    Args:
        question: one of QUESTIONS.
        answers: as in the contract; those to questions that were not asked are left out.
        today: the day of asking.
    """
    if not question.ask_if:
        return True
    return any(all(_holds(condition, answers, today) for condition in alternative) for alternative in question.ask_if)


def _holds(condition: Condition, answers: Mapping[str, object], today: date) -> bool:
    key = condition["key"]
    given = answers.get(key)
    text = str(given).lower() if isinstance(given, bool) else given
    if "in" in condition:
        return bool((UNSURE if text is None else text) in condition["in"])
    if "not_in" in condition:
        return bool((UNSURE if text is None else text) not in condition["not_in"])
    if "at_least" in condition:
        return isinstance(given, int | float | Decimal) and bool(given >= condition["at_least"])
    if given is None and BY_KEY[key].event:
        return False
    span = Span(FIRST_DAY, today) if not isinstance(given, str) or given == UNSURE else read_date(key, given)
    if "before" in condition:
        return span.first < date.fromisoformat(condition["before"])
    if "from" in condition:
        return span.last >= date.fromisoformat(condition["from"])
    if "under" in condition:
        on = answers.get(condition["on"])
        day = FIRST_DAY if not isinstance(on, str) or on == UNSURE else read_date(key, on).first
        return bool(age_on(span.last, day) < condition["under"])
    if "days_ago" in condition:
        return bool((today - span.first).days >= condition["days_ago"])
    return bool(age_on(span.first, today) >= condition["years_ago"])
