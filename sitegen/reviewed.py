"""`letters`: the text of every letter, blank and for made-up people, as files that a person has read.

A changed word shows in the diff of these files, and a test compares them.
"""

import argparse
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import checker
from checker.letters import Letter, blank, read_request
from sitegen import letters, lettertext
from sitegen.bootstrap import ROOT
from sitegen.letters import Letters
from sitegen.project import DOCS, LANGUAGES

FOLDER = ROOT / "tests" / "letters"
PEOPLE = "people.toml"
# Which numbers of the law the texts tell. Fixed, so that no file changes with the day.
LAW_ON = date(2026, 11, 20)
# How many people's letters stand in a file, at least; more where a part would not be read else.
ENOUGH = 3


def run(arguments: list[str]) -> int:
    """List the files that say something else than the letters do, and return 1; with `--write` write them."""
    parser = argparse.ArgumentParser(prog="python -m sitegen letters", description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="write the files: read the difference before you commit it"
    )
    chosen = parser.parse_args(arguments)
    wanted = texts()
    changed = [file for file, text in wanted.items() if not file.is_file() or file.read_text("utf-8") != text]
    for file in changed:
        print(file.relative_to(ROOT))
        if chosen.write:
            file.write_text(wanted[file], "utf-8", newline="\n")
    return 1 if changed and not chosen.write else 0


def texts(docs: Path = DOCS, folder: Path = FOLDER) -> dict[Path, str]:
    """Give every file with its text: a letter in one language, blank and then person by person."""
    words = letters.load(docs, LAW_ON)
    found = examples(folder)
    return {
        folder / f"{letter.id}.{language}.txt": _file(words, letter, found, language)
        for letter in blank()
        for language in LANGUAGES
    }


def examples(folder: Path = FOLDER) -> list[tuple[dict[str, Any], list[Letter]]]:
    """Give each made-up person, and the letters the checker chooses."""
    people = tomllib.loads((folder / PEOPLE).read_text("utf-8"))["person"]
    return [(person, chosen(person)) for person in people]


def chosen(person: dict[str, Any]) -> list[Letter]:
    """Give the letters that the checker chooses for a person, days as dates."""
    answers = {key: value.isoformat() if isinstance(value, date) else value for key, value in person["answers"].items()}
    verdict = checker.check(answers, person["today"], read_request(person.get("request", {})))
    return [
        Letter(each["id"], tuple(each["parts"]), {key: _day(value) for key, value in each["facts"].items()})
        for each in verdict["letters"]
    ]


def _day(value: Any) -> Any:  # noqa: ANN401 - a fact is a day, a code or a truth value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return value


def _file(words: Letters, empty: Letter, people: list[tuple[dict[str, Any], list[Letter]]], language: str) -> str:
    texts = [("", lettertext.as_text(lettertext.blocks(words, empty, {}, language)))]
    for person, letter in _needed(empty, people):
        typed = {"name": person["name"], **person.get("typed", {})}
        text = lettertext.as_text(lettertext.blocks(words, letter, typed, language))
        texts.append((f"{person['name']}: {person['about']}", text))
    return "\n".join(f"======== {title}\n\n{text}" for title, text in texts)


def _needed(
    empty: Letter, people: list[tuple[dict[str, Any], list[Letter]]]
) -> Iterator[tuple[dict[str, Any], Letter]]:
    """Give people who get a letter: some, and whoever has a part that nobody before had."""
    read, count = set(empty.parts), 0
    for person, found in people:
        for letter in found:
            if letter.id == empty.id and (count < ENOUGH or set(letter.parts) - read):
                read |= set(letter.parts)
                count += 1
                yield person, letter
