"""The diagram as the form's script reads it (overrides/checker/diagram.mjs): the same nodes, in a fifth of the bytes.

A part is a list. Its first entry is the node to begin with; a node that several others lead to is an entry of its own,
named by its place, and any other stands where it is led to. A node is one of

    [key, {"answer other": node}, node]        a question, where its answers lead, and where `unsure` and the rest do
    [node, node, place, place]                 yes and no: whether one of the table's moved days comes before another
    [node, node, key, number]                  yes and no: whether a number is at least so large
    [outcome, ["act|section|ledd|letter"], facts]
    0                                          too much is not known, or only the dates can tell

A moved day is `key rule:number rule`: what `diagram.Diagram` has as a list, in one word each.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from checker.answers import LARGEST, LAST_DAY, NOT_BEFORE, OF_OTHERS, OLDEST
from checker.questions import QUESTIONS, UNSURE
from checker.workdays import holidays
from sitegen.form import TABLES
from sitegen.guide import store
from sitegen.guide.diagram import Diagram, Nodes

# Which findings the browser's file of a form holds.
PARTS = TABLES
CITED = ("act", "section", "ledd", "letter")
STOPPED = 0
SATURDAY = 5


def write(site: Path, today: date) -> None:
    """Write what the form of each part reads."""
    made = store.load(today)
    for name in PARTS:
        target = site / "assets" / "checker" / f"diagram-{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(form(made, name), separators=(",", ":")), "utf-8", newline="\n")


def form(made: Diagram, name: str) -> dict[str, Any]:
    """Give what the form of a part reads.

    Returns:
        Its findings and `conditions`, and the `moved` days they compare; the `days` on which it holds; `refused`, what
        the checker takes for no answer; for the appeal also `closed`, the days from Monday to Friday on which no
        deadline ends.
    """
    parts: dict[str, Nodes] = {part: made[part] for part in PARTS[name]}  # type: ignore[literal-required]
    days = {**made["days"][name], "until": LAST_DAY.isoformat()}
    found: dict[str, Any] = {"days": days, "refused": refused(name)}
    moved: dict[str, int] = {}
    found |= {part: packed(nodes, moved) for part, nodes in parts.items()}
    if name == "check":
        found["conditions"] = {
            condition: {act: packed(nodes, moved) for act, nodes in by_act.items()}
            for condition, by_act in made["conditions"].items()
        }
    else:
        found["closed"] = list(closed(date.fromisoformat(days["since"]).year, int(days["last"][:4]) + 1))
    return found | {"moved": list(moved)}


def acts(made: Diagram, name: str) -> set[str]:
    """Give the acts that the answers of a part rest on."""
    parts: list[Nodes] = [made[part] for part in PARTS.get(name, ())]  # type: ignore[literal-required]
    return {cite["act"] for nodes in parts for node in nodes for cite in node.get("cites", ())}


def refused(name: str) -> dict[str, Any]:
    """Give what the checker refuses: pairs of dates in the wrong order, and numbers that are too large."""
    asked = [question for question in QUESTIONS if name in question.parts]
    keys = {question.key for question in asked}
    born = [(one.key, "born") for one in asked if "born" in keys and one.past and one.key not in OF_OTHERS]
    return {
        "before": [pair for pair in (*NOT_BEFORE, *born) if keys.issuperset(pair)],
        "above": {one.key: LARGEST.get(one.key, OLDEST) for one in asked if one.kind in ("number", "whole")},
    }


def closed(first: int, last: int) -> Iterator[str]:
    """Give the days other than Saturdays and Sundays on which no deadline ends, from one year to another."""
    for year in range(first, last + 1):
        yield from (day.isoformat() for day in sorted(holidays(year)) if day.weekday() < SATURDAY)


def packed(nodes: Nodes, moved: dict[str, int]) -> list[Any]:
    """Write one part.

    Args:
        nodes: the part.
        moved: the place of each moved day in the table; those that are new get one.
    """
    parents = Counter(place for node in nodes for place in _following(node))
    shared = [place for place, node in enumerate(nodes) if parents[place] > 1 and node]
    names = {place: name for name, place in enumerate(shared, start=1)}

    def written(place: int) -> Any:  # noqa: ANN401 - a node, or the name of one
        return names[place] if place in names else node(nodes[place])

    def node(one: dict[str, Any]) -> Any:  # noqa: ANN401
        if "ask" in one:
            together: dict[int, list[str]] = {}
            for answer, place in one["ways"].items():
                if answer != UNSURE:
                    together.setdefault(place, []).append(answer)
            answered = {" ".join(answers): written(place) for place, answers in together.items()}
            return [one["ask"], answered, written(one["ways"][UNSURE])]
        if "yes" in one:
            ways = [written(one["yes"]), written(one["no"])]
            if "at_least" in one:
                return [*ways, *one["at_least"]]
            return [*ways, *(moved.setdefault(_day(day), len(moved)) for day in one["before"])]
        return _leaf(one)

    return [node(nodes[0]), *(node(nodes[place]) for place in shared)]


def _following(node: dict[str, Any]) -> Iterator[int]:
    yield from node.get("ways", {}).values()
    yield from (node[name] for name in ("yes", "no") if name in node)


def _day(day: list[Any]) -> str:
    key, *moves = day
    return " ".join([key, *(":".join(map(str, move)) for move in moves)])


def _leaf(node: dict[str, Any]) -> Any:  # noqa: ANN401
    if not node:
        return STOPPED
    cites = ["|".join(str(cite.get(name, "")) for name in CITED) for cite in node["cites"]]
    return [node["outcome"], [cite.rstrip("|") for cite in cites], *([node["facts"]] if node["facts"] else [])]
