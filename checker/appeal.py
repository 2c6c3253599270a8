"""Complaints: what can be complained about, to whom, and the last day."""

from datetime import date
from fractions import Fraction

from checker.answers import Answers
from checker.days import Span, add_weeks, add_years
from checker.parameters import Citation, NotInForceError, Row, acts, first_row, row_on
from checker.truth import TRUE, Keys, Truth, unknown
from checker.verdict import ASK, NOT_APPLICABLE, UNKNOWN, Fact, Finding, weakest
from checker.workdays import next_working_day

NEW, OLD = "integreringsloven", "introduksjonsloven"
REGULATION = "integreringsforskriften"
ADMINISTRATION, COURTS = "forvaltningsloven", "domstolloven"

COUNTED_BY = (Citation(COURTS, "148", 2), Citation(COURTS, "149", 1))
DIGITAL = (Citation("eforvaltningsforskriften", "11", 2),)
LATE = Citation(ADMINISTRATION, "31", 1)
BARRED = Citation(ADMINISTRATION, "31", 3)

TO_MUNICIPALITY = {"send_to": "municipality", "decided_by": "statsforvalter"}
TO_HK_DIR = {"send_to": "hk-dir", "decided_by": "hk-dir"}

# Decisions of other bodies: where the complaint goes and who decides it.
OTHER_BODIES: dict[str, dict[str, Fact]] = {
    "nav": {"send_to": "nav", "decided_by": "nav"},
    "social-assistance": {"send_to": "nav", "decided_by": "statsforvalter"},
    "udi": {"send_to": "udi", "decided_by": "une", "shorter_possible": True},
}
BODY_RULES: dict[str, tuple[Citation, ...]] = {
    "nav": (),
    "social-assistance": (Citation("sosialtjenesteloven", "47"),),
    "udi": (Citation("utlendingsloven", "94 a"),),
}
# The act with the deadline, where it is not forvaltningsloven.
BODY_PERIODS = {"nav": "folketrygdloven"}
# Decisions against which no complaint is open, with the provision that says so.
CLOSED: dict[str, Citation] = {
    "settlement-municipality": Citation(NEW, "46", 4),
    "statsforvalter": Citation(ADMINISTRATION, "28", 3),
    # Of these parts one may complain about formal errors only.
    "test-other": Citation(REGULATION, "42", 1),
}
LETTER = (
    "decision_dated",
    "decision_received",
    "notice_sent",
    "complaint_sent",
    "reasons_asked",
    "test_taken_on",
)
# Within this of a threshold, in kroner, rounding decides: nobody is told that the deduction is too small.
DOUBT = 1


def appeal(answers: Answers) -> Finding:
    """Find whether a decision can be complained about, and until when.

    Law:   integreringsloven §§ 46-47, integreringsforskriften §§ 42 and 69; introduksjonsloven §§ 21-22 for decisions
           made before 2021; forvaltningsloven §§ 24, 28-32, counted by domstolloven §§ 148-149; folketrygdloven § 21-12
           and sosialtjenesteloven § 47 for other bodies.
    Valid: the list of decisions on the decision's day; the deadline on the day the notice arrived.
    Facts: see the contract. `safe_day` is the day counted from.

    A digital decision counts from its notice, once it is available (eForvaltningsforskriften § 11 second ledd). Where
    the person read it before the notice was sent, the earlier day is used: it is safe.
    """
    kind = answers.get("decision")
    if kind is None:
        if not any(key in answers for key in LETTER):
            return Finding(NOT_APPLICABLE)
        deadline = Deadline.of_letter(answers)
        facts = {**deadline.facts(), "shorter_possible": True} if deadline.starts else {}
        missing = frozenset({"decision"} | ({"decision_received"} if deadline.starts is None else set()))
        return Finding(UNKNOWN, facts=facts, missing=missing)
    if kind == "no-answer":
        return Finding(NOT_APPLICABLE, because=frozenset({"decision"}))
    if kind in CLOSED:
        return _plain("not_appealable", CLOSED[kind])
    if kind == "holiday":
        return _plain("not_listed", Citation(REGULATION, "69"), Citation(REGULATION, "17"))
    if kind in OTHER_BODIES:
        return _other_body(kind, answers)
    if kind == "deduction":
        return _deduction(answers)
    return _complaint(kind, answers)


class Deadline:
    """The three weeks, or what another act says, from the day that starts them.

    Attributes:
        starts: the day counted from, or None where it is not known.
        is_safe_only: the arrival itself is not known, so an earlier day is used in its place.
        rows: the rows of the law used.
        certainty: of the reading.
        last_day: the last day to complain.
    """

    def __init__(
        self,
        answers: Answers,
        starts: Span | None,
        because: Keys,
        period: tuple[str, str],
        *,
        is_safe_only: bool = False,
        certainty: str = "text",
    ) -> None:
        self.answers = answers
        self.starts = starts
        self.because = because
        self.is_safe_only = is_safe_only
        self.certainty = certainty
        self.row: Row | None = None
        self.last_day: Span | None = None
        if starts is not None:
            try:
                self.row = row_on(*period, starts.first)
                self.last_day = starts.moved(add_weeks, self.row.value).moved(next_working_day)
            except NotInForceError:  # a day before or after the recorded law
                self.last_day = None

    @classmethod
    def of_letter(cls, answers: Answers, period: tuple[str, str] = (ADMINISTRATION, "appeal_period")) -> "Deadline":
        """Count from the arrival of a letter: the earlier of notification and receipt, or else the letter's date."""
        received, notified = answers.span("decision_received"), answers.span("notice_sent")
        if received is not None and notified is not None:
            # A digital decision counts from the notice, once it is available. Read before that: the earlier is safe.
            keys = frozenset({"decision_received", "notice_sent"})
            sure = "text" if received.is_before(notified) is False else "inferred"
            return cls(answers, received.or_earlier(notified), keys, period, certainty=sure)
        if received is not None:
            return cls(answers, received, frozenset({"decision_received"}), period)
        for key in ("notice_sent", "decision_dated"):
            day = answers.span(key)
            if day is not None:
                return cls(answers, day, frozenset({key}), period, is_safe_only=True, certainty="inferred")
        return cls(answers, None, frozenset(), period)

    @classmethod
    def of_day(cls, answers: Answers, key: str, period: tuple[str, str]) -> "Deadline":
        """Count from the day of another event."""
        return cls(answers, answers.span(key), frozenset({key}), period)

    @property
    def judged(self) -> Span:
        """The day the complaint was sent, or today."""
        return self.answers.span("complaint_sent") or self.answers.now

    @property
    def has_passed(self) -> Truth:
        """The last day lies before the day that is judged."""
        if self.last_day is None:
            return unknown("decision_received")
        sent = ("complaint_sent",) if "complaint_sent" in self.answers else ()
        return self.answers.decide(self.last_day.is_before(self.judged), *self.because, *sent)

    @property
    def is_left(self) -> Truth:
        """The last day is still to come."""
        if self.last_day is None:
            return unknown("decision_received")
        return self.answers.decide(self.answers.now.is_before(self.last_day), *self.because)

    @property
    def absolute(self) -> Span | None:
        """The last day of the year from the decision; not moved for weekends."""
        dated = self.answers.span("decision_dated")
        if dated is None:
            return None
        try:
            return dated.moved(add_years, row_on(ADMINISTRATION, "absolute_limit", dated.first).value)
        except NotInForceError:
            return None

    @property
    def is_barred(self) -> Truth:
        """The year has passed. A decision is never younger than its arrival."""
        latest = self.absolute
        if latest is None:
            if self.starts is None:
                return unknown("decision_dated")
            years = first_row(ADMINISTRATION, "absolute_limit").value
            is_over = self.starts.moved(add_years, years).is_before(self.judged)
            return self.answers.decide(is_over, *self.because, "complaint_sent")
        return self.answers.decide(latest.is_before(self.judged), "decision_dated", "complaint_sent")

    def facts(self) -> dict[str, Fact]:
        """Give the dates that all days agree on."""
        found: dict[str, Fact] = {}
        if self.row is not None:
            found["weeks"] = self.row.value
        if self.starts is not None and self.starts.is_day:
            found["safe_day"] = self.starts.first
        if self.last_day is not None and self.last_day.is_day:
            found["last_day"] = self.last_day.first
            found["days_left"] = (self.last_day.first - self.answers.today).days
        absolute = self.absolute
        if absolute is not None and absolute.is_day:
            found["absolute_last_day"] = absolute.first
        if "complaint_sent" in self.answers and self.has_passed.value is not None:
            found["in_time"] = not self.has_passed.value
        return found


def _complaint(kind: str, answers: Answers) -> Finding:
    """Judge a decision against which a complaint is open, or of which that is not certain."""
    cites: tuple[Citation, ...]
    facts: dict[str, Fact]
    if kind in ("test-written", "test-c1"):
        deadline = Deadline.of_letter(answers, (REGULATION, "test_result_appeal_period"))
        cites, facts = (Citation(REGULATION, "42", 4),), {**TO_HK_DIR}
        if kind == "test-written":
            facts["can_be_worse"] = True
    elif kind == "test-formal":
        deadline = Deadline.of_day(answers, "test_taken_on", (REGULATION, "test_formal_appeal_period"))
        cites, facts = (
            (Citation(REGULATION, "42", 4),),
            {"send_to": "municipality", "decided_by": "municipality"},
        )
    else:
        deadline = Deadline.of_letter(answers)
        cites, facts = _listed(kind, answers)
    if kind == "other":
        if deadline.starts is None:
            return Finding(ASK, cites, {**facts, "shorter_possible": True}, "inferred", _checked(cites))
        return _found(ASK, deadline, cites, {**facts, "shorter_possible": True}, certainty="secondary")
    return _by_deadline(deadline, cites, facts)


def _by_deadline(deadline: Deadline, cites: tuple[Citation, ...], facts: dict[str, Fact]) -> Finding:
    answers = deadline.answers
    if deadline.starts is None:
        key = "test_taken_on" if deadline.because == {"test_taken_on"} else "decision_received"
        return Finding(UNKNOWN, facts=facts, missing=frozenset({key}))
    if deadline.last_day is None or deadline.is_safe_only:
        return _found(ASK, deadline, cites, facts)
    if answers.happened("reasons_asked").value is not False:
        interrupted = _interrupted(deadline, cites, facts)
        if interrupted is not None:
            return interrupted
    passed = deadline.has_passed
    if passed.value is None:
        return Finding(UNKNOWN, facts={**facts, **deadline.facts()}, missing=passed.missing)
    if not passed.value:
        is_left = TRUE if "complaint_sent" in answers else deadline.is_left
        if is_left.value is None:
            return Finding(UNKNOWN, facts={**facts, **deadline.facts()}, missing=is_left.missing)
        return _found("open" if is_left.value else "last_day_today", deadline, cites, facts)
    barred = deadline.is_barred
    if barred.value is None:
        return Finding(UNKNOWN, facts={**facts, **deadline.facts()}, missing=barred.missing)
    if barred.value:
        return _found("barred", deadline, (*cites, BARRED), facts, because=barred.because)
    return _found("late", deadline, (*cites, LATE), facts)


def _interrupted(deadline: Deadline, cites: tuple[Citation, ...], facts: dict[str, Fact]) -> Finding | None:
    """Judge a request for the reasons (forvaltningsloven §§ 24 second ledd and 29 third ledd).

    It interrupts the deadline only where they were left out because the application was granted in full.
    """
    answers = deadline.answers
    asked = answers.span("reasons_asked")
    rule = (Citation(ADMINISTRATION, "24", 2), Citation(ADMINISTRATION, "29", 3))
    if asked is None:
        return Finding(UNKNOWN, facts={**facts, **deadline.facts()}, missing=frozenset({"reasons_asked"}))
    too_late = deadline.last_day.is_before(asked) if deadline.last_day else None
    if too_late:
        return None
    result = answers.get("decision_result")
    because = frozenset({"reasons_asked", "decision_result"} if result else {"reasons_asked"})
    if result != "granted" or too_late is None:
        return _found(ASK, deadline, (*cites, *rule), facts, because=because)
    if "reasons_received" in answers:
        renewed = Deadline.of_day(answers, "reasons_received", (ADMINISTRATION, "appeal_period"))
        renewed.answers = answers.without("reasons_asked")
        found = _by_deadline(renewed, (*cites, *rule), facts)
        return found._replace(because=found.because | because | deadline.because)
    pending = _found("open", deadline, (*cites, *rule), facts, because=because)
    # The new three weeks begin when the reasons arrive: no last day yet.
    for fact in ("last_day", "days_left", "safe_day"):
        pending.facts.pop(fact, None)
    if "complaint_sent" in answers:
        pending.facts["in_time"] = True
    return pending


def _listed(kind: str, answers: Answers) -> tuple[tuple[Citation, ...], dict[str, Fact]]:
    """Give the provisions for a kind of decision, and where the complaint goes.

    A kind that is on the list of one act only counts under both, so a decision of 2019 about an extension is not turned
    away: the 2003 act's own list was not exhaustive.
    """
    listed = first_row(NEW, "decisions")
    to_whom = Citation(NEW, "47", 1)
    if kind == "county":
        return (to_whom, Citation(ADMINISTRATION, "32", 1)), {
            "send_to": "county",
            "decided_by": "statsforvalter",
        }
    if kind not in listed.value:
        return (Citation(ADMINISTRATION, "2"), Citation(ADMINISTRATION, "29", 1)), {**TO_MUNICIPALITY}
    old = first_row(OLD, "decisions")
    if _made_under_old(answers) and kind in old.value:
        return (old.cite, Citation(OLD, "22")), {**TO_MUNICIPALITY}
    return (listed.cite._replace(letter=listed.value[kind]), to_whom), {**TO_MUNICIPALITY}


def _made_under_old(answers: Answers) -> bool:
    """Say whether the decision was made before integreringsloven came into force."""
    made = answers.span("decision_dated") or answers.span("decision_received")
    return made is not None and made.last < first_row(NEW, "in_force").value


def _deduction(answers: Answers) -> Finding:
    """Judge a deduction: a decision of its own at half of the payment and at 1/12 G, both (§ 46 second ledd g)."""
    payment, deduction = answers.get("payment"), answers.get("deduction")
    missing = frozenset(key for key in ("payment", "deduction") if key not in answers)
    deadline = Deadline.of_letter(answers)
    if missing:
        return Finding(UNKNOWN, facts={**TO_MUNICIPALITY, **deadline.facts()}, missing=missing)
    cites, facts = _listed("deduction", answers)
    because = frozenset({"payment", "deduction"})
    share = first_row(NEW, "deduction_share")
    over_half = deduction - payment * Fraction(share.value, 100)
    if over_half <= -DOUBT:
        return _plain("not_listed", *cites[:1])._replace(because=because)
    minimum = _minimum(answers)
    if minimum is None:
        key = "decision_dated" if "decision_received" in answers else "decision_received"
        return Finding(UNKNOWN, facts={**facts, **deadline.facts()}, missing=frozenset({key}))
    lowest, highest, because_of_day = minimum
    because |= because_of_day
    if deduction - lowest <= -DOUBT:
        return _plain("not_listed", *cites[:1], Citation("folketrygdloven", "1-4"))._replace(because=because)
    if highest is None or abs(over_half) < DOUBT or deduction - highest < DOUBT:
        if deadline.starts is None:
            return Finding(ASK, cites, facts, "inferred", _checked(cites), because)
        return _found(ASK, deadline, cites, facts, because=because, certainty="inferred")
    found = _by_deadline(deadline, cites, facts)
    return found._replace(because=found.because | because) if found.outcome != UNKNOWN else found


def _minimum(answers: Answers) -> tuple[Fraction, Fraction | None, Keys] | None:
    """Give 1/12 G on the decision's day: the lowest and the highest it may be, with the answers for it.

    The highest is None where no G is recorded for the day; nothing is given where the day is not known.
    """
    parts = first_row(NEW, "deduction_minimum").value
    dated = answers.span("decision_dated")
    if dated is None:
        return None
    try:
        low, high = (Fraction(row_on("folketrygdloven", "basic_amount", day).value, parts) for day in dated)
    except NotInForceError:
        return Fraction(0), None, frozenset({"decision_dated"})
    return low, high, frozenset({"decision_dated"})


def _other_body(kind: str, answers: Answers) -> Finding:
    """Judge a decision of another body: who takes the complaint, and its deadline where that is known."""
    facts = dict(OTHER_BODIES[kind])
    act = BODY_PERIODS.get(kind, ADMINISTRATION)
    deadline = Deadline.of_letter(answers, (act, "appeal_period"))
    # A decision from before the recorded law has no deadline here, but a provision all the same.
    cites = BODY_RULES[kind] or (first_row(act, "appeal_period").cite,)
    if deadline.starts is None:
        weeks = row_on(act, "appeal_period", answers.today)
        every = tuple(dict.fromkeys([*cites, weeks.cite]))
        sure, because = weeks.certainty, frozenset({"decision"})
        return Finding("other_body", every, {**facts, "weeks": weeks.value}, sure, _checked(every), because)
    return _found("other_body", deadline, cites, facts)


def _found(
    outcome: str,
    deadline: Deadline,
    cites: tuple[Citation, ...],
    facts: dict[str, Fact],
    *,
    because: Keys = frozenset(),
    certainty: str = "text",
) -> Finding:
    rows = (deadline.row,) if deadline.row else ()
    digital = DIGITAL if "notice_sent" in deadline.because else ()
    every = tuple(dict.fromkeys([*cites, *(row.cite for row in rows), *digital, *(COUNTED_BY if rows else ())]))
    sent = {"complaint_sent"} if "complaint_sent" in deadline.answers else set()
    return Finding(
        outcome,
        every,
        {**facts, **deadline.facts()},
        weakest(certainty, deadline.certainty, *(row.certainty for row in rows)),
        _checked(every),
        because | deadline.because | {"decision"} | sent,
    )


def _plain(outcome: str, *cites: Citation) -> Finding:
    return Finding(outcome, cites, {}, "text", _checked(cites), frozenset({"decision"}))


def _checked(cites: tuple[Citation, ...]) -> date:
    return min((acts()[cite.act].checked for cite in cites), default=date.max)
