"""Staging: the site's pages, the entrance and the frame of a copy's own pages, in one folder for MkDocs."""

import shutil
import tempfile
import time
from pathlib import Path

from sitegen.project import DOCS, ENTRANCE, FRAME, LANGUAGES, TOPIC_TEMPLATE
from sitegen.staff import redirects, topics

PREFIX = "introguiden-docs-"
# A stopped server leaves its folder behind; anything this old belongs to nobody.
STALE_AFTER_SECONDS = 24 * 3600
ROOT_PAGE = "---\ntitle: Introguiden\ntemplate: {template}\n---\n\n# Introguiden\n"
FRAME_PAGE = "---\ntitle: ⟦page.title⟧\ndescription: ⟦page.description⟧\n---\n\n⟦block own⟧\n"


def stage(target: Path, docs: Path = DOCS) -> list[str]:
    """Fill `target` with `docs`, the entrance, what stands at old addresses, and the frame of a copy's own pages.

    Returns:
        The pages that exist in another language only, such as `nn/klage.md`.

    Raises:
        SiteError: the list of topics or of renamed pages is wrong.
    """
    shutil.copytree(docs, target, dirs_exist_ok=True)
    missing = missing_pages(target)
    entrance = target / ENTRANCE
    entrance.mkdir()
    (entrance / "index.md").write_text(ROOT_PAGE.format(template="entrance.html"), "utf-8")
    for name in topics.load(target):
        (entrance / f"{name}.md").write_text(ROOT_PAGE.format(template=TOPIC_TEMPLATE), "utf-8")
    redirects.stage(target, redirects.load(target / redirects.FILE))
    for language in LANGUAGES:
        (target / language / f"{FRAME}.md").write_text(FRAME_PAGE, "utf-8")
    return missing


def temporary_folder() -> Path:
    """Make a folder for staging, and remove those that stopped builds left behind."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    oldest = time.time() - STALE_AFTER_SECONDS
    for other in folder.parent.glob(f"{PREFIX}*"):
        if other.is_dir() and other.stat().st_mtime < oldest:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def missing_pages(docs: Path) -> list[str]:
    """List the pages that some language has and another lacks."""
    pages = {language: {page.name for page in (docs / language).glob("*.md")} for language in LANGUAGES}
    everything = set().union(*pages.values())
    return [f"{language}/{name}" for language in LANGUAGES for name in sorted(everything - pages[language])]
