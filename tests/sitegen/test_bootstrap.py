"""Installing: what is decided without a network."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import bootstrap

STANDARD_LIBRARY_ONLY = ("__init__.py", "__main__.py", "bootstrap.py")


def test_the_interpreter_stands_where_each_system_puts_it():
    assert bootstrap.venv_python(Path("v"), "posix") == Path("v/bin/python")
    assert bootstrap.venv_python(Path("v"), "nt") == Path("v/Scripts/python.exe")


@pytest.mark.parametrize("arguments", [[], ["sreve"], ["--help"]])
def test_an_unknown_command_gets_the_usage(arguments, capsys):
    assert bootstrap.main(arguments) == 2
    assert capsys.readouterr().err == f"{bootstrap.USAGE}\n"


def test_a_stamp_changes_with_the_lock_and_with_what_else_matters(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1")
    first = bootstrap.stamp_of(lock, extra="3.11")
    assert bootstrap.stamp_of(lock, extra="3.11") == first
    assert bootstrap.stamp_of(lock, extra="3.12") != first
    lock.write_text("a==2")
    assert bootstrap.stamp_of(lock, extra="3.11") != first


def test_a_stamp_that_is_missing_or_other_is_not_fresh(tmp_path):
    stamp = tmp_path / "stamp"
    assert not bootstrap.is_fresh(stamp, "one")
    stamp.write_text("one")
    assert bootstrap.is_fresh(stamp, "zero", "one")
    assert not bootstrap.is_fresh(stamp, "two")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with locks and a fake environment; gives the commands that were run."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "build.txt").write_text("a==1")
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / ".npmrc").write_text("")
    for name in (".venv", "node_modules"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "NODE_MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / ".cache" / "install.log")
    ran = []
    monkeypatch.setattr(bootstrap, "_run", lambda command, failure: ran.append(command))
    return ran


def test_a_second_run_installs_nothing(project):
    for _ in range(2):
        bootstrap.install_python("build")
        bootstrap.install_node(development=True)
    assert len(project) == 2


def test_a_changed_lock_is_installed_again(project):
    bootstrap.install_python("build")
    (bootstrap.ROOT / "requirements" / "build.txt").write_text("a==2")
    bootstrap.install_python("build")
    assert len(project) == 2


def test_every_package_is_checked_against_its_hash(project):
    bootstrap.install_python("build")
    assert "--require-hashes" in project[0]


def test_npm_runs_no_script_of_a_package(project):
    bootstrap.install_node(development=False)
    assert "--ignore-scripts" in project[0][-1]


def test_what_the_site_serves_is_enough_for_a_build_and_not_for_the_tests(project):
    bootstrap.install_node(development=False)
    bootstrap.install_node(development=False)
    assert len(project) == 1
    bootstrap.install_node(development=True)
    assert len(project) == 2
    bootstrap.install_node(development=False)
    assert len(project) == 2


def test_a_failed_installation_is_one_line_and_leaves_no_stamp(project, monkeypatch, capsys):
    def fail(command, failure):
        raise bootstrap.InstallError(failure)

    monkeypatch.setattr(bootstrap, "_run", fail)
    monkeypatch.setattr(bootstrap, "make_venv", lambda: None)
    assert bootstrap.main(["build"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not list((bootstrap.ROOT / ".venv").iterdir())


def test_an_installer_s_words_go_to_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / ".cache" / "install.log")
    with pytest.raises(bootstrap.InstallError, match=r"no luck.*install\.log"):
        bootstrap._run([sys.executable, "-c", "import sys; sys.exit('told in full')"], "no luck")
    assert "told in full" in bootstrap.LOG.read_text()
    with pytest.raises(bootstrap.InstallError):
        bootstrap._run([str(tmp_path / "nothing-here")], "no luck")


def test_an_environment_whose_python_is_gone_does_not_work(tmp_path):
    assert not bootstrap._works(tmp_path / "python")
    assert bootstrap._works(Path(sys.executable))


@pytest.mark.parametrize("name", STANDARD_LIBRARY_ONLY)
def test_nothing_is_needed_before_anything_is_installed(name):
    source = (bootstrap.ROOT / "sitegen" / name).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        for imported in names:
            assert imported.split(".")[0] in {*sys.stdlib_module_names, "sitegen"}


def test_an_old_python_is_told_so_in_one_line(tmp_path):
    """The first lines of __main__ run on any Python 3; here one pretends to be old."""
    program = "import sys, runpy; sys.version_info = (3, 9, 1); sys.version = '3.9.1 (old)'; "
    program += "runpy.run_module('sitegen', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=bootstrap.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "sitegen: Python 3.11 or newer is needed, this is 3.9.1.\n"


def test_the_environment_of_this_run_is_the_project_s():
    assert bootstrap.is_inside(Path(sys.prefix))
    assert not bootstrap.is_inside(Path(os.sep) / "elsewhere")
