"""The letter checker, `docs/letters/checklist.toml`: what a decision must hold, and a request for what is missing."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from sitegen import further, lawtext, lettertext
from sitegen.errors import SiteError
from sitegen.further import FOLDER
from sitegen.letters import CHECKLIST, Common
from sitegen.papers import Source, Table, Words, marked, plain
from sitegen.project import LANGUAGES
from sitegen.words import LAW, PLACEHOLDER, laws

# The frame of the letters, above and below what is asked for.
ABOVE, BELOW = ("from", "to", "case"), ("closing", "sign")
# The sections a text names: *forvaltningsloven § 27*, in either form of Norwegian.
SECTION = re.compile(r"([a-zæøåA-Z]+?)(?:en|a)\]* § ([0-9]+(?: [a-z](?!\w))?)")


class Head(Table):
    """What the list rests on."""

    checked: date
    source: tuple[Source, ...]


class Group(Table):
    """Things to tick that belong together.

    Attributes:
        applies: to tick first, where the group is not for everybody.
    """

    id: str
    title: Words
    text: Words
    applies: Words | None = None


class Item(Table):
    """A thing that a decision must hold.

    Attributes:
        label: what to tick.
        means: what it means where it is missing.
        ask: what the request then asks for.
    """

    id: str
    group: str
    label: Words
    means: Words
    ask: Words


class Request(Table):
    """The words around what is asked for."""

    subject: Words
    intro: Words
    outro: Words


class Checklist(Table):
    """The file."""

    checklist: Head
    group: tuple[Group, ...]
    item: tuple[Item, ...]
    request: Request


class Row(NamedTuple):
    """A piece of the request: its lines as they are sent, and in the language of the page."""

    kind: str
    sent: tuple[str, ...]
    read: tuple[Markup, ...]


class Tick(NamedTuple):
    """A thing to tick in one language."""

    id: str
    label: Markup
    means: Markup
    ask: Row


class GroupView(NamedTuple):
    """A group in one language."""

    id: str
    title: Markup
    text: Markup
    applies: Markup | None
    items: tuple[Tick, ...]


class View(NamedTuple):
    """The list in one language, with the request in the Norwegian that is sent.

    Attributes:
        is_same: the request is sent in the language of the page.
        above: the request up to what it asks for.
        below: the request after that.
    """

    sent: str
    is_same: bool
    groups: tuple[GroupView, ...]
    above: tuple[Row, ...]
    below: tuple[Row, ...]


def load(docs: Path) -> Checklist:
    """Read the list.

    Raises:
        SiteError: it is missing, is not TOML, lacks a text or holds a key nobody knows; an id stands twice; an item is
            of no group; or the languages name different sections or numbers of the law.
    """
    where = f"docs/{FOLDER}/{CHECKLIST}.toml"
    found = further.read(docs, CHECKLIST, Checklist)
    ids = [item.id for item in found.item]
    if len(set(ids)) < len(ids):
        raise SiteError(f"{where}: an id of an item stands twice")
    for item in found.item:
        if item.group not in {group.id for group in found.group}:
            raise SiteError(f"{where}: item.{item.id}: no group is called {item.group}")
        for name in ("label", "means", "ask"):
            _check(getattr(item, name), f"{where}: item.{item.id}.{name}")
    return found


def view(found: Checklist, common: Common, language: str, norwegian: str, today: date) -> View:
    """Give the list in one language.

    Args:
        found: the list.
        common: what the letters share.
        language: of the page.
        norwegian: the form that the request is sent in.
        today: the day that decides which numbers of the law hold.
    """
    here, there = (_teller(one, today) for one in (language, norwegian))

    def told(words: Words) -> Markup:
        return marked(here(words), language)

    def row(kind: str, words: Words) -> Row:
        return Row(
            kind,
            tuple(plain(there(words)).splitlines()),
            tuple(marked(line, language) for line in here(words).splitlines()),
        )

    def tick(item: Item) -> Tick:
        return Tick(item.id, told(item.label), told(item.means), row("part", item.ask))

    groups = tuple(
        GroupView(
            group.id,
            told(group.title),
            told(group.text),
            told(group.applies) if group.applies else None,
            tuple(tick(item) for item in found.item if item.group == group.id),
        )
        for group in found.group
    )
    request, around = found.request, {kind: row(kind, words) for kind, words in lettertext.frame(common) if words}
    above = (*(around[kind] for kind in ABOVE), row("subject", request.subject), row("part", request.intro))
    below = (row("part", request.outro), *(around[kind] for kind in BELOW))
    return View(norwegian, language == norwegian, groups, above, below)


def _teller(language: str, today: date) -> Callable[[Words], str]:
    """Give what says a text in a language, with the numbers of the law, and lines for the pen."""
    number = lawtext.lookup(language, today)

    def tell(words: Words) -> str:
        text = LAW.sub(lambda found: number(found[1]), str(getattr(words, language)))
        return PLACEHOLDER.sub(lettertext.LINE, text)

    return tell


def _check(words: Words, where: str) -> None:
    texts = [str(getattr(words, language)) for language in LANGUAGES]
    cited = {frozenset(_cited(text)) for text in texts}
    if len(cited) > 1 or len({frozenset(laws(text)) for text in texts}) > 1:
        raise SiteError(f"{where}: not the same sections or numbers of the law in every language")


def _cited(text: str) -> list[tuple[str, str]]:
    found = SECTION.findall(text)
    if len(found) != text.count(" § "):
        raise SiteError(f"write each section with its act before it, such as «forvaltningsloven § 27»: {text}")
    return found
