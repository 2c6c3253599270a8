"""`stamp`: copies of a released site, one or one for every municipality."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from sitegen import municipalities, previous, settings
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.fields import Name
from sitegen.municipalities import Municipality
from sitegen.project import MUNICIPALITY
from sitegen.settings import FILE, Settings
from sitegen.stamp import copying, released
from sitegen.stamp.released import Released

# Where the zip of a release has its site.
RELEASED = ROOT / "released"


def main(arguments: list[str]) -> int:
    """Make the copies that `stamp …` asks for; returns 1 where one could not be made."""
    chosen = parser().parse_args(arguments[1:])
    start, used = time.monotonic(), _processor_seconds()
    try:
        site = released.read(chosen.site.resolve())
        if chosen.all:
            told = every(site, chosen.municipality.resolve(), chosen.to.resolve(), chosen.own)
        else:
            if chosen.keep:
                previous.keep(chosen.to.resolve(), chosen.keep.resolve())
            folder = chosen.municipality.resolve()
            told = [*of_the_example(folder), *copying.write(site, folder, chosen.to.resolve())]
    except SiteError as error:
        print(error, file=sys.stderr)
        return 1
    print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
    took, used = time.monotonic() - start, _processor_seconds() - used
    print(f"sitegen: {chosen.to} written in {took:.1f} s ({used:.1f} s of processor time)")
    return 0


def parser() -> argparse.ArgumentParser:
    """Describe the options."""
    described = argparse.ArgumentParser(prog="python -m sitegen stamp", description=__doc__)
    described.add_argument("--site", type=Path, default=RELEASED, help="folder of the released site")
    described.add_argument(
        "--to", type=Path, required=True, help="folder to write; with --all, one folder in it for each"
    )
    described.add_argument("--municipality", type=Path, default=MUNICIPALITY, help="folder with site.toml")
    described.add_argument("--keep", type=Path, help="folder in which to keep the copy of before")
    described.add_argument("--all", action="store_true", help="a copy for each municipality of data/municipalities.csv")
    described.add_argument(
        "--own", type=Path, help="with --all: folder with a folder for each number that has its own site.toml"
    )
    return described


def of_the_example(folder: Path) -> Iterator[str]:
    """Tell whoever left the example's number in the settings: what the copy says of the municipality is invented."""
    if settings.load(folder).number == municipalities.EXAMPLE:
        yield f"{folder / FILE}: number is {municipalities.EXAMPLE}, the example's: write your municipality's own"


def every(site: Released, base: Path, target: Path, own: Path | None) -> list[str]:
    """Make a copy for every municipality, in as many processes as there are processors.

    Args:
        site: the released site.
        base: the folder of whoever runs the copies: owner, colour, languages.
        target: the folder in which each copy gets one of its own, named by the municipality's number.
        own: a folder in which a municipality's number has a folder with settings of its own.

    Raises:
        SiteError: a copy could not be made. Those before it are there.
    """
    shared = settings.load(base)
    jobs = list(_jobs(shared, base, own))
    target.mkdir(parents=True, exist_ok=True)
    make = partial(_one, site.folder, target)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        return [line for told in pool.map(make, jobs, chunksize=8) for line in told]


# What a process needs of each copy: its number, its folder, and its settings where the folder's own are not its.
Job = tuple[str, Path, Settings | None]


def _jobs(base: Settings, folder: Path, own: Path | None) -> Iterator[Job]:
    for number, municipality in municipalities.table().items():
        mine = own / number if own else None
        if mine and (mine / FILE).is_file():
            if (found := settings.load(mine)).number != number:
                raise SiteError(f"{mine / FILE}: number is {found.number}, the folder is called {number}")
            yield number, mine, None
        else:
            yield number, folder, for_municipality(base, municipality)


def for_municipality(base: Settings, municipality: Municipality) -> Settings:
    """Give the settings of a municipality of which only the table's row is known.

    The contacts and arrangements of the base are another's, so the copy names none.
    """
    name = f"{municipality.norwegian_name} kommune"
    address = f"{base.address}{municipality.number}/" if base.address else None
    return base.model_copy(
        update={
            "name": Name(nb=name, nn=name),
            "number": municipality.number,
            "address": address,
            **dict.fromkeys(("contact", "unit", "arrangement"), ()),
        }
    )


# A process reads the released site once, for all its copies.
_read: dict[Path, Released] = {}


def _one(folder: Path, target: Path, job: Job) -> list[str]:
    number, mine, chosen = job
    if folder not in _read:
        _read[folder] = released.read(folder)
    return copying.write(_read[folder], mine, target / number, chosen, link=True)


def _processor_seconds() -> float:
    """Give the processor time of this process and those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
