"""What cannot be run is named, never silently left out."""

import os
import shutil
import subprocess
import sys

import pytest

from sitegen.bootstrap import ROOT

CONFTEST = ROOT / "tests" / "conftest.py"


@pytest.fixture
def run(tmp_path):
    """Run a test file under our conftest; gives what pytest printed and what the report holds."""
    shutil.copy(CONFTEST, tmp_path)

    def run_one(source):
        (tmp_path / "test_it.py").write_text(source)
        report = tmp_path / "report.txt"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "INTROGUIDEN_REPORT": str(report)}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        return done.stdout, report.read_text("utf-8")

    return run_one


def test_a_part_that_is_missing_is_named_at_the_end(run):
    said, report = run("def test_b(not_run):\n    not_run('chromium', 'none was found')\n")
    assert "NOT RUN" in said
    assert "chromium: none was found" in said.split("NOT RUN")[1]
    assert report == "test_it.py::test_b: chromium: none was found\n"


def test_a_part_that_this_system_cannot_have_is_named_but_no_fault(run):
    said, report = run("def test_b(not_here):\n    not_here('webkitgtk', 'it is for Linux')\n")
    assert "webkitgtk: it is for Linux" in said.split("NOT RUN")[1]
    assert report == ""


def test_any_other_skip_counts_as_left_out_too(run):
    said, report = run("import pytest\n@pytest.mark.skip(reason='later')\ndef test_b(): pass\n")
    assert "NOT RUN" in said
    assert "later" in report


def test_when_all_were_run_the_report_is_there_and_empty(run):
    said, report = run("def test_b(): pass\n")
    assert "NOT RUN" not in said
    assert report == ""


@pytest.mark.parametrize(
    ("make", "status", "said"),
    [
        ("mkdir -p .cache; : > .cache/not-run.txt", 0, ""),
        ("mkdir -p .cache; echo 'a: b' > .cache/not-run.txt", 1, "a: b"),
        ("exit 3", 3, ""),
        ("true", 1, "without saying"),
    ],
)
def test_the_ci_script_fails_where_something_was_left_out(tmp_path, make, status, said):
    for folder in (".ci", ".cache", "bin"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    stub = tmp_path / "bin" / "make"
    stub.write_text(f"#!/usr/bin/env bash\n{make}\n", newline="\n")
    stub.chmod(0o755)
    (tmp_path / ".cache" / "not-run.txt").write_text("from an earlier run\n")
    done = subprocess.run(
        ["bash", ".ci/run"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{stub.parent}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    assert said in done.stderr
    assert "from an earlier run" not in done.stderr
