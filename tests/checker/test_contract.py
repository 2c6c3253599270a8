"""The verdict has the shape of the contract, whatever is answered."""

import json
import subprocess
import sys
from datetime import date

import pytest

import checker
from tests.checker.contract import KEYS, OUTCOMES, assert_contract
from tests.checker.support import CASES, ROOT, ask

SAMPLE = CASES[::3]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
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


@pytest.mark.process
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


@pytest.mark.process
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
