"""The checker as one file for the browser: a zip archive that is the same for the same sources."""

import io
import zipfile
from pathlib import Path

# The oldest day the format knows. A real date would change the archive with every clone.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
SUFFIXES = frozenset({".py", ".toml"})


def pack(package: Path) -> bytes:
    """Pack a package's Python and TOML files.

    They are sorted by name and carry no dates, so the same sources give the same bytes everywhere.
    """
    files = sorted(path for path in package.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(package.parent).as_posix(), FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            # Windows checkouts may have other line ends.
            archive.writestr(entry, file.read_bytes().replace(b"\r\n", b"\n"))
    return written.getvalue()
