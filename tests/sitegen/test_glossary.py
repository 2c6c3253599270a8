"""The glossary: every word that a page marks is explained, in the order a Norwegian reader expects."""

import re
import tomllib
from collections import Counter

import pytest

from sitegen import ways, words
from sitegen.errors import SiteError
from sitegen.glossary import GROUPS, Glossary
from sitegen.pages import TERM
from sitegen.project import DOCS

PAGES = [(language, page) for language in ("nb", "nn") for page in sorted((DOCS / language).glob("*.md"))]
# What a text in checker.toml or law.toml puts in when the site is built, such as `{number}. ledd`.
PLACEHOLDER = re.compile(r"[{}]")


def known(language: str) -> set[str]:
    return {form for term in Glossary(DOCS, language).all.values() for form in term.forms(language)}


@pytest.mark.parametrize(("language", "page"), PAGES, ids=lambda value: getattr(value, "stem", value))
def test_every_marked_word_of_a_page_is_explained(language, page):
    marked = {term.lower() for term in TERM.findall(page.read_text("utf-8"))}
    assert marked - known(language) == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_marked_word_of_the_check_is_explained(language):
    texts = dict(ways.texts(tomllib.loads((DOCS / language / words.FILE).read_text("utf-8"))))
    marked = {term.lower() for text in texts.values() for term in TERM.findall(text) if not PLACEHOLDER.search(term)}
    assert marked
    assert marked - known(language) == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_form_belongs_to_one_term(language):
    forms = [form for term in Glossary(DOCS, language).all.values() for form in set(term.forms(language))]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_every_term_is_shown_once_and_no_group_is_empty():
    for language in ("nb", "nn", "en"):
        glossary = Glossary(DOCS, language)
        shown = [anchor for group in GROUPS for anchor in re.findall(r"\{ #ord-([\w-]+) \}", glossary.terms(group))]
        assert sorted(shown) == sorted(glossary.all)
        page = (DOCS / language / "ordliste.md").read_text("utf-8")
        assert re.findall(r'glossary\.terms\("(\w+)"\)', page) == list(GROUPS)


def terms(tmp_path, language: str, text: str) -> Glossary:
    (tmp_path / "terms.toml").write_text(text, "utf-8")
    return Glossary(tmp_path, language)


TERMS = """
[a]
group = "law"
nb = ["ørret", "ørreten"]
nn = ["aure"]
en = "trout"
text = { nb = "En fisk.", nn = "Ein fisk.", en = "A fish." }
[b]
group = "law"
nb = ["zander"]
nn = ["zander"]
en = "zander"
text = { nb = "En fisk til.", nn = "Ein fisk til.", en = "Another fish." }
"""


def test_words_stand_in_the_norwegian_alphabet_with_what_the_language_adds(tmp_path):
    assert terms(tmp_path, "nb", TERMS).terms("law") == (
        "[[zander]] { #ord-b }\n:   En fisk til.\n\n[[ørret]] { #ord-a }\n:   En fisk.\n"
    )
    assert terms(tmp_path, "nn", TERMS).terms("law") == (
        "[[aure]] { #ord-a }\n:   Bokmål: [[ørret]]. Ein fisk.\n\n[[zander]] { #ord-b }\n:   Ein fisk til.\n"
    )
    assert terms(tmp_path, "en", TERMS).terms("law") == (
        "[[zander]] { #ord-b }\n:   Another fish.\n\n[[ørret]] { #ord-a }\n:   **trout.** A fish.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        TERMS.replace('group = "law"', 'group = "fish"'),
        TERMS.replace('nn = ["aure"]', "nn = []"),
        TERMS.replace('en = "trout"\n', ""),
        TERMS.replace('nb = "En fisk.", ', ""),
    ],
)
def test_a_broken_file_names_itself(tmp_path, text):
    with pytest.raises(SiteError, match=r"terms\.toml"):
        terms(tmp_path, "nb", text).terms("law")


def test_an_unknown_group_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(SiteError, match="fish"):
        terms(tmp_path, "nb", TERMS).terms("fish")
    with pytest.raises(SiteError, match=r"terms\.toml"):
        _ = Glossary(tmp_path / "none", "nb").all
