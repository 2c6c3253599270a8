"""Norwegian and social studies (opplæring i norsk og samfunnskunnskap): right, duty, hours and how long."""

from checker.answers import TODAY, Answers
from checker.days import Span, add_months
from checker.eligibility import COLLECTIVE_PROTECTION, FAMILY, NEARBY, STOPPED
from checker.parameters import Citation, Row, first_row, row_on
from checker.truth import FALSE, TRUE, Truth, any_of, known
from checker.verdict import ASK, UNKNOWN, Fact, Finding, Option, first_that_holds
from checker.which_law import NEW, OLD, REGULATION, WAITING, which_law

AWAITING_IDENTITY = "38(5)"
BEGUN = ("begun",)
REACHED = ("completed", "level-reached")
OFFER = Citation(NEW, "26", 7)
CHARGE = Citation(NEW, "30", 4)


def training(answers: Answers) -> Finding:
    """Find right and duty to Norwegian and social studies.

    Law:   integreringsloven §§ 5, 26-30, 32-33, 37, 37 a, 37 d; integreringsforskriften §§ 1-2, 43h, 73-74;
           introduksjonsloven §§ 17-18 for older permits.
    Valid: today's rules; hours by the day the permit was granted (or of arrival, after an application from abroad).
    Facts: see the contract. Anybody else may be offered training (§ 26 seventh ledd), so the outcome is never `none`.
    """
    options = _without_permit(answers)
    law = which_law(answers)
    if law.outcome == NEW:
        options += _under_new(answers)
    elif law.outcome == OLD:
        options += _under_old(answers)
    elif law.outcome == ASK:
        options.append(Option(TRUE, ASK, law.cites, certainty="inferred"))
    elif law.outcome == UNKNOWN:
        options.append(Option(Truth(None, missing=law.missing), UNKNOWN))
    else:
        options.append(_offer(TRUE))
    found = first_that_holds(options)
    if found.outcome == UNKNOWN:
        return found
    return found._replace(because=found.because | law.because, checked=min(found.checked, law.checked))


def _offer(when: Truth) -> Option:
    return Option(when, "may_be_offered", (OFFER, CHARGE), facts={"may_charge": True})


def _without_permit(answers: Answers) -> list[Option]:
    """Asylum seekers, citizens of nearby countries, and people who have become Norwegian."""
    today = max(answers.today, first_row(NEW, "in_force").value)
    citizen = answers.happened("citizen_since")
    has_begun = any_of(
        answers.is_in("training_status", BEGUN), answers.is_in("programme_status", ("begun", "completed"))
    )
    since = answers.span("citizen_since")
    finish = row_on(NEW, "may_finish_training", max(since.first, first_row(NEW, "in_force").value) if since else today)
    waiting = answers.is_in("permit", WAITING)
    nearby = answers.is_in("citizenship", NEARBY) & ~citizen
    permit_given = known("permit" in answers or "permit_granted" in answers)
    rules = {
        "norwegian_hours": first_row(REGULATION, "reception_norwegian_hours"),
        "social_studies_hours": first_row(REGULATION, "reception_social_studies_hours"),
    }
    in_force = {name: row for name, row in rules.items() if row.holds_on(today)}
    duty: dict[str, Fact] = {name: row.value for name, row in in_force.items()} | {"may_charge": False}
    in_reception = answers.is_true("lives_in_reception") & ~answers.is_true("reception_exempt")
    return [
        Option(citizen & has_begun, "finish_only" if finish.value else ASK, (), (finish,)),
        _offer(citizen),
        # A permit under utlendingsloven would give them more than an offer.
        Option(nearby & ~permit_given, ASK, (OFFER,), certainty="inferred"),
        Option(
            waiting.then(in_reception & _is_adult(answers)),
            "reception_duty",
            (Citation(NEW, "5", 1),),
            tuple(in_force.values()),
            facts=duty,
        ),
        _offer(waiting),
    ]


def _is_adult(answers: Answers) -> Truth:
    return answers.has_age(first_row(NEW, "training_min_age").value, TODAY)


def _under_new(answers: Answers) -> list[Option]:
    permits = first_row(NEW, "programme_permits")
    begun = answers.is_in("training_status", BEGUN)
    finish = row_on(NEW, "may_finish_training", answers.today)
    duty_only = first_row(NEW, "duty_only_permits")
    is_family = answers.is_in("permit", (FAMILY,))
    only_duty = any_of(
        answers.is_in("permit", duty_only.value), is_family.then(answers.is_in("reference_permit", duty_only.value))
    )
    with_right = answers.is_in("permit", [*permits.value, *first_row(NEW, "training_permits").value])
    listed = any_of(with_right, only_duty)
    moved_on = answers.is_true("had_chapter_6a_decision") & ~answers.is_in("permit", (COLLECTIVE_PROTECTION,))
    oldest = first_row(NEW, "training_end_age")
    return [
        Option(answers.is_in("training_status", STOPPED), ASK, (Citation(NEW, "3", 3),), certainty="inferred"),
        Option(moved_on & begun, "finish_only", (Citation(REGULATION, "43h"),)),
        Option(moved_on, ASK, (Citation(REGULATION, "43h"),), certainty="inferred"),
        Option(~listed & begun, "finish_only" if finish.value else ASK, (), (finish,), "inferred"),
        _offer(~listed),
        _offer(~answers.age_between(first_row(NEW, "training_min_age").value)),
        _offer(answers.has_age(oldest.value, TODAY)),
        Option(only_duty, "duty_only", (Citation(NEW, "26", 3), CHARGE), (duty_only,), facts=_duty_facts(answers)),
        *_collective_protection(answers),
        Option(
            answers.is_in("permit", (AWAITING_IDENTITY,)).then(~answers.is_true("permit_renewed")),
            "not_yet",
            (Citation(NEW, "26", 2),),
        ),
        Option(TRUE, "right_and_duty", (Citation(NEW, "26", 1), Citation(NEW, "27")), (), facts=_right_facts(answers)),
    ]


def _collective_protection(answers: Answers) -> list[Option]:
    """A right for a year, no duty, while chapter 6A is in force; it begins on settlement by agreement."""
    rule = first_row(NEW, "training_months_collective_protection")
    if not rule.holds_on(answers.today):
        return []
    holder = answers.is_in("permit", (COLLECTIVE_PROTECTION,))
    settled = answers.is_true("settled_by_agreement")
    facts: dict[str, Fact] = {
        "max_months": rule.value,
        "social_studies_hours": 0,
        "may_charge": False,
        "test_duty": False,
        **_end(answers, rule.value),
    }
    if (day := answers.span("settled_on")) is not None and day.is_day:
        facts["starts_on"] = day.first
    return [
        Option(holder.then(~settled), "not_yet", (Citation(NEW, "26", 2),), (rule,)),
        Option(holder, "right_only", (Citation(NEW, "37 d", 1),), (rule,), facts=facts),
    ]


def _hours_day(answers: Answers) -> Span | None:
    """Give the day that decides the hours: of the grant, or of arrival after an application from abroad (F § 73)."""
    granted, arrived = answers.span("permit_granted"), answers.span("arrived")
    if granted is None or not answers.is_true("applied_from_abroad").value or arrived is None:
        return granted
    return granted.or_later(arrived)


def _hours(answers: Answers, name: str) -> dict[str, Fact]:
    """Give the hours, where all days it may have been agree."""
    day = _hours_day(answers)
    if day is None:
        return {}
    begins = first_row(NEW, "in_force").value
    values = {row_on(NEW, name, max(one, begins)).value for one in day}
    key = "norwegian_hours" if name == "duty_only_hours" else "social_studies_hours"
    return {key: values.pop()} if len(values) == 1 else {}


def _duty_facts(answers: Answers) -> dict[str, Fact]:
    hours = {**_hours(answers, "duty_only_hours"), **_hours(answers, "social_studies_hours")}
    return {**hours, "may_charge": True, "test_duty": False, **_starts(answers)}


def _right_facts(answers: Answers) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"may_charge": False, "test_duty": not answers.is_in("training_status", ("exempt",)).value}
    facts |= _hours(answers, "social_studies_hours") | _starts(answers)
    educated = answers.get("upper_secondary")
    if educated is not None:
        name = "training_months_educated" if educated else "training_months"
        months = row_on(NEW, name, answers.today).value
        facts["max_months"] = months
        facts |= _end(answers, months)
    if answers.is_in("training_status", REACHED).value:
        facts["ended"] = True
    return facts


def _starts(answers: Answers) -> dict[str, Fact]:
    """The day of the grant, or of arrival for whoever came later (§ 26 second and fourth ledd)."""
    granted, arrived = answers.span("permit_granted"), answers.span("arrived")
    abroad = answers.is_true("applied_from_abroad").value
    day = granted if abroad is False else granted.or_later(arrived) if abroad and granted and arrived else None
    return {"starts_on": day.first} if day is not None and day.is_day else {}


def _end(answers: Answers, months: int) -> dict[str, Fact]:
    """The last day, counted from the offered start: for permits granted after 1 August 2023 (F § 74)."""
    started, day = answers.span("training_started"), _hours_day(answers)
    boundary = first_row(REGULATION, "new_training_deadlines").value
    if started is None or not started.is_day or day is None or day.first <= boundary:
        return {}
    last = add_months(started.first, months)
    facts: dict[str, Fact] = {"ends_by": last}
    if answers.get("training_status") not in REACHED:
        facts["ended"] = last < answers.today
    return facts


def _under_old(answers: Answers) -> list[Option]:
    """The 2003 act: for nearly everybody its windows have closed, but for leave and a start put off."""
    duty_only = first_row(OLD, "duty_only_permits")
    only_duty = any_of(
        answers.is_in("permit", duty_only.value),
        answers.is_in("permit", (FAMILY,)).then(answers.is_in("reference_permit", duty_only.value)),
    )
    lasts: Row = first_row(OLD, "training_months")
    granted = answers.span("permit_granted")
    is_open = FALSE
    if granted is not None:
        is_open = answers.decide(answers.now.is_before(granted.moved(add_months, lasts.value)), "permit_granted")
    target = Citation(OLD, "17")
    listed = answers.is_in(
        "permit", [*first_row(NEW, "programme_permits").value, "38(5)-minor", "other-permanent", *duty_only.value]
    )
    hours: dict[str, Fact] = {"social_studies_hours": first_row(OLD, "social_studies_hours").value}
    duty_hours: dict[str, Fact] = {"norwegian_hours": first_row(OLD, "duty_only_hours").value, "may_charge": True}
    return [
        Option(answers.is_in("training_status", STOPPED), ASK, (Citation(OLD, "3", 2),), certainty="inferred"),
        _offer(~listed),
        Option(only_duty & is_open, "duty_only", (target,), (duty_only,), facts={**hours, **duty_hours}),
        Option(~is_open, ASK, (target, Citation(OLD, "18")), (lasts,), "inferred"),
        _offer(answers.has_age(first_row(OLD, "training_end_age").value, TODAY)),
        Option(TRUE, "right_and_duty", (target,), (lasts,), facts={**hours, "may_charge": False}),
    ]
