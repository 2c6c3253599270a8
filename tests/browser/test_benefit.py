"""The benefit worked out: from the question of the permit to the amounts, and what there is without them."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from playwright.sync_api import expect

import checker
from sitegen import benefittext
from sitegen.project import LANGUAGES
from tests.browser.support import PHONE, QUESTIONS, SAVES_DATA, TODAY, Answers, Visit, plain, status
from tests.browser.test_as_of import fragment
from tests.checker.support import CASES

PAGE = "stonad-regn/"
HANDS = {"mouse": {}, "finger": PHONE, "keyboard": {}}
WALKS = [("nb", "keyboard"), ("nn", "keyboard"), ("en", "keyboard"), ("nb", "finger"), ("en", "mouse")]
ENGINE = ("pyodide.asm.wasm", "checker.zip")
AMOUNTS = {"month", "year", "day", "hour", "absence_deduction"}
KRONER = {"nb": "22 758,17", "nn": "22 758,17", "en": "22,758.17"}

# An adult who takes part alone, and was away for ten hours. None: it did not happen.
ALONE: Answers = {
    "permit": "28",
    "permit_granted": "2025-02-10",
    "first_permit_granted": None,
    "born": "1990-05-17",
    "benefit_day": "2026-11",
    "partner_in_programme": False,
    "absence_hours": 10,
}
YOUNG: Answers = {**ALONE, "born": "2004-05-17", "lives_with_parents": True, "absence_hours": None}
PEOPLE: Mapping[str, tuple[str, Answers]] = {
    "whole": ("1", ALONE),
    "at home": ("1/3", YOUNG),
    "young": ("2/3", {**YOUNG, "lives_with_parents": False}),
    "couple": ("5/6", {**ALONE, "partner_in_programme": True, "has_children": False}),
    "old act": ("2/3", {**YOUNG, "permit_granted": "2020-05-01", "applied_from_abroad": False}),
}


def by_the_checker(person: Answers, asked: list[str]) -> dict[str, object]:
    """Judge what the form sends."""
    answers = {key: person[key] for key in asked if person[key] is not None} | {"programme_status": "begun"}
    given = json.dumps({"answers": answers, "today": f"{TODAY}"})
    return json.loads(checker.check_json(given))["findings"]["benefit"]


def in_kroner(amount: str, language: str) -> str:
    """Write an amount of the checker's as pages do."""
    return benefittext.money(Fraction(Decimal(amount)), language).replace("\xa0", " ")


def assert_amounts(visit: Visit, found: dict[str, object]) -> None:
    """See that the result says every amount, as the language writes it."""
    said = visit.result.inner_text().replace("\xa0", " ")
    for name, amount in found["facts"].items():
        if name not in ("share", "basic_amount"):
            assert in_kroner(amount, visit.language) in said, name
    assert in_kroner(str(found["facts"]["basic_amount"]), visit.language) in said


@pytest.mark.parametrize(("language", "hand"), WALKS)
def test_from_the_page_about_the_benefit_to_the_amounts(visitor, language, hand):
    visit = visitor(hand, **HANDS[hand])
    visit.go(f"{language}/stonad/")
    visit.hand.press(visit.page.locator(f'article a[href$="{PAGE}"]').first)
    visit.page.wait_for_url(f"**/{language}/{PAGE}")
    # Who the page is for stands before the first question: it is not asked.
    expect(visit.page.locator(".intro dd").first).to_have_text(plain(visit.words["part"]["benefit"]["for_whom"]))
    visit.hand.press(visit.page.locator("[data-start]"))
    asked = visit.walk(ALONE)
    assert asked == list(ALONE)
    expect(visit.page.locator(".verdict__answer")).to_be_focused()
    assert KRONER[language] in visit.text(".verdict__answer")
    assert_amounts(visit, by_the_checker(ALONE, asked))
    # The hours stand beside the option that they were written under.
    happened = visit.words["question"]["absence_hours"]["happened"]
    assert f"{happened} {ALONE['absence_hours']}" in visit.page.locator(".answers dd").all_text_contents()
    sections = visit.text(".cites")
    assert all(section in sections for section in ("§ 20", "§ 21", "§ 1-4"))
    # The sentence for the counter is Norwegian, its amounts too.
    counter = visit.page.locator(".counter p").all_inner_texts()
    assert [KRONER["nb"] in text.replace("\xa0", " ") for text in counter] == ([True] if language == "en" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_share_is_told_as_the_checker_finds_it(visitor, language):
    visit = visitor()
    visit.go(f"{language}/{PAGE}")
    for name, (share, person) in PEOPLE.items():
        visit.page.locator("[data-start]").click()
        asked = visit.walk(person)
        assert asked == [key for key in QUESTIONS if key in person and key in asked], name
        found = by_the_checker(person, asked)
        assert found["facts"]["share"] == share, name
        assert_amounts(visit, found)
        visit.page.locator("[data-forget]").click()


OPEN = {
    "a young couple": {**YOUNG, "partner_in_programme": True, "has_children": False},
    "no amount yet": {**ALONE, "benefit_day": "2030-01"},
    "an older permit of another kind": {**ALONE, "permit": "ch6", "first_permit_granted": "2019-03-01"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_law_is_open_there_is_a_question_in_norwegian(visitor, language):
    visit = visitor()
    visit.go(f"{language}/{PAGE}")
    for name, person in OPEN.items():
        visit.page.locator("[data-start]").click()
        asked = visit.walk(person)
        assert by_the_checker(person, asked)["outcome"] == "ask", name
        expect(visit.page.locator(".verdict")).to_have_attribute("data-tone", "maybe")
        question = visit.page.locator(".copy textarea").first
        assert "introduksjonsstønaden min" in question.input_value()
        assert question.get_attribute("lang") == (language if language in ("nb", "nn") else "nb")
        visit.page.locator("[data-forget]").click()


def test_what_is_missing_is_asked_for(visitor):
    visit = visitor()
    visit.begin("nb", PAGE)
    visit.walk({**ALONE, "permit_granted": "unsure", "applied_from_abroad": False, "arrived": "unsure"})
    [unknown] = visit.words["finding"]["benefit"]["unknown"]
    assert visit.text(".verdict__answer") == unknown["answer"]
    expect(visit.page.locator(".missing button")).to_have_count(1)
    visit.page.locator(".missing button").click()
    assert visit.shown == "permit_granted"
    visit.fill_boxes("permit_granted", "2025-02-10")
    visit.hand.press(visit.page.locator("[data-next]"))
    visit.wait_for("result")
    assert KRONER["nb"] in visit.text(".verdict__answer")


def test_a_year_gives_no_single_amount(visitor):
    visit = visitor()
    visit.begin("nb", PAGE)
    visit.walk({**ALONE, "benefit_day": "2026"})
    assert visit.text(".verdict__answer") == visit.words["finding"]["benefit"]["computed"][0]["answer"]


def test_every_case_of_a_participant_gets_in_the_browser_what_the_law_gives_it(visitor):
    """All cases in which the form can be given the date of birth, each on its own day, as staff may choose it."""
    visit = visitor()
    visit.go(f"nb/{PAGE}")
    cases = [case for case in CASES if is_for_the_form(case)]
    assert len(cases) > 20
    for case in cases:
        answers = {key: in_an_address(value) for key, value in case["answers"].items()}
        visit.page.evaluate("fragment => { location.hash = fragment; }", fragment(answers, str(case["today"])))
        visit.wait_for("result")
        found = checker.check(case["answers"], case["today"])["findings"]["benefit"]
        said = visit.result.inner_text().replace("\xa0", " ")
        for name in AMOUNTS & found["facts"].keys():
            assert in_kroner(found["facts"][name], "nb") in said, (case["id"], name)
        told = [variant["answer"].split("{")[0] for variant in visit.words["finding"]["benefit"][found["outcome"]]]
        assert any(answer in said for answer in told), case["id"]
        visit.page.locator("[data-forget]").click()


def in_an_address(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def is_for_the_form(case: Mapping[str, Any]) -> bool:
    answers, expected = case["answers"], case["expect"].get("benefit", {})
    takes_part = expected and expected.get("outcome") != "not_applicable" and answers.get("programme_status") == "begun"
    return bool(takes_part) and not {"age_now", "age_at_grant"} & answers.keys()


# ---------------------------------------------------------------- without the checker


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_amounts_and_the_guide_are_there(visitor, language):
    visit = visitor(java_script_enabled=False)
    visit.go(f"{language}/{PAGE}")
    text = visit.page.locator("main").inner_text().replace("\xa0", " ")
    for share in benefittext.CASES:
        assert benefittext.lookup(language, TODAY)("month", share).replace("\xa0", " ") in text, share
    links = visit.page.locator("[data-plain] a")
    links.filter(has_text=visit.ui["plain_guide"]).click()
    visit.page.wait_for_url(f"**/{language}/veiviser-penger/")


def test_whoever_saves_data_is_asked_first_and_shown_the_guide(visitor, faults):
    visit = visitor()
    visit.page.add_init_script(SAVES_DATA)
    visit.begin("nb", PAGE)
    visit.answer(ALONE)
    visit.wait_for("wait")
    assert visit.text("[data-wait-title]") == visit.ui["js_saving_title"]
    assert "MB" in visit.text("[data-wait-text]")
    ways = visit.page.locator("[data-wait-ways] a")
    assert [link.get_attribute("href") for link in ways.all()] == ["../veiviser-penger/", "../stonad/"]
    visit.page.wait_for_load_state("networkidle")
    assert faults.count(*ENGINE) == 0
    visit.page.get_by_role("button", name=visit.ui["js_compute_wait"]).click()
    visit.wait_for("result")
    assert KRONER["nb"] in visit.text(".verdict__answer")


def test_a_failed_download_leads_to_the_guide_and_can_be_tried_again(visitor, faults):
    visit = visitor(troubled=True)
    faults.faults["pyodide.asm.wasm"] = status(503)
    visit.begin("en", PAGE)
    visit.answer(ALONE)
    expect(visit.page.locator("[data-retry]")).to_be_visible(timeout=60_000)
    assert visit.text("[data-wait-title]") == visit.ui["js_failed"]
    expect(visit.page.locator('[data-wait-ways] a[href$="veiviser-penger/"]')).to_be_visible()
    faults.faults.clear()
    visit.page.locator("[data-retry]").click()
    visit.wait_for("result")
    assert KRONER["en"] in visit.text(".verdict__answer")


def test_nothing_is_asked_of_a_table_that_there_is_not(visitor, faults):
    visit = visitor()
    visit.begin("nn", PAGE)
    visit.walk(ALONE)
    assert faults.count("diagram-benefit.json") == 0
