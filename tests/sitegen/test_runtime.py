"""The slim Python for browsers: small, the same each time, nothing evaluated, and nothing missing."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

import checker
from checker import law as law_files
from sitegen import compress, node
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.runtime import checked, compiled, engine, law, stdlib, trace
from tests.browser.verdicts import TEXTS, WRONG

BUDGET = 3_400_000
SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
# Whatever makes code of text needs 'unsafe-eval' in the policy.
EVALUATED = re.compile(r"\beval\s*\(|(?<!WebAssembly\.)\bFunction\s*\(")


@pytest.fixture(scope="module")
def files():
    """Give the engine's files by their name, made where they were not yet."""
    return {path.rpartition("/")[2]: file.read_bytes() for path, file in engine.files().items()}


@pytest.fixture(scope="module")
def traced():
    """Ask a slim Python that still has the whole standard library everything there is to ask."""
    return trace.trace([*TEXTS, *WRONG])


def names_in(archive: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(archive)).namelist()


def test_everything_together_is_small(files):
    compress.STORE.mkdir(parents=True, exist_ok=True)
    sizes = {name: len(compress.packed_bytes(name, found, "br", compress.STORE)) for name, found in files.items()}
    assert sum(sizes.values()) <= BUDGET, sizes


def test_nothing_is_evaluated(files):
    for name in SCRIPTS:
        assert EVALUATED.findall(files[name].decode()) == [], name


def test_the_folder_s_name_is_its_content_s(tmp_path):
    folders = {}
    for name, content in {"a": b"1", "b": b"1", "c": b"2"}.items():
        folders[name] = tmp_path / name
        folders[name].mkdir()
        (folders[name] / "x").write_bytes(content)
    named = {name: engine.content(folder) for name, folder in folders.items()}
    assert named["a"] == named["b"] != named["c"]
    for path in engine.files():
        assert re.fullmatch(r"assets/engine/[0-9a-f]{16}/[\w.]+", path)


def test_a_change_of_the_law_leaves_python_where_it_is(monkeypatch):
    before = set(engine.files())
    changed = {**checked.sources(), "checker/law/__init__.py": "ACTS = {}\n"}
    monkeypatch.setattr(checked, "sources", lambda: changed)
    gone = before - set(engine.files())
    assert [path.rpartition("/")[2] for path in gone] == ["checker.zip"]


def test_a_part_is_made_once(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "KEPT", tmp_path)
    made = []

    def make(folder):
        made.append(folder)
        (folder / "x").write_bytes(b"1")

    first = engine.kept("part", [b"a", b"b"], make)
    assert engine.kept("part", [b"a", b"b"], make) == first
    assert engine.kept("part", [b"ab"], make) != first
    assert len(made) == 2
    assert (first / "x").read_bytes() == b"1"


def test_a_part_that_fails_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "KEPT", tmp_path)

    def fail(folder):
        (folder / "half").write_bytes(b"1")
        raise SiteError("it broke")

    with pytest.raises(SiteError, match="it broke"):
        engine.kept("part", [b"a"], fail)
    assert list(tmp_path.iterdir()) == []


def test_what_no_build_has_used_for_long_is_deleted(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "KEPT", tmp_path)
    old, fresh = (engine.kept(name, [b"a"], lambda _: None) for name in ("old", "fresh"))
    os.utime(old, (0, 0))
    engine.kept("new", [b"a"], lambda _: None)
    assert not old.exists()
    assert fresh.exists()


def test_archives_come_out_the_same_each_time(files):
    assert compiled.archive(stdlib.sources()) == files["python_stdlib.zip"]
    assert compiled.archive(checked.sources()) == files["checker.zip"]


@pytest.mark.slow
def test_python_comes_out_the_same_each_time(files, tmp_path):
    engine.runtime(tmp_path)
    for file in tmp_path.iterdir():
        assert file.read_bytes() == files[file.name], file.name


def test_the_list_of_modules_is_what_the_checker_imports(traced):
    told = "run: python3 -m sitegen tool sitegen.runtime.trace"
    assert stdlib.modules() == traced.modules, told


def test_the_written_list_comes_from_the_same_cases(traced):
    assert trace.trace(trace.questions()).modules == traced.modules


def test_slim_python_answers_as_this_one(traced):
    for text, answer in zip([*TEXTS, *WRONG], traced.answers, strict=True):
        assert answer == checker.check_json(text), text[:300]


def test_the_library_holds_the_list_compiled(files):
    assert names_in(files["python_stdlib.zip"]) == sorted(f"{path}c" for path in stdlib.modules())


def test_our_modules_take_the_place_of_pyodide_s():
    with zipfile.ZipFile(stdlib.PYODIDE / stdlib.LIBRARY) as library:
        stock = set(library.namelist())
    assert set(stdlib.stubs()) <= stock
    assert set(stdlib.stubs()) <= set(stdlib.modules()), "one that nobody imports any more"


def test_a_list_that_names_what_is_not_there_is_told(tmp_path, monkeypatch):
    wrong = tmp_path / "modules.txt"
    wrong.write_text("json/__init__.py\nnowhere.py\n")
    monkeypatch.setattr(stdlib, "MODULES", wrong)
    with pytest.raises(SiteError, match=r"nowhere\.py"):
        stdlib.sources()


def test_the_checker_s_archive_holds_what_it_imports(files):
    program = "import json, sys, checker; print(json.dumps([m.__file__ for n, m in sys.modules.items()"
    program += " if n.partition('.')[0] == 'checker']))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    imported = sorted(file.replace("\\", "/").rpartition("/checker/")[2] for file in json.loads(said))
    assert names_in(files["checker.zip"]) == [f"checker/{file}c" for file in imported]


def test_the_compiled_law_is_the_law():
    names: dict[str, object] = {}
    exec(law.as_python(law_files.read_acts(law_files.FOLDER)), names)  # noqa: S102 - what the build writes
    assert names["ACTS"] == law_files.read_acts(law_files.FOLDER) == checker.acts()


def test_python_that_cannot_be_compiled_is_told():
    with pytest.raises(SiteError, match="SyntaxError"):
        compiled.archive({"checker/a.py": "def"})


def test_a_script_of_pyodide_that_looks_different_is_told(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    for name in (*SCRIPTS, "pyodide.asm.wasm"):
        (source / name).write_bytes((stdlib.PYODIDE / name).read_bytes())
    script = (source / SCRIPTS[1]).read_text("utf-8")
    (source / SCRIPTS[1]).write_text(script.replace("assignWasmExports", "handOver"), "utf-8")
    with pytest.raises(SiteError, match="assignWasmExports: found 0 times"):
        node.run("runtime/shrink.mjs", {"source": str(source), "target": str(tmp_path), "index": {}})
