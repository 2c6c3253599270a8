"""Everything of the five source documents stands on a page, or the table says why not."""

import re
import tomllib
from collections import Counter

import pytest

from sitegen.project import DOCS, LANGUAGES

ITEMS = tomllib.loads((DOCS / "coverage.toml").read_text("utf-8"))["item"]
KINDS = {"heading", "duty", "right", "deadline", "amount", "form", "task", "condition", "fact"}
# How many headings each document has, counted in it: a heading that is taken out of the table is missed.
HEADINGS = {0: 9, 1: 18, 2: 12, 3: 12, 4: 32}
# The numbered ones of the guidelines. Its parts of the mapping form have numbers of their own.
NUMBERED = ["1", "1.1", "2", *(f"2.{number}" for number in range(1, 14)), "3", "3.1", "3.2", "4", "5"]
FORMS = {"skjema-praksis", "skjema-kartlegging", "skjema-samtykke"}


def name(item) -> str:
    return f"{item['seed']}: {item['what']}"


def test_every_item_says_where_it_stands_or_why_nowhere():
    for item in ITEMS:
        assert item["kind"] in KINDS, name(item)
        assert item["what"].strip(), item
        keys = item.keys() - {"seed", "kind", "what", "why_not"}
        assert keys == (set() if "why_not" in item else {"page", "anchor"}), name(item)
        assert item.get("why_not", "x").strip(), name(item)


def test_no_item_stands_twice():
    said = Counter((item["seed"], item["kind"], item["what"]) for item in ITEMS)
    assert [each for each, count in said.items() if count > 1] == []


def test_every_heading_of_the_documents_has_an_item():
    found = Counter(item["seed"] for item in ITEMS if item["kind"] == "heading")
    assert {seed: found[seed] for seed in HEADINGS} == HEADINGS
    guidelines = [item["what"] for item in ITEMS if item["seed"] == 4 and item["kind"] == "heading"]
    assert [what.split()[0] for what in guidelines if re.match(r"\d", what)] == NUMBERED


def test_the_forms_stand_on_pages_of_their_own():
    assert FORMS <= {item.get("page") for item in ITEMS if item["kind"] == "form"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_anchor_stands_in_the_built_site(pages, language):
    ids = {
        page.name.removesuffix("index.html").strip("/"): {element.attributes.get("id") for element in page.elements}
        for page in pages.values()
        if page.language == language
    }
    for item in ITEMS:
        if "page" in item:
            page = "" if item["page"] == "index" else item["page"]
            assert item["anchor"] in ids.get(page, ()), f"{language}/{item['page']}#{item['anchor']}: {name(item)}"
