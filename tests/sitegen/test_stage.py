"""Staging: the municipality's pages over the site's."""

import os
import time

import pytest

from sitegen import stage
from sitegen.errors import SiteError
from sitegen.project import ENTRANCE, LANGUAGES


@pytest.fixture
def docs(tmp_path):
    for language in LANGUAGES:
        for name in ("index.md", "klage.md"):
            file = tmp_path / "docs" / language / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"site {language}")
    return tmp_path / "docs"


def overlay(tmp_path, **files):
    folder = tmp_path / "municipality"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_md", ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def test_without_an_overlay_the_site_s_pages_are_staged_with_an_entrance(tmp_path, docs):
    target = tmp_path / "staged"
    assert stage.stage(overlay(tmp_path), target, docs) == []
    assert (target / "nn" / "klage.md").read_text() == "site nn"
    assert "template: entrance.html" in (target / ENTRANCE / "index.md").read_text()


def test_a_municipality_s_page_replaces_the_site_s_and_leaves_it_untouched(tmp_path, docs):
    target = tmp_path / "staged"
    stage.stage(overlay(tmp_path, nb__klage_md="ours"), target, docs)
    assert (target / "nb" / "klage.md").read_text() == "ours"
    assert (target / "nn" / "klage.md").read_text() == "site nn"
    assert (docs / "nb" / "klage.md").read_text() == "site nb"


def test_a_page_in_one_language_only_is_reported(tmp_path, docs):
    missing = stage.stage(overlay(tmp_path, nn__lokal_md="ours"), tmp_path / "staged", docs)
    assert missing == ["nb/lokal.md", "en/lokal.md"]


def test_assets_are_staged(tmp_path, docs):
    stage.stage(overlay(tmp_path, assets__logo="picture"), tmp_path / "staged", docs)
    assert (tmp_path / "staged" / "assets" / "logo").read_text() == "picture"


@pytest.mark.parametrize("folder", ["ti", "no", "overrides", "nb-NO"])
def test_a_folder_nobody_knows_is_refused(tmp_path, docs, folder):
    municipality = overlay(tmp_path)
    (municipality / folder).mkdir()
    with pytest.raises(SiteError, match=rf"{folder}: not one of the folders assets, en, nb, nn"):
        stage.stage(municipality, tmp_path / "staged", docs)


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
