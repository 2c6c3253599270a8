"""Answers of somebody of whom the guide knows conditions only: for each answer a day that fits it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from checker.answers import TODAY, Answers
from checker.days import ONE_DAY, add_months, exactly
from checker.parameters import acts, first_row
from checker.verdict import Finding
from checker.which_law import NEW, REGULATION
from sitegen.guide.conditions import (
    ADULT,
    AFTER_JOB,
    BEFORE_FINISHING,
    CITIZEN,
    CLAIMED,
    GRANTED,
    LATELY,
    LONG_AGO,
    MAY_FINISH,
    NEVER,
    NEW_DEADLINES,
    NEW_HOURS,
    OFFERED_IN_TIME,
    OLD_HOURS,
    OLD_LAW,
    OVER,
    SETTLED_LONG_AGO,
    TIME_OUT,
    TRAINING_AGE,
    WITHIN,
    YOUNG,
)
from sitegen.guide.symbols import SymbolicAnswers

# The date that a rule misses → the condition that the guide asks.
CONDITION = {"permit_granted": GRANTED, "citizen_since": CITIZEN}
Known = Mapping[str, Any]


def participant(known: Known, law: str, today: date) -> Answers:
    """Give the answers of somebody in the programme under an act, in the month of a day."""
    values: dict[str, Any] = {key: value for key, value in known.items() if key != YOUNG}
    if known[YOUNG] is not None:
        limit = first_row(law, "benefit_young_age").value
        values["born"] = exactly(date(today.year - limit + (1 if known[YOUNG] else -1), 1, 1))
    return _entitled({**values, "benefit_day": exactly(today)}, law, today)


def waiting(known: Known, law: str, today: date) -> Answers:
    """Give the answers of somebody who waits for a programme under an act."""
    long_ago = exactly(add_months(today, -first_row(law, "start_period").value) - ONE_DAY)
    days = {True: long_ago, LONG_AGO: long_ago, False: exactly(today), LATELY: exactly(today)}
    values: dict[str, Any] = {
        "settled_by_agreement": known["settled_by_agreement"],
        "settled_on": days.get(known[SETTLED_LONG_AGO]),
        "start_offered": long_ago if known[OFFERED_IN_TIME] else None,
    }
    if known[CLAIMED] != NEVER:
        values["claimed_on"] = days.get(known[CLAIMED])
    if known[AFTER_JOB] is not False:
        values["job_hours"] = Fraction(first_row(NEW, "job_hours").value)
        values["job_ended"] = long_ago if known[AFTER_JOB] else None
    return _entitled(values, law, today)


def _entitled(values: Mapping[str, Any], law: str, today: date) -> Answers:
    answers = Answers(values, today)
    answers.once("which_law", lambda _: Finding(law))
    answers.once("programme", lambda _: Finding("right_and_duty"))
    return answers


def in_training(answers: SymbolicAnswers) -> None:
    """Let the conditions on Norwegian training stand for days and ages."""
    granted, citizen, is_out = (answers.get(key) for key in (GRANTED, CITIZEN, TIME_OUT))
    if granted is not None:
        answers.give("permit_granted", _granted()[granted])
    if CITIZEN not in answers or citizen in _citizen_since():
        answers.give("citizen_since", _citizen_since().get(citizen))
    if is_out is not None:
        answers.give("training_started", first_row(NEW, "in_force").value if is_out else answers.today)
    youngest, oldest = (first_row(NEW, name).value for name in ("training_min_age", "training_end_age"))
    answers.aged = {
        (youngest, TODAY): lambda: answers.is_true(ADULT),
        (youngest, "permit_granted"): lambda: answers.is_in(TRAINING_AGE, (WITHIN, OVER)),
        (oldest, TODAY): lambda: answers.is_in(TRAINING_AGE, (OVER,)),
        (oldest, "permit_granted"): lambda: answers.is_in(TRAINING_AGE, (OVER,)),
    }


def _granted() -> dict[str, date]:
    """Give for each answer the last day of granting that it means; for the last one the first."""
    deadlines: date = first_row(REGULATION, "new_training_deadlines").value
    return {
        OLD_LAW: first_row(NEW, "in_force").value - ONE_DAY,
        OLD_HOURS: first_row(REGULATION, "new_hours").value - ONE_DAY,
        NEW_HOURS: deadlines,
        NEW_DEADLINES: deadlines + ONE_DAY,
    }


def _citizen_since() -> dict[str, date]:
    """Give for each answer a day of becoming a citizen."""
    begins = citizens_may_finish()
    return {BEFORE_FINISHING: begins - ONE_DAY, MAY_FINISH: begins}


def citizens_may_finish() -> date:
    """Give the first day from which new citizens may finish their training (integreringsloven § 26 sixth ledd)."""
    rows = acts()[NEW].rows["may_finish_training"]
    return next(row.begins for row in rows if row.value and row.begins)
