"""Paragraphs that can be pointed at: each block of a page gets an id, and a fingerprint of its source.

A block is what stands under a heading: a paragraph, a list, a table, a quotation, a box. Its id is the heading's id and
its number under that heading, `trygt-2`: an edit under another heading changes nothing, and the ids are equal in all
languages (decisions/0014).
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

HEADING = re.compile(r"h[1-6]")
# An id that the author wrote stays.
FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)(?![^>]*\sid=)")
PLACEHOLDER = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
ID = re.compile(r'\sid="[^"]*"')
ONLY_HERE = "only-here"
# After attribute lists (8) and the ids of headings (5), before MkDocs makes addresses relative (0).
PRIORITY = 3
# Sixteen hexadecimal digits: two paragraphs of the site never share them by accident.
DIGITS = 16
# Icons come as the markup of the installed version of Material: that is no change of the text.
WITHOUT = ("pymdownx.emoji",)

Section = list[ElementTree.Element]
# By the heading's id; the heading is the first of its blocks.
Sections = dict[str, Section]
# What is done with the blocks of a page, given its tree and the parser that holds its HTML.
Follow = Callable[[ElementTree.Element, Sections, Markdown], None]


def sections(root: ElementTree.Element, md: Markdown) -> Sections:
    """Sort the blocks of a page under its headings.

    Comments are no blocks, nor is what stands before a heading or is of the class `only-here`: an explanation that one
    language needs and the others do not.
    """
    found: Sections = {}
    current: Section | None = None
    for child in root:
        if HEADING.fullmatch(child.tag):
            current = found.setdefault(child.get("id", ""), [])
        is_counted = ONLY_HERE not in child.get("class", "").split() and not stashed(child, md).startswith("<!--")
        if current is not None and is_counted:
            current.append(child)
    return found


def name(found: Mapping[str, Section], md: Markdown) -> None:
    """Give every block its id."""
    for heading, blocks in found.items():
        for number, block in enumerate(blocks):
            if number == 0 or block.get("id"):
                continue
            identifier = f"{heading}-{number}"
            if stashed(block, md):
                place = int(HTML_PLACEHOLDER_RE.findall(block.text or "")[0])
                html = str(md.htmlStash.rawHtmlBlocks[place])
                md.htmlStash.rawHtmlBlocks[place] = FIRST_TAG.sub(rf'<\1 id="{identifier}"', html, count=1)
            else:
                block.set("id", identifier)


def fingerprints(found: Mapping[str, Section], md: Markdown) -> dict[str, list[str]]:
    """Give the fingerprint of every block: of its text, its links and its marking, not of how its lines are broken."""
    return {heading: [_fingerprint(block, md) for block in blocks] for heading, blocks in found.items()}


def digest(text: str) -> str:
    """Give the fingerprint of a text, however its lines are broken."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]


def read(source: str, extensions: Sequence[Any], configs: Mapping[str, Any]) -> tuple[Sections, Markdown]:
    """Parse Markdown on its own.

    Args:
        source: a page without its front matter. Placeholders that are not filled in count as text.
        extensions: those of the site.
        configs: the settings of these extensions.
    """
    chosen = [each for each in extensions if each not in WITHOUT and not isinstance(each, Paragraphs)]
    md = Markdown(extensions=chosen, extension_configs={key: dict(configs[key]) for key in chosen if key in configs})
    collector = _Collector(md)
    md.treeprocessors.register(collector, "collector", PRIORITY)
    # In braces they would be read as attribute lists.
    md.convert(PLACEHOLDER.sub(lambda found: f"⟦{found[1].strip()}⟧", source))
    return collector.found, md


def carry(block: ElementTree.Element, here: Markdown, there: Markdown) -> ElementTree.Element:
    """Copy a block from one page into another, without the ids in it: those are taken."""
    copy = deepcopy(block)
    copy.tail = "\n"
    for element in copy.iter():
        element.attrib.pop("id", None)
        for key, text in (("text", element.text), ("tail", element.tail)):
            if text and HTML_PLACEHOLDER_RE.search(text):
                setattr(element, key, _restored(text, here, there))
    return copy


def stashed(block: ElementTree.Element, md: Markdown) -> str:
    """Give the HTML of a block that the page holds as HTML; empty for one written in Markdown."""
    text = (block.text or "").strip()
    if block.tag != "p" or len(block) or not HTML_PLACEHOLDER_RE.fullmatch(text):
        return ""
    return _resolved(text, md)


class Paragraphs(Extension):
    """Markdown's extension. `follow` is called with each page's blocks when they have their ids."""

    def __init__(self, follow: Follow | None = None) -> None:
        super().__init__()
        self.follow = follow

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Register the processor of the tree."""
        md.treeprocessors.register(_Namer(md, self.follow), "paragraphs", PRIORITY)


class _Namer(Treeprocessor):
    def __init__(self, md: Markdown, follow: Follow | None) -> None:
        super().__init__(md)
        self.follow = follow

    def run(self, root: ElementTree.Element) -> None:
        found = sections(root, self.md)
        name(found, self.md)
        if self.follow:
            self.follow(root, found, self.md)
        # On a phone a table may scroll in itself, and the keyboard has to get there.
        for table in root.iter("table"):
            table.set("tabindex", "0")


class _Collector(Treeprocessor):
    found: Sections

    def run(self, root: ElementTree.Element) -> None:
        self.found = sections(root, self.md)


def _fingerprint(block: ElementTree.Element, md: Markdown) -> str:
    copy = deepcopy(block)
    copy.tail = None
    return digest(_resolved(ElementTree.tostring(copy, encoding="unicode"), md))


def _resolved(text: str, md: Markdown) -> str:
    return HTML_PLACEHOLDER_RE.sub(lambda found: str(md.htmlStash.rawHtmlBlocks[int(found[1])]), text)


def _restored(text: str, here: Markdown, there: Markdown) -> str:
    return HTML_PLACEHOLDER_RE.sub(
        lambda found: here.htmlStash.store(ID.sub("", str(there.htmlStash.rawHtmlBlocks[int(found[1])]))), text
    )
