"""Answers that tests make up: each value of a question, the days around each border of the law, and random people."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import checker
from checker import parameters
from checker.days import add_months
from tests.checker.support import CASES, TODAY, ask

Given = dict[str, Any]

QUESTIONS = {question.key: question for question in checker.QUESTIONS}
EVENTS = {key for key, question in QUESTIONS.items() if question.event}
ONE_DAY = timedelta(days=1)
FIRST_DAY = date(2004, 9, 1)


def newest(act: str, name: str) -> Any:
    """Give the newest value in force of a parameter."""
    return [row for row in parameters.acts()[act].rows[name] if row.begins][-1].value


def _law_days() -> list[date]:
    """Give every day on which a rule that counts for a person begins, ends or is named by the law as a border."""
    rows = [row for row in checker.law_rows() if row.act in ("integreringsloven", "integreringsforskriften")]
    edges = {day for row in rows for day in (row.begins, row.ends) if day}
    return sorted(day for day in edges | {row.value for row in rows if row.unit == "date"} if day <= TODAY)


LAW_DAYS = _law_days()
NEW = "integreringsloven"
YOUNGEST, OLDEST = newest(NEW, "programme_min_age"), newest(NEW, "programme_max_age")
RESIDENCE, REFERENCE = newest(NEW, "residence_limit"), newest(NEW, "reference_limit")
START, TRAINED = newest(NEW, "start_period"), newest(NEW, "training_end_age")
YOUNG, HOURS = newest(NEW, "benefit_young_age"), newest(NEW, "job_hours")
WEEKS, YEARS = newest("forvaltningsloven", "appeal_period"), newest("forvaltningsloven", "absolute_limit")

# The border of a date that lies so many months after (or before) another answer, or today.
BORDERS = {
    "born": [
        *(("permit_granted", -12 * age) for age in (YOUNGEST, OLDEST, OLDEST + 1)),
        *(("today", -12 * age) for age in (YOUNGEST, TRAINED)),
        ("benefit_day", -12 * YOUNG),
    ],
    "lived_in_municipality_since": [("programme_decided_on", -12 * RESIDENCE), ("today", -12 * RESIDENCE)],
    "programme_decided_on": [("lived_in_municipality_since", 12 * RESIDENCE), ("permit_granted", 12 * RESIDENCE)],
    "job_ended": [("lived_in_municipality_since", 12 * RESIDENCE)],
    "family_applied_on": [("reference_settled_on", 12 * REFERENCE)],
    "reference_settled_on": [("family_applied_on", -12 * REFERENCE), ("today", -12 * REFERENCE)],
    "settled_on": [("today", -START), ("today", -12 * RESIDENCE)],
    "claimed_on": [("today", -START), ("settled_on", START)],
    "start_offered": [("settled_on", START), ("claimed_on", START)],
    "benefit_day": [("born", 12 * YOUNG)],
    "decision_dated": [("complaint_sent", -12 * YEARS), ("today", -12 * YEARS)],
    "complaint_sent": [("decision_dated", 12 * YEARS)],
}
_LETTERS = ("decision_received", "notice_sent", "test_taken_on")
# The same, in days: the last day to complain.
DEADLINES = {
    **{key: [("today", -7 * WEEKS)] for key in (*_LETTERS, "reasons_received")},
    "complaint_sent": [(key, 7 * WEEKS) for key in _LETTERS],
    "reasons_asked": [(key, 7 * WEEKS) for key in _LETTERS[:2]],
}
PART_KNOWN = ["2020-12", "2021", "2023", "2025-12", "2026", "2026-10", "2026-11"]
NUMBERS = {
    "age_at_grant": [0, YOUNGEST - 1, YOUNGEST, OLDEST, OLDEST + 1, TRAINED],
    "age_now": [YOUNGEST - 1, YOUNGEST, YOUNG - 1, YOUNG, OLDEST + 1, TRAINED - 1, TRAINED],
    "job_hours": [0, HOURS - 0.5, HOURS, HOURS + 0.5],
    "absence_hours": [0, 7.5],
    "payment": [15000, 22758.17, 40000],
    "deduction": [7498.9, 7500, 11378, 11379, 11380.2, 20000],
}


def around(day: date) -> list[str]:
    """Give the day before, the day, and the day after."""
    return [(day + distance * ONE_DAY).isoformat() for distance in (-1, 0, 1)]


def _known_day(key: str, answers: Mapping[str, Any]) -> date | None:
    if key == "today":
        return TODAY
    given = answers.get(key, "unsure")
    return date.fromisoformat(given) if len(given) == len("2026-11-21") else None


def days_for(key: str, answers: Mapping[str, Any]) -> list[str]:
    """Give the days that can matter to a date, each with its neighbours, and some dates that are known in part."""
    borders = list(LAW_DAYS) if key != "born" else [date(1990, 5, 17)]
    for other, months in BORDERS.get(key, []):
        if (day := _known_day(other, answers)) is not None:
            borders.append(add_months(day, months))
    for other, distance in DEADLINES.get(key, []):
        if (day := _known_day(other, answers)) is not None:
            borders.append(day + distance * ONE_DAY)
    part = PART_KNOWN if key != "born" else ["1970", "1970-11", "1990", "2002"]
    days = dict.fromkeys([day for border in borders for day in around(border)] + part)
    return [day for day in days if not QUESTIONS[key].past or day <= TODAY.isoformat()]


def values(key: str, answers: Mapping[str, Any]) -> list[Any]:
    """Give every answer to a question that a test tries: each value, days around each border, and not known."""
    question = QUESTIONS[key]
    known: list[Any] = {
        "choice": lambda: [*question.values],
        "boolean": lambda: [True, False],
        "date": lambda: days_for(key, answers),
        "number": lambda: [*NUMBERS[key]],
        "whole": lambda: [*NUMBERS[key]],
    }[question.kind]()
    return [*known, "unsure"]


def narrowed(key: str, given: str) -> list[str]:
    """Give the first and the last day of a month or year, and one between."""
    if len(given) == len("2026"):
        days = [f"{given}-01-01", f"{given}-06-15", f"{given}-12-31"]
    else:
        year, month = (int(part) for part in given.split("-"))
        first = date(year, month, 1)
        days = [first.isoformat(), f"{given}-15", (add_months(first, 1) - ONE_DAY).isoformat()]
    return [day for day in days if not QUESTIONS[key].past or day <= TODAY.isoformat()]


_VALUES = {key: values(key, {}) for key in QUESTIONS}


def random_value(chance: random.Random, key: str) -> Any:
    """Give one answer to a question. Borders that hang on other answers are met by cases and walks."""
    return chance.choice(_VALUES[key])


def random_person(chance: random.Random) -> Given:
    """Give answers to a random part of the questions."""
    share = chance.choice([0.1, 0.3, 0.6, 0.9])
    return {key: random_value(chance, key) for key in QUESTIONS if chance.random() < share}


def random_neighbour(chance: random.Random) -> tuple[Given, date]:
    """Give a case of the tables with some answers left out and some changed, and its today."""
    case = chance.choice(CASES)
    answers = {key: value for key, value in case["answers"].items() if chance.random() < 0.9}
    for key in chance.sample([*QUESTIONS], chance.randrange(4)):
        answers[key] = random_value(chance, key)
    return answers, case["today"]


def verdict_of(answers: Mapping[str, Any], today: date = TODAY) -> dict[str, Any] | None:
    """Give the verdict, or None where the answers cannot be right."""
    try:
        return ask(answers, today)
    except checker.AnswerError:
        return None


def consistent(answers: Mapping[str, Any], today: date = TODAY) -> tuple[Given, dict[str, Any]]:
    """Take away answers that cannot be right beside the others until all can be; gives them and their verdict."""
    while True:
        try:
            return dict(answers), ask(answers, today)
        except checker.AnswerError as error:
            answers = {key: value for key, value in answers.items() if key != error.field}
