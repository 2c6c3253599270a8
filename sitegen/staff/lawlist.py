"""The law as a list to tick, for whoever makes a decision: what must be known, and the rules that hold.

Nothing of it is typed by hand. What must be known are the answers that the checker's findings rest on in the table of
cases; the rules are the rows of `checker/law/*.toml`, told as on the law pages.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

import checker
from checker.parameters import Row
from sitegen import api
from sitegen.lawgroups import GROUPS
from sitegen.lawpages import LawPages, act_rows
from sitegen.pages import mark_terms

# Kind of decision → the findings it rests on, the groups of rules (sitegen/lawgroups.py), and the decision that comes
# first: what must be known for that one is not repeated.
DECISIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "programme": (("which_law", "programme", "start"), ("which_law", "who", "municipality"), ""),
    "length": (("length",), ("length", "content"), "programme"),
    "benefit": (("benefit",), ("benefit", "basic_amount"), "programme"),
    "training": (("training",), ("training",), ""),
}
# An age stands for a day of birth, which is asked for anyway.
STAND_INS = ("whole",)


class Known(NamedTuple):
    """A fact that must be known, and why."""

    key: str
    name: Markup
    why: Markup


class Rule(NamedTuple):
    """A rule that holds, or that is adopted and not in force; the parts are those of `lawpages.RowView`."""

    key: str
    name: Markup
    holds: tuple[Markup, ...]
    cite: Markup
    url: str
    period: str
    notes: tuple[str, ...]


class Decision(NamedTuple):
    """What a kind of decision takes.

    Attributes:
        after: the decision whose facts must be known too.
    """

    key: str
    after: str
    known: tuple[Known, ...]
    rules: tuple[Rule, ...]


@cache
def keys() -> dict[str, frozenset[str]]:
    """Give the answers that each finding rests on in some case of the table."""
    found: dict[str, set[str]] = {name: set() for name in checker.FINDINGS}
    for case in api.cases():
        findings = checker.check(case["answers"], date.fromisoformat(case["today"]))["findings"]
        for name, finding in findings.items():
            found[name] |= {*finding["because"], *finding["missing"]}
    return {name: frozenset(answers) for name, answers in found.items()}


def decisions(laws: LawPages) -> list[Decision]:
    """Give the list in a language.

    Args:
        laws: the rules in the words of that language; its day decides what holds.
    """
    return [
        Decision(name, after, tuple(_known(laws, _wanted(name) - _wanted(after))), tuple(_rules(laws, groups)))
        for name, (_, groups, after) in DECISIONS.items()
    ]


def _wanted(decision: str) -> frozenset[str]:
    findings = DECISIONS[decision][0] if decision else ()
    return frozenset().union(*(keys()[finding] for finding in findings))


def _known(laws: LawPages, wanted: frozenset[str]) -> list[Known]:
    told = laws.check["question"]
    return [
        Known(question.key, _said(told[question.key]["short"], laws), _said(told[question.key]["why"], laws))
        for question in checker.QUESTIONS
        if question.key in wanted and question.kind not in STAND_INS
    ]


def _rules(laws: LawPages, groups: tuple[str, ...]) -> list[Rule]:
    rows = [row for group in groups for identifier in GROUPS[group] for row in act_rows(identifier)]
    return [_rule(laws, row) for row in rows if row.holds_on(laws.today) or row.begins is None]


def _rule(laws: LawPages, row: Row) -> Rule:
    view = laws.view(row)
    return Rule(
        f"{row.act}-{row.name}-{row.begins or 'adopted'}",
        _said(laws.rule_name(row), laws),
        tuple(_said(value, laws) for value in view.values),
        _said(f"{laws.check['act'][row.act]} {view.cite}", laws),
        view.url,
        view.period,
        view.notes,
    )


def _said(text: str, laws: LawPages) -> Markup:
    return Markup(mark_terms(str(escape(text)), laws.language))  # noqa: S704 - escaped
