"""Releases: the same commit gives the same bytes, wherever and whenever it is made."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from sitegen import project, release, sbom
from sitegen.bootstrap import NODE_MODULES, ROOT
from sitegen.errors import SiteError

MOMENT = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)


def in_git(folder, *arguments):
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path):
    folder = tmp_path / "clone"
    folder.mkdir()
    in_git(folder, "init", "-q")
    (folder / "file").write_text("1")
    in_git(folder, "add", "file")
    in_git(folder, "commit", "-q", "-m", "x", "--date", "2026-01-01T00:00:00Z")
    return folder


def test_the_time_of_a_release_is_that_of_its_commit_or_what_is_told(clone):
    seconds = release.epoch(None, clone)
    assert seconds == release.git(clone, "log", "-1", "--format=%ct")
    assert release.epoch("1234", clone) == "1234"


def test_what_is_not_committed_cannot_be_released(clone):
    (clone / "file").write_text("2")
    with pytest.raises(SiteError, match="not committed"):
        release.epoch(None, clone)


def test_faults_are_told_in_a_line(tmp_path):
    with pytest.raises(SiteError, match="SOURCE_DATE_EPOCH: today is not a number"):
        release.epoch("today", ROOT)
    with pytest.raises(SiteError, match="made in a clone of the project"):
        release.epoch(None, tmp_path)


def test_a_zip_holds_nothing_of_the_machine(tmp_path):
    zips = []
    for number, (order, time) in enumerate(((1, 1_000_000_000), (-1, 1_700_000_000))):
        folder = tmp_path / str(number)
        folder.mkdir()
        files = []
        for name in ("b.txt", "a.txt", "æ.txt")[::order]:
            (folder / name).write_text(name * 1000)
            (folder / name).chmod(0o600 if number else 0o755)
            os.utime(folder / name, (time, time))
            files.append((f"x/{name}", folder / name))
        release.pack(folder / "x.zip", files, MOMENT)
        zips.append((folder / "x.zip").read_bytes())
    assert zips[0] == zips[1]
    with zipfile.ZipFile(tmp_path / "0" / "x.zip") as archive:
        assert archive.namelist() == ["x/a.txt", "x/b.txt", "x/æ.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 9, 30, 14)}
        assert archive.testzip() is None


def test_what_a_release_was_made_of(tmp_path):
    files = {file.name: json.loads(file.read_text("utf-8")) for file in sbom.write(tmp_path, "2026-11-22T09:30:15Z")}
    locked = (ROOT / "requirements" / "build.txt").read_text("utf-8")
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    python, npm = files[sbom.PYTHON], files[sbom.NPM]
    assert {f"{one['name']}=={one['version']}" for one in python["components"]} == {
        line.split(" ")[0] for line in locked.splitlines() if line[:1].isalnum()
    }
    served = {name.rpartition("node_modules/")[2] for name, one in lock.items() if name and not one.get("dev")}
    assert {one["name"] for one in npm["components"]} == served
    for listed in (python, npm):
        assert listed["bomFormat"] == "CycloneDX"
        assert listed["metadata"]["timestamp"] == "2026-11-22T09:30:15Z"
        assert listed["metadata"]["component"]["name"] == "introguiden"
        assert listed["metadata"]["component"]["version"] == project.version()
        assert "serialNumber" not in listed
        assert str(ROOT) not in json.dumps(listed)


def test_lists_are_valid_by_cyclonedx_s_own_schema(tmp_path):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    for file in sbom.write(tmp_path, "2026-11-22T09:30:15Z"):
        assert JsonStrictValidator(SchemaVersion.V1_5).validate_str(file.read_text("utf-8")) is None, file.name


@pytest.mark.slow
def test_two_releases_of_a_commit_are_the_same(tmp_path):
    """Made in two folders, with files of other times, and read again by `sha256sum` and `unzip`."""
    made = [copy(tmp_path / name, age) for name, age in (("one", 0), ("another/place", 50_000_000))]
    first, second = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in made)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for line in first[release.CHECKSUMS].decode().splitlines():
        told, name = line.split("  ")
        assert hashlib.sha256(first[name]).hexdigest() == told
    [packed] = made[0].glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
    top = f"introguiden-{project.version()}"
    assert {f"{top}/LICENSE", f"{top}/municipality/site.toml", f"{top}/sitegen/__main__.py"} <= set(names)
    assert any(name.startswith(f"{top}/{release.READY}/") for name in names)
    assert not [name for name in names if "/tests/" in name or "/.git/" in name]


def copy(folder, age):
    """Make a release in a copy of the project."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copyfile(ROOT / name, target)
            os.utime(target, (1_700_000_000 - age,) * 2)
    in_git(folder, "init", "-q")
    in_git(folder, "add", "-A")
    (folder / "node_modules").symlink_to(NODE_MODULES, target_is_directory=True)
    for cache in ("runtime", "guide", "packed"):
        # Minutes of work that is the same for all builds of a version.
        if (project.CACHE / cache).is_dir():
            shutil.copytree(project.CACHE / cache, folder / ".cache" / cache)
    program = "import sys; from sitegen import release; sys.exit(release.run(['--out', 'dist']))"
    environment = {**os.environ, project.EPOCH: "1795302000", "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, check=True, capture_output=True)
    return folder / "dist"
