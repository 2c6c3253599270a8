"""A visitor on the page with the letters: from the answers to an open letter, and what the build makes of the same."""

import json
import re
from datetime import date
from functools import cache

from playwright.sync_api import Locator, expect

import checker
from checker.letters import Letter
from sitegen import letters, lettertext
from sitegen.project import DOCS
from tests.browser.support import STOPPED, TODAY, Answers, Visit, ui

PAGE = "klagebrev/"
# What nobody but the visitor may ever see. The amount stands in the free text.
NAME = "Amina Testesen"
AMOUNT = "23 417 kroner"
REASON = f"Eg var på skulen, og fekk ikkje {AMOUNT}."
ADDRESS = "Eksempelveien 7, 9999 Eksempelby"
SECRETS = ("Amina", "Testesen", "23 417", "23417", "Eksempelveien 7", "skulen")


def begin(visit: Visit, language: str, person: Answers = STOPPED) -> None:
    """Answer the questions, and wait for the letters."""
    visit.begin(language, PAGE)
    visit.walk(person)
    expect(cards(visit).first).to_be_visible()


def cards(visit: Visit) -> Locator:
    """Give the letters that fit."""
    return visit.page.locator("[data-card]")


def fitting(visit: Visit) -> list[str]:
    """Give the ids of the letters that fit, in order."""
    return [str(card.get_attribute("data-card")) for card in cards(visit).all()]


def choose(visit: Visit, *, wish: str = "lift", ground: str = "wrong_facts", reason: str = REASON) -> None:
    """Choose what shall be changed and why, in own words too."""
    visit.hand.choose(visit.page.locator(f'[name="letters-wish"][value="{wish}"]'))
    visit.hand.choose(visit.page.locator(f'[name="letters-{ground}"]'))
    visit.hand.write(visit.page.locator(f'[name="letters.reason_{ground}"]'), reason)
    expect(cards(visit).first).to_have_attribute("data-card", "complaint")


def open_letter(visit: Visit, name: str) -> Locator:
    """Open a letter; the focus is on its heading."""
    visit.hand.press(visit.page.locator(f'[data-open="{name}"]'))
    letter = visit.page.locator(f'[data-letter="{name}"]')
    expect(letter.locator("[data-heading]")).to_be_focused()
    return letter


def write(visit: Visit, **typed: str) -> None:
    """Write into the fields of the open letter."""
    for name, text in typed.items():
        visit.hand.write(visit.page.locator(f'[data-letter] [name="letters.{name}"]'), text)


def shown(letter: Locator, side: str) -> str:
    """Give one side of an open letter as it is read, with ordinary blanks."""
    texts = letter.locator(f".row:not(.row--head) .side--{side} p").all_text_contents()
    return " ".join(" ".join(texts).split())


@cache
def words() -> letters.Letters:
    """Give the words of the letters."""
    return letters.load(DOCS, TODAY)


def by_the_build(name: str, language: str, typed: dict[str, str], asked: dict, person: Answers = STOPPED) -> str:
    """Give the letter as the build writes it for the same person."""
    answers = {key: value for key, value in person.items() if value is not None}
    given = {"answers": answers, "today": TODAY.isoformat(), "letters": asked}
    found = json.loads(checker.check_json(json.dumps(given)))["letters"]
    [letter] = [one for one in found if one["id"] == name]
    return lettertext.as_text(lettertext.blocks(words(), as_letter(letter), typed, language))


def as_letter(found: dict) -> Letter:
    """Read a letter as `check_json` gives it."""
    is_day = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
    facts = {
        key: date.fromisoformat(value) if isinstance(value, str) and is_day(value) else value
        for key, value in found["facts"].items()
    }
    return Letter(found["id"], tuple(found["parts"]), facts)


def string(language: str, key: str) -> str:
    """Give a string of the letters."""
    return ui(language)[f"letters_{key}"]
