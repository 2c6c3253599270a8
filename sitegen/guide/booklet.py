"""The guide for people without script: the same walk as the diagram's, kept to what a person can answer on paper.

It differs from the diagram of the form in three ways. An outcome keeps apart what its words tell apart, so that each
end has the text of its own. A date of a letter is asked for where it first matters, not before. And whoever does not
know an answer that matters is told where to find it.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from checker.appeal import appeal
from checker.eligibility import programme
from checker.questions import BY_KEY, UNSURE
from sitegen import words
from sitegen.guide import diagram, store, topics
from sitegen.guide.conditions import DEDUCTION, DEDUCTIONS
from sitegen.guide.diagram import PROGRAMME_ORDER, SINCE, Nodes, window
from sitegen.guide.nodes import SOME_WAY, STOP, Ask, Leaf, Node, Test, unique
from sitegen.guide.symbols import SOME
from sitegen.guide.variants import VARIANT, Variants, spoken
from sitegen.guide.walk import Walk

SENT, RECEIVED, DATED, TEST = "complaint_sent", "decision_received", "decision_dated", "test_taken_on"
Known = dict[str, object]


def make(today: date, docs: Path) -> dict[str, Nodes]:
    """Walk the three parts of the guide under the law of a day.

    Args:
        today: the day.
        docs: the folder of the words. The variants are the same in every language.
    """
    told = words.read(docs / "nb" / words.FILE, f"docs/nb/{words.FILE}")["finding"]
    return {
        "check": diagram.flat(_check(today, told["programme"])),
        "appeal": diagram.flat(_letters(today, told["appeal"])),
        "money": diagram.flat(topics.walked(today, told)),
    }


def load(today: date, docs: Path) -> dict[str, Nodes]:
    """Give the three parts for a day: walked once for the same rules, law and words, then read from the cache."""
    mark = hashlib.sha256((docs / "nb" / words.FILE).read_bytes()).hexdigest()[:16]
    found: dict[str, Nodes] = store.kept(f"{store.mark(today)}-{mark}-{today}", lambda: make(today, docs))
    return found


def _check(today: date, variants: Variants) -> Node:
    walk = Walk(
        {"programme": spoken("programme", programme, variants)},
        PROGRAMME_ORDER,
        window("check", today),
        most_unknown=diagram.MOST_UNKNOWN,
        prepare=diagram.guided,
        # On whose ground somebody is permanently here must be known; which rules held long ago only the checker tells.
        instead={("programme_decided_on", SOME_WAY): STOP, ("reference_permit", "permanent"): STOP},
    )
    return walk.start()


def _letters(today: date, variants: Variants) -> Node:
    """Walk the part about a decision: what it is about, when it came, whether the complaint is sent.

    The day to count from is the earlier of the letter's arrival and the notice of it: one day to the reader.
    """
    days = window("appeal", today)
    nodes: dict[object, Node] = {STOP: STOP}
    rule = {"appeal": spoken("appeal", appeal, variants)}
    keys = (SENT, TEST, RECEIVED, DATED)

    def start(known: Known) -> Node:
        # Each walk is one kind of letter: whether the complaint is sent may stay open, the days may not.
        walk = Walk(rule, keys, days, most_unknown=1, first=(SENT,), since=SINCE, nodes=nodes)
        return walk.start({RECEIVED: None, DATED: None, **known})

    def letter(known: Known) -> Node:
        received = {**known, RECEIVED: SOME}
        found = late_asked(start({**received, DATED: SOME}), start(received), DATED, nodes)
        return ask(RECEIVED, found, ask(DATED, start({**known, DATED: SOME}), start(known), nodes), nodes)

    def deducted(known: Known) -> Node:
        # Without the day of the decision nobody can tell how much is large.
        return ask(RECEIVED, start({**known, RECEIVED: SOME, DATED: SOME}), start({**known, DATED: SOME}), nodes)

    ways: list[tuple[str, Node]] = []
    for kind in BY_KEY["decision"].values:
        known: Known = {"decision": kind}
        if kind == "deduction":
            sizes = [(size, deducted({**known, **amounts})) for size, amounts in DEDUCTIONS.items()]
            ways.append((kind, Ask(DEDUCTION, (*sizes, (UNSURE, STOP)))))
        elif kind == "test-formal":
            # Errors in a test: there is no letter, the day of the test counts.
            ways.append((kind, start({**known, TEST: SOME})))
        else:
            ways.append((kind, letter(known)))
    return Ask("decision", (*ways, (UNSURE, STOP)))


def ask(key: str, some: Node, unsure: Node, nodes: dict[object, Node]) -> Node:
    """Ask whether a day is known; not at all where that changes no word of what follows."""
    if len(words_of(some) | words_of(unsure)) == 1:
        return some
    return unique(Ask(key, ((SOME_WAY, some), (UNSURE, unsure))), nodes)


def late_asked(known: Node, unknown: Node, key: str, nodes: dict[object, Node]) -> Node:
    """Join what follows with a date and without it: the date is asked for where the two ways part."""
    if known is unknown:
        return known
    if isinstance(known, Ask) and isinstance(unknown, Ask) and known.key == unknown.key:
        others = dict(unknown.ways)
        ways = tuple((way, late_asked(node, others[way], key, nodes)) for way, node in known.ways)
        return unique(Ask(known.key, ways), nodes)
    if isinstance(known, Test) and isinstance(unknown, Test) and known.claim == unknown.claim:
        yes = late_asked(known.yes, unknown.yes, key, nodes)
        return unique(Test(known.claim, yes, late_asked(known.no, unknown.no, key, nodes)), nodes)
    return ask(key, known, unknown, nodes)


def words_of(node: Node) -> set[object]:
    """Give the words that a way can end in; None stands for a stop."""
    if isinstance(node, Leaf):
        if not node.findings:
            return {None}
        _, outcome, _, facts = node.findings[0]
        return {(outcome, dict(facts).get(VARIANT))}  # type: ignore[call-overload]
    ways: Iterable[Node] = (way for _, way in node.ways) if isinstance(node, Ask) else (node.yes, node.no)
    return set().union(*(words_of(way) for way in ways))
