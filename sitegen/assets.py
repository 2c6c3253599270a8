"""Files of the built site that no page's source names: styles, scripts, the Python runtime, the checker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen import headers, node, styles
from sitegen.bootstrap import ROOT
from sitegen.project import OVERRIDES
from sitegen.runtime import engine as runtime

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
        SiteError: the runtime or the styles cannot be made.
    """
    node.run("scripts.mjs", list(scripts(site)))
    for path, file in runtime.files().items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / path)
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
    return [{"path": path, "bytes": file.stat().st_size} for path, file in runtime.files().items()]
