"""What staff send and hand out: `docs/topics.toml`, each page's title in every language, and texts for messages."""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape
from mkdocs.utils import meta

from sitegen.errors import SiteError
from sitegen.pages import mark_terms

FILE = "topics.toml"
STEPS = (1, 2, 3)


class Spoken(NamedTuple):
    """A language of the site.

    Attributes:
        name: its own.
        titles: of its pages, by their names.
        ui: the strings of templates and scripts.
    """

    lang: str
    name: str
    dir: str
    titles: Mapping[str, str]
    ui: Mapping[str, str]


class Way(NamedTuple):
    """A page in one language.

    Attributes:
        title: the page's own, in that language.
        message: a text for a message with {address} in it, in that language.
    """

    lang: str
    name: str
    dir: str
    url: str
    title: str
    message: str


class Topic(NamedTuple):
    """A page in every language.

    Attributes:
        title: in the language of whoever sends it.
        every: the address that lets the reader choose the language; empty where there is none.
        ways: one for each language.
    """

    page: str
    title: str
    every: str
    ways: tuple[Way, ...]


class Half(NamedTuple):
    """One language of a sheet to hand out.

    Attributes:
        path: of the page, from the site's root.
    """

    lang: str
    name: str
    dir: str
    url: str
    path: str
    title: Markup
    steps: tuple[Markup, ...]
    date: Markup
    scan: Markup
    ask: Markup


class Sheet(NamedTuple):
    """A sheet to hand out, in every language."""

    page: str
    title: str
    halves: tuple[Half, ...]


def load(docs: Path) -> tuple[str, ...]:
    """Read which pages have an address for all languages.

    Raises:
        SiteError: the file is missing, is not TOML, holds anything but `pages`, or names a page that is none.
    """
    file = docs / FILE
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{file}: {error}") from None
    names = found.get("pages")
    if set(found) != {"pages"} or not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SiteError(f"{file}: must hold `pages`, a list of names, and nothing else")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise SiteError(f"{file}: pages: twice: {', '.join(twice)}")
    if unknown := [name for name in names if not any(docs.glob(f"*/{name}.md"))]:
        raise SiteError(f"{file}: pages: no such page: {', '.join(unknown)}")
    return tuple(names)


def titles(docs: Path, language: str) -> dict[str, str]:
    """Give the title of every page of a language, by the page's name."""
    found = {}
    for page in sorted((docs / language).glob("*.md")):
        _, head = meta.get_data(page.read_text("utf-8"))
        found[page.stem] = str(head.get("title", page.stem))
    return found


def message(ui: Mapping[str, str], page: str, title: str) -> str:
    """Give the text for a message about a page, with {address} where the address goes."""
    key = f"send_{page}"
    return ui[key if key in ui else "send_page"].replace("{title}", title)


def table(
    pages: Iterable[str], language: str, languages: Iterable[Spoken], base: str, every: Collection[str]
) -> list[Topic]:
    """List pages with their addresses in all languages.

    Args:
        pages: names, in the order of the list.
        language: of the page that shows them.
        languages: of the site.
        base: the way from the page that shows them to the site's root.
        every: the pages that have an address for all languages.
    """
    known = {one.lang: one for one in languages}
    return [
        Topic(
            page,
            known[language].titles[page],
            f"{base}/{page}/" if page in every else "",
            tuple(_way(page, one, base) for one in known.values() if page in one.titles),
        )
        for page in pages
    ]


def sheets(pages: Iterable[str], language: str, languages: Iterable[Spoken], base: str) -> list[Sheet]:
    """List the sheets to hand out; arguments as for `table`."""
    known = {one.lang: one for one in languages}
    return [
        Sheet(
            page,
            known[language].titles[page],
            tuple(_half(page, one, base) for one in known.values() if page in one.titles),
        )
        for page in pages
        if f"sheet_{page}_1" in known[language].ui
    ]


def _way(page: str, spoken: Spoken, base: str) -> Way:
    title = spoken.titles[page]
    text = message(spoken.ui, page, title)
    return Way(spoken.lang, spoken.name, spoken.dir, f"{base}/{spoken.lang}/{page}/", title, text)


def _half(page: str, spoken: Spoken, base: str) -> Half:
    def said(key: str) -> Markup:
        return Markup(mark_terms(str(escape(spoken.ui[f"sheet_{key}"])), spoken.lang))  # noqa: S704 - escaped

    return Half(
        spoken.lang,
        spoken.name,
        spoken.dir,
        f"{base}/{spoken.lang}/{page}/",
        f"{spoken.lang}/{page}/",
        said(f"{page}_title"),
        tuple(said(f"{page}_{step}") for step in STEPS),
        said(f"{page}_date"),
        said("scan"),
        said("ask"),
    )
