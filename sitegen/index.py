"""The list from A to Z: every page under its title and under the words readers look for."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, order=True)
class Entry:
    """A line of the list.

    Attributes:
        title: the page's title, or one of its keywords.
        url: the page's address, relative to the search page.
        description: what the page is about.
    """

    title: str
    url: str
    description: str


@dataclass(frozen=True)
class Group:
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


# The last letters of the Norwegian alphabet, as the signs that follow Z in Unicode.
LAST = {"Æ": "[", "Ä": "[", "Ø": "\\", "Ö": "\\", "Å": "]"}


def sort_key(title: str) -> str:
    """Order as a Norwegian list is: æ, ø and å last; other accents and capitals make no difference."""
    letters = (LAST.get(letter) or unicodedata.normalize("NFD", letter)[0] for letter in title.upper())
    return "".join(letters)


def group(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Sort entries and put them under their letters."""
    ordered = sorted(set(entries), key=lambda entry: (sort_key(entry.title), entry))
    return tuple(
        Group(letter, tuple(found)) for letter, found in groupby(ordered, key=lambda entry: entry.title[0].upper())
    )
