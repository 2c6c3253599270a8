"""Nodes of the guide: what a way ends in, a question, a comparison; and which answers a question may have."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from checker.questions import BY_KEY, UNSURE
from checker.verdict import Finding
from sitegen.guide.conditions import CHOICES
from sitegen.guide.knowledge import Claim
from sitegen.guide.symbols import SOME

NOT_HAPPENED = "did-not-happen"
SOME_WAY = "some"


class Leaf(NamedTuple):
    """What the checker finds at the end of a way.

    Attributes:
        findings: for each rule its name, outcome, provisions, and the facts that need no date. Empty where the walk was
            stopped: too much is not known, and the checker's verdict on what was answered is `unknown`.
    """

    findings: tuple[tuple[object, ...], ...]


class Ask(NamedTuple):
    """A question, and where each answer leads. `some` stands for any date or number."""

    key: str
    ways: tuple[tuple[str, "Node"], ...]


class Test(NamedTuple):
    """A comparison of what was answered, and where yes and no lead."""

    claim: Claim
    yes: "Node"
    no: "Node"


Node = Leaf | Ask | Test
STOP = Leaf(())


def unique(node: Node, nodes: dict[object, Node]) -> Node:
    """Give the node there is already among some, where one says the same."""
    mark: object = node
    if isinstance(node, Ask):
        mark = node.key, tuple((answer, id(way)) for answer, way in node.ways)
    elif isinstance(node, Test):
        mark = node.claim, id(node.yes), id(node.no)
    return nodes.setdefault(mark, node)


def is_event(key: str) -> bool:
    """Say whether leaving an answer out means that it did not happen."""
    return key in BY_KEY and BY_KEY[key].event


def is_value(key: str, answer: str) -> bool:
    """Say whether an answer is one of the values of a choice, which rules tell apart by sets only."""
    return answer in (BY_KEY[key].values if key in BY_KEY else CHOICES.get(key, ()))


def options(key: str) -> Iterator[tuple[str, object]]:
    """List the answers to a question: the name of the way, and the value."""
    kind = BY_KEY[key].kind if key in BY_KEY else "choice" if key in CHOICES else "boolean"
    if kind == "choice":
        yield from ((value, value) for value in (BY_KEY[key].values if key in BY_KEY else CHOICES[key]))
    elif kind == "boolean":
        yield from (("true", True), ("false", False))
    else:
        yield SOME_WAY, SOME
    if is_event(key):
        yield NOT_HAPPENED, None
    yield UNSURE, None


def told(finding: Finding) -> tuple[object, ...]:
    """Give what a finding says that needs no date: outcome, provisions, facts."""
    facts = tuple((name, value) for name, value in finding.facts.items() if not isinstance(value, date | list))
    return finding.outcome, finding.cites, facts
