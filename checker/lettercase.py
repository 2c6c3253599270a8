"""A case as letters see it, and which letters fit."""

from collections.abc import Iterable, Mapping

from checker.answers import Answers
from checker.days import add_months
from checker.letterparts import GROUNDS
from checker.parameters import NotInForceError, value_on
from checker.verdict import ASK, Finding

RESULTS = ("test-written", "test-c1")
TESTS = (*RESULTS, "test-formal", "test-other")
# Bodies with acts of their own on procedure, which this project has not read.
OTHER_ACTS = ("nav", "udi")
# Of these decisions, and where the kind is not known, only what holds everywhere is offered.
PLAIN_COMPLAINT = (*TESTS, *OTHER_ACTS, None)
# Decisions that take effect against the person, so that putting them off can help. A refusal has no effect to put off.
WITH_EFFECT = (
    *("benefit", "plan", "stop", "leave", "deduction", "repayment", "refund"),
    *("county", "social-assistance", "other"),
)
# Grounds of integreringsloven, and the decisions that can go against them.
GROUNDS_OF: Mapping[str, tuple[str, ...]] = {
    "three_months": ("programme",),
    "against_plan": ("programme", "training", "plan", "stop", "leave", "extension", "exemption", "county"),
}
# What the municipality is asked where the law leaves it open.
ASKED = {
    "which_law": (ASK,),
    "programme": (ASK, "may_be_offered"),
    "start": (ASK,),
    "length": (ASK,),
    "training": (ASK, "may_be_offered"),
    "benefit": (ASK,),
}
OPEN_QUESTIONS = tuple(f"{name}_{outcome}" for name, outcomes in ASKED.items() for outcome in outcomes)
# Verdicts on the programme under which the municipality has no duty to start it (integreringsloven § 12 second ledd).
NO_DUTY_TO_START = ("none", "may_be_offered", "finish_only")


class Case:
    """What decides over the letters of a case.

    Attributes:
        grounds: those chosen that can hold of this decision, in the order of the letter.
        possible: all that can.
    """

    def __init__(self, answers: Answers, findings: Mapping[str, Finding], grounds: Iterable[str], wish: str) -> None:
        self.answers, self.findings, self.wish = answers, findings, wish
        self.appeal = findings["appeal"]
        self.outcome = self.appeal.outcome
        self.kind: str | None = answers.get("decision")
        self.is_sent = "complaint_sent" in answers
        self.is_under_old_act = findings["which_law"].outcome == "introduksjonsloven"
        self.possible = tuple(ground for ground in GROUNDS if self.is_possible(ground))
        self.grounds = tuple(ground for ground in self.possible if ground in grounds)

    def is_possible(self, ground: str) -> bool:
        """Say whether a decision of this kind can be wrong for this reason."""
        if ground in GROUNDS_OF:
            return self.kind in GROUNDS_OF[ground] and not self.is_under_old_act
        return self.kind not in TESTS

    @property
    def has_passed(self) -> bool:
        """The last day that the finding gives lies before the complaint, or before today."""
        if self.is_sent:
            return self.appeal.facts.get("in_time") is False
        return self.days_left < 0

    @property
    def is_interrupted(self) -> bool:
        """Asking for the reasons stops the clock, since they were left out as all was granted (§ 24 second ledd)."""
        return self.answers.get("decision_result") == "granted" and self.outcome in ("open", "last_day_today")

    @property
    def is_pending(self) -> bool:
        """The deadline does not run: it begins anew when the reasons come (§ 29 third ledd)."""
        return self.is_interrupted and "reasons_asked" in self.answers and "reasons_received" not in self.answers

    @property
    def days_left(self) -> int:
        """Days until the last day, below 0 once it has passed; 0 where it is not known."""
        return int(self.appeal.facts.get("days_left", 0))  # type: ignore[arg-type]

    def names(self) -> tuple[str, ...]:
        """Give the ids of the letters, in order."""
        if self.kind == "no-answer" or self.outcome == "not_applicable":
            return self.without_decision()
        if self.outcome == "not_listed":
            # Access to the file is a right in cases of individual decisions (forvaltningsloven §§ 3 and 18).
            return ("question", "power_of_attorney")
        if self.outcome in ("barred", "not_appealable"):
            return ("question", "file_access", "power_of_attorney")
        return (*self.complaints(), *self.beside())

    def without_decision(self) -> tuple[str, ...]:
        """Give the letters where nothing was decided."""
        is_asked = self.kind == "no-answer"
        may_be_due = self.findings["programme"].outcome not in NO_DUTY_TO_START and not self.is_under_old_act
        demands = []
        if may_be_due and (is_asked or self.findings["start"].facts.get("overdue")):
            demands.append("no_start")
        if is_asked:
            demands.insert(0 if self.is_sent else len(demands), "no_reply")
        if is_asked or self.open_questions():
            demands.append("question")
        if is_asked:
            demands.append("file_access")
        return (*demands, "power_of_attorney") if demands else ()

    def complaints(self) -> tuple[str, ...]:
        """Give the letters that complain, follow a complaint up, or ask whether one is open."""
        is_certain = self.outcome in ("open", "last_day_today", "late")
        asks = () if is_certain or (self.outcome == "other_body" and not self.has_passed) else ("question",)
        full = () if self.kind in PLAIN_COMPLAINT else ("complaint",)
        if self.is_sent:
            reminder = ("no_reply",) if self.waited() is not False else ()
            return ("late_complaint", *reminder, *asks) if self.has_passed else (*reminder, *full, *asks)
        if self.has_passed:
            return ("late_complaint", *asks)
        # The deadline is made longer before it is out (forvaltningsloven § 29 fourth ledd): not on its last day.
        is_left = self.days_left or (self.outcome == "open" and not self.is_pending)
        more = ("more_time",) if full and is_left else ()
        if self.outcome == "open" and self.grounds and full:
            return (*full, "short_complaint", *more)
        return ("short_complaint", *asks, *full, *more)

    def beside(self) -> Iterable[str]:
        """Give the letters that go with a complaint."""
        if self.kind not in PLAIN_COMPLAINT and self.may_ask_for_reasons:
            yield "reasons"
        yield "file_access"
        if self.kind in WITH_EFFECT:
            yield "postponement"
        yield "power_of_attorney"

    @property
    def may_ask_for_reasons(self) -> bool:
        """They have not come; and where all was granted, the deadline for asking is not over (§ 24 second ledd)."""
        is_too_late = self.has_passed and self.answers.get("decision_result") == "granted"
        return "reasons_received" not in self.answers and not is_too_late

    def waited(self) -> bool | None:
        """Say whether a complaint has lain for longer than a case may without an answer (§ 11 a third ledd)."""
        sent = self.answers.span("complaint_sent")
        if sent is None:
            return None
        try:
            months = value_on("forvaltningsloven", "preliminary_answer_period", self.answers.today)
        except NotInForceError:
            return None
        return sent.moved(add_months, months).is_before(self.answers.now)

    def open_questions(self) -> tuple[str, ...]:
        """Give the questions to the municipality where the law leaves the answer open."""
        found = [f"{name}_{self.findings[name].outcome}" for name in ASKED]
        return tuple(question for question in OPEN_QUESTIONS if question in found)

    @property
    def may_be_reversed(self) -> bool:
        """The body may make a new decision without a complaint (§ 35). The result of a test is no such decision."""
        return self.outcome == "barred" or (self.outcome == "not_appealable" and self.kind not in TESTS)

    @property
    def is_surely_open(self) -> bool:
        """The complaint is not sent, and its last day is known and still to come."""
        return self.outcome in ("open", "last_day_today") and "last_day" in self.appeal.facts and not self.is_sent

    @property
    def is_not_to_blame(self) -> bool:
        """The delay was not the person's fault (§ 31 first ledd a)."""
        return bool(self.answers.get("not_to_blame"))
