"""Staging: the site's pages and the municipality's overlay, merged into one folder for MkDocs."""

import shutil
import tempfile
import time
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.project import DOCS, ENTRANCE, LANGUAGES, TOPIC_TEMPLATE
from sitegen.staff import redirects, topics

PREFIX = "introguiden-docs-"
# A stopped server leaves its folder behind; anything this old belongs to nobody.
STALE_AFTER_SECONDS = 24 * 3600
ROOT_PAGE = "---\ntitle: Introguiden\ntemplate: {template}\n---\n\n# Introguiden\n"


def stage(municipality: Path, target: Path, docs: Path = DOCS) -> list[str]:
    """Fill `target` with `docs`, the municipality's pages over it, the entrance, and what stands at old addresses.

    Returns:
        The pages that exist in another language only, such as `nn/klage.md`.

    Raises:
        SiteError: the overlay holds a folder that is no language of the site and not `assets`, or the list of topics or
            of renamed pages is wrong.
    """
    shutil.copytree(docs, target, dirs_exist_ok=True)
    known = {*LANGUAGES, "assets"}
    for folder in sorted(path for path in municipality.iterdir() if path.is_dir()):
        if folder.name not in known:
            raise SiteError(f"{folder}: not one of the folders {', '.join(sorted(known))}")
        shutil.copytree(folder, target / folder.name, dirs_exist_ok=True)
    missing = missing_pages(target)
    entrance = target / ENTRANCE
    entrance.mkdir()
    (entrance / "index.md").write_text(ROOT_PAGE.format(template="entrance.html"), "utf-8")
    for name in topics.load(target):
        (entrance / f"{name}.md").write_text(ROOT_PAGE.format(template=TOPIC_TEMPLATE), "utf-8")
    redirects.stage(target, redirects.load(target / redirects.FILE), own_pages(municipality))
    return missing


def temporary_folder() -> Path:
    """Make a folder for staging, and remove those that stopped builds left behind."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    oldest = time.time() - STALE_AFTER_SECONDS
    for other in folder.parent.glob(f"{PREFIX}*"):
        if other.is_dir() and other.stat().st_mtime < oldest:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def own_pages(municipality: Path) -> frozenset[str]:
    """Give the names, without ending, of the pages that a municipality adds or replaces."""
    return frozenset(page.stem for language in LANGUAGES for page in (municipality / language).glob("*.md"))


def missing_pages(docs: Path) -> list[str]:
    """List the pages that some language has and another lacks."""
    pages = {language: {page.name for page in (docs / language).glob("*.md")} for language in LANGUAGES}
    everything = set().union(*pages.values())
    return [f"{language}/{name}" for language in LANGUAGES for name in sorted(everything - pages[language])]
