"""Answers of a person who would go a way through the guide: drawn, and looked at again with the checker's own rules."""

import random
from datetime import date, timedelta
from typing import Any

from checker.answers import AnswerError, parse
from checker.days import add_years
from checker.questions import BY_KEY, UNSURE
from checker.verdict import UNKNOWN
from checker.which_law import NEW, OLD, which_law
from sitegen.guide.conditions import CONDITIONS, DEDUCTION, counted
from sitegen.guide.deadlines import last_day
from sitegen.guide.nodes import NOT_HAPPENED, SOME_WAY
from sitegen.guide.sections import Section
from tests.site.guide_money import YES_OR_NO, about_money, chosen
from tests.site.guide_paths import Step

TRIES = 60
SENT = "complaint_sent"
NEW_LAW = date(2021, 1, 1)
# Answers where the guide asks only whether a day lies before another.
YES_NO = {"before": "yes", "on": "no", "after": "no"}
AGES = {"under": 16, "within": 30, "over": 60}
# Payment and deduction, in NOK.
SIZES = {"below_half": (30000, 100), "small": (10000, 9000), "large": (30000, 20000)}

Given = dict[str, Any]
Days = dict[str, date]


def person(part: str, path: list[Step], today: date, dice: random.Random) -> Given | None:
    """Give the answers of somebody who would go a way, or None where none was found."""
    draw = {"check": about_programme, "appeal": about_letter, "money": about_money}[part]
    for _ in range(TRIES):
        given, days = draw(path, today, dice)
        try:
            parse(given, today)
        except AnswerError:
            continue
        if all(goes(section, answer, given, days, today) for section, answer in path):
            return given
    return None


def goes(section: Section, answer: str, given: Given, days: Days, today: date) -> bool:
    """Say whether these answers lead this way. What was taken from the answer itself needs no second look."""
    key, _, against = section.words.partition(":")
    if key in CONDITIONS:
        answers = parse(given, today)
        act = which_law(answers).outcome
        found = counted(key, act)(answers).outcome if act in (NEW, OLD) else UNKNOWN
        return bool(found == (UNKNOWN if answer == UNSURE else answer))
    if not against or answer == NOT_HAPPENED:
        return True
    if against.endswith("sent") and given.get(SENT) == UNSURE:
        return answer == UNSURE
    other = days[SENT] if against.endswith("sent") else today
    # A day may be known in part: then every day of it must lead the same way, or, for «I don't know», must not.
    is_digital = key == "decision_received" and "notice_sent" in given
    span = parse(given, today).span("notice_sent" if is_digital else key)
    if span is None:
        return answer == UNSURE
    ways = dict(section.ways)
    sides = {side(key, day, against, other) for day in span}
    led = {one if one in ways else YES_NO[one] for one in sides}
    return len(led) > 1 if answer == UNSURE else led == {answer}


def side(key: str, day: date, against: str, other: date) -> str:
    """Say where the last day that follows from a day lies: before another day, on it, or after it."""
    limit = add_years(day, 1) if against.startswith("year") else last_day(day)
    return "before" if limit < other else "on" if limit == other else "after"


def about_programme(path: list[Step], today: date, dice: random.Random) -> tuple[Given, Days]:
    """Draw a case for part 1: what was answered directly, and dates that may fit the rest."""
    asked = {section.words: answer for section, answer in path}
    given, days = chosen(asked), happened(asked, today, dice)
    granted = days.get("permit_granted", today - timedelta(days=1000))
    if asked.get("@age") in AGES:
        days["born"] = date(granted.year - AGES[asked["@age"]], 1, 1)
    if asked.get("@in_reception") in YES_OR_NO:
        given["lives_in_reception"] = YES_OR_NO[asked["@in_reception"]]
    if {"@new", "@new_any", "@delayed", "@job_ended_in_time"} & asked.keys():
        given |= residence(asked, days, granted, today, dice)
    if asked.get("job_hours") in ("yes", "no"):
        given["job_hours"] = 37.5 if asked["job_hours"] == "yes" else dice.choice((0, 29.5))
    ended = asked.get("@job_ended_in_time")
    if ended == UNSURE:
        given["job_ended"] = UNSURE
    elif ended == "true" or (ended == "false" and dice.random() < 0.5):
        days["job_ended"] = today - timedelta(days=dice.choice((0, 30, 300)))
    if asked.get("@applied_in_time") in YES_OR_NO:
        days["reference_settled_on"] = date(2010, 3, 1)
        days["family_applied_on"] = date(2012 if asked["@applied_in_time"] == "true" else 2016, 3, 1)
    return {**given, **{key: day.isoformat() for key, day in days.items()}}, days


def happened(asked: dict[str, str], today: date, dice: random.Random) -> Days:
    """Draw the dates of what happened, on the side of the new act's first day that was answered."""
    days: Days = {}
    for key, answer in asked.items():
        if key in BY_KEY and BY_KEY[key].kind == "date" and answer == "yes":
            days[key] = NEW_LAW - timedelta(days=dice.choice((1, 30, 400, 900)))
        elif key in BY_KEY and BY_KEY[key].kind == "date" and answer == "no":
            long_ago = (NEW_LAW, NEW_LAW + timedelta(days=500))
            days[key] = dice.choice((*long_ago, *(today - timedelta(days=ago) for ago in (1000, 500, 40))))
        elif key in BY_KEY and answer == SOME_WAY:
            days[key] = today - timedelta(days=dice.randint(0, 900))
    return days


def residence(asked: dict[str, str], days: Days, granted: date, today: date, dice: random.Random) -> Given:
    """Draw when somebody began to live in a municipality, and when the municipality was asked, into the days."""
    if UNSURE not in (asked.get("@new"), asked.get("@new_any")):
        before = granted - timedelta(days=900)
        lately = (today - timedelta(days=ago) for ago in (900, 400, 30))
        days["lived_in_municipality_since"] = dice.choice((granted, before, *lately))
    if asked.get("@delayed") == UNSURE:
        return {"claimed_on": UNSURE}
    if "@delayed" in asked and dice.random() < 0.7:
        late = today - timedelta(days=dice.choice((10, 300)))
        days["settled_on"] = dice.choice((late, days["lived_in_municipality_since"]))
        days["claimed_on"] = days["settled_on"]
    return {}


def about_letter(path: list[Step], today: date, dice: random.Random) -> tuple[Given, Days]:
    """Draw a case for part 2. The day to count from is the day of the letter, or of the notice of it."""
    asked = {section.words: answer for section, answer in path}
    given: Given = {"decision": asked["decision"]}
    days: Days = {}
    if DEDUCTION in asked and asked[DEDUCTION] != UNSURE:
        given["payment"], given["deduction"] = SIZES[asked[DEDUCTION]]
    came = today - timedelta(days=dice.choice((0, 5, 20, 21, 22, 30, 200, 364, 365, 366, 500)))
    came = today - timedelta(weeks=3) if "on" in asked.values() else came
    day = "test_taken_on" if given["decision"] == "test-formal" else "decision_received"
    if asked.get("decision_received") != UNSURE:
        days[day] = came
    year = [answer for key, answer in asked.items() if key.startswith("decision_dated:")]
    # Where the day of the letter is not known, the date on it is not asked for: every date leads to the same.
    is_dated = day not in days or given["decision"] == "deduction"
    if is_dated or (year and year[0] != UNSURE):
        days["decision_dated"] = came - timedelta(days=dice.choice((0, 3, 60, 365, 366)))
    sent = next((answer for key, answer in asked.items() if key.endswith(":sent")), NOT_HAPPENED)
    if sent in ("yes", "no"):
        days[SENT] = min(today, came + timedelta(days=dice.choice((0, 10, 21, 22, 40, 300, 365, 366, 400))))
    elif sent == UNSURE and dice.random() < 0.5:
        given[SENT] = UNSURE
    elif sent == UNSURE:
        days[SENT] = today - timedelta(days=dice.choice((0, 5, 40)))
    # Who knows whether the complaint is sent, and does not know whether that was in time, knows the day in part.
    unsure = [key.split(":") for key, answer in asked.items() if ":" in key and answer == UNSURE]
    parts = {key for key, against in unsure if given.get(SENT) != UNSURE or not against.endswith("sent")}
    known = days if parts & days.keys() else _digital(days, today, dice)
    dates = {key: day.isoformat()[: dice.choice((4, 7)) if key in parts else None] for key, day in known.items()}
    return {**given, **dates}, days


def _digital(days: Days, today: date, dice: random.Random) -> Days:
    """Let some letters come digitally: the notice on the day that counts, and read on that day or later."""
    received = days.get("decision_received")
    if received is None or dice.random() < 0.5:
        return days
    later = min(today, days.get(SENT, today), received + timedelta(days=dice.choice((0, 2))))
    return {**days, "notice_sent": received, "decision_received": later}
