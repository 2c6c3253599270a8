"""The pages that a municipality wrote: read, made into HTML, and compared with those they replace."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import yaml
from markdown import Markdown

from sitegen import lawtext, pages, strings
from sitegen.errors import SiteError
from sitegen.fields import NEEDED
from sitegen.project import DOCS, FRAME
from sitegen.settings import FILE, Settings
from sitegen.stamp import cleanhtml, marks, overlay
from sitegen.stamp.originals import Originals

# Those of mkdocs.yml that need nothing of Material.
EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.details")
SCHEMES = ("https", "http", "mailto", "tel")
# Of the front matter. The others are those of a page of the site, from which a copy's page may be made.
REPLACES = "replaces"
KNOWN = frozenset({"title", "description", REPLACES, "keywords", "search_words", "law", "checked", "sources"})
INDEX = "index"


@dataclass(frozen=True)
class OwnPage:
    """A page in the language of a reader.

    Attributes:
        name: of the file, without its ending.
        language: of the text: the municipality's Norwegian where it was not written in the reader's.
        html: the text, with marks.
        text: what a reader sees, for the search.
        is_added: it stands in no other page's place.
        is_old: the page it replaces has changed since.
    """

    name: str
    language: str
    title: str
    description: str
    html: str
    text: str
    is_added: bool
    is_old: bool


@dataclass
class OwnPages:
    """All pages of a copy's own, made when they are asked for.

    Attributes:
        originals: the site's pages.
        notices: what the municipality should know.
    """

    folder: Path
    settings: Settings
    originals: Originals
    today: date
    notices: list[str] = field(default_factory=list)

    @cached_property
    def files(self) -> dict[str, dict[str, Path]]:
        """The files, by language and name.

        Raises:
            SiteError: a page is in no menu, is missing in a language, or stands where it must not.
        """
        found = overlay.pages(self.folder)
        added = [Path(name).stem for name in self.settings.pages]
        where = self.folder / FILE
        for name in added:
            if name == FRAME or any(name in pages for pages in self.originals.values()):
                raise SiteError(f"{where}: pages: the site has a page {name}.md: it is replaced without being listed")
            for language in {*NEEDED} & {*self.settings.shown}:
                if name not in found.get(language, {}):
                    raise SiteError(f"{self.folder / language / name}.md: missing: pages of {FILE} names it")
        for language, pages_ in found.items():
            for name, file in pages_.items():
                if name not in added:
                    self._check_replaceable(language, name, file)
        return found

    def of(self, language: str) -> list[OwnPage]:
        """Give the pages that readers of a language get: those added, in the order of the menu, then those replaced."""
        norwegian, there = self.settings.norwegian, self.files.get(language, {})
        found = []
        for listed in self.settings.pages:
            name = Path(listed).stem
            own = language if name in there else norwegian
            found.append(self._made(name, own, self.files[own][name], is_added=True))
        added = {page.name for page in found}
        return [*found, *(self._made(name, language, there[name]) for name in there if name not in added)]

    def _check_replaceable(self, language: str, name: str, file: Path) -> None:
        original = self.originals.get(language, {}).get(name)
        if original is None:
            raise SiteError(f"{file}: no page of the site has this name. A new page stands in `pages` of {FILE}")
        if not original.is_replaceable:
            raise SiteError(f"{file}: this page shows the law or gives answers. A copy cannot change it")

    def _made(self, name: str, language: str, file: Path, *, is_added: bool = False) -> OwnPage:
        key = (language, name)
        if key not in self._ready:
            self._ready[key] = self._make(name, language, file, is_added=is_added)
        return self._ready[key]

    @cached_property
    def _ready(self) -> dict[tuple[str, str], OwnPage]:
        return {}

    def _make(self, name: str, language: str, file: Path, *, is_added: bool) -> OwnPage:
        head, source = _read(file)
        if marks.is_marked(source) or marks.is_marked(str(head)):
            raise SiteError(f"{file}: must not hold ⟦ or ⟧")
        context: dict[str, object] = {
            "site": marks.site(self.settings.norwegian),
            "local": marks.LOCAL,
            "ui": strings.load(DOCS, language),
            "law": lawtext.lookup(language, self.today),
        }
        filled = pages.render(source, language, context, str(file))
        raw = Markdown(extensions=[*EXTENSIONS], output_format="html").convert(filled)
        html, _, text = cleanhtml.cleaned(
            marks.unwrapped(raw), str(file), lambda link: self._link(link, language, file)
        )
        title, description = str(head.get("title", "")), str(head.get("description", ""))
        if is_added and not (title and description):
            raise SiteError(f"{file}: front matter: title and description are needed")
        is_old = not is_added and self._is_old(language, name, head, file)
        title = title or self.originals[language][name].title
        return OwnPage(name, language, title, description, html, marks.emptied(text), is_added, is_old)

    def _is_old(self, language: str, name: str, head: Mapping[str, Any], file: Path) -> bool:
        """Compare the page with the one it was made from.

        Raises:
            SiteError: the page does not say which.
        """
        now = self.originals[language][name].fingerprint
        if REPLACES not in head:
            raise SiteError(
                f'{file}: front matter: write which page it was made from. The page of today: {REPLACES}: "{now}"'
            )
        if str(head[REPLACES]) == now:
            return False
        self.notices.append(
            f'{file}: the page it replaces has changed since. Compare them, then write {REPLACES}: "{now}"'
        )
        return True

    def _link(self, link: str, language: str, file: Path) -> str:
        """Turn a link of Markdown into one of the page, which stands in a folder of its own.

        Raises:
            SiteError: it leads nowhere, or to where no link of a text leads.
        """
        scheme = urlsplit(link).scheme
        if scheme in SCHEMES or link.startswith("#"):
            return link
        target, fragment = urldefrag(link)
        path = urljoin(f"/{language}/", target)
        if scheme or target.startswith("/") or not path.startswith("/"):
            raise SiteError(f"{file}: the link {link} leads neither to a page of the copy nor to https://…")
        if path.startswith(f"/{overlay.ASSETS}/"):
            if not (self.folder / path.lstrip("/")).is_file():
                raise SiteError(f"{file}: {link}: no such file")
            return f"../..{path}"
        folder, _, name = path.strip("/").partition("/")
        stem = name.removesuffix(".md")
        known = {*self.originals.get(folder, {}), *self.files.get(folder, {}), *map(_stem, self.settings.pages)}
        if not name.endswith(".md") or stem not in known:
            raise SiteError(f"{file}: {link}: no such page")
        way = "../" if folder == language else f"../../{folder}/"
        return f"{way}{'' if stem == INDEX else f'{stem}/'}{f'#{fragment}' if fragment else ''}"


def _stem(name: str) -> str:
    return Path(name).stem


def _read(file: Path) -> tuple[Mapping[str, Any], str]:
    """Read a page's front matter and text.

    Raises:
        SiteError: it is not UTF-8, its front matter not YAML, or a key is unknown.
    """
    try:
        text = file.read_text("utf-8").replace("\r\n", "\n")
        parts = text.split("---\n", 2)
        head, source = (
            (yaml.safe_load(parts[1]), parts[2]) if text.startswith("---\n") and len(parts) > 2 else ({}, text)
        )
    except UnicodeDecodeError:
        raise SiteError(f"{file}: not UTF-8") from None
    except yaml.YAMLError as error:
        raise SiteError(f"{file}: front matter: {error}") from None
    if not isinstance(head, dict):
        raise SiteError(f"{file}: front matter: must be keys and values")
    if unknown := sorted(set(head) - KNOWN):
        raise SiteError(f"{file}: front matter: unknown key {unknown[0]}")
    return head, source


def searched(own: list[OwnPage]) -> Iterator[dict[str, str]]:
    """List pages for the search in the browser."""
    for page in own:
        yield {"url": f"{page.name}/", "title": page.title, "description": page.description, "text": page.text}
