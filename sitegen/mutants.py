"""`mutants`: change the checker in thousands of small ways, and see whether its tests notice each.

Cosmic Ray makes the changes: an operator replaced, a number one higher or lower, a condition turned round. The law
files are changed too: each number, day and truth value of a row that a rule reads. Each mutant is tried in a copy of
this process, with the changed module in memory; no file is written. It is killed by the first test that fails, or by
taking too long. What survives must stand in `tests/checker/survivors.toml` with the reason why no test can or need
notice it.

Results are kept in `.cache/mutants.json`, so an interrupted run goes on where it stopped, as long as neither the
checker nor its tests have changed. `--survivors` tries again only what survived, to see whether new tests kill it.
"""

import argparse
import hashlib
import json
import os
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sitegen import mutation
from sitegen.bootstrap import ROOT
from sitegen.mutation import Mutant

LIST = ROOT / "tests" / "checker" / "survivors.toml"
RESULTS = ROOT / ".cache" / "mutants.json"
LEAST_KILLED = 0.95
# What a mutant is told apart by: it stays when lines move.
PARTS = ("file", "within", "line", "mutant")

Results = dict[str, bool]


def run(arguments: list[str]) -> int:
    """Try every mutant; returns 1 where a survivor has no reason, a listed one is killed, or too many survive."""
    described = argparse.ArgumentParser(prog="python -m sitegen mutants")
    described.add_argument("files", nargs="*", help="only mutants of these files, such as days.py")
    described.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many at a time")
    described.add_argument("--survivors", action="store_true", help="try again only what survived")
    chosen = described.parse_args(arguments)
    if not hasattr(os, "fork"):
        print("sitegen: mutants needs a system that can copy a process (Linux, macOS)", file=sys.stderr)
        return 1
    results = _kept(any_tests=chosen.survivors)
    every = list(mutation.mutants(ROOT, chosen.files))
    waiting = [mutant for mutant in every if _is_open(results.get(_key(mutant)), again=chosen.survivors)]
    print(f"sitegen: {len(every)} mutants, {len(waiting)} to try", flush=True)
    files = sorted({mutant.file for mutant in waiting if mutant.file.endswith(".py")})
    failing = [mutant.file for mutant, fails in mutation.tried(mutation.unchanged(ROOT, files), ROOT, 1) if fails]
    if failing:
        print(f"sitegen: the tests of {', '.join(failing)} fail without any change", file=sys.stderr)
        return 1
    for number, (mutant, is_killed) in enumerate(mutation.tried(waiting, ROOT, chosen.children), 1):
        results[_key(mutant)] = is_killed
        if number % 100 == 0 or number == len(waiting):
            _keep(results)
            print(f"sitegen: {time.strftime('%H:%M:%S')} {number} of {len(waiting)}", flush=True)
    survivors = [mutant for mutant in every if not results[_key(mutant)]]
    return _told(len(every), survivors, only=chosen.files)


def _is_open(result: bool | None, *, again: bool) -> bool:
    return result is None or (again and not result)


def _key(mutant: Mutant) -> str:
    return "\n".join([*(getattr(mutant, part) for part in PARTS), str(mutant.number)])


def _digest() -> str:
    """Hash what the results rest on: the checker, the law, the tests and the cases."""
    digest = hashlib.sha256()
    for folder in ("checker", "tests/checker", "tests/cases", "tests/letters"):
        for file in sorted((ROOT / folder).rglob("*.*")):
            if file.suffix in {".py", ".toml"} and file != LIST:
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _kept(*, any_tests: bool) -> Results:
    """Give the results of an earlier run, where they still hold."""
    try:
        kept: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    results: Results = kept["results"] if any_tests or kept["digest"] == _digest() else {}
    return results


def _keep(results: Results) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"digest": _digest(), "results": results}), "utf-8")


def listed(file: Path = LIST) -> list[dict[str, str]]:
    """Read the survivors that have a reason."""
    return tomllib.loads(file.read_text("utf-8")).get("survivor", []) if file.exists() else []


def _told(count: int, survivors: list[Mutant], *, only: Iterable[str]) -> int:
    """Say how it went, and in what the survivors differ from the list."""
    known = [tuple(entry[part] for part in PARTS) for entry in listed() if not only or entry["file"] in only]
    found = [tuple(getattr(mutant, part) for part in PARTS) for mutant in survivors]
    new, gone = [each for each in found if each not in known], [each for each in known if each not in found]
    for title, entries in (("without a reason in the list", new), ("on the list, but killed or gone", gone)):
        for file, within, line, mutant in dict.fromkeys(entries):
            print(f"\n{title}: {file}, {within}\n  - {line}\n  + {mutant}")
    share = 1 - len(survivors) / count if count else 1.0
    print(f"\nsitegen: {count - len(survivors)} of {count} mutants killed, {share:.1%}; {len(survivors)} survive")
    return 1 if new or gone or share < LEAST_KILLED else 0


def entries(mutants: Iterable[Mutant]) -> Iterator[str]:
    """Write survivors as entries of the list, for somebody to give the reason."""
    for mutant in mutants:
        lines = [f"{part} = {json.dumps(getattr(mutant, part), ensure_ascii=False)}" for part in PARTS]
        yield "\n".join(["[[survivor]]", *lines, 'reason = ""', ""])
