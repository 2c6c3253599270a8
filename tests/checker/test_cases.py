"""The law, case by case: every case of tests/cases gets the verdict that the provisions it names give it."""

from typing import Any

import pytest

import checker
from tests.checker.support import CASES, find

# Everybody who is not told something else may be offered training (integreringsloven § 26 seventh ledd).
NEVER = {("training", "none")}
CONFIDENCES = {"VERIFIED", "SECONDARY", "INFERRED"}


# As the cases write the acts.
ACTS = {
    "integreringsloven": "L",
    "integreringsforskriften": "F",
    "introduksjonsloven": "I",
    "forvaltningsloven": "FVL",
    "domstolloven": "DL",
    "eforvaltningsforskriften": "eForvaltningsforskriften",
    "folketrygdloven": "FTL",
    "sosialtjenesteloven": "STL",
    "utlendingsloven": "UTL",
}


def provision(cite: dict[str, Any]) -> str:
    """Write a provision as the cases do: `L 9(1)f`."""
    ledd = f"({cite['ledd']})" if "ledd" in cite else ""
    return f"{ACTS[cite['act']]} {cite['section']}{ledd}{cite.get('letter', '')}"


def expectations() -> list[Any]:
    """Give one test for each finding that a case is about."""
    return [
        pytest.param(case, finding, expected, id=f"{case['id']}-{finding}")
        for case in CASES
        for finding, expected in case["expect"].items()
    ]


@pytest.mark.parametrize(("case", "finding", "expected"), expectations())
def test_a_case_gets_what_the_law_gives_it(case, finding, expected):
    found = find(finding, case["answers"], case["today"])
    got = {name: found[name] for name in ("outcome", "certainty", "missing", "because")} | found["facts"]
    got["cites"] = [provision(cite) for cite in found["cites"]]
    without = expected.get("without", [])
    wanted = {key: value for key, value in expected.items() if key != "without"}
    seen = {key: got.get(key) for key in wanted}
    for listing in ("failed", "missing", "because"):
        if listing in wanted:
            seen[listing] = sorted(seen[listing] or [])
            wanted[listing] = sorted(wanted[listing])
    assert seen == wanted, (case["title"], case["decided_by"], found)
    assert [fact for fact in without if fact in got] == [], (case["title"], found)


def test_every_case_is_about_known_findings_and_outcomes():
    for case in CASES:
        for finding, expected in case["expect"].items():
            assert finding in checker.FINDINGS, case["id"]
            if "outcome" in expected:
                assert expected["outcome"] in checker.FINDINGS[finding], case["id"]


def test_every_case_names_the_provision_that_decides_it():
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
    for case in CASES:
        assert case["decided_by"], case["id"]
        assert all(provision.strip() for provision in case["decided_by"]), case["id"]
        assert case["title"].strip(), case["id"]
        assert case["confidence"] in CONFIDENCES, case["id"]
        assert isinstance(case["official"], bool), case["id"]
        assert case["expect"], case["id"]


def test_every_outcome_of_every_finding_has_a_case():
    shown = {(finding, expected.get("outcome")) for case in CASES for finding, expected in case["expect"].items()}
    possible = {(finding, outcome) for finding, outcomes in checker.FINDINGS.items() for outcome in outcomes}
    assert possible - shown == NEVER


def test_the_table_is_as_large_as_promised():
    assert len(CASES) >= 400
