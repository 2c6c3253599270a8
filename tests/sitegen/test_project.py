"""The project's own files: locks, workflows, names."""

import json
import re
import subprocess
from itertools import combinations

import pytest
import yaml

from sitegen import project
from sitegen.bootstrap import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_python_lock_names_no_host_and_hashes_everything(lock):
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
    packages = re.findall(r"^[a-zA-Z0-9][^\n]*==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)*", text, re.M)
    assert len(packages) > 10
    assert [package for package in packages if "--hash=" not in package] == []


def test_each_lock_holds_what_its_source_asks_for():
    for source in (ROOT / "requirements").glob("*.in"):
        locked = set(re.findall(r"^([a-z0-9-]+)==", source.with_suffix(".txt").read_text("utf-8"), re.M))
        asked = set(re.findall(r"^([a-z0-9]+[a-z0-9-]*)", source.read_text("utf-8"), re.M))
        assert asked <= locked


def test_a_package_in_several_locks_has_one_version():
    pins = [dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text("utf-8"), re.M)) for lock in LOCKS]
    for one, other in combinations(pins, 2):
        for name in one.keys() & other.keys():
            assert one[name] == other[name], name


def test_the_npm_lock_names_no_host_and_hashes_everything():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package["integrity"].startswith("sha512-"), name


def test_npm_packages_are_pinned_exactly():
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_workflows_are_pinned_and_have_the_least_rights(file):
    workflow = yaml.safe_load(file.read_text("utf-8"))
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert "permissions" in job, name
        assert "timeout-minutes" in job, name
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", step["uses"]), step
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_linters_of_workflows_find_nothing():
    from sitegen import quality

    assert quality.CHECKS["zizmor"]()
    assert quality.CHECKS["actionlint"]()


def test_actionlint_does_find_a_fault(tmp_path):
    """A linter that never complains would pass the test above."""
    from sitegen import quality

    broken = tmp_path / "broken.yml"
    broken.write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nope.x }}\n"
    )
    assert not quality.script(quality.ACTIONLINT, str(broken))


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("1795301999", "2026-11-21"),
        ("1795302000", "2026-11-22"),
        ("1782856799", "2026-06-30"),
        ("1782856800", "2026-07-01"),
    ],
)
def test_a_build_that_is_to_be_repeated_takes_its_day_from_outside(monkeypatch, seconds, day):
    monkeypatch.setenv(project.EPOCH, seconds)
    assert project.today().isoformat() == day


def test_no_committed_file_is_generated():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    generated = re.compile(r"^(site|node_modules|\.venv|\.cache)/|__pycache__/")
    assert [name for name in tracked.splitlines() if generated.search(name)] == []
