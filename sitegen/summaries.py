"""Pages that a language has in short: what the Norwegian page says in a few words, and the ways to the whole page.

The front matter says `summary_only: true`.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.utils import meta

from sitegen import languages
from sitegen.errors import SiteError
from sitegen.paragraphs import ONLY_HERE
from sitegen.project import ALWAYS
from sitegen.translations import SOURCE

KEY = "summary_only"
HEADING = re.compile(r"^#+ .*\{ ?#([\w-]+)", re.MULTILINE)
# The heading of the page itself, which the summary has too.
TOP = "topp"
# The page is text and nothing else: what it sums up is made of these.
OF_THE_WHOLE = ("template", "part", "guide", "form", "redirect")

# Forms on paper, and what is looked for on old pages, exist in Norwegian and English only.
FORM = "form"
IN_THREE = frozenset({"oldpages.html"})
# What a summary keeps of a page's front matter.
KEPT = ("title", "description", "keywords", "search_words", "checked")


class Whole(NamedTuple):
    """The whole page in another language; the address is relative to the page that sums it up."""

    lang: str
    name: str
    dir: str
    url: str
    title: str


def check(page: Mapping[str, Any], language: str, where: str) -> bool:
    """Say whether a page is a summary.

    Raises:
        SiteError: it is one in a language that must have the whole page, or has what only the whole page has.
    """
    if not page.get(KEY):
        return False
    if language in ALWAYS:
        raise SiteError(f"{where}: {KEY} is for languages beyond {', '.join(ALWAYS)}")
    if wrong := [key for key in OF_THE_WHOLE if key in page]:
        raise SiteError(f"{where}: a summary has no {', '.join(wrong)}")
    return True


def begun(source: str) -> str:
    """Give what the translation of a page begins with: the page, or a summary where a further language has no more."""
    body, front = meta.get_data(source)
    if FORM not in front and front.get("template") not in IN_THREE:
        return source
    kept = yaml.safe_dump({key: front[key] for key in KEPT} | {KEY: True}, allow_unicode=True, sort_keys=False)
    heading = next(line for line in body.splitlines() if line.startswith("# "))
    return f"---\n{kept}---\n\n{heading}\n\n{front['description']}\n"


def places(docs: Path, name: str) -> str:
    """Give the places of the whole page as HTML: a link to one of its headings leads to the summary."""
    source, _ = meta.get_data((docs / SOURCE / f"{name}.md").read_text("utf-8"))
    found = [anchor for anchor in HEADING.findall(source) if anchor != TOP]
    spans = "".join(f'<span id="{anchor}"></span>' for anchor in found)
    return f'\n\n<div class="{ONLY_HERE}">{spans}</div>\n'


def ways(docs: Path, name: str, norwegian: str, addresses: Mapping[str, str]) -> list[Whole]:
    """Give the ways from a summary to the whole page: in the municipality's Norwegian, and in English.

    Args:
        docs: the folder with a folder for each language.
        name: of the page, without its ending.
        norwegian: the municipality's form.
        addresses: of the page by language, relative to the summary.
    """
    return [_whole(docs, name, language, addresses[language]) for language in (norwegian, "en")]


def listed(docs: Path, language: str) -> frozenset[str]:
    """Give the names, without ending, of the pages that a language has in short."""
    return frozenset(file.stem for file in _files(docs, language) if meta.get_data(file.read_text("utf-8"))[1].get(KEY))


def _files(docs: Path, language: str) -> Iterable[Path]:
    return sorted((docs / language).glob("*.md"))


def _whole(docs: Path, name: str, language: str, address: str) -> Whole:
    told = languages.of(language)
    _, front = meta.get_data((docs / language / f"{name}.md").read_text("utf-8"))
    return Whole(language, told.name, told.direction, address, str(front["title"]))
