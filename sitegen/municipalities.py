"""The municipalities of Norway, `data/*.csv`: number, names, and the Statsforvalter's office of their county."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

DATA = ROOT / "data"
TABLE, COUNTIES = "municipalities.csv", "counties.csv"
# The municipality of the example does not exist. Its number is in no table, and it has no Statsforvalter.
EXAMPLE = "9999"


class Municipality(NamedTuple):
    """A row of the table.

    Attributes:
        number: four digits; a leading zero counts.
        name: the official name, in several languages where the municipality has them.
        norwegian_name: the Norwegian one among them.
        statsforvalter: the office that decides complaints over its decisions.
    """

    number: str
    name: str
    norwegian_name: str
    county: str
    statsforvalter: str


@cache
def table(folder: Path = DATA) -> Mapping[str, Municipality]:
    """Read the municipalities, by number.

    Raises:
        SiteError: a file is missing, a number stands twice, or a county has no row of its own.
    """
    counties = {row["number"]: row for row in _rows(folder / COUNTIES)}
    found: dict[str, Municipality] = {}
    for row in _rows(folder / TABLE):
        where, county = f"{folder / TABLE}: {row['number']}", counties.get(row["county_number"])
        if county is None:
            raise SiteError(f"{where}: {COUNTIES} has no county {row['county_number']}")
        if row["number"] in found:
            raise SiteError(f"{where}: stands twice")
        names = (row["name"], row["norwegian_name"])
        found[row["number"]] = Municipality(row["number"], *names, county["name"], county["statsforvalter"])
    return found


def statsforvalter(number: str) -> str:
    """Give the office for a municipality's number; empty for the example."""
    return table()[number].statsforvalter if number != EXAMPLE else ""


def _rows(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))
    except FileNotFoundError:
        raise SiteError(f"{file}: missing") from None
