"""Pages that got another name: `docs/redirects.toml`, and the pages at their old addresses that lead on.

They are made without a plugin: mkdocs-redirects writes a script into the page, which the security policy refuses.
"""

import re
import tomllib
from pathlib import Path

from sitegen.errors import SiteError

FILE = "redirects.toml"
NAME = re.compile(r"[a-z0-9-]+")
PAGE = "---\ntitle: Introguiden\ntemplate: redirect.html\nredirect: {target}\n---\n\n# Introguiden\n"


def load(file: Path) -> dict[str, str]:
    """Read the old names of pages, each with the name it has now (`klage`, or `klage#hva`).

    Raises:
        SiteError: the file is not TOML, or holds anything but `pages`, a table of names.
    """
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{file}: {error}") from None
    pages = found.get("pages", {})
    if set(found) - {"pages"} or not isinstance(pages, dict):
        raise SiteError(f"{file}: must hold the table `pages` and nothing else")
    for old, new in pages.items():
        if not NAME.fullmatch(old):
            raise SiteError(f"{file}: pages.{old}: no name of a page")
        if not isinstance(new, str) or not NAME.fullmatch(new.partition("#")[0]):
            raise SiteError(f"{file}: pages.{old}: must be a page's name, such as klage or klage#hva")
        if new.partition("#")[0] in pages:
            raise SiteError(f"{file}: pages.{old}: {new} was renamed too. Name the page it is now.")
    return pages


def stage(target: Path, redirects: dict[str, str]) -> list[str]:
    """Write a page for each old name into every language that has the new one.

    Args:
        target: the staged pages: a folder for each language.
        redirects: as `load` gives them.

    Returns:
        The names of the pages that were written.

    Raises:
        SiteError: the old page is there still, or the new one nowhere.
    """
    written = []
    for old, new in redirects.items():
        name = new.partition("#")[0]
        folders = sorted({page.parent for page in target.glob(f"*/{name}.md")})
        if not folders:
            raise SiteError(f"{FILE}: pages.{old}: there is no page {name}")
        for folder in folders:
            page = folder / f"{old}.md"
            if page.exists():
                raise SiteError(f"{FILE}: pages.{old}: the page is there still: {folder.name}/{old}.md")
            page.write_text(PAGE.format(target=new), "utf-8")
        written.append(old)
    return written
