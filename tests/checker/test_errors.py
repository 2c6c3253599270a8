"""Answers that cannot be right are errors that name the field; no input ends in a traceback."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

import checker
from tests.checker.support import LIMIT_OF_TIME, ROOT, TODAY

PAST_EVENTS = """permit_granted first_permit_granted arrived born settled_on lived_in_municipality_since
    claimed_on programme_decided_on reference_settled_on family_applied_on offered_on citizen_since decision_dated
    decision_received notice_sent test_taken_on reasons_asked reasons_received complaint_sent""".split()

MAY_BE_AHEAD = ["start_offered", "training_started", "benefit_day"]

BOOLEANS = """applied_from_abroad lives_in_reception reception_exempt settled_by_agreement had_family_permit
    permit_renewed upper_secondary had_chapter_6a_decision lives_with_parents partner_in_programme
    has_children not_to_blame""".split()

CHOICES = """citizenship permit reference_permit goal programme_status training_status decision
    decision_result""".split()

NUMBERS = ["job_hours", "absence_hours", "payment", "deduction"]
WHOLE = ["age_at_grant", "age_now"]

ERRORS = [
    # what the mistake is, the answers, the field, the code
    ("a key that is not in the contract", {"colour": "red"}, "colour", "unknown_key"),
    ("a key in capitals", {"Permit": "28"}, "Permit", "unknown_key"),
    ("an empty key", {"": "28"}, "", "unknown_key"),
    ("a choice that is a number", {"permit": 28}, "permit", "wrong_type"),
    ("a choice that is a list", {"permit": ["28"]}, "permit", "wrong_type"),
    ("a choice that is an object", {"permit": {"28": True}}, "permit", "wrong_type"),
    ("a choice that is true", {"permit": True}, "permit", "wrong_type"),
    ("a permit that does not exist", {"permit": "29"}, "permit", "not_a_choice"),
    ("an empty choice", {"permit": ""}, "permit", "not_a_choice"),
    ("a choice with a space", {"permit": "28 "}, "permit", "not_a_choice"),
    ("a reference permit as own permit", {"permit": "norwegian"}, "permit", "not_a_choice"),
    ("a date that is a number", {"born": 1990}, "born", "wrong_type"),
    ("a date that is true", {"born": True}, "born", "wrong_type"),
    ("a date in words", {"born": "yesterday"}, "born", "not_a_date"),
    ("an empty date", {"born": ""}, "born", "not_a_date"),
    ("a Norwegian date", {"born": "17.05.1990"}, "born", "not_a_date"),
    ("a date without leading zeros", {"born": "1990-5-7"}, "born", "not_a_date"),
    ("a date with a time", {"born": "1990-05-17T10:00"}, "born", "not_a_date"),
    ("a week", {"born": "1990-W05"}, "born", "not_a_date"),
    ("a date without hyphens", {"born": "19900517"}, "born", "not_a_date"),
    ("a date with a space before it", {"born": " 1990-05-17"}, "born", "not_a_date"),
    ("a date with a line end after it", {"born": "1990-05-17\n"}, "born", "not_a_date"),
    ("other digits than 0-9", {"born": "١٩٩٠-٠٥-١٧"}, "born", "not_a_date"),
    ("two digits of a year", {"born": "90-05-17"}, "born", "not_a_date"),
    ("31 February", {"born": "1990-02-31"}, "born", "impossible_date"),
    ("29 February of an ordinary year", {"born": "1990-02-29"}, "born", "impossible_date"),
    ("29 February 1900, no leap year", {"born": "1900-02-29"}, "born", "impossible_date"),
    ("31 April", {"arrived": "2020-04-31"}, "arrived", "impossible_date"),
    ("day 0", {"born": "1990-05-00"}, "born", "impossible_date"),
    ("month 0", {"born": "1990-00-17"}, "born", "impossible_date"),
    ("month 13", {"born": "1990-13-01"}, "born", "impossible_date"),
    ("month 13 without a day", {"born": "1990-13"}, "born", "impossible_date"),
    ("the last day before 1900", {"born": "1899-12-31"}, "born", "out_of_range"),
    ("the year before 1900", {"born": "1899"}, "born", "out_of_range"),
    ("the year 0000", {"born": "0000-01-01"}, "born", "out_of_range"),
    ("the first day after 2100", {"start_offered": "2101-01-01"}, "start_offered", "out_of_range"),
    ("the year after 2100", {"start_offered": "2101"}, "start_offered", "out_of_range"),
    ("arrived before born", {"born": "1990-05-17", "arrived": "1990-05-16"}, "arrived", "before_born"),
    ("arrived in a year before the year of birth", {"born": "1990", "arrived": "1989"}, "arrived", "before_born"),
    ("permit before born", {"born": "1990-05-17", "permit_granted": "1990-05-16"}, "permit_granted", "before_born"),
    (
        "received before dated",
        {"decision_dated": "2026-11-10", "decision_received": "2026-11-09"},
        "decision_received",
        "before_decision_dated",
    ),
    (
        "reasons came before they were asked for",
        {"reasons_asked": "2026-11-10", "reasons_received": "2026-11-09"},
        "reasons_received",
        "before_reasons_asked",
    ),
    (
        "an age that the date of birth does not give",
        {"born": "1990-05-17", "permit_granted": "2026-02-10", "age_at_grant": 36},
        "age_at_grant",
        "age_contradicts",
    ),
    ("today's age one too high", {"born": "1990-11-22", "age_now": 36}, "age_now", "age_contradicts"),
    ("today's age one too low", {"born": "1990-11-21", "age_now": 35}, "age_now", "age_contradicts"),
    ("today's age, only the year of birth known", {"born": "1990", "age_now": 34}, "age_now", "age_contradicts"),
    ("more hours than a week has", {"job_hours": 169}, "job_hours", "too_large"),
    ("an age that nobody reaches", {"age_now": 200}, "age_now", "too_large"),
    ("an amount beyond sense", {"payment": 10**15}, "payment", "too_large"),
    ("half a year of age", {"age_now": 30.5}, "age_now", "wrong_type"),
    *((f"{key} in words", {key: "yes"}, key, "wrong_type") for key in BOOLEANS),
    *((f"{key} as a number", {key: 1}, key, "wrong_type") for key in BOOLEANS),
    *((f"{key} that does not exist", {key: "nonsense"}, key, "not_a_choice") for key in CHOICES),
    *((f"{key} as text", {key: "30"}, key, "wrong_type") for key in [*NUMBERS, *WHOLE]),
    *((f"{key} as true", {key: True}, key, "wrong_type") for key in [*NUMBERS, *WHOLE]),
    *((f"{key} as nothing", {key: None}, key, "wrong_type") for key in ["permit", "born", "age_now", "job_hours"]),
    *((f"{key} below zero", {key: -1}, key, "negative") for key in [*NUMBERS, *WHOLE]),
    *((f"{key} tomorrow", {key: "2026-11-22"}, key, "in_future") for key in PAST_EVENTS),
    *((f"{key} next month", {key: "2026-12"}, key, "in_future") for key in PAST_EVENTS),
    *((f"{key} next year", {key: "2027"}, key, "in_future") for key in PAST_EVENTS),
]


def error_of(answers, today=TODAY):
    with pytest.raises(checker.AnswerError) as caught:
        checker.check(answers, today)
    return caught.value.field, caught.value.code


@pytest.mark.parametrize(("answers", "field", "code"), [pytest.param(*row[1:], id=row[0]) for row in ERRORS])
def test_an_answer_that_cannot_be_right_names_its_field(answers, field, code):
    assert error_of(answers) == (field, code)
    told = json.loads(checker.check_json(json.dumps({"answers": answers, "today": "2026-11-21"})))
    assert told == {"error": {"field": field, "code": code}}


RIGHT = [
    ("today is not the future", {key: "2026-11-21"})
    for key in PAST_EVENTS
] + [
    ("some day of this month need not be in the future", {key: "2026-11"}) for key in PAST_EVENTS
] + [
    ("what is planned may lie ahead", {key: "2027-01-15"}) for key in MAY_BE_AHEAD
] + [
    ("born and arrived on the same day", {"born": "1990-05-17", "arrived": "1990-05-17"}),
    ("arrived in the month of birth, perhaps after it", {"born": "1990-05-17", "arrived": "1990-05"}),
    ("received on the day it was dated", {"decision_dated": "2026-11-10", "decision_received": "2026-11-10"}),
    ("received in the month it was dated", {"decision_dated": "2026-11-10", "decision_received": "2026-11"}),
    ("the first day of 1900", {"born": "1900-01-01"}),
    ("the last day of 2100", {"start_offered": "2100-12-31"}),
    ("29 February of a leap year", {"born": "1992-02-29"}),
    ("an age beside the date of birth", {"born": "1990-11-21", "age_now": 36}),
    ("the younger of two ages a year of birth allows", {"born": "1990", "age_now": 35}),
    ("the older of two ages a year of birth allows", {"born": "1990", "age_now": 36}),
    ("half an hour", {"job_hours": 29.5}),
    ("a week has 168 hours", {"job_hours": 168}),
    ("nothing at all", {}),
]  # fmt: skip


@pytest.mark.parametrize("answers", [pytest.param(row[1], id=f"{row[0]}: {'-'.join(row[1])}") for row in RIGHT])
def test_an_answer_that_can_be_right_is_no_error(answers):
    assert checker.check(answers, TODAY)["findings"]


def test_every_question_may_be_answered_with_unsure():
    for question in checker.QUESTIONS:
        assert checker.check({question.key: "unsure"}, TODAY)["findings"], question.key
    assert checker.check({question.key: "unsure" for question in checker.QUESTIONS}, TODAY)["findings"]


def test_the_keys_of_the_tables_above_are_those_of_the_contract():
    kinds = {question.key: question.kind for question in checker.QUESTIONS}
    assert {key for key, kind in kinds.items() if kind == "boolean"} == set(BOOLEANS)
    assert {key for key, kind in kinds.items() if kind == "choice"} == set(CHOICES)
    assert {key for key, kind in kinds.items() if kind == "number"} == set(NUMBERS)
    assert {key for key, kind in kinds.items() if kind == "whole"} == set(WHOLE)
    dates = {key for key, kind in kinds.items() if kind == "date"}
    # When a job ended is an event too, but whether an offer can fall away on a known day ahead is left open.
    assert dates == {*PAST_EVENTS, *MAY_BE_AHEAD, "job_ended"}


def deep(levels: int) -> str:
    return '{"answers": ' + "[" * levels + "]" * levels + ', "today": "2026-11-21"}'


INPUTS = [
    ("nothing", "", "empty"),
    ("only blanks", " \n\t ", "empty"),
    ("half an object", '{"answers": {', "not_json"),
    ("words", "hello", "not_json"),
    ("a list", "[]", "not_an_object"),
    ("a number", "5", "not_an_object"),
    ("null", "null", "not_an_object"),
    ("answers that are a list", '{"answers": [], "today": "2026-11-21"}', "not_an_object"),
    ("NaN", '{"answers": {"job_hours": NaN}, "today": "2026-11-21"}', "not_json"),
    ("Infinity", '{"answers": {"job_hours": -Infinity}, "today": "2026-11-21"}', "not_json"),
    ("a key twice", '{"answers": {"permit": "28", "permit": "34"}, "today": "2026-11-21"}', "duplicate_key"),
    ("the answers twice", '{"answers": {}, "answers": {}, "today": "2026-11-21"}', "duplicate_key"),
    ("no day", '{"answers": {}}', "bad_today"),
    ("a day that is null", '{"answers": {}, "today": null}', "bad_today"),
    ("a day in words", '{"answers": {}, "today": "today"}', "bad_today"),
    ("31 February", '{"answers": {}, "today": "2026-02-31"}', "bad_today"),
    ("a shortened day", '{"answers": {}, "today": "2026-11"}', "bad_today"),
    ("a day as a number", '{"answers": {}, "today": 20261121}', "bad_today"),
    ("a day without hyphens", '{"answers": {}, "today": "20261121"}', "bad_today"),
    ("20 000 levels deep", deep(20_000), "too_deep"),
    ("ten million characters", '{"answers": {"permit": "' + "8" * 10_000_000 + '"}, "today": "2026-11-21"}', "too_big"),
]


@pytest.mark.parametrize(("text", "code"), [pytest.param(*row[1:], id=row[0]) for row in INPUTS])
def test_input_that_is_wrong_as_a_whole_names_no_field(text, code):
    assert json.loads(checker.check_json(text)) == {"error": {"field": None, "code": code}}


STRANGE = [
    deep(100_000),
    '{"answers": {"age_now": ' + "9" * 5000 + '}, "today": "2026-11-21"}',
    '{"answers": {"payment": 1e999}, "today": "2026-11-21"}',
    '{"answers": {"payment": 1e-999999999}, "today": "2026-11-21"}',
    '{"answers": {"payment": 1e999999999}, "today": "2026-11-21"}',
    '{"answers": {"\\ud800": "28"}, "today": "2026-11-21"}',
    '{"answers": {"permit": "\\u0000"}, "today": "2026-11-21"}',
    '{"answers": {"born": "1990\\u0000"}, "today": "2026-11-21"}',
    "\ufeff" + '{"answers": {}, "today": "2026-11-21"}',
    '{"answers": {}, "today": "0001-01-01"}',
    '{"answers": {}, "today": "9999-12-31"}',
    '{"answers": {"permit_granted": "1900"}, "today": "1900-01-01"}',
    '{"answers": {"decision_received": "2100-12-31"}, "today": "2100-12-31"}',
]


@pytest.mark.process
@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_input_gets_a_verdict_or_an_error_of_the_contract(text):
    # In a process of its own: a number of a billion digits must not hang the tests, nor the reader's telephone.
    done = subprocess.run(
        [sys.executable, "-c", "import checker, sys; sys.stdout.write(checker.check_json(sys.stdin.read()))"],
        cwd=ROOT,
        input=text.encode("utf-8"),
        capture_output=True,
        timeout=LIMIT_OF_TIME,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:surrogatepass"},
    )
    told = json.loads(done.stdout.decode("utf-8", "surrogatepass"))
    assert ("findings" in told) != ("error" in told)
    if "error" in told:
        assert_known_code(told["error"])


def assert_known_code(error):
    assert set(error) == {"field", "code"}
    code = "before" if error["code"].startswith("before_") else error["code"]
    assert code in {"before" if known.startswith("before") else known for known in checker.ERROR_CODES}


@pytest.mark.parametrize(
    "today", [date(1900, 1, 1), date(2003, 7, 4), date(2020, 12, 31), date(2060, 2, 29), date(2100, 12, 31)]
)
def test_any_day_can_be_today(today):
    for answers in (
        {},
        {"permit": "28", "permit_granted": "1900"},
        {"decision": "programme", "decision_received": "1900-01-02"},
    ):
        try:
            checker.check(answers, today)
        except checker.AnswerError as error:
            assert error.code == "in_future"  # noqa: PT017 - an early today makes the date a future one
