"""Answers of a person who would go a way through part three of the guide: start, length, training, benefit."""

import random
from datetime import date, timedelta
from typing import Any

from checker.days import add_months
from checker.questions import BY_KEY, UNSURE
from checker.which_law import OLD
from sitegen.guide.nodes import NOT_HAPPENED, is_event
from sitegen.guide.topics import TRAINING_ORDER
from tests.site.guide_paths import Step

Given = dict[str, Any]
Asked = dict[str, str]
NEW_LAW = date(2021, 1, 1)
YES_OR_NO = {"true": True, "false": False}
AGES = {"under": 16, "within": 30, "over": 60}
# First and last day of what each answer means (integreringsloven § 52; integreringsforskriften §§ 73-74).
GRANTED = {
    "old_law": (date(2017, 1, 1), date(2020, 12, 31)),
    "old_hours": (date(2021, 1, 1), date(2021, 12, 31)),
    "new_hours": (date(2022, 1, 1), date(2023, 8, 1)),
    "new_deadlines": (date(2023, 8, 2), date(2023, 8, 31)),
}
# Citizens may finish their training since then (integreringsloven § 26 sixth ledd).
CITIZEN = {"before": (date(2015, 1, 1), date(2025, 8, 31)), "later": (date(2025, 9, 1), date(2026, 6, 1))}


def about_money(path: list[Step], today: date, dice: random.Random) -> tuple[Given, dict[str, date]]:
    """Draw a case for part three."""
    asked = {section.words: answer for section, answer in path}
    draw = {"start": _waits, "length": _lasts, "training": _trains, "benefit": _is_paid}[asked["@topic"]]
    given = {**chosen(asked), **draw(path, asked, today, dice)}
    return {key: value for key, value in given.items() if value is not None}, {}


def chosen(asked: Asked) -> Given:
    """Give the answers that are choices. What is not known of an event is said; other answers are left out."""
    given: Given = {}
    for key, answer in asked.items():
        if key not in BY_KEY or answer == NOT_HAPPENED:
            continue
        if BY_KEY[key].kind in ("choice", "boolean") and answer != UNSURE:
            given[key] = YES_OR_NO.get(answer, answer)
        elif BY_KEY[key].event and answer == UNSURE:
            given[key] = UNSURE
    return given


def _participant(asked: Asked) -> Given:
    granted = date(2020, 6, 1) if asked.get("@law") == OLD else date(2024, 6, 3)
    return {
        **{"citizenship": "other", "permit": "28", "permit_granted": granted.isoformat(), "applied_from_abroad": False},
        **{"settled_by_agreement": True, "programme_status": "begun", "job_hours": 0},
        "born": date(granted.year - AGES.get(asked.get("@age", ""), 30), 1, 1).isoformat(),
    }


def _lasts(path: list[Step], asked: Asked, _today: date, dice: random.Random) -> Given:
    # Where it is not asked for, every day leads to the same.
    given = {**_participant(asked), "start_offered": dice.choice(("2024-09-02", "2025-06-02", "2026-08-03"))}
    for section, answer in path:
        if section.words == "start_offered" and answer != UNSURE:
            move = dice.choice((1, 40, 200))
            step = {"before": -move, "yes": -move, "on": 0, "no": 0, "after": move}[answer]
            given["start_offered"] = (date.fromisoformat(section.day) + timedelta(days=step)).isoformat()
    without = {
        key: None for key, at in (("born", "@age"), ("start_offered", "start_offered")) if asked.get(at) == UNSURE
    }
    return {**given, **without}


def _is_paid(_path: list[Step], asked: Asked, today: date, _dice: random.Random) -> Given:
    given = {**_participant(asked), "benefit_day": today.isoformat()}
    if "@young" in asked:
        years = {"true": 20, "false": 40}
        given["born"] = date(today.year - years.get(asked["@young"], 0), 1, 1).isoformat()
        given["born"] = None if asked["@young"] == UNSURE else given["born"]
    return given


def _waits(_path: list[Step], asked: Asked, today: date, _dice: random.Random) -> Given:
    """Somebody with the right who waits: family of a refugee has it without an agreement too."""
    is_old = asked.get("@law") == OLD
    granted = date(2020, 6, 1) if is_old else today - timedelta(days=300)
    long_ago = (add_months(today, -3) - timedelta(days=1)).isoformat()
    days = {"true": long_ago, "long_ago": long_ago, "false": today.isoformat(), "lately": today.isoformat()}
    given: Given = {
        **{"citizenship": "other", "permit": "ch6", "reference_permit": "28", "applied_from_abroad": False},
        **{"reference_settled_on": "2018-03-01", "family_applied_on": "2019-03-01", "programme_status": "not-begun"},
        **{"permit_granted": granted.isoformat(), "lived_in_municipality_since": granted.isoformat()},
        **{"born": date(granted.year - 30, 1, 1).isoformat(), "job_hours": 0, "start_offered": None},
        "settled_on": days.get(asked.get("@settled_long_ago", "false")),
        "claimed_on": {**days, UNSURE: UNSURE}.get(asked.get("@claimed", "lately")),
    }
    # Under the old act the right is found once the municipality has decided.
    given |= {"programme_decided_on": "2020-09-01"} if is_old else {}
    if asked.get("@after_job") == "true":
        given |= {"job_hours": 37.5, "job_ended": long_ago}
    elif asked.get("@after_job") == UNSURE:
        given["job_ended"] = UNSURE
    if asked.get("@offered_in_time") == "true":
        given["start_offered"] = long_ago
    return given


def _trains(_path: list[Step], asked: Asked, today: date, dice: random.Random) -> Given:
    # Where the guide does not ask, what has happened is not known to it.
    given: Given = {key: UNSURE for key in TRAINING_ORDER if is_event(key) and key not in asked}
    granted = _day_in(GRANTED.get(asked.get("@granted", "")), dice)
    given["permit_granted"] = granted.isoformat() if granted else None
    citizen = _day_in(CITIZEN.get(asked.get("@citizen", "")), dice)
    given["citizen_since"] = citizen.isoformat() if citizen else UNSURE if asked.get("@citizen") == UNSURE else None
    for key in ("arrived", "first_permit_granted"):
        if asked.get(key) in ("yes", "no"):
            before = asked[key] == "yes"
            given[key] = (NEW_LAW - timedelta(days=dice.choice((1, 300))) if before else NEW_LAW).isoformat()
    if asked.get("@training_age") in AGES:
        born = {"under": (granted or today).year - 16, "within": (granted or today).year - 30, "over": today.year - 70}
        given["born"] = date(born[asked["@training_age"]], 1, 1).isoformat()
    if asked.get("@adult") in YES_OR_NO:
        given["born"] = date(today.year - (30 if asked["@adult"] == "true" else 10), 1, 1).isoformat()
    if asked.get("@time_out") == "true":
        given["training_started"] = "2023-09-01"
    elif asked.get("@time_out") == "false":
        given["training_started"] = dice.choice((None, today.isoformat()))
    return given


def _day_in(days: tuple[date, date] | None, dice: random.Random) -> date | None:
    return days and days[0] + timedelta(days=dice.randint(0, (days[1] - days[0]).days))
