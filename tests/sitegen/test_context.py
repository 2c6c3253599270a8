"""What templates get."""

import re
from datetime import date, timedelta

import pytest
from jinja2 import DictLoader, Environment

from checker import law_rows
from sitegen import context
from sitegen.project import DOCS, ENTRANCE, LANGUAGES, OVERRIDES


@pytest.fixture(scope="module")
def build():
    return context.Build("nb", DOCS, date(2026, 11, 21))


def test_the_entrance_speaks_the_municipality_s_norwegian(build):
    assert build.language(ENTRANCE) == build.norwegian
    assert [build.language(language) for language in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_the_law_is_told_in_words(build, language):
    told = build.for_text(language)["law_checked"]
    assert str(build.law_checked.year) in told
    assert build.law_checked.isoformat() not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_offered_in_its_own_words(build, language):
    other = context.Alternate(language, "Name", "../", "ltr")
    offered = build.welcome(other)
    assert offered["text"] == build.ui[language]["entrance_text"]
    assert (offered["url"], offered["lang"]) == ("../", language)


@pytest.mark.parametrize("part", ["check", "appeal"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_names_its_files_relative_to_its_page(build, part, language):
    form = build.form(part, language, "../..", {"klage": "../klage/"})
    assert re.search(r'"url":"\.\./\.\./assets/engine/[0-9a-f]{16}/pyodide\.asm\.wasm"', form.data)
    assert '"klage":"../klage/"' in form.data
    assert [question.key for question in form.questions]


@pytest.mark.parametrize(("days", "said"), [(179, False), (180, True), (181, True)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_that_its_rules_have_gone_unchecked(build, language, days, said):
    later = context.Build(build.norwegian, DOCS, build.law_checked + timedelta(days=days))
    footer = (OVERRIDES / "partials" / "site" / "footer.html").read_text("utf-8")
    environment = Environment(loader=DictLoader({"footer.html": footer}), autoescape=True)
    environment.filters["url"] = lambda address: f"../{address}"
    values = later.for_template(language, [], "..") | later.staleness(law_rows())
    page = environment.get_template("footer.html").render(
        **values, here=language, config={"site_name": "Introguiden"}, parts={"icon": lambda _: ""}
    )
    # It is there in any case, for the script to show when that day comes.
    assert build.ui[language]["law_stale"] in page
    assert f'href="../{language}/lov/"' in page
    assert (f'data-after="{build.law_checked + timedelta(days=180)}" hidden' not in page) is said


def test_a_page_without_rules_says_nothing_of_their_age(build):
    """And one that tells a single row speaks of that row only."""
    assert build.staleness([])["law_stale_from"] is None
    row = law_rows()[0]
    assert build.staleness([row])["law_stale_from"] == row.checked + timedelta(days=180)
