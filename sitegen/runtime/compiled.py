"""Python modules as a browser gets them: compiled, in one archive that is the same for the same sources."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sitegen import node

# The oldest day the format knows. A real date would change the archive with every clone.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def archive(sources: Mapping[str, str]) -> bytes:
    """Compile modules and pack them.

    Args:
        sources: text of each module by its path, such as `checker/days.py`.

    Raises:
        SiteError: a module cannot be compiled.
    """
    with tempfile.TemporaryDirectory() as folder:
        node.run("runtime/compile.mjs", {"sources": dict(sources), "target": folder})
        files = sorted(path for path in Path(folder).rglob("*.pyc"))
        return packed({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Pack files without compression: the server compresses all of them together, which comes out smaller."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as target:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, FIXED_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, files[path])
    return written.getvalue()
