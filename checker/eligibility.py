"""Who the introduction programme is for: right and duty, an offer the municipality may make, or neither."""

from functools import cached_property

from checker.answers import IN_MUNICIPALITY, Answers
from checker.days import Span, add_months, add_years
from checker.parameters import Citation, Row, first_row, row_on
from checker.truth import FALSE, TRUE, Keys, Truth, any_of, known, unknown
from checker.verdict import ASK, UNKNOWN, Fact, Finding, Option, first_that_holds
from checker.which_law import NEW, OLD, which_law

# Answers that can stand in the fact `failed`: each names a condition of the law.
FAILURES = (
    *("citizenship", "citizen_since", "permit", "age_at_grant", "settled_by_agreement"),
    *("lived_in_municipality_since", "job_hours"),
)

# Letters of § 9 (§ 2 in the 2003 act) of people whose family may follow them into the programme.
OWN_GROUND = {NEW: "abcde", OLD: "abc"}
FAMILY = "ch6"
REFUGEE = "28"
COLLECTIVE_PROTECTION = "34"
# Neither a permit that § 9 could name, nor family of somebody who has one.
WITHOUT_PERMIT = ("none", "eea-family")
BEGUN, TOOK_PART, STOPPED = ("begun",), ("begun", "completed"), ("broken-off", "refused")
NEARBY = ("nordic", "eea")


class Case:
    """The conditions of one act on one case. Each is true, false or not known.

    Attributes:
        act: the act that applies.
        decided: the day the municipality decided, or today where it has not.
    """

    def __init__(self, act: str, answers: Answers) -> None:
        self.act = act
        self.answers = answers
        begins = answers.day(first_row(act, "in_force").value)
        self.decided = (answers.span("programme_decided_on") or answers.now).or_later(begins)
        self.took_part = answers.is_in("programme_status", TOOK_PART)
        self.permit_letters: dict[str, str] = self.row("programme_permits").value

    def row(self, name: str) -> Row:
        """Give the row of a parameter on the day that counts."""
        return row_on(self.act, name, self.decided.last)

    def has(self, name: str) -> Truth:
        """Say whether a rule that comes and goes is in force on the day that counts."""
        first, last = (row_on(self.act, name, day).value for day in self.decided)
        return known(first) if first == last else unknown("programme_decided_on")

    @cached_property
    def is_family(self) -> Truth:
        """A permit under utlendingsloven chapter 6."""
        return self.answers.is_in("permit", (FAMILY,))

    @cached_property
    def follows_reference(self) -> Truth:
        """Family of somebody whose ground counts, who had not been settled too long when the family applied."""
        return self.is_family.then(self._reference_counts() & self._applied_in_time())

    @cached_property
    def is_on_list(self) -> Truth:
        """A permit that gives the right: § 9 first and second ledd; § 2 first ledd in the 2003 act."""
        own = [permit for permit in self.permit_letters if permit != FAMILY]
        return any_of(self.answers.is_in("permit", own), self.follows_reference)

    @cached_property
    def is_within_age(self) -> Truth:
        """Between the youngest and the oldest age, both included, when the permit was granted."""
        return self.answers.age_between(self._age("programme_min_age"), self._age("programme_max_age"))

    @cached_property
    def is_old_enough(self) -> Truth:
        """At least the youngest age when the permit was granted."""
        return self.answers.age_between(self._age("programme_min_age"))

    @cached_property
    def is_over_age(self) -> Truth:
        """Older than the oldest age when the permit was granted."""
        return self.answers.age_between(self._age("programme_max_age") + 1)

    @cached_property
    def has_agreement(self) -> Truth:
        """Settled by agreement, or of a group of whom that is not asked."""
        return any_of(self.answers.is_true("settled_by_agreement"), self._needs_no_agreement())

    @cached_property
    def lives_in_reception(self) -> Truth:
        """Still in a reception centre. Whoever is settled is not."""
        for key in IN_MUNICIPALITY:
            if key in self.answers:
                return known(False, key)
        return self.answers.is_true("lives_in_reception")

    def clock(self, *, any_permit: bool = False) -> tuple[Span | None, Keys]:
        """Give the day from which the two years run, and the answers that say so (or would).

        Args:
            any_permit: all residence in a municipality counts (§ 8 third ledd), not only with a permit of § 9.
        """
        answers, keys = self.answers, {"lived_in_municipality_since"}
        lived = answers.span("lived_in_municipality_since")
        if any_permit or self.act == OLD:
            return lived, frozenset(keys)
        granted = answers.span("permit_granted")
        earlier_permit = answers.happened("first_permit_granted").value
        if granted is None or earlier_permit is None:
            return lived, frozenset(keys)
        oldest = (answers.span("first_permit_granted") or granted) if earlier_permit else granted
        keys |= {"permit_granted", "first_permit_granted"}
        # Where only the permit is known: not before it; how much later is not known.
        return oldest.until(answers.now) if lived is None else lived.or_later(oldest), frozenset(keys)

    def is_new(self, *, any_permit: bool = False) -> Truth:
        """Less than two years in a municipality when the municipality decided. Whoever began has passed this."""
        start, keys = self.clock(any_permit=any_permit)
        if start is None:
            in_time = Truth(None, missing=keys)
        else:
            value = self.decided.is_before(self._full(start))
            in_time = self.answers.decide(value, *keys, "programme_decided_on")
        return any_of(self.took_part, in_time)

    @cached_property
    def works_too_much(self) -> Truth:
        """Work, or an offer of work, of 30 hours a week or more, that has not ended inside the two years."""
        if self.act == OLD or self.decided.last < first_row(NEW, "job_hours").begins:  # type: ignore[operator]
            return FALSE
        if self.decided.first < first_row(NEW, "job_hours").begins:  # type: ignore[operator]
            return unknown("programme_decided_on")
        return self.answers.at_least("job_hours", self.row("job_hours").value) & ~self._ended_in_time()

    @cached_property
    def nearly_works_full_time(self) -> Truth:
        """Collective protection, while old § 37 c was in force: work that let the municipality refuse."""
        rule = first_row(NEW, "near_full_time")
        if not any(rule.holds_on(day) for day in self.decided):
            return FALSE
        return self.answers.at_least("job_hours", rule.value)

    @cached_property
    def depends_on_offer(self) -> Truth:
        """Of a group to which the municipality may only make an offer (§ 8 third ledd)."""
        return any_of(self.is_family & ~self.follows_reference, self.is_over_age, ~self.has_agreement)

    @cached_property
    def is_new_enough(self) -> Truth:
        """Less than two years in a municipality; for those who depend on an offer all residence counts."""
        by_offer = self.depends_on_offer
        return any_of(by_offer & self.is_new(any_permit=True), ~by_offer & self.is_new())

    def start_by(self) -> tuple[Span | None, Truth]:
        """Give the last day for the programme to start, and whether a period runs at all (with the answers for it)."""
        answers = self.answers
        by_agreement = answers.is_true("settled_by_agreement")
        after_job = FALSE
        if self.act == NEW and "job_ended" in answers:
            after_job = answers.at_least("job_hours", first_row(NEW, "job_hours").value) & answers.happened("job_ended")
        from_settling = by_agreement & ~after_job
        if from_settling.value is None:
            return None, from_settling
        key = "settled_on" if from_settling.value else "claimed_on"
        begins, runs = answers.span(key), from_settling if from_settling.value else ~from_settling
        if begins is None:
            happened = unknown(key) if key == "settled_on" else answers.happened(key)
            return None, runs & happened
        months = self.row("start_period").value
        return begins.moved(add_months, months), Truth(True, runs.because | {key})

    @cached_property
    def is_delayed(self) -> Truth:
        """Nothing decided although the last day to start came inside the two years."""
        undecided = ~any_of(self.answers.happened("programme_decided_on"), self.took_part)
        start_by, runs = self.start_by()
        clock, keys = self.clock()
        if self.act == OLD and clock is None:
            clock, keys = self.answers.span("settled_on"), frozenset({"settled_on"})
        if start_by is None:
            return undecided & runs
        if clock is None:
            return undecided & Truth(None, missing=keys)
        inside = start_by.is_before(self._full(clock))
        return undecided & runs & self.answers.decide(inside, *keys, *runs.because)

    def failed(self) -> list[str]:
        """Name the conditions that are known to fail."""
        conditions = {
            "permit": any_of(self.is_on_list, self.is_family),
            "age_at_grant": self.is_within_age,
            "settled_by_agreement": self.has_agreement,
            "lived_in_municipality_since": self.is_new_enough if self.act == NEW else self.is_new(),
            "job_hours": ~self.works_too_much,
        }
        return [key for key, holds in conditions.items() if holds.value is False]

    def _age(self, name: str) -> int:
        age: int = self.row(name).value
        return age

    def _full(self, start: Span) -> Span:
        """Give the day on which the years are full: it is not inside."""
        years = self.row("residence_limit").value
        return start.moved(add_years, years)

    def _reference_counts(self) -> Truth:
        if self.answers.is_in("reference_permit", ("permanent",)).value:
            return unknown("reference_permit")  # permanent, but on which ground is the question
        own = [permit for permit, letter in self.permit_letters.items() if letter in OWN_GROUND[self.act]]
        direct = self.answers.is_in("reference_permit", own)
        if self.act == OLD:
            return direct
        return any_of(
            direct,
            self.answers.is_in("reference_permit", ("permanent-protection",)) & self.has("permanent_reference"),
        )

    def _applied_in_time(self) -> Truth:
        keys = ("reference_settled_on", "family_applied_on")
        settled, applied = (self.answers.span(key) for key in keys)
        if settled is None or applied is None:
            return unknown(*(key for key in keys if key not in self.answers))
        years = self.row("reference_limit").value
        full = settled.moved(add_years, years)
        if self.act == OLD:  # «not more than»: the day on which the years are full is inside
            too_late = full.is_before(applied)
            return self.answers.decide(None if too_late is None else not too_late, *keys)
        return self.answers.decide(applied.is_before(full), *keys)

    def _needs_no_agreement(self) -> Truth:
        letters = self.row("no_agreement_letters").value
        own = [permit for permit, letter in self.permit_letters.items() if letter in letters and permit != FAMILY]
        groups = [self.answers.is_in("permit", own), self.follows_reference]
        if self.act == NEW:
            came_as_family = self.answers.is_in("permit", (REFUGEE,)) & self.answers.is_true("had_family_permit")
            groups.append(came_as_family & self.has("no_agreement_after_family"))
        return any_of(*groups)

    def _ended_in_time(self) -> Truth:
        ended = self.answers.span("job_ended")
        if ended is None:
            return self.answers.happened("job_ended")
        start, keys = self.clock()
        if start is None:
            return Truth(None, missing=keys)
        return self.answers.decide(ended.is_before(self._full(start)), "job_ended", *keys)


def programme(answers: Answers) -> Finding:
    """Find whether somebody has a right and a duty to take part.

    Law:   integreringsloven §§ 3, 8, 9 and 37 c; introduksjonsloven §§ 2-3 for older permits.
    Valid: each rule on the day the municipality decided, or today where nothing was decided.
    Facts: `failed` (on `none`), `only_goal` (`work` for people over the age limit).
    """
    found: Finding = answers.once("programme", _programme)
    return found


def _programme(answers: Answers) -> Finding:
    law = which_law(answers)
    options = _left_out_by_both(answers)
    case = case_of(answers)
    if case is not None:
        options += _under_new(case) if law.outcome == NEW else _under_old(case)
        return _with_failures(_under(law, first_that_holds(options)), answers, case)
    if law.outcome == ASK:
        options.append(Option(TRUE, ASK, law.cites, certainty="inferred"))
    elif law.outcome == UNKNOWN:
        options.append(Option(Truth(None, missing=law.missing), UNKNOWN))
    else:  # before there was a programme
        options.append(Option(TRUE, ASK, (Citation(OLD, "2", 1),), certainty="inferred"))
    return _with_failures(_under(law, first_that_holds(options)), answers, None)


def case_of(answers: Answers) -> Case | None:
    """Give the case under the act that applies, or None where that is not known."""
    found: Case | None = answers.once("case", _case_of)
    return found


def _case_of(answers: Answers) -> Case | None:
    law = which_law(answers).outcome
    return Case(law, answers) if law in (NEW, OLD) else None


def _under(law: Finding, found: Finding) -> Finding:
    if found.outcome == UNKNOWN:
        return found
    return found._replace(because=found.because | law.because, checked=min(found.checked, law.checked))


def _with_failures(found: Finding, answers: Answers, case: Case | None) -> Finding:
    if found.outcome != "none":
        return found
    failed = {*(case.failed() if case else [])}
    if answers.happened("citizen_since").value:
        failed.add("citizen_since")
    elif answers.is_in("citizenship", NEARBY).value:
        failed.add("citizenship")
    if answers.is_in("permit", WITHOUT_PERMIT).value:
        failed.add("permit")
    return found._replace(facts={"failed": [key for key in FAILURES if key in failed]})


def _left_out_by_both(answers: Answers) -> list[Option]:
    """People whom neither act covers, whichever of them applies: citizens of nearby countries, and without a permit."""
    act, ledd = (NEW, 5) if answers.today >= first_row(NEW, "in_force").value else (OLD, 4)
    target = Citation(act, "8" if act == NEW else "2", ledd)
    permits = Citation(act, "9" if act == NEW else "2", 1)
    begun = answers.is_in("programme_status", BEGUN)
    citizen = answers.happened("citizen_since")
    nearby = answers.is_in("citizenship", NEARBY) & ~citizen
    finish = _finish_rule(answers)
    return [
        Option(citizen & begun, *finish),
        Option(citizen, "none", (target,)),
        Option(nearby & begun, ASK, (target,), certainty="inferred"),
        Option(nearby, "none", (target,)),
        Option(answers.is_in("permit", WITHOUT_PERMIT) & ~begun, "none", (target._replace(ledd=1), permits)),
    ]


def _finish_rule(answers: Answers) -> tuple[str, tuple[Citation, ...], tuple[Row, ...], str]:
    """Give outcome, provisions and certainty for somebody who has begun and no longer meets the conditions."""
    rule = row_on(NEW, "may_finish", max(answers.today, first_row(NEW, "in_force").value))
    if rule.value:
        return "finish_only", (), (rule,), "text"
    return ASK, (rule.cite,), (), "inferred"


def _under_new(case: Case) -> list[Option]:
    answers = case.answers
    target = Citation(NEW, "8", 1)
    offer = Citation(NEW, "8", 3)
    permits = case.row("programme_permits")
    youngest, oldest = case.row("programme_min_age"), case.row("programme_max_age")
    limit = case.row("residence_limit")
    entitled = case.is_on_list & case.is_within_age & case.has_agreement
    begun = answers.is_in("programme_status", BEGUN)
    is_new = case.is_new_enough
    exactly_oldest = answers.age_between(oldest.value, oldest.value).value is not False
    work: dict[str, Fact] = {"only_goal": "work"}
    finish, cites, rows, certainty = _finish_rule(answers)
    right = _right(case, target, permits, "inferred" if exactly_oldest else "text")
    return [
        Option(answers.is_in("programme_status", STOPPED), ASK, (Citation(NEW, "3", 3),)),
        Option(begun & ~any_of(case.is_on_list, case.is_family), finish, cites, rows, certainty),
        Option(
            begun & entitled & case.works_too_much,
            ASK,
            (Citation(NEW, "8", 4), Citation(NEW, "9", 3)),
            certainty="inferred",
        ),
        *(option._replace(when=option.when & begun & entitled) for option in right),
        Option(begun, finish, cites, rows, certainty),
        Option(~any_of(case.is_on_list, case.is_family), "none", (target, offer), (permits,)),
        Option(
            case.is_on_list & case.lives_in_reception,
            "not_yet",
            (target, Citation(NEW, "6")),
            (permits,),
            "inferred",
        ),
        Option(case.is_on_list & ~case.is_old_enough, "none", (target,), (youngest,)),
        Option(~case.is_old_enough, ASK, (offer,), (youngest,), "inferred"),
        Option(~is_new & entitled & case.is_delayed, ASK, (Citation(NEW, "12", 2),), (limit,), "inferred"),
        Option(~is_new, "none", (target,), (limit,)),
        Option(case.is_over_age, "may_be_offered", (offer, Citation(NEW, "13", 1)), (oldest,), facts=work),
        Option(case.is_family & ~case.follows_reference, "may_be_offered", (offer,), (permits,)),
        Option(~case.has_agreement, "may_be_offered", (offer,), (permits,)),
        Option(case.works_too_much, "none", (Citation(NEW, "8", 4),)),
        *right,
    ]


def _right(case: Case, target: Citation, permits: Row, certainty: str) -> list[Option]:
    """Right and duty; for collective protection a right only, while the temporary rules said so."""
    collective = case.answers.is_in("permit", (COLLECTIVE_PROTECTION,))
    duty = case.has("collective_protection_duty")
    rule = case.row("collective_protection_duty")
    working = ~duty & collective & case.nearly_works_full_time
    return [
        Option(working, ASK, (), (rule,), "inferred"),
        Option(collective & ~duty, "right_only", (target,), (permits, rule), certainty),
        Option(collective, "right_and_duty", (target,), (permits, rule), certainty),
        Option(TRUE, "right_and_duty", (target,), (permits,), certainty),
    ]


def _under_old(case: Case) -> list[Option]:
    answers = case.answers
    newcomer = Citation(OLD, "2", 3)
    offer = Citation(OLD, "3", 3)
    permits = case.row("programme_permits")
    limit = case.row("residence_limit")
    entitled = case.is_on_list & case.is_within_age & case.has_agreement
    begun = answers.is_in("programme_status", BEGUN)
    # The municipality decides whether somebody needs basic qualification; whoever got a programme was found to.
    need_was_found = any_of(answers.happened("programme_decided_on"), case.took_part)
    return [
        Option(answers.is_in("programme_status", STOPPED), ASK, (Citation(OLD, "3", 2),)),
        Option(begun & entitled, "right_and_duty", (), (permits,), "inferred"),
        Option(begun, ASK, (), (permits,), "inferred"),
        Option(~any_of(case.is_on_list, case.is_family), "none", (offer,), (permits,)),
        Option(case.is_on_list & case.lives_in_reception, "not_yet", (newcomer,), (permits,), "inferred"),
        # The act does not say on which day the age counts: somebody who was too young may have come of age since.
        Option(~case.is_old_enough, ASK, (offer,), (case.row("programme_min_age"),), "inferred"),
        Option(~case.is_new() & entitled & case.is_delayed, ASK, (Citation(OLD, "3", 2),), (limit,), "inferred"),
        Option(~case.is_new(), "none", (newcomer,), (limit,)),
        Option(case.is_over_age, "may_be_offered", (offer,), (case.row("programme_max_age"),)),
        Option(case.is_family & ~case.follows_reference, "may_be_offered", (offer,), (permits,)),
        Option(~case.has_agreement, "may_be_offered", (offer,), (permits,)),
        Option(need_was_found, "right_and_duty", (), (permits,), "inferred"),
        Option(TRUE, ASK, (Citation(OLD, "4"),), (permits,), "inferred"),
    ]
