"""How much the checker takes in: lengths, depths, sizes and the ends of a date, each at its limit and just beyond."""

import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

import checker
from checker.answers import Answers, parse
from checker.days import Span
from checker.truth import TRUE
from checker.verdict import Finding, Option, first_that_holds, merge
from tests.checker.support import TODAY


def told(answers: str, today: str = "2026-11-21") -> tuple[str | None, str] | None:
    """Give field and code of the error, or None where there is a verdict. The answers are JSON text."""
    verdict = json.loads(checker.check_json(f'{{"today": "{today}", "answers": {answers}}}'))
    return (verdict["error"]["field"], verdict["error"]["code"]) if "error" in verdict else None


def test_a_text_of_100_000_characters_is_read_and_a_longer_one_is_not():
    text = '{"today": "2026-11-21"}'
    assert "findings" in json.loads(checker.check_json(text.ljust(100_000)))
    assert json.loads(checker.check_json(text.ljust(100_001))) == {"error": {"field": None, "code": "too_big"}}


def nested(levels: int) -> str:
    """Give a list of lists; the answers and what is around them are two levels more."""
    return "[" * levels + "]" * levels


@pytest.mark.parametrize(
    ("permit", "expected"),
    [
        (nested(8), ("permit", "wrong_type")),
        (nested(9), (None, "too_deep")),
        # Beside one another is not inside one another.
        (f"[{', '.join(['[]'] * 20)}]", ("permit", "wrong_type")),
        (f"[{', '.join(['{}'] * 20)}]", ("permit", "wrong_type")),
        (f"[[], [], [], {nested(7)}]", ("permit", "wrong_type")),
        (f"[[], [], [], {nested(8)}]", (None, "too_deep")),
        # Brackets in a text are text, also after a quotation mark of the text.
        ('"[[[[[[[[[[[[["', ("permit", "not_a_choice")),
        ('"{{{{{{{{{{{{{"', ("permit", "not_a_choice")),
        ('"]]]]]]]]]]]]]"', ("permit", "not_a_choice")),
        ('"\\"[[[[[[[[[[[[["', ("permit", "not_a_choice")),
        ('"\\\\\\"[[[[[[[[[["', ("permit", "not_a_choice")),
        # A backslash before the last quotation mark, itself after a backslash: here the text ends.
        (f'["\\\\", {nested(7)}]', ("permit", "wrong_type")),
        (f'["\\\\", {nested(8)}]', (None, "too_deep")),
        (f'["a", {nested(8)}]', (None, "too_deep")),
        (f'["]]]]", {nested(8)}]', (None, "too_deep")),
    ],
)
def test_ten_levels_are_read_and_more_are_not(permit, expected):
    assert told(f'{{"permit": {permit}}}') == expected


@pytest.mark.parametrize(
    ("key", "largest", "more"),
    [
        ("job_hours", "168", "168.01"),  # a week
        ("absence_hours", "8784", "8784.5"),  # a leap year
        ("payment", "1000000000", "1000000000.01"),
        ("deduction", "1000000000", "1000000000.01"),
        ("age_now", "130", "131"),
        ("age_at_grant", "130", "131"),
    ],
)
def test_a_number_up_to_its_limit_is_read(key, largest, more):
    assert told(f'{{"{key}": {largest}}}') is None
    assert told(f'{{"{key}": 0}}') is None
    assert told(f'{{"{key}": {more}}}') == (key, "too_large")


def test_an_endless_row_of_digits_is_refused_as_any_number_that_is_no_age():
    assert told(f'{{"age_now": {"9" * 5000}}}') == ("age_now", "wrong_type")
    assert told(f'{{"payment": {"9" * 5000}}}') == ("payment", "too_large")


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        # A float means what is written, not the binary fraction next to it.
        (999999999.17, "999999999.17"),
        (22758.17, "22758.17"),
        # Nine decimals count, the tenth does not.
        (Decimal("11379.000000001"), "11379.000000001"),
        (Decimal("11379.0000000004"), "11379"),
        (Decimal("11379.0000000006"), "11379.000000001"),
    ],
)
def test_money_is_read_to_nine_decimals(given, amount):
    assert parse({"payment": given}, TODAY).get("payment") == Fraction(amount)


@pytest.mark.parametrize("today", ["1899-12-31", "2101-01-01"])
def test_today_lies_in_the_years_of_the_contract(today):
    assert told("{}", today) == (None, "bad_today")


@pytest.mark.parametrize("today", ["1900-01-01", "2100-12-31"])
def test_today_may_be_the_first_or_the_last_day_of_the_contract(today):
    assert told("{}", today) is None


@pytest.mark.parametrize("today", [datetime(2026, 11, 21), "2026-11-21", None])  # noqa: DTZ001 - the error itself
def test_today_is_a_day_without_a_time(today):
    with pytest.raises(checker.AnswerError) as caught:
        checker.check({}, today)
    assert (caught.value.field, caught.value.code) == (None, "bad_today")
    assert str(caught.value) == "input: bad_today"


def test_an_error_names_its_field_in_words():
    with pytest.raises(checker.AnswerError, match=r"^permit: not_a_choice$"):
        checker.check({"permit": "29"}, TODAY)


def test_another_person_s_dates_may_lie_before_the_birth():
    assert told('{"born": "2008-05-17", "reference_settled_on": "2007-01-01"}') is None
    assert told('{"born": "2008-05-17", "family_applied_on": "2007-01-01"}') == ("family_applied_on", "before_born")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2023-12", (2023, 12, 1), (2023, 12, 31)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-04-30", (2023, 4, 30), (2023, 4, 30)),
        # Nothing that is past lies after today.
        ("2026", (2026, 1, 1), (2026, 11, 21)),
    ],
)
def test_a_shortened_date_is_every_day_in_it(text, first, last):
    assert parse({"arrived": text}, TODAY).span("arrived") == (date(*first), date(*last))


# ---- dates known in part are cut into pieces


def settled(first: date, last: date, outcome_on) -> Finding:
    """Settle a rule that needs to know the day of arrival, and says what follows from it."""

    def rule(answers: Answers) -> Finding:
        arrived = answers.span("arrived")
        if not arrived.is_day:
            return Finding("unknown", missing=frozenset({"arrived"}))
        return Finding(outcome_on(arrived.first), facts={"weekdays": ["some", arrived.first.strftime("%a")]})

    return checker.settle(rule, Answers({"arrived": Span(first, last)}, TODAY))


def test_days_that_all_say_the_same_settle_it():
    found = settled(date(2026, 3, 1), date(2026, 3, 31), lambda _: "computed")
    assert found == Finding("computed", facts={"weekdays": ["some"]})


@pytest.mark.parametrize("day", range(1, 32))
def test_one_day_that_says_something_else_leaves_it_open(day):
    other = date(2026, 3, day)
    assert settled(date(2026, 3, 1), date(2026, 3, 31), lambda each: "ask" if each == other else "computed") == Finding(
        "unknown", missing=frozenset({"arrived"})
    )


def test_more_pieces_than_forty_leave_it_open():
    """A cut adds a piece: with forty and one in hand there is one more cut."""
    first = date(2026, 1, 1)
    assert settled(first, date(2026, 2, 10), lambda _: "computed").outcome == "computed"  # 41 days
    assert settled(first, date(2026, 2, 11), lambda _: "computed").outcome == "computed"  # 42 days
    assert settled(first, date(2026, 2, 12), lambda _: "computed").outcome == "unknown"  # 43 days
    assert settled(first, date(2026, 12, 31), lambda _: "computed").outcome == "unknown"


def test_the_date_known_least_is_cut_first():
    answers = parse({"arrived": "2025", "settled_on": "2025-06", "born": "1990-05-17", "claimed_on": "unsure"}, TODAY)
    keys = ["settled_on", "arrived", "born", "claimed_on", "permit"]
    assert answers.shortened(keys) == answers.shortened(reversed(keys)) == ["arrived", "settled_on"]


# ---- joining findings


def test_findings_are_joined_by_what_they_agree_on():
    one = Finding("none", facts={"failed": ["permit", "job_hours"], "weeks": 3, "hours": 1}, checked=date(2026, 7, 2))
    two = Finding("none", facts={"failed": ["job_hours", "citizenship"], "weeks": 3, "hours": 2}, certainty="inferred")
    for findings in ([one, two], [two, one]):
        joined = merge(findings)
        assert joined.facts == {"failed": ["job_hours"], "weeks": 3}
        assert (joined.certainty, joined.checked) == ("inferred", date(2026, 7, 2))


def test_what_rests_on_no_rule_is_called_neither_read_nor_inferred():
    verdict = checker.check({}, TODAY)
    assert {found["certainty"] for found in verdict["findings"].values()} == {"text"}
    assert first_that_holds([Option(TRUE, "none")]).certainty == "text"


@pytest.mark.parametrize(
    ("answers", "checked"),
    [
        # Nothing was found: the law as a whole, of which some acts were compared earlier than others.
        ({}, lambda: min(act.checked for act in checker.acts().values())),
        ({"decision": "holiday"}, lambda: checker.acts()["integreringsforskriften"].checked),
        ({"decision": "nav"}, lambda: checker.acts()["folketrygdloven"].checked),
    ],
)
def test_the_law_was_checked_when_the_oldest_rule_used_was(answers, checked):
    assert checker.check(answers, TODAY)["law_checked"] == checked().isoformat()
