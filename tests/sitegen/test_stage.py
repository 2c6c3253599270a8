"""Staging: the municipality's pages over the site's."""

import os
import time

import pytest

from sitegen import stage
from sitegen.project import ENTRANCE, FRAME, LANGUAGES


@pytest.fixture
def docs(tmp_path):
    for language in LANGUAGES:
        for name in ("index.md", "klage.md"):
            file = tmp_path / "docs" / language / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"site {language}")
    (tmp_path / "docs" / "topics.toml").write_text('pages = ["klage"]')
    (tmp_path / "docs" / "redirects.toml").write_text("")
    return tmp_path / "docs"


def test_the_site_s_pages_are_staged_with_an_entrance_and_the_frame_of_a_copy_s_own(tmp_path, docs):
    target = tmp_path / "staged"
    assert stage.stage(target, docs) == []
    assert (target / "nn" / "klage.md").read_text() == "site nn"
    assert "template: entrance.html" in (target / ENTRANCE / "index.md").read_text()
    for language in LANGUAGES:
        assert "⟦block own⟧" in (target / language / f"{FRAME}.md").read_text()


def test_a_page_in_one_language_only_is_reported(tmp_path, docs):
    (docs / "nn" / "ny.md").write_text("ny")
    missing = stage.stage(tmp_path / "staged", docs)
    assert missing == [f"{language}/ny.md" for language in LANGUAGES if language != "nn"]


def test_folders_of_stopped_builds_are_removed_and_others_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, new = tmp_path / f"{stage.PREFIX}old", tmp_path / f"{stage.PREFIX}new"
    for folder in (old, new, tmp_path / "other"):
        folder.mkdir()
    long_ago = time.time() - stage.STALE_AFTER_SECONDS - 60
    for folder in (old, tmp_path / "other"):
        os.utime(folder, (long_ago, long_ago))
    made = stage.temporary_folder()
    assert {path.name for path in tmp_path.iterdir()} == {made.name, new.name, "other"}
