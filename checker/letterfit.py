"""The inside of a letter: which parts a case needs, and the facts that fill their words."""

from typing import Any

from checker.lettercase import OPEN_QUESTIONS, RESULTS, TESTS, Case
from checker.letterparts import GROUNDS, LETTERS, OWN_WISH
from checker.verdict import ASK, UNKNOWN

# Who gets the letter where the finding names nobody.
ADDRESSED_TO = {"settlement-municipality": "decider", "statsforvalter": "statsforvalter", None: "decider"}
# Answers that a letter tells, where the day is known.
TOLD = (
    *("decision_dated", "decision_received", "test_taken_on", "complaint_sent", "reasons_asked"),
    *("settled_on", "claimed_on"),
)
# Facts of the finding that a letter tells.
FOUND = ("decided_by", "can_be_worse")
DAYS = ("last_day", "safe_day", "absolute_last_day")
# Where the finding rests on it, the Statsforvalter's power is told.
REVIEW = ("integreringsloven", "47")


def parts(case: Case, letter: str) -> tuple[str, ...]:
    """Give the parts of a letter that fit, in its order."""
    fits = _conditions(case, letter)
    return tuple(part for part in LETTERS[letter] if fits.get(part, True))


def _conditions(case: Case, letter: str) -> dict[str, bool]:
    """Say of every part that is not always there whether it is. Parts of one name are of one meaning."""
    return {
        **{ground: ground in case.grounds for ground in GROUNDS},
        **{question: question in case.open_questions() for question in OPEN_QUESTIONS},
        **_of_complaints(case, letter),
        **_of_requests(case),
        **_of_start(case),
        **_of_question(case, letter),
    }


def _of_complaints(case: Case, letter: str) -> dict[str, bool]:
    """Say which parts of complaints fit."""
    follows_up = case.is_sent and letter in ("complaint", "late_complaint")
    is_result, is_formal, is_test = case.kind in RESULTS, case.kind == "test-formal", case.kind in TESTS
    is_late = case.outcome == "late"
    return {
        "what": not is_test and not follows_up,
        "what_test": is_result and not follows_up,
        "what_test_formal": is_formal,
        "already_sent": case.is_sent and not is_formal,
        "in_time": case.is_surely_open,
        "wish": not is_test,
        "wish_test": is_result,
        "wish_test_formal": is_formal,
        "reasons_later": not is_formal,
        "because": bool(case.grounds),
        "own_reasons": not case.grounds and not is_test,
        "examine": not is_test,
        "forward": not is_test,
        "review": REVIEW in [(cite.act, cite.section) for cite in case.appeal.cites],
        "late": is_late,
        "perhaps_late": not is_late,
        "not_to_blame": case.is_not_to_blame,
        "special": not case.is_not_to_blame,
        "within_year": is_late and "absolute_last_day" in case.appeal.facts,
    }


def _of_requests(case: Case) -> dict[str, bool]:
    """Say which parts of the letters beside a complaint fit."""
    return {
        "reminder": "reasons_asked" in case.answers,
        "must": not case.is_interrupted,
        "granted": case.is_interrupted,
        "soon": case.is_surely_open,
        "test_paper": case.kind in TESTS,
        "month": case.waited() is True,
        "sent": case.is_sent,
        "asked": not case.is_sent,
        "forwarded": case.is_sent and case.kind not in TESTS,
    }


def _of_start(case: Case) -> dict[str, bool]:
    """Say what is known of the three months."""
    start = case.findings["start"].facts
    overdue = start.get("overdue") if "start_by" in start else None
    return {
        "overdue": overdue is True,
        "supervision": overdue is True,
        "not_due": overdue is False,
        "unknown": overdue is None,
    }


def _of_question(case: Case, letter: str) -> dict[str, bool]:
    """Say what a question is about."""
    is_unnamed = case.kind is None and case.outcome == UNKNOWN
    asks = {
        "about": case.kind not in (None, "no-answer"),
        "unanswered": case.kind == "no-answer",
        "own_question": not case.may_be_reversed,
        "is_it": case.outcome == "not_listed" or case.kind in ("other", "deduction") or is_unnamed,
        "which_deadline": case.outcome in (ASK, UNKNOWN, "other_body"),
        "formal_errors": case.kind == "test-other",
        "reversal": case.may_be_reversed,
        "dismissed": case.kind == "statsforvalter",
    }
    return {**asks, "wish": case.may_be_reversed} if letter == "question" else asks


def facts(case: Case, letter: str) -> dict[str, Any]:
    """Give what fills the words of a letter."""
    spans = ((key, case.answers.span(key)) for key in TOLD)
    wish = {"wish": case.wish} if case.wish != OWN_WISH else {}
    grounds = {"grounds": [*case.possible]} if letter in ("complaint", "late_complaint") else {}
    # A last day that is only safe is for the person to keep, not to be told to the other side.
    known = FOUND if case.outcome in (ASK, UNKNOWN) else (*FOUND, *DAYS)
    sent_to = case.appeal.facts.get("send_to") or ADDRESSED_TO.get(case.kind, "municipality")
    return {
        "decision": case.kind or "unknown",
        "body": sent_to,
        "today": case.answers.today,
        **{key: span.first for key, span in spans if span is not None and span.is_day},
        **{key: case.appeal.facts[key] for key in known if key in case.appeal.facts},
        **{key: value for key, value in case.findings["start"].facts.items() if key == "start_by"},
        **wish,
        **grounds,
    }
