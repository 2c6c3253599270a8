"""Which paragraphs of a translation are older than the Bokmål ones they were made from, and how a page shows that.

`docs/<language>/translated.toml` holds, for each page and heading, the fingerprints of the Bokmål blocks that the
translation was made from, and those of the words in TOML files. `python -m sitegen translated <page>` writes it when a
translator says so; nobody edits it.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sized
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, Protocol
from xml.etree import ElementTree

from markdown import Markdown

from sitegen import paragraphs
from sitegen.errors import SiteError
from sitegen.paragraphs import Section, Sections

SOURCE = "nb"
FILE = "translated.toml"
HEAD = "# Which Bokmål paragraphs this language was made from. Written by `python -m sitegen translated <page>`.\n"

BOX = "outdated"
# A key of TOML that needs no quotes.
BARE = re.compile(r"[A-Za-z0-9_-]+")

# Page → heading → the fingerprints of the heading and of each block under it. For a file of words, `checker.toml` →
# the way to a text → its one fingerprint (sitegen/older.py).
Record = dict[str, dict[str, list[str]]]


class Pair(NamedTuple):
    """A block of the translation that is not fresh, the Bokmål one, or both.

    Attributes:
        after: the place of the block of the translation that it stands at, or after.
    """

    after: int
    ours: ElementTree.Element | None
    theirs: ElementTree.Element | None


def load(docs: Path, language: str) -> Record:
    """Read what a language was made from; nothing where no page was confirmed yet.

    Raises:
        SiteError: the file is not TOML.
    """
    file = docs / language / FILE
    try:
        return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"docs/{language}/{FILE}: {error}") from None


def dump(record: Record) -> str:
    """Write a record, its pages in alphabetical order."""
    lines = [HEAD]
    for page, headings in sorted(record.items()):
        lines.append(f"[{_key(page)}]\n")
        lines += [f"{_key(heading)} = {_listed(prints)}\n" for heading, prints in headings.items()]
        lines.append("\n")
    return "".join(lines).rstrip("\n") + "\n"


def outdated(ours: Section, made_from: list[str], theirs: Section, prints: list[str]) -> list[Pair]:
    """Find the blocks under one heading that are older than their source, in order.

    Args:
        ours: the blocks of the translation.
        made_from: the fingerprints of the Bokmål blocks it was made from.
        theirs: the Bokmål blocks.
        prints: the fingerprints of those.
    """
    # A translation that changed without being confirmed: what was added has no source that anybody knows of.
    made = (made_from + [""] * len(ours))[: len(ours)]
    found = []
    for tag, start, end, first, last in SequenceMatcher(None, made, prints, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = zip_longest(range(start, end), range(first, last))
        found += [
            Pair(
                max(end - 1, 0) if our is None else our,
                None if our is None else ours[our],
                None if their is None else theirs[their],
            )
            for our, their in pairs
        ]
    return found


class Parse(Protocol):
    """Parses the Bokmål page: gives its blocks and the parser that holds its HTML."""

    def __call__(self, *, filled: bool) -> tuple[Sections, Markdown]:
        """Say whether its placeholders are filled in first."""


class Comparison:
    """Marks a page's paragraphs that are older than their source, as an extension of `paragraphs.Paragraphs`."""

    def __init__(self, made_from: Mapping[str, list[str]], notes: Mapping[str, str], parse: Parse) -> None:
        """Prepare one page.

        Args:
            made_from: heading → fingerprints, as recorded.
            notes: what is said of a paragraph that is older (`older`), missing (`new`) or without a source (`gone`).
            parse: parses the Bokmål page.
        """
        self.made_from = made_from
        self.notes = notes
        self.parse = parse

    def __call__(self, root: ElementTree.Element, ours: Sections, here: Markdown) -> None:
        """Set every outdated paragraph beside the Bokmål one."""
        prints = paragraphs.fingerprints(*self.parse(filled=False))
        if prints == self.made_from and _sizes(ours) == _sizes(prints):
            return
        theirs, there = self.parse(filled=True)
        place = root[0]
        for heading, blocks in theirs.items():
            mine, made = ours.get(heading, []), self.made_from.get(heading, [])
            for pair in self._pairs(mine, made, blocks, prints[heading]):
                _insert(root, mine[pair.after] if mine else place, self._box(pair, here, there))
            place = mine[-1] if mine else place
        for heading in ours.keys() - theirs.keys():
            for block in ours[heading]:
                _insert(root, block, self._box(Pair(0, block, None), here, there))

    @staticmethod
    def _pairs(ours: Section, made_from: list[str], theirs: Section, prints: list[str]) -> list[Pair]:
        """Find what is outdated under a heading; where a loop of a placeholder makes its blocks, all or nothing."""
        if len(theirs) == len(prints):
            return outdated(ours, made_from, theirs, prints)
        if made_from == prints or not ours:
            return []
        return [Pair(len(ours) - 1, ours[-1], block) for block in theirs[1:]]

    def _box(self, pair: Pair, here: Markdown, there: Markdown) -> ElementTree.Element:
        """Make a box with the note and the Bokmål block."""
        kind = "gone" if pair.theirs is None else "new" if pair.ours is None else "older"
        box = ElementTree.Element("div", {"class": f"{BOX} {BOX}--{kind}"})
        ElementTree.SubElement(box, "p", {"class": f"{BOX}__note"}).text = self.notes[kind]
        if pair.theirs is not None:
            source = ElementTree.SubElement(box, "div", {"lang": SOURCE, "dir": "ltr"})
            block = paragraphs.carry(pair.theirs, here, there)
            if paragraphs.HEADING.fullmatch(block.tag):
                block.tag = "p"
            source.append(block)
        return box


def confirm(record: Record, page: str, ours: Mapping[str, list[str]], prints: Mapping[str, list[str]]) -> None:
    """Record that a page was made from the Bokmål one as it is now.

    Args:
        record: changed in place.
        page: the file's name without its ending.
        ours: the fingerprints of the translation's own blocks: only their number counts.
        prints: the fingerprints of the Bokmål page.

    Raises:
        SiteError: the two have not the same headings, or not as many blocks under one of them.
    """
    if list(ours) != list(prints):
        raise SiteError(f"{page}: other headings than in Bokmål: {_difference(ours, prints)}")
    for heading, each in prints.items():
        if len(each) != len(ours[heading]):
            raise SiteError(f"{page}#{heading}: {len(ours[heading]) - 1} paragraphs, in Bokmål {len(each) - 1}")
    record[page] = {heading: list(each) for heading, each in prints.items()}


def _sizes(headings: Mapping[str, Sized]) -> dict[str, int]:
    return {heading: len(each) for heading, each in headings.items()}


def _insert(root: ElementTree.Element, block: ElementTree.Element, box: ElementTree.Element) -> None:
    """Put a box after a block and the boxes that stand there."""
    at = list(root).index(block) + 1
    while at < len(root) and (root[at].get("class") or "").startswith(BOX):
        at += 1
    root.insert(at, box)


def _difference(ours: Iterable[str], theirs: Iterable[str]) -> str:
    mine, yours = list(ours), list(theirs)
    return ", ".join(sorted(set(mine) ^ set(yours))) or "another order"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _listed(prints: list[str]) -> str:
    return "[" + ", ".join(f'"{each}"' for each in prints) + "]"
