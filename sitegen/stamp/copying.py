"""One copy: every file of a released site, its marks filled, in a folder that takes the old copy's place."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date
from functools import cache, partial
from pathlib import Path

from sitegen import compress, folders, hosting, offline, project, settings, sharepage
from sitegen.errors import SiteError
from sitegen.project import FRAME
from sitegen.settings import Settings
from sitegen.stamp import colour, documents, marks, overlay, ownpages, shared, sitemap, splicing
from sitegen.stamp.ownpages import OwnPages
from sitegen.stamp.released import Entry, Released
from sitegen.stamp.values import Values

# Letters are sent in Norwegian, whatever languages a copy shows.
SENT = re.compile(r"assets/letters/\w+\.(?:nb|nn)\.docx")
SEARCH = "pagefind/pagefind-entry.json"
PAGE = re.compile(r"([\w-]+)/(?:([\w-]+)/)?index\.html")
# The packed forms of a file, by their encoding.
Packed = Mapping[str, bytes]


def write(
    released: Released, folder: Path, target: Path, chosen: Settings | None = None, *, link: bool = False
) -> list[str]:
    """Make a copy of a released site.

    Args:
        released: the site.
        folder: the municipality's, with `site.toml`, pages and assets.
        target: the folder to write. An old copy there stays until the new one is done.
        chosen: the settings in the place of those of the folder.
        link: let files that are the same in every copy be one file on the disk.

    Returns:
        What the municipality should know, such as that a page it replaced has changed since.

    Raises:
        SiteError: something is wrong with the settings, the pages or the folders. Nothing was written.
    """
    chosen = chosen or settings.load(folder)
    _check_target(target, released)
    if chosen.norwegian not in released.forms:
        raise SiteError(f"{released.folder}: was not made for {chosen.norwegian}, only for {', '.join(released.forms)}")
    own = OwnPages(folder, chosen, released.pages, date.fromisoformat(released.day))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".stamp-", dir=target.parent) as fresh:
        site = Path(fresh) / "site"
        # One of many copies needs no threads: the other processor has another.
        with nullcontext() if link else ThreadPoolExecutor() as packers:
            _Copy(released, chosen, own, site, packers).write(overlay.files(folder, chosen))
        folders.replace(target, site)
    return own.notices


def _check_target(target: Path, released: Released) -> None:
    """Refuse to replace a folder that holds anything but a copy."""
    ours = released.folder.resolve()
    if target.resolve() == ours or target.resolve() in ours.parents or ours in target.resolve().parents:
        raise SiteError(f"{target}: the released site is there. Name another folder for the copy")
    is_copy = target.is_dir() and (not any(target.iterdir()) or (target / project.NOT_FOUND).is_file())
    if target.exists() and not is_copy:
        raise SiteError(f"{target}: holds something else than a copy of the site. Name another folder, or empty it")


class _Copy:
    """A copy that is being made.

    Attributes:
        site: the folder.
        same: files that are the same in every copy, and where the released site has them.
        made: files of this copy only.
        packed: their packed forms, as soon as they are done.
    """

    def __init__(
        self, released: Released, chosen: Settings, own: OwnPages, site: Path, packers: Executor | None = None
    ) -> None:
        self.released, self.settings, self.own, self.site, self.packers = released, chosen, own, site, packers
        # One of many copies: what is the same in all of them stands on the disk once.
        self.put = shutil.copyfile if packers else os.link
        self.files = {path: entry for path, entry in released.files[chosen.norwegian].items() if self._is_shown(path)}
        self.values = {language: Values(chosen, language, own.of(language)) for language in chosen.shown}
        self.same: dict[str, Entry] = {}
        self.made: dict[str, bytes] = {}
        self.packed: dict[str, Callable[[], Packed]] = {}
        self.folders: set[str] = set()

    def write(self, assets: Mapping[str, Path]) -> None:
        """Write everything."""
        for path, file in assets.items():
            self._add_asset(path, file)
        for path, entry in self._in_order():
            self._add(path, entry)
        for language, values in self.values.items():
            self._add_own_pages(language, values)
            manifest = offline.web_manifest(language, self.released.spoken[language].direction, self.settings)
            self._add_text(f"{language}/{offline.MANIFEST}", manifest)
        weights = {path: entry.weight for path, entry in self.same.items() if entry.weight}
        weights |= {path: offline.weighed(content, self.packed[path]()) for path, content in self.made.items()}
        lists = dict(offline.lists(self.settings.shown, weights, self.released.spoken, self.released.day))
        if self.settings.address:
            pages = {language: [*self._pages(language)] for language in self.settings.shown}
            lists["sitemap.xml"] = sitemap.written(self.settings.address, pages, self.released.day)
        for path, text in lists.items():
            self._add_text(path, text)
        hosting.write(self.site, self.settings.address, self.settings.frame, self.made)
        self._write_packed()

    def _in_order(self) -> Iterator[tuple[str, Entry]]:
        """Give the files to share first: a page says how large its language's is."""
        first = [f"{language}/{sharepage.file_name(language)}" for language in self.settings.shown]
        yield from ((path, self.files[path]) for path in first)
        yield from ((path, entry) for path, entry in self.files.items() if path not in first and FRAME not in path)

    def _add(self, path: str, entry: Entry) -> None:
        source = self.released.path(path, entry)
        if entry.kind == "marked":
            parsed = self.released.parsed(path, entry)
            pieces = [*self._filled(path, parsed.nodes)]
            self._add_text(path, "".join(pieces), partial(splicing.gzipped, pieces, parsed.packed))
        elif entry.kind == "document":
            values = self.values[_language(path, self.settings)]
            self._add_content(path, documents.fill(Path(source).read_bytes(), values.page(path), values.language))
        elif entry.kind == "coloured" and self.settings.colour:
            self._add_text(path, colour.coloured(Path(source).read_text("utf-8"), self.settings.colour))
        elif path == SEARCH and {*self.settings.shown} != {*project.LANGUAGES}:
            self._add_text(path, _searched(Path(source), self.settings.shown))
        else:
            self.put(source, self._place(path))
            self.same[path] = entry

    def _filled(self, path: str, nodes: Sequence[marks.Node]) -> Iterable[str]:
        language = _language(path, self.settings)
        values = self.values[language]
        if path != f"{language}/{sharepage.file_name(language)}":
            return marks.fill(nodes, values.page(path), language, self.settings.shown)
        pieces = [*shared.filled(nodes, values, path, self.site)]
        kilobytes = round(sum(len(piece.encode()) for piece in pieces) / 1000)
        values.more["share"] = values.ui["share_size"].replace("{kilobytes}", str(kilobytes))
        return pieces

    def _add_own_pages(self, language: str, values: Values) -> None:
        frame = f"{language}/{FRAME}/index.html"
        nodes = self.released.parsed(frame, self.released.files[self.settings.norwegian][frame]).nodes
        for page in values.own:
            if page.is_added:
                path = f"{language}/{page.name}/index.html"
                text = "".join(marks.fill(nodes, values.page(path), language, self.settings.shown))
                self._add_text(path, text.replace(f"/{FRAME}/", f"/{page.name}/"))
        if values.own:
            found = json.dumps([*ownpages.searched(values.own)], ensure_ascii=False)
            self._add_text(f"{overlay.ASSETS}/own/{language}.json", f"{found}\n")

    def _add_asset(self, path: str, file: Path) -> None:
        if any(path in files for files in self.released.files.values()):
            raise SiteError(f"{file}: the site has a file of this name")
        self._add_content(path, file.read_bytes())

    def _add_text(self, path: str, text: str, gzipped: Callable[[], bytes] | None = None) -> None:
        self._add_content(path, text.encode(), gzipped)

    def _add_content(self, path: str, content: bytes, gzipped: Callable[[], bytes] | None = None) -> None:
        """Write a file of this copy, and begin to pack it.

        Args:
            path: of the file.
            content: the file.
            gzipped: gives its form for gzip, from parts that are packed already.
        """
        with open(self._place(path), "wb") as file:  # noqa: PTH123 - a path object for each of a thousand files takes time
            file.write(content)
        self.made[path] = content
        pack = partial(compress.quickly, path, content, gzipped)
        # The packers let other threads run.
        self.packed[path] = self.packers.submit(pack).result if self.packers else cache(pack)

    def _write_packed(self) -> None:
        """Write packed files beside the others, when all that is made of the others is done."""
        for path, forms in self.packed.items():
            for encoding, form in forms().items():
                with open(f"{self.site}/{path}{compress.ENCODINGS[encoding]}", "wb") as file:  # noqa: PTH123
                    file.write(form)
        for path, entry in self.same.items():
            for encoding, ending in compress.ENCODINGS.items():
                if entry.weight and getattr(entry.weight, encoding) < entry.weight.bytes:
                    self.put(self.released.path(f"{path}{ending}", entry), f"{self.site}/{path}{ending}")

    def _place(self, path: str) -> str:
        """Say where a file goes, in a folder that exists."""
        file = f"{self.site}/{path}"
        folder = file.rpartition("/")[0]
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self.folders.add(folder)
        return file

    def _pages(self, language: str) -> Iterator[str]:
        for path in self.made:
            found = PAGE.fullmatch(path)
            if found and found[1] == language and not self._leads_on(language, found[2]):
                yield found[2] or ""

    def _leads_on(self, language: str, name: str | None) -> bool:
        """Say whether a page stands at an old address and only leads on."""
        original = self.released.pages[language].get(name or "")
        return original is not None and original.leads_on

    def _is_shown(self, path: str) -> bool:
        """Say whether a file is of no language, or of one that the copy shows."""
        if not (hidden := {*project.LANGUAGES} - {*self.settings.shown}):
            return True
        first = path.split("/", 1)[0]
        names = set(re.split(r"[/._-]", path)) if first in ("assets", "pagefind") else {first}
        return not names & hidden or bool(SENT.fullmatch(path))


def _language(path: str, chosen: Settings) -> str:
    """Give the language of a file: of its folder or its name, or else the municipality's Norwegian."""
    names = re.split(r"[/._-]", path)
    found = names[0] if path.split("/", 1)[0] in project.LANGUAGES else names[-2]
    return found if found in chosen.shown else chosen.norwegian


def _searched(entry: Path, shown: Iterable[str]) -> str:
    """Leave out of the search what is not shown."""
    found = json.loads(entry.read_text("utf-8"))
    found["languages"] = {name: told for name, told in found["languages"].items() if name in shown}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
