"""The diagram as files: made once for the same rules and the same law, then read from the cache."""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sitegen.guide import diagram
from sitegen.guide.diagram import Diagram
from sitegen.project import CACHE, CHECKER

FOLDER = CACHE / "guide"
# What decides what is walked; the others only say it.
WALKED_BY = (
    *("booklet.py", "conditions.py", "diagram.py", "knowledge.py", "nodes.py", "standins.py", "symbols.py"),
    *("topics.py", "variants.py", "walk.py"),
)


def load(today: date) -> Diagram:
    """Give the diagram for a day. Where the rules or the law have changed since the last time, it takes a minute."""
    found: Diagram = kept(mark(today), lambda: diagram.make(today))
    return found


def kept(name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `make` gives
    """Give what was made under a name before, or make it now."""
    file = FOLDER / f"{name}.json"
    if not file.exists():
        print("sitegen: walking all ways through the rules, for the guide …", flush=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may walk at once; each reads a whole file.
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(make(), separators=(",", ":")), "utf-8")
        fresh.replace(file)
    return json.loads(file.read_text("utf-8"))


def mark(today: date) -> str:
    """Give a name that changes with the rules, the law, the walk, and the days for which they hold."""
    found = hashlib.sha256(repr([diagram.window(form, today) for form in diagram.READ]).encode())
    here = [Path(__file__).with_name(name) for name in WALKED_BY]
    for file in sorted([*CHECKER.rglob("*.py"), *CHECKER.rglob("*.toml"), *here]):
        found.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]
