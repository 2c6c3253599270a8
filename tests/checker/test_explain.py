"""The reasons of a verdict as a tree: everything the verdict says stands in it, with the provisions in words."""

import io
import json
import sys
from datetime import date
from decimal import Decimal

import pytest

import checker
from checker import __main__ as command_line
from checker.explain import explain
from tests.checker.support import CASES, TODAY

ANSWERS = {
    "citizenship": "other", "permit": "ch6", "reference_permit": "28", "permit_granted": "2026-02-10", "born": "1990",
    "lived_in_municipality_since": "2026-04", "decision": "programme", "decision_received": "2026-11-10",
    "settled_by_agreement": "unsure", "job_hours": Decimal("7.50"), "lives_in_reception": False,
    "reference_settled_on": "2024-02-01", "family_applied_on": "2025-02-01", "settled_on": "2026-04-01",
}  # fmt: skip

APPEAL = """\
appeal: open
├─ certainty: text (follows from the wording)
├─ facts
│  ├─ send_to = municipality
│  ├─ decided_by = statsforvalter
│  ├─ weeks = 3
│  ├─ safe_day = 2026-11-10
│  ├─ last_day = 2026-12-01
│  └─ days_left = 10
├─ because
│  ├─ decision = programme
│  └─ decision_received = 2026-11-10
└─ provisions
   ├─ Integreringsloven § 46 second ledd letter a: Hvilke avgjørelser som er enkeltvedtak
   │  └─ checked 2026-07-23, to be read at https://lovdata.no/lov/2020-11-06-127/§46
   ├─ Integreringsloven § 47 first ledd: Klage til Statsforvalteren
   │  └─ checked 2026-07-23, to be read at https://lovdata.no/lov/2020-11-06-127/§47
   ├─ Forvaltningsloven § 29 first ledd: Klagefrist
   │  └─ checked 2026-07-02, to be read at https://lovdata.no/lov/1967-02-10/§29
   ├─ Domstolloven § 148 second ledd: Frister i uker, måneder og år ender på samme dag
   │  └─ checked 2026-07-02, to be read at https://lovdata.no/lov/1915-08-13-5/§148
   └─ Domstolloven § 149 first ledd: En frist som ender på en fridag, flyttes til neste virkedag
      └─ checked 2026-07-02, to be read at https://lovdata.no/lov/1915-08-13-5/§149
"""


def tree(answers, today=TODAY) -> str:
    return explain(checker.check(answers, today), answers)


def branches(text: str) -> dict[str, str]:
    """Give the tree of each finding by its name."""
    parts = text.split("\n\n")
    return {part.split(":")[0]: part for part in parts[1:-1]}


def test_a_finding_gives_its_facts_reasons_and_provisions():
    assert branches(tree({"decision": "programme", "decision_received": "2026-11-10"}))["appeal"] == APPEAL.rstrip()


def test_an_answer_is_told_with_its_value():
    told = branches(tree(ANSWERS))["programme"]
    for line in ("permit = ch6", "job_hours = 7.50", "born = 1990", "reference_settled_on = 2024-02-01"):
        assert f" {line}\n" in told
    reception = tree({"permit": "none", "lives_in_reception": True, "born": "1990-01-01", "citizenship": "other"})
    assert " lives_in_reception = true\n" in reception


def test_what_is_missing_is_told_with_what_it_may_be():
    told = branches(tree({"citizenship": "other", "permit_granted": "2020", "decision_received": "2026-11"}))
    assert "decision (one of programme, benefit" in told["appeal"]
    # The three weeks end from 23 November to 21 December: on this day the month leaves it open.
    given = {"decision": "programme", "decision_received": "2026-11", "permit": "unsure"}
    told = branches(tree(given, date(2026, 12, 10)))
    assert "decision_received (date): 2026-11 is not exact enough" in told["appeal"]
    assert "permit (one of 28, 35(3)" in told["programme"]
    assert told["length"].startswith("length: unknown\n└─ missing\n")


def test_what_was_not_answered_is_not_known():
    told = branches(tree({"decision_received": "2026-11-10", "permit": "unsure"}))
    assert "decision (one of programme, benefit" in told["appeal"]
    for line in [*told["appeal"].splitlines(), *told["programme"].splitlines()]:
        assert "is not exact enough" not in line
        assert " (one of " not in line or line.endswith("): not known")


@pytest.mark.parametrize(("ledd", "words"), [(1, "first"), (9, "ninth"), (10, "tenth"), (11, "11th"), (12, "12th")])
def test_a_ledd_is_told_in_words_up_to_ten(ledd, words):
    answers = {"decision": "programme", "decision_received": "2026-11-10"}
    verdict = checker.check(answers, TODAY)
    verdict["findings"]["appeal"]["cites"][0] = {"act": "integreringsloven", "section": "46", "ledd": ledd}
    assert f"Integreringsloven § 46 {words} ledd: " in explain(verdict, answers)


def test_a_provision_was_checked_when_the_oldest_row_that_cites_it_was(monkeypatch):
    act = checker.acts()["forvaltningsloven"]
    first, *others = act.rows["appeal_period"]
    period = (first._replace(checked=date(2026, 1, 2)), *others)
    older = {"forvaltningsloven": act._replace(rows={**act.rows, "appeal_period": period})}
    monkeypatch.setattr("checker.explain.acts", lambda: {**checker.acts(), **older})
    told = branches(tree({"decision": "programme", "decision_received": "2026-11-10"}))["appeal"]
    assert "checked 2026-01-02, to be read at https://lovdata.no/lov/1967-02-10/§29" in told
    assert told.count("checked 2026-07-23") == 2


def test_a_list_of_facts_is_told_on_one_line():
    answers = {"citizenship": "other", "permit": "25", "permit_granted": "2026-02-10", "born": "1950-01-01"}
    found = checker.check(answers, TODAY)["findings"]["programme"]["facts"]["failed"]
    assert f"failed = {', '.join(found)}\n" in tree(answers)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_everything_in_the_verdict_stands_in_the_tree(case):
    verdict = checker.check(case["answers"], case["today"])
    text = explain(verdict, case["answers"])
    told = branches(text)
    assert list(told) == list(verdict["findings"])
    for name, found in verdict["findings"].items():
        lines = [line.lstrip("│├└─ ") for line in told[name].splitlines()]
        assert lines[0] == f"{name}: {found['outcome']}"
        assert {line.split(" = ")[0] for line in lines} >= set(found["facts"])
        assert {line.split(" ")[0] for line in lines} >= {*found["because"], *found["missing"]}
        assert sum("to be read at https://lovdata.no/" in line for line in lines) == len(found["cites"])
        for cite in found["cites"]:
            act = checker.acts()[cite["act"]]
            words = act.provisions[cite["section"]]
            assert any(line.startswith(f"{act.title} § {cite['section']}") and line.endswith(words) for line in lines)
    assert f"as of {verdict['today']}," in text
    assert text.endswith(f"Next question: {verdict['next_question'] or 'none'}\n")


def test_an_act_without_anchors_is_linked_as_a_whole():
    old = {"citizenship": "other", "permit": "28", "permit_granted": "2019-02-10", "applied_from_abroad": False}
    told = branches(tree(old, date(2020, 3, 1)))["which_law"]
    assert "Introduksjonsloven (2003) § 2: " in told
    assert told.endswith("https://lovdata.no/dokument/LTI/lov/2003-07-04-80")


def test_the_address_of_a_section_with_a_letter_has_no_space():
    protected = {"permit": "34", "permit_granted": "2026-02-10", "born": "1990-01-01", "settled_by_agreement": True}
    told = branches(tree(protected | {"citizenship": "other"}))["training"]
    assert "Integreringsloven § 37 d first ledd: " in told
    assert "/lov/2020-11-06-127/§37d\n" in told


def run(monkeypatch, capsys, arguments, given="{}"):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode("utf-8"))))
    status = command_line.main(arguments)
    return status, capsys.readouterr().out


@pytest.mark.parametrize("place", [0, 1, 3], ids=["before the file", "after the file", "after the day"])
def test_the_command_prints_the_tree(monkeypatch, capsys, place):
    arguments = ["-", "--today", "2026-11-21"]
    arguments.insert(place, "--explain")
    given = {"decision": "programme", "decision_received": "2026-11-10"}
    assert run(monkeypatch, capsys, arguments, json.dumps(given)) == (0, tree(given))


def test_without_the_option_the_verdict_is_json_as_before(monkeypatch, capsys):
    status, out = run(monkeypatch, capsys, ["-", "--today", "2026-11-21"])
    assert (status, json.loads(out)) == (0, checker.check({}, TODAY))


@pytest.mark.parametrize(
    ("arguments", "given", "error"),
    [
        (["--explain", "-", "--today", "2026-11-21"], '{"permitt": "28"}', ("permitt", "unknown_key")),
        (["--explain", "-", "--today", "2026-11-21"], '{"born": "2027-01-01"}', ("born", "in_future")),
        (["--explain", "-", "--today", "yesterday"], "{}", (None, "bad_today")),
        (["--explain", "-"], "", (None, "empty")),
        (["--explain"], "{}", (None, "usage")),
        (["--explian", "-"], "{}", (None, "usage")),
    ],
)
def test_errors_and_exit_status_are_as_without_it(monkeypatch, capsys, arguments, given, error):
    status, out = run(monkeypatch, capsys, arguments, given)
    assert (status, json.loads(out)) == (2, {"error": dict(zip(("field", "code"), error, strict=True))})
