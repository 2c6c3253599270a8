"""A finding: what the law says about one question, how sure that is, and which answers it rests on."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, NotRequired, TypedDict

from checker.parameters import CERTAINTIES, Citation, Row, acts
from checker.truth import NO_KEYS, Keys, Truth, union

UNKNOWN = "unknown"
ASK = "ask"
NOT_APPLICABLE = "not_applicable"
COMPUTED = "computed"

# Every outcome that a finding may have, as in the contract.
FINDINGS: dict[str, tuple[str, ...]] = {
    "which_law": ("integreringsloven", "introduksjonsloven", ASK, UNKNOWN, NOT_APPLICABLE),
    "programme": (
        "right_and_duty",
        "right_only",
        "may_be_offered",
        "none",
        "finish_only",
        "not_yet",
        ASK,
        UNKNOWN,
    ),
    "start": (COMPUTED, ASK, NOT_APPLICABLE, UNKNOWN),
    "length": (COMPUTED, ASK, NOT_APPLICABLE, UNKNOWN),
    "training": (
        "right_and_duty",
        "right_only",
        "duty_only",
        "reception_duty",
        "may_be_offered",
        "finish_only",
        "not_yet",
        "none",
        ASK,
        UNKNOWN,
    ),
    "benefit": (COMPUTED, ASK, NOT_APPLICABLE, UNKNOWN),
    "appeal": (
        "open",
        "last_day_today",
        "late",
        "barred",
        "not_appealable",
        "not_listed",
        "other_body",
        ASK,
        UNKNOWN,
        NOT_APPLICABLE,
    ),
}

Fact = str | int | bool | date | list[str]


class Finding(NamedTuple):
    """The answer to one legal question.

    Attributes:
        outcome: one of FINDINGS.
        cites: the provisions it rests on; at least one unless it is `unknown` or `not_applicable`.
        facts: dates, numbers and codes that go with the outcome.
        certainty: that of the weakest rule used: one of CERTAINTIES.
        checked: the oldest day on which a rule used was last compared with its source.
        because: the answers that decided.
        missing: the answers that would settle an `unknown`.
    """

    outcome: str
    cites: tuple[Citation, ...] = ()
    facts: dict[str, Fact] = {}  # noqa: RUF012 - never written to
    certainty: str = CERTAINTIES[0]
    checked: date = date.max
    because: Keys = NO_KEYS
    missing: Keys = NO_KEYS


class FindingDict(TypedDict):
    """A finding as in the contract."""

    outcome: str
    cites: list[dict[str, str | int]]
    certainty: str
    facts: dict[str, Any]
    because: list[str]
    missing: list[str]


class LetterDict(TypedDict):
    """A letter that fits: its id, the parts it has, what fills them, and what they cite."""

    id: str
    parts: list[str]
    facts: dict[str, str | bool]
    cites: list[dict[str, str | int]]


class Verdict(TypedDict):
    """The verdict as in the contract: plain data, ready for JSON. Days are ISO strings.

    Attributes:
        letters: only where they were asked for, the one to write first at the beginning.
    """

    contract: int
    today: str
    law_checked: str
    findings: dict[str, FindingDict]
    next_question: str | None
    letters: NotRequired[list[LetterDict]]


class Option(NamedTuple):
    """An outcome and when it holds, for `first_that_holds`.

    Attributes:
        when: the condition.
        outcome: one of the finding's outcomes.
        cites: the provisions that say so.
        rows: the rows of the law it used; each is cited after `cites`, and weighs in certainty and date.
        certainty: where the reading is weaker than the rows say.
        facts: facts that hold with this outcome.
    """

    when: Truth
    outcome: str
    cites: tuple[Citation, ...] = ()
    rows: tuple[Row, ...] = ()
    certainty: str = CERTAINTIES[0]
    facts: dict[str, Fact] = {}  # noqa: RUF012 - never written to


def first_that_holds(options: Iterable[Option]) -> Finding:
    """Give the outcome of the first option whose condition is true.

    Where a condition is not known, its outcome and the later ones are all possible. If they are the same the finding is
    definite all the same; else it is `unknown`, and says which answers are missing.
    """
    possible: list[Option] = []
    because: list[Keys] = []
    missing: list[Keys] = []
    for option in options:
        if option.when.value is False:
            because.append(option.when.because)
            continue
        possible.append(option)
        if option.when.value:
            because.append(option.when.because)
            break
        missing.append(option.when.missing)
    outcomes = {option.outcome for option in possible}
    if len(outcomes) != 1 or UNKNOWN in outcomes:
        return Finding(UNKNOWN, because=union(because), missing=union(missing))
    return merge([_found(option) for option in possible])._replace(because=union(because))


def _found(option: Option) -> Finding:
    cites = tuple(dict.fromkeys([*option.cites, *(row.cite for row in option.rows)]))
    days = [row.checked for row in option.rows] + [acts()[cite.act].checked for cite in option.cites]
    certainty = weakest(option.certainty, *(row.certainty for row in option.rows))
    return Finding(option.outcome, cites, option.facts, certainty, min(days, default=date.max))


def merge(findings: list[Finding]) -> Finding:
    """Join findings of the same outcome: facts they agree on, all their provisions, the weakest certainty."""
    first = findings[0]
    facts = {
        name: shared
        for name in first.facts
        if (shared := _shared([found.facts.get(name) for found in findings])) is not None
    }
    return Finding(
        first.outcome,
        tuple(dict.fromkeys(cite for found in findings for cite in found.cites)),
        facts,
        weakest(*(found.certainty for found in findings)),
        min(found.checked for found in findings),
        union(found.because for found in findings),
        union(found.missing for found in findings),
    )


def _shared(values: list[Fact | None]) -> Fact | None:
    """Give what several findings agree on: the same value, or of lists the entries that all have."""
    first = values[0]
    if isinstance(first, list):
        return [entry for entry in first if all(isinstance(other, list) and entry in other for other in values)]
    return first if all(value == first for value in values) else None


def weakest(*certainties: str) -> str:
    """Give the least certain of several certainties."""
    return max(certainties, key=CERTAINTIES.index)


def to_dict(finding: Finding, order: Callable[[Keys], list[str]]) -> FindingDict:
    """Give a finding as in the contract; `order` sorts keys the way they are asked."""
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in finding.facts.items()}
    return {
        "outcome": finding.outcome,
        "cites": [cite.to_dict() for cite in finding.cites],
        "certainty": finding.certainty,
        "facts": facts,
        "because": order(finding.because),
        "missing": order(finding.missing),
    }
