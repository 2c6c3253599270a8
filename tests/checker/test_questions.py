"""The questions as the contract writes them down, and the last day and the first on which a form asks one."""

import pytest

import checker
from tests.checker.support import TODAY
from tests.checker.test_errors import MAY_BE_AHEAD, PAST_EVENTS

BY_KEY = {question.key: question for question in checker.QUESTIONS}

# The keys that the contract marks with *: left out, it did not happen.
EVENTS = """first_permit_granted had_family_permit reception_exempt claimed_on programme_decided_on job_ended offered_on
    programme_status training_status had_chapter_6a_decision citizen_since absence_hours notice_sent reasons_asked
    reasons_received complaint_sent not_to_blame""".split()
# "A past event dated after today" is an error: all dates but those of what is planned.
PAST = [*PAST_EVENTS, "job_ended"]


def test_the_events_are_those_that_the_contract_marks():
    assert sorted(key for key, question in BY_KEY.items() if question.event) == sorted(EVENTS)


def test_a_date_is_past_or_planned():
    assert sorted(key for key, question in BY_KEY.items() if question.past) == sorted(PAST)
    assert sorted(key for key, question in BY_KEY.items() if question.kind == "date") == sorted([*PAST, *MAY_BE_AHEAD])


@pytest.mark.parametrize("key", PAST)
def test_what_is_past_cannot_lie_after_today(key):
    assert checker.check({key: "2026-11-21"}, TODAY)["findings"]
    with pytest.raises(checker.AnswerError) as caught:
        checker.check({key: "2026-11-22"}, TODAY)
    assert (caught.value.field, caught.value.code) == (key, "in_future")


# Settled by agreement last month; nothing is late, and no time has run out.
NEWCOMER = {
    "citizenship": "other", "permit": "28", "permit_granted": "2026-10-01", "applied_from_abroad": False,
    "born": "1996-05-05", "lives_in_reception": False, "settled_on": "2026-10-15", "settled_by_agreement": True,
    "programme_status": "not-begun", "job_hours": 0,
}  # fmt: skip
LETTER = {"decision": "stop"}

ASKED = [
    # what is asked, of whom, and whether; today is 21 November 2026
    ("start_offered", NEWCOMER | {"settled_on": "2026-08-29"}, True),  # 84 days ago: three Februaries of 28 days
    ("start_offered", NEWCOMER | {"settled_on": "2026-08-30"}, False),
    ("start_offered", NEWCOMER | {"settled_on": "2026-01-01"}, True),
    ("start_offered", NEWCOMER | {"claimed_on": "2026-08-29"}, True),
    ("start_offered", NEWCOMER | {"claimed_on": "2026-08-30"}, False),
    ("complaint_sent", LETTER | {"decision_received": "2026-10-31"}, True),  # three weeks ago
    ("complaint_sent", LETTER | {"decision_received": "2026-11-01"}, False),
    ("complaint_sent", LETTER | {"decision_received": "2026-01-01"}, True),
    ("complaint_sent", LETTER | {"decision_received": "unsure", "notice_sent": "2026-10-31"}, True),
    ("complaint_sent", LETTER | {"decision_received": "2026-11-15", "notice_sent": "2026-11-01"}, False),
    # 56 years old today: over the age limit, whose offer counts all residence.
    ("lived_in_municipality_since", NEWCOMER | {"born": "1970-11-21"}, True),
    ("lived_in_municipality_since", NEWCOMER | {"born": "1970-11-22"}, False),
    # The permit is two years old today.
    ("lived_in_municipality_since", NEWCOMER | {"permit_granted": "2024-11-21"}, True),
    ("lived_in_municipality_since", NEWCOMER | {"permit_granted": "2024-11-22"}, False),
    # The act of 2003 applies to permits from before 1 January 2021.
    ("applied_from_abroad", NEWCOMER | {"permit_granted": "2020-12-31"}, True),
    ("applied_from_abroad", NEWCOMER | {"permit_granted": "2021-01-01"}, False),
    ("applied_from_abroad", NEWCOMER | {"permit_granted": "2021"}, False),
    ("applied_from_abroad", NEWCOMER | {"permit_granted": "2020"}, True),
    ("first_permit_granted", NEWCOMER | {"permit_granted": "2020-12-31"}, False),
    ("first_permit_granted", NEWCOMER | {"permit_granted": "2020-06-01"}, False),
    ("first_permit_granted", NEWCOMER | {"permit_granted": "2021-01-01"}, True),
    ("first_permit_granted", NEWCOMER | {"permit_granted": "2020"}, False),
    ("first_permit_granted", NEWCOMER | {"permit_granted": "2021"}, True),
    ("permit_granted", NEWCOMER | {"permit": "none"}, False),
    ("permit_granted", NEWCOMER | {"permit": "eea-family"}, False),
    ("permit_granted", NEWCOMER | {"permit": "23"}, True),
    ("permit_granted", {"citizenship": "other"}, True),
    ("job_ended", NEWCOMER | {"job_hours": 30}, True),
    ("job_ended", NEWCOMER | {"job_hours": 29.5}, False),
    ("claimed_on", NEWCOMER, False),
    ("claimed_on", NEWCOMER | {"job_ended": "2026-11-21"}, True),
    ("programme_status", {"citizenship": "nordic", "citizen_since": "2026-11-21"}, True),
    ("programme_status", {"citizenship": "nordic"}, False),
]


@pytest.mark.parametrize(("key", "person", "expected"), ASKED)
def test_a_question_is_asked_from_the_day_on_which_it_can_matter(key, person, expected):
    assert checker.asked(BY_KEY[key], person, TODAY) is expected


# A participant of the programme; the shares of couples and of young people depend on the day of the benefit.
PARTICIPANT = {"programme_status": "begun", "permit": "28", "permit_granted": "2025-02-10", "benefit_day": "2026-11-01"}


@pytest.mark.parametrize(
    ("born", "expected"), [("2001-11-01", False), ("2001-11-02", True), ("1990", False), ("unsure", True)]
)
def test_parents_are_asked_about_until_the_day_somebody_turns_25(born, expected):
    assert checker.asked(BY_KEY["lives_with_parents"], PARTICIPANT | {"born": born}, TODAY) is expected


@pytest.mark.parametrize(("granted", "arrived", "expected"), [
    ("2021-01-01", "unsure", True), ("2020-12-31", "2020-12-31", False), ("2020-12-31", "2021-01-01", True),
])  # fmt: skip
def test_a_partner_is_asked_about_under_the_new_act_only(granted, arrived, expected):
    person = PARTICIPANT | {"permit_granted": granted, "applied_from_abroad": True, "arrived": arrived}
    assert checker.asked(BY_KEY["partner_in_programme"], person, TODAY) is expected
