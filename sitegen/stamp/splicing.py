"""Packing a copy's pages quickly: most of a page is the same in every copy, and was packed when the site was released.

A gzip file is a stream of blocks. The long texts of a page are made into blocks that refer to nothing before them,
once and at the highest level; a copy packs only what stands between them (RFC 1951 and 1952).
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.stamp.marks import Block, Node

# A text that is shorter loses more by referring to nothing before it than it gains.
LEAST = 8192
BEST, QUICK = 9, 6
# How far back a block can refer.
WINDOW = 32768
# No time, no name: the same content gives the same bytes.
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def cores(nodes: Sequence[Node]) -> Iterator[str]:
    """Give the long texts of a file, in order."""
    for node in nodes:
        if isinstance(node, str):
            if len(node) >= LEAST:
                yield node
        elif isinstance(node, Block):
            yield from cores(node.inside)


def packed(texts: Iterable[str]) -> bytes:
    """Pack long texts, each for itself, into one file: the length of each stands before it."""
    blocks = [_blocks(text.encode(), BEST) for text in texts]
    return b"".join(struct.pack(">I", len(block)) + block for block in blocks)


def unpacked(content: bytes) -> Iterator[bytes]:
    """Give the packed texts of such a file."""
    at = 0
    while at < len(content):
        [length] = struct.unpack_from(">I", content, at)
        yield content[at + 4 : at + 4 + length]
        at += 4 + length


def gzipped(pieces: Iterable[str], known: Mapping[int, bytes]) -> bytes:
    """Pack a file.

    Args:
        pieces: of the file.
        known: packed forms of some of them, by their identity.
    """
    out: list[bytes] = [HEADER]
    waiting: list[str] = []
    before = b""
    crc = size = 0
    for piece in pieces:
        if id(piece) not in known:
            waiting.append(piece)
            continue
        between, core = "".join(waiting).encode(), piece.encode()
        crc, size = zlib.crc32(core, zlib.crc32(between, crc)), size + len(between) + len(core)
        out += [_blocks(between, QUICK, before), known[id(piece)]]
        waiting, before = [], core[-WINDOW:]
    last = "".join(waiting).encode()
    end = struct.pack("<II", zlib.crc32(last, crc), (size + len(last)) & 0xFFFFFFFF)
    return b"".join([*out, _blocks(last, QUICK, before, zlib.Z_FINISH), end])


def _blocks(content: bytes, level: int, before: bytes = b"", end: int = zlib.Z_FULL_FLUSH) -> bytes:
    """Pack a part; it may refer to what stands before it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before) if before else None
    packer = packer or zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(end)
