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
    out, waiting, before = [HEADER], [], b""
    crc = size = 0
    for piece in pieces:
        content = piece.encode()
        crc, size = zlib.crc32(content, crc), size + len(content)
        if id(piece) not in known:
            waiting.append(content)
            continue
        out += [_blocks(b"".join(waiting), QUICK, before), known[id(piece)]]
        waiting, before = [], content[-WINDOW:]
    out.append(_blocks(b"".join(waiting), QUICK, before, zlib.Z_FINISH))
    return b"".join([*out, struct.pack("<II", crc, size & 0xFFFFFFFF)])


def _blocks(content: bytes, level: int, before: bytes = b"", end: int = zlib.Z_FULL_FLUSH) -> bytes:
    """Pack a part; it may refer to what stands before it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=before) if before else None
    packer = packer or zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush(end)
