"""The list from A to Z: every page under its title and under the words readers look for."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sitegen.languages import LATIN

# Swedish letters that a Norwegian list takes for its own.
SAME = {"ä": "æ", "ö": "ø"}


@dataclass(frozen=True, order=True)
class Entry:
    """A line of the list.

    Attributes:
        title: the page's title, or one of its keywords.
        url: the page's address, relative to the search page.
        description: what the page is about; of a keyword, the page's title.
    """

    title: str
    url: str
    description: str


@dataclass(frozen=True)
class Group:
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


def group(entries: Iterable[Entry], alphabet: str = LATIN) -> tuple[Group, ...]:
    """Sort entries by the letters of a language and put them under the first; accents and capitals are no difference.

    Args:
        entries: of the list.
        alphabet: the letters of the language, in order. Other signs stand before them.
    """
    ordered = sorted(set(entries), key=lambda entry: (order(entry.title, alphabet), entry))
    groups = groupby(ordered, key=lambda entry: next(iter(_letters(entry.title, alphabet))).upper())
    return tuple(Group(letter, tuple(found)) for letter, found in groups)


def order(title: str, alphabet: str = LATIN) -> list[tuple[int, str]]:
    """Give what a title is sorted by."""
    return [(alphabet.find(letter), letter) for letter in _letters(title, alphabet)]


def _letters(title: str, alphabet: str) -> Iterator[str]:
    """Give the letters of a title as the alphabet has them."""
    for letter in title.lower():
        known = SAME.get(letter, letter)
        yield known if known in alphabet else unicodedata.normalize("NFD", known)[0]
