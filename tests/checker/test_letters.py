"""Which letters fit, which parts they have, and what they may never say."""

import json
import random
import tomllib
from datetime import date, timedelta

import pytest

import checker
from checker import letterparts
from checker.letters import LETTERS, Request, blank
from checker.questions import DECISIONS
from checker.workdays import next_working_day
from tests.checker.people import random_neighbour
from tests.checker.support import CASES, ROOT, TODAY, plain

TABLE = tomllib.loads((ROOT / "tests" / "letters" / "choice.toml").read_text("utf-8"))
# A deduction that is a decision, and one that is too small to be one.
LARGE, SMALL = {"payment": 20_000, "deduction": 15_000}, {"payment": 20_000, "deduction": 100}
KINDS = ("none", *DECISIONS)
COMPLAINTS = {"short_complaint", "complaint", "late_complaint"}


def answers_of(kind, situation):
    """Give the answers of somebody with a decision of a kind, in a situation of the table."""
    answers = {key: str(day) for key, day in TABLE["situation"][situation].items()}
    if kind == "test-formal":  # its deadline runs from the day of the test
        answers = {"test_taken_on" if key == "decision_received" else key: day for key, day in answers.items()}
        answers.pop("decision_dated", None)
    more = {"deduction": LARGE, "deduction-small": SMALL}.get(kind, {})
    name = {} if kind == "none" else {"decision": kind.removesuffix("-small")}
    return {**answers, **name, **more}


def letters(answers, today=TABLE["today"], **request):
    """Give what the checker's JSON says of letters, by id, in order."""
    text = json.dumps({"answers": answers, "today": today.isoformat(), "letters": request})
    found = json.loads(checker.check_json(text))
    return {letter["id"]: letter for letter in found["letters"]}


def parts(letter, answers, **request):
    return letters(answers, **request)[letter]["parts"]


ROWS = [
    pytest.param(row["situation"], row["outcome"], kind, row["letters"], id=f"{row['situation']}: {kind}")
    for row in TABLE["row"]
    for kind in row["decisions"]
]


@pytest.mark.parametrize(("situation", "outcome", "kind", "expected"), ROWS)
def test_every_decision_in_every_situation_has_exactly_these_letters(situation, outcome, kind, expected):
    answers = answers_of(kind, situation)
    assert checker.check(answers, TABLE["today"])["findings"]["appeal"]["outcome"] == outcome
    assert [*letters(answers)] == expected


def test_the_table_has_every_decision_in_every_situation_and_every_outcome():
    listed = [(row["situation"], kind) for row in TABLE["row"] for kind in row["decisions"]]
    assert sorted(listed) == sorted(
        [
            *((situation, kind) for situation in TABLE["situation"] for kind in KINDS),
            ("open", "deduction-small"),
        ]
    )
    assert {row["outcome"] for row in TABLE["row"]} == {*checker.FINDINGS["appeal"]}


# ------------------------------------------------------------------------------------------------ grounds and wishes

OPEN = answers_of("stop", "open")
GROUNDS = [*letterparts.GROUNDS]


def test_who_has_reasons_is_given_the_full_complaint_first_with_facts_and_law_before_discretion():
    found = letters(OPEN, grounds=["not_individual", "not_heard", "wrong_facts"])
    assert [*found][:2] == ["complaint", "short_complaint"]
    assert found["complaint"]["parts"] == [
        *("what", "in_time", "wish", "because", "wrong_facts", "not_heard", "not_individual", "examine", "forward"),
        *("review", "contact"),
    ]
    assert [part for part in parts("complaint", OPEN, grounds=GROUNDS) if part in GROUNDS] == [
        *("wrong_facts", "wrong_law", "no_reasons", "not_heard", "no_interpreter", "against_plan", "not_individual"),
    ]


@pytest.mark.parametrize("situation", ["last day", "arrival not known", "no day known"])
def test_where_the_deadline_is_near_or_not_certain_it_is_kept_first_whatever_the_reasons(situation):
    found = letters(answers_of("stop", situation), grounds=["wrong_facts"])
    assert next(iter(found)) == "short_complaint"


def test_more_time_is_asked_for_while_the_deadline_runs_and_not_while_it_stands_still():
    # Some day in November: three weeks from any of them are not over.
    some_day = {"decision": "stop", "decision_received": "2026-11"}
    assert "more_time" in letters(some_day)
    assert "more_time" in letters({**some_day, "decision_result": "granted"})
    granted = {**answers_of("programme", "open"), "decision_result": "granted"}
    assert "more_time" in letters(granted)
    pending = {**granted, "reasons_asked": "2026-11-13"}
    assert "more_time" not in letters(pending)
    assert "more_time" in letters({**pending, "reasons_received": "2026-11-18"})


def test_reasons_that_have_come_are_not_asked_for_again():
    answers = {**answers_of("programme", "open"), "decision_result": "granted", "reasons_asked": "2026-11-13"}
    assert "reasons" in letters(answers)
    assert "reasons" not in letters({**answers, "reasons_received": "2026-11-18"})
    # Where all was granted they can be asked for within the deadline only; where not, they should have come.
    for result, may_ask in (("granted", False), ("refused", True), ("partly", True)):
        assert ("reasons" in letters({**answers_of("programme", "late"), "decision_result": result})) == may_ask


def test_a_month_has_passed_only_where_every_day_says_so():
    sent = {"decision": "stop", "decision_received": "2026-09-15"}
    for day, expected in (("2026-10-19", True), ("2026-10-20", None), ("2026-10-21", None), ("2026-10", False)):
        found = letters({**sent, "complaint_sent": day})
        assert ("no_reply" in found) == (expected is not None), day
        if "no_reply" in found:
            assert ("month" in found["no_reply"]["parts"]) == expected, day


def test_without_reasons_the_complaint_has_room_for_ones_own():
    assert "own_reasons" in parts("complaint", OPEN)
    assert "because" not in parts("complaint", OPEN)
    assert "own_reasons" not in parts("complaint", OPEN, grounds=["wrong_law"])


# Which grounds may be held against which decision; the others may be held against every decision but of tests.
HELD_AGAINST = {
    "three_months": {"programme"},
    "against_plan": {"programme", "training", "plan", "stop", "leave", "extension", "exemption", "county"},
}


@pytest.mark.parametrize("kind", DECISIONS)
def test_only_grounds_that_the_law_gives_against_a_decision_are_offered(kind):
    for situation in ("open", "late"):
        found = letters(answers_of(kind, situation), grounds=GROUNDS)
        for letter in found.values():
            is_test = kind.startswith("test-")
            expected = [each for each in GROUNDS if not is_test and kind in HELD_AGAINST.get(each, {kind})]
            if letter["id"] in ("complaint", "late_complaint"):
                assert letter["facts"]["grounds"] == expected
                assert [part for part in letter["parts"] if part in GROUNDS] == expected
            else:
                assert "grounds" not in letter["facts"]
                assert not set(letter["parts"]) & {*GROUNDS}


def test_a_case_under_the_old_act_is_not_judged_by_the_new_one():
    old = {"citizenship": "other", "permit": "28", "permit_granted": "2019-05-01", "arrived": "2019-01-10"}
    answers = {**answers_of("programme", "open"), **old}
    assert checker.check(answers, TODAY)["findings"]["which_law"]["outcome"] == "introduksjonsloven"
    given = letters(answers, grounds=GROUNDS)["complaint"]
    assert not {"three_months", "against_plan"} & {*given["parts"], *given["facts"]["grounds"]}
    assert "no_start" not in letters({**old, "decision": "no-answer"})


@pytest.mark.parametrize("wish", ["grant", "lift", "recount", "again"])
def test_a_wish_is_told_by_its_code(wish):
    assert letters(OPEN, wish=wish)["short_complaint"]["facts"]["wish"] == wish


def test_a_wish_in_ones_own_words_is_nothing_the_checker_knows():
    assert "wish" not in letters(OPEN, wish="own")["short_complaint"]["facts"]
    assert letters(OPEN) == letters(OPEN, wish="own", grounds=[])


# ------------------------------------------------------------------------------------------------ parts


PARTS = tomllib.loads((ROOT / "tests" / "letters" / "parts.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", PARTS, ids=lambda case: case["about"])
def test_a_letter_has_exactly_the_parts_that_fit(case):
    answers = {**answers_of(case["decision"], case["situation"]), **case.get("answers", {})}
    answers = {key: plain(value) for key, value in answers.items()}
    assert parts(case["letter"], answers) == case["parts"]


def test_every_part_of_every_letter_is_in_the_tables_or_has_a_test_of_its_own():
    seen = {(case["letter"], part) for case in PARTS for part in case["parts"]}
    elsewhere = {*GROUNDS, *QUESTIONS, "because", "in_time", "ask", "overdue", "not_due", "unknown"}
    elsewhere |= {"refusal", "supervision"}
    for name, letter in LETTERS.items():
        for part in letter:
            assert (name, part) in seen or part in elsewhere, (name, part)


# ------------------------------------------------------------------------------------------------ start and questions

REFUGEE = {
    **{"citizenship": "other", "permit": "28", "permit_granted": "2026-06-01", "born": "1990-05-17"},
    **{"lives_in_reception": False, "settled_by_agreement": True, "programme_status": "not-begun"},
    **{"lived_in_municipality_since": "2026-06-15", "job_hours": 0},
}
DUE, OVERDUE = {**REFUGEE, "settled_on": "2026-10-15"}, {**REFUGEE, "settled_on": "2026-06-15"}


def test_the_demand_for_a_start_tells_the_checkers_last_day_once_it_has_passed():
    found = letters({**OVERDUE, "decision": "no-answer"})
    assert [*found] == ["no_start", "no_reply", "question", "file_access", "power_of_attorney"]
    assert found["no_start"]["parts"] == ["ask", "overdue", "refusal", "supervision"]
    assert found["no_start"]["facts"]["start_by"] == "2026-09-15"


def test_before_that_day_it_asks_and_accuses_nobody():
    assert parts("no_start", {**DUE, "decision": "no-answer"}) == ["ask", "not_due", "refusal"]
    assert parts("no_start", {"decision": "no-answer"}) == ["ask", "unknown", "refusal"]


def test_where_the_day_is_not_known_to_the_day_nobody_is_told_it_has_passed():
    assert "overdue" not in parts("no_start", {**REFUGEE, "settled_on": "2026-06", "decision": "no-answer"})


def test_a_late_start_has_a_letter_without_any_decision():
    assert [*letters(OVERDUE)] == ["no_start", "power_of_attorney"]
    assert [*letters(DUE)] == []


@pytest.mark.parametrize(
    ("more", "outcome"), [({"born": "1960-05-17"}, "may_be_offered"), ({"permit": "23"}, "none")], ids=str
)
def test_nobody_demands_a_start_that_the_municipality_does_not_owe(more, outcome):
    answers = {**OVERDUE, **more, "decision": "no-answer"}
    assert checker.check(answers, TABLE["today"])["findings"]["programme"]["outcome"] == outcome
    assert "no_start" not in letters(answers)


QUESTIONS = [
    *("which_law_ask", "programme_ask", "programme_may_be_offered", "start_ask", "length_ask", "training_ask"),
    *("training_may_be_offered", "benefit_ask"),
]


def test_every_verdict_that_is_left_open_has_a_question_and_no_other_has_one():
    seen = set()
    for case in CASES:
        today = date.fromisoformat(str(case["today"]))
        verdict = checker.check(case["answers"], today, Request())
        open_ones = {f"{name}_{found['outcome']}" for name, found in verdict["findings"].items()} & {*QUESTIONS}
        asked = [letter for letter in verdict["letters"] if letter["id"] == "question"]
        if open_ones and "decision" not in case["answers"] and verdict["findings"]["appeal"]["outcome"] != "unknown":
            assert asked, case["id"]
        for letter in asked:
            assert {*letter["parts"]} & {*QUESTIONS} == open_ones, case["id"]
        seen |= open_ones
    assert seen == {*QUESTIONS}


# ------------------------------------------------------------------------------------------------ facts


def test_a_letter_tells_what_was_answered_and_found():
    answers = {**answers_of("stop", "late"), "not_to_blame": True, "claimed_on": "2026-02-01"}
    assert letters(answers)["late_complaint"]["facts"] == {
        "decision": "stop",
        "body": "municipality",
        "today": "2026-11-20",
        "decision_dated": "2026-08-03",
        "decision_received": "2026-08-05",
        "claimed_on": "2026-02-01",
        "decided_by": "statsforvalter",
        "last_day": "2026-08-26",
        "safe_day": "2026-08-05",
        "absolute_last_day": "2027-08-03",
        "grounds": [
            *("wrong_facts", "wrong_law", "no_reasons", "not_heard", "no_interpreter", "against_plan"),
            "not_individual",
        ],
    }


BODIES = {
    "county": ("county", "statsforvalter"), "test-written": ("hk-dir", "hk-dir"), "test-c1": ("hk-dir", "hk-dir"),
    "test-formal": ("municipality", "municipality"), "test-other": ("municipality", None), "nav": ("nav", "nav"),
    "social-assistance": ("nav", "statsforvalter"), "udi": ("udi", "une"), "holiday": ("municipality", None),
    "settlement-municipality": ("decider", None), "statsforvalter": ("statsforvalter", None),
    "no-answer": ("municipality", None), "none": ("decider", None),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_addressed_to_the_body_that_takes_it(kind):
    for letter in letters(answers_of(kind, "open")).values():
        told = (letter["facts"]["body"], letter["facts"].get("decided_by"))
        assert told == BODIES.get(kind, ("municipality", "statsforvalter"))


def test_the_written_test_warns_that_the_result_can_get_worse():
    for kind in KINDS:
        for situation in TABLE["situation"]:
            for letter in letters(answers_of(kind, situation)).values():
                assert letter["facts"].get("can_be_worse") == (True if kind == "test-written" else None)


def test_a_day_known_only_in_part_is_a_line_for_the_pen():
    facts = letters({"decision": "stop", "decision_dated": "2026-11", "decision_received": "2026-11"})[
        "short_complaint"
    ]["facts"]
    assert not {"decision_dated", "decision_received", "last_day"} & {*facts}


def test_a_day_that_is_only_safe_is_not_told_to_the_other_side():
    answers = answers_of("stop", "arrival not known")
    assert checker.check(answers, TABLE["today"])["findings"]["appeal"]["facts"]["last_day"] == "2026-12-03"
    for letter in letters(answers).values():
        assert not {"last_day", "safe_day", "absolute_last_day"} & {*letter["facts"]}


def test_a_letter_cites_what_its_parts_name_each_section_once():
    for kind in KINDS:
        for situation in TABLE["situation"]:
            for name, letter in letters(answers_of(kind, situation), grounds=GROUNDS).items():
                named = [cite.to_dict() for part in letter["parts"] for cite in LETTERS[name][part]]
                assert letter["cites"] == [each for place, each in enumerate(named) if each not in named[:place]]
                assert letter["cites"], name


def test_every_section_that_a_letter_may_cite_is_in_the_law_files():
    for letter in LETTERS.values():
        for cites in letter.values():
            for cite in cites:
                assert cite.section in checker.acts()[cite.act].provisions, cite


# ------------------------------------------------------------------------------------------------ what always holds


def assert_letters(answers, today, request):
    """Check what holds for every case: nothing that the findings do not say."""
    verdict = checker.check(answers, today, request)
    appeal, found = verdict["findings"]["appeal"], verdict["letters"]
    ids = [letter["id"] for letter in found]
    assert len(ids) == len({*ids})
    for letter in found:
        assert letter["parts"] == [part for part in LETTERS[letter["id"]] if part in letter["parts"]]
        assert letter["parts"]
        for day in ("last_day", "safe_day", "absolute_last_day"):
            assert letter["facts"].get(day) in (None, appeal["facts"].get(day))
        assert letter["facts"].get("start_by") == verdict["findings"]["start"]["facts"].get("start_by")
        assert not {"overdue", "not_due", "unknown"} <= {*letter["parts"]}
    outcome = appeal["outcome"]
    if outcome in ("barred", "not_appealable", "not_listed"):
        assert not COMPLAINTS & {*ids}
        assert "more_time" not in ids
    elif outcome not in ("not_applicable",) and "complaint_sent" not in answers:
        # Whoever may complain, or perhaps may, keeps the deadline first.
        assert ids[0] in COMPLAINTS
    if outcome in ("ask", "unknown") and "complaint_sent" not in answers:
        assert ids[0] in ("short_complaint", "late_complaint")
        assert "question" in ids
    if "more_time" in ids:
        assert outcome in ("open", "ask", "unknown", "other_body")
        assert appeal["facts"].get("days_left", 1) > 0
    for part in ("late", "within_year"):
        assert outcome == "late" or not any(part in letter["parts"] for letter in found)
    without = {key: value for key, value in verdict.items() if key != "letters"}
    assert without == checker.check(answers, today)
    return found


def test_every_case_of_the_law_has_letters_that_say_no_more_than_its_findings():
    for case in CASES:
        for request in (Request(), Request(tuple(letterparts.GROUNDS), "again")):
            assert_letters(case["answers"], date.fromisoformat(str(case["today"])), request)


def test_so_has_a_crowd_of_random_people():
    chance = random.Random(20261122)  # noqa: S311 - no secret
    for _ in range(400):
        answers, today = random_neighbour(chance)
        more = {"decision": chance.choice(DECISIONS)} if chance.random() < 0.8 else {}
        grounds = tuple(ground for ground in letterparts.GROUNDS if chance.random() < 0.3)
        try:
            assert_letters({**answers, **more}, today, Request(grounds, chance.choice(letterparts.WISHES)))
        except checker.AnswerError:
            continue


def test_the_last_day_in_a_letter_is_the_checkers_for_every_day_of_two_years():
    received = date(2025, 11, 1)
    while received < date(2027, 11, 1):
        answers = {"decision": "stop", "decision_received": received.isoformat()}
        last = next_working_day(received + timedelta(weeks=3))
        for letter in letters(answers, today=received).values():
            assert letter["facts"]["last_day"] == last.isoformat()
        received += timedelta(days=1)


# ------------------------------------------------------------------------------------------------ blank letters


def test_there_is_a_blank_letter_of_every_kind_that_claims_nothing_about_anybody():
    found = blank()
    assert [letter.id for letter in found] == [*LETTERS]
    for letter in found:
        assert letter.facts == {"decision": "other", "body": "municipality", "decided_by": "statsforvalter"}
        claims = {"late", "overdue", "granted", "month", "in_time", "not_to_blame", "already_sent", "soon", "review"}
        assert not claims & {*letter.parts}
    [complaint] = [letter for letter in found if letter.id == "complaint"]
    assert [part for part in complaint.parts if part in GROUNDS] == GROUNDS


# ------------------------------------------------------------------------------------------------ the contract

WRONG = [
    # what the mistake is, what stands under `letters`, the field, the code
    ("nothing", None, "letters", "wrong_type"),
    ("a list", [], "letters", "wrong_type"),
    ("text", "complaint", "letters", "wrong_type"),
    ("true", True, "letters", "wrong_type"),
    ("a key nobody knows", {"letter": "complaint"}, "letter", "unknown_key"),
    ("a key of the wrong case", {"Grounds": []}, "Grounds", "unknown_key"),
    ("grounds as text", {"grounds": "wrong_facts"}, "grounds", "wrong_type"),
    ("grounds as an object", {"grounds": {"wrong_facts": True}}, "grounds", "wrong_type"),
    ("no grounds at all", {"grounds": None}, "grounds", "wrong_type"),
    ("a ground that is a number", {"grounds": [1]}, "grounds", "wrong_type"),
    ("a ground that is a list", {"grounds": [["wrong_facts"]]}, "grounds", "wrong_type"),
    ("a ground nobody knows", {"grounds": ["wrong_facts", "unfair"]}, "grounds", "not_a_choice"),
    ("a wish that is a number", {"wish": 1}, "wish", "wrong_type"),
    ("a wish that is null", {"wish": None}, "wish", "wrong_type"),
    ("a wish in words", {"wish": "Jeg vil ha program"}, "wish", "not_a_choice"),
    ("the wrong ground before the wrong wish", {"grounds": ["x"], "wish": "y"}, "grounds", "not_a_choice"),
]


@pytest.mark.parametrize(("given", "field", "code"), [pytest.param(*row[1:], id=row[0]) for row in WRONG])
def test_what_cannot_be_a_request_is_an_error_that_names_field_and_code(given, field, code):
    text = json.dumps({"answers": {}, "today": "2026-11-20", "letters": given})
    assert json.loads(checker.check_json(text)) == {"error": {"field": field, "code": code}}


def test_a_ground_named_twice_counts_once():
    assert letters(OPEN, grounds=["wrong_law", "wrong_law"]) == letters(OPEN, grounds=["wrong_law"])


ODD = [
    *(
        None,
        True,
        0,
        -1,
        1e300,
        10**40,
        "",
        "wrong_facts",
        "own",
        "\x00",
        "\ud800",
        "𝟚",
        "\u202e",
        [],
        {},
        [None],
        [[]],
    ),
    *([{}], ["wrong_facts"], ["wrong_facts"] * 500, {"wish": "own"}, {"grounds": []}, [[[[[[]]]]]]),
]


def test_no_request_ends_in_a_traceback():
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(400):
        keys = chance.sample(["grounds", "wish", "Wish", "", "letters", "æ"], chance.randint(0, 3))
        given = {key: chance.choice(ODD) for key in keys} if chance.random() < 0.8 else chance.choice(ODD)
        found = json.loads(checker.check_json(json.dumps({"answers": OPEN, "today": "2026-11-20", "letters": given})))
        if "error" in found:
            assert found["error"]["code"] in checker.ERROR_CODES
            assert found["error"]["field"] in (None, "letters", *keys)
        else:
            assert found["letters"]


def test_without_the_key_the_answer_is_what_it_was():
    for case in CASES:
        today = str(case["today"])
        found = json.loads(checker.check_json(json.dumps({"answers": case["answers"], "today": today})))
        assert [*found] == ["contract", "today", "law_checked", "findings", "next_question"]
        with_letters = json.loads(
            checker.check_json(json.dumps({"answers": case["answers"], "today": today, "letters": {}}))
        )
        assert [*with_letters] == [*found, "letters"]
        assert {**with_letters, "letters": None} == {**found, "letters": None}


def test_only_a_decision_without_a_name_is_asked_whether_it_is_one():
    days = {"decision_dated": "2026-11-02", "decision_received": "2026-11-02"}
    assert "is_it" in parts("question", days)
    # The kind is known, the day is not: what is asked is how long the deadline is.
    assert "is_it" not in parts("question", {"decision": "stop"})
    assert "which_deadline" in parts("question", {"decision": "stop"})


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        # Section 11 a came into force on 1 January 1978: before that nobody can say how long is too long.
        (date(1977, 12, 31), True),
        (date(1978, 1, 1), False),
        (date(1978, 1, 20), False),
        (date(1978, 1, 21), True),
    ],
)
def test_a_reminder_of_an_old_complaint(today, reminded):
    answers = {"decision": "county", "decision_received": "1977-12-20", "complaint_sent": "1977-12-20"}
    assert ("no_reply" in letters(answers, today)) == reminded
