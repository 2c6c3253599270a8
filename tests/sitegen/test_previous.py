"""Going back to the copy of yesterday."""

import os
import shutil

from sitegen import commands, previous

NOON = 1_795_345_200  # 22 November 2026, 12:00 in Oslo


def make(site, text, built=NOON):
    (site / "nb").mkdir(parents=True)
    (site / "index.html").write_text(text, "utf-8")
    (site / "nb" / "index.html").write_text(text, "utf-8")
    os.utime(site / "index.html", (built, built))


def test_the_copy_of_before_is_whole_whatever_replaces_it(tmp_path):
    site, folder = tmp_path / "site", tmp_path / "kept"
    make(site, "yesterday")
    kept = previous.keep(site, folder)
    assert kept == folder / "site-2026-11-22-120000"
    shutil.rmtree(site)
    make(site, "today", NOON + 86400)
    assert (kept / "nb" / "index.html").read_text("utf-8") == "yesterday"
    assert previous.keep(site, folder) == folder / "site-2026-11-23-120000"
    # The way back that the page tells of.
    shutil.rmtree(site)
    kept.rename(site)
    assert (site / "index.html").read_text("utf-8") == "yesterday"


def test_keeping_twice_is_keeping_once(tmp_path):
    make(tmp_path / "site", "x")
    assert previous.keep(tmp_path / "site", tmp_path / "kept") == previous.keep(tmp_path / "site", tmp_path / "kept")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["site-2026-11-22-120000"]


def test_where_there_is_no_site_nothing_is_kept(tmp_path):
    assert previous.keep(tmp_path / "site", tmp_path / "kept") is None
    assert not (tmp_path / "kept").exists()


def test_on_another_disk_the_files_are_copied(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("another disk")

    monkeypatch.setattr(previous.os, "link", refuse)
    make(tmp_path / "site", "x")
    kept = previous.keep(tmp_path / "site", tmp_path / "kept")
    assert (kept / "nb" / "index.html").read_text("utf-8") == "x"


def test_the_build_keeps_it_before_it_writes(tmp_path, monkeypatch):
    site = tmp_path / "site"
    make(site, "yesterday")
    seen = []
    monkeypatch.setattr(commands, "write", lambda *_, **__: seen.append(list((tmp_path / "kept").iterdir())) or 0)
    assert commands.main(["build", "--site", str(site), "--keep", str(tmp_path / "kept")]) == 0
    assert [path.name for path in seen[0]] == ["site-2026-11-22-120000"]
