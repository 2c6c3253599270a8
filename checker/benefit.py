"""The introduction benefit (introduksjonsstønad): gross, before other benefits and tax."""

from fractions import Fraction

from checker.answers import Answers
from checker.days import Span
from checker.eligibility import BEGUN, programme
from checker.length import WITHOUT
from checker.parameters import Citation, NotInForceError, Row, first_row, row_on
from checker.truth import FALSE, TRUE, Truth
from checker.verdict import ASK, COMPUTED, NOT_APPLICABLE, UNKNOWN, Finding, Option, first_that_holds
from checker.which_law import NEW, OLD, which_law

TO_PARTICIPANTS = Citation(NEW, "19")


def benefit(answers: Answers) -> Finding:
    """Find the benefit for a month.

    Law:   integreringsloven §§ 19-21; introduksjonsloven §§ 8-10; folketrygdloven § 1-4 (G).
    Valid: the rules and the G of `benefit_day`.
    Facts: `basic_amount` (NOK a year), `share`, and `year`, `month`, `day`, `hour`, `absence_deduction` in NOK, rounded
           half up once, at the end.
    """
    law = which_law(answers)
    right = _taking_part(answers, law)
    if right.outcome in WITHOUT:
        return Finding(NOT_APPLICABLE, because=right.because)
    if UNKNOWN in (right.outcome, law.outcome):
        return Finding(UNKNOWN, missing=right.missing | law.missing)
    if law.outcome not in (NEW, OLD):
        return Finding(ASK, right.cites, {}, "inferred", right.checked, right.because)
    day = answers.span("benefit_day")
    if day is None:
        return Finding(UNKNOWN, missing=frozenset({"benefit_day"}))
    found = first_that_holds(_shares(law.outcome, answers, day))
    if found.outcome == UNKNOWN:
        return found
    because = found.because | right.because | {"benefit_day"}
    # Here each share was an outcome of its own, so that one that is not settled stays unknown.
    outcome = ASK if found.outcome == ASK else COMPUTED
    return found._replace(outcome=outcome, because=because, checked=min(found.checked, right.checked))


def _taking_part(answers: Answers, law: Finding) -> Finding:
    """Find whether somebody takes part. Of whoever has begun, what the right rests on need not be known."""
    right = programme(answers)
    if right.outcome != UNKNOWN or not answers.is_in("programme_status", BEGUN).value:
        return right
    participant = Option(TRUE, ASK, law.cites or (TO_PARTICIPANTS,), certainty="inferred")
    return first_that_holds([participant])._replace(because=law.because | {"programme_status"})


def _shares(act: str, answers: Answers, day: Span) -> list[Option]:
    """List the shares in the order in which the act gives them."""
    try:
        rows = [
            row_on(act, name, day.first)
            for name in ("benefit_basic_amounts", "benefit_divisors", "benefit_share_young")
        ]
        basic, last_basic = (row_on("folketrygdloven", "basic_amount", one) for one in day)
        couple = row_on(act, "benefit_share_couple", day.first) if act == NEW else None
        changes = act == NEW and couple != row_on(act, "benefit_share_couple", day.last)
    except NotInForceError:
        return [Option(TRUE, ASK, (Citation("folketrygdloven", "1-4"),), certainty="inferred")]
    if basic != last_basic or changes:
        return [Option(Truth(None, missing=frozenset({"benefit_day"})), UNKNOWN)]
    young = _is_young(act, answers)
    is_couple = FALSE
    if couple is not None and Fraction(couple.value) != 1:
        is_couple = answers.is_true("partner_in_programme").then(~answers.is_true("has_children"))
    options = []
    if young is None:
        # Only an age is known, and the limit may have been passed between the two days.
        return [Option(TRUE, ASK, (rows[2].cite,), certainty="inferred")]
    if act == NEW:
        at_home = row_on(act, "benefit_share_with_parents", day.first)
        with_parents = young.then(answers.is_true("lives_with_parents"))
        # The act does not say how the rules for young people and for couples combine.
        options = [
            Option(young & is_couple, ASK, (rows[2].cite,), tuple([couple] if couple else []), "inferred"),
            _share(with_parents, at_home, rows, basic, answers),
        ]
    options.append(_share(young, rows[2], rows, basic, answers))
    if couple is not None:
        options.append(_share(is_couple, couple, rows, basic, answers))
    return [*options, _share(TRUE, None, rows, basic, answers)]


def _share(when: Truth, share: Row | None, rows: list[Row], basic: Row, answers: Answers) -> Option:
    """Give the amounts of a share. Money is a fraction until it is written."""
    part = Fraction(share.value if share else 1)
    divisors = rows[1].value
    year = rows[0].value * basic.value * part
    month = year / divisors["month"]
    hour = year / divisors["hour"]
    facts = {
        "basic_amount": basic.value,
        "share": str(part),
        "year": kroner(year),
        "month": kroner(month),
        "day": kroner(month / divisors["day"]),
        "hour": kroner(hour),
    }
    used = [rows[0], rows[1], basic, *([share] if share else [])]
    if "absence_hours" in answers:
        facts["absence_deduction"] = kroner(hour * answers.get("absence_hours"))
        used.append(first_row(rows[0].act, "absence_unit"))
    return Option(when, str(part), (), tuple(used), facts=facts)


def _is_young(act: str, answers: Answers) -> Truth | None:
    """Say whether somebody is below the age limit on the day; None where an age alone leaves it open."""
    limit = first_row(act, "benefit_young_age").value
    turned = answers.has_age(limit, "benefit_day")
    is_open = turned.value is None and answers.born() is not None
    return None if is_open and "born" not in answers else ~turned


def kroner(amount: Fraction) -> str:
    """Write NOK with two decimals, half up."""
    oere = (amount * 200 + 1) // 2
    return f"{oere // 100}.{oere % 100:02}"
