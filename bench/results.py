"""Everything one run has measured."""

import json
import os
import platform
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.native import Checks, Command
from bench.tasks import Longest
from bench.variants import Row, Size
from bench.visits import Seen
from sitegen import machine
from sitegen.bootstrap import NODE_MODULES, ROOT


@dataclass
class Walks:
    """Walks through the real form on the emulated phone."""

    name: str
    seen: list[Seen] = field(default_factory=list)

    def waits(self, event: str) -> list[float]:
        """Give the seconds from the last answer to an event, none where it came before."""
        return [max(0.0, seen[event] - seen["last"]) / 1000 for seen in self.seen]


@dataclass
class Results:
    """Everything one run has measured."""

    rows: list[Row]
    refusal: str
    diagram: Size | None
    phone: list[Walks]
    starts: list[Longest]
    checks: Checks
    commands: list[Command]
    rounds: int
    facts: dict[str, str]


def facts(loads: tuple[float, float]) -> dict[str, str]:
    """Describe the run: the day, the machine, the versions.

    Args:
        loads: processes waiting for a processor, averaged over a minute, before and after.
    """
    return {
        "Date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "Commit": said("git", "rev-parse", "--short", "HEAD"),
        "Machine": f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        "Load before and after": f"{loads[0]:.1f}, {loads[1]:.1f} (a quiet machine shows 0 before, about 1 after)",
        "Python": platform.python_version(),
        "Chromium": said(machine.browser() or "", "--version"),
        **{name: version(package) for name, package in PACKAGES.items()},
    }


PACKAGES = {
    "Pyodide": "pyodide",
    "PyScript": "@pyscript/core",
    "MicroPython": "@micropython/micropython-webassembly-pyscript",
}


def version(package: str) -> str:
    """Give the version of an npm package that is installed."""
    return str(json.loads((NODE_MODULES / package / "package.json").read_text("utf-8"))["version"])


def said(*command: str) -> str:
    """Give what a command prints."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def processor() -> str:
    """Name the processor, as Linux does."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
