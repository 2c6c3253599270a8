"""Files packed in advance: `.br` and `.gz` beside each file that they make smaller.

A host that knows them sends them; every other host sends the file itself.
"""

import gzip
import hashlib
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from sitegen.project import CACHE

# What is not packed already, and worth it.
SUFFIXES = frozenset(".css .html .js .json .mjs .svg .txt .wasm .webmanifest .xml .zip".split())
SMALLEST_BYTES = 1024
# Encoding, as HTTP names it → ending of the packed file; the smallest first.
ENCODINGS = {"br": ".br", "gzip": ".gz"}
STORE = CACHE / "packed"
# Packing at the highest level takes seconds a megabyte: from here on it is told.
LARGE_BYTES = 1_000_000
UNUSED_DAYS = 30
# Levels for what is packed again for each copy: from here on a percent of the bytes costs half as much time again.
QUICK_BROTLI, QUICK_GZIP = 5, 6
# The few long files of a copy would take as long as all the others.
QUICKEST_BROTLI, LONG_BYTES = 3, 150_000


def write(site: Path, store: Path = STORE) -> None:
    """Write the packed files of a built site.

    Args:
        site: the built site.
        store: packed files of earlier builds, by the hash of what they hold.
    """
    store.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted(site.rglob("*")) if is_packed(file)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda file: pack(file, store), files))
    forget_unused(store)


def is_packed(file: Path) -> bool:
    """Say whether a file of the site is worth packing."""
    return file.suffix in SUFFIXES and file.is_file() and file.stat().st_size > SMALLEST_BYTES


def quickly(name: str, content: bytes, gzipped: Callable[[], bytes] | None = None) -> dict[str, bytes]:
    """Give the packed forms of a file by their encoding, as far as they are smaller, in a hundredth of the time.

    A copy's pages are packed so: they differ from every other copy's, and there are hundreds of copies.

    Args:
        name: of the file: what is packed already has none.
        content: the file.
        gzipped: gives its form for gzip, where there is a quicker way.
    """
    if Path(name).suffix not in SUFFIXES or len(content) <= SMALLEST_BYTES:
        return {}
    packed = {
        "br": brotli.compress(content, quality=QUICK_BROTLI if len(content) < LONG_BYTES else QUICKEST_BROTLI),
        "gzip": gzipped() if gzipped else gzip.compress(content, QUICK_GZIP, mtime=0),
    }
    return {encoding: form for encoding, form in packed.items() if len(form) < len(content)}


def pack(file: Path, store: Path) -> None:
    """Write the packed forms of one file, as far as they are smaller than the file."""
    content = file.read_bytes()
    for encoding, ending in ENCODINGS.items():
        packed = packed_bytes(file.name, content, encoding, store)
        if len(packed) < len(content):
            file.with_name(file.name + ending).write_bytes(packed)


def packed_bytes(name: str, content: bytes, encoding: str, store: Path) -> bytes:
    """Give the packed form of a file from the store, or make it and put it there.

    Args:
        name: of the file, for the terminal.
        content: what is packed.
        encoding: a key of `ENCODINGS`.
        store: as for `write`.
    """
    kept = store / f"{hashlib.sha256(content).hexdigest()}{ENCODINGS[encoding]}"
    if kept.is_file():
        kept.touch()
        return kept.read_bytes()
    if len(content) >= LARGE_BYTES and encoding == "br":
        print(f"sitegen: packing {name} ({len(content) / 1e6:.1f} MB), once", flush=True)
    # No time of day goes into the file: the same site gives the same bytes.
    packed = brotli.compress(content, quality=11) if encoding == "br" else gzip.compress(content, 9, mtime=0)
    # Two builds may write the same file at once; each sees a whole one.
    part = kept.with_name(f"{kept.name}.{os.getpid()}")
    part.write_bytes(packed)
    part.replace(kept)
    return bytes(packed)


def forget_unused(store: Path) -> None:
    """Delete what no build has used for a month."""
    oldest = time.time() - UNUSED_DAYS * 24 * 3600
    for kept in store.iterdir():
        if kept.stat().st_mtime < oldest:
            kept.unlink(missing_ok=True)
