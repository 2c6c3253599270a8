"""Pagefind: one index for each language, made from the built pages."""

import json
import logging
import re
import subprocess
import sys
import tempfile
from html import escape, unescape
from pathlib import Path

from sitegen import languages
from sitegen.errors import SiteError
from sitegen.project import FRAME, LANGUAGES
from sitegen.stamp import marks

# Pagefind's ready-made interfaces: the site has its own.
UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
# What only the index reads: a page's description and further words (overrides/main.html).
FOR_INDEX = re.compile(r"<span hidden data-description=[^>]*></span>\n?")
WORDS = re.compile(r'(?<= data-words=")[^"]*')
# Scripts, tags and characters by their names: no words.
NO_WORDS = re.compile(r"(<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->|<[^>]*>|&[#\w]+;)", re.DOTALL)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


def write(site: Path) -> None:
    """Index a built site into `pagefind/`, and take out of the pages what only the index reads.

    Languages come from each page's `lang`. The index is of the site, not of a copy: a place to fill in is left empty in
    it, and a copy's own pages are found by a list of their own (overrides/js/search.mjs).

    Raises:
        SiteError: Pagefind failed; the text is what it said.
    """
    with tempfile.TemporaryDirectory() as folder:
        for page in site.rglob("*.html"):
            text = page.read_text("utf-8")
            if FOR_INDEX.search(text) and page.parent.name != FRAME:
                copy = Path(folder) / page.relative_to(site)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(indexed(marks.emptied(text), copy.relative_to(folder).parts[0]), "utf-8", newline="\n")
            page.write_text(FOR_INDEX.sub("", text), "utf-8", newline="\n")
        _run("--site", folder, "--output-path", str(site / "pagefind"))
    for pattern in UNUSED:
        for file in (site / "pagefind").glob(pattern):
            file.unlink()
    sort_languages(site / "pagefind" / "pagefind-entry.json")


def indexed(html: str, language: str) -> str:
    """Give a page as the index reads it: without the forms of its words, where the language's file says how.

    The title is told whole: it is shown.
    """
    search = languages.of(language).search if language in LANGUAGES else None
    heading = HEADING.search(html)
    if search is None or heading is None:
        return html
    told = WORDS.sub(lambda words: escape(search.without_forms(unescape(words[0]))), html)
    pieces = NO_WORDS.split(told)
    pieces[::2] = [search.without_forms(piece) for piece in pieces[::2]]
    title = (
        NO_WORDS.sub(lambda found: found[0] if found[0].startswith("&") else "", heading[1])
        .strip()
        .replace('"', "&quot;")
    )
    meta = f'<span hidden data-title="{title}" data-pagefind-meta="title[data-title]"></span>'
    return FOR_INDEX.sub(lambda found: meta + found[0], "".join(pieces), count=1)


def _run(*arguments: str) -> None:
    command = [sys.executable, "-m", "pagefind", *arguments, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SiteError(f"Pagefind: {(done.stderr or done.stdout).strip()}")
    logging.getLogger("mkdocs.sitegen").debug(done.stdout)


def sort_languages(entry: Path) -> None:
    """Put the index's languages in order: Pagefind lists them in one of chance, and a release must be repeatable."""
    told = json.loads(entry.read_text("utf-8"))
    told["languages"] = dict(sorted(told["languages"].items()))
    entry.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n")
