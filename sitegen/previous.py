"""The copy of before, kept so that a municipality can go back to it."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo


def keep(site: Path, folder: Path) -> Path | None:
    """Keep a site that is about to be replaced.

    The files are shared, not copied: the next build writes new ones. On another disk they are copied.

    Args:
        site: the site as it is now; nothing is kept where there is none.
        folder: where to keep it, outside the site.

    Returns:
        The folder, named by the day and the time in Oslo at which the site was built.
    """
    if not (site / "index.html").is_file():
        return None
    built = datetime.fromtimestamp((site / "index.html").stat().st_mtime, ZoneInfo("Europe/Oslo"))
    kept = folder / f"{site.name}-{built:%Y-%m-%d-%H%M%S}"
    if not kept.exists():
        part = kept.with_name(f"{kept.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(site, part, copy_function=_share)
        # Half a copy is never taken for a whole one.
        part.rename(kept)
    return kept


def _share(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
