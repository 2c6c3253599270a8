"""The contract as a check on any verdict: its table of outcomes and facts, and its general sentences."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import checker

CERTAINTIES = {"text", "secondary", "inferred"}
WITHOUT_CITATION = {"unknown", "not_applicable"}
KEYS = {question.key for question in checker.QUESTIONS}

# The contract's table of outcomes and facts.
OUTCOMES = {
    "which_law": "integreringsloven introduksjonsloven ask unknown not_applicable",
    "programme": "right_and_duty right_only may_be_offered none finish_only not_yet ask unknown",
    "start": "computed ask not_applicable unknown",
    "length": "computed ask not_applicable unknown",
    "training": """right_and_duty right_only duty_only reception_duty may_be_offered finish_only not_yet none ask
        unknown""",
    "benefit": "computed ask not_applicable unknown",
    "appeal": """open last_day_today late barred not_appealable not_listed other_body ask unknown not_applicable""",
}
FACTS = {
    "which_law": "",
    "programme": "failed only_goal",
    "start": "start_by overdue",
    "length": "max_months extension_months extension",
    "training": """max_months ends_by ended norwegian_hours social_studies_hours may_charge starts_on test_duty""",
    "benefit": "basic_amount share year month day hour absence_deduction",
    "appeal": """last_day days_left in_time absolute_last_day weeks send_to decided_by can_be_worse safe_day
        shorter_possible""",
}
DAYS = {"start_by", "ends_by", "starts_on", "last_day", "absolute_last_day", "safe_day"}
BOOLEANS = {"overdue", "ended", "may_charge", "test_duty", "in_time", "can_be_worse", "shorter_possible"}
WHOLE = {
    "max_months",
    "extension_months",
    "norwegian_hours",
    "social_studies_hours",
    "basic_amount",
    "days_left",
    "weeks",
}
MONEY = {"year", "month", "day", "hour", "absence_deduction"}
AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")
CODES = {
    "only_goal": {"work"},
    "extension": {"none", "may", "shall_if_it_helps"},
    "share": {"1", "2/3", "1/3", "5/6"},
    "send_to": {"municipality", "county", "hk-dir", "nav", "udi"},
    "decided_by": {"statsforvalter", "hk-dir", "municipality", "nav", "une"},
}


@cache
def provisions() -> set[tuple[str, str]]:
    """Give act and section of every provision that the law files know."""
    return {(key, section) for key, act in checker.acts().items() for section in act.provisions}


def assert_contract(verdict: Mapping[str, Any], today: date) -> None:
    """Check a verdict against every general sentence of the contract."""
    assert set(verdict) == {"contract", "today", "law_checked", "findings", "next_question"}
    assert verdict["contract"] == checker.CONTRACT == 1
    assert verdict["today"] == today.isoformat()
    date.fromisoformat(verdict["law_checked"])
    assert list(verdict["findings"]) == list(checker.FINDINGS)
    for name, found in verdict["findings"].items():
        assert_finding(name, found)
    missing = {key for found in verdict["findings"].values() for key in found["missing"]}
    following = verdict["next_question"]
    assert following in missing if missing else following is None


def assert_finding(name: str, found: Mapping[str, Any]) -> None:
    """Check one finding: its outcome, its facts, and that what it cites stands in the law files."""
    assert set(found) == {"outcome", "cites", "certainty", "facts", "because", "missing"}, name
    assert found["outcome"] in OUTCOMES[name].split(), name
    assert found["certainty"] in CERTAINTIES, name
    assert set(found["facts"]) <= set(FACTS[name].split()), name
    assert_facts(found["facts"])
    for keys in (found["because"], found["missing"]):
        assert set(keys) <= KEYS, name
        assert len(keys) == len(set(keys)), name
    # An unknown says what is missing; nothing else does.
    assert bool(found["missing"]) == (found["outcome"] == "unknown"), (name, found)
    if found["outcome"] not in WITHOUT_CITATION:
        assert found["cites"], (name, found)
    for cite in found["cites"]:
        assert set(cite) <= {"act", "section", "ledd", "letter"}, cite
        assert (cite["act"], cite["section"]) in provisions(), cite
    if name == "programme":
        assert ("failed" in found["facts"]) == (found["outcome"] == "none"), found


def assert_facts(facts: Mapping[str, Any]) -> None:
    """Check that each fact has the kind of value that the contract gives it."""
    for name, value in facts.items():
        if name in DAYS:
            assert date.fromisoformat(value).isoformat() == value, name
        elif name in BOOLEANS:
            assert isinstance(value, bool), name
        elif name in WHOLE:
            assert type(value) is int, name
        elif name in MONEY:
            assert AMOUNT.fullmatch(value), (name, value)
        elif name == "failed":
            assert value, "failed names at least one condition"
            assert set(value) <= set(checker.FAILURES)
        else:
            assert value in CODES[name], (name, value)
    if "last_day" in facts:
        assert date.fromisoformat(facts["last_day"]).weekday() < 5
