"""The letters in the open data: which there are, what they cite, and the schemas of what is asked and answered."""

from typing import Any

from checker import CONTRACT
from checker.lettercase import OPEN_QUESTIONS
from checker.letterparts import GROUNDS, LETTERS, WISHES
from checker.questions import DECISIONS
from sitegen.letters import BODIES, DECIDERS

# Facts of a letter that are days.
DAYS = (
    *("today", "decision_dated", "decision_received", "test_taken_on", "complaint_sent", "reasons_asked"),
    *("settled_on", "claimed_on", "last_day", "safe_day", "absolute_last_day", "start_by"),
)


def letters() -> dict[str, Any]:
    """Give the letters with their parts, in order, and the sections that the words of each part name."""
    return {
        "contract": CONTRACT,
        "grounds": GROUNDS,
        "wishes": WISHES,
        "open_questions": OPEN_QUESTIONS,
        "letters": {
            letter: [{"id": part, "cites": [cite.to_dict() for cite in cites]} for part, cites in parts.items()]
            for letter, parts in LETTERS.items()
        },
    }


def request_schema(draft: str) -> dict[str, Any]:
    """Give the JSON Schema of what is asked for under `letters`, beside the answers and today."""
    return {
        "$schema": draft,
        "title": f"Request for letters to Introguiden's checker, contract {CONTRACT}",
        "description": "Codes only: the checker knows no name and no free text.",
        "type": "object",
        "properties": {"grounds": {"type": "array", "items": {"enum": [*GROUNDS]}}, "wish": {"enum": [*WISHES]}},
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    """Give the JSON Schema of the letters in a verdict, whose definitions it uses."""
    return {
        "description": "Only where they were asked for. The first is the one to write first.",
        "type": "array",
        "items": {"anyOf": [_letter(letter, [*parts]) for letter, parts in LETTERS.items()]},
    }


def _letter(letter: str, parts: list[str]) -> dict[str, Any]:
    properties = {
        "id": {"const": letter},
        "parts": {"type": "array", "items": {"enum": parts}, "minItems": 1, "uniqueItems": True},
        "facts": {"$ref": "#/$defs/letter_facts"},
        "cites": {"type": "array", "items": {"$ref": "#/$defs/cite"}, "uniqueItems": True},
    }
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def facts_schema() -> dict[str, Any]:
    """Give the JSON Schema of a letter's facts; what is not known is left out."""
    day = {"$ref": "#/$defs/day"}
    return {
        "type": "object",
        "properties": {
            **dict.fromkeys(DAYS, day),
            "decision": {"enum": [*DECISIONS, "unknown"]},
            "body": {"enum": [*BODIES]},
            "decided_by": {"enum": [*DECIDERS]},
            "can_be_worse": {"const": True},
            "wish": {"enum": [*WISHES]},
            "grounds": {"type": "array", "items": {"enum": [*GROUNDS]}, "uniqueItems": True},
        },
        "required": ["decision", "body", "today"],
        "additionalProperties": False,
    }
