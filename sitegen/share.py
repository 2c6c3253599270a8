"""One file to share: all pages of a language for those the programme is for, in a single HTML file.

It opens from a phone's storage: no server, no network, no script. Made from the built pages, in the order of the
menu, so a page that is added is in it by itself.
"""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitegen import bidi, fonts, languages, lawtext, project, strings
from sitegen.settings import Settings
from sitegen.styles import MORE

# What is for staff and developers, is too large, or does nothing in a single file. Names of pages, * for any text.
LEFT_OUT = ("ansatt*", "skjema-*", "lov", "endringer", "uenighet", "utvikler*", "sok", "uten-nett")
LARGEST_BYTES = 1_000_000
# What only script, a server or the site's own frame has use for; and signs that repeat the word beside them.
USELESS = (
    "script, template, button, form, progress, noscript, [hidden], "
    "[data-walk], [data-tools], .where, .not-kept, .hero__hills, .step .icon"
)
# Attributes that hold ids of other elements.
NAMES_IDS = frozenset({"aria-controls", "aria-describedby", "aria-labelledby", "for", "headers"})
# Sheets that style only what is left out.
UNUSED = frozenset({"letters.css", "paper.css", "aloud.css"})
# What the style sheet looks at: the number a way leads to on paper, and the colour of an answer.
STYLED_BY = frozenset({"data-to", "data-tone"})
SHORT = {"veiviser": "v1", "veiviser-vedtak": "v2", "veiviser-penger": "v3"}
# Headings of the guide's sections: nobody links to them, since the section itself has an id.
INNER = ".step :is(h2, h3)"
# Stands in the built page about use without network until the file's size is known.
MARK = "⟦share⟧"


def file_name(language: str) -> str:
    """Give the file's name: whoever gets it must see which language it is."""
    return f"introguiden-{language}.html"


def write(site: Path, settings: Settings) -> None:
    """Write the file of each language, and its size into the page that links to it."""
    for language in project.LANGUAGES:
        content = made(site, language, settings).encode()
        (site / language / file_name(language)).write_bytes(content)
        page = site / language / "uten-nett" / "index.html"
        if page.is_file():
            size = f"{round(len(content) / 1000)} kB"
            page.write_text(page.read_text("utf-8").replace(MARK, size), "utf-8", newline="\n")


def made(site: Path, language: str, settings: Settings) -> str:
    """Make the file of a language.

    Args:
        site: the built site, with its style sheet.
        language: the language.
        settings: the municipality's.
    """
    ui = strings.load(project.DOCS, language)
    pages = [each for each in menu(site, language) if not is_left_out(each, language) and not is_summary(site, each)]
    names = {address: anchor(address, language) for address in pages}
    sections = [section(site, address, names, settings.address) for address in pages]
    style = styles(site, language)
    return (
        environment()
        .get_template("share.html")
        .render(
            ui=ui,
            language=language,
            direction=languages.of(language).direction,
            site=settings.in_language(language),
            sections=sections,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            version=project.version(),
            day=lawtext.long_date(project.today(), language),
            law_checked=lawtext.long_date(lawtext.checked(), language),
        )
    )


@cache
def environment() -> Environment:
    """Give the templates of files that are no pages of MkDocs."""
    folder = FileSystemLoader(project.OVERRIDES / "offline")
    return Environment(loader=folder, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def menu(site: Path, language: str) -> Iterator[str]:
    """Give the addresses of a language's pages in the order of the menu: each page names the next in its head."""
    address: str | None = f"/{language}/"
    while address:
        yield address
        page = soup(site, address)
        following = page.find("link", rel="next")
        address = urljoin(address, str(following["href"])) if isinstance(following, Tag) else None


def is_left_out(address: str, language: str) -> bool:
    """Say whether a page has no place in the file by its name."""
    return any(fnmatch(address.removeprefix(f"/{language}/").rstrip("/"), name) for name in LEFT_OUT)


def is_summary(site: Path, address: str) -> bool:
    """Say whether a page only sums up one of another language: of no use where that one cannot be reached."""
    return soup(site, address).select_one("[data-summary]") is not None


def soup(site: Path, address: str) -> BeautifulSoup:
    """Read a built page, such as "/nb/klage/"."""
    return BeautifulSoup((site / address.strip("/") / "index.html").read_text("utf-8"), "html.parser")


def anchor(address: str, language: str) -> str:
    """Give the name of a page inside the file; headings have it before their own."""
    return address.removeprefix(f"/{language}/").rstrip("/") or "start"


def section(site: Path, address: str, names: dict[str, str], online: str | None) -> dict[str, str]:
    """Make a section of a page.

    Args:
        site: the built site.
        address: of the page.
        names: of each page in the file, by its address.
        online: where the site is published; None where nobody has said.
    """
    page = soup(site, address)
    article = page.select_one("article")
    if article is None:
        raise ValueError(f"{address}: no article")
    is_form = article.select_one("[data-walk]") is not None
    for useless in article.select(USELESS):
        useless.decompose()
    for heading in article.select(INNER):
        del heading["id"]
    for step in article.select(".step"):
        del step["tabindex"]
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
        link["href"] = inside(str(link["href"]), address, names, online)
        if not link["href"]:
            link.name, link.attrs = "span", {}
    for image in article.find_all("img", src=True):
        image["src"] = data_address(site / urljoin(address, str(image["src"])).lstrip("/"))
    return {
        "name": names[address],
        "title": title.get_text(" ", strip=True) if title else names[address],
        "html": article.decode_contents(formatter="minimal").strip(),
        "form": urljoin(online or "", address.lstrip("/")) if is_form and online else "",
        "is_form": "yes" if is_form else "",
    }


def slim(article: Tag) -> None:
    """Say in fewer bytes what a part of a page says."""
    for piece in article.select('bdi[dir="ltr"]'):
        # Signs weigh a quarter of the element.
        piece.replace_with(f"{bidi.LRI}{piece.get_text()}{bidi.PDI}")
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
            yield name, " ".join(f"{short(page)}--{one}" for one in text.split())
        elif not name.startswith("data-") or name in STYLED_BY:
            yield name, text.replace("url(#", f"url(#{short(page)}--")


def short(page: str) -> str:
    """Give what the ids of a page begin with. Each part of the guide links to itself a thousand times."""
    return SHORT.get(page, page)


def inside(href: str, address: str, names: dict[str, str], online: str | None) -> str:
    """Turn a link of a page into one of the file.

    Returns:
        An anchor where the page is in the file, the published address where it is not; empty where there is none.
    """
    if urlsplit(href).scheme:
        return href
    target, fragment = urldefrag(urljoin(address, href))
    if target in names:
        return f"#{short(names[target])}--{fragment}" if fragment and fragment != "topp" else f"#{names[target]}"
    return urljoin(online, target.lstrip("/")) + (f"#{fragment}" if fragment else "") if online else ""


def styles(site: Path, language: str) -> str:
    """Give the site's style sheets, with the images they name inside them, for a file without script."""
    folder = site / "assets" / "css"
    sheets = "".join((folder / name).read_text("utf-8") for name in ("site.css", *MORE) if name not in UNUSED)

    def embed(found: re.Match[str]) -> str:
        return f"url({data_address(folder / found[1])})"

    letters = fonts.sheet(language)
    own = fonts.without_files((site / letters).read_text("utf-8")) if letters else ""
    own += (project.OVERRIDES / "offline" / "share.css").read_text("utf-8")
    return re.sub(r'url\("?([\w/.-]+)"?\)', embed, sheets).strip() + own


def data_address(file: Path) -> str:
    """Write a file as an address that holds it."""
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
