"""The law pages, as they were built and as they were written."""

import re
from datetime import date

import pytest

from sitegen import lawpages
from sitegen.project import DOCS, ALWAYS

NAMES = ("lov", "endringer", "uenighet")
# What a page must say of each point on which official pages disagree.
LABELS = {
    "nb": ("Sidene sier", "Loven sier", "Siden"),
    "nn": ("Sidene seier", "Lova seier", "Sidan"),
    "en": ("The pages say", "The law says", "Since"),
}
WHOM = {"nb": "**For hvem:**", "nn": "**For kven:**", "en": "**For whom:**"}
# The five pages, by a word that stands in every line about them.
SOURCES = {
    "nb": ("IMDi", "uten dato", "Statsforvalteren", "ommune", "Gudbrandsdalen"),
    "nn": ("IMDi", "utan dato", "Statsforvaltaren", "ommune", "Gudbrandsdalen"),
    "en": ("IMDi", "without a date", "County Governor", "unicipality", "Gudbrandsdalen"),
}
COUNTS = "én|éi|éin|ett|eitt|to|tre|fire|fem|seks|tolv|one|two|three|four|five|six|twelve"
UNITS = "uker?|veker?|måned(?:er)?|månad(?:er)?|år|tim[ea]rs?|prosent|weeks?|months?|years?|hours|per cent"
COUNT = re.compile(rf"\b(\d+|{COUNTS}) ({UNITS})\b", re.IGNORECASE)
LONGEST_SENTENCE = 30


def source(language: str, name: str) -> str:
    """Give the text below the front matter, without the addresses of links."""
    text = (DOCS / language / f"{name}.md").read_text("utf-8").split("---\n", 2)[2]
    return re.sub(r"^\[\w+\]: .*\n?", "", text, flags=re.MULTILINE)


@pytest.fixture(params=ALWAYS)
def language(request):
    return request.param


def test_every_rule_of_the_law_is_shown(pages, language):
    page = pages[f"{language}/lov/index.html"]
    told = lawpages.LawPages(DOCS, language, date(2026, 11, 21))
    for group in lawpages.GROUPS:
        for rule in told.group(group):
            if group != "basic_amount":
                assert plain(rule.name) in page.text, rule.name
    for row in lawpages.act_rows("folketrygdloven.basic_amount"):
        assert row.source in page.html, row.source


def plain(text: str) -> str:
    return text.replace("[[", "").replace("]]", "")


def test_every_group_of_rules_is_called_by_the_page(language):
    text = source(language, "lov")
    for group in lawpages.GROUPS:
        call = "laws.basic_amounts()" if group == "basic_amount" else f'laws.rules("{group}")'
        assert call in text, group
    assert "laws.coming()" in text


def test_tables_have_captions_and_scoped_headers(pages, language):
    for name in NAMES:
        page = pages[f"{language}/{name}/index.html"]
        assert len(page.all("caption")) == len(page.all("table")), name
        assert all(header.get("scope") in ("col", "row", "rowgroup") for header in page.all("th")), name


@pytest.mark.parametrize("name", NAMES)
def test_languages_link_to_the_same_places(pages, name):
    outward = {
        language: [
            link["href"] for link in pages[f"{language}/{name}/index.html"].all("a") if "lovdata.no" in link["href"]
        ]
        for language in ALWAYS
    }
    assert outward["nb"] == outward["nn"] == outward["en"]
    assert len(outward["nb"]) > 15


def test_no_number_of_the_law_is_typed_by_hand(language):
    for name in ("lov", "endringer"):
        assert COUNT.findall(source(language, name)) == [], name
    # What a page says may hold a number of its own: that is the disagreement.
    lines = [line for line in source(language, "uenighet").splitlines() if not line.startswith(":   **")]
    assert COUNT.findall("\n".join(lines)) == []


def test_sentences_are_short(language):
    for name in NAMES:
        text = re.sub(r"\{\{.*?\}\}|\[\[|\]\]|\]\[\w+\]|\*\*", " x ", source(language, name))
        for line in text.splitlines():
            for sentence in re.split(r"(?<=[.?!:])\s+", line):
                assert len(re.findall(r"\w+", sentence)) <= LONGEST_SENTENCE, sentence


def test_changes_stand_newest_first_and_each_says_for_whom(language):
    sections = re.split(r"^## ", source(language, "endringer"), flags=re.MULTILINE)[1:]
    dated = [section for section in sections if "#fra-" in section]
    days = [re.search(r"#fra-(\d{4}-\d\d-\d\d)", section)[1] for section in dated]
    assert days == sorted(days, reverse=True)
    assert len(days) > 10
    for section, day in zip(dated, days, strict=True):
        assert section.startswith(f'{{{{ laws.day("{day}") }}}}: '), day
        assert WHOM[language] in section, day
        assert re.search(r"\]\[\w+\]", section), f"{day} names no act"
    coming = [section for section in sections if "#kommer" in section]
    assert sections[: len(coming)] == coming
    for section in coming:
        entries = [line for line in section.splitlines() if line.startswith("- ")]
        assert entries
        assert all(WHOM[language] in entry for entry in entries)


def test_every_day_the_act_changed_has_a_section(language):
    """The recorded days; a new row is told by the table of the page, with no work by hand."""
    text = source(language, "endringer")
    days = {row.begins for row in lawpages.law_rows() if row.act == "integreringsloven" and row.begins}
    for day in days:
        if day <= date(2026, 11, 21):
            assert f"#fra-{day.isoformat()}" in text, day
    assert "laws.changed()" in text


def test_every_point_of_disagreement_says_who_what_the_law_says_and_since_when(language):
    sections = re.split(r"^## ", source(language, "uenighet"), flags=re.MULTILINE)[1:]
    points = [section for section in sections if "#kilder" not in section]
    says, law, since = LABELS[language]
    assert len(points) >= 10
    for point in points:
        pattern = rf"\n\n{says}\n(:   .+\n)+\n{law}\n:   (?P<law>.+)\n\n{since}\n:   .+"
        found = re.search(pattern, point)
        assert found, point
        assert re.search(r"\]\[\w+\]", found["law"]), f"no section is linked: {point}"


def test_each_of_the_five_pages_has_a_point(language):
    _, overview, *points = re.split(r"^## ", source(language, "uenighet"), flags=re.MULTILINE)
    for word in SOURCES[language]:
        assert word in overview, word
        assert any(re.search(rf"^:   \*\*[^*]*{word}", point, re.MULTILINE) for point in points), word


def test_a_date_in_a_definition_is_no_list(pages, language):
    # Markdown takes «1. januar» at the start of a line for the first item of a list.
    page = pages[f"{language}/uenighet/index.html"]
    inside = page.html[page.html.index("<dl>") :]
    assert "<ol" not in inside


def test_what_could_not_be_checked_is_said(pages, language):
    page = pages[f"{language}/lov/index.html"]
    section = page.html[page.html.index('id="usjekket"') :]
    assert section.count("<li>") >= 4
    july = {"nb": "23. juli 2026", "nn": "23. juli 2026", "en": "23 July 2026"}[language]
    assert july in section
