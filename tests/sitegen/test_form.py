"""The forms as the templates and the scripts get them."""

import json
import random
from datetime import date

import pytest

import checker
from checker.answers import INPUT_CODES
from sitegen import context, form, quick
from sitegen.guide import store
from sitegen.project import DOCS, LANGUAGES

PARTS = ("check", "appeal", "benefit")


@pytest.fixture(scope="module")
def build():
    return context.Build("nb", DOCS, date(2026, 11, 21))


@pytest.fixture(params=[(part, language) for part in PARTS for language in LANGUAGES], ids="-".join)
def view(request, build):
    part, language = request.param
    return build.form(part, language, "../..", {"klage": "../klage/"})


def question(view, key):
    return next(question for question in view.questions if question.key == key)


def test_a_form_asks_the_checker_s_questions_in_its_order(view):
    assert [question.key for question in view.questions] == [
        question.key for question in checker.QUESTIONS if view.part in question.parts
    ]


def test_everybody_may_answer_that_they_do_not_know(view):
    for asked in view.questions:
        assert asked.unsure_box or asked.options[-1].value == form.UNSURE, asked.key


def test_every_value_of_a_choice_can_be_chosen(view):
    values = {known.key: known.values for known in checker.QUESTIONS}
    for asked in view.questions:
        if asked.kind == "choice":
            offered = [option.value for option in asked.options]
            assert [value for value in offered if value in values[asked.key]] == list(values[asked.key])


def test_an_event_can_be_said_not_to_have_happened(view):
    for asked in view.questions:
        if asked.event and asked.kind != "boolean":
            assert form.NOT_HAPPENED in {option.value for option in asked.options}, asked.key


def test_terms_are_marked_and_nothing_else_is_markup(build):
    words = {"label": "Har du <b>vedtaket</b> & [[vedtak]]?", "value": {"28": "[[asyl]]"}, "list": ["[[klage]]"]}
    marked = form.markup(words, "en")
    assert marked["label"] == ('Har du &lt;b&gt;vedtaket&lt;/b&gt; &amp; <span lang="nb" translate="no">vedtak</span>?')
    assert marked["value"]["28"] == '<span lang="nb" translate="no">asyl</span>'
    assert form.markup(words, "nn")["list"] == ['<span translate="no">klage</span>']


def test_the_data_cannot_end_the_element_it_stands_in(view):
    assert "<" not in view.data
    assert json.loads(view.data)["part"] == view.part


def test_what_the_page_says_in_norwegian_comes_later_where_the_page_is_not(build):
    for language in ("nb", "nn"):
        view = build.form("appeal", language, "..", {})
        assert json.loads(view.data)["norwegian"] is json.loads(view.later)["norwegian"] is None
    view = build.form("appeal", "en", "..", {})
    data, later = json.loads(view.data), json.loads(view.later)
    assert "norwegian" not in data
    # What comes later takes the place of what the page has, so that each variant stands beside its Norwegian one.
    for outcome, variants in later["words"]["finding"]["appeal"].items():
        norwegian = later["norwegian"]["finding"]["appeal"][outcome]
        assert [set(variant) & {"ask"} for variant in variants] == [set(one) & {"ask"} for one in norwegian]


def test_the_page_has_the_words_of_its_table_and_the_rest_comes_later(view, build):
    data, later = json.loads(view.data), json.loads(view.later)
    assert set(data["words"]["finding"]) == set(form.TABLES.get(view.part, ()))
    every = build.words(data["language"])["finding"]
    for name, outcomes in data["words"]["finding"].items():
        whole = json.loads(json.dumps({name: every[name]}))[name]
        assert name in later["words"]["finding"] or _bare(outcomes) == _bare(whole), name
    assert {*data["words"]["finding"], *later["words"]["finding"]} == set(data["findings"])
    assert not set(data["acts"]) & set(later["acts"])
    assert {*data["acts"], *later["acts"]} == set(build.words(data["language"])["act"])
    assert set(data["acts"]) == quick.acts(store.load(build.today), view.part)


def _bare(outcomes):
    """Give how many variants there are of each outcome: their texts are marked for their language on the way."""
    return {outcome: len(variants) for outcome, variants in outcomes.items()}


@pytest.mark.parametrize("seed", range(20))
def test_an_answer_without_dates_has_the_same_words_before_and_after_the_rest_has_come(build, seed):
    chance = random.Random(seed)  # noqa: S311 - for tests
    for finding in ("appeal", "programme", "which_law"):
        every = build.words("nb")["finding"][finding]
        first = form.at_once(every, "nb")
        assert first.keys() == every.keys()
        for outcome, variants in every.items():
            wanted = {}
            for variant in variants:
                for key, value in variant.get("when", {}).items():
                    wanted.setdefault(key, ["unsure"]).extend(value if isinstance(value, list) else [value])
            known = {key: chance.choice(values) for key, values in wanted.items() if key not in form.DATES}
            if outcome == "last_day_today":
                known["last_day"] = "2026-11-22"
            assert _chosen(first[outcome], known) == _chosen(variants, known)


@pytest.mark.parametrize("finding", ["appeal", "programme", "which_law"])
def test_an_answer_beside_norwegian_has_the_answer_and_what_to_do_before_the_rest_has_come(build, finding):
    for outcome, variants in form.at_once(build.words("uk")["finding"][finding], "uk").items():
        assert variants, outcome
        for variant in variants:
            assert {"label", "answer", "tone"} <= variant.keys()
            assert not variant.keys() & form.WITH_NORWEGIAN
        assert any("next" in variant for variant in variants), outcome


def _chosen(variants, known):
    """Choose as the browser does (overrides/checker/words.mjs)."""
    for variant in variants:
        asked = variant.get("when", {}).items()
        if all(known.get(key, "unsure") in (value if isinstance(value, list) else [value]) for key, value in asked):
            return variant
    return None


def test_what_comes_later_is_written_where_the_script_looks(view, tmp_path):
    view.write_later(tmp_path, "nn")
    written = (tmp_path / "assets" / "checker" / "nn" / f"{view.part}.json").read_text("utf-8")
    assert json.loads(written) == json.loads(view.later)


def test_the_scripts_get_the_strings_of_their_part_and_no_others(build):
    given = {}
    for part in PARTS:
        view = build.form(part, "en", "..", {})
        first, later = set(json.loads(view.data)["ui"]), set(json.loads(view.later)["ui"])
        assert not first & later
        given[part] = first | later
    assert {f"js_{key}" for key in set.union(*given.values())} == {
        key for key in build.ui["en"] if key.startswith("js_")
    }
    assert {part for part in PARTS if "write" in given[part]} == {"appeal"}
    assert {part for part in PARTS if "finding_start" in given[part]} == {"check"}
    for part in PARTS:
        assert {"next", "guide", "try_again", "link"} <= given[part]


def test_the_checker_s_errors_come_with_the_checker(view, build):
    first, later = (json.loads(text)["words"]["error"] for text in (view.data, view.later))
    assert set(first) == form.FAULTS
    assert not set(first) & set(later)
    assert {*first, *later} == set(build.words("nb")["error"]).difference(INPUT_CODES)


@pytest.mark.parametrize(
    ("locale", "wednesday", "august", "full"),
    [
        ("nb", "onsdag", "august", "{weekday} {day}. {month} {year}"),
        # Chromium knows no nynorsk: this is why the names come from the build.
        ("nn", "onsdag", "august", "{weekday} {day}. {month} {year}"),
        ("en-GB", "Wednesday", "August", "{weekday}, {day} {month} {year}"),
        ("ti", "ረቡዕ", "ነሓሰ", "{weekday}፣ {day} {month} {year}"),
    ],
)
def test_dates_are_named_in_every_language(locale, wednesday, august, full):
    named = form.calendar(locale)
    assert (named["days"][2], named["months"][7], named["full"]) == (wednesday, august, full)
    assert (len(named["days"]), len(named["months"])) == (7, 12)


def test_nynorsk_weekdays_are_not_respelt_bokmal():
    assert form.calendar("nn")["days"][0] == "måndag"


def test_a_form_says_what_it_takes_for_granted(build):
    data = json.loads(build.form("benefit", "nb", "..", {}).data)
    assert data["premises"] == {"programme_status": "begun"}
    assert "programme_status" not in {question["key"] for question in data["questions"]}
    assert json.loads(build.form("check", "nb", "..", {}).data)["premises"] == {}


def test_a_table_answers_at_once_where_there_is_one(build):
    told = {part: json.loads(build.form(part, "nb", "..", {}).data)["has_table"] for part in PARTS}
    assert {part for part, has_table in told.items() if has_table} == set(quick.PARTS)


@pytest.mark.parametrize(
    ("locale", "signs"), [("nb", (",", "\xa0")), ("nn", (",", "\xa0")), ("en-GB", (".", ",")), ("ti", (".", ","))]
)
def test_numbers_are_written_as_the_language_does(locale, signs):
    named = form.calendar(locale)
    assert (named["decimal"], named["group"]) == signs


def test_what_is_fetched_is_told_in_megabytes(build):
    view = build.form("check", "nb", "..", {})
    fetched = sum(file["bytes"] for file in json.loads(view.data)["engine"]["files"])
    assert view.megabytes == round(fetched / 1_000_000) > 0
