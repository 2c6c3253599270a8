"""How old the comparison of the law's rows with their sources may get before a page says so."""

from collections.abc import Iterable
from datetime import date, timedelta

from checker.parameters import Row, law_rows

# Norwegian acts mostly change on 1 January and 1 July: a row that nobody looked at for this long has met one of them.
LONGEST = timedelta(days=180)


def stale_from(rows: Iterable[Row]) -> date | None:
    """Give the first day on which one of some rows is stale; None where there are no rows."""
    oldest = min((row.checked for row in rows), default=None)
    return None if oldest is None else oldest + LONGEST


def stale(today: date, rows: Iterable[Row] | None = None) -> list[Row]:
    """Give the rows that were not compared with their source for 180 days or more, the longest unchecked first.

    Args:
        today: the day the page is built.
        rows: those to look at; all of the law, rows that are only adopted included, unless given.
    """
    found = [row for row in (law_rows() if rows is None else rows) if today - row.checked >= LONGEST]
    return sorted(found, key=lambda row: (row.checked, row.act, row.name, row.begins or date.max))
