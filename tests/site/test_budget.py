"""What a page weighs before anybody does anything: bytes, not seconds."""

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from sitegen import fonts, languages
from sitegen.project import LANGUAGES
from tests.site.conftest import read

KB = 1024
CONTENT = 25 * KB
WITH_FONT = 60 * KB
HOME = 15 * KB
FORM = 45 * KB
GUIDE = 60 * KB
GUIDES = ("veiviser/index.html", "veiviser-vedtak/index.html", "veiviser-penger/index.html")
FORMS = ("sjekk/index.html", "frist/index.html", "klagebrev/index.html", "stonad-regn/index.html")
IMPORT = r"""(?:\bimport\b|\bfrom\b)\s*["'](\.[^"']+)["']"""
# What a form fetches at the first answer, before anything of the engine: what shows answers, and the table.
FIRST_ANSWER = ("assets/checker/answer.mjs",)
TABLES = {"sjekk/index.html": "check", "frist/index.html": "appeal", "klagebrev/index.html": "appeal"}


def weight(site: Path, page, *more: str) -> int:
    """Add up the page, its style sheets, its scripts and others with all they import, as gzip sends them."""
    files = {page.path}
    waiting = [link["href"] for link in page.all("link") if link.get("rel") == "stylesheet"]
    waiting += [script["src"] for script in page.all("script") if "src" in script]
    waiting = [*more, *(_path(page.path, address) for address in waiting)]
    while waiting:
        path = waiting.pop()
        if path not in files:
            files.add(path)
            if path.endswith(".mjs"):
                source = (site / path).read_text("utf-8")
                waiting += [_path(path, address) for address in re.findall(IMPORT, source)]
    return sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in files)


def _path(page: str, address: str) -> str:
    return unquote(urlsplit(urljoin(f"/{page}", address)).path).lstrip("/")


def test_content_pages_are_light(site, pages):
    for page in pages.values():
        if page.name not in (*FORMS, *GUIDES):
            assert weight(site, page) <= CONTENT, f"{page.path}: {weight(site, page)} bytes"


def test_content_pages_are_light_with_the_font_of_their_script(site, pages):
    """Where the device has none: both weights."""
    found = 0
    for page in pages.values():
        if page.language and fonts.sheet(page.language) and page.name not in (*FORMS, *GUIDES):
            files = (site / fonts.FOLDER / languages.of(page.language).script).rglob("*.woff2")
            size = weight(site, page) + sum(file.stat().st_size for file in files)
            found += 1
            assert size <= WITH_FONT, f"{page.path}: {size} bytes"
    assert found


def test_the_front_page_is_lighter(site, pages):
    for page in pages.values():
        if page.name == "index.html" and page.language:
            assert weight(site, page) <= HOME, f"{page.path}: {weight(site, page)} bytes"


@pytest.mark.parametrize("name", FORMS)
def test_forms_are_light_until_the_engine_starts(site, pages, name):
    """With what answers at once: all that a visitor fetches who saves data."""
    table = [f"assets/checker/diagram-{TABLES[name]}.json"] if name in TABLES else []
    forms = [page for page in pages.values() if page.language and page.name == name]
    found = {page.path: weight(site, page, *FIRST_ANSWER, *table) for page in forms}
    assert len(found) == len(LANGUAGES)
    assert not {path: size for path, size in found.items() if size > FORM}


def test_pages_of_a_copy_with_everything_of_its_own_are_as_light(own_copy):
    for file in own_copy.glob("*/**/index.html"):
        page = read(own_copy, file)
        if page.language:
            budget = GUIDE if page.name in GUIDES else FORM if page.name in FORMS else CONTENT
            budget = HOME if page.name == "index.html" else budget
            assert weight(own_copy, page) <= budget, f"{page.path}: {weight(own_copy, page)} bytes"


def test_each_part_of_the_guide_is_light(site, pages):
    guides = [page for page in pages.values() if page.name in GUIDES]
    assert len(guides) == len(GUIDES) * len(LANGUAGES)
    for page in guides:
        assert weight(site, page) <= GUIDE, f"{page.path}: {weight(site, page)} bytes"


def test_the_form_pages_load_no_engine_by_themselves(pages):
    for page in pages.values():
        named = [a for e in page.elements for a in (e.attributes.get("src", ""), e.attributes.get("href", ""))]
        assert not any("pyodide" in address or address.endswith(".zip") for address in named), page.path
