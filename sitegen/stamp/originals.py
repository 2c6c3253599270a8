"""What a copy must know of the site's pages: their titles, and what they said when a copy replaced them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from sitegen.project import ENTRANCE, FRAME

FILE = "pages.json"
# Front matter of pages that are more than their text: a template of their own, a form, a part of the check.
MORE_THAN_TEXT = ("template", "part", "guide", "form")
DIGITS = 16


class Original(NamedTuple):
    """A page of the site.

    Attributes:
        fingerprint: of the text, with the law's numbers as they were told.
        is_replaceable: a copy may put a page of its own in its place. What shows the law or gives a verdict stays.
        leads_on: it stands at an old address of another page.
    """

    title: str
    fingerprint: str
    is_replaceable: bool
    leads_on: bool


# By language, then by the file's name without its ending.
Originals = dict[str, dict[str, Original]]


def note(found: Originals, source: str, meta: Mapping[str, Any], text: str, *, is_ours: bool) -> None:
    """Write down a page.

    Args:
        found: what is known so far.
        source: path of the page, such as `nb/klage.md`.
        meta: its front matter.
        text: its Markdown, filled.
        is_ours: it shows tables of the law.
    """
    path = PurePosixPath(source)
    language = path.parts[0]
    if language == ENTRANCE or path.stem == FRAME:
        return
    fingerprint = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]
    is_replaceable = not is_ours and not any(key in meta for key in MORE_THAN_TEXT)
    found.setdefault(language, {})[path.stem] = Original(
        str(meta.get("title", "")), fingerprint, is_replaceable, "redirect" in meta
    )


def write(site: Path, found: Originals) -> None:
    """Write down every page beside a site that is being built."""
    site.mkdir(parents=True, exist_ok=True)
    content = {
        language: {name: page._asdict() for name, page in sorted(pages.items())} for language, pages in found.items()
    }
    (site / FILE).write_text(json.dumps(content, ensure_ascii=False), "utf-8", newline="\n")


def read(content: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Originals:
    """Read what `write` wrote."""
    return {language: {name: Original(**page) for name, page in pages.items()} for language, pages in content.items()}
