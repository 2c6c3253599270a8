"""The addresses that the site has promised, `docs/addresses.toml`: none is taken away without a page that leads on.

`python -m sitegen addresses` reads the built site and adds what is new. Nothing here takes an address out.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from sitegen import project
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

FILE = "addresses.toml"
HEAD = """\
# The addresses that this site has promised. Links to them stand in letters, in messages and on paper: a test fails when
# one of them is gone without a page that leads on (docs/redirects.toml).
#
# Made by `python -m sitegen addresses` from a built site. It adds; taking out is done by hand, and needs a reason.
#
# root   at the root, for all languages
# files  to fetch
# pages  in each language, with the headings on them that can be linked to
"""
# What other programs and people link to. The rest of assets/ may get another name with any version.
PROMISED = ("api/**/*.json", "assets/forms/*.docx", "assets/letters/*.docx", "*/*.html")
# Headings of the page's own text: a template may change its own.
HEADINGS = "article > :is(h1, h2, h3)[id], article > .not-on-paper > :is(h1, h2, h3)[id]"
ID = re.compile(r'\sid="([^"]+)"')
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
LINES = 118


class Addresses(NamedTuple):
    """Addresses from the site's root, sorted.

    Attributes:
        pages: the ids of each page's headings, by the page's name.
    """

    languages: tuple[str, ...]
    root: tuple[str, ...]
    files: tuple[str, ...]
    pages: dict[str, tuple[str, ...]]


def run(arguments: Sequence[str]) -> int:
    """Add a built site's new addresses to the list. Takes the site's folder; the site of this checkout otherwise."""
    site = Path(arguments[0]) if arguments else project.SITE
    file = project.DOCS / FILE
    try:
        old = load(file) if file.exists() else None
        new = join(old, found(site)) if old else found(site)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    file.write_text(written(new), "utf-8", newline="\n")
    print(f"sitegen: {file.relative_to(ROOT)} holds {len(list(every(new)))} addresses")
    return 0


def load(file: Path) -> Addresses:
    """Read the list.

    Raises:
        SiteError: it is missing, is not TOML, or lacks a part.
    """
    try:
        told = tomllib.loads(file.read_text("utf-8"))
        pages = {page: tuple(ids) for page, ids in told["pages"].items()}
        return Addresses(tuple(told["languages"]), tuple(told["root"]), tuple(told["files"]), pages)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{file}: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise SiteError(f"{file}: {error}: needs languages, root, files and pages") from None


def found(site: Path) -> Addresses:
    """Give the addresses of a built site: those that every language has.

    Raises:
        SiteError: the folder holds no site.
    """
    languages = tuple(language for language in project.LANGUAGES if (site / language / "index.html").is_file())
    if not languages:
        raise SiteError(f"{site}: no built site. Run `python -m sitegen build` first, or name its folder.")
    root = [f"{page.parent.name}/" for page in site.glob("*/index.html") if page.parent.name not in languages]
    paths = {path.relative_to(site).as_posix() for pattern in PROMISED for path in site.glob(pattern)}
    files = sorted(path for path in paths if not path.endswith("/index.html"))
    return Addresses(languages, tuple(sorted(root)), tuple(files), _pages(site, languages))


def join(old: Addresses, new: Addresses) -> Addresses:
    """Add new addresses to old ones."""
    names = sorted(old.pages | new.pages)
    pages = {name: _both(old.pages.get(name, ()), new.pages.get(name, ())) for name in names}
    languages = (*old.languages, *(one for one in new.languages if one not in old.languages))
    return Addresses(languages, _both(old.root, new.root), _both(old.files, new.files), pages)


def every(addresses: Addresses) -> Iterator[str]:
    """List every address by itself, such as `en/klage/#hva`."""
    yield from addresses.root
    yield from addresses.files
    for language in addresses.languages:
        for name, headings in addresses.pages.items():
            page = f"{language}/" if name == "index" else f"{language}/{name}/"
            yield page
            yield from (f"{page}#{heading}" for heading in headings)


def lost(site: Path, addresses: Addresses) -> list[str]:
    """List the promised addresses that a built site neither has nor leads on from."""
    read = cache(lambda file: file.read_text("utf-8"))

    def is_there(address: str) -> bool:
        parts = urlsplit(address)
        file = site / parts.path / ("index.html" if parts.path.endswith("/") else "")
        if not file.is_file() or file.name != "index.html":
            return file.is_file()
        onward = leads_to(read(file))
        if onward is not None:
            return is_there(urljoin(f"/{parts.path}", onward).lstrip("/"))
        return not parts.fragment or parts.fragment in _ids(read(file))

    return [address for address in every(addresses) if not is_there(address)]


def leads_to(html: str) -> str | None:
    """Give the address that a page leads on to by itself, or None."""
    refresh = REFRESH.search(html)
    return refresh[1] if refresh else None


def written(addresses: Addresses) -> str:
    """Write the list as TOML."""
    lines = [HEAD]
    for key in ("languages", "root", "files"):
        lines += [_listed(key, getattr(addresses, key)), ""]
    lines += ["[pages]", *(_listed(name, headings) for name, headings in addresses.pages.items())]
    return "\n".join(lines) + "\n"


def _both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _pages(site: Path, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Give the headings of each page that it has in every language."""
    pages = {}
    for file in sorted((site / languages[0]).glob("**/index.html")):
        path = file.relative_to(site / languages[0])
        versions = [site / language / path for language in languages]
        if leads_to(file.read_text("utf-8")) is None and all(version.is_file() for version in versions):
            html = BeautifulSoup(file.read_text("utf-8"), "html.parser")
            common = set.intersection(*(_ids(version.read_text("utf-8")) for version in versions))
            name = path.parent.as_posix()
            found = {str(one["id"]) for one in html.select(HEADINGS)} & common
            pages["index" if name == "." else name] = tuple(sorted(found))
    return pages


def _ids(html: str) -> set[str]:
    return set(ID.findall(html))


def _listed(key: str, values: Sequence[str]) -> str:
    line = f"{key} = [{', '.join(_quoted(value) for value in values)}]"
    if len(line) <= LINES:
        return line
    return "\n".join([f"{key} = [", *(f"  {_quoted(value)}," for value in values), "]"])


def _quoted(value: str) -> str:
    return f'"{value}"'
