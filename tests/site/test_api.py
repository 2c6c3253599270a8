"""The open data of the built site: equal to what the checker holds, and its schemas say what the checker does."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import checker
from checker.answers import FIRST_DAY, LARGEST, LAST_DAY, OLDEST, AnswerError, parse
from checker.letterparts import GROUNDS, LETTERS, WISHES
from checker.letters import Request
from sitegen import api
from sitegen.errors import SiteError
from tests.checker.support import CASES, TODAY, ask, plain

NAMES = {
    *("index.json", "law.json", "questions.json", "outcomes.json", "cases.json"),
    *("answers.schema.json", "verdict.schema.json", "letters.json", "letters.schema.json"),
}


@pytest.fixture(scope="module")
def written(site: Path) -> dict[str, object]:
    """The files as a visitor gets them, by name."""
    return {file.name: json.loads(file.read_text("utf-8")) for file in (site / "api" / "v1").glob("*.json")}


@pytest.fixture(scope="module")
def answers(written):
    return validator(written["answers.schema.json"])


@pytest.fixture(scope="module")
def verdict(written):
    return validator(written["verdict.schema.json"])


def validator(schema) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_file_is_there_and_named_in_the_index(written):
    assert set(written) == NAMES
    index = written["index.json"]
    assert {file["path"] for file in index["files"]} == NAMES - {"index.json"}
    assert index["contract"] == checker.CONTRACT
    assert index["law_checked"] == min(row.checked for row in checker.law_rows()).isoformat()
    assert index["licence"] == "MIT"


def test_the_same_sources_give_the_same_bytes(site, tmp_path):
    api.write(tmp_path)
    for name in NAMES:
        bytes_again = (tmp_path / "api" / "v1" / name).read_bytes()
        assert bytes_again == (site / "api" / "v1" / name).read_bytes()
        assert b"\r" not in bytes_again


def test_the_law_is_every_row_of_the_checker(written):
    rows = written["law.json"]["rows"]
    assert len(rows) == len(checker.law_rows())
    for told, row in zip(rows, checker.law_rows(), strict=True):
        days = {"from": row.begins, "to": row.ends, "adopted": row.adopted, "checked": row.checked}
        assert {name: told[name] for name in days} == {name: plain(day) for name, day in days.items()}
        assert {name: told[name] for name in ("act", "section", "ledd", "letter")} == row.cite._asdict()
        assert (told["name"], told["unit"], told["source"], told["certainty"]) == (
            row.name,
            row.unit,
            row.source,
            row.certainty,
        )
        assert told["value"] == json.loads(json.dumps(row.value, default=date.isoformat))
        assert told["source"].startswith("https://lovdata.no/")


def test_what_is_coming_is_told_as_adopted(written):
    coming = [row for row in written["law.json"]["rows"] if row["from"] is None]
    assert ("programme_max_age", 60, "2025-06-20") in {(row["name"], row["value"], row["adopted"]) for row in coming}
    assert all(row["adopted"] for row in coming)


def test_the_acts_are_those_of_the_checker(written):
    acts = written["law.json"]["acts"]
    assert {key: act["provisions"] for key, act in acts.items()} == {
        key: act.provisions for key, act in checker.acts().items()
    }


def test_the_questions_are_those_of_the_checker(written):
    told = written["questions.json"]
    assert told["unsure"] == "unsure"
    assert [question["key"] for question in told["questions"]] == [question.key for question in checker.QUESTIONS]
    for one, question in zip(told["questions"], checker.QUESTIONS, strict=True):
        assert one == json.loads(json.dumps(question._asdict()))


def test_the_outcomes_and_codes_are_those_of_the_checker(written):
    told = written["outcomes.json"]
    assert told["findings"] == {name: list(outcomes) for name, outcomes in checker.FINDINGS.items()}
    assert told["errors"] == list(checker.ERROR_CODES)
    assert told["failures"] == list(checker.FAILURES)


def test_the_cases_are_the_table(written):
    told = written["cases.json"]["cases"]
    assert [case["id"] for case in told] == [case["id"] for case in CASES]
    for one, case in zip(told, CASES, strict=True):
        assert one["answers"] == case["answers"]
        assert one["expect"] == case["expect"]
        assert one["today"] == case["today"].isoformat()
        assert one["decided_by"] == case["decided_by"]
        assert one["topic"] == case["file"]


def test_a_project_without_cases_is_told_so(tmp_path):
    with pytest.raises(SiteError, match="no cases"):
        api.cases(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_case_and_its_verdict_fit_the_schemas(case, answers, verdict):
    answers.validate(case["answers"])
    verdict.validate(ask(case["answers"], case["today"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_its_letters_fit_the_schema_too(case, verdict):
    judged = checker.check(case["answers"], case["today"], Request(GROUNDS, "again"))
    verdict.validate(json.loads(json.dumps(judged)))


def test_the_letters_are_those_of_the_checker(written):
    told = written["letters.json"]
    assert told["grounds"] == [*GROUNDS]
    assert told["wishes"] == [*WISHES]
    assert [*told["letters"]] == [*LETTERS]
    for letter, parts in LETTERS.items():
        listed = [(part["id"], part["cites"]) for part in told["letters"][letter]]
        assert listed == [(part, [cite.to_dict() for cite in cites]) for part, cites in parts.items()]


# What stands under `letters` in the input, and whether the checker takes it.
REQUESTS = [
    {}, {"grounds": []}, {"grounds": [*GROUNDS], "wish": "lift"}, {"wish": "own"}, {"wish": "x"}, {"grounds": ["x"]},
    {"grounds": "wrong_facts"}, {"wish": None}, {"name": "Amina"}, [], None,
]  # fmt: skip


@pytest.mark.parametrize("given", REQUESTS, ids=str)
def test_the_schema_of_a_request_takes_what_the_checker_takes(given, written):
    text = json.dumps({"answers": {}, "today": "2026-11-21", "letters": given})
    is_taken = "error" not in json.loads(checker.check_json(text))
    assert validator(written["letters.schema.json"]).is_valid(given) == is_taken


def test_every_key_may_be_unsure_and_none_is_needed(answers):
    answers.validate({})
    answers.validate({question.key: "unsure" for question in checker.QUESTIONS})


def refused(key: str, value: object) -> bool:
    """Say whether the checker itself refuses a value for its form."""
    try:
        parse({key: value}, LAST_DAY)
    except AnswerError:
        return True
    return False


# What no key takes, and what only some do.
STRANGE = [None, "", "no", "Unsure", [], {}, -1, -0.5, 10**10, "2026-13", "2026-02-30", "26-01-01", True, 7, 7.5, "7"]


@pytest.mark.parametrize("question", checker.QUESTIONS, ids=lambda question: question.key)
def test_the_schema_takes_what_the_checker_takes(question, answers):
    values = [*STRANGE, *question.values, "2026", "2026-01", "2026-01-31", "1899-12-31", "2101", LARGEST, OLDEST]
    values += [LARGEST.get(question.key, 0), LARGEST.get(question.key, 0) + 1, OLDEST + 1]
    for value in values:
        assert answers.is_valid({question.key: value}) != refused(question.key, value), value


def test_an_unknown_key_is_refused(answers):
    assert not answers.is_valid({"permitt": "28"})
    assert not answers.is_valid([])


def test_the_pattern_of_a_date_knows_the_calendar(answers):
    """Every day the checker takes, and the days around the ends of months, as the checker itself reads them."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        # One day in five, and all around the turn of a month: leap days included.
        if day.day in (1, 2, 27, 28, 29, 30, 31) or day.toordinal() % 5 == 0:
            assert answers.is_valid({"born": day.isoformat()}), day
        day += timedelta(days=1)
    for text in (
        "1900-02-29",
        "2100-02-29",
        "2023-02-29",
        "2026-04-31",
        "2026-06-31",
        "2026-09-31",
        "2026-11-31",
        "2026-00-01",
        "2026-01-00",
    ):
        assert refused("born", text)
        assert not answers.is_valid({"born": text}), text
    for text in ("2026-1-1", "2026-01-01T00:00", " 2026", "1899", "2101", "٢٠٢٦", "20260101"):
        assert refused("born", text)
        assert not answers.is_valid({"born": text}), text


def changed(path: str, value: object, finding: str = "appeal") -> dict:
    """Give a right verdict with one thing in a finding, or in the verdict itself, put wrong."""
    verdict = ask({"decision": "programme", "decision_received": "2026-11-10"}, TODAY)
    place = verdict
    *folders, name = path.format(f"findings.{finding}").split(".")
    for folder in folders:
        place = place[folder]
    place[name] = value
    return verdict


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("{}.outcome", "maybe"),
        ("{}.outcome", "none"),
        ("{}.cites", []),
        ("{}.cites", [{"act": "integreringsloven", "section": "999"}]),
        ("{}.cites", [{"act": "grunnloven", "section": "1"}]),
        ("{}.cites", [{"act": "integreringsloven"}]),
        ("{}.certainty", "certain"),
        ("{}.facts", {"overdue": True}),
        ("{}.facts.last_day", "1 December"),
        ("{}.facts.weeks", "3"),
        ("{}.facts.send_to", "the moon"),
        ("{}.because", ["weather"]),
        ("{}.more", 1),
        ("contract", 2),
        ("today", "today"),
        ("next_question", "weather"),
        ("findings", {}),
        ("more", 1),
    ],
)
def test_the_schema_of_the_verdict_refuses_what_the_contract_does_not_know(verdict, path, value):
    assert verdict.is_valid(changed("{}.certainty", "text"))
    assert not verdict.is_valid(changed(path, value))


def test_an_unknown_must_say_what_is_missing(verdict):
    assert verdict.is_valid(ask({}, TODAY))
    assert not verdict.is_valid(changed("{}.missing", [], "length"))
