"""A language costs a folder: the command begins one, and says what it lacks."""

import tomllib

import pytest

from sitegen import languages
from sitegen.project import DOCS, LANGUAGES
from sitegen.trust import command, coverage


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_of_the_site_lacks_a_text(language):
    assert coverage.of(DOCS, language).lacks == ()


@pytest.mark.parametrize(("code", "forms"), [("so", 2), ("fa", 2), ("pl", 4), ("ar", 6)])
def test_a_new_language_gets_every_text_to_fill_in_and_its_plural_forms(code, forms):
    files = dict(command.skeleton(DOCS, code))
    told = tomllib.loads(files["language.toml"])
    assert len(told["period"]["weeks"]) == forms
    assert told["nav"].keys() == languages.of("nn").nav.keys()
    empty = tomllib.loads(files["letters.toml"])
    assert set(empty["complaint"].values()) == {""}
    assert "letter.title" in empty["complaint"]
    assert tomllib.loads(files["terms.toml"])["klage"] == {"word": "", "text": ""}


def test_the_command_begins_a_folder_once_and_tells_what_it_lacks(tmp_path, monkeypatch, capsys):
    docs = tmp_path / "docs"
    for name in ("nb", "en", "nn", "letters", "terms.toml"):
        docs.mkdir(exist_ok=True)
        (docs / name).symlink_to(DOCS / name)
    monkeypatch.setattr(command, "DOCS", docs)
    assert command.run(["so", "--begin"]) == 0
    assert (docs / "so" / "klage.md").is_file()
    assert command.run(["so", "--begin"]) == 1
    (docs / "so" / "klage.md").unlink()
    assert command.run(["so"]) == 1
    told = capsys.readouterr().out
    assert "docs/so/klage.md" in told
    assert "docs/so/language.toml: nav" in told
    assert command.run(["xx", "--begin"]) == 1
