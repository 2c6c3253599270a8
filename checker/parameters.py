"""The numbers and dates of the law: rows of `law/*.toml`, each valid for a span of days.

A row holds from its `from` until the next row of the same name begins, or until `to`. A row with `adopted` and no
`from` has been passed but is not in force: it is never used. A day outside the rows is an error, never the nearest row.
"""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

# From firm to weak. A finding is as certain as the weakest rule it rests on.
CERTAINTIES = ("text", "secondary", "inferred")


class NotInForceError(Exception):
    """No row of a parameter holds on the day asked for."""

    def __init__(self, act: str, name: str, on: date) -> None:
        super().__init__(f"{act}.{name}: no row on {on}")


class Citation(NamedTuple):
    """A provision of an act. `ledd` is the paragraph of a section, counted from 1."""

    act: str
    section: str
    ledd: int | None = None
    letter: str | None = None

    def to_dict(self) -> dict[str, str | int]:
        """Give the citation as in the contract, without what is not there."""
        return {key: value for key, value in self._asdict().items() if value is not None}


class Row(NamedTuple):
    """One value of a parameter and the days it holds.

    Attributes:
        begins: the first day, or None where the row is adopted but not in force.
        ends: the first day after, or None where no end is recorded.
        adopted: the day it was passed, for a row that is not in force.
        checked: the day up to which it was compared with its source.
        certainty: one of CERTAINTIES: how firmly the reading follows from the text.
    """

    act: str
    name: str
    unit: str
    begins: date | None
    ends: date | None
    adopted: date | None
    value: Any
    cite: Citation
    source: str
    checked: date
    certainty: str

    def holds_on(self, day: date) -> bool:
        """Say whether the row is in force on a day."""
        return self.begins is not None and self.begins <= day and (self.ends is None or day < self.ends)


class Act(NamedTuple):
    """An act: where it stands, which provisions may be cited, and its parameters.

    Attributes:
        anchors: whether a section can be linked to by adding `/§…` to `lovdata`.
        provisions: section → what it is about, in a few words.
    """

    key: str
    title: str
    lovdata: str
    anchors: bool
    source: str
    checked: date
    provisions: dict[str, str]
    rows: dict[str, tuple[Row, ...]]


@cache
def acts() -> dict[str, Act]:
    """Give the acts that came with the checker."""
    from checker.law import ACTS  # noqa: PLC0415 - it is made of this module's types

    return ACTS


def law_rows(given: dict[str, Act] | None = None) -> tuple[Row, ...]:
    """Give every row of the law, those that are only adopted included."""
    return tuple(row for act in (given or acts()).values() for rows in act.rows.values() for row in rows)


def row_on(act: str, name: str, day: date) -> Row:
    """Give the row of a parameter that holds on a day.

    Raises:
        NotInForceError: no row holds on that day.
    """
    for row in acts()[act].rows[name]:
        if row.holds_on(day):
            return row
    raise NotInForceError(act, name, day)


def value_on(act: str, name: str, day: date) -> Any:  # noqa: ANN401 - a value is what its unit says
    """Give the value of a parameter on a day; see `row_on`."""
    return row_on(act, name, day).value


def first_row(act: str, name: str) -> Row:
    """Give the oldest row of a parameter."""
    return acts()[act].rows[name][0]
