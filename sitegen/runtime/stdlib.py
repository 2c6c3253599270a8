"""The standard library of the browser's Python: what the checker and Pyodide's start import, and no more."""

import zipfile
from pathlib import Path

from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

HERE = Path(__file__).parent
PYODIDE = ROOT / "node_modules" / "pyodide"
LIBRARY = "python_stdlib.zip"
# The modules that were imported when every case was judged: trace.py writes the list.
MODULES = HERE / "modules.txt"
# Our own modules in place of Pyodide's. MPL-2.0 asks for the source of what was changed: these are new, and MIT.
STUBS = HERE / "stubs"


def modules() -> list[str]:
    """Give the paths of the modules needed, such as `collections/abc.py`."""
    return MODULES.read_text("ascii").split()


def stubs() -> dict[str, str]:
    """Give our own modules by their path."""
    return {path.relative_to(STUBS).as_posix(): path.read_text("utf-8") for path in sorted(STUBS.rglob("*.py"))}


def everything() -> dict[str, str]:
    """Give all modules of Pyodide's standard library by their path, with our own in place of some.

    Raises:
        SiteError: Pyodide is not installed.
    """
    try:
        with zipfile.ZipFile(PYODIDE / LIBRARY) as library:
            names = [name for name in library.namelist() if name.endswith(".py")]
            stock = {name: library.read(name).decode("utf-8") for name in names}
    except FileNotFoundError as error:
        raise SiteError(f"{error.filename} is missing; run `make build`, which installs it") from None
    return {**stock, **stubs()}


def sources() -> dict[str, str]:
    """Give the modules needed by their path.

    Raises:
        SiteError: the list names a module that Pyodide does not have.
    """
    known = everything()
    if unknown := set(modules()) - set(known):
        raise SiteError(f"{MODULES.name} names what Pyodide lacks: {', '.join(sorted(unknown))}")
    return {path: known[path] for path in modules()}
