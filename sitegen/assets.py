"""Files of the built site that no page's source names: styles, scripts, the Python runtime, the checker."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen import fonts, headers, node, styles
from sitegen.bootstrap import NODE_MODULES, ROOT
from sitegen.project import OVERRIDES
from sitegen.runtime import engine as runtime

# Folder of overrides/ → folder of the site. MkDocs itself must not publish these a second time.
SCRIPTS = {folder: f"assets/{folder}" for folder in ("js", "aloud", "checker", "letters", "offline", "staff")}
# A service worker answers for its own folder and below: it goes to the root.
SERVICE_WORKER = "sw.mjs"
SOURCES = frozenset({"css", *SCRIPTS})
# What pages name, and what workers begin with. All that one of them needs at once is in the same file.
ENTRIES = (
    "js/site.mjs",
    "js/search.mjs",
    "aloud/begin.mjs",
    "checker/form.mjs",
    "checker/worker.mjs",
    "letters/checklist.mjs",
    "staff/beside.mjs",
    "staff/handout.mjs",
    "staff/links.mjs",
    "staff/oldpages.mjs",
    "offline/page.mjs",
    "offline/sw.mjs",
)
# Packages that the letters fetch when somebody asks for a QR code: each is one file that imports nothing.
PACKAGES = {
    "assets/letters/lean-qr.mjs": "lean-qr/index.mjs",
    "assets/letters/lean-qr-svg.mjs": "lean-qr/extras/svg.mjs",
}


def write(site: Path) -> None:
    """Add styles, scripts, runtime and checker to a built site.

    Args:
        site: the built site; its pages decide which styles are kept.

    Raises:
        SiteError: the runtime or the styles cannot be made.
    """
    entries = [str(OVERRIDES / entry) for entry in ENTRIES]
    node.run("scripts.mjs", {"site": str(site), "scripts": dict(scripts()), "entries": entries})
    for path, package in PACKAGES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(NODE_MODULES / package, site / path)
    for path, file in runtime.files().items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / path)
    styles.build(ROOT, site)
    fonts.write(site)


def scripts() -> Iterator[tuple[str, str]]:
    """List the site's scripts: where each stands, and where it is published if it has a file of its own."""
    for folder, target in SCRIPTS.items():
        for script in sorted((OVERRIDES / folder).rglob("*.mjs")):
            published = f"{target}/{script.relative_to(OVERRIDES / folder).as_posix()}"
            yield str(script), headers.SERVICE_WORKER if script.name == SERVICE_WORKER else published


def engine() -> list[dict[str, object]]:
    """Give the files a browser fetches to run the checker, with their sizes: the progress bar adds them up.

    Returns:
        For each file `path`, from the site's root, and `bytes`.
    """
    return [{"path": path, "bytes": file.stat().st_size} for path, file in runtime.files().items()]
