"""Finds out which modules of the standard library a browser needs: `python -m sitegen tool sitegen.runtime.trace`."""

import json
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sitegen import node
from sitegen.bootstrap import ROOT
from sitegen.runtime import checked, compiled, stdlib

CASES = ROOT / "tests" / "cases"
# Runs in the browser's Python: the files its modules came from, as JSON.
IMPORTED = """
import json
import sys

def files():
    origins = [module.__spec__.origin for module in sys.modules.values() if getattr(module, "__spec__", None)]
    return json.dumps([str(origin) for origin in origins])
"""


class Traced(NamedTuple):
    """What was answered, and the modules of the standard library that were imported for it, by their path."""

    answers: list[str]
    modules: list[str]


def trace(texts: Iterable[str]) -> Traced:
    """Ask a slim Python that still has the whole standard library.

    Args:
        texts: for `check_json`.

    Raises:
        SiteError: Python did not start, or gave no answer.
    """
    with tempfile.TemporaryDirectory() as folder:
        library, archive, target = (Path(folder) / name for name in ("library.zip", "checker.zip", "told.json"))
        library.write_bytes(packed(stdlib.everything()))
        archive.write_bytes(packed({**checked.sources(), "imported.py": IMPORTED}))
        job = {"library": str(library), "archive": str(archive), "texts": list(texts), "target": str(target)}
        node.run("runtime/trace.mjs", job)
        told = json.loads(target.read_text("utf-8"))
    inside = [origin.partition(".zip/")[2] for origin in told["files"] if origin.startswith("/lib/")]
    return Traced(told["answers"], sorted(inside))


def packed(sources: dict[str, str]) -> bytes:
    """Pack modules as they are: most of them are never imported, so compiling them would take longer."""
    return compiled.packed({path: source.encode() for path, source in sources.items()})


def questions() -> list[str]:
    """Give the cases of the law as `check_json` takes them, and texts that are refused on the way to the rules."""
    cases = [case for file in sorted(CASES.glob("*.toml")) for case in tomllib.loads(file.read_text("utf-8"))["case"]]
    given = [{"answers": case["answers"], "today": f"{case['today']}"} for case in cases]
    writes = [{**one, "letters": {"wish": "again"}} for one in given if "decision" in one["answers"]]
    asked = [json.dumps(one, default=str) for one in (*given, *writes)]
    return [*asked, "", "no JSON", '{"a": "\\ud800"}', '{"answers": {"job_hours": 1e400}, "today": "2026-11-21"}']


if __name__ == "__main__":
    stdlib.MODULES.write_text("".join(f"{path}\n" for path in trace(questions()).modules), "ascii", newline="\n")
