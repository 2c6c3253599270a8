"""Letters in a further language: every text, and no other."""

import pytest

from sitegen import further, papers
from sitegen.errors import SiteError

LETTER = """
[letter]
title.nb = "Klage"
title.nn = "Klage"
title.en = "Complaint"
[[part]]
id = "why"
text.nb = "Fordi"
text.nn = "Fordi"
text.en = "Because"
"""
OURS = '[klage]\n"letter.title" = "Скарга"\n"part.why.text" = "Тому що"\n'


class Head(papers.Table):
    title: papers.Words


class Part(papers.Table):
    id: str
    text: papers.Words


class Letter(papers.Table):
    letter: Head
    part: tuple[Part, ...]


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.setattr(further, "LANGUAGES", ("nb", "nn", "en", "uk"))
    monkeypatch.setattr(papers, "LANGUAGES", ("nb", "nn", "en", "uk"))
    (tmp_path / "letters").mkdir()
    (tmp_path / "uk").mkdir()

    def _read(ours, letter=LETTER):
        (tmp_path / "letters" / "klage.toml").write_text(letter, "utf-8")
        if ours is not None:
            (tmp_path / "uk" / "letters.toml").write_text(ours, "utf-8")
        further.load.cache_clear()
        return further.read(tmp_path, "klage", Letter)

    return _read


def test_a_further_language_stands_beside_the_others(read):
    found = read(OURS)
    assert (found.letter.title.uk, found.letter.title.en) == ("Скарга", "Complaint")
    assert found.part[0].text.uk == "Тому що"


@pytest.mark.parametrize(
    ("ours", "message"),
    [
        (None, r"docs/uk/letters\.toml: missing"),
        ("[klage", r"docs/uk/letters\.toml: Expected"),
        (OURS.replace('"part.why.text"', '"part.hvorfor.text"'), r"letters\.toml: klage: lacks part\.why\.text"),
        (OURS + '"part.more.text" = "x"\n', r"klage: part\.more\.text: no such text in docs/letters/klage\.toml"),
        (OURS.replace("Скарга", " "), r"klage: letter\.title: not a text"),
        ('klage = "x"', r"klage: must stand in a table"),
        ("", r"docs/uk/letters\.toml: klage: lacks letter\.title and 1 more"),
    ],
)
def test_a_fault_is_told_with_its_file_and_key(read, ours, message):
    with pytest.raises(SiteError, match=message):
        read(ours)


def test_a_misspelt_language_beside_the_text_is_refused(read):
    with pytest.raises(SiteError, match=r"letter\.title: .*no languages of the site: ei"):
        read(OURS, LETTER.replace('title.en = "Complaint"', 'title.en = "Complaint"\ntitle.ei = "Complaint"'))
