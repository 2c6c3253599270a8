"""How the build grows with pages and languages: `python -m sitegen tool bench.growth` writes a table to the terminal.

Made languages are copies of the last language's folder, made pages are a page of ordinary text in every language. Each
size is built by a process of its own; what counts is its processor time, which other programs do not change much.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from sitegen.bootstrap import ROOT
from sitegen.project import DOCS, LANGUAGE_FILE, LANGUAGES

# Codes that mean nothing here: none of them is a language of the site.
MADE_LANGUAGES = ("cy", "da", "de", "es", "et", "fi", "fr", "ga", "hu")
TEXT = "Dette er en vanlig setning i en side som bare er til for å bli talt. " * 12
PAGE = "---\ntitle: Side {number}\ndescription: En side som er laget for å måle.\n---\n\n# Side {number} {{ #topp }}\n"
SECTION = "\n## Avsnitt {number} {{ #avsnitt-{number} }}\n\n{text}\n\n- [Klage](klage.md)\n- {text}\n"
PROGRAM = """\
import sys, time
from pathlib import Path
from sitegen import alternates, build
if sys.argv[2] == "plugin":
    alternates.install = lambda: None
build.run_mkdocs(Path(sys.argv[1]))
print(time.process_time())
"""


class Size(NamedTuple):
    """What is built."""

    languages: int
    made_pages: int


# First as many languages as there may be, then as many pages.
SIZES = (Size(5, 0), Size(8, 0), Size(12, 0), Size(5, 60), Size(5, 180))


class Row(NamedTuple):
    """What a build cost: pages written, and processor time with our step and with the plugin's own."""

    size: Size
    pages: int
    seconds: float
    plugin_seconds: float


def main(arguments: list[str]) -> int:
    """Measure every size and tell."""
    described = argparse.ArgumentParser(prog="python -m sitegen tool bench.growth")
    described.add_argument("--sizes", nargs="*", default=[f"{size.languages}x{size.made_pages}" for size in SIZES])
    chosen = described.parse_args(arguments)
    print("| languages | made pages | HTML files | s | ms a file | s, plugin as it comes |\n|---|---|---|---|---|---|")
    for text in chosen.sizes:
        languages, made = map(int, text.split("x"))
        row = measure(Size(languages, made))
        print(
            f"| {languages} | {made} | {row.pages} | {row.seconds:.1f} | {row.seconds / row.pages * 1000:.1f} "
            f"| {row.plugin_seconds:.1f} |",
            flush=True,
        )
    return 0


def measure(size: Size) -> Row:
    """Build a site of a size, with our step and with the plugin's own."""
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        docs = Path(folder) / "docs"
        make(docs, size)
        seconds = [build(docs, Path(folder) / way, way) for way in ("ours", "plugin")]
        pages = sum(1 for _ in (Path(folder) / "ours").rglob("*.html"))
        return Row(size, pages, *seconds)


def make(docs: Path, size: Size) -> None:
    """Make texts with more languages and more pages. The made pages stand in no menu: MkDocs warns, and writes them."""
    shutil.copytree(DOCS, docs)
    for language in MADE_LANGUAGES[: size.languages - len(LANGUAGES)]:
        shutil.copytree(docs / LANGUAGES[-1], docs / language)
    sections = "".join(SECTION.format(number=part, text=TEXT) for part in range(8))
    for folder in (file.parent for file in docs.glob(f"*/{LANGUAGE_FILE}")):
        for number in range(size.made_pages):
            (folder / f"laget-{number}.md").write_text(PAGE.format(number=number) + sections, "utf-8")


def build(docs: Path, site: Path, way: str) -> float:
    """Run MkDocs in a process of its own; gives the seconds of the processor that it took."""
    command = [sys.executable, "-c", PROGRAM, str(site), way]
    environment = {**os.environ, "INTROGUIDEN_DOCS": str(docs)}
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
