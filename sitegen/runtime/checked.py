"""The checker as a browser gets it: its modules and the law's rows, without the command line."""

from checker import acts
from sitegen.project import CHECKER
from sitegen.runtime import law

# For people at a terminal.
COMMAND_LINE = frozenset({"__main__.py", "explain.py"})
LAW = "checker/law/__init__.py"


def sources() -> dict[str, str]:
    """Give the checker's modules by their path, with the law compiled."""
    files = [path for path in sorted(CHECKER.rglob("*.py")) if path.name not in COMMAND_LINE]
    modules = {path.relative_to(CHECKER.parent).as_posix(): path.read_text("utf-8") for path in files}
    return {**modules, LAW: law.as_python(acts())}
