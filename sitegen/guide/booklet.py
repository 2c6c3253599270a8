"""The guide for people without script: the same walk as the diagram's, kept to what a person can answer on paper.

It differs from the diagram of the form in three ways. An outcome keeps apart what its words tell apart, so that each
end has the text of its own. A date of a letter is asked for where it first matters, not before. And whoever does not
know an answer that matters is told where to find it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker.answers import Answers
from checker.appeal import appeal
from checker.benefit import benefit
from checker.days import exactly
from checker.eligibility import programme
from checker.length import length
from checker.parameters import first_row
from checker.questions import BY_KEY, UNSURE
from checker.verdict import UNKNOWN, Finding
from checker.which_law import NEW, OLD, which_law
from sitegen import words
from sitegen.guide import diagram, store
from sitegen.guide.conditions import DEDUCTION, DEDUCTIONS, GuidedCase
from sitegen.guide.diagram import PROGRAMME_ORDER, SINCE, Nodes, window
from sitegen.guide.nodes import SOME_WAY, STOP, Ask, Leaf, Node, Test, told, unique
from sitegen.guide.symbols import SOME, SymbolicAnswers
from sitegen.guide.walk import Rule, Walk

# The fact that names the words of an outcome: their place among its variants.
VARIANT, FINDING = "variant", "finding"
FAILED, LAW = "failed", "law"
LENGTH_ORDER = ("upper_secondary", "goal", "start_offered", "@age")
# What makes the amount of the benefit differ, in the order of asking.
YOUNG = "@young"
BENEFIT_ORDER = (YOUNG, "lives_with_parents", "partner_in_programme", "has_children")
WHICH_LAW, TOPIC = "@law", "@topic"
TOPICS = ("length", "benefit")
SENT, RECEIVED, DATED, TEST = "complaint_sent", "decision_received", "decision_dated", "test_taken_on"
Known = dict[str, object]


def spoken(name: str, rule: Rule, variants: Mapping[str, list[words.Variant]]) -> Rule:
    """Let a rule say which words its outcome gets, and under which act it was found."""

    def with_words(answers: Answers) -> Finding:
        found = rule(answers)
        if found.outcome == UNKNOWN:
            return found
        law = which_law(answers).outcome if name != "appeal" else ""
        place = next(
            place
            for place, variant in enumerate(variants[found.outcome])
            if all(_fits(key, wanted, found, law, answers) for key, wanted in variant.get("when", {}).items())
        )
        failed = found.facts.get(FAILED)
        facts: dict[str, Any] = {FINDING: name, VARIANT: place, LAW: law if law in (NEW, OLD) else ""}
        facts |= {FAILED: " ".join(failed)} if isinstance(failed, list) else {}
        return found._replace(facts={**found.facts, **facts})

    return with_words


def _fits(key: str, wanted: object, found: Finding, law: str, answers: Answers) -> bool:
    wants: list[Any] = wanted if isinstance(wanted, list) else [wanted]
    if key == "which_law":
        return law in wants
    if key in BY_KEY:
        return bool(answers.is_in(key, [one for one in wants if one != UNSURE]).value)
    has = found.facts.get(key, UNSURE)
    # A date is known to whoever counts it, and never to the page.
    present = has if isinstance(has, list) else [UNSURE if isinstance(has, date) else has]
    return any(type(one) is type(other) and one == other for one in wants for other in present)


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
        "money": diagram.flat(_money(today, told)),
    }


def load(today: date, docs: Path) -> dict[str, Nodes]:
    """Give the three parts for a day: walked once for the same rules, law and words, then read from the cache."""
    mark = hashlib.sha256((docs / "nb" / words.FILE).read_bytes()).hexdigest()[:16]
    found: dict[str, Nodes] = store.kept(f"{store.mark(today)}-{mark}-{today}", lambda: make(today, docs))
    return found


def _check(today: date, variants: Mapping[str, list[words.Variant]]) -> Node:
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


def _letters(today: date, variants: Mapping[str, list[words.Variant]]) -> Node:
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


def _money(today: date, told: Mapping[str, Mapping[str, list[words.Variant]]]) -> Node:
    """Walk how long the programme lasts, and how large the benefit is, for whoever has a right to a programme."""
    lasts = {law: _length(today, law, told["length"]) for law in (NEW, OLD)}
    pays = {law: _benefit(today, law, told["benefit"]) for law in (NEW, OLD)}
    by_law = [
        (topic, Ask(WHICH_LAW, (*((law, found[law]) for law in (NEW, OLD)), (UNSURE, STOP))))
        for topic, found in zip(TOPICS, (lasts, pays), strict=True)
    ]
    return Ask(TOPIC, (*by_law, (UNSURE, STOP)))


def with_right(law: str) -> Callable[[SymbolicAnswers], None]:
    """Take as found that somebody has the right, under an act."""

    def prepare(answers: SymbolicAnswers) -> None:
        answers.take("which_law", Finding(law))
        answers.take("case", GuidedCase(law, answers))
        answers.take("programme", Finding("right_and_duty"))

    return prepare


def _length(today: date, law: str, variants: Mapping[str, list[words.Variant]]) -> Node:
    rule = {"length": spoken("length", length, variants)}
    return Walk(rule, LENGTH_ORDER, window("check", today), most_unknown=0, prepare=with_right(law)).start()


def _benefit(today: date, law: str, variants: Mapping[str, list[words.Variant]]) -> Node:
    """Try all answers that make the benefit of this month differ."""
    rule = spoken("benefit", benefit, variants)
    nodes: dict[object, Node] = {STOP: STOP}

    def visit(known: Known, left: tuple[str, ...]) -> Node:
        found = rule(participant(known, law, today))
        if found.outcome != UNKNOWN:
            return unique(Leaf((("benefit", *told(found)),)), nodes)
        if not left:
            return STOP
        key, *rest = left
        yes, no = (visit({**known, key: value}, tuple(rest)) for value in (True, False))
        return yes if yes is no else unique(Ask(key, (("true", yes), ("false", no), (UNSURE, STOP))), nodes)

    return visit({}, BENEFIT_ORDER)


def participant(known: Known, law: str, today: date) -> Answers:
    """Give the answers of somebody in the programme under an act, in the month of a day."""
    values: dict[str, Any] = {key: value for key, value in known.items() if key != YOUNG}
    if YOUNG in known:
        limit = first_row(law, "benefit_young_age").value
        values["born"] = exactly(date(today.year - limit + (1 if known[YOUNG] else -1), 1, 1))
    answers = Answers({**values, "benefit_day": exactly(today)}, today)
    answers.once("which_law", lambda _: Finding(law))
    answers.once("programme", lambda _: Finding("right_and_duty"))
    return answers
