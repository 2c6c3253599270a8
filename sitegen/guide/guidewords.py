"""The guide's own words, `docs/<language>/guide.toml`: read, checked for form, the law's numbers put in."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NotRequired

from pydantic import Field, TypeAdapter, ValidationError

# Pydantic needs this one on Python 3.11.
from typing_extensions import TypedDict

from sitegen import older, words
from sitegen.errors import SiteError
from sitegen.words import CLOSED, Text

FILE = "guide.toml"


class Question(TypedDict):
    """What the guide asks. Short, why and where stand in checker.toml unless they are given here."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    label: Text
    value: Annotated[dict[str, Text], Field(min_length=1)]
    short: NotRequired[Text]
    why: NotRequired[Text]
    where: NotRequired[Text]


class Help(TypedDict):
    """What is told to whoever does not know an answer: whom to ask, and the question to put to them."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    whom: Text
    ask: Text


class GuideWords(TypedDict):
    """All words of the guide that the form does not have.

    Attributes:
        text: around the sections.
        answer: `<finding>.<outcome>.<variant>` → what is said where the form's answer holds a date; with
            `.ask` after it, the question to put to the municipality there.
        question: conditions, and comparisons of dates.
        help: question → help.
    """

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    text: dict[str, Text]
    answer: dict[str, Text]
    question: dict[str, Question]
    help: dict[str, Help]


_WORDS = TypeAdapter(GuideWords)


def load(docs: Path, language: str, law: Callable[[str], str]) -> GuideWords:
    """Read a language's words and put the law's numbers in.

    Raises:
        SiteError: the file is missing or not TOML, lacks a key, or names a number the law files lack.
    """
    where = f"docs/{language}/{FILE}"
    try:
        found = _WORDS.validate_python(tomllib.loads((docs / language / FILE).read_text("utf-8")))
    except (OSError, ValueError) as error:
        first = error.errors(include_url=False)[0] if isinstance(error, ValidationError) else None
        raise SiteError(f"{where}: {first['loc'] if first else ''} {first['msg'] if first else error}") from None
    # What stands around the sections is written as it is, without marks.
    shown = {**older.own_file(docs, language, FILE, found), "text": found["text"]}
    ready: GuideWords = words.filled(shown, law, where)
    return ready
