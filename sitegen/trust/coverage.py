"""What a language has: pages whole and in short, words, and who has read them. A command and a page show it."""

from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from sitegen import languages, summaries
from sitegen.errors import SiteError
from sitegen.glossary import FILE as TERMS
from sitegen.project import ALWAYS, LANGUAGES
from sitegen.strings import Strings
from sitegen.translations import SOURCE
from sitegen.trust import pages, reviews, texts


class Coverage(NamedTuple):
    """What a language has.

    Attributes:
        whole: pages.
        short: pages that are only summed up.
        lacks: files and texts that Bokmål has and the language has not.
        read: pages that a native reader has read.
    """

    code: str
    whole: int
    short: int
    lacks: tuple[str, ...]
    read: int


def of(docs: Path, code: str) -> Coverage:
    """Find what a language has and lacks."""
    source, own = pages.names(docs, SOURCE), pages.names(docs, code)
    short = summaries.listed(docs, code)
    lacks = [f"docs/{code}/{name}.md" for name in source if name not in own]
    lacks += [lack for name in texts.FILES for lack in _lacking(docs, code, name)]
    try:
        languages.of(code, docs)
        read = sum(1 for name in own if reviews.of(docs, code, name).read_on)
    except SiteError as error:
        # A folder that has just been begun.
        read = 0
        lacks.insert(0, str(error))
    return Coverage(code, len(own) - len(short), len(short), tuple(lacks), read)


def table(docs: Path, ui: Strings) -> Markup:
    """Give the table of every language of the site, as HTML that a page's Markdown takes as it is."""
    head = "".join(
        f'<th scope="col">{escape(ui[f"coverage_{key}"])}</th>' for key in ("language", "whole", "short", "read")
    )
    # It may scroll on a phone: the keyboard must reach it too.
    rows = [f'<table tabindex="0"><thead><tr>{head}</tr></thead><tbody>']
    for code in LANGUAGES:
        found, told = of(docs, code), languages.of(code)
        name = f'<th scope="row"><bdi lang="{code}" dir="{told.direction}">{escape(told.name)}</bdi></th>'
        cells = "".join(f"<td>{number}</td>" for number in (found.whole, found.short, found.read))
        rows.append(f"<tr>{name}{cells}</tr>")
    return Markup("\n".join([*rows, "</tbody></table>"]))  # noqa: S704 - escaped above


def _lacking(docs: Path, code: str, name: str) -> list[str]:
    file = f"docs/{code}/{name}.toml"
    if code in ALWAYS and name not in texts.OWN:
        return []
    if not (docs / code / f"{name}.toml").is_file():
        return [file]
    try:
        lacks = texts.of(docs, SOURCE, name).keys() - texts.of(docs, code, name).keys()
        if name == "terms":
            own = texts.read(docs / code / TERMS)
            lacks |= {f"{key}.word" for key in texts.read(docs / TERMS) if not own.get(key, {}).get("word", "").strip()}
    except SiteError as error:
        return [str(error)]
    return [f"{file}: {way}" for way in sorted(lacks)]
