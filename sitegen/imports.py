"""The rule of who may know whom, checked by reading the sources.

`checker` imports the standard library and itself; only `sitegen` and tests import `sitegen`; scripts know one
Python name, `check_json`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# A script that knows Python names says so through Pyodide: pyimport("…").name, globals.get("…"), runPython.
PYTHON_FROM_SCRIPT = re.compile(r"""pyimport\(\s*["']([\w.]+)["']\s*\)(?:\.(\w+))?|(runPython\w*)|globals\.get\(""")
ALLOWED_FROM_SCRIPT = ("checker", "check_json")


def faults(root: Path) -> list[str]:
    """List what breaks the rule, one line each with the file and what it imports."""
    return [*_checker(root), *_sitegen(root), *_scripts(root)]


def imported(file: Path) -> Iterator[str]:
    """Give the top-level names of the modules a Python file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"), str(file))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0] if node.module and not node.level else "."


def _checker(root: Path) -> Iterator[str]:
    allowed = {"checker", ".", *sys.stdlib_module_names}
    for file in sorted((root / "checker").rglob("*.py")):
        for name in imported(file):
            if name not in allowed:
                yield f"{file.relative_to(root)} imports {name}: the checker knows the standard library only"


def _sitegen(root: Path) -> Iterator[str]:
    for file in sorted(path for folder in ("checker", "overrides") for path in (root / folder).rglob("*.py")):
        if "sitegen" in imported(file):
            yield f"{file.relative_to(root)} imports sitegen: only tests may"


def _scripts(root: Path) -> Iterator[str]:
    for file in sorted((root / "overrides").rglob("*.mjs")):
        for found in PYTHON_FROM_SCRIPT.finditer(file.read_text("utf-8")):
            if found.groups()[:2] != ALLOWED_FROM_SCRIPT:
                yield f"{file.relative_to(root)} says {found[0]}: scripts know check_json only"
