"""What the tests of the checker share: the cases, and a short way to ask."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import checker

CASES_FOLDER = Path(__file__).parents[1] / "cases"
ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
LIMIT_OF_TIME = 20  # seconds: only so that a hanging test ends


def plain(value: Any) -> Any:
    """Turn TOML's days into the ISO strings of the contract."""
    return value.isoformat() if isinstance(value, date) else value


def read_cases() -> list[dict[str, Any]]:
    """Read every case, its answers and expectations in the contract's form."""
    cases = []
    for path in sorted(CASES_FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            case["file"] = path.stem
            case["answers"] = {key: plain(value) for key, value in case["answers"].items()}
            case["expect"] = {
                finding: {key: plain(value) for key, value in expected.items()}
                for finding, expected in case["expect"].items()
            }
            cases.append(case)
    return cases


CASES = read_cases()


def ask(answers: Mapping[str, Any], today: date = TODAY) -> dict[str, Any]:
    """Give the verdict as plain data."""
    return json.loads(json.dumps(checker.check(answers, today)))


def find(finding: str, answers: Mapping[str, Any], today: date = TODAY) -> dict[str, Any]:
    """Give one finding as plain data."""
    return ask(answers, today)["findings"][finding]
