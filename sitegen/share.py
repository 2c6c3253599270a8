"""One file to share: all pages of a language for those the programme is for, in a single HTML file.

It opens from a phone's storage: no server, no network, no script. Made from the built pages, in the order of the
menu, so a page that is added is in it by itself.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitegen import fonts, languages, lawtext, project, sharepage, strings
from sitegen.stamp import marks
from sitegen.styles import MORE

# In Cyrillic and Arabic letters a text takes twice the bytes.
LARGEST_BYTES = 1_000_000
# Classes of the guide, which stand there hundreds of times: the file calls them by short names.
OF_STEP = re.compile(r"step__\w+")
IDENTIFIER = re.compile(r' id="([^"]*)"')
NAMED = re.compile(r' (?:href="#|(?:for|headers|aria-[a-z]+)=")([^"]*)"')
# End tags that what follows stands for (HTML, section 13.1.2.4), with the blanks after them: a twentieth of the file.
IMPLIED = re.compile(
    r"</li>\s*(?=<li\b|</[ou]l>)"
    r"|</t[dh]>\s*(?=<t[dhr]\b|</(?:tr|thead|tbody|table)>)"
    r"|</tr>\s*(?=<tr\b|</(?:thead|tbody|table)>)"
    r"|</d[td]>\s*(?=<d[td]\b|</dl>)"
    r"|</p>\s*(?=<(?:p|[uod]l|h[1-6]|table|section|div|details|figure|blockquote)\b"
    r"|</(?:li|t[dh]|d[td]|section|div|details|figure|blockquote)>)"
)
TAG = re.compile(r"<[a-z][^<>]*>")
# A value that needs no quotes, in an attribute that is not a tag's last before `/>`.
QUOTED = re.compile(r'="([\w#-]+)"(?=[\s>])')
# Sheets that style only what is left out.
UNUSED = frozenset({"letters.css", "paper.css", "aloud.css"})


def write(site: Path) -> None:
    """Write the file of each language."""
    for language in project.LANGUAGES:
        (site / language / sharepage.file_name(language)).write_text(made(site, language), "utf-8", newline="\n")


def made(site: Path, language: str) -> str:
    """Make the file of a language.

    Args:
        site: the built site, with its style sheet.
        language: the language.
    """
    ui = strings.load(project.DOCS, language)
    every = [each for each in menu(site, language) if not sharepage.is_left_out(each, language)]
    pages = [each for each in every if not is_summary(site, each)]
    names = {address: sharepage.anchor(address, language) for address in pages}
    sections = [section(site, address, names) for address in pages]
    style = styles(site, language)
    classes = {name: f"s{number}" for number, name in enumerate(sorted(set(OF_STEP.findall(style))))}
    style = shortened(style, classes)
    whole = (
        environment()
        .get_template("share.html")
        .render(
            ui=ui,
            language=language,
            direction=languages.of(language).direction,
            site={"name": marks.mark("name")},
            sections=sections,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            version=project.version(),
            day=lawtext.long_date(project.today(), language),
            law_checked=lawtext.long_date(lawtext.checked(), language),
        )
    )
    return terse(without_unused(shortened(whole, classes)))


def shortened(text: str, classes: Mapping[str, str]) -> str:
    """Call the guide's classes by their short names; one that no style names stays."""
    return OF_STEP.sub(lambda found: classes.get(found[0], found[0]), text)


def without_unused(html: str) -> str:
    """Take out the ids of paragraphs that nothing in the file names. A page's own text may name the pages."""
    named = {name for names in NAMED.findall(html) for name in names.split()}
    return IDENTIFIER.sub(lambda found: found[0] if found[1] in named or "--" not in found[1] else "", html)


def terse(html: str) -> str:
    """Leave out end tags and quotes that a browser does not need."""
    return TAG.sub(lambda tag: QUOTED.sub(r"=\1", tag[0]), IMPLIED.sub("", html))


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


def is_summary(site: Path, address: str) -> bool:
    """Say whether a page only sums up one of another language: of no use where that one cannot be reached."""
    return soup(site, address).select_one("[data-summary]") is not None


def soup(site: Path, address: str) -> BeautifulSoup:
    """Read a built page, such as "/nb/klage/"."""
    return BeautifulSoup((site / address.strip("/") / "index.html").read_text("utf-8"), "html.parser")


def section(site: Path, address: str, names: dict[str, str]) -> dict[str, str]:
    """Make a section of a page.

    Args:
        site: the built site.
        address: of the page.
        names: of each page in the file, by its address.
    """
    page = soup(site, address)
    article = page.select_one("article")
    if article is None:
        raise ValueError(f"{address}: no article")
    title, html, is_form = sharepage.inner(article, site, address, names)
    return {
        "name": names[address],
        "title": title,
        # The copy's own text, where it has one, takes the place of all of it.
        "html": sharepage.OWN.sub("", html),
        "form": address.lstrip("/") if is_form else "",
        "is_form": "yes" if is_form else "",
    }


def styles(site: Path, language: str) -> str:
    """Give the site's style sheets, with the images they name inside them, for a file without script."""
    folder = site / "assets" / "css"
    sheets = "".join((folder / name).read_text("utf-8") for name in ("site.css", *MORE) if name not in UNUSED)

    def embed(found: re.Match[str]) -> str:
        return f"url({sharepage.data_address(folder / found[1])})"

    letters = fonts.sheet(language)
    own = fonts.without_files((site / letters).read_text("utf-8")) if letters else ""
    own += (project.OVERRIDES / "offline" / "share.css").read_text("utf-8")
    return re.sub(r'url\("?([\w/.-]+)"?\)', embed, sheets).strip() + own
