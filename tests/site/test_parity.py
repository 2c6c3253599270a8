"""The three languages of a page say the same: headings, links, placeholders, numbers, dates and sections, block by block."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from xml.etree.ElementTree import Element

import pytest
import yaml
from babel.dates import get_month_names
from mkdocs.config import load_config
from mkdocs.utils import meta

from sitegen import paragraphs, summaries
from sitegen.bootstrap import ROOT
from sitegen import languages
from sitegen.pages import TERM
from sitegen.project import DOCS, LANGUAGES

PAGES = sorted(file.stem for file in (DOCS / "nb").glob("*.md"))
# What the texts of further languages state, sitegen/trust/check.py compares.
OTHERS = ["nn", "en"]
SHORT = {language: summaries.listed(DOCS, language) for language in LANGUAGES}
WHOLE = [(name, one) for name in PAGES for one in LANGUAGES if one != "nb" and name not in SHORT[one]]
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}(?!\d))")
DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
# What is counted: ⟦law("a.b")⟧, § 14 a, a number, a month.
COUNTED = re.compile(r"⟦[^⟧]*⟧|§+ ?\d+(?:-\d+)?(?: [a-z](?![\w]))?|\d+(?:·\d+)?|⟪\d+⟫")
MONTHS = {
    language: {name.lower(): number for number, name in get_month_names("wide", "format", languages.locale(language)).items()}
    for language in LANGUAGES
}


@cache
def sections(language: str, page: str) -> dict[str, list[Element]]:
    markdown, _ = meta.get_data((DOCS / language / f"{page}.md").read_text("utf-8"))
    config = load_config(str(ROOT / "mkdocs.yml"))
    return paragraphs.read(markdown, config.markdown_extensions, config.mdx_configs)[0]


def facts(block: Element, language: str, *, terms: bool = True) -> Counter[str]:
    """Count what a block states: where it links to, and what it counts; on request without terms kept in Norwegian."""
    text = "".join(block.itertext())
    if not terms:
        text = TERM.sub("", text)
    for name, number in MONTHS[language].items():
        text = re.sub(rf"(?<=\d)\.? {name}\b|\b{name}(?= \d{{4}})", f" ⟪{number}⟫", text, flags=re.IGNORECASE)
    text = DECIMAL.sub("·", THOUSANDS.sub("", text))
    links = (element.get("href") or element.get("src") or "" for element in block.iter())
    return Counter(chain(filter(None, map(same_link, links)), map(same_number, COUNTED.findall(text))))


def same_link(link: str) -> str:
    """Give a link as every language has it: pictures have one file for each."""
    return re.sub(r"\.(nb|nn|en)\.svg$", ".svg", link)


def same_number(found: str) -> str:
    return re.sub(r"^§+ ?", "§", found).replace("'", '"')


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_the_same_in_every_language(name, language):
    source, other = sections("nb", name), sections(language, name)
    assert list(other) == list(source)
    different = []
    for heading, blocks in source.items():
        assert [block.tag for block in other[heading]] == [block.tag for block in blocks], heading
        for number, (one, two) in enumerate(zip(blocks, other[heading], strict=True)):
            ours, theirs = facts(two, language), facts(one, "nb")
            # A term may stand beside the same in the page's own words.
            if theirs not in (ours, facts(two, language, terms=False)):
                different.append(f"{language}/{name}#{heading}-{number}: {ours - theirs} in place of {theirs - ours}")
    assert not different, "\n".join(different)


@pytest.mark.parametrize(("name", "language"), WHOLE)
def test_a_page_rests_on_the_same_sources_in_every_language(name, language):
    source, other = (meta.get_data((DOCS / one / f"{name}.md").read_text("utf-8"))[1] for one in ("nb", language))
    assert other.keys() == source.keys()
    assert other.get("checked") == source.get("checked")
    told = [[(each["url"], each["date"]) for each in one.get("sources", [])] for one in (source, other)]
    assert told[0] == told[1]
    # Its placeholders only: the names of acts have numbers in some languages.
    laws = [re.findall(r"\{\{.*?\}\}", one.get("law", "")) for one in (source, other)]
    assert laws[0] == laws[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_front_matter_is_yaml(language):
    """MkDocs takes what is none for a page without any: the title and the sources would be gone."""
    for page in PAGES:
        text = (DOCS / language / f"{page}.md").read_text("utf-8")
        found = yaml.safe_load(text.split("---\n", 2)[1])
        assert isinstance(found, dict), page
        sources = () if page in SHORT[language] else ("sources",)
        for key in ("title", "description", "keywords", "search_words", "checked", *sources):
            assert key in found, f"{language}/{page}: {key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_sources_says_which_law_it_describes(language):
    site = {"om", "personvern", "uten-nett", "index", "lov", "endringer", "uenighet", "sok", "for-deg", "oversett"}
    # Tools that tell no law.
    site |= {"ansatt", "ansatt-lenker", "ansatt-ark", "ansatt-drift", "ansatt-kopi"}
    for page in PAGES:
        found = meta.get_data((DOCS / language / f"{page}.md").read_text("utf-8"))[1]
        assert page in site or page in SHORT[language] or found.get("law"), f"{language}/{page}"


@pytest.mark.parametrize(
    ("nb", "en", "is_same"),
    [
        ("Fra 1. januar 2026 er det 136 549 kroner.", "From 1 January 2026 it is 136,549 kroner.", True),
        ("Fra 1. januar 2026", "From 1 February 2026", False),
        ("7,5 timer", "7.5 hours", True),
        ("7,5 timer", "75 hours", False),
        ("loven § 14 a", "the Act § 14 a", True),
        ("loven § 14 a", "the Act § 14", False),
        ("§§ 8 og 9", "§§ 8 and 9", True),
        ('{{ law("a.b") }}', "{{ law('a.b') }}", True),
        ('{{ law("a.b") }}', '{{ law("a.c") }}', False),
        ("[x](klage.md#topp)", "[y](klage.md#topp)", True),
        ("[x](klage.md#topp)", "[y](klage.md)", False),
        ("mai", "May", True),
    ],
)
def test_what_counts_as_the_same(nb, en, is_same):
    def of(text, language):
        [block] = paragraphs.read(f"# T {{ #t }}\n\n{text}\n", ["attr_list"], {})[0]["t"][1:]
        return facts(block, language)

    assert (of(nb, "nb") == of(en, "en")) is is_same
