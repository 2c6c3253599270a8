"""From nodes to sections of a page: one question, its answers, and where each leads."""

from dataclasses import dataclass, field
from typing import Any

from checker.answers import TODAY
from checker.questions import BY_KEY, UNSURE
from checker.verdict import UNKNOWN
from checker.which_law import NEW, OLD
from sitegen.guide.conditions import CHOICES, DEDUCTION, DEDUCTIONS
from sitegen.guide.diagram import Nodes
from sitegen.guide.nodes import NOT_HAPPENED, SOME_WAY, is_event
from sitegen.guide.topics import TOPIC, TOPICS, WHICH_LAW

YES, NO = "yes", "no"
# Where one day may lie before another, on it, or after it.
BEFORE, ON, AFTER = "before", "on", "after"
# Answers to what only the guide asks.
OWN: dict[str, tuple[str, ...]] = {**CHOICES, DEDUCTION: (*DEDUCTIONS,), WHICH_LAW: (NEW, OLD), TOPIC: TOPICS}
# How a deadline is counted says the table, wherever one is.
COUNTING = "domstolloven"


@dataclass(eq=False)
class Section:
    """A section of the guide.

    Attributes:
        words: key of its words: a question, a condition, or a comparison such as `decision_received:today`.
        ways: answer and section, for a question.
        end: outcome, cites and facts, for an end; empty for a question, and for the help with an answer not known.
        day: the day that an answer is compared with, where the act's day of beginning is not meant.
        is_help: it helps whoever does not know the answer to the question of those words.
        place: its number on the page, from 1.
    """

    words: str
    ways: tuple[tuple[str, "Section"], ...] = ()
    day: str = ""
    end: dict[str, Any] = field(default_factory=dict)
    is_help: bool = False
    place: int = 0


def sections(nodes: Nodes) -> list[Section]:
    """Give the sections of a part in the order of the page: questions, then answers, then help."""
    first = _Builder(nodes).section(0)
    if first is None:
        raise ValueError("nothing can be found")
    found: list[Section] = []
    waiting = [first]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += reversed([way for _, way in one.ways])
    found.sort(key=lambda one: (one.is_help, bool(one.end)))
    for place, one in enumerate(found, 1):
        one.place = place
    return found


class _Builder:
    """Makes each section once: nodes that say the same to the reader are one."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.made: dict[int, Section | None] = {}
        self.alike: dict[object, Section] = {}

    def section(self, place: int) -> Section | None:
        """Give the section of a node; None where the way stops for want of an answer."""
        if place not in self.made:
            self.made[place] = self._make(self.nodes[place])
        return self.made[place]

    def _make(self, node: dict[str, Any]) -> Section | None:
        if "ask" in node:
            return self._asked(node)
        if "yes" in node:
            return self._question(claim_words(node), self._compared(node), _day(node))
        if not node or node["outcome"] == UNKNOWN:
            return None
        return self._unique(Section("", end=_shown(node)))

    def _asked(self, node: dict[str, Any]) -> Section | None:
        key, to = node["ask"], node["ways"]
        ways = [(answer, to.get(answer, to[UNSURE])) for answer in answers(key)]
        after = self.nodes[dict(ways).get(SOME_WAY, 0)]
        if SOME_WAY in dict(ways) and "yes" in after and key in _claim_keys(after):
            # Whoever knows the date is asked at once what the law asks of it.
            ways = [*self._compared(after), *(way for way in ways if way[0] != SOME_WAY)]
            return self._question(claim_words(after), ways, _day(after))
        return self._question(key, ways)

    def _compared(self, node: dict[str, Any]) -> list[tuple[str, int]]:
        other = self.nodes[node["no"]]
        if "before" in node and other.get("before") == node["before"][::-1]:
            return [(BEFORE, node["yes"]), (AFTER, other["yes"]), (ON, other["no"])]
        return [(YES, node["yes"]), (NO, node["no"])]

    def _question(self, words: str, ways: list[tuple[str, int]], day: str = "") -> Section | None:
        found = [(answer, self.section(place)) for answer, place in ways]
        known = {to for answer, to in found if answer != UNSURE}
        if known == {None}:
            return None
        # What leads to the same whatever the answer is not asked: then it need not be known either.
        if len(known) == 1 and dict(found).get(UNSURE) in (None, *known):
            return known.pop()
        if UNSURE not in dict(found) and words != TOPIC:
            found.append((UNSURE, None))
        stop = self._unique(Section(base(words), is_help=True))
        return self._unique(Section(words, tuple((answer, to or stop) for answer, to in found), day=day))

    def _unique(self, section: Section) -> Section:
        ways = tuple((answer, id(to)) for answer, to in section.ways)
        return self.alike.setdefault((section.words, ways, section.day, repr(section.end), section.is_help), section)


def answers(key: str) -> list[str]:
    """List the answers to a question or a condition, in the order of the page."""
    if key in BY_KEY and BY_KEY[key].kind == "choice":
        found = [*BY_KEY[key].values]
    elif key in OWN:
        found = [*OWN[key]]
    elif key in BY_KEY and BY_KEY[key].kind in ("date", "number"):
        found = [SOME_WAY]
    else:
        found = ["true", "false"]
    return [*found, *([NOT_HAPPENED] if is_event(key) else []), *([UNSURE] if key != TOPIC else [])]


def claim_words(node: dict[str, Any]) -> str:
    """Give the key of the words of a comparison."""
    if "at_least" in node:
        return str(node["at_least"][0])
    (key, *moves), (other, *_) = node["before"]
    if not moves:
        return str(key)
    against = {TODAY: "today", "complaint_sent": "sent"}[other]
    return f"{key}:{'year_' if moves[0][0] == 'years' else ''}{against}"


def base(words: str) -> str:
    """Give the question that a comparison belongs to."""
    return words.partition(":")[0]


def _day(node: dict[str, Any]) -> str:
    days = [day[0] for day in node.get("before", []) if day[0] not in BY_KEY and day[0] != TODAY]
    return str(days[0]) if days else ""


def _claim_keys(node: dict[str, Any]) -> set[str]:
    return {node["at_least"][0]} if "at_least" in node else {day[0] for day in node["before"]}


def _shown(node: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the reader is not told: the letters of a list, since kinds of decision share an end."""
    cites = [{key: value for key, value in cite.items() if key != "letter"} for cite in node["cites"]]
    once = [cite for place, cite in enumerate(cites) if cite not in cites[:place] and cite["act"] != COUNTING]
    return {"outcome": node["outcome"], "cites": once, "facts": node["facts"]}
