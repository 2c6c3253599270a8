"""All that a browser needs to run the checker, made once and kept in `.cache/runtime/`."""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from sitegen import compress, node
from sitegen.bootstrap import NODE_MODULES
from sitegen.errors import SiteError
from sitegen.project import CACHE
from sitegen.runtime import checked, compiled, stdlib

KEPT = CACHE / "runtime"
# Where the site has it. The folder below is named by its content, so a browser never asks for it again.
FOLDER = "assets/engine"
HERE = Path(__file__).parent
# npm packages that take the runtime apart.
SHRINKERS = ("acorn", "binaryen", "terser")
# Long enough never to meet twice.
DIGITS = 16


def files() -> dict[str, Path]:
    """Give the engine's files by their path in the site. The first call takes about a minute, later ones nothing.

    Each part stands in a folder of its own: the law changes more often than Python.

    Raises:
        SiteError: a package is not installed, or a file cannot be made.
    """
    made = [
        kept("runtime", inputs("shrink.mjs", "glue.mjs", packages=SHRINKERS), runtime),
        archive(stdlib.LIBRARY, stdlib.sources()),
        archive("checker.zip", checked.sources()),
    ]
    return {f"{FOLDER}/{content(folder)}/{file.name}": file for folder in made for file in sorted(folder.iterdir())}


def runtime(folder: Path) -> None:
    """Make Python itself, without its library."""
    print("sitegen: Making the Python for browsers, once for this version: a minute or two …", flush=True)
    node.run("runtime/shrink.mjs", {"source": str(stdlib.PYODIDE), "target": str(folder), "index": index()})


def archive(name: str, sources: Mapping[str, str]) -> Path:
    """Give the folder of an archive of compiled modules."""

    def make(folder: Path) -> None:
        (folder / name).write_bytes(compiled.archive(sources))

    given = json.dumps([name, sources], sort_keys=True).encode()
    return kept(Path(name).stem, [*inputs("compile.mjs", "compile.py", "compiled.py"), given], make)


def index() -> dict[str, object]:
    """Give an index of packages for Pyodide that names none: it says only which version it belongs to."""
    info = json.loads((stdlib.PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
    return {"info": info, "packages": {}}


def inputs(*scripts: str, packages: Iterable[str] = ()) -> list[bytes]:
    """List what decides how a part comes out, beside what it is made of.

    Args:
        scripts: files of this folder.
        packages: npm packages; Pyodide always is one.

    Raises:
        SiteError: a package is not installed.
    """
    try:
        pinned = [(NODE_MODULES / name / "package.json").read_bytes() for name in ("pyodide", *packages)]
    except FileNotFoundError as error:
        raise SiteError(f"{error.filename} is missing; run `make build`, which installs it") from None
    return [*pinned, *((HERE / name).read_bytes() for name in scripts)]


def kept(name: str, given: Iterable[bytes], make: Callable[[Path], None]) -> Path:
    """Give the folder of a part, made first where the same inputs were never seen."""
    folder = KEPT / f"{name}-{digest(given)}"
    if folder.is_dir():
        folder.touch()
        return folder
    KEPT.mkdir(parents=True, exist_ok=True)
    forget_unused()
    with tempfile.TemporaryDirectory(prefix="making-", dir=KEPT) as making:
        fresh = Path(making) / name
        fresh.mkdir()
        make(fresh)
        try:
            fresh.rename(folder)
        except OSError:  # another build was first
            if not folder.is_dir():
                raise
    return folder


def forget_unused() -> None:
    """Delete what no build has used for a month, and what stopped builds left behind."""
    oldest = time.time() - compress.UNUSED_DAYS * 24 * 3600
    for folder in KEPT.iterdir():
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def content(folder: Path) -> str:
    """Name a folder by what is in it."""
    return digest(part for file in sorted(folder.iterdir()) for part in (file.name.encode(), file.read_bytes()))


def digest(given: Iterable[bytes]) -> str:
    """Hash some texts, each with its length."""
    found = hashlib.sha256()
    for one in given:
        found.update(len(one).to_bytes(8) + one)
    return found.hexdigest()[:DIGITS]
