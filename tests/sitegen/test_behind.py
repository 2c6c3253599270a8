"""What a copy's pages say of being behind."""

from datetime import date

import pytest

from sitegen import behind, build, project

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("newest", "newer"),
    [
        ("", ""),
        ("1.2.3", ""),
        ("1.2.2", ""),
        ("1.2.4", "1.2.4"),
        ("1.10.0", "1.10.0"),
        ("2.0.0", "2.0.0"),
        # What is no version says nothing, and stands on no page.
        ("2.0.0-rc1", ""),
        ("9.9.9</p><script>", ""),
    ],
)
def test_a_newer_version_is_told_of_and_nothing_else(monkeypatch, newest, newer):
    monkeypatch.setattr(project, "version", lambda: "1.2.3")
    monkeypatch.setenv(behind.NEWEST, newest)
    assert behind.told(TODAY)["newer"] == newer


def test_a_copy_that_nobody_builds_counts_as_old_after_the_next_change_of_the_law():
    assert behind.told(TODAY)["old_after"] == "2027-05-31"


def test_pages_say_so(monkeypatch, tmp_path):
    monkeypatch.setenv(behind.NEWEST, "999.0.0")
    assert build.run_mkdocs(tmp_path / "site") == []
    for language, said in (("nb", "en nyere utgave av denne siden"), ("en", "a newer version of this site")):
        page = (tmp_path / "site" / language / "klage" / "index.html").read_text("utf-8")
        [line] = [line for line in page.splitlines() if said in line]
        assert "hidden" not in line


def test_a_page_of_today_says_it_to_whoever_reads_it_long_after(site):
    page = (site / "nb" / "klage" / "index.html").read_text("utf-8")
    assert f'<p data-after="{behind.told(project.today())["old_after"]}" hidden>' in page.replace('hidden=""', "hidden")
    assert "en nyere utgave av denne siden" not in page
