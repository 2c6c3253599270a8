"""Files of the built site that no page's source names: styles, scripts, the Python runtime, the checker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen import archive, headers, node, styles
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.project import CHECKER, OVERRIDES

# All that a browser needs of the npm package: the rest is documentation, types and source maps.
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
RUNTIME_SOURCE = ROOT / "node_modules" / "pyodide"
ARCHIVE = "assets/checker/checker.zip"
# Folder of overrides/ → folder of the site. MkDocs itself must not publish these a second time.
SCRIPTS = {"js": "assets/js", "checker": "assets/checker", "offline": "assets/offline"}
# A service worker answers for its own folder and below: it goes to the root.
SERVICE_WORKER = "sw.mjs"
SOURCES = frozenset({"css", *SCRIPTS})


def write(site: Path, colour: str | None) -> None:
    """Add styles, scripts, runtime and checker to a built site.

    Args:
        site: the built site; its pages decide which styles are kept.
        colour: the municipality's colour as `#rrggbb`.

    Raises:
        SiteError: a file of the runtime is missing, or the styles cannot be made.
    """
    node.run("scripts.mjs", list(scripts(site)))
    for name in RUNTIME:
        copy(RUNTIME_SOURCE / name, site / "assets" / "pyodide" / name)
    packed = site / ARCHIVE
    packed.parent.mkdir(parents=True, exist_ok=True)
    packed.write_bytes(archive.pack(CHECKER))
    styles.build(ROOT, site, colour)


def scripts(site: Path) -> Iterator[dict[str, str]]:
    """List the site's scripts: where each stands, and where it goes."""
    for folder, target in SCRIPTS.items():
        for script in sorted((OVERRIDES / folder).rglob("*.mjs")):
            published = site / target / script.relative_to(OVERRIDES / folder)
            if script.name == SERVICE_WORKER:
                published = site / headers.SERVICE_WORKER
            yield {"source": str(script), "target": str(published)}


def engine() -> list[dict[str, object]]:
    """Give the files a browser fetches to run the checker, with their sizes: the progress bar adds them up.

    Returns:
        For each file `path`, from the site's root, and `bytes`.
    """
    files: list[dict[str, object]] = [
        {"path": f"assets/pyodide/{name}", "bytes": (RUNTIME_SOURCE / name).stat().st_size} for name in RUNTIME
    ]
    return [*files, {"path": ARCHIVE, "bytes": len(archive.pack(CHECKER))}]


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder.

    Raises:
        SiteError: it is missing: `make build` installs what the site is made of.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise SiteError(f"{source} is missing; run `make build`, which installs it") from None
