"""The act of 2003 (introduksjonsloven): its permits by time, its ages, its two years and its decisions.

Whom it covered stands in § 2, the training in § 17, the benefit of the young in § 8 and complaints in § 21.
"""

from datetime import date

import pytest

from tests.checker.support import find

PERSON = {
    "citizenship": "other",
    "applied_from_abroad": False,
    "age_at_grant": 30,
    "lives_in_reception": False,
    "settled_by_agreement": True,
    "job_hours": 0,
    "permit": "28",
    "permit_granted": "2019-03-01",
}
# When a permit was granted, and a day shortly after: before and after humanitarian permits and § 53 were added.
FIRST, SECOND, THIRD = ("2006-03-01", "2006-06-01"), ("2013-03-01", "2013-06-01"), ("2019-03-01", "2019-06-01")
OLD_DECISIONS = ("programme", "benefit", "training", "plan", "stop", "leave")
ALWAYS = ("28", "35(3)", "38(1)", "34")


def person(**answers):
    given = {**PERSON, **answers}
    return {key: value for key, value in given.items() if value is not None}


def settled(granted, **answers):
    """Give somebody who moved in two months after the permit."""
    day = f"{granted[:4]}-05-01"
    return person(permit_granted=granted, settled_on=day, lived_in_municipality_since=day, **answers)


@pytest.mark.parametrize(
    ("time", "permit", "is_covered"),
    [
        *((time, permit, True) for time in (FIRST, SECOND, THIRD) for permit in ALWAYS),
        *((time, permit, False) for time in (FIRST, SECOND, THIRD) for permit in ("23", "25", "other")),
        *((time, permit, time == THIRD) for time in (FIRST, SECOND, THIRD) for permit in ("38(5)", "38(5)-minor")),
        *((time, "53", time != FIRST) for time in (FIRST, SECOND, THIRD)),
    ],
)
def test_section_2_covered_these_permits(time, permit, is_covered):
    granted, today = time
    found = find("programme", settled(granted, permit=permit), date.fromisoformat(today))
    # A right hung on the need for basic qualification, which only the municipality could judge.
    assert found["outcome"] == ("ask" if is_covered else "none")
    assert found["facts"].get("failed", []) == ([] if is_covered else ["permit"])


@pytest.mark.parametrize(("time", "permit"), [(FIRST, "28"), (SECOND, "34"), (THIRD, "38(5)")])
def test_whoever_settled_without_agreement_could_be_offered_it(time, permit):
    granted, today = time
    answers = settled(granted, permit=permit, settled_by_agreement=False)
    assert find("programme", answers, date.fromisoformat(today))["outcome"] == "may_be_offered"


@pytest.mark.parametrize(("time", "outcome"), [(SECOND, "ask"), (THIRD, "ask"), (FIRST, "none")])
def test_who_fled_violence_in_the_family_needed_no_agreement(time, outcome):
    granted, today = time
    answers = settled(granted, permit="53", settled_by_agreement=False)
    assert find("programme", answers, date.fromisoformat(today))["outcome"] == outcome


@pytest.mark.parametrize(("age", "outcome"), [(54, "ask"), (55, "ask"), (56, "may_be_offered"), (57, "may_be_offered")])
def test_the_right_ended_at_55(age, outcome):
    assert find("programme", settled("2019-03-01", age_at_grant=age), date(2019, 6, 1))["outcome"] == outcome


@pytest.mark.parametrize(("age", "outcome"), [(66, "right_and_duty"), (67, "may_be_offered")])
def test_the_right_to_training_ended_at_67(age, outcome):
    answers = settled("2019-03-01", age_at_grant=age, age_now=age)
    assert find("training", answers, date(2019, 6, 1))["outcome"] == outcome


@pytest.mark.parametrize("permit", ["23", "25"])
def test_who_came_to_work_had_a_duty_to_training_only(permit):
    answers = settled("2019-03-01", permit=permit)
    assert find("training", answers, date(2019, 6, 1))["outcome"] == "duty_only"


@pytest.mark.parametrize(
    ("today", "failed"),
    [
        (date(2019, 5, 31), ["permit"]),
        # «Less than two years»: no longer on the day on which they are full.
        (date(2019, 6, 1), ["permit", "lived_in_municipality_since"]),
        (date(2019, 6, 2), ["permit", "lived_in_municipality_since"]),
    ],
)
def test_two_years_in_a_municipality_were_the_limit(today, failed):
    answers = person(
        permit="25", permit_granted="2017-03-01", settled_on="2017-06-01", lived_in_municipality_since="2017-06-01"
    )
    assert find("programme", answers, today)["facts"]["failed"] == failed


@pytest.mark.parametrize(
    ("born", "share"),
    [("1994-05-31", "1"), ("1994-06-01", "1"), ("1994-06-02", "2/3"), ("1995-06-01", "2/3")],
)
def test_the_benefit_of_those_under_25_was_two_thirds(born, share):
    answers = settled("2019-03-01", age_at_grant=None, born=born, programme_status="begun", benefit_day="2019-06-01")
    found = find("benefit", {**answers, "lives_with_parents": False}, date(2019, 6, 1))
    assert found["facts"]["share"] == share


@pytest.mark.parametrize(
    ("decision", "section"),
    [
        *(
            (kind, ("introduksjonsloven", "21"))
            for kind in ("programme", "benefit", "training", "plan", "stop", "leave")
        ),
        # Decisions that only the act of 2020 knows.
        *((kind, ("integreringsloven", "46")) for kind in ("extension", "exemption", "repayment", "refund")),
    ],
)
def test_section_21_opened_these_decisions_for_complaint(decision, section):
    answers = {"decision": decision, "decision_dated": "2015-03-02", "decision_received": "2015-03-02"}
    found = find("appeal", answers, date(2015, 3, 10))
    assert found["outcome"] == "open"
    assert (found["cites"][0]["act"], found["cites"][0]["section"]) == section
