"""What may be asked: every answer of the contract, in the order the site asks, and when a question can be skipped.

`ask_if` is plain data, since the browser evaluates the same conditions (overrides/checker/flow.mjs) before the engine
is there. A question is asked if it has no conditions, or if all conditions of one of its alternatives hold:

    {"key": k, "in": [...]}        the answer is one of these; an answer that is not given counts as "unsure"
    {"key": k, "not_in": [...]}    the answer is none of these
    {"key": k, "before": day}      the date may lie before the day
    {"key": k, "years_ago": n}     the date may lie n full years back, or more
    {"key": k, "days_ago": n}      the date may lie n days back, or more
    {"key": k, "at_least": n}      the number is n or more
    {"key": k, "under": n, "on": other}    born on the date, somebody may be younger than n years on the other date

A date that is not given, or known only in part, may lie on any day it could be. An event (*) that is left out did not
happen: no condition on its date holds.

What a form takes for granted (`PREMISES`) counts as answered before its first question.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checker.parameters import acts

UNSURE = "unsure"

Condition = dict[str, Any]
Alternative = tuple[Condition, ...]


class Question(NamedTuple):
    """A key of the contract.

    Attributes:
        key: its name, everywhere from form field to finding.
        kind: `choice`, `boolean`, `date`, `number` or `whole`.
        values: the codes of a choice.
        event: whether leaving it out means that it did not happen (the keys marked * in the contract).
        past: whether a date must not lie after today.
        parts: the forms of the site that ask it; empty where only other programs give it.
        ask_if: alternatives, see above.
    """

    key: str
    kind: str
    values: tuple[str, ...] = ()
    event: bool = False
    past: bool = False
    parts: tuple[str, ...] = ()
    ask_if: tuple[Alternative, ...] = ()


PERMITS = (
    *("28", "35(3)", "38(1)", "38(5)", "38(5)-minor", "34", "ch6", "53", "23", "25", "other-permanent"),
    *("permanent", "eea-family", "other", "none"),
)
REFERENCE_PERMITS = (*PERMITS, "permanent-protection", "permanent-other", "norwegian")
GOALS = (
    "work",
    "primary-school",
    "part-upper-secondary",
    "upper-secondary",
    "trade-certificate",
    "higher-education",
)
PROGRAMME_STATUS = ("not-begun", "begun", "completed", "broken-off", "refused")
TRAINING_STATUS = ("not-begun", "begun", "completed", "level-reached", "broken-off", "refused", "exempt")
DECISIONS = (
    *("programme", "benefit", "training", "exemption", "plan", "stop", "leave", "extension", "deduction"),
    *("repayment", "refund", "settlement-municipality", "holiday", "test-written", "test-c1", "test-other"),
    *("test-formal", "no-answer", "county", "statsforvalter", "nav", "social-assistance", "udi", "other"),
)

# Permits whose holders can have a programme, by right or by offer; somebody who is not sure may hold one of them.
WITH_PROGRAMME = ("28", "35(3)", "38(1)", "38(5)", "38(5)-minor", "34", "ch6", "53", UNSURE)
PROTECTION = ("28", "35(3)", "38(1)", "38(5)", "34")
# Kinds of decision for which no deadline is counted from a letter.
WITHOUT_LETTER = ("no-answer", "settlement-municipality", "statsforvalter", "holiday", "test-other", "test-formal")
TESTS = ("test-written", "test-c1")

CHECK = ("check",)
APPEAL = ("appeal",)
BENEFIT = ("benefit",)
CHECK_AND_BENEFIT = CHECK + BENEFIT

# What a form does not ask, since it is for nobody else: it says so before its first question.
PREMISES: Mapping[str, Mapping[str, str]] = {"benefit": {"programme_status": "begun"}}


def _limit(act: str, name: str) -> Any:  # noqa: ANN401 - a value is what its unit says
    """Give the newest value in force of a limit, so that no legal number is typed into a condition."""
    return [row for row in acts()[act].rows[name] if row.begins][-1].value


NEW_LAW = _limit("integreringsloven", "in_force").isoformat()
YEARS = _limit("integreringsloven", "residence_limit")
JOB_HOURS = _limit("integreringsloven", "job_hours")
OVER_AGE = _limit("integreringsloven", "programme_max_age") + 1
# Days after which the three months, or the three weeks, can have run out.
START_DAYS = 28 * _limit("integreringsloven", "start_period")
ARRIVED_FROM = _limit("integreringsforskriften", "arrival_counts_from").isoformat()
YOUNG = _limit("integreringsloven", "benefit_young_age")
# Before, couples without children got a whole benefit each.
COUPLE_SHARES = acts()["integreringsloven"].rows["benefit_share_couple"]
COUPLE_FROM = min(str(row.begins) for row in COUPLE_SHARES if row.value != "1")
APPEAL_DAYS = 7 * _limit("forvaltningsloven", "appeal_period")

_from_elsewhere: Condition = {"key": "citizenship", "in": ["other", UNSURE]}
_with_permit: Condition = {"key": "permit", "not_in": ["none", "eea-family"]}
_may_have_programme: Condition = {"key": "permit", "in": [*WITH_PROGRAMME]}
_not_in_reception: Condition = {"key": "lives_in_reception", "not_in": ["true"]}
_old_permit: Condition = {"key": "permit_granted", "before": NEW_LAW}
_family: Condition = {"key": "permit", "in": ["ch6"]}
_reference: Condition = {"key": "reference_permit", "in": [*PROTECTION, "permanent-protection"]}
_no_agreement: Condition = {"key": "settled_by_agreement", "in": ["false", UNSURE]}
_not_started: Condition = {"key": "programme_status", "in": ["not-begun", UNSURE]}
_decided: Condition = {"key": "programme_status", "in": ["not-begun"]}
_not_stopped: Condition = {"key": "programme_status", "not_in": ["broken-off", "refused"]}
_settled = (_from_elsewhere, _may_have_programme, _not_in_reception)
_waiting = (*_settled, _not_started)
_letter: Condition = {"key": "decision", "not_in": [*WITHOUT_LETTER]}
_deduction: Alternative = ({"key": "decision", "in": ["deduction"]},)
_takes_part: Alternative = (
    {"key": "programme_status", "in": ["begun"]},
    # Neither act names this right of residence: no amount can be found.
    {"key": "permit", "not_in": ["eea-family"]},
)
# The ways in which integreringsloven can apply. Only it has shares for young people at home and for couples.
_by_new_law: tuple[Alternative, ...] = (
    (*_takes_part, {"key": "permit_granted", "from": NEW_LAW}),
    (
        *_takes_part,
        _old_permit,
        {"key": "applied_from_abroad", "not_in": ["false"]},
        {"key": "arrived", "from": ARRIVED_FROM},
    ),
)
_young: Condition = {"key": "born", "under": YOUNG, "on": "benefit_day"}
_couples: Condition = {"key": "benefit_day", "from": COUPLE_FROM}
_partner: Condition = {"key": "partner_in_programme", "in": ["true", UNSURE]}

QUESTIONS: tuple[Question, ...] = (
    Question("citizenship", "choice", ("nordic", "eea", "other"), parts=CHECK),
    Question("citizen_since", "date", (), True, True, CHECK, (({"key": "citizenship", "in": ["nordic"]},),)),
    Question("permit", "choice", PERMITS, parts=CHECK_AND_BENEFIT, ask_if=((_from_elsewhere,),)),
    Question("reference_permit", "choice", REFERENCE_PERMITS, parts=CHECK, ask_if=((_family,),)),
    Question("permit_granted", "date", (), False, True, CHECK_AND_BENEFIT, ((_from_elsewhere, _with_permit),)),
    Question(
        "first_permit_granted",
        "date",
        event=True,
        past=True,
        parts=CHECK_AND_BENEFIT,
        # Transfer refugees had no permit before they came.
        ask_if=(
            (
                _from_elsewhere,
                {"key": "permit", "not_in": ["none", "eea-family", "35(3)"]},
                {"key": "permit_granted", "from": NEW_LAW},
            ),
        ),
    ),
    Question(
        "applied_from_abroad",
        "boolean",
        parts=CHECK_AND_BENEFIT,
        ask_if=((_from_elsewhere, _with_permit, _old_permit),),
    ),
    Question(
        "arrived",
        "date",
        past=True,
        parts=CHECK_AND_BENEFIT,
        # Asylum seekers have no permit whose date could speak against asking.
        ask_if=(
            (
                _from_elsewhere,
                {"key": "permit", "not_in": ["eea-family"]},
                {"key": "applied_from_abroad", "not_in": ["false"]},
                _old_permit,
            ),
        ),
    ),
    Question(
        "born",
        "date",
        past=True,
        parts=CHECK_AND_BENEFIT,
        ask_if=((_from_elsewhere, _may_have_programme), _takes_part),
    ),
    Question("age_at_grant", "whole"),
    Question("age_now", "whole"),
    Question("lives_in_reception", "boolean", parts=CHECK, ask_if=((_from_elsewhere, _may_have_programme),)),
    Question("reception_exempt", "boolean", event=True),
    Question("settled_on", "date", (), False, True, CHECK, (_settled,)),
    Question("settled_by_agreement", "boolean", parts=CHECK, ask_if=(_settled,)),
    Question(
        "had_family_permit",
        "boolean",
        event=True,
        parts=CHECK,
        ask_if=(({"key": "permit", "in": ["28"]}, {"key": "settled_by_agreement", "in": ["false"]}),),
    ),
    Question("reference_settled_on", "date", (), False, True, CHECK, ((_family, _reference),)),
    Question("family_applied_on", "date", (), False, True, CHECK, ((_family, _reference),)),
    Question(
        "programme_status",
        "choice",
        PROGRAMME_STATUS,
        event=True,
        parts=CHECK,
        # Whoever has begun may finish with whatever permit, and as a citizen.
        ask_if=(
            (_from_elsewhere, _with_permit, _not_in_reception),
            ({"key": "citizen_since", "years_ago": 0},),
        ),
    ),
    Question(
        "lived_in_municipality_since",
        "date",
        past=True,
        parts=CHECK,
        # Somebody whose permit is younger than the limit cannot have used it up, unless all residence counts.
        ask_if=(
            (*_waiting, {"key": "permit_granted", "years_ago": YEARS}),
            (*_waiting, {"key": "first_permit_granted", "years_ago": YEARS}),
            (*_waiting, _no_agreement),
            (*_waiting, {"key": "born", "years_ago": OVER_AGE}),
        ),
    ),
    Question(
        "programme_decided_on",
        "date",
        event=True,
        past=True,
        parts=CHECK,
        ask_if=(
            (*_settled, _decided),
            (*_waiting, {"key": "lived_in_municipality_since", "years_ago": YEARS}, _no_agreement),
        ),
    ),
    Question(
        "job_hours",
        "number",
        parts=CHECK,
        ask_if=((*_settled, {"key": "programme_status", "not_in": ["completed", "broken-off", "refused"]}),),
    ),
    Question("job_ended", "date", (), True, True, CHECK, (({"key": "job_hours", "at_least": JOB_HOURS},),)),
    Question(
        "claimed_on",
        "date",
        event=True,
        past=True,
        parts=CHECK,
        # The three months run from the claim for whoever was settled without agreement, and after a job.
        ask_if=((*_settled, _not_stopped, _no_agreement), ({"key": "job_ended", "years_ago": 0},)),
    ),
    Question("permit_renewed", "boolean"),
    Question("upper_secondary", "boolean"),
    Question("goal", "choice", GOALS),
    Question(
        "start_offered",
        "date",
        parts=CHECK,
        # An offer tells whether the municipality is late.
        ask_if=(
            (*_settled, _decided, {"key": "settled_on", "days_ago": START_DAYS}),
            (*_settled, _decided, {"key": "claimed_on", "days_ago": START_DAYS}),
        ),
    ),
    Question("offered_on", "date", event=True, past=True),
    Question("training_started", "date"),
    Question("training_status", "choice", TRAINING_STATUS, event=True),
    Question("had_chapter_6a_decision", "boolean", event=True),
    Question("benefit_day", "date", parts=BENEFIT, ask_if=(_takes_part,)),
    Question("lives_with_parents", "boolean", parts=BENEFIT, ask_if=tuple((*way, _young) for way in _by_new_law)),
    Question("partner_in_programme", "boolean", parts=BENEFIT, ask_if=tuple((*way, _couples) for way in _by_new_law)),
    Question(
        "has_children",
        "boolean",
        parts=BENEFIT,
        ask_if=tuple((*way, _couples, _partner) for way in _by_new_law),
    ),
    Question("absence_hours", "number", event=True, parts=BENEFIT, ask_if=(_takes_part,)),
    Question("decision", "choice", DECISIONS, parts=APPEAL),
    Question("payment", "number", parts=APPEAL, ask_if=(_deduction,)),
    Question("deduction", "number", parts=APPEAL, ask_if=(_deduction,)),
    Question(
        "test_taken_on",
        "date",
        past=True,
        parts=APPEAL,
        ask_if=(({"key": "decision", "in": ["test-formal"]},),),
    ),
    Question(
        "decision_dated",
        "date",
        past=True,
        parts=APPEAL,
        ask_if=((_letter, {"key": "decision", "not_in": [*TESTS]}),),
    ),
    Question("decision_received", "date", past=True, parts=APPEAL, ask_if=((_letter,),)),
    Question(
        "notice_sent",
        "date",
        event=True,
        past=True,
        parts=APPEAL,
        ask_if=((_letter, {"key": "decision", "not_in": [*TESTS]}),),
    ),
    Question("decision_result", "choice", ("granted", "refused", "partly")),
    Question("reasons_asked", "date", event=True, past=True),
    Question("reasons_received", "date", event=True, past=True),
    Question(
        "complaint_sent",
        "date",
        event=True,
        past=True,
        parts=APPEAL,
        ask_if=(
            (_letter, {"key": "decision_received", "days_ago": APPEAL_DAYS}),
            (_letter, {"key": "notice_sent", "days_ago": APPEAL_DAYS}),
        ),
    ),
    Question("not_to_blame", "boolean", event=True),
)

BY_KEY = {question.key: question for question in QUESTIONS}
ORDER = {question.key: place for place, question in enumerate(QUESTIONS)}
