"""The decision diagram: what the checker finds on every way, as data that the guide's pages and the form read.

A part is a list of nodes; the first is where to begin. A node is one of

    {"ask": key, "ways": {answer: node}}         a question of the form, or a condition (`@new`)
    {"before": [day, day], "yes": n, "no": n}    whether one day comes before another
    {"at_least": [key, number], "yes": n, "no": n}
    {"outcome": …, "cites": […], "facts": {…}}   what the checker finds
    {}                                           too much is not known, or only the dates can tell

A day is `[key, [rule, number], …]`: an answer, `today` or an ISO date, moved by rules of
`sitegen.guide.knowledge.MOVES`.
An answer that is not listed among the ways goes where `unsure` goes.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from checker.answers import FIRST_DAY
from checker.appeal import LETTER, appeal
from checker.eligibility import programme
from checker.parameters import acts, first_row
from checker.questions import QUESTIONS, UNSURE
from checker.which_law import NEW, OLD, REGULATION, which_law
from sitegen.guide.conditions import (
    AGE,
    APPLIED_IN_TIME,
    CONDITIONS,
    DEDUCTION,
    DEDUCTIONS,
    IN_RECEPTION,
    IS_DELAYED,
    IS_NEW,
    IS_NEW_ANY,
    JOB_ENDED_IN_TIME,
    LOOKED_AT,
    GuidedCase,
    counted,
)
from sitegen.guide.knowledge import AtLeast, Point
from sitegen.guide.nodes import SOME_WAY, STOP, Ask, Leaf, Node
from sitegen.guide.symbols import SOME, SymbolicAnswers
from sitegen.guide.walk import Walk

# The order of the guide's questions: what decides most comes first.
PROGRAMME_ORDER = (
    *("citizenship", "citizen_since", "permit", "programme_status", "permit_granted", "first_permit_granted"),
    *("applied_from_abroad", "arrived", "reference_permit", APPLIED_IN_TIME, IN_RECEPTION, AGE),
    *("settled_by_agreement", "had_family_permit", "programme_decided_on", IS_NEW, IS_NEW_ANY, "job_hours"),
    *("job_ended", JOB_ENDED_IN_TIME, IS_DELAYED),
)
# Acts whose rows the rules of a part read.
READ = {
    "check": (NEW, OLD, REGULATION),
    "appeal": (NEW, OLD, REGULATION, "forvaltningsloven", "folketrygdloven"),
}
# The guide to complaints is for decisions under the act of today.
SINCE: date = first_row(NEW, "in_force").value
# The checker knows no day after this.
FAR = date(2100, 12, 31)
# Whoever does not know an answer that matters is told where to find it, not led on without it.
MOST_UNKNOWN = 0
ANY_NUMBER = len(QUESTIONS)

Nodes = list[dict[str, Any]]


class Diagram(TypedDict):
    """All parts, and the days on which they hold.

    Attributes:
        days: part of the form → the `first` and the `last` day of reading, and the day `since` which dates may lie.
        which_law, programme, appeal: the findings.
        conditions: condition → act → its nodes; the outcomes are the condition's answers.
    """

    days: dict[str, dict[str, str]]
    which_law: Nodes
    programme: Nodes
    appeal: Nodes
    conditions: dict[str, dict[str, Nodes]]


def make(today: date) -> Diagram:
    """Walk all parts under the law of a day."""
    check, letter = window("check", today), window("appeal", today)
    form = [question.key for question in QUESTIONS if "check" in question.parts]
    law = Walk({"which_law": which_law}, form, check, most_unknown=ANY_NUMBER, first=("permit", "permit_granted"))
    right = Walk(
        {"programme": programme},
        PROGRAMME_ORDER,
        check,
        most_unknown=MOST_UNKNOWN,
        prepare=guided,
        instead={("programme_decided_on", SOME_WAY): STOP},
    )
    return {
        "days": {"check": _days(check, FIRST_DAY), "appeal": _days(letter, SINCE)},
        "which_law": flat(law.start()),
        "programme": flat(right.start()),
        "appeal": flat(_appeal(letter)),
        "conditions": {name: {act: _condition(name, act, form, check) for act in (NEW, OLD)} for name in CONDITIONS},
    }


def _days(window: tuple[date, date], since: date) -> dict[str, str]:
    return {"first": window[0].isoformat(), "last": window[1].isoformat(), "since": since.isoformat()}


def window(part: str, today: date) -> tuple[date, date]:
    """Give the days around a day between which no row begins or ends in the acts that a part reads."""
    rows = [row for act in READ[part] for rows in acts()[act].rows.values() for row in rows]
    changes = {day for row in rows for day in (row.begins, row.ends) if day is not None}
    return (
        max((day for day in changes if day <= today), default=today),
        min((day for day in changes if day > today), default=FAR + timedelta(days=1)) - timedelta(days=1),
    )


def flat(root: Node) -> Nodes:
    """Number the nodes, the first one first, and write them as data."""
    places: dict[int, int] = {}
    order: list[Node] = []

    def number(node: Node) -> None:
        if id(node) in places:
            return
        places[id(node)] = len(order)
        order.append(node)
        for child in _children(node):
            number(child)

    number(root)
    return [_data(node, places) for node in order]


def guided(answers: SymbolicAnswers) -> None:
    """Let the rules find the guide's own conditions in place of counted ones."""
    law = which_law(answers).outcome
    if law in (NEW, OLD):
        answers.take("case", GuidedCase(law, answers))


def _condition(name: str, act: str, keys: list[str], days: tuple[date, date]) -> Nodes:
    """Walk what the checker makes of a condition. The grant is known wherever the guide asks for one."""
    walk = Walk({name: counted(name, act)}, keys, days, most_unknown=ANY_NUMBER, first=LOOKED_AT.get(name, ()))
    return flat(walk.start({"permit_granted": SOME}))


def _appeal(days: tuple[date, date]) -> Node:
    """Walk the part about a decision. Whether a deduction is large enough is asked as one question."""
    keys = [question.key for question in QUESTIONS if "appeal" in question.parts]
    # At the dates of the letter the rule looks without missing one.
    first = ["decision", *(key for key in keys if key in LETTER)]
    # The form asks for some of these dates after some decisions only: one that was not asked for must not end the walk.
    walk = Walk({"appeal": appeal}, keys, days, most_unknown=ANY_NUMBER, first=first, since=SINCE)
    ways = [
        (answer, walk.start({"decision": "deduction", "decision_dated": SOME, **amounts}))
        for answer, amounts in DEDUCTIONS.items()
    ]
    ways.append((UNSURE, walk.start({"decision": "deduction", "payment": None, "deduction": None})))
    walk.instead["decision", "deduction"] = walk.unique(Ask(DEDUCTION, tuple(ways)))
    return walk.start()


def _children(node: Node) -> Iterable[Node]:
    if isinstance(node, Ask):
        return [way for _, way in node.ways]
    return [node.yes, node.no] if not isinstance(node, Leaf) else []


def _data(node: Node, places: Mapping[int, int]) -> dict[str, Any]:
    if isinstance(node, Ask):
        ways = {answer: places[id(way)] for answer, way in node.ways}
        return {"ask": node.key, "ways": {way: to for way, to in ways.items() if way == UNSURE or to != ways[UNSURE]}}
    if isinstance(node, Leaf):
        if not node.findings:
            return {}
        _, outcome, cites, facts = node.findings[0]
        return {"outcome": outcome, "cites": [cite.to_dict() for cite in cites], "facts": dict(facts)}  # type: ignore[attr-defined, call-overload]
    test = {"at_least": [*node.claim]} if isinstance(node.claim, AtLeast) else {"before": [_day(p) for p in node.claim]}
    return {**test, "yes": places[id(node.yes)], "no": places[id(node.no)]}


def _day(point: Point) -> list[Any]:
    return [point.key, *([name, *by] for name, by in point.moves)]
