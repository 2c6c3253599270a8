"""The browser's processes: how much processor time its renderers took, and how they are slowed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
RENDERER = "--type=renderer"


def renderers(profile: Path) -> list[int]:
    """List the renderer processes of the browser that runs with a profile."""
    lines = {pid: line for pid in pids() if (line := command_line(pid))}
    browsers = {pid for pid, line in lines.items() if f"--user-data-dir={profile}" in line and "--type=" not in line}
    return [pid for pid, line in lines.items() if RENDERER in line and browsers & ancestors(pid)]


def pids() -> list[int]:
    """List all processes."""
    return [int(folder.name) for folder in PROC.iterdir() if folder.name.isdigit()]


def command_line(pid: int) -> str:
    """Give how a process was started; empty where it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_text("utf-8", "replace").replace("\0", " ")
    except OSError:
        return ""


def stat(pid: int) -> list[str]:
    """Give the fields of /proc/<pid>/stat after the name, which may hold spaces itself; empty where it is gone."""
    try:
        return (PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def ancestors(pid: int) -> set[int]:
    """Give the processes that a process descends from."""
    found: set[int] = set()
    while pid > 1 and (fields := stat(pid)):
        pid = int(fields[1])
        found.add(pid)
    return found


def processor_seconds(processes: list[int]) -> float:
    """Add up the time that processes ran, in user and in system mode, all threads."""
    # proc(5): fields 14 and 15; the name and what stands before it are cut off.
    ticks = sum(int(fields[11]) + int(fields[12]) for pid in processes if (fields := stat(pid)))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def slowed(processes: list[int], times: float) -> Iterator[None]:
    """Let processes run only a part of the time, all their threads alike.

    Args:
        processes: to slow.
        times: 6 lets them run a sixth of the time.
    """
    command = [sys.executable, "-m", "bench.duty", str(times), *map(str, processes)]
    with subprocess.Popen(command) as duty:
        try:
            yield
        finally:
            duty.send_signal(signal.SIGTERM)
            duty.wait()
