"""The checker reads no clock, no network, no file outside its package, and needs nothing but the standard library."""

import ast
import json
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import pytest

from tests.checker.support import ROOT

PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))
# The command line alone asks the system for Oslo's day, reads the file it is given, and prints.
COMMAND_LINE = PACKAGE / "__main__.py"
CLOCKS = {"today", "now", "utcnow", "time", "localtime", "gmtime", "monotonic"}
OUTSIDE = {
    "socket",
    "urllib",
    "http",
    "requests",
    "ssl",
    "subprocess",
    "os",
    "random",
    "secrets",
    "time",
    "asyncio",
    "threading",
}


def imports_of(path: Path) -> set[str]:
    """Give the top-level names of everything a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_only_the_standard_library_is_imported(path):
    assert imports_of(path) <= {*sys.stdlib_module_names, "checker"}


@pytest.mark.parametrize("path", [path for path in MODULES if path != COMMAND_LINE], ids=lambda path: path.name)
def test_no_module_reaches_for_clock_network_or_system(path):
    assert not imports_of(path) & OUTSIDE
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & CLOCKS


WATCHED = """
    import sys, json
    from datetime import date
    opened = []

    def watch(event, arguments):
        if event == "open":
            opened.append(str(arguments[0]))
        assert not event.startswith(("socket.", "subprocess.", "os.system", "urllib.")), event

    sys.addaudithook(watch)
    import checker
    checker.check({"permit": "28", "permit_granted": "2026-02-10"}, date(2026, 11, 21))
    answers = {"decision": "nav", "decision_received": "2026-11-02"}
    checker.check_json(json.dumps({"answers": answers, "today": "2026-11-21"}))
    first = len(opened)
    checker.check({"decision": "programme", "decision_received": "2026-11-02"}, date(2026, 11, 21))
    print(json.dumps({"opened": opened, "again": opened[first:]}))
"""


def test_only_files_of_the_package_are_opened():
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WATCHED)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    libraries = (sysconfig.get_path("stdlib"), sys.prefix, sys.base_prefix)
    foreign = [name for name in told["opened"] if not name.startswith((str(PACKAGE), *libraries))]
    assert foreign == []
    assert told["again"] == [], "the law is read once"


def test_the_same_question_gets_the_same_answer_on_any_day_of_the_system():
    """Two processes, one with a clock set by TZ to the other side of the date line, agree."""
    asked = json.dumps({"answers": {"decision_received": "2026-11-02"}, "today": "2026-11-21"})
    code = f"import checker; print(checker.check_json({asked!r}))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={"TZ": zone, "PATH": ""},
        ).stdout
        for zone in ("Pacific/Kiritimati", "Pacific/Niue")
    }
    assert len(told) == 1
