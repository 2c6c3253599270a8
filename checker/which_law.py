"""Which law: introduksjonsloven (2003) or integreringsloven (in force since 1 January 2021)."""

from checker.answers import Answers
from checker.parameters import Citation, Row, first_row, row_on
from checker.truth import TRUE, Truth, known, unknown
from checker.verdict import ASK, NOT_APPLICABLE, Finding, Option, first_that_holds

NEW, OLD = "integreringsloven", "introduksjonsloven"
REGULATION = "integreringsforskriften"

# Right of residence through an EEA citizen is no permit under utlendingsloven.
NO_PERMIT = ("eea-family",)
WAITING = ("none",)
# A permit after the end of a relationship always follows another.
AFTER_ANOTHER = ("53",)


def which_law(answers: Answers) -> Finding:
    """Find the act that applies.

    Law:   integreringsloven §§ 51-52 (granted a permit after the act came into force); integreringsforskriften § 72
           (asylum seekers; people who applied from abroad and arrived later; the old act for everybody else).
    Valid: from 1 September 2004, when municipalities had to offer the programme under the 2003 act.

    A permit of another kind after an older one from before 2021 is not regulated in words: `ask`.
    """
    found: Finding = answers.once("which_law", _which_law)
    return found


def _which_law(answers: Answers) -> Finding:
    new, old = first_row(NEW, "in_force"), first_row(OLD, "in_force")
    if answers.today < old.value:
        return Finding(NOT_APPLICABLE)
    if answers.today < new.value:
        return first_that_holds(
            [
                Option(answers.is_in("permit", NO_PERMIT), NOT_APPLICABLE),
                Option(TRUE, OLD, (Citation(OLD, "2"),), (old,)),
            ]
        )
    return _since_there_are_two(answers, new)


def _since_there_are_two(answers: Answers, start: Row) -> Finding:
    arrival = row_on(REGULATION, "arrival_counts_from", answers.today)
    transition = Citation(NEW, "52")
    waiting = answers.is_in("permit", WAITING)
    arrived_before = answers.before("arrived", arrival.value)
    granted_before = answers.before("permit_granted", start.value)
    from_abroad = answers.is_true("applied_from_abroad") & ~arrived_before
    from_nearby = answers.is_in("citizenship", ("nordic", "eea")) & ~answers.happened("citizen_since")
    without_permit = known("permit" not in answers and "permit_granted" not in answers)
    # Official pages differ between «after» and «from and including» 1 January 2021.
    is_the_first_day = answers.span("permit_granted") == (start.value, start.value)
    return first_that_holds(
        [
            Option(from_nearby & without_permit, NOT_APPLICABLE),
            Option(answers.is_in("permit", NO_PERMIT), NOT_APPLICABLE),
            Option(waiting.then(arrived_before), ASK, rows=(arrival,), certainty="inferred"),
            Option(waiting, NEW, rows=(arrival,)),
            Option(granted_before.then(from_abroad), NEW, (transition,), (arrival,)),
            Option(granted_before, OLD, (transition, Citation(REGULATION, "72", ledd=2)), (start,)),
            Option(_earlier_permit_before(answers, start), ASK, (transition,), (start,), "inferred"),
            Option(TRUE, NEW, (transition,), (start,), "secondary" if is_the_first_day else "text"),
        ]
    )


def _earlier_permit_before(answers: Answers, start: Row) -> Truth:
    """Say whether a permit of another kind was granted before the act came into force."""
    had_one = answers.happened("first_permit_granted")
    # Left out, the date of the permit before it is not known.
    if answers.is_in("permit", AFTER_ANOTHER).value and had_one.value is False:
        return unknown("first_permit_granted")
    return had_one.then(answers.before("first_permit_granted", start.value))
