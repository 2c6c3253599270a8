"""The commands, inside the project's own environment."""

import argparse
import importlib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sitegen import lawwatch, lock, machine, previous, quality, release, reviewed, translated, watch
from sitegen.bootstrap import ROOT
from sitegen.build import build, write_released
from sitegen.errors import SiteError
from sitegen.hosting import hosted
from sitegen.project import MUNICIPALITY, SITE
from sitegen.staff import addresses
from sitegen.trust import command

# Options of pytest where nobody asks for some tests: all of them, on every processor, a file's tests in one process.
EVERYTHING = ("--numprocesses=auto", "--dist=loadfile")

# Commands that read their options themselves.
PASSED_ON: dict[str, Callable[[list[str]], int]] = {
    "addresses": addresses.run,
    "hosted": hosted.run,
    "language": command.run,
    "letters": reviewed.run,
    "lock": lock.run,
    "release": release.run,
    "translated": translated.run,
    "watch-law": lawwatch.run,
}


def main(arguments: list[str]) -> int:
    """Run a command; returns its exit status, 1 where something is wrong with the site's files."""
    name, *rest = arguments
    if name == "test":
        machine.install()
        return subprocess.call([sys.executable, "-m", "pytest", *(rest or EVERYTHING)], cwd=ROOT)
    if name == "bench":
        machine.install()
        return subprocess.call([sys.executable, "-m", "bench", *rest], cwd=ROOT)
    if name == "check":
        return quality.run()
    if name == "tool":
        return subprocess.call([sys.executable, "-m", *rest])
    if name in PASSED_ON:
        return PASSED_ON[name](rest)
    if name == "mutants":
        # What it imports is installed for this command only.
        status: int = importlib.import_module("sitegen.mutants").run(rest)
        return status
    chosen = parser().parse_args(arguments)
    if name == "serve":
        return watch.run(chosen.municipality.resolve(), chosen.port)
    site, municipality, strict = chosen.site.resolve(), chosen.municipality.resolve(), not chosen.draft
    if chosen.keep:
        previous.keep(site, chosen.keep.resolve())
    if chosen.release:
        return write(site, lambda: write_released(site, strict=strict))
    return write(site, lambda: build(site, municipality, strict=strict))


def parser() -> argparse.ArgumentParser:
    """Describe the options of `build` and `serve`; the other commands pass theirs on."""
    described = argparse.ArgumentParser(prog="python -m sitegen")
    commands = described.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser("build", help="write the site")
    build_command.add_argument("--site", type=Path, default=SITE, help="folder to write")
    build_command.add_argument("--release", action="store_true", help="write a site to make copies of, for `stamp`")
    build_command.add_argument("--draft", action="store_true", help="write the site in spite of warnings")
    build_command.add_argument("--keep", type=Path, help="folder in which to keep the site of before")
    serve_command = commands.add_parser("serve", help="build, serve on this machine, build again on save")
    serve_command.add_argument("--port", type=int, default=8000, help="port to try first")
    for each in (build_command, serve_command):
        each.add_argument("--municipality", type=Path, default=MUNICIPALITY, help="folder with site.toml")
    return described


def write(site: Path, make: Callable[[], list[str]]) -> int:
    """Make a site and tell how it went."""
    start = time.monotonic()
    try:
        warnings = make()
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    print(*warnings, sep="\n", end="\n" if warnings else "", file=sys.stderr)
    print(f"sitegen: {site} written in {time.monotonic() - start:.1f} s")
    return 0
