"""The commands, inside the project's own environment."""

import argparse
import sys
import time
from pathlib import Path

from sitegen import watch
from sitegen.build import build
from sitegen.errors import SiteError
from sitegen.project import MUNICIPALITY, SITE


def main(arguments: list[str]) -> int:
    """Run a command; returns its exit status, 1 where something is wrong with the site's files."""
    parser = argparse.ArgumentParser(prog="python -m sitegen")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in (("build", "write the site"), ("serve", "build, serve on this machine, build again on save")):
        command = commands.add_parser(name, help=told)
        command.add_argument("--municipality", type=Path, default=MUNICIPALITY, help="folder with site.toml")
        if name == "build":
            command.add_argument("--draft", action="store_true", help="write the site in spite of warnings")
            command.add_argument("--site", type=Path, default=SITE, help="folder to write")
        else:
            command.add_argument("--port", type=int, default=8000, help="port to try first")
    chosen = parser.parse_args(arguments)
    if chosen.command == "serve":
        return watch.run(chosen.municipality.resolve(), chosen.port)
    return _build(chosen)


def _build(chosen: argparse.Namespace) -> int:
    start = time.monotonic()
    try:
        warnings = build(chosen.site.resolve(), chosen.municipality.resolve(), strict=not chosen.draft)
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    for warning in warnings:
        print(warning, file=sys.stderr)
    print(f"sitegen: {chosen.site} written in {time.monotonic() - start:.1f} s")
    return 0
