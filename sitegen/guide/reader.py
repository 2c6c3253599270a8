"""What the diagram finds for a person's answers: the reference that the form's script is measured by.

Where it finds something, that is the checker's verdict (tests/sitegen/test_guide.py).
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from typing import Any

from checker.answers import TODAY, Answers
from checker.days import Span, exactly
from checker.questions import BY_KEY, QUESTIONS, UNSURE
from checker.verdict import UNKNOWN
from checker.which_law import NEW, OLD
from sitegen.guide.diagram import Diagram, Nodes
from sitegen.guide.knowledge import MOVES
from sitegen.guide.nodes import NOT_HAPPENED, SOME_WAY

# Which form a finding belongs to.
FORM = {"which_law": "check", "programme": "check", "appeal": "appeal"}
CANNOT_TELL = -1


def dated(answers: Answers, key: str) -> Span | None:
    """Give the days of an answer that is a date, or None."""
    return answers.span(key) if BY_KEY[key].kind == "date" else None


def evaluate(nodes: Nodes, answers: Answers, condition: Callable[[str], set[str]]) -> set[int]:
    """Give the ends that the answers may lead to: one, or several where dates are known only in part.

    Args:
        nodes: a part.
        answers: as the checker reads them.
        condition: gives the answers that a condition may have; none where that cannot be told.

    Returns:
        Places in `nodes`, or CANNOT_TELL.
    """
    ends: set[int] = set()
    waiting = [0]
    while waiting:
        place = waiting.pop()
        node = nodes[place]
        if "ask" in node:
            ways, taken = node["ways"], _ways(node["ask"], answers, condition)
            waiting += [ways.get(way, ways[UNSURE]) for way in taken]
            ends |= set() if taken else {CANNOT_TELL}
        elif "yes" in node:
            holds = _holds(node, answers)
            waiting += [node[name] for name, value in (("yes", True), ("no", False)) if holds in (value, None)]
        else:
            ends.add(place)
    return ends


def find(diagram: Diagram, part: str, answers: Answers) -> dict[str, Any] | None:
    """Give what a part of the diagram finds: a node with an outcome, or None where only the checker can tell."""
    form = FORM[part]
    days = diagram["days"][form]
    spans = [span for question in QUESTIONS if form in question.parts and (span := dated(answers, question.key))]
    if not days["first"] <= answers.today.isoformat() <= days["last"]:
        return None
    if any(span.first.isoformat() < days["since"] for span in spans):
        return None
    # Which rules held on the day of a decision only the checker tells.
    if form == "check" and "programme_decided_on" in answers:
        return None

    def condition(name: str) -> set[str]:
        law = find(diagram, "which_law", answers)
        act = (law or {}).get("outcome")
        if name not in diagram["conditions"] or act not in (NEW, OLD):
            return set()
        counted: Nodes = diagram["conditions"][name][act]
        return {counted[place]["outcome"] for place in evaluate(counted, answers, condition)}

    nodes: Nodes = diagram[part]  # type: ignore[literal-required]
    ends = evaluate(nodes, answers, condition)
    found = nodes[ends.pop()] if len(ends) == 1 and CANNOT_TELL not in ends else {}
    # Of a date known in part the checker tries every day, which the diagram does not.
    is_open = found.get("outcome") == UNKNOWN and not all(span.is_day for span in spans)
    return None if is_open else found or None


def _ways(key: str, answers: Answers, condition: Callable[[str], set[str]]) -> set[str]:
    if key not in BY_KEY:
        return condition(key)
    value = answers.get(key)
    if value is None:
        return {NOT_HAPPENED if answers.left_out(key) else UNSURE}
    if isinstance(value, bool):
        return {str(value).lower()}
    return {value if isinstance(value, str) else SOME_WAY}


def _holds(node: Mapping[str, Any], answers: Answers) -> bool | None:
    if "at_least" in node:
        key, limit = node["at_least"]
        return bool(answers.get(key) >= limit)
    one, other = (_span(day, answers) for day in node["before"])
    return one.is_before(other)


def _span(day: list[Any], answers: Answers) -> Span:
    key, *moves = day
    span = answers.now if key == TODAY else answers.span(key) if key in BY_KEY else exactly(date.fromisoformat(key))
    if span is None:
        raise ValueError(f"{key} is compared before it is asked for")
    return reduce(lambda moved, move: moved.moved(MOVES[move[0]], *move[1:]), moves, span)
