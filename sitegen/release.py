"""`release`: the site to unpack, what it was made of, and checksums. The same commit gives the same bytes."""

import argparse
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from sitegen import build, project, sbom
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

DIST = ROOT / "dist"
CHECKSUMS = "SHA256SUMS"
# The folder of the released site inside the zip, from which `stamp` makes copies.
READY = "released"
# What only those need who work on the project itself.
LEFT_OUT = (".ci/", ".github/", "bench/", "tests/", "template/")


def run(arguments: list[str]) -> int:
    """Write a release; returns 1 where that is not possible."""
    described = argparse.ArgumentParser(prog="python -m sitegen release")
    described.add_argument("--out", type=Path, default=DIST, help="folder to write")
    chosen = described.parse_args(arguments)
    try:
        os.environ[project.EPOCH] = epoch(os.environ.get(project.EPOCH), ROOT)
        files = write(chosen.out.resolve())
    except SiteError as error:
        print(f"sitegen: {error}", file=sys.stderr)
        return 1
    print(*files, sep="\n")
    return 0


def epoch(told: str | None, root: Path) -> str:
    """Give the seconds that stand for now: those told, else those of the last commit.

    Raises:
        SiteError: something is not committed, so nobody could make this release again.
    """
    if told:
        if not told.isdigit():
            raise SiteError(f"{project.EPOCH}: {told} is not a number of seconds")
        return told
    if changed := git(root, "status", "--porcelain"):
        raise SiteError(f"not committed, so this release could not be made again:\n{changed}")
    return git(root, "log", "-1", "--format=%ct")


def write(out: Path) -> list[Path]:
    """Build the site and write all files of a release into a folder.

    Returns:
        The files, the checksums last.

    Raises:
        SiteError: the build or a tool failed. Nothing was written then.
    """
    moment = datetime.fromtimestamp(int(os.environ[project.EPOCH]), UTC)
    name = f"introguiden-{project.version()}"
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        work, site = Path(folder) / "files", Path(folder) / READY
        work.mkdir()
        build.write_released(site)
        pack(work / f"{name}.zip", contents(name, site), moment)
        made = sorted([work / f"{name}.zip", *sbom.write(work, f"{moment:%Y-%m-%dT%H:%M:%SZ}")])
        (work / CHECKSUMS).write_text("".join(checksum(file) for file in made), "utf-8", newline="\n")
        out.mkdir(parents=True, exist_ok=True)
        return [Path(file.replace(out / file.name)) for file in (*made, work / CHECKSUMS)]


def contents(name: str, site: Path) -> Iterator[tuple[str, Path]]:
    """Give the files of the zip: the ready site, and the project's own without its tests.

    Args:
        name: the folder that everything lies in.
        site: the built site.
    """
    for path in git(ROOT, "ls-files", "-z").split("\0"):
        if path and not path.startswith(LEFT_OUT):
            yield f"{name}/{path}", ROOT / path
    for file in site.rglob("*"):
        if file.is_file():
            yield f"{name}/{READY}/{file.relative_to(site).as_posix()}", file


def pack(target: Path, files: Iterable[tuple[str, Path]], moment: datetime) -> None:
    """Write a zip that holds nothing of the machine: one time for all files, their order by name, and plain rights."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in sorted(files):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, file.read_bytes())


def checksum(file: Path) -> str:
    """Give a line as `sha256sum --check` reads it."""
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"


def git(root: Path, *arguments: str) -> str:
    """Ask git about the project.

    Raises:
        SiteError: it has no answer: this is no clone.
    """
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SiteError(f"a release is made in a clone of the project, and git said: {error}") from None
    return done.stdout.strip()
