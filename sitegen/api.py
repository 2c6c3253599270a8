"""The open data of the site: what the checker knows, as static JSON under `api/v1/`, with schemas for both ends.

Everything is read from the checker and from the table of cases, so nothing here can say something else than they do.
The same sources give the same bytes: no file holds the day it was made.
"""

import json
import tomllib
from calendar import isleap
from datetime import date
from pathlib import Path
from typing import Any

import checker
from checker.answers import FIRST_DAY, LARGEST, LAST_DAY, OLDEST
from checker.parameters import CERTAINTIES, Row
from checker.questions import UNSURE, Question
from checker.verdict import NOT_APPLICABLE, UNKNOWN
from sitegen import apiletters, lawtext, project
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

FOLDER = f"api/v{checker.CONTRACT}"
CASES = ROOT / "tests" / "cases"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
# As LICENSE says of the code, the law files and the tests.
LICENCE = "MIT"
DAY_PATTERN = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"

Schema = dict[str, Any]

# File → what it holds.
ABOUT = {
    "law.json": "every row of the law: value, days, provision, source; adopted rows have no `from`, ended rows a `to`, "
    "the first day on which they no longer hold",
    "questions.json": "every answer the checker takes, in the order it is asked, and when it can be skipped",
    "outcomes.json": "every finding with its outcomes, and the codes of certainties, failed conditions and errors",
    "letters.json": "the letters that a verdict names where the input has `letters`: their parts in order, with the "
    "sections that the words of each part name, and the codes of grounds and wishes",
    "answers.schema.json": "JSON Schema of the answers",
    "letters.schema.json": "JSON Schema of the request for letters",
    "verdict.schema.json": "JSON Schema of the verdict",
    "cases.json": "made-up cases with the verdict that the law gives them and the provisions that decide",
}


def write(site: Path) -> None:
    """Write the open data into a built site.

    Raises:
        SiteError: there is no table of cases.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        text = json.dumps(content, ensure_ascii=False, indent=1, default=_iso)
        (folder / name).write_text(f"{text}\n", "utf-8", newline="\n")


def files() -> dict[str, Any]:
    """Give every file by its name; days are dates still."""
    return {
        "index.json": index(),
        "law.json": law(),
        "questions.json": questions(),
        "outcomes.json": outcomes(),
        "letters.json": apiletters.letters(),
        "answers.schema.json": answers_schema(),
        "letters.schema.json": apiletters.request_schema(DRAFT),
        "verdict.schema.json": verdict_schema(),
        "cases.json": {"contract": checker.CONTRACT, "cases": cases()},
    }


def index() -> dict[str, Any]:
    """Say what is here, of which version, and how old the comparison with the law is."""
    return {
        "name": "Introguiden",
        "version": project.version(),
        "contract": checker.CONTRACT,
        "law_checked": lawtext.checked(),
        "licence": LICENCE,
        "files": [{"path": path, "about": about} for path, about in ABOUT.items()],
    }


def law() -> dict[str, Any]:
    """Give the acts and every row of the law, those that are only adopted included."""
    return {
        "contract": checker.CONTRACT,
        "law_checked": lawtext.checked(),
        "acts": {
            key: {
                "title": act.title,
                "address": act.lovdata,
                "source": act.source,
                "checked": act.checked,
                "provisions": act.provisions,
            }
            for key, act in checker.acts().items()
        },
        "rows": [law_row(row) for row in checker.law_rows()],
    }


def law_row(row: Row) -> dict[str, Any]:
    """Give a row of the law under the names of the law files."""
    return {
        "act": row.act,
        "name": row.name,
        "unit": row.unit,
        "from": row.begins,
        "to": row.ends,
        "adopted": row.adopted,
        "value": row.value,
        "section": row.cite.section,
        "ledd": row.cite.ledd,
        "letter": row.cite.letter,
        "source": row.source,
        "checked": row.checked,
        "certainty": row.certainty,
    }


def questions() -> dict[str, Any]:
    """Give every key of the contract. Conditions are as `checker/questions.py` explains them."""
    return {
        "contract": checker.CONTRACT,
        "unsure": UNSURE,
        "questions": [question._asdict() for question in checker.QUESTIONS],
    }


def outcomes() -> dict[str, Any]:
    """Give the findings with their outcomes, and the other codes a verdict or an error may hold."""
    return {
        "contract": checker.CONTRACT,
        "findings": checker.FINDINGS,
        "certainties": CERTAINTIES,
        "failures": checker.FAILURES,
        "errors": checker.ERROR_CODES,
    }


def cases(folder: Path = CASES) -> list[dict[str, Any]]:
    """Read the table of cases, its days as ISO strings; `topic` is the file a case stands in.

    Raises:
        SiteError: there is none.
    """
    found = [
        {"topic": path.stem, **case}
        for path in sorted(folder.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]
    if not found:
        raise SiteError(f"{folder}: no cases, which {FOLDER}/cases.json is made of")
    plain: list[dict[str, Any]] = json.loads(json.dumps(found, default=_iso))
    return plain


def answers_schema() -> Schema:
    """Give the JSON Schema of the answers: what the checker refuses for its form is refused here too."""
    return {
        "$schema": DRAFT,
        "title": f"Answers to Introguiden's checker, contract {checker.CONTRACT}",
        "description": "Every key may be left out. That answers contradict each other, or that something past lies in "
        "the future, only the checker sees.",
        "type": "object",
        "properties": {question.key: answer_schema(question) for question in checker.QUESTIONS},
        "additionalProperties": False,
        "$defs": {
            "date": {
                "description": "A day, a month or a year; the last two mean some day in it.",
                "type": "string",
                "pattern": date_pattern(),
            }
        },
    }


def answer_schema(question: Question) -> Schema:
    """Give the JSON Schema of one answer."""
    unsure = f'"{UNSURE}": not known.'
    meaning = f"Left out: it did not happen; {unsure}" if question.event else f"Left out, or {unsure}"
    if question.kind == "choice":
        return {"description": meaning, "enum": [*question.values, UNSURE]}
    if question.kind == "boolean":
        return {"description": meaning, "enum": [True, False, UNSURE]}
    if question.kind == "date":
        return {"description": meaning, "anyOf": [{"$ref": "#/$defs/date"}, {"const": UNSURE}]}
    number = {"type": "integer", "maximum": OLDEST}
    if question.kind == "number":
        number = {"type": "number", "maximum": LARGEST[question.key]}
    return {"description": meaning, "anyOf": [{**number, "minimum": 0}, {"const": UNSURE}]}


def date_pattern() -> str:
    """Give the regular expression of the dates that the checker takes: days that exist, months and years."""
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    leap = "|".join(str(year) for year in years if isleap(year))
    year = _years(years)
    days = [
        f"{year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])",
        f"{year}-(?:0[13-9]|1[0-2])-(?:29|30)",
        f"{year}-(?:0[13578]|1[02])-31",
        f"(?:{leap})-02-29",
    ]
    return f"^(?:{'|'.join([f'{year}(?:-(?:0[1-9]|1[0-2]))?', *days])})$"


def _years(years: range) -> str:
    """Give the regular expression of some years, whole centuries in short."""
    centuries = sorted({year // 100 for year in years})
    whole = [century for century in centuries if {century * 100, century * 100 + 99} <= set(years)]
    rest = [str(year) for year in years if year // 100 not in whole]
    return f"(?:{'|'.join([*(f'{century}[0-9]{{2}}' for century in whole), *rest])})"


BOOLEAN: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"$ref": "#/$defs/day"}
AMOUNT: Schema = {"$ref": "#/$defs/amount"}


def facts() -> dict[str, dict[str, Schema]]:
    """Give the facts of each finding, as the contract lists them."""
    shares = {"1", *(row.value for row in checker.law_rows() if row.unit == "share")}
    return {
        "which_law": {},
        "programme": {
            "failed": {"type": "array", "items": {"enum": [*checker.FAILURES]}, "minItems": 1, "uniqueItems": True},
            "only_goal": {"const": "work"},
        },
        "start": {"start_by": DAY, "overdue": BOOLEAN},
        "length": {
            "max_months": COUNT,
            "extension_months": COUNT,
            "extension": {"enum": ["none", "may", "shall_if_it_helps"]},
        },
        "training": {
            "max_months": COUNT,
            "ends_by": DAY,
            "ended": BOOLEAN,
            "norwegian_hours": COUNT,
            "social_studies_hours": COUNT,
            "may_charge": BOOLEAN,
            "starts_on": DAY,
            "test_duty": BOOLEAN,
        },
        "benefit": {
            "basic_amount": COUNT,
            "share": {"enum": sorted(shares)},
            **dict.fromkeys(("year", "month", "day", "hour", "absence_deduction"), AMOUNT),
        },
        "appeal": {
            "last_day": DAY,
            "days_left": {"description": "Below 0 once the last day has passed.", "type": "integer"},
            "in_time": BOOLEAN,
            "absolute_last_day": DAY,
            "weeks": COUNT,
            "send_to": {"enum": ["municipality", "county", "hk-dir", "nav", "udi"]},
            "decided_by": {"enum": ["statsforvalter", "hk-dir", "municipality", "nav", "une"]},
            "can_be_worse": BOOLEAN,
            "safe_day": DAY,
            "shorter_possible": BOOLEAN,
        },
    }


def verdict_schema() -> Schema:
    """Give the JSON Schema of the verdict."""
    keys = {"enum": [question.key for question in checker.QUESTIONS]}
    known = facts()
    findings = {name: finding_schema(possible, known[name]) for name, possible in checker.FINDINGS.items()}
    always = _object(
        {
            "contract": {"const": checker.CONTRACT},
            "today": DAY,
            "law_checked": DAY,
            "findings": _object(findings),
            "next_question": {"anyOf": [{"$ref": "#/$defs/key"}, {"type": "null"}]},
        }
    )
    return {
        "$schema": DRAFT,
        "title": f"Verdict of Introguiden's checker, contract {checker.CONTRACT}",
        **always,
        "properties": {**always["properties"], "letters": apiletters.schema()},
        "$defs": {
            "letter_facts": apiletters.facts_schema(),
            "key": keys,
            "keys": {"type": "array", "items": {"$ref": "#/$defs/key"}, "uniqueItems": True},
            "day": {"type": "string", "pattern": DAY_PATTERN},
            "amount": {"description": "NOK, two decimals.", "type": "string", "pattern": "^[0-9]+\\.[0-9]{2}$"},
            "certainty": {"enum": [*CERTAINTIES]},
            "cite": {"anyOf": [_cite_schema(key, [*act.provisions]) for key, act in checker.acts().items()]},
        },
    }


def finding_schema(possible: tuple[str, ...], its_facts: dict[str, Schema]) -> Schema:
    """Give the JSON Schema of one finding.

    Args:
        possible: its outcomes.
        its_facts: fact → its schema.
    """
    return {
        **_object(
            {
                "outcome": {"enum": [*possible]},
                "cites": {"type": "array", "items": {"$ref": "#/$defs/cite"}, "uniqueItems": True},
                "certainty": {"$ref": "#/$defs/certainty"},
                "facts": {"type": "object", "properties": its_facts, "additionalProperties": False},
                "because": {"$ref": "#/$defs/keys"},
                "missing": {"$ref": "#/$defs/keys"},
            }
        ),
        "if": {"properties": {"outcome": {"enum": [UNKNOWN, NOT_APPLICABLE]}}},
        # Whatever else is found rests on a provision.
        "else": {"properties": {"cites": {"minItems": 1}}},
        "then": {
            "if": {"properties": {"outcome": {"const": UNKNOWN}}},
            "then": {"properties": {"missing": {"minItems": 1}}},
        },
    }


def _cite_schema(act: str, sections: list[str]) -> Schema:
    optional: dict[str, Schema] = {"ledd": {"type": "integer", "minimum": 1}, "letter": {"type": "string"}}
    required: dict[str, Schema] = {"act": {"const": act}, "section": {"enum": sections}}
    return {**_object(required), "properties": {**required, **optional}}


def _object(properties: dict[str, Schema]) -> Schema:
    """Give the schema of an object that has these properties, all of them and no others."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")
