"""The blocks of a page as it stands, under its headings."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from sitegen import paragraphs
from sitegen.bootstrap import ROOT
from sitegen.summaries import KEY


class Block(NamedTuple):
    """A paragraph, list, table or box.

    Attributes:
        where: heading and number, as the site's own addresses name it: `klage#frist-2`.
        shape: its kind, and how many items, rows or paragraphs it has.
        text: its words, a line for each part; placeholders stand in ⟦…⟧.
        links: its addresses.
    """

    where: str
    shape: str
    text: str
    links: tuple[str, ...]


class Page(NamedTuple):
    """A page of one language."""

    is_summary: bool
    front: dict[str, Any]
    blocks: tuple[Block, ...]


@cache
def read(file: Path) -> Page:
    """Read a page."""
    markdown, front = meta.get_data(file.read_text("utf-8"))
    found, md = sections(markdown)
    return Page(bool(front.get(KEY)), front, tuple(_blocks(file.stem, found, md)))


def names(docs: Path, language: str) -> list[str]:
    """Give the names of the pages of a language, without ending."""
    return sorted(file.stem for file in (docs / language).glob("*.md"))


def sections(markdown: str) -> tuple[paragraphs.Sections, Any]:
    """Parse a page with the extensions of the site."""
    config = _config()
    return paragraphs.read(markdown, config.markdown_extensions, config.mdx_configs)


@cache
def _config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def _blocks(page: str, found: paragraphs.Sections, md: Any) -> Iterator[Block]:  # noqa: ANN401 - Markdown's parser
    for heading, blocks in found.items():
        for number, block in enumerate(blocks):
            where = f"{page}#{heading}" + (f"-{number}" if number else "")
            html = paragraphs.stashed(block, md)
            text = re.sub(r"<[^>]+>", "\n", html) if html else "\n".join(block.itertext())
            lines = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
            yield Block(where, _shape(block, html), lines, tuple(_links(block, html)))


def _shape(block: Element, html: str) -> str:
    if html:
        tags = re.findall(r"<([a-z][a-z0-9]*)", html)
        # A drawing breaks its lines where each language needs it.
        return " ".join(tag for tag in tags if tag != "text")
    parts = [child.tag for child in block.iter() if child.tag in ("li", "tr", "dt", "dd", "p")]
    return f"{block.tag} {' '.join(parts)}".strip()


def _links(block: Element, html: str) -> Iterator[str]:
    if html:
        yield from re.findall(r'(?:href|src)="([^"]*)"', html)
        return
    for element in block.iter():
        link = element.get("href") or element.get("src")
        if link:
            yield link
