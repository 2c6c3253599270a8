"""When the programme must start: three months from settlement, or from the claim."""

from checker.answers import Answers
from checker.days import Span
from checker.eligibility import TOOK_PART, Case, case_of, programme
from checker.truth import TRUE, Keys, Truth, any_of
from checker.verdict import ASK, COMPUTED, NOT_APPLICABLE, UNKNOWN, Fact, Finding

RIGHTS = ("right_and_duty", "right_only")


def start(answers: Answers) -> Finding:
    """Find the last day for the municipality to decide on and start the programme.

    Law:   integreringsloven § 12 second ledd; introduksjonsloven § 3 second ledd. Counted to the same day number, or
           the month's last day: our reading, after domstolloven § 148.
    Facts: `start_by`, `overdue` (not once begun, nor where a start on or before that day was offered).
    """
    right = programme(answers)
    if right.outcome == UNKNOWN:
        return Finding(UNKNOWN, missing=right.missing)
    case = case_of(answers)
    late = right.outcome == ASK and case is not None and case.is_delayed.value
    if case is None or not (right.outcome in RIGHTS or late):
        if right.outcome == ASK:
            return Finding(ASK, right.cites, {}, "inferred", right.checked, right.because)
        return Finding(NOT_APPLICABLE, because=right.because)
    return _computed(case, right)


def _computed(case: Case, right: Finding) -> Finding:
    start_by, runs = case.start_by()
    if start_by is None:
        if runs.value is None:
            return Finding(UNKNOWN, missing=runs.missing)
        return Finding(NOT_APPLICABLE, because=right.because)
    rule = case.row("start_period")
    overdue = _is_overdue(case.answers, start_by, runs.because)
    facts: dict[str, Fact] = {}
    if start_by.is_day:
        facts["start_by"] = start_by.first
    if overdue.value is not None:
        facts["overdue"] = overdue.value
    because = right.because | runs.because | overdue.because
    return Finding(COMPUTED, (rule.cite,), facts, "inferred", min(rule.checked, right.checked), because)


def _is_overdue(answers: Answers, start_by: Span, keys: Keys) -> Truth:
    passed = answers.decide(start_by.is_before(answers.now), *keys)
    offered = answers.span("start_offered")
    too_late = TRUE if offered is None else answers.decide(start_by.is_before(offered), "start_offered", *keys)
    return passed & too_late & ~any_of(answers.is_in("programme_status", TOOK_PART))
