"""Marks in the forms as documents (DOCX): a packed file of XML."""

import io
import struct
import zipfile
from copy import copy

from sitegen.packing import PACKED
from sitegen.stamp import marks

XML = (".xml", ".rels")
# Of the header before each part (PKWARE's APPNOTE, 4.3.7): its length, and where the lengths of what follows it stand.
HEADER_BYTES, NAME_LENGTH = 30, 26


def is_marked(content: bytes) -> bool:
    """Say whether a document holds a mark."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(marks.is_marked(packed.read(name).decode()) for name in packed.namelist() if name.endswith(XML))


def fill(content: bytes, find: marks.Find, language: str) -> bytes:
    """Fill the marks of a document; the arguments are those of `marks.fill`."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w") as new:
        for entry in old.infolist():
            part = old.read(entry) if entry.filename.endswith(XML) else b""
            if part and marks.is_marked(text := part.decode()):
                filled = "".join(marks.fill(marks.parse(text, ".xml", entry.filename), find, language, ()))
                written = zipfile.ZipInfo(entry.filename, PACKED)
                written.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(written, filled.encode())
            else:
                _carry(content, entry, new, fresh)
    return fresh.getvalue()


def _carry(content: bytes, entry: zipfile.ZipInfo, new: zipfile.ZipFile, fresh: io.BytesIO) -> None:
    """Put a part into another document as it is packed: packing it again takes as long as all the rest."""
    name, extra = struct.unpack_from("<HH", content, entry.header_offset + NAME_LENGTH)
    end = entry.header_offset + HEADER_BYTES + name + extra + entry.compress_size
    moved = copy(entry)
    moved.header_offset = new.start_dir
    fresh.seek(new.start_dir)
    fresh.write(content[entry.header_offset : end])
    new.start_dir = fresh.tell()
    new.filelist.append(moved)
    new.NameToInfo[moved.filename] = moved
