"""Whether a copy is behind, as its pages say. They ask nobody: whoever builds tells, or time does."""

import os
import re
from datetime import date, timedelta

from sitegen import project

# The newest version there is, told by whoever builds (.github/workflows/copy.yml). Empty where nobody looked.
NEWEST = "INTROGUIDEN_NEWEST"
# A copy that nobody has built for so long is told of as old: the law changes on 1 January and 1 July.
OLD_AFTER = timedelta(days=190)


def told(today: date) -> dict[str, object]:
    """Give what the foot of each page says: a newer version, or the day from which the copy counts as old."""
    newest = os.environ.get(NEWEST, "")
    is_behind = _numbers(newest) > _numbers(project.version())
    return {"newer": newest if is_behind else "", "old_after": (today + OLD_AFTER).isoformat()}


def _numbers(version: str) -> tuple[int, ...]:
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    return tuple(map(int, found.groups())) if found else ()
