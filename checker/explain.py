"""A verdict as a readable tree, for people at a terminal: what was found, why, and by which provisions."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from checker.parameters import Act, Citation, acts
from checker.questions import BY_KEY, UNSURE
from checker.verdict import FindingDict, Verdict

# What each certainty means, in the contract's words.
CERTAINTY = {
    "text": "follows from the wording",
    "secondary": "an official page says so",
    "inferred": "our reading",
}
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


class Node(NamedTuple):
    """A line of the tree and the lines under it."""

    text: str
    children: tuple["Node", ...] = ()


def explain(verdict: Verdict, answers: Mapping[str, object]) -> str:
    """Write a verdict as a tree in plain text, one branch for each finding; the last line ends with a line break.

    Args:
        verdict: what `check` gave for the answers.
        answers: as in the contract, the same that `check` was given.
    """
    lines = [f"Judged as of {verdict['today']}, by law last compared with its source on {verdict['law_checked']}."]
    for name, found in verdict["findings"].items():
        lines += ["", *_drawn(_finding(name, found, answers))]
    following = verdict["next_question"]
    lines += ["", f"Next question: {following or 'none'}"]
    return "".join(f"{line}\n" for line in lines)


def _finding(name: str, found: FindingDict, answers: Mapping[str, object]) -> Node:
    certainty = found["certainty"]
    parts = [
        # Of what is not settled, or does not apply, nothing is certain or uncertain.
        *([Node(f"certainty: {certainty} ({CERTAINTY[certainty]})")] if found["cites"] else []),
        _branch("facts", [Node(f"{key} = {_value(value)}") for key, value in found["facts"].items()]),
        _branch("because", [Node(_answer(key, answers)) for key in found["because"]]),
        _branch("missing", [Node(_lacking(key, answers)) for key in found["missing"]]),
        _branch("provisions", [_provision(cite) for cite in found["cites"]]),
    ]
    return Node(f"{name}: {found['outcome']}", tuple(part for part in parts if part is not None))


def _branch(title: str, children: list[Node]) -> Node | None:
    return Node(title, tuple(children)) if children else None


def _answer(key: str, answers: Mapping[str, object]) -> str:
    given = answers.get(key, UNSURE)
    # An event that is left out did not happen, and that can decide.
    return f"{key} = {_value(given)}" if given != UNSURE else f"{key} is not given"


def _lacking(key: str, answers: Mapping[str, object]) -> str:
    question = BY_KEY[key]
    given = answers.get(key)
    what = f"one of {', '.join(question.values)}" if question.values else question.kind
    if given is not None and given != UNSURE:
        return f"{key} ({what}): {_value(given)} is not exact enough"
    return f"{key} ({what}): not known"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    return str(value)


def _provision(cite: Mapping[str, str | int]) -> Node:
    act, section = acts()[str(cite["act"])], str(cite["section"])
    place = [f"{act.title} § {section}"]
    if "ledd" in cite:
        place.append(f"{_ordinal(int(cite['ledd']))} ledd")
    if "letter" in cite:
        place.append(f"letter {cite['letter']}")
    checked = min([act.checked, *(row.checked for rows in act.rows.values() for row in rows if _cites(row.cite, cite))])
    return Node(
        f"{' '.join(place)}: {act.provisions[section]}",
        (Node(f"checked {checked}, to be read at {section_address(act, section)}"),),
    )


def _cites(one: Citation, other: Mapping[str, str | int]) -> bool:
    return one.to_dict() == other


def section_address(act: Act, section: str) -> str:
    """Give the address of a section at Lovdata, or of its act where the address has no anchors for sections."""
    return f"{act.lovdata}/§{''.join(section.split())}" if act.anchors else act.lovdata


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"{number}th"


def _drawn(node: Node) -> Iterator[str]:
    yield node.text
    for number, child in enumerate(node.children, 1):
        is_last = number == len(node.children)
        first, *rest = _drawn(child)
        yield ("└─ " if is_last else "├─ ") + first
        for line in rest:
            yield ("   " if is_last else "│  ") + line
