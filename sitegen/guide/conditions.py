"""Conditions of the law that the guide asks about directly: *less than two years*, *between 18 and 55*.

In the form the checker counts them from dates. On paper the reader counts: the guide asks the condition itself, and
says how to count. Each has a key that begins with `@`. What the form's answers make of it is a small diagram of its
own, walked from the same property of the checker's `Case`.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

from checker.answers import IN_MUNICIPALITY, Answers
from checker.eligibility import Case
from checker.truth import Truth, any_of
from checker.verdict import UNKNOWN, Finding

AGE = "@age"
IS_NEW, IS_NEW_ANY = "@new", "@new_any"
IS_DELAYED = "@delayed"
IN_RECEPTION = "@in_reception"
APPLIED_IN_TIME = "@applied_in_time"
JOB_ENDED_IN_TIME = "@job_ended_in_time"
UNDER, WITHIN, OVER = "under", "within", "over"


# Of part three: when a permit was granted, by the rules on training that changed on a day (and the act before them).
GRANTED = "@granted"
OLD_LAW, OLD_HOURS, NEW_HOURS, NEW_DEADLINES = "old_law", "old_hours", "new_hours", "new_deadlines"
# Whether somebody has become a citizen, and on which side of the day from which citizens may finish.
CITIZEN = "@citizen"
NOT_A_CITIZEN, BEFORE_FINISHING, MAY_FINISH = "no", "before", "later"
# Old enough at the grant and not too old today; of age today; the months of training are over.
TRAINING_AGE, ADULT, TIME_OUT = "@training_age", "@adult", "@time_out"
# Counted from settling, or from asking for a programme; the start was offered inside that time.
SETTLED_LONG_AGO, CLAIMED, OFFERED_IN_TIME = "@settled_long_ago", "@claimed", "@offered_in_time"
LONG_AGO, LATELY, NEVER = "long_ago", "lately", "never"
AFTER_JOB, YOUNG = "@after_job", "@young"

# Condition → its values, as the guide asks; where there is none it is yes or no.
CHOICES: dict[str, tuple[str, ...]] = {
    AGE: (UNDER, WITHIN, OVER),
    TRAINING_AGE: (UNDER, WITHIN, OVER),
    GRANTED: (OLD_LAW, OLD_HOURS, NEW_HOURS, NEW_DEADLINES),
    CITIZEN: (NOT_A_CITIZEN, BEFORE_FINISHING, MAY_FINISH),
    CLAIMED: (LONG_AGO, LATELY, NEVER),
}
_FIRST_PERMIT = ("first_permit_granted",)
# Answers that a condition looks at without saying that it misses them: the first permit, where an earlier one was of
# another kind, and whether somebody is settled.
LOOKED_AT = {
    IS_NEW: _FIRST_PERMIT,
    IS_NEW_ANY: _FIRST_PERMIT,
    IS_DELAYED: _FIRST_PERMIT,
    JOB_ENDED_IN_TIME: _FIRST_PERMIT,
    IN_RECEPTION: IN_MUNICIPALITY,
}

DEDUCTION = "@deduction"
# How large a deduction is, and amounts that are so: under half of the payment; half, but a small sum; half, and large.
DEDUCTIONS: dict[str, dict[str, Fraction]] = {
    "below_half": {"payment": Fraction(10**6), "deduction": Fraction(1)},
    "small": {"payment": Fraction(10), "deduction": Fraction(10)},
    "large": {"payment": Fraction(10**6), "deduction": Fraction(10**6)},
}


class GuidedCase(Case):
    """A case whose counted conditions are answers."""

    @cached_property
    def is_within_age(self) -> Truth:
        """Between the youngest and the oldest age."""
        return self.answers.is_in(AGE, (WITHIN,))

    @cached_property
    def is_old_enough(self) -> Truth:
        """At least the youngest age."""
        return self.answers.is_in(AGE, (WITHIN, OVER))

    @cached_property
    def is_over_age(self) -> Truth:
        """Older than the oldest age."""
        return self.answers.is_in(AGE, (OVER,))

    @cached_property
    def lives_in_reception(self) -> Truth:
        """Still in a reception centre."""
        return self.answers.is_true(IN_RECEPTION)

    def is_new(self, *, any_permit: bool = False) -> Truth:
        """Less than two years in a municipality."""
        key = IS_NEW_ANY if any_permit else IS_NEW
        return any_of(self.took_part, self.answers.is_true(key))

    @cached_property
    def is_delayed(self) -> Truth:
        """Nothing decided although the last day to start came inside the two years."""
        return self.answers.is_true(IS_DELAYED)

    def _applied_in_time(self) -> Truth:
        return self.answers.is_true(APPLIED_IN_TIME)

    def _ended_in_time(self) -> Truth:
        return self.answers.is_true(JOB_ENDED_IN_TIME)


def _age(case: Case) -> Finding:
    for value, truth in ((UNDER, ~case.is_old_enough), (OVER, case.is_over_age), (WITHIN, case.is_within_age)):
        if truth.value:
            return Finding(value, because=truth.because)
    return Finding(UNKNOWN, missing=case.is_within_age.missing)


def _yes_or_no(find: Callable[[Case], Truth]) -> Callable[[Case], Finding]:
    def rule(case: Case) -> Finding:
        truth = find(case)
        if truth.value is None:
            return Finding(UNKNOWN, missing=truth.missing)
        return Finding("true" if truth.value else "false", because=truth.because)

    return rule


# What the checker makes of the form's dates, under one act.
CONDITIONS: dict[str, Callable[[Case], Finding]] = {
    AGE: _age,
    IN_RECEPTION: _yes_or_no(lambda case: case.lives_in_reception),
    IS_NEW: _yes_or_no(lambda case: case.is_new()),
    IS_NEW_ANY: _yes_or_no(lambda case: case.is_new(any_permit=True)),
    IS_DELAYED: _yes_or_no(lambda case: case.is_delayed),
    APPLIED_IN_TIME: _yes_or_no(lambda case: case._applied_in_time()),
    JOB_ENDED_IN_TIME: _yes_or_no(lambda case: case._ended_in_time()),
}


def counted(condition: str, act: str) -> Callable[[Answers], Finding]:
    """Give the rule that counts a condition from the form's answers, under one act."""
    return lambda answers: CONDITIONS[condition](Case(act, answers))
