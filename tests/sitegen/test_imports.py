"""Who may know whom."""

import pytest

from sitegen import imports
from sitegen.bootstrap import ROOT


def test_this_project_keeps_the_rule():
    assert imports.faults(ROOT) == []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("checker/a.py", "import yaml"),
        ("checker/a.py", "def f():\n    import pydantic.main"),
        ("overrides/a.py", "from sitegen.build import build"),
        ("overrides/a.mjs", 'python.pyimport("checker").check'),
        ("overrides/a.mjs", 'python.pyimport("checker.appeal").check_json'),
        ("overrides/a.mjs", 'python.runPython("1")'),
        ("overrides/a.mjs", "await python.runPythonAsync(code)"),
        ("overrides/a.mjs", 'python.globals.get("x")'),
    ],
)
def test_what_breaks_it_is_found(tmp_path, file, source):
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(source)
    [fault] = imports.faults(tmp_path)
    assert fault.startswith(file)


def test_the_checker_must_not_know_the_build(tmp_path):
    (tmp_path / "checker").mkdir()
    (tmp_path / "checker" / "a.py").write_text("from sitegen import build")
    assert imports.faults(tmp_path)


def test_what_keeps_it_is_not(tmp_path):
    for name in ("checker", "overrides"):
        (tmp_path / name).mkdir()
    (tmp_path / "checker" / "a.py").write_text("import tomllib\nfrom checker.law import x\nfrom . import y")
    (tmp_path / "overrides" / "a.mjs").write_text('const check = python.pyimport("checker").check_json;')
    assert imports.faults(tmp_path) == []
