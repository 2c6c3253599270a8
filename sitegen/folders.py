"""A folder in another's place, whole or not at all."""

import shutil
from pathlib import Path


def replace(old: Path, new: Path) -> None:
    """Put a new folder in an old one's place, so that a server sees one or the other."""
    aside = new.with_name("old")
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
