"""The verdict has the shape of the contract, whatever is answered."""

import json
import subprocess
import sys
from datetime import date

import pytest

import checker
from tests.checker.support import CASES, ROOT, ask

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
SEND_TO = {"municipality", "county", "hk-dir", "nav", "udi"}
DECIDED_BY = {"statsforvalter", "hk-dir", "municipality", "nav", "une"}

SAMPLE = CASES[::3]


def provisions() -> set[tuple[str, str]]:
    """Give act and section of every provision that the law files know."""
    return {(key, section) for key, act in checker.acts().items() for section in act.provisions}


def assert_contract(verdict: dict, today: date) -> None:
    """Check a verdict against every general sentence of the contract."""
    assert set(verdict) == {"contract", "today", "law_checked", "findings", "next_question"}
    assert verdict["contract"] == checker.CONTRACT == 1
    assert verdict["today"] == today.isoformat()
    date.fromisoformat(verdict["law_checked"])
    assert list(verdict["findings"]) == list(checker.FINDINGS)
    known = provisions()
    missing = set()
    for name, found in verdict["findings"].items():
        assert set(found) == {"outcome", "cites", "certainty", "facts", "because", "missing"}, name
        assert found["outcome"] in OUTCOMES[name].split(), name
        assert found["certainty"] in CERTAINTIES, name
        assert set(found["facts"]) <= set(FACTS[name].split()), name
        assert_facts(found["facts"])
        for keys in (found["because"], found["missing"]):
            assert set(keys) <= KEYS, name
            assert len(keys) == len(set(keys)), name
        if found["outcome"] == "unknown":
            assert found["missing"], (name, "an unknown says what is missing")
        if found["outcome"] not in WITHOUT_CITATION:
            assert found["cites"], (name, found)
        if name == "programme":
            assert ("failed" in found["facts"]) == (found["outcome"] == "none"), found
            assert set(found["facts"].get("failed", [])) <= set(checker.FAILURES)
            assert found["facts"].get("only_goal", "work") == "work"
        for cite in found["cites"]:
            assert set(cite) <= {"act", "section", "ledd", "letter"}, cite
            assert (cite["act"], cite["section"]) in known, cite
        missing |= set(found["missing"])
    following = verdict["next_question"]
    assert following in missing if missing else following is None


def assert_facts(facts: dict) -> None:
    for name, value in facts.items():
        if name in DAYS:
            assert date.fromisoformat(value).isoformat() == value, name
        elif name in BOOLEANS:
            assert isinstance(value, bool), name
        elif name in WHOLE:
            assert isinstance(value, int), name
            assert not isinstance(value, bool), name
        elif name == "failed":
            assert value, "failed names at least one condition"
        else:
            assert isinstance(value, str), name
    assert facts.get("send_to", "nav") in SEND_TO
    assert facts.get("decided_by", "nav") in DECIDED_BY
    if "last_day" in facts:
        assert date.fromisoformat(facts["last_day"]).weekday() < 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_case_gets_a_verdict_of_the_contract(case):
    assert_contract(ask(case["answers"], case["today"]), case["today"])


def test_the_outcomes_are_those_of_the_contract():
    assert {name: set(outcomes) for name, outcomes in checker.FINDINGS.items()} == {
        name: set(outcomes.split()) for name, outcomes in OUTCOMES.items()
    }


def test_a_verdict_survives_json():
    for case in SAMPLE:
        verdict = checker.check(case["answers"], case["today"])
        assert json.loads(json.dumps(verdict)) == verdict


def test_check_json_says_the_same_as_check():
    for case in SAMPLE:
        text = checker.check_json(json.dumps({"answers": case["answers"], "today": case["today"].isoformat()}))
        assert json.loads(text) == ask(case["answers"], case["today"])


def test_the_order_of_the_answers_does_not_matter():
    for case in SAMPLE:
        turned = dict(reversed(case["answers"].items()))
        assert ask(turned, case["today"]) == ask(case["answers"], case["today"])


def test_the_answers_are_not_changed():
    for case in SAMPLE:
        given = dict(case["answers"])
        checker.check(given, case["today"])
        assert given == case["answers"]


def test_leaving_out_and_not_knowing_are_the_same_but_for_events():
    events = {question.key for question in checker.QUESTIONS if question.event}
    for case in SAMPLE:
        unsure = dict.fromkeys(KEYS - events - set(case["answers"]), "unsure")
        plain, other = (
            ask(answers, case["today"])["findings"] for answers in (case["answers"], case["answers"] | unsure)
        )
        for name in plain:
            assert (plain[name]["outcome"], plain[name]["facts"]) == (other[name]["outcome"], other[name]["facts"]), (
                case["id"]
            )


def test_the_command_line_says_the_same_as_check(tmp_path):
    for number, case in enumerate(CASES[::60]):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(case["answers"]), "utf-8")
        today = case["today"].isoformat()
        for arguments, given in (([str(path)], None), (["-"], path.read_bytes())):
            done = subprocess.run(
                [sys.executable, "-m", "checker", *arguments, "--today", today],
                cwd=ROOT,
                input=given,
                capture_output=True,
                check=True,
            )
            assert json.loads(done.stdout.decode("utf-8")) == ask(case["answers"], case["today"])


def test_the_command_line_needs_nothing_installed():
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); import checker; print(checker.CONTRACT)",
        ],
        cwd="/",
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == "1"


def test_the_verdict_says_when_the_law_was_last_checked():
    oldest = min(row.checked for row in checker.law_rows())
    for case in SAMPLE:
        verdict = ask(case["answers"], case["today"])
        assert date.fromisoformat(verdict["law_checked"]) >= min(
            oldest, *(act.checked for act in checker.acts().values())
        )
