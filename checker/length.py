"""How long the programme may last, and whether it can be prolonged."""

from checker.answers import Answers
from checker.days import Span
from checker.eligibility import Case, case_of, programme
from checker.parameters import Citation, Row, acts, first_row
from checker.truth import Keys
from checker.verdict import ASK, COMPUTED, NOT_APPLICABLE, UNKNOWN, Finding, weakest
from checker.which_law import NEW, OLD, REGULATION

# Outcomes of the finding about the right with which nobody begins a programme.
WITHOUT = ("none", "not_yet")
FORMAL = ("part-upper-secondary", "upper-secondary", "trade-certificate")


def length(answers: Answers) -> Finding:
    """Find the longest a programme may last.

    Law:   integreringsloven §§ 13-14 (old § 13 for earlier offers), integreringsforskriften §§ 75-76;
           introduksjonsloven § 5. For collective protection old § 37 c gave the same months as old § 13.
    Valid: the rule of the day the start was offered. An offer or start exactly on the day that separates two rules, or
           on either side of it, leaves open which one counts: `ask`.
    Facts: `max_months`, `extension_months`, `extension`. Leave comes in addition.
    """
    right = programme(answers)
    if right.outcome == UNKNOWN:
        return Finding(UNKNOWN, missing=right.missing)
    if right.outcome in WITHOUT:
        return Finding(NOT_APPLICABLE, because=right.because)
    case = case_of(answers)
    if case is None:
        return Finding(ASK, right.cites, {}, "inferred", right.checked, right.because)
    if case.act == OLD:
        return _computed(first_row(OLD, "length"), frozenset(), right)
    return _under_new(case, right)


def _under_new(case: Case, right: Finding) -> Finding:
    answers = case.answers
    educated, goal = answers.get("upper_secondary"), answers.get("goal")
    missing = {key for key in ("start_offered", "upper_secondary") if key not in answers}
    if educated is not True and goal is None:
        missing |= set() if "upper_secondary" in missing else {"goal"}
    if missing:
        return Finding(UNKNOWN, missing=frozenset(missing))
    because = {"start_offered", "upper_secondary"} | (set() if educated else {"goal"})
    because |= {"offered_on"} if "offered_on" in answers else set()
    name = "educated" if educated else str(goal)
    if not educated and case.is_over_age.value is not False and goal != "work":
        if case.is_over_age.value is None:
            return Finding(UNKNOWN, missing=case.is_over_age.missing)
        # Over the age limit the programme leads to work (§ 14 first ledd); the answers name another goal.
        return _ask(case, Citation(NEW, "14", 1), frozenset(because), right)
    boundary = first_row(
        REGULATION, "new_length_" + ("educated" if educated else "formal" if goal in FORMAL else "work")
    )
    side = _side(answers, boundary)
    if side is None:
        return Finding(UNKNOWN, missing=frozenset(answers.shortened(because)))
    if side == "between" or (rows := acts()[NEW].rows.get(f"length_{name}")) is None:
        return _ask(case, boundary.cite, frozenset(because), right)
    row = rows[-1] if side == "after" else rows[0]
    if side == "after" and row.ends is not None:
        return _ask(case, boundary.cite, frozenset(because), right)
    return _computed(row, frozenset(because), right, boundary)


def _side(answers: Answers, boundary: Row) -> str | None:
    """Say on which side of a boundary the offer and the offered start lie; None where a date is known only in part."""
    days = [span for key in ("start_offered", "offered_on") if (span := answers.span(key)) is not None]
    sides = {_of(span, answers.day(boundary.value)) for span in days}
    if None in sides:
        return None
    return sides.pop() if len(sides) == 1 else "between"


def _of(span: Span, day: Span) -> str | None:
    if span.is_before(day):
        return "before"
    if day.is_before(span):
        return "after"
    # Not before the day and not after it: it is the day.
    return "between" if span.is_before(day) is False and day.is_before(span) is False else None


def _computed(row: Row, because: Keys, right: Finding, *others: Row) -> Finding:
    rule = row.value
    facts = {"max_months": rule["months"], "extension_months": rule["extension"], "extension": rule["rule"]}
    cites = (row.cite, *(other.cite for other in others))
    checked = min(right.checked, row.checked, *(other.checked for other in others))
    certainty = weakest(row.certainty, *(other.certainty for other in others))
    return Finding(COMPUTED, cites, facts, certainty, checked, because | right.because)


def _ask(case: Case, cite: Citation, because: Keys, right: Finding) -> Finding:
    checked = min(right.checked, acts()[cite.act].checked)
    return Finding(ASK, (cite,), {}, "inferred", checked, because | right.because)
