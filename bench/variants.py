"""Ways of running the checker in a browser, and what each was seen to cost."""

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.link import pack
from bench.visits import Visit


@dataclass(frozen=True)
class Variant:
    """A way of running the checker.

    Attributes:
        name: for the report.
        page: the page in bench/pages that does it.
        runs_checker: whether the answer must be the checker's own.
    """

    name: str
    page: str
    runs_checker: bool = True


OURS = Variant("Introguiden", "ours.html")
STOCK = Variant("Pyodide as it comes, in a worker", "stock.html")
PYSCRIPT = Variant("PyScript with Pyodide", "pyscript.html")
TRIVIAL = Variant("PyScript with MicroPython, a program of one line", "trivial.html", runs_checker=False)
# Asked once whether it runs the checker. It is no row: what does not answer has no time to an answer.
MICROPYTHON = Variant("PyScript with MicroPython", "micropython.html", runs_checker=False)
TIMED = (STOCK, OURS, PYSCRIPT, TRIVIAL)


@dataclass(frozen=True)
class Size:
    """Bytes of all files that a first visit fetches, as they are and packed."""

    files: int
    raw: int
    gzip: int
    brotli: int


def size(files: dict[str, Path]) -> Size:
    """Add up files: what packing does not make smaller is sent as it is."""
    contents = [(file.name, file.read_bytes()) for file in files.values()]
    packed = {
        encoding: sum(min(len(content), len(pack(name, content, encoding))) for name, content in contents)
        for encoding in ("gzip", "br")
    }
    return Size(len(contents), sum(len(content) for _, content in contents), packed["gzip"], packed["br"])


def diagram(site: Path) -> Size | None:
    """Give the size of the decision diagram with what walks it and shows the answer: plain JavaScript, no Python.

    None where the site has none.
    """
    folder = site / "assets" / "checker"
    tables = sorted(folder.glob("diagram*.json"))
    return size({str(file): file for file in [*tables, folder / "answer.mjs"]}) if tables else None


@dataclass
class Row:
    """What a way of running the checker was seen to cost."""

    variant: Variant
    size: Size
    cold: list[Visit] = field(default_factory=list)
    warm: list[Visit] = field(default_factory=list)


@dataclass(frozen=True)
class Spread:
    """The middle of some figures, the smallest and the largest."""

    middle: float
    least: float
    most: float


def spread(figures: list[float]) -> Spread:
    """Give the middle and the ends of some figures."""
    return Spread(median(figures), min(figures), max(figures))


def ratio(ours: list[float], theirs: list[float]) -> Spread:
    """Compare figures of the same rounds, pair by pair: what disturbed one disturbed its neighbour."""
    return spread([a / b for a, b in zip(ours, theirs, strict=True)])
