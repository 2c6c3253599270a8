"""Which question comes next: nobody is asked what does not matter to them, and nothing that matters is left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

import checker
from tests.checker.support import CASES, TODAY, ask

PARTS = ("check", "appeal", "benefit")
FINDINGS_OF = {"check": ("which_law", "programme", "start"), "appeal": ("appeal",), "benefit": ("benefit",)}
BY_KEY = {question.key: question for question in checker.QUESTIONS}


def questions_put(part: str, person: Mapping[str, Any], today: date = TODAY) -> list[str]:
    """Give the questions a person is asked, in order."""
    answered: dict[str, Any] = dict(checker.PREMISES.get(part, {}))
    put = []
    for question in checker.QUESTIONS:
        if part in question.parts and checker.asked(question, answered, today):
            put.append(question.key)
            if question.key in person:
                answered[question.key] = person[question.key]
            elif not question.event:
                answered[question.key] = "unsure"
    return put


REFUGEE = {
    "citizenship": "other", "permit": "28", "permit_granted": "2026-02-10", "applied_from_abroad": False,
    "born": "1996-05-05", "lives_in_reception": False, "settled_on": "2026-04-01", "settled_by_agreement": True,
    "lived_in_municipality_since": "2026-04-01", "job_hours": 0,
}  # fmt: skip


def test_a_plain_refugee_is_asked_few_questions():
    put = questions_put("check", REFUGEE)
    assert len(put) <= 10, put
    found = ask({key: REFUGEE[key] for key in put if key in REFUGEE})["findings"]
    assert found["programme"]["outcome"] == "right_and_duty"
    assert found["which_law"]["outcome"] == "integreringsloven"
    assert found["start"]["facts"]["start_by"] == "2026-07-01"


def test_a_refugee_who_has_begun_is_asked_fewer():
    put = questions_put("check", REFUGEE | {"programme_status": "begun"})
    assert len(put) <= 10, put


def test_somebody_with_a_letter_is_asked_at_most_five_questions():
    put = questions_put(
        "appeal", {"decision": "stop", "decision_dated": "2026-11-09", "decision_received": "2026-11-12"}
    )
    assert len(put) <= 5, put
    assert put[0] == "decision"


def test_an_eea_citizen_is_asked_almost_nothing():
    put = questions_put("check", {"citizenship": "eea"})
    assert len(put) <= 2, put


PARTICIPANT = {
    "permit": "28", "permit_granted": "2025-02-10", "born": "1990-05-05", "benefit_day": "2026-11",
    "partner_in_programme": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, {"partner_in_programme"}),
        ({"partner_in_programme": True}, {"partner_in_programme", "has_children"}),
        ({"partner_in_programme": "unsure"}, {"partner_in_programme", "has_children"}),
        # 25 years on 10 November 2026, on 1 November and on 2 December.
        ({"born": "2001-11-10"}, {"partner_in_programme", "lives_with_parents"}),
        ({"born": "2001-11-01"}, {"partner_in_programme"}),
        ({"born": "2001-11-01", "benefit_day": "2026-10-31"}, {"partner_in_programme", "lives_with_parents"}),
        ({"born": "2001", "benefit_day": "2026-12-31"}, {"partner_in_programme"}),
        ({"born": "2001", "benefit_day": "2026-12-30"}, {"partner_in_programme", "lives_with_parents"}),
        ({"born": "unsure"}, {"partner_in_programme", "lives_with_parents"}),
        ({"benefit_day": "unsure"}, {"partner_in_programme", "lives_with_parents"}),
        # Couples without children got a whole benefit each.
        ({"benefit_day": "2024-06-30"}, set()),
        ({"benefit_day": "2024-07-01"}, {"partner_in_programme"}),
        # The act of 2003 has neither share.
        ({"permit_granted": "2020-12-31", "applied_from_abroad": False, "born": "2005-05-05"}, set()),
        (
            {"permit_granted": "2020-12-31", "applied_from_abroad": True, "arrived": "2020-12-31", "born": "2005"},
            set(),
        ),
        (
            {"permit_granted": "2020-12-31", "applied_from_abroad": True, "arrived": "2021-01-01"},
            {"partner_in_programme"},
        ),
        ({"permit": "eea-family"}, set()),
        # Somebody whose new permit gives no right may finish the programme, and has the benefit meanwhile.
        ({"permit": "23"}, {"partner_in_programme"}),
    ],
)
def test_a_participant_is_asked_about_parents_and_partner_where_that_matters(changed, wanted):
    person = PARTICIPANT | changed
    put = questions_put("benefit", person)
    assert wanted == {"lives_with_parents", "partner_in_programme", "has_children"}.intersection(put)
    assert ("born" in put) == ("benefit_day" in put) == (person["permit"] != "eea-family")


def test_a_participant_is_asked_few_questions():
    assert len(questions_put("benefit", PARTICIPANT)) <= 7


@pytest.mark.parametrize("part", ["check", "appeal"])
def test_somebody_who_knows_nothing_is_not_asked_everything(part):
    put = questions_put(part, {})
    asked_at_all = [question.key for question in checker.QUESTIONS if part in question.parts]
    assert len(put) < len(asked_at_all)


def test_every_question_of_a_form_is_put_to_somebody():
    put = {part: set() for part in PARTS}
    people = [{"programme_status": "not-begun"} | case["answers"] for case in CASES]
    people += [{"citizenship": "nordic", "citizen_since": "2026-01-01"}, {}]
    for case_answers in people:
        for part in PARTS:
            put[part] |= set(questions_put(part, case_answers))
    for part in PARTS:
        assert put[part] == {question.key for question in checker.QUESTIONS if part in question.parts}


def cases_for(part: str) -> list[Any]:
    return [
        pytest.param(case, id=case["id"])
        for case in CASES
        if any(finding in FINDINGS_OF[part] for finding in case["expect"]) and is_for(part, case)
    ]


def is_for(part: str, case: dict[str, Any]) -> bool:
    """Say whether a form is for the person: whoever takes no part does not come to the one for participants."""
    premises = checker.PREMISES.get(part, {})
    meets = all(case["answers"].get(key, value) == value for key, value in premises.items())
    return meets and not (premises and case["expect"]["benefit"].get("outcome") == "not_applicable")


@pytest.mark.parametrize("case", cases_for("check"))
def test_a_question_that_is_not_asked_would_not_have_changed_the_check(case):
    assert_same_without_what_is_not_asked("check", case)


@pytest.mark.parametrize("case", cases_for("appeal"))
def test_a_question_that_is_not_asked_would_not_have_changed_the_deadline(case):
    assert_same_without_what_is_not_asked("appeal", case)


@pytest.mark.parametrize("case", cases_for("benefit"))
def test_a_question_that_is_not_asked_would_not_have_changed_the_benefit(case):
    assert_same_without_what_is_not_asked("benefit", case)


def assert_same_without_what_is_not_asked(part: str, case: dict[str, Any]) -> None:
    """Leave out, of a case, what the form does not ask: the findings stay. Keys that no form asks stay in."""
    # On the form, "it has not begun" is an answer one gives.
    answers = case["answers"] if part in checker.PREMISES else {"programme_status": "not-begun"} | case["answers"]
    put = set(questions_put(part, answers, case["today"]))
    on_paper = {key: value for key, value in answers.items() if key in put or not BY_KEY[key].parts}
    on_paper |= checker.PREMISES.get(part, {})
    full, less = (ask(given, case["today"])["findings"] for given in (answers, on_paper))
    for finding in FINDINGS_OF[part]:
        if finding == "which_law" and answers.get("citizenship") in ("nordic", "eea"):
            continue  # neither law gives them a programme: they are not asked for the permit that would tell which
        assert less[finding]["outcome"] == full[finding]["outcome"], (finding, sorted(set(answers) - set(on_paper)))
        facts, all_facts = less[finding]["facts"], full[finding]["facts"]
        # Who is told no is not asked on for a second reason.
        assert set(facts.pop("failed", [])) <= set(all_facts.pop("failed", []))
        assert facts == all_facts, (finding, sorted(set(answers) - set(on_paper)))


def test_the_first_question_of_a_form_is_put_to_everybody():
    """Whoever opens the form is asked it: no condition on what is not known yet fails."""
    for part in PARTS:
        first = next(question for question in checker.QUESTIONS if part in question.parts)
        assert checker.asked(first, checker.PREMISES.get(part, {}), TODAY)


def test_conditions_name_only_earlier_questions():
    """Otherwise the browser could not know what comes next."""
    seen = {key for premises in checker.PREMISES.values() for key in premises}
    for question in checker.QUESTIONS:
        for alternative in question.ask_if:
            for condition in alternative:
                assert {condition["key"], condition.get("on", condition["key"])} <= seen, (question.key, condition)
        seen.add(question.key)


def test_a_choice_in_a_condition_is_a_value_of_its_question():
    for question in checker.QUESTIONS:
        for alternative in question.ask_if:
            for condition in alternative:
                other = BY_KEY[condition["key"]]
                allowed = {*other.values, "unsure", *({"true", "false"} if other.kind == "boolean" else ())}
                assert set(condition.get("in", [])) <= allowed, (question.key, condition)
                assert set(condition.get("not_in", [])) <= allowed, (question.key, condition)


def test_every_question_has_a_kind_and_the_choices_have_values():
    for question in checker.QUESTIONS:
        assert question.kind in {"choice", "boolean", "date", "number", "whole"}
        assert bool(question.values) == (question.kind == "choice"), question.key
        assert set(question.parts) <= set(PARTS), question.key
        assert len(question.values) == len(set(question.values)), question.key
    assert len(BY_KEY) == len(checker.QUESTIONS)
