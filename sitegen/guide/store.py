"""The diagram as files: made once for the same rules and the same law, then read from the cache."""

import hashlib
import json
from datetime import date
from pathlib import Path

from sitegen.guide import diagram
from sitegen.guide.diagram import Diagram
from sitegen.project import CACHE, CHECKER

FOLDER = CACHE / "guide"


def load(today: date) -> Diagram:
    """Give the diagram for a day. Where the rules or the law have changed since the last time, it takes a minute."""
    file = FOLDER / f"{_mark(today)}.json"
    if not file.exists():
        print("sitegen: walking all ways through the rules, for the guide …", flush=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(diagram.make(today), separators=(",", ":")), "utf-8")
        fresh.replace(file)
    found: Diagram = json.loads(file.read_text("utf-8"))
    return found


def _mark(today: date) -> str:
    """Give a name that changes with the rules, the law, the walk, and the days for which they hold."""
    found = hashlib.sha256(repr([diagram.window(form, today) for form in diagram.READ]).encode())
    here = Path(__file__).parent
    for file in sorted([*CHECKER.rglob("*.py"), *CHECKER.rglob("*.toml"), *here.glob("*.py")]):
        found.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]
