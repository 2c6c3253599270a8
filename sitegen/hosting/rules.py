"""The headers of a whole site, in as few rules as possible: what holds everywhere, and what for some files only."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from sitegen import compress, headers

# A page's meta element stands in its first lines; reading no more keeps the making of hundreds of copies quick.
HEAD_BYTES = 4096
INDEX = "index.html"


@dataclass(frozen=True)
class Part:
    """Files of a site that get other headers than the rest.

    Attributes:
        headers: those that differ, by name.
        files: paths in the site.
        folders: whole folders, with all that is below them.
    """

    headers: Mapping[str, str]
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def pattern(self, *, packed: bool = False) -> str:
        """Give a regular expression of the files and folders, without what stands before them and after them.

        Args:
            packed: whether a server may have put the ending of a packed file, or of a folder's page, at the end.
        """
        endings = "|".join(re.escape(end) for end in compress.ENCODINGS.values())
        files = [re.escape(file) for file in self.files]
        if packed:
            files = [f"{_folder(file)}(?:{endings})?" for file in files]
        return "|".join([*(f"{re.escape(folder)}/.*" for folder in self.folders), *files])


@dataclass(frozen=True)
class Rules:
    """What a server must say of the files of a site.

    Attributes:
        prefix: where the site stands on its host, with a slash at both ends.
        common: headers of every file that no part names.
        parts: what differs; no file is in two of them.
        pages: pages and workers with the policy of each, for hosts that add up rules instead of choosing one.
        folders: folders without pages, as far up as all their files are kept equally long, and how long.
    """

    prefix: str
    common: Mapping[str, str]
    parts: tuple[Part, ...]
    pages: Mapping[str, str]
    folders: Mapping[str, str]


def of(
    site: Path, address: str | None = None, frame: Sequence[str] = (), known: Mapping[str, bytes] = MappingProxyType({})
) -> Rules:
    """Find the rules of a built site; the arguments are those of `sitegen.hosting.write`."""
    files = sorted(files_of(site))
    said = {file: headers.for_file(file, head(site / file, known.get(file)), frame) for file in files}
    common = headers.for_file("", frame=frame)
    folders = alike(files)
    kept = tuple(folder for folder, value in folders.items() if value == headers.KEEP)
    groups: dict[str, list[str]] = {}
    for file, values in said.items():
        if values[headers.POLICY] != common[headers.POLICY]:
            groups.setdefault(values[headers.POLICY], []).append(file)
    parts = [Part({headers.POLICY: value}, files=tuple(named)) for value, named in groups.items()]
    if kept:
        parts.append(Part({headers.CACHING: headers.KEEP}, folders=kept))
    workers = (headers.WORKER, headers.SERVICE_WORKER)
    pages = {file: said[file][headers.POLICY] for file in files if file.endswith(".html") or file in workers}
    return Rules(urlsplit(address or "/").path, common, tuple(parts), pages, folders)


def files_of(site: Path) -> Iterator[str]:
    """Give the paths of the site's files, without packed forms of them: those are sent as the file itself."""
    packed = tuple(compress.ENCODINGS.values())
    for folder, _, names in os.walk(site):
        inside = os.path.relpath(folder, site).replace(os.sep, "/")
        yield from (name if inside == "." else f"{inside}/{name}" for name in names if not name.endswith(packed))


def head(file: Path, content: bytes | None = None) -> str | None:
    """Give the beginning of a page, read from its content where that is known; None for other files."""
    if file.suffix != ".html":
        return None
    if content is None:
        with file.open("rb") as opened:
            content = opened.read(HEAD_BYTES)
    return content[:HEAD_BYTES].decode("utf-8", "ignore")


def alike(files: Iterable[str]) -> dict[str, str]:
    """Say how long files may be kept, by folder without pages, each as far up as that is the same for all its files."""
    below: dict[str, set[str]] = {}
    for file in files:
        parts = file.split("/")[:-1]
        said = "" if file.endswith(".html") else headers.caching(file)
        for depth in range(1, len(parts) + 1):
            below.setdefault("/".join(parts[:depth]), set()).add(said)
    found: dict[str, str] = {}
    for folder, said_below in sorted(below.items()):
        is_covered = any(folder.startswith(f"{other}/") for other in found)
        if not is_covered and len(said_below) == 1 and "" not in said_below:
            found[folder] = next(iter(said_below))
    return found


def _folder(file: str) -> str:
    """Let the expression of a folder's page fit the folder's own address too."""
    whole = re.escape(INDEX)
    return f"{file.removesuffix(whole)}(?:{whole})?" if file.endswith(whole) else file
