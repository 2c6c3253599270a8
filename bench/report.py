"""The page of figures, for people."""

from collections.abc import Callable, Iterable

from bench.results import Results, Walks
from bench.tasks import Longest
from bench.variants import OURS, STOCK, Row, Spread, ratio, spread
from bench.visits import SIX_ANSWERS, THINK_MS, Visit

INTRO = """\
# Benchmarks

Written by `make bench`; do not edit. Everything was measured in one run on one machine, with the same checker, whose
answer was compared with this machine's Python each time.

**How far to trust it.** Bytes are exact. Times on a shared machine differ by up to a half from run to run, so read
the ratios: each compares visits of the same round, and the brackets give the smallest and the largest. Processor time
(user and system, all threads of the renderers, from `/proc`, in steps of 10 ms) is steadier than the clock. No real
phone, radio, TLS or HTTP/2 was measured.
"""
PHONE = """\
The link carries 200 kB/s for all requests together and adds 150 ms before each answer, twice that on a new connection.
The renderer, its workers with it, runs a sixth of the time (stopped and continued every 12 ms): a browser's own
throttling does not reach workers. {number} answers on `nb/sjekk`, {think:.0f} s of thought before each, nothing kept
from before. The wait begins with the last answer.
"""
VISITS = ("", "Cold", "to stock", "Warm", "to stock")
WALKS = ("", "n", "Form usable", "Engine ready", "Wait, first verdict", "Wait, Python's")


def page(found: Results) -> str:
    """Write the whole page."""
    parts = [
        INTRO,
        table(("", ""), found.facts.items()),
        "## Goals\n",
        table(("Goal", "Measured", "Met"), goals(found)),
        "## Bytes of a first visit\n",
        "All files that are fetched until there is an answer; the benchmark's own page is left out.\n",
        table(("", "Files", "Raw", "gzip", "Brotli"), size_lines(found)),
        f"## Time to the verdict, and processor time (n = {found.rounds})\n",
        "Nothing kept from before (cold), then a second visit (warm), at full speed, from this machine.\n",
        table(VISITS, visit_lines(found.rows, lambda visit: visit.seconds)),
        "Processor time of the renderers:\n",
        table(VISITS, visit_lines(found.rows, lambda visit: visit.processor_seconds)),
        f"MicroPython does not run this checker: `{found.refusal}`. Its row is a program of one line, no verdict.\n",
        "## An emulated cheap phone\n",
        PHONE.format(number=len(SIX_ANSWERS), think=THINK_MS / 1000),
        table(WALKS, map(phone_line, found.phone)),
        "## The page while the engine starts\n",
        stalls(found.starts),
        "## The checker in this machine's Python\n",
        native(found),
    ]
    return "\n".join(parts)


def table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """Write a table."""
    rows = [head, tuple("---" for _ in head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def figures(found: Spread, unit: str = "") -> str:
    """Write the middle of some figures, and their ends."""
    return f"{found.middle:.2f}{unit} [{found.least:.2f}–{found.most:.2f}]"


def size_lines(found: Results) -> Iterable[tuple[str, ...]]:
    """Write the bytes of each way."""
    sizes = [(row.variant.name, row.size) for row in found.rows]
    if found.diagram:
        sizes.append(("The decision diagram, in plain JavaScript", found.diagram))
    for name, size in sizes:
        yield (name, f"{size.files}", *(f"{number:,}" for number in (size.raw, size.gzip, size.brotli)))


def visit_lines(rows: list[Row], figure: Callable[[Visit], float]) -> Iterable[tuple[str, ...]]:
    """Write a figure of the visits of each way, cold and warm, and its ratio to stock."""
    [stock] = [row for row in rows if row.variant is STOCK]
    for row in rows:
        cells = [row.variant.name]
        for visits, base in ((row.cold, stock.cold), (row.warm, stock.warm)):
            cells += compared(list(map(figure, visits)), list(map(figure, base)))
        yield tuple(cells)


def compared(ours: list[float], stock: list[float]) -> tuple[str, str]:
    """Write figures, and how they compare with stock's."""
    return figures(spread(ours), " s"), "1" if ours == stock else figures(ratio(ours, stock))


def phone_line(walks: Walks) -> tuple[str, ...]:
    """Write what walks on the phone took."""
    since_start = [figures(spread([seen[event] / 1000 for seen in walks.seen]), " s") for event in ("usable", "ready")]
    waits = [figures(spread(walks.waits(event)), " s") for event in ("verdict", "python")]
    return (walks.name, f"{len(walks.seen)}", *since_start, *waits)


def stalls(starts: list[Longest]) -> str:
    """Write how long the page did not react."""
    wall, processor = (spread([getattr(one, name) for one in starts]) for name in ("wall", "processor"))
    return (
        f"On `nb/sjekk` at full speed, from the first answer until the engine is ready (n = {len(starts)}): the main "
        f"thread's longest task took {figures(wall, ' ms')} by the clock, {figures(processor, ' ms')} of its own "
        "processor time. Other work on the machine makes the first longer, not the second.\n"
    )


def native(found: Results) -> str:
    """Write what the checker costs in this machine's Python."""
    wall, spent = (spread([getattr(one, name) for one in found.commands]) for name in ("wall_ms", "processor_ms"))
    checks = found.checks
    return (
        f"`check()` over {checks.cases} cases, the shortest of some tries each: {checks.mean_ms:.2f} ms on average, "
        f"{checks.over_1_ms} of them more than 1 ms, the slowest ({checks.slowest}) {checks.max_ms:.1f} ms.\n\n"
        f"`python -m checker`, its start included (n = {len(found.commands)}): "
        f"{figures(wall, ' ms')} by the clock, {figures(spent, ' ms')} of processor time.\n"
    )


def goals(found: Results) -> Iterable[tuple[str, str, str]]:
    """Compare what was measured with what was wanted: middles, except where the most counts."""
    rows = {row.variant: row for row in found.rows}
    ours, stock = rows[OURS], rows[STOCK]
    brotli = ours.size.brotli / 1e6
    processor = ratio(
        [visit.processor_seconds for visit in ours.cold], [visit.processor_seconds for visit in stock.cold]
    )
    first, python = (spread(found.phone[0].waits(event)).middle for event in ("verdict", "python"))
    stall = spread([start.wall for start in found.starts]).middle
    wall = spread([one.wall_ms for one in found.commands]).middle
    yield goal("Engine, Brotli, at most 3.4 MB", f"{brotli:.2f} MB", met=brotli <= 3.4)
    yield goal("Processor time, cold, at most 0.35 of stock's", f"{processor.middle:.2f}", met=processor.middle <= 0.35)
    # What the Web Vitals call a good Interaction to Next Paint.
    yield goal("Phone: no wait for the first verdict (at most 0.2 s)", f"{first:.2f} s", met=first <= 0.2)
    yield goal("Phone: at most 1 s for Python's", f"{python:.2f} s", met=python <= 1)
    yield goal("Longest stall while the engine starts under 50 ms", f"{stall:.0f} ms", met=stall < 50)
    yield goal("`check()` under 1 ms on average", f"{found.checks.mean_ms:.2f} ms", met=found.checks.mean_ms < 1)
    yield goal("`python -m checker` under 150 ms", f"{wall:.0f} ms", met=wall < 150)


def goal(name: str, measured: str, *, met: bool) -> tuple[str, str, str]:
    """Write one goal."""
    return name, measured, "yes" if met else "**no**"
