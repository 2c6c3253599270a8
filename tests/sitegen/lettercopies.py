"""Copies of the letters' words, for tests that change a place in them."""

import json
import shutil
import tomllib
from pathlib import Path

from sitegen import further, letters
from sitegen.project import DOCS


def letters_in(docs: Path) -> None:
    """Copy the letters, and what other languages say in them."""
    shutil.copytree(DOCS / letters.FOLDER, docs / letters.FOLDER)
    for file in DOCS.glob(f"*/{further.FILE}"):
        (docs / file.parent.name).mkdir()
        shutil.copy(file, docs / file.parent.name)


def follow(docs: Path) -> None:
    """Let the other languages have each text that the letters have now: what is wrong is in the letters alone.

    Where the letters are no TOML, the others stay as they are.
    """
    for file in docs.glob(f"*/{further.FILE}"):
        lines = []
        for source in (docs / letters.FOLDER).glob("*.toml"):
            try:
                texts = dict(further.places(tomllib.loads(source.read_text("utf-8"))))
            except tomllib.TOMLDecodeError:
                return
            lines.append(f"[{source.stem}]")
            lines += [
                f"{json.dumps(way)} = {json.dumps(next(filter(None, text.values())))}" for way, text in texts.items()
            ]
        file.write_text("\n".join(lines), "utf-8")
