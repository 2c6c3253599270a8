"""The list from A to Z."""

from sitegen import index


def entry(title):
    return index.Entry(title, "x/", "")


def test_norwegian_letters_come_last_in_their_order():
    titles = ["år", "Ærlig", "bosetting", "øve", "Anke", "zoo"]
    grouped = index.group(entry(title) for title in titles)
    assert [group.letter for group in grouped] == ["A", "B", "Z", "Æ", "Ø", "Å"]


def test_capitals_and_accents_make_no_difference():
    ordered = [e.title for group in index.group(map(entry, ["idé", "Idda", "ide 2", "ideal"])) for e in group.entries]
    assert ordered == ["Idda", "idé", "ide 2", "ideal"]


def test_an_entry_stands_once():
    [group] = index.group([entry("klage"), entry("klage"), entry("Klage")])
    assert [e.title for e in group.entries] == ["Klage", "klage"]
