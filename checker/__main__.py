"""The command line: `python -m checker [--explain] answers.json [--today YYYY-MM-DD]`, or `-` for standard input.

Prints the verdict as JSON; with `--explain` its reasons as a tree for people to read.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from checker import AnswerError, check, error_json, read_object, read_today
from checker.explain import explain

USAGE = "usage: python -m checker [--explain] FILE [--today YYYY-MM-DD]     (FILE may be - for standard input)"
MAX_BYTES = 400_000


def main(arguments: list[str]) -> int:
    """Print the verdict on the answers of a file; exit status 2 and an error object where they cannot be right."""
    try:
        name, today, is_explained = _arguments(arguments)
        answers = read_object(_read(name))
        verdict = check(answers, today)
    except AnswerError as error:
        print(error_json(error))
        if error.code == "usage":
            print(USAGE, file=sys.stderr)
        return 2
    if is_explained:
        print(explain(verdict, answers), end="")
    else:
        print(json.dumps(verdict, indent=2))
    return 0


def _arguments(arguments: list[str]) -> tuple[str, date, bool]:
    rest = [argument for argument in arguments if argument != "--explain"]
    today = None
    while "--today" in rest:
        place = rest.index("--today")
        today = read_today(rest[place + 1] if place + 1 < len(rest) else None)
        del rest[place : place + 2]
    if len(rest) != 1 or (rest[0].startswith("-") and rest[0] != "-"):
        raise AnswerError(None, "usage")
    return rest[0], today or oslo_day(datetime.now(UTC)), "--explain" in arguments


def _read(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
    except OSError:
        raise AnswerError(None, "not_readable") from None
    if len(raw) > MAX_BYTES:
        raise AnswerError(None, "too_big")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise AnswerError(None, "not_utf8") from None


def oslo_day(now: datetime) -> date:
    """Give the date in Oslo: an hour ahead of UTC, two from the last Sunday of March to that of October (01 UTC).

    The standard library knows time zones only where the system has their data, which Windows has not.
    """
    changes = [_last_sunday(now.year, month) for month in (3, 10)]
    summer = changes[0] <= now < changes[1]
    return (now + timedelta(hours=2 if summer else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    end = datetime(year, month, 31, 1, tzinfo=UTC)
    return end - timedelta(days=(end.weekday() + 1) % 7)


if __name__ == "__main__":
    # A terminal or pipe of another encoding must not stop the answer.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
