"""A page's text inside the one file to share: its ids, its links and its images made to stand alone."""

import base64
import mimetypes
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from sitegen.bidi import LRI, PDI

if TYPE_CHECKING:
    from bs4 import Tag

# What is for staff and developers, is too large, or does nothing in a single file. Names of pages, * for any text.
LEFT_OUT = ("ansatt*", "skjema-*", "lov", "endringer", "uenighet", "utvikler*", "sok", "uten-nett")
# What only script, a server or the site's own frame has use for; and signs that repeat the word beside them.
USELESS = (
    "script, template, button, form, progress, noscript, [hidden], "
    "[data-walk], [data-tools], .where, .not-kept, .hero__hills, .step .icon"
)
# Attributes that hold ids of other elements.
NAMES_IDS = frozenset({"aria-controls", "aria-describedby", "aria-labelledby", "for", "headers"})
# What the style sheet looks at: the number a way leads to on paper, and the colour of an answer.
STYLED_BY = frozenset({"data-to", "data-tone"})
# Round a page's text: the text of a copy takes its place. In the file the frame stands in the template.
OWN = re.compile(r"^\s*⟦or own⟧|⟦end⟧\s*$")
# What the ids of the guide's sections begin with: each part links to itself a thousand times.
PARTS = {"veiviser": "v", "veiviser-vedtak": "w", "veiviser-penger": "x"}
STEP = re.compile(r"p-(\d+)")
# Headings of the guide's sections: nobody links to them, since the section itself has an id.
INNER = ".step :is(h2, h3)"
# What links begin with that lead to a page of the site which the file does not hold: a copy without an address has no
# such links.
ONLINE = "⟦address⟧"
AWAY = re.compile(rf'(<a\b[^>]*href="{ONLINE}[^>]*>)(.*?)</a>', re.DOTALL)


def file_name(language: str) -> str:
    """Give the file's name: whoever gets it must see which language it is."""
    return f"introguiden-{language}.html"


def is_left_out(address: str, language: str) -> bool:
    """Say whether a page has no place in the file."""
    return any(fnmatch(address.removeprefix(f"/{language}/").rstrip("/"), name) for name in LEFT_OUT)


def anchor(address: str, language: str) -> str:
    """Give the name of a page inside the file; headings have it before their own."""
    return address.removeprefix(f"/{language}/").rstrip("/") or "start"


def inner(article: "Tag", site: Path, address: str, names: dict[str, str]) -> tuple[str, str, bool]:
    """Make a page's text fit into the file; the tree is changed.

    Returns:
        Its title, its HTML, and whether it holds a form, which a file cannot.
    """
    is_form = article.select_one("[data-walk]") is not None
    for useless in article.select(USELESS):
        useless.decompose()
    for heading in article.select(INNER):
        del heading["id"]
    for step in article.select(".step"):
        del step["tabindex"]
    # The provisions stay; links to them stand on the pages about the law, and take more room than the text.
    for link in article.select(".step .cites a"):
        link.unwrap()
    # Frames that only the front page has.
    for frame in article.select(".hero, .hero__in"):
        frame.unwrap()
    slim(article)
    title = article.select_one("h1")
    for level in (3, 2, 1):
        for heading in article.find_all(f"h{level}"):
            heading.name = f"h{level + 1}"
    for element in article.find_all(True):
        element.attrs = dict(renamed(element.attrs, names[address]))
    for link in article.find_all("a", href=True):
        link["href"] = inside(str(link["href"]), address, names)
    drop_cards(article)
    for image in article.find_all("img", src=True):
        image["src"] = data_address(site / urljoin(address, str(image["src"])).lstrip("/"))
    said = title.get_text(" ", strip=True) if title else names[address]
    html = article.decode_contents(formatter="minimal").strip()
    return said, AWAY.sub(r"⟦if address⟧\1⟦end⟧\2⟦if address⟧</a>⟦end⟧", html), is_form


def drop_cards(article: "Tag") -> None:
    """Take out the front page's cards that lead to a page which the file does not hold: the text alone says nothing."""
    for way in article.select(f'a.way[href^="{ONLINE}"], .door__all > a[href^="{ONLINE}"]'):
        if way.parent:
            way.parent.decompose()


def slim(article: "Tag") -> None:
    """Say in fewer bytes what a part of a page says."""
    for piece in article.select('bdi[dir="ltr"]'):
        # Signs weigh a quarter of the element.
        piece.replace_with(f"{LRI}{piece.get_text()}{PDI}")
    for link in article.select("a[rel]"):
        # The file says once, for all links, that nobody is told where a reader came from.
        del link["rel"]


def renamed(attributes: Mapping[str, object], page: str) -> Iterator[tuple[str, str]]:
    """Give an element's attributes as they are in the file: ids, and what names an id, begin with the page's name.

    What only a script reads is left out, but not what the style sheet looks at.
    """
    for name, value in attributes.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if name == "id" or name in NAMES_IDS:
            yield name, " ".join(named(page, one) for one in text.split())
        elif not name.startswith("data-") or name in STYLED_BY:
            yield name, text.replace("url(#", f"url(#{page}--")


def named(page: str, identifier: str) -> str:
    """Give the id that an element of a page has in the file."""
    step = STEP.fullmatch(identifier)
    return f"{PARTS[page]}{step[1]}" if step and page in PARTS else f"{page}--{identifier}"


def inside(href: str, address: str, names: dict[str, str]) -> str:
    """Turn a link of a page into one of the file.

    Returns:
        An anchor where the page is in the file, the published address where it is not.
    """
    if urlsplit(href).scheme:
        return href
    target, fragment = urldefrag(urljoin(address, href))
    if target in names:
        return f"#{named(names[target], fragment)}" if fragment and fragment != "topp" else f"#{names[target]}"
    return f"{ONLINE}{target.lstrip('/')}" + (f"#{fragment}" if fragment else "")


def data_address(file: Path) -> str:
    """Write a file as an address that holds it."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
