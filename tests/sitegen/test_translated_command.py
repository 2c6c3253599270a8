"""The command by which a translator confirms that pages say what the Bokmål ones say."""

import tomllib

import pytest

from sitegen import translated, translations

WHOLE = "# Klage {{ #topp }}\n\n{text}\n"


@pytest.fixture
def docs(tmp_path, monkeypatch):
    """Give a folder with one page: whole in Nynorsk and English, in short in Ukrainian, not there in Arabic."""
    for language, text in (("nb", "Ja."), ("nn", "Jau."), ("en", "Yes."), ("uk", "Так."), ("ar", "")):
        (tmp_path / language).mkdir()
        if text:
            front = "---\nsummary_only: true\n---\n\n" if language == "uk" else ""
            (tmp_path / language / "klage.md").write_text(front + WHOLE.format(text=text), "utf-8")
    monkeypatch.setattr(translated, "DOCS", tmp_path)
    monkeypatch.setattr(translated, "TRANSLATIONS", ("nn", "en", "uk", "ar"))
    translated.fingerprints.cache_clear()
    yield tmp_path
    translated.fingerprints.cache_clear()


def recorded(docs, language):
    return tomllib.loads((docs / language / translations.FILE).read_text("utf-8"))


def test_languages_that_have_a_page_in_short_or_not_at_all_are_passed_over(docs, capsys):
    assert translated.run(["klage"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.splitlines() == [
        "uk: klage: only a summary, nothing to confirm",
        "ar: klage: no such page, nothing to confirm",
    ]
    assert recorded(docs, "nn") == recorded(docs, "en") != {}
    assert recorded(docs, "uk") == recorded(docs, "ar") == {}


def test_a_page_of_another_shape_is_told_and_the_others_are_recorded(docs, capsys):
    (docs / "en" / "klage.md").write_text(WHOLE.format(text="Yes.\n\nNo."), "utf-8")
    assert translated.run(["klage"]) == 1
    assert capsys.readouterr().err == "docs/en/klage#topp: 2 paragraphs, in Bokmål 1\n"
    assert "klage" in recorded(docs, "nn")
    assert "klage" not in recorded(docs, "en")


def test_a_page_that_nobody_has_is_told(docs, capsys):
    assert translated.run(["klager"]) == 1
    assert "docs/nn/klager: no such page" in capsys.readouterr().err
