"""The HTML of a page that a municipality wrote: only what a text needs, and links that lead somewhere."""

import html
from collections.abc import Callable
from html.parser import HTMLParser

from sitegen.errors import SiteError

TAGS = frozenset(
    "h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd a strong em b i u s br hr table caption thead tbody tr th td blockquote code"
    " pre img span div abbr sup sub details summary figure figcaption".split()
)
ATTRIBUTES = frozenset(
    "id class lang dir href title alt src width height colspan rowspan scope start open translate".split()
)
ADDRESSES = ("href", "src")
# The link that skips the menu leads here.
TOP = "topp"


class Clean(HTMLParser):
    """Writes HTML anew, with its addresses changed.

    Attributes:
        ids: of all its elements.
        text: what a reader sees, for the search.
    """

    def __init__(self, where: str, change: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.where, self.change = where, change
        self.parts: list[str] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self._has_top = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element's beginning."""
        if tag not in TAGS:
            raise SiteError(f"{self.where}: <{tag}> is not for pages of a copy")
        unknown = [name for name, _ in attrs if name not in ATTRIBUTES]
        if unknown:
            raise SiteError(f"{self.where}: <{tag} {unknown[0]}> is not for pages of a copy")
        written = {name: self.change(value or "") if name in ADDRESSES else value or "" for name, value in attrs}
        if tag == "h1" and not self._has_top:
            self._has_top = True
            written["id"] = TOP
        if tag == "table":
            # A wide one scrolls in itself, by keyboard too.
            written["tabindex"] = "0"
        if "id" in written:
            self.ids.append(written["id"])
        told = "".join(f' {name}="{html.escape(value)}"' for name, value in written.items())
        self.parts.append(f"<{tag}{told}>")

    def handle_endtag(self, tag: str) -> None:
        """Write an element's end."""
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Write a text."""
        self.text.append(data)
        self.parts.append(html.escape(data, quote=False))

    def handle_comment(self, data: str) -> None:
        """Leave a comment out."""

    def handle_decl(self, decl: str) -> None:
        """Refuse what no text holds."""
        raise SiteError(f"{self.where}: <!{decl}> is not for pages of a copy")

    def handle_pi(self, data: str) -> None:
        """Refuse what no text holds."""
        raise SiteError(f"{self.where}: <?{data}> is not for pages of a copy")


def cleaned(source: str, where: str, change: Callable[[str], str]) -> tuple[str, list[str], str]:
    """Write HTML anew.

    Args:
        source: HTML.
        where: the page, for messages.
        change: gives the address to write in the place of one.

    Returns:
        The HTML, the ids in it, and its text.

    Raises:
        SiteError: it holds an element or an attribute that a text does not need.
    """
    parser = Clean(where, change)
    parser.feed(source)
    parser.close()
    return "".join(parser.parts), parser.ids, " ".join(" ".join(parser.text).split())
