"""What mutants there are, and trying one: see mutants.py."""

import contextlib
import importlib
import inspect
import os
import re
import resource
import signal
import sys
import tempfile
import tomllib
import warnings
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import settings

# A comparison stays of its kind: equality, identity or order. Codes have no order, and the linter finds identity in
# place of equality. Shifts, powers and the like of days and conditions do not even run: they would only make the figure
# look better.
LEFT_OUT = re.compile(
    r"_(Eq|NotEq)_(Lt|LtE|Gt|GtE|Is|IsNot)$|_(Is|IsNot)_(Eq|NotEq|Lt|LtE|Gt|GtE)$|_(Lt|LtE|Gt|GtE)_Is(Not)?$"
    r"|ReplaceBinaryOperator_\w+_(Pow|LShift|RShift|BitXor|MatMul)$"
)
# For every mutant the cases; for the mutants of some files what else tests them, if the cases have not killed them.
CASES = "test_cases"
MORE = {
    "__init__.py": ("test_limits", "test_contract", "test_errors", "test_letters"),
    "__main__.py": ("test_explain", "test_command"),
    "answers.py": ("test_limits", "test_errors", "test_questions", "test_asked"),
    "days.py": ("test_properties",),
    "explain.py": ("test_explain",),
    "law/__init__.py": ("test_law_files",),
    "lettercase.py": ("test_letters",),
    "letterfit.py": ("test_letters",),
    "letterparts.py": ("test_letters",),
    "letters.py": ("test_letters",),
    "parameters.py": ("test_law_files",),
    "questions.py": ("test_questions", "test_asked"),
    "verdict.py": ("test_limits", "test_contract"),
    "workdays.py": ("test_deadlines",),
}
# A changed law file is read by these too.
OF_LAW = ("test_timeline", "test_old_act", "test_letters")
# Of processor time; the tests of a mutant take a few.
SECONDS = 30
LAW_LINE = re.compile(r"(from|to|value) = (.+)")
LAW_VALUE = re.compile(r"\d{4}-\d\d-\d\d|\b\d+(?:\.\d+)?\b|\btrue\b|\bfalse\b")
# A list, or a table from codes to letters; a table of numbers has its numbers changed.
LAW_ENTRIES = re.compile(r"""(\[|\{(?=[^}]*= "[a-z]?"))(.*)([\]}])$""", re.MULTILINE)
# What reads the law files, and where it says in which folder they stand.
READER, LAW_FOLDER = "law/__init__.py", "Path(__file__).parent"


# Where it is, the part that is changed, what it becomes, and the whole file.
Change = tuple[str, str, str, str]


class Mutant(NamedTuple):
    """One small change.

    Attributes:
        file: the file of checker/ that is changed.
        within: the function or class, or the parameter of the law.
        line: what stood there.
        mutant: what stands there instead.
        number: which of several equal changes in the same function.
        source: the whole file, changed.
    """

    file: str
    within: str
    line: str
    mutant: str
    number: int
    source: str


def mutants(root: Path, files: Collection[str] = ()) -> Iterator[Mutant]:
    """Give every mutant of the checker and its law, or of some files."""
    seen: dict[tuple[str, ...], int] = {}
    for file, (within, before, after, source) in _changes(root / "checker", files):
        line, mutant = _difference(before, after)
        number = seen[file, within, line, mutant] = seen.get((file, within, line, mutant), -1) + 1
        yield Mutant(file, within, line, mutant, number, source)


def _changes(folder: Path, files: Collection[str]) -> Iterator[tuple[str, Change]]:
    code = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.py"))}
    for file, source in code.items():
        if _is_chosen(file, files):
            yield from ((file, change) for change in _of_code(source))
    for path in sorted((folder / "law").glob("*.toml")):
        if _is_chosen(path.name, files):
            source = path.read_text("utf-8")
            yield from ((path.name, change) for change in _of_law(source, "".join(code.values())))


def _is_chosen(file: str, files: Collection[str]) -> bool:
    return not files or file in files


def _of_code(source: str) -> Iterator[Change]:
    """Give every change that Cosmic Ray makes to a module, each statement by itself: a small tree is read faster."""
    start = 0
    for statement in get_ast(source).children:
        code = statement.get_code()
        for within, changed in _of_statement(code):
            yield within, code, changed, source[:start] + changed + source[start + len(code) :]
        start += len(code)


def _of_statement(code: str) -> Iterator[tuple[str, str]]:
    """Give every change to a statement that can be compiled, but for those in types."""
    tree = get_ast(code)
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments() or LEFT_OUT.search(name):
            continue
        nodes = (node for node in ast_nodes(tree) for _ in operator().mutation_positions(node))
        for occurrence, node in enumerate(nodes):
            changed = None if _is_type(node) else mutate_code(code, operator(), occurrence)
            if changed is not None and changed != code and _compiles(changed):
                yield ASTQuery(node).get_definition_name() or "", changed


def _is_type(node: Any) -> bool:  # noqa: ANN401 - parso has no types
    """Say whether a node is part of an annotation, or a sign between parameters."""
    if node.parent is not None and node.parent.type == "parameters":
        return True  # the sign before which parameters have no name
    while node.parent is not None:
        parent = node.parent
        place = parent.children.index(node) if node in parent.children else -1
        if parent.type in {"annassign", "tfpdef"} and parent.children[place - 1] == ":":
            return True
        if parent.type == "funcdef" and parent.children[place - 1] == "->":
            return True
        node = parent
    return False


def _compiles(source: str) -> bool:
    with warnings.catch_warnings(action="ignore"):
        try:
            compile(source, "mutant", "exec")
        except SyntaxError:
            return False
    return True


def _of_law(source: str, rules: str) -> Iterator[Change]:
    """Change each day, number and truth value of the rows that a rule reads by name."""
    lines, table = source.splitlines(keepends=True), ""
    for number, line in enumerate(lines):
        if line.startswith("["):
            table = line.strip('[]"\n').removesuffix(".values").strip('"')
        stem = re.sub(r"(?<=length_).*", "", table)
        if not LAW_LINE.match(line) or f'"{stem}' not in rules:
            continue
        for changed in _of_line(line):
            yield table, line, changed, "".join([*lines[:number], changed, *lines[number + 1 :]])


def _of_line(line: str) -> Iterator[str]:
    """Change one value, or leave out one entry of a list or of a table of codes."""
    if entries := LAW_ENTRIES.search(line):
        parts = entries[2].split(", ")
        for number in range(len(parts)):
            inner = ", ".join([*parts[:number], *parts[number + 1 :]])
            yield line[: entries.start()] + entries[1] + inner + entries[3] + "\n"
        return
    for found in LAW_VALUE.finditer(line, line.index("=")):
        for other in _others(found[0]):
            yield line[: found.start()] + other + line[found.end() :]


def _others(text: str) -> list[str]:
    if text in {"true", "false"}:
        return ["false" if text == "true" else "true"]
    if "-" in text:
        return [(date.fromisoformat(text) + timedelta(days=step)).isoformat() for step in (-1, 1)]
    return [str(int(text) + step) for step in (-1, 1)]


def _difference(before: str, after: str) -> tuple[str, str]:
    """Give the lines that were changed, and what they became, each on one line."""
    old, new = before.splitlines(), after.splitlines()
    changes = [change for change in SequenceMatcher(None, old, new, False).get_opcodes() if change[0] != "equal"]
    first, last = changes[0], changes[-1]
    return tuple(  # type: ignore[return-value]
        " ".join(" ".join(lines).split()) for lines in (old[first[1] : last[2]], new[first[3] : last[4]])
    )


def tried(waiting: Iterable[Mutant], root: Path, children: int) -> Iterator[tuple[Mutant, bool]]:
    """Try mutants, some at a time; gives each with whether it was killed."""
    _read_ahead(root)
    running: dict[int, Mutant] = {}
    for mutant in waiting:
        if len(running) >= children:
            yield _ended(running)
        sys.stdout.flush()
        child = os.fork()
        if not child:
            _try(mutant, root)
        running[child] = mutant
    while running:
        yield _ended(running)


def _read_ahead(root: Path) -> None:
    """Read the cases and the law once, not in every process: that would take longer than the tests.

    Each text is given out once in a process, since its reader may change what it gets.
    """
    load = tomllib.loads
    paths = [path for folder in ("checker", "tests/cases") for path in (root / folder).rglob("*.toml")]
    ready = {text: load(text) for text in (path.read_text("utf-8") for path in paths)}
    tomllib.loads = lambda text, **options: ready.pop(text, None) or load(text, **options)


def unchanged(root: Path, files: Iterable[str]) -> list[Mutant]:
    """Give a mutant of each file that is none: the tests must pass on it, or no result means anything."""
    return [Mutant(file, "", "", "", 0, (root / "checker" / file).read_text("utf-8")) for file in files]


def _ended(running: dict[int, Mutant]) -> tuple[Mutant, bool]:
    child, status = os.wait()
    return running.pop(child), status != 0


def _try(mutant: Mutant, root: Path) -> None:
    """Be the mutant's process: end with 0 where every test passes."""
    status = 1
    with contextlib.suppress(BaseException):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        status = 1 if _is_killed(mutant, root) else 0
    os._exit(status)


def _is_killed(mutant: Mutant, root: Path) -> bool:
    for name in [name for name in sys.modules if name.partition(".")[0] in {"checker", "tests"}]:
        del sys.modules[name]
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        sys.meta_path.insert(0, _Finder(root / "checker", *_replaced(mutant, root, Path(folder))))
        sys.path.insert(0, str(root))
        _run_tests(importlib.import_module(f"tests.checker.{CASES}"))
        more = OF_LAW if mutant.file.endswith(".toml") else MORE.get(mutant.file, ())
        return bool(more) and _pytest(root, more)


def _replaced(mutant: Mutant, root: Path, folder: Path) -> tuple[str, str]:
    """Give the module to change and its source: for a law file the reader, sent to a folder with the changed file."""
    if mutant.file.endswith(".py"):
        return mutant.file, mutant.source
    for path in (root / "checker" / "law").glob("*.toml"):
        (folder / path.name).write_text(mutant.source if path.name == mutant.file else path.read_text("utf-8"), "utf-8")
    source = (root / "checker" / READER).read_text("utf-8")
    if LAW_FOLDER not in source:
        raise LookupError(f"{READER} does not say {LAW_FOLDER}")
    return READER, source.replace(LAW_FOLDER, f"Path({str(folder)!r})")


class _Finder(MetaPathFinder):
    """Import one module of the checker from a changed source."""

    def __init__(self, folder: Path, file: str, source: str) -> None:
        self.path = folder / file
        self.name = ".".join(["checker", *Path(file).with_suffix("").parts]).removesuffix(".__init__")
        self.source = source

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        inside = [str(self.path.parent)] if self.path.stem == "__init__" else None
        loader = _Loader(name, str(self.path), self.source)
        return spec_from_file_location(name, self.path, loader=loader, submodule_search_locations=inside)


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def get_code(self, _name: str) -> Any:  # noqa: ANN401 - a code object
        return compile(self.source, self.path, "exec")


def _run_tests(module: Any) -> None:  # noqa: ANN401 - any module of tests
    """Run the tests of a module that need no fixture, directly: collecting them would take longer than running them."""
    for name, test in vars(module).items():
        if not name.startswith("test_"):
            continue
        marks = {mark.name: mark for mark in getattr(test, "pytestmark", [])}
        rows = [each.values for each in marks["parametrize"].args[1]] if "parametrize" in marks else [()]
        if "process" in marks or len(inspect.signature(test).parameters) != len(rows[0]):
            continue
        for values in rows:
            test(*values)  # raises where it fails


def _pytest(root: Path, names: Iterable[str]) -> bool:
    """Run test modules with pytest; says whether one failed."""
    settings.register_profile("mutants", max_examples=10, derandomize=True, database=None)
    settings.load_profile("mutants")
    files = [str(root / "tests" / "checker" / f"{name}.py") for name in names]
    options = ["-x", "-q", "--noconftest", "-p", "no:cacheprovider", "-W", "ignore", "-m", "not process", "--rootdir"]
    return pytest.main([*files, *options, str(root)]) != 0
