"""Processes are measured, stopped and continued, with all they have of threads."""

import os
import subprocess
import sys
import time

import pytest

from bench import processes

SPIN = "import time\nwhile True: time.process_time()"
# A busy machine is slow, and being slow is no fault.
PATIENCE_SECONDS = 60


@pytest.fixture
def spinning(not_here):
    if sys.platform != "linux":
        not_here("/proc", "it is Linux's")
    with subprocess.Popen([sys.executable, "-c", SPIN]) as process:
        yield process.pid
        process.kill()


def test_the_time_a_process_runs_is_counted(spinning):
    before = processes.processor_seconds([spinning])
    while processes.processor_seconds([spinning]) <= before:
        assert processes.stat(spinning)
    # One that is gone counts nothing.
    assert processes.processor_seconds([2**22]) == 0


def test_a_slowed_process_is_stopped_now_and_then_and_runs_again_afterwards(spinning):
    with processes.slowed([spinning], 6):
        states = set()
        end = time.monotonic() + PATIENCE_SECONDS
        while not {"T", "R"} <= states and time.monotonic() < end:
            states.add(processes.stat(spinning)[0])
    assert {"T", "R"} <= states
    assert processes.stat(spinning)[0] == "R"


def test_a_process_knows_what_it_descends_from(spinning):
    assert os.getpid() in processes.ancestors(spinning)


def test_renderers_are_those_of_the_browser_with_the_profile(monkeypatch, tmp_path):
    lines = {
        10: f"chromium --user-data-dir={tmp_path} --headless",
        11: "chromium --type=zygote",
        12: "chromium --type=renderer --lang=nb",
        20: "chromium --user-data-dir=/elsewhere",
        21: "chromium --type=renderer",
    }
    parents = {10: {1}, 11: {10, 1}, 12: {11, 10, 1}, 20: {1}, 21: {20, 1}}
    monkeypatch.setattr(processes, "pids", lambda: list(lines))
    monkeypatch.setattr(processes, "command_line", lines.get)
    monkeypatch.setattr(processes, "ancestors", parents.get)
    assert processes.renderers(tmp_path) == [12]
