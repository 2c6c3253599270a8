"""The numbers and dates of the law: rows of `law/*.toml`, each valid for a span of days.

A row holds from its `from` until the next row of the same name begins, or until `to`. A row with `adopted` and no
`from` has been passed but is not in force: it is never used. A day outside the rows is an error, never the nearest row.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

LAW = Path(__file__).parent / "law"

# From firm to weak. A finding is as certain as the weakest rule it rests on.
CERTAINTIES = ("text", "secondary", "inferred")

_ROW_KEYS = {"from", "to", "adopted", "value", "section", "ledd", "letter", "source", "checked", "certainty"}


class LawFileError(Exception):
    """A law file breaks its own rules; the text names file and row."""


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


def read_acts(folder: Path) -> dict[str, Act]:
    """Read and check every law file of a folder.

    Raises:
        LawFileError: a row overlaps another, lacks a source, or cites a section its act does not list.
    """
    return {
        path.stem: _act(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))
    }


@cache
def acts() -> dict[str, Act]:
    """Give the acts that came with the checker."""
    return read_acts(LAW)


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


def _act(key: str, data: dict[str, Any]) -> Act:
    head = data.pop("act", {})
    for needed in ("title", "lovdata", "source", "checked"):
        if needed not in head:
            raise LawFileError(f"{key}.toml: [act] lacks {needed}")
    provisions = data.pop("provisions", {})
    rows = {name: _rows(key, name, head, provisions, table) for name, table in data.items()}
    return Act(
        key,
        head["title"],
        head["lovdata"],
        head.get("anchors", True),
        head["source"],
        head["checked"],
        provisions,
        rows,
    )


def _rows(
    act: str, name: str, head: dict[str, Any], provisions: dict[str, str], table: dict[str, Any]
) -> tuple[Row, ...]:
    if "unit" not in table or not table.get("values"):
        raise LawFileError(f"{act}.toml: {name} lacks a unit or values")
    given = table["values"]
    dated = [entry for entry in given if "from" in entry]
    found = []
    for number, entry in enumerate(given, 1):
        where = f"{act}.toml: {name}, row {number}"
        _check(where, entry, provisions)
        later = [other["from"] for other in dated if "from" in entry and other["from"] > entry["from"]]
        ends = min([*later, *([entry["to"]] if "to" in entry else [])], default=None)
        if "from" in entry and sum(other["from"] == entry["from"] for other in dated) > 1:
            raise LawFileError(f"{where}: another row begins on {entry['from']} too")
        if "to" in entry and later and min(later) < entry["to"]:
            raise LawFileError(f"{where}: the next row begins before this one ends")
        source = entry.get("source", head["source"])
        if not source:
            raise LawFileError(f"{where} lacks a source")
        found.append(
            Row(
                act,
                name,
                table["unit"],
                entry.get("from"),
                ends if "from" in entry else None,
                entry.get("adopted"),
                entry["value"],
                Citation(act, entry["section"], entry.get("ledd"), entry.get("letter")),
                source,
                entry.get("checked", head["checked"]),
                entry.get("certainty", "text"),
            )
        )
    return tuple(sorted(found, key=lambda row: row.begins or date.max))


def _check(where: str, entry: dict[str, Any], provisions: dict[str, str]) -> None:
    if unknown := set(entry) - _ROW_KEYS:
        raise LawFileError(f"{where}: unknown {', '.join(sorted(unknown))}")
    for needed in ("value", "section"):
        if needed not in entry:
            raise LawFileError(f"{where} lacks {needed}")
    if "from" not in entry and "adopted" not in entry:
        raise LawFileError(f"{where} needs `from`, or `adopted` where it is not in force")
    # A row that is only adopted may cite the act that will amend this one.
    if "from" in entry and entry["section"] not in provisions:
        raise LawFileError(f"{where} cites § {entry['section']}, which [provisions] does not list")
    if entry.get("certainty", "text") not in CERTAINTIES:
        raise LawFileError(f"{where}: certainty is one of {', '.join(CERTAINTIES)}")
    if "to" in entry and "from" in entry and entry["to"] <= entry["from"]:
        raise LawFileError(f"{where} ends before it begins")
