"""The acts that come with the checker, read from this folder's TOML files.

A browser gets this module with the same `ACTS` as Python's own values: no reader of TOML, no files
(`sitegen/runtime/law.py`).
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from checker.parameters import CERTAINTIES, Act, Citation, Row

FOLDER = Path(__file__).parent

_ROW_KEYS = {"from", "to", "adopted", "value", "section", "ledd", "letter", "source", "checked", "certainty"}


class LawFileError(Exception):
    """A law file breaks its own rules; the text names file and row."""


def read_acts(folder: Path) -> dict[str, Act]:
    """Read and check every law file of a folder.

    Raises:
        LawFileError: a file is no TOML; a row overlaps another, lacks a source, or cites a section that its act does
            not list.
    """
    return {path.stem: _act(path.stem, _table(path)) for path in sorted(folder.glob("*.toml"))}


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LawFileError(f"{path.name}: {error}") from None


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


ACTS = read_acts(FOLDER)
