"""A released site: its ready pages with marks in them, from which copies are made without MkDocs.

released.json   the version, the day, and what is known of each file and page
common/         the files that are the same for both forms of Norwegian
nb/, nn/        those that differ: Norwegian stands beside other languages in the municipality's form
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sitegen import compress, offline, project
from sitegen.errors import SiteError
from sitegen.stamp import colour, documents, marks, originals, splicing
from sitegen.stamp.originals import Originals

FILE = "released.json"
FORMAT = 1
COMMON = "common"
# Ending of the packed long texts of a file with marks.
PACKED = ".packed"
# What becomes of a file in a copy. The style sheet has the site's own colour in it, where a municipality has its own.
Kind = Literal["same", "marked", "document", "coloured"]


class Entry(NamedTuple):
    """A file of the released site.

    Attributes:
        folder: `common`, `nb` or `nn`.
        weight: as it stands; None where every copy has another.
    """

    folder: str
    kind: Kind
    weight: offline.Weight | None


class Parsed(NamedTuple):
    """A file with marks.

    Attributes:
        packed: the packed forms of its long texts, by their identity.
    """

    nodes: tuple[marks.Node, ...]
    packed: Mapping[int, bytes]


@dataclass(frozen=True)
class Released:
    """A released site.

    Attributes:
        folder: where it is.
        day: of the release, YYYY-MM-DD.
        forms: the forms of Norwegian it has been made for.
        pages: the site's own pages.
        spoken: every language of the site.
        files: by their path, those of each form of Norwegian.
    """

    folder: Path
    day: str
    forms: tuple[str, ...]
    pages: Originals
    spoken: Mapping[str, offline.Spoken]
    files: Mapping[str, Mapping[str, Entry]]

    def path(self, name: str, entry: Entry) -> str:
        """Say where a file is."""
        return f"{self.folder}/{entry.folder}/{name}"

    def parsed(self, name: str, entry: Entry) -> Parsed:
        """Read the marks of a file, once for all copies."""
        key = f"{entry.folder}/{name}"
        if key not in self._parsed:
            file = self.folder / key
            nodes = marks.parse(file.read_text("utf-8"), file.suffix, name)
            beside = file.with_name(file.name + PACKED)
            packed = splicing.unpacked(beside.read_bytes()) if beside.is_file() else ()
            self._parsed[key] = Parsed(
                nodes, {id(core): blocks for core, blocks in zip(splicing.cores(nodes), packed, strict=False)}
            )
        return self._parsed[key]

    @cached_property
    def _parsed(self) -> dict[str, Parsed]:
        return {}


def read(folder: Path) -> Released:
    """Read what is known of a released site.

    Raises:
        SiteError: the folder holds none, or one of another version than these commands.
    """
    file = folder / FILE
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise SiteError(f"{folder}: no released site, {FILE} is missing") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SiteError(f"{file}: {error}") from None
    if (found.get("format"), found.get("version")) != (FORMAT, project.version()):
        raise SiteError(f"{file}: of version {found.get('version')}, but this is version {project.version()}")
    return Released(
        folder,
        found["day"],
        tuple(found["forms"]),
        originals.read(found["pages"]),
        {language: offline.Spoken(*told) for language, told in found["spoken"].items()},
        _entries(found["files"]),
    )


def write(folder: Path, sites: Mapping[str, Path]) -> None:
    """Make a released site of sites that were built with marks. They are moved.

    Args:
        folder: to write; must be empty or missing.
        sites: for each form of Norwegian the built site.
    """
    first = next(iter(sites.values()))
    pages = json.loads((first / originals.FILE).read_text("utf-8"))
    for site in sites.values():
        (site / originals.FILE).unlink()
    hashes = {form: {path: _hash(site / path) for path in _files(site)} for form, site in sites.items()}
    placed: list[tuple[str, str]] = []
    for form, site in sites.items():
        for path, told in hashes[form].items():
            place = COMMON if all(other.get(path) == told for other in hashes.values()) else form
            target = folder / place / path
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(site / path, target)
                placed.append((place, path))
    compress.STORE.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        described = pool.map(lambda each: _described(folder.joinpath(*each)), placed)
        listed: dict[str, dict[str, Any]] = {}
        for (place, path), found in zip(placed, described, strict=True):
            listed.setdefault(place, {})[path] = found
    content = {
        "format": FORMAT,
        "version": project.version(),
        "day": project.today().isoformat(),
        "forms": [*sites],
        "pages": pages,
        "spoken": {language: offline.spoken(language) for language in project.LANGUAGES},
        "files": listed,
    }
    (folder / FILE).write_text(offline.compact(content), "utf-8", newline="\n")
    compress.forget_unused(compress.STORE)


def _entries(listed: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Entry]]:
    """List the files of each form of Norwegian: those of all, and its own."""

    def entries(place: str) -> Iterator[tuple[str, Entry]]:
        for path, (kind, weight) in listed.get(place, {}).items():
            yield path, Entry(place, kind, offline.Weight(*weight) if weight else None)

    return {form: dict([*entries(COMMON), *entries(form)]) for form in ("nb", "nn")}


def _described(file: Path) -> tuple[Kind, offline.Weight | None]:
    """Say what becomes of a file, and pack it as well as can be where every copy has the same."""
    kind = _kind(file)
    if kind == "marked":
        texts = splicing.packed(splicing.cores(marks.parse(file.read_text("utf-8"), file.suffix, file.name)))
        file.with_name(file.name + PACKED).write_bytes(texts)
    if kind in ("marked", "document"):
        return kind, None
    content = file.read_bytes()
    forms: dict[str, bytes] = {}
    if compress.is_packed(file):
        compress.pack(file, compress.STORE)
        packed = {encoding: file.with_name(file.name + ending) for encoding, ending in compress.ENCODINGS.items()}
        forms = {encoding: each.read_bytes() for encoding, each in packed.items() if each.is_file()}
    return kind, offline.weighed(content, forms)


def _kind(file: Path) -> Kind:
    if file.suffix in marks.SUFFIXES and marks.is_marked(file.read_text("utf-8")):
        return "marked"
    if file.suffix == ".docx" and documents.is_marked(file.read_bytes()):
        return "document"
    if file.suffix == ".css" and colour.has_colour(file.read_text("utf-8")):
        return "coloured"
    return "same"


def _files(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
