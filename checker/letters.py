"""Letters: which ones fit a case, in which order, which parts each has, and the facts that fill them.

The words stand in docs/letters/, by the same ids. A letter is a row of parts; a part is a paragraph, and
cites the sections that its words name. So a letter says nothing that the rule did not choose.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from checker.answers import AnswerError, Answers
from checker.days import add_months
from checker.letterparts import GROUNDS, LETTERS, OWN_WISH, WISHES
from checker.parameters import NotInForceError, value_on
from checker.verdict import ASK, UNKNOWN, Finding, LetterDict

__all__ = ["GROUNDS", "LETTERS", "WISHES", "Letter", "Request", "choose", "read_request"]

RESULTS = ("test-written", "test-c1")
TESTS = (*RESULTS, "test-formal", "test-other")
# Bodies with acts of their own on procedure, which this project has not read: only what holds everywhere is offered.
OTHER_ACTS = ("nav", "udi")
PLAIN_COMPLAINT = (*TESTS, *OTHER_ACTS)
# Decisions that take effect against the person, so that putting them off can help. A refusal has no effect to put off.
WITH_EFFECT = (
    *("benefit", "plan", "stop", "leave", "deduction", "repayment", "refund"),
    *("county", "social-assistance", "other"),
)
# Decisions under integreringsloven, whose § 47 says what the Statsforvalter may look at.
UNDER_THE_ACT = (
    *("programme", "benefit", "training", "exemption", "plan", "stop", "leave", "extension", "deduction"),
    *("repayment", "refund", "county"),
)
# Of these grounds only some decisions can be accused.
GROUNDS_OF: Mapping[str, tuple[str, ...]] = {
    "three_months": ("programme",),
    "against_plan": ("programme", "training", "plan", "stop", "leave", "extension", "exemption", "county"),
}
# Who gets the letter where the finding names nobody.
ADDRESSED_TO = {"settlement-municipality": "decider", "statsforvalter": "statsforvalter", None: "decider"}
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
# Answers that a letter tells, where the day is known.
TOLD = (
    *("decision_dated", "decision_received", "test_taken_on", "complaint_sent", "reasons_asked"),
    *("settled_on", "claimed_on"),
)
# Facts of the finding that a letter tells.
FOUND = ("last_day", "safe_day", "absolute_last_day", "decided_by", "can_be_worse")


class Request(NamedTuple):
    """What the person wants to write.

    Attributes:
        grounds: why the decision is wrong: some of GROUNDS.
        wish: what is to be changed: one of WISHES.
    """

    grounds: tuple[str, ...] = ()
    wish: str = OWN_WISH


class Letter(NamedTuple):
    """A letter that fits.

    Attributes:
        id: one of LETTERS.
        parts: in the order of the letter.
        facts: days and codes that fill its words; what is not known is left out.
    """

    id: str
    parts: tuple[str, ...]
    facts: dict[str, Any]

    def to_dict(self) -> LetterDict:
        """Give plain data, ready for JSON; days are ISO strings."""
        cites = dict.fromkeys(cite for part in self.parts for cite in LETTERS[self.id][part])
        return {
            "id": self.id,
            "parts": [*self.parts],
            "facts": {
                key: value.isoformat() if isinstance(value, date) else value for key, value in self.facts.items()
            },
            "cites": [cite.to_dict() for cite in cites],
        }


def read_request(given: object) -> Request:
    """Read what the person wants to write.

    Args:
        given: `{"grounds": [codes], "wish": code}`; both may be left out.

    Raises:
        AnswerError: it is no such object; the field is `letters`, `grounds`, `wish` or the unknown key.
    """
    if not isinstance(given, Mapping):
        raise AnswerError("letters", "wrong_type")
    unknown = next((key for key in given if key not in Request._fields), None)
    if unknown is not None:
        raise AnswerError(str(unknown), "unknown_key")
    grounds, wish = given.get("grounds", []), given.get("wish", OWN_WISH)
    if not isinstance(grounds, list | tuple):
        raise AnswerError("grounds", "wrong_type")
    for field, code, known in [*(("grounds", ground, GROUNDS) for ground in grounds), ("wish", wish, WISHES)]:
        if not isinstance(code, str):
            raise AnswerError(field, "wrong_type")
        if code not in known:
            raise AnswerError(field, "not_a_choice")
    return Request(tuple(grounds), wish)


def choose(answers: Answers, findings: Mapping[str, Finding], request: Request) -> list[Letter]:
    """Choose the letters for a case, the one to write first at the beginning.

    Law:   forvaltningsloven §§ 11, 11 a, 12, 17, 18, 20, 24, 25, 27-29, 31-35 and 42; integreringsloven §§ 12, 15,
           46-48; integreringsforskriften § 42.

    After `barred` and `not_appealable` there is no complaint: the letter asks for what is left (§ 35). Where it is not
    certain that one may complain, or until when, the complaint comes first all the same: it keeps the deadline.
    """
    return _Chooser(answers, findings, request).letters()


class _Chooser:
    """One case, and what decides over its letters."""

    def __init__(self, answers: Answers, findings: Mapping[str, Finding], request: Request) -> None:
        self.answers, self.findings, self.request = answers, findings, request
        self.appeal = findings["appeal"]
        self.outcome = self.appeal.outcome
        self.kind: str | None = answers.get("decision")
        self.is_sent = "complaint_sent" in answers
        known = () if self.kind in TESTS else GROUNDS
        self.possible = tuple(ground for ground in known if self.kind in GROUNDS_OF.get(ground, (self.kind,)))
        self.grounds = tuple(ground for ground in self.possible if ground in request.grounds)

    @property
    def has_passed(self) -> bool:
        """The last day that the finding gives lies before the complaint, or before today."""
        if self.is_sent:
            return self.appeal.facts.get("in_time") is False
        return int(self.appeal.facts.get("days_left", 0)) < 0  # type: ignore[arg-type]

    @property
    def is_interrupted(self) -> bool:
        """Asking for the reasons stops the clock, since they were left out as all was granted (§ 24 second ledd)."""
        return self.answers.get("decision_result") == "granted" and self.outcome in ("open", "last_day_today")

    def letters(self) -> list[Letter]:
        """Give the letters, in order."""
        return [Letter(name, self.parts(name), self.facts(name)) for name in self.names()]

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
        start = self.findings["start"]
        is_asked = self.kind == "no-answer"
        demands = []
        if self.findings["programme"].outcome not in NO_DUTY_TO_START and (is_asked or start.facts.get("overdue")):
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
            return (*reminder, *(("late_complaint",) if self.has_passed else full), *asks)
        if self.has_passed:
            return ("late_complaint", *asks)
        more = ("more_time",) if full and int(self.appeal.facts.get("days_left", 0)) > 0 else ()  # type: ignore[arg-type]
        if self.outcome == "open" and self.grounds and full:
            return (*full, "short_complaint", *more)
        return ("short_complaint", *asks, *full, *more)

    def beside(self) -> Iterable[str]:
        """Give the letters that go with a complaint."""
        if self.kind not in PLAIN_COMPLAINT and "reasons_received" not in self.answers:
            yield "reasons"
        yield "file_access"
        if self.kind in WITH_EFFECT:
            yield "postponement"
        yield "power_of_attorney"

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

    def parts(self, letter: str) -> tuple[str, ...]:
        """Give the parts of a letter that fit, in its order."""
        fits = self.conditions(letter)
        return tuple(part for part in LETTERS[letter] if fits.get(part, True))

    def conditions(self, letter: str) -> dict[str, bool]:
        """Say of every part that is not always there whether it is. Parts of one name are of one meaning."""
        return {
            **{ground: ground in self.grounds for ground in GROUNDS},
            **{question: question in self.open_questions() for question in OPEN_QUESTIONS},
            **self.of_complaints(letter),
            **self.of_requests(),
            **self.of_start(),
            **self.of_question(letter),
        }

    def of_complaints(self, letter: str) -> dict[str, bool]:
        """Say which parts of complaints fit."""
        follows_up = self.is_sent and letter in ("complaint", "late_complaint")
        is_result, is_formal, is_test = self.kind in RESULTS, self.kind == "test-formal", self.kind in TESTS
        is_late = self.outcome == "late"
        return {
            "what": not is_test and not follows_up,
            "what_test": is_result and not follows_up,
            "what_test_formal": is_formal,
            "already_sent": self.is_sent and not is_formal,
            "in_time": self.is_surely_open,
            "wish": not is_test,
            "wish_test": is_result,
            "wish_test_formal": is_formal,
            "reasons_later": not is_formal,
            "because": bool(self.grounds),
            "own_reasons": not self.grounds and not is_test,
            "examine": not is_test,
            "forward": not is_test,
            "review": self.kind in UNDER_THE_ACT,
            "late": is_late,
            "perhaps_late": not is_late,
            "not_to_blame": self.is_not_to_blame,
            "special": not self.is_not_to_blame,
            "within_year": is_late and "absolute_last_day" in self.appeal.facts,
        }

    def of_requests(self) -> dict[str, bool]:
        """Say which parts of the letters beside a complaint fit."""
        return {
            "reminder": "reasons_asked" in self.answers,
            "must": not self.is_interrupted,
            "granted": self.is_interrupted,
            "soon": self.is_surely_open,
            "test_paper": self.kind in TESTS,
            "month": self.waited() is True,
            "forwarded": self.kind not in TESTS,
        }

    def of_start(self) -> dict[str, bool]:
        """Say what is known of the three months."""
        start = self.findings["start"].facts
        overdue = start.get("overdue") if "start_by" in start else None
        return {
            "overdue": overdue is True,
            "supervision": overdue is True,
            "not_due": overdue is False,
            "unknown": overdue is None,
        }

    def of_question(self, letter: str) -> dict[str, bool]:
        """Say what a question is about."""
        asks = {
            "about": self.kind not in (None, "no-answer"),
            "unanswered": self.kind == "no-answer",
            "is_it": self.outcome == "not_listed" or self.kind in (None, "other", "deduction"),
            "which_deadline": self.outcome in (ASK, UNKNOWN, "other_body"),
            "formal_errors": self.kind == "test-other",
            "reversal": self.may_be_reversed,
            "dismissed": self.kind == "statsforvalter",
        }
        return {**asks, "wish": self.may_be_reversed} if letter == "question" else asks

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

    def facts(self, letter: str) -> dict[str, Any]:
        """Give what fills the words of a letter."""
        spans = ((key, self.answers.span(key)) for key in TOLD)
        wish = {"wish": self.request.wish} if self.request.wish != OWN_WISH else {}
        grounds = {"grounds": [*self.possible]} if letter in ("complaint", "late_complaint") else {}
        sent_to = self.appeal.facts.get("send_to") or ADDRESSED_TO.get(self.kind, "municipality")
        return {
            "decision": self.kind or "unknown",
            "body": sent_to,
            "today": self.answers.today,
            **{key: span.first for key, span in spans if span is not None and span.is_day},
            **{key: self.appeal.facts[key] for key in FOUND if key in self.appeal.facts},
            **{key: value for key, value in self.findings["start"].facts.items() if key == "start_by"},
            **wish,
            **grounds,
        }
