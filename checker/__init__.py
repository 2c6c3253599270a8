"""The law of Norway's introduction programme as a checker: answers in, a verdict out.

Pure functions over the standard library: no clock, no network, no file outside this package. The input and the output
are the contract's, version 1 (docs for developers: api/v1).
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker.answers import ERROR_CODES, AnswerError, Answers, asked, in_order, parse
from checker.appeal import appeal
from checker.benefit import benefit
from checker.days import exactly
from checker.eligibility import FAILURES, programme
from checker.length import length
from checker.letters import Request, choose, read_request
from checker.parameters import acts, law_rows
from checker.questions import PREMISES, QUESTIONS, Question
from checker.start import start
from checker.training import training
from checker.verdict import FINDINGS, UNKNOWN, Finding, Verdict, merge, to_dict
from checker.which_law import which_law

__all__ = [
    "CONTRACT",
    "ERROR_CODES",
    "FAILURES",
    "FINDINGS",
    "PREMISES",
    "QUESTIONS",
    "AnswerError",
    "Question",
    "Verdict",
    "acts",
    "asked",
    "check",
    "check_json",
    "law_rows",
]

CONTRACT = 1
# Answers are a few hundred characters; more is no set of answers.
MAX_CHARACTERS = 100_000
# An object of answers, in an object with today's date. More than a few levels exhaust the stack of a browser's engine.
MAX_DEPTH = 10
# Into how many pieces dates known only in part are cut to see whether all their days agree.
MAX_PIECES = 40

Rule = Callable[[Answers], Finding]

# The table of contents of the law.
RULES: dict[str, Rule] = {
    "which_law": which_law,
    "programme": programme,
    "start": start,
    "length": length,
    "training": training,
    "benefit": benefit,
    "appeal": appeal,
}


def check(answers: Mapping[str, object], today: date, request: Request | None = None) -> Verdict:
    """Judge a case.

    Args:
        answers: as in the contract; every key may be left out.
        today: the day of asking.
        request: what the person wants to write; with it the verdict has one more key, `letters`.

    Raises:
        AnswerError: an answer cannot be right; it carries the field and the code.
    """
    given = parse(answers, today)
    findings = {name: settle(rule, given) for name, rule in RULES.items()}
    checked = min((found.checked for found in findings.values()), default=date.max)
    if checked == date.max:  # nothing was found yet: the law as a whole
        checked = min(act.checked for act in acts().values())
    verdict: Verdict = {
        "contract": CONTRACT,
        "today": today.isoformat(),
        "law_checked": checked.isoformat(),
        "findings": {name: to_dict(found, in_order) for name, found in findings.items()},
        "next_question": next_question(findings),
    }
    if request is not None:
        verdict["letters"] = [letter.to_dict() for letter in choose(given, findings, request)]
    return verdict


def check_json(text: str) -> str:
    """Judge a case given as JSON text, `{"answers": {…}, "today": "2026-11-21"}`.

    With `"letters": {"grounds": […], "wish": "…"}` beside them the verdict also names the letters that fit.

    Returns:
        The verdict as JSON text; or, where the input cannot be right, the error object as JSON text.
    """
    try:
        return json.dumps(_check_text(text))
    except AnswerError as error:
        return error_json(error)


def _check_text(text: str) -> Verdict:
    given = read_object(text)
    unknown = next((key for key in given if key not in ("answers", "today", "letters")), None)
    if unknown is not None:
        raise AnswerError(unknown, "unknown_key")
    request = read_request(given["letters"]) if "letters" in given else None
    return check(given.get("answers", {}), read_today(given.get("today")), request)


def error_json(error: AnswerError) -> str:
    """Give an error as in the contract."""
    return json.dumps({"error": {"field": error.field, "code": error.code}})


def read_object(text: str) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        AnswerError: it is empty, too long, too deep, no JSON, no object, or names a key twice.
    """
    if len(text) > MAX_CHARACTERS:
        raise AnswerError(None, "too_big")
    if not text.strip():
        raise AnswerError(None, "empty")
    if _depth(text) > MAX_DEPTH:
        raise AnswerError(None, "too_deep")
    try:
        given = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_without_repetition,
            parse_float=Decimal,
            parse_int=_whole_number,
            parse_constant=_no_constant,
        )
    except AnswerError:
        raise
    except ValueError:
        raise AnswerError(None, "not_json") from None
    if not isinstance(given, dict):
        raise AnswerError(None, "not_an_object")
    return given


def read_today(text: object) -> date:
    """Read the day of asking.

    Raises:
        AnswerError: it is no day in the form 2026-11-21.
    """
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise AnswerError(None, "bad_today")
    return day


def settle(rule: Rule, answers: Answers) -> Finding:
    """Apply a rule, and where dates known only in part leave it open, see whether all days in them agree.

    A span is halved until each piece is definite. Two long spans that depend on one another could take thousands of
    pieces: beyond `MAX_PIECES` the finding stays `unknown`, which is never wrong.
    """
    found = rule(answers)
    keys = answers.shortened(found.missing) if found.outcome == UNKNOWN else []
    if not keys:
        return found
    corners = [answers]
    for key in keys:
        corners = [corner.with_span(key, exactly(day)) for corner in corners for day in answers.span(key) or ()]
    outcome = rule(corners[0]).outcome
    if outcome == UNKNOWN or any(rule(corner).outcome != outcome for corner in corners[1:]):
        return found
    pieces, waiting = [], [answers]
    while waiting:
        piece = waiting.pop()
        part = rule(piece)
        if part.outcome == outcome:
            pieces.append(part)
            continue
        longest = next(iter(piece.shortened(part.missing)), None)
        if longest is None or len(pieces) + len(waiting) > MAX_PIECES:
            return found
        span = piece.span(longest)
        waiting += [piece.with_span(longest, half) for half in span.halves()] if span else []
    return merge(pieces)


def next_question(findings: Mapping[str, Finding]) -> str | None:
    """Give the missing answer that would settle most findings; of equals, the one that is asked first."""
    missing = [found.missing for found in findings.values() if found.outcome == UNKNOWN]
    keys = in_order(frozenset().union(*missing))
    return max(keys, key=lambda key: sum(key in each for each in missing), default=None)


def _depth(text: str) -> int:
    """Give the deepest nesting of brackets outside strings, without reading the text as JSON."""
    depth = deepest = 0
    is_text = is_escaped = False
    for sign in text:
        if is_text:
            is_text = is_escaped or sign != '"'
            is_escaped = sign == "\\" and not is_escaped
        elif sign == '"':
            is_text = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise AnswerError(None, "duplicate_key")
    return found


def _no_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python would read and JSON does not know."""
    raise ValueError(name)


def _whole_number(digits: str) -> int | Decimal:
    # Python refuses to read an endless row of digits as int; as Decimal it is merely too large.
    return int(digits) if len(digits) < 20 else Decimal(digits)
