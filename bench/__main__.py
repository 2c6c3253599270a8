"""Command line: `python -m bench [--rounds 5] [--walks 3] [--site FOLDER] [--out FILE]`; `make bench` starts it."""

import argparse
import json
import os
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Playwright, sync_playwright

import checker
from bench import native, report, results, visits
from bench.link import Server, serving
from bench.results import Results, Walks
from bench.variants import MICROPYTHON, OURS, STOCK, TIMED, Row, Variant, diagram, size
from bench.visits import Visit
from sitegen import build, machine
from sitegen.bootstrap import NODE_MODULES, ROOT
from sitegen.project import CHECKER, OVERRIDES
from tests.checker.support import CASES

HERE = Path(__file__).parent
FIGURES = ROOT / "docs" / "developers" / "benchmarks.md"
QUESTION = json.dumps({"answers": CASES[0]["answers"], "today": str(CASES[0]["today"])})
WORKER = "/site/assets/checker/worker.mjs"
# In the site it is part of the form's script; ours.mjs asks it alone.
ENGINE = "/site/assets/checker/engine.mjs"
COMMANDS = 15


def main(arguments: list[str]) -> int:
    """Measure everything and write the report; returns 1 where that is not possible here."""
    chosen = parser().parse_args(arguments)
    if sys.platform != "linux" or machine.browser() is None:
        print("bench: Linux and Chromium are needed", file=sys.stderr)
        return 1
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            found = measure(Path(folder), chosen)
        except (visits.BenchmarkError, BrowserError) as error:
            print(f"bench: {error}", file=sys.stderr)
            return 1
    chosen.out.write_text(report.page(found), "utf-8")
    say(f"{chosen.out} written after {time.monotonic() - start:.0f} s")
    return 0


def parser() -> argparse.ArgumentParser:
    """Describe the options."""
    described = argparse.ArgumentParser(prog="python -m sitegen bench")
    described.add_argument("--rounds", type=int, default=5, help="how often each page is visited, cold and warm")
    described.add_argument("--walks", type=int, default=3, help="how often the emulated phone walks through the form")
    described.add_argument("--site", type=Path, help="a built site, instead of building one")
    described.add_argument("--out", type=Path, default=FIGURES, help="the page to write")
    return described


def measure(folder: Path, chosen: argparse.Namespace) -> Results:
    """Measure everything, one thing at a time.

    Raises:
        BenchmarkError: a page did not do what is measured.
    """
    site = chosen.site or build_site(folder / "site")
    pack_checker(folder / "checker" / "checker.zip")
    load = os.getloadavg()[0]
    folders = {
        "site": site,
        "pages": visits.PAGES,
        "stock": HERE / "stock",
        "checker": folder / "checker",
        "pyodide": NODE_MODULES / "pyodide",
        "pyscript": NODE_MODULES / "@pyscript" / "core" / "dist",
        "micropython": NODE_MODULES / "@micropython" / "micropython-webassembly-pyscript",
    }
    missing = [str(place) for place in folders.values() if not place.is_dir()]
    if missing:
        raise visits.BenchmarkError(f"not there: {', '.join(missing)}; `make bench` installs what is measured")
    table = diagram(site)
    if table is None:
        say("the site has no decision diagram: its row is left out")
    say("the checker in this machine's Python")
    checks, commands = native.checks(), [native.command() for _ in range(COMMANDS)]
    with serving(folders) as server, sync_playwright() as playwright:
        server.replaced[ENGINE] = OVERRIDES / "checker" / "engine.mjs"
        rows, refusal = rehearse(playwright, server)
        visit_all(playwright, server, rows, chosen.rounds)
        phone = walk_all(playwright, server, chosen.walks)
        say(f"the page while the engine starts, {chosen.rounds} times")
        starts = [visits.start_of_the_engine(playwright, server) for _ in range(chosen.rounds)]
    facts = results.facts((load, os.getloadavg()[0]))
    return Results(rows, refusal, table, phone, starts, checks, commands, chosen.rounds, facts)


def build_site(folder: Path) -> Path:
    """Build the site as it is published."""
    say("building the site")
    build.build(folder)
    return folder


def pack_checker(file: Path) -> None:
    """Pack the checker's sources, for those that run it as it is."""
    file.parent.mkdir()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for source in sorted(path for path in CHECKER.rglob("*") if path.suffix in (".py", ".toml")):
            archive.write(source, source.relative_to(ROOT))


def rehearse(playwright: Playwright, server: Server) -> tuple[list[Row], str]:
    """Visit every page once, untimed: every file is packed then, and it is known what each page fetches.

    Returns:
        A row for each way of running the checker, and why MicroPython refuses.

    Raises:
        BenchmarkError: a page did not answer as the checker does.
    """
    rows = []
    for variant in TIMED:
        say(f"rehearsal: {variant.name}")
        server.fetched.clear()
        visits_of(playwright, server, variant)
        rows.append(Row(variant, size(server.fetched)))
    refused, _ = visits.cold_and_warm(playwright, server, MICROPYTHON.page, QUESTION)
    return rows, refused.refused


def visit_all(playwright: Playwright, server: Server, rows: list[Row], rounds: int) -> None:
    """Visit every page in turn, so many rounds.

    Raises:
        BenchmarkError: a page did not answer as the checker does.
    """
    for number in range(rounds):
        # Another one begins each round, so that none is always the one after the heaviest.
        for row in rows[number % len(rows) :] + rows[: number % len(rows)]:
            say(f"round {number + 1} of {rounds}: {row.variant.name}")
            cold, warm = visits_of(playwright, server, row.variant)
            row.cold.append(cold)
            row.warm.append(warm)


def visits_of(playwright: Playwright, server: Server, variant: Variant) -> tuple[Visit, Visit]:
    """Visit one page, cold and warm.

    Raises:
        BenchmarkError: it did not answer as the checker does.
    """
    both = visits.cold_and_warm(playwright, server, variant.page, QUESTION)
    for visit in both:
        if visit.refused or (variant.runs_checker and visit.text != checker.check_json(QUESTION)):
            raise visits.BenchmarkError(f"{variant.name} does not answer as the checker does: {visit}")
    return both


def walk_all(playwright: Playwright, server: Server, walks: int) -> list[Walks]:
    """Walk through the form on the emulated phone, with our engine so many times, with stock's once.

    Raises:
        BenchmarkError: a walk did not come to its end.
    """
    ours, stock = Walks(OURS.name), Walks(STOCK.name)
    for number in range(walks):
        say(f"walk {number + 1} of {walks} on the emulated phone")
        ours.seen.append(visits.six_answers(playwright, server))
    say("one such walk with Pyodide as it comes")
    stock.seen.append(with_stock(playwright, server))
    return [ours, stock]


def with_stock(playwright: Playwright, server: Server) -> visits.Seen:
    """Walk on the emulated phone with the same form, Pyodide as it comes behind it."""
    server.replaced[WORKER] = HERE / "stock" / "worker.mjs"
    try:
        return visits.six_answers(playwright, server)
    finally:
        del server.replaced[WORKER]


def say(text: str) -> None:
    """Tell what is going on."""
    print(f"bench: {text}", flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
