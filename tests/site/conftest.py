"""The built pages, read once."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen import sharepage
from sitegen.project import DOCS, LANGUAGES
from sitegen.staff import topics

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True)
class Element:
    """A start tag."""

    tag: str
    attributes: dict[str, str]


@dataclass(frozen=True)
class Page:
    """A page of the built site.

    Attributes:
        path: from the site's root, such as "nb/klage/index.html".
        elements: its start tags, in order.
        text: what stands between tags, without scripts and styles; blanks that hold a line together are blanks.
    """

    path: str
    html: str
    elements: tuple[Element, ...]
    text: str

    def all(self, tag: str) -> list[dict[str, str]]:
        """Give the attributes of every element of a name."""
        return [element.attributes for element in self.elements if element.tag == tag]

    @property
    def language(self) -> str:
        """The folder the page stands in; empty at the root."""
        first = self.path.split("/")[0]
        return first if first in LANGUAGES else ""

    @property
    def name(self) -> str:
        """The page's address inside its language."""
        return self.path.removeprefix(f"{self.language}/")


class Reader(HTMLParser):
    """Collects start tags and text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def read(site: Path, file: Path) -> Page:
    reader = Reader()
    html = file.read_text("utf-8")
    reader.feed(html)
    return Page(file.relative_to(site).as_posix(), html, tuple(reader.elements), "".join(reader.texts).replace("\u00a0", " "))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every page of the site, by path. The files to share are no pages: tests/site/test_share.py looks at them."""
    shared = {site / language / sharepage.file_name(language) for language in LANGUAGES}
    found = [read(site, file) for file in sorted(site.rglob("*.html")) if file not in shared]
    return {page.path: page for page in found}


@pytest.fixture(scope="session")
def expected() -> set[str]:
    """The paths the sources promise: every page in every language, the entrance, the missing page."""
    names = [file.stem for file in (DOCS / "nb").glob("*.md")]
    paths = {
        f"{language}/{'' if name == 'index' else f'{name}/'}index.html" for language in LANGUAGES for name in names
    }
    topic_pages = {f"{name}/index.html" for name in topics.load(DOCS)}
    return {*paths, *topic_pages, "index.html", "404.html"}
