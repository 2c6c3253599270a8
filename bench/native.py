"""What the checker costs in this machine's own Python."""

import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from statistics import mean

import checker
from sitegen.bootstrap import ROOT
from tests.checker.support import CASES

# The shortest of a few tries: what another process took in between is no cost of the rules.
TRIES = 5


@dataclass(frozen=True)
class Checks:
    """Milliseconds that `check()` takes over all cases.

    Attributes:
        cases: how many there are.
        mean_ms: of all of them.
        over_1_ms: how many take longer than that.
        max_ms: of the slowest.
        slowest: its name.
    """

    cases: int
    mean_ms: float
    over_1_ms: int
    max_ms: float
    slowest: str


@dataclass(frozen=True)
class Command:
    """Milliseconds that one `python -m checker` takes, its start included."""

    wall_ms: float
    processor_ms: float


def checks() -> Checks:
    """Time every case."""
    shortest = {
        str(case["id"]): min(time_check(case["answers"], day_of(case)) for _ in range(TRIES)) * 1000 for case in CASES
    }
    slowest = max(shortest, key=lambda name: shortest[name])
    over = sum(ms > 1 for ms in shortest.values())
    return Checks(len(shortest), mean(shortest.values()), over, shortest[slowest], slowest)


def day_of(case: dict[str, object]) -> date:
    """Give the day a case is judged on."""
    return date.fromisoformat(str(case["today"]))


def time_check(answers: dict[str, object], today: date) -> float:
    """Give the seconds of one check; an error is an answer too."""
    start = time.perf_counter()
    with suppress(checker.AnswerError):
        checker.check(answers, today)
    return time.perf_counter() - start


def command() -> Command:
    """Time the command line once."""
    case = CASES[0]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "checker", "-", "--today", str(case["today"])],
        input=json.dumps(case["answers"]),
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Command(wall * 1000, spent * 1000)
