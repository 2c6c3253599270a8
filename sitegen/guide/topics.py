"""Part three of the guide: when a programme starts, how long it lasts, Norwegian training, and the benefit.

Start, length and benefit are for whoever has the right to a programme; the act that applies is asked. Training has
questions of its own. What the checker counts from a date is asked as a condition, of which each answer stands for one
day that fits it (`sitegen/guide/standins.py`). The rules that run are the checker's.
"""

from collections.abc import Callable, Mapping
from datetime import date

from checker.answers import Answers
from checker.benefit import benefit
from checker.length import length
from checker.questions import UNSURE
from checker.start import start
from checker.training import REACHED, training
from checker.truth import Keys
from checker.verdict import UNKNOWN, Finding
from checker.which_law import NEW, OLD
from sitegen.guide import standins
from sitegen.guide.conditions import (
    ADULT,
    AFTER_JOB,
    CITIZEN,
    CLAIMED,
    GRANTED,
    NEW_DEADLINES,
    OFFERED_IN_TIME,
    SETTLED_LONG_AGO,
    TIME_OUT,
    TRAINING_AGE,
    YOUNG,
    GuidedCase,
)
from sitegen.guide.diagram import window
from sitegen.guide.nodes import STOP, Ask, Leaf, Node, options, told, unique
from sitegen.guide.symbols import SymbolicAnswers
from sitegen.guide.variants import Variants, spoken
from sitegen.guide.walk import Rule, Walk

WHICH_LAW, TOPIC = "@law", "@topic"
TOPICS = ("start", "length", "training", "benefit")
# The questions of each, in the order of asking.
START_ORDER = ("settled_by_agreement", AFTER_JOB, SETTLED_LONG_AGO, CLAIMED, OFFERED_IN_TIME)
LENGTH_ORDER = ("upper_secondary", "goal", "start_offered", "@age")
TRAINING_ORDER = (
    *("citizenship", CITIZEN, "permit", "reference_permit", "lives_in_reception", "reception_exempt", ADULT),
    *("training_status", "programme_status", GRANTED, "applied_from_abroad", "arrived", "first_permit_granted"),
    *("had_chapter_6a_decision", TRAINING_AGE, "settled_by_agreement", "permit_renewed", "upper_secondary", TIME_OUT),
)
BENEFIT_ORDER = (YOUNG, "lives_with_parents", "partner_in_programme", "has_children")


def walked(today: date, words: Mapping[str, Variants]) -> Node:
    """Walk part three under the law of a day.

    Args:
        today: the day.
        words: finding → outcome → variants.
    """

    def by_law(name: str, walk: Callable[[Variants, str, date], Node]) -> tuple[str, Node]:
        found = [(law, walk(words[name], law, today)) for law in (NEW, OLD)]
        return name, Ask(WHICH_LAW, (*found, (UNSURE, STOP)))

    ways = (
        by_law("start", _start),
        by_law("length", _length),
        ("training", _training(words["training"], today)),
        by_law("benefit", _benefit),
    )
    return Ask(TOPIC, (*ways, (UNSURE, STOP)))


def _start(variants: Variants, law: str, today: date) -> Node:
    rule = spoken("start", start, variants)
    return _tried("start", lambda known: rule(standins.waiting(known, law, today)), START_ORDER)


def _benefit(variants: Variants, law: str, today: date) -> Node:
    rule = spoken("benefit", benefit, variants)
    return _tried("benefit", lambda known: rule(standins.participant(known, law, today)), BENEFIT_ORDER)


def _tried(name: str, find: Callable[[Mapping[str, object]], Finding], order: tuple[str, ...]) -> Node:
    """Try all answers to some questions. One that changes nothing is not asked; what is not known is None."""
    nodes: dict[object, Node] = {STOP: STOP}

    def visit(known: Mapping[str, object], left: tuple[str, ...]) -> Node:
        if not left:
            found = find(known)
            return STOP if found.outcome == UNKNOWN else unique(Leaf(((name, *told(found)),)), nodes)
        key, *rest = left
        ways = {answer: visit({**known, key: value}, tuple(rest)) for answer, value in options(key)}
        different = {id(node) for answer, node in ways.items() if answer != UNSURE}
        return next(iter(ways.values())) if len(different) == 1 else unique(Ask(key, tuple(ways.items())), nodes)

    return visit({}, order)


def _length(variants: Variants, law: str, today: date) -> Node:
    def with_right(answers: SymbolicAnswers) -> None:
        answers.take("which_law", Finding(law))
        answers.take("case", GuidedCase(law, answers))
        answers.take("programme", Finding("right_and_duty"))

    rule = {"length": spoken("length", length, variants)}
    return Walk(rule, LENGTH_ORDER, window("check", today), most_unknown=0, prepare=with_right).start()


def _training(variants: Variants, today: date) -> Node:
    rule = {"training": _missing_conditions(spoken("training", training, variants, for_facts))}
    return Walk(rule, TRAINING_ORDER, window("check", today), most_unknown=0, prepare=standins.in_training).start()


def for_facts(lacking: set[str], answers: Answers) -> Keys:
    """Say what is asked for the sake of hours, months, and whether the months are over."""
    keys = set()
    if "max_months" in lacking:
        keys.add("upper_secondary")
    if {"norwegian_hours", "social_studies_hours"} & lacking:
        keys.add(GRANTED)
    # Only for these permits the months are counted from the day that was offered (integreringsforskriften § 74).
    counts = answers.is_in(GRANTED, (NEW_DEADLINES,)) & ~answers.is_in("training_status", REACHED)
    if "ends_by" in lacking and "max_months" not in lacking and counts.value:
        keys.add(TIME_OUT)
    asked = answers.asked if isinstance(answers, SymbolicAnswers) else frozenset()
    return frozenset(keys - asked)


def _missing_conditions(rule: Rule) -> Rule:
    """Let a rule miss the conditions that stand for dates, in place of the dates."""

    def with_conditions(answers: Answers) -> Finding:
        found = rule(answers)
        return found._replace(missing=frozenset(standins.CONDITION.get(key, key) for key in found.missing))

    return with_conditions
