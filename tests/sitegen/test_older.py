"""A text of a TOML file that is older than its source is told of, and shown with it."""

import re
import shutil
from datetime import date

import pytest

from checker.letters import Letter
from sitegen import form, lawtext, letters, lettertext, older, strings, translated, translations, ways, words
from sitegen.errors import SiteError
from sitegen.glossary import Glossary
from sitegen.guide import guidewords
from sitegen.project import DOCS, LANGUAGES
from sitegen.trust import check, sources, texts

TODAY = date(2026, 11, 21)
TRANSLATIONS = [language for language in LANGUAGES if language != "nb"]
READERS = [language for language in TRANSLATIONS if language != "nn"]
NOTE = {language: strings.load(DOCS, language)[older.NOTE] for language in LANGUAGES}


@pytest.fixture
def docs(tmp_path):
    """Give a copy of all words, without the pages."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("*.md"))
    return tmp_path / "docs"


def plant(docs, file, old, new):
    """Change a Bokmål text, which stands there once."""
    path = docs / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


ANSWER = "finding.appeal.open.3.answer"
BUTTON = "part.check.start"
QUESTION = "question.decision.label"
NEW = "Du kan klage til og med {last_day}, og [[vedtaket]] står i {law:forvaltningsloven.appeal_period}."


def text_of(found, way):
    return dict(ways.texts(found))[way]


def bokmaal(name, way):
    return texts.of(DOCS, "nb", name)[way]


def check_words(docs, language):
    return words.load(docs, language, lawtext.lookup(language, TODAY))


# ---------------------------------------------------------------- told


@pytest.mark.parametrize(
    ("file", "name", "way"),
    [
        ("nb/checker.toml", "checker", ANSWER),
        ("nb/checker.toml", "checker", QUESTION),
        ("nb/guide.toml", "guide", "question.@age.why"),
        ("nb/law.toml", "law", "table.rule"),
        ("nb/ui.toml", "ui", "unsure"),
        ("letters/common.toml", "letters", "common.ground.wrong_law.hint"),
        ("terms.toml", "terms", "klage.text"),
    ],
)
def test_a_changed_source_makes_its_text_older_in_every_language_until_it_is_confirmed(docs, file, name, way):
    plant(docs, file, f'"{bokmaal(name, way)}"', f'"{bokmaal(name, way)} Og mer."')
    for language in TRANSLATIONS:
        assert list(sources.outdated(docs, language)) == [f"{name}.toml#{way}"]
        record = translations.load(docs, language)
        sources.confirm(record, docs, language, f"{name}.toml#{way}")
        (docs / language / translations.FILE).write_text(translations.dump(record), "utf-8")
        assert list(sources.outdated(docs, language)) == []


def test_the_check_and_the_list_tell_of_it(docs, monkeypatch, capsys):
    plant(docs, "nb/ui.toml", f'unsure = "{bokmaal("ui", "unsure")}"', 'unsure = "Usikker"')
    assert [str(fault) for fault in check.language(docs, "uk") if fault.what == "older"] == [
        "ui.toml#unsure: older: Bokmål has changed: mend it, then"
        " python -m sitegen translated ui.toml#unsure --language uk"
    ]
    monkeypatch.setattr(translated, "DOCS", docs)
    assert translated.run(["--language", "uk"]) == 0
    assert capsys.readouterr().out == "uk/ui.toml#unsure\n"
    assert translated.run(["ui.toml#unsure", "--language", "uk"]) == 0
    assert translated.run(["--language", "uk"]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_a_text_that_was_never_confirmed_is_told_of_and_shown_alone(docs):
    (docs / "uk" / translations.FILE).unlink()
    assert f"checker.toml#{ANSWER}" in sources.outdated(docs, "uk")
    assert check_words(docs, "uk") == check_words(DOCS, "uk")


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("klage.toml", "klage.toml: no file of words; there are checker.toml, guide.toml"),
        ("ui.toml#nothing", "ui.toml#nothing: no such text in nb"),
    ],
)
def test_what_is_no_text_cannot_be_confirmed(named, told):
    with pytest.raises(SiteError, match=re.escape(told)):
        sources.confirm({}, DOCS, "uk", named)


def test_a_text_that_the_language_lacks_cannot_be_confirmed(docs):
    plant(docs, "nb/ui.toml", 'unsure = "', 'unsure_of_it = "Usikker"\nunsure = "')
    with pytest.raises(SiteError, match=r"ui\.toml#unsure_of_it: no such text in uk"):
        sources.confirm({}, docs, "uk", "ui.toml")


# ---------------------------------------------------------------- shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_is_up_to_date_is_shown_as_it_is(docs, language):
    (docs / language / translations.FILE).unlink(missing_ok=True)
    law = lawtext.lookup(language, TODAY)
    assert words.load(DOCS, language, law) == words.load(docs, language, law)
    assert guidewords.load(DOCS, language, law) == guidewords.load(docs, language, law)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_an_older_sentence_is_shown_with_the_norwegian_one_and_a_label_is_not(docs, language):
    plant(docs, "nb/checker.toml", f'"{bokmaal("checker", ANSWER)}"', f'"{NEW}"')
    plant(docs, "nb/checker.toml", f'"{bokmaal("checker", QUESTION)}"', '"Hva handler brevet om, da?"')
    before, after = check_words(DOCS, language), check_words(docs, language)
    weeks = lawtext.lookup(language, TODAY)("forvaltningsloven.appeal_period")
    shown = f"[[Du kan klage til og med]] {{last_day}}[[, og vedtaket står i]] {weeks}."
    assert text_of(after, ANSWER) == f"{text_of(before, ANSWER)} {NOTE[language]} {shown}"
    marked = form.markup(after["question"]["decision"], language)["label"]
    attributes = "" if language == "nn" else ' lang="nb"'
    assert marked.endswith(f'{NOTE[language]} <span{attributes} translate="no">Hva handler brevet om, da?</span>')
    others = [dict(ways.texts(one)) for one in (before, after)]
    assert {way for way in others[0] if others[0][way] != others[1][way]} == {ANSWER, QUESTION}


def test_labels_stay_as_they_are(docs):
    plant(docs, "nb/checker.toml", f'start = "{bokmaal("checker", BUTTON)}"', 'start = "Begynn"')
    assert list(sources.outdated(docs, "uk"))
    assert check_words(docs, "uk") == check_words(DOCS, "uk")


def test_a_question_to_send_is_told_in_the_readers_language_and_stays_in_nynorsk(docs):
    way = "finding.appeal.not_appealable.1.ask"
    plant(docs, "nb/checker.toml", f'"{bokmaal("checker", way)}"', '"Når er siste dag?"')
    assert text_of(check_words(docs, "nn"), way) == text_of(check_words(DOCS, "nn"), way)
    assert text_of(check_words(docs, "en"), way).endswith(f"{NOTE['en']} [[Når er siste dag?]]")


def test_the_guide_shows_it_where_terms_are_marked(docs):
    for way, old in (("question.@age.why", "ikke alderen i dag."), ("text.unsure_text", "stopper veiviseren her.")):
        assert bokmaal("guide", way).endswith(old)
        plant(docs, "nb/guide.toml", old, f"nå {old}")
    law = lawtext.lookup("ar", TODAY)
    before, after = guidewords.load(DOCS, "ar", law), guidewords.load(docs, "ar", law)
    assert f"{NOTE['ar']} [[Alderen den dagen" in after["question"]["@age"]["why"]
    assert after["text"] == before["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_shows_it_on_the_readers_side_and_is_sent_as_it_was(docs, language):
    old = bokmaal("letters", "question.part.own_question.text")
    plant(docs, "letters/question.toml", f'"{old}"', '"Dette må jeg spørre om: {question}"')
    letter = Letter("question", ("own_question",), {"decision": "stop", "body": "municipality", "today": TODAY})
    before, after = (
        lettertext.as_text(lettertext.blocks(letters.load(one, TODAY), letter, {"question": "Når?"}, language))
        for one in (DOCS, docs)
    )
    if language == "nb":
        assert after == before.replace("Dette vil jeg spørre om:", "Dette må jeg spørre om:") != before
    elif language == "nn":
        assert after == before
    else:
        assert f"{NOTE[language]} Dette må jeg spørre om:" in after
        assert NOTE[language] not in before


def test_the_glossary_shows_it(docs):
    old = bokmaal("terms", "klage.text")
    plant(docs, "terms.toml", f'"{old}"', '"Å be om ny vurdering."')
    assert f"{NOTE['uk']} [[Å be om ny vurdering.]]" in Glossary(docs, "uk").terms("decision")
    assert NOTE["uk"] not in Glossary(DOCS, "uk").terms("decision")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Klag nå.", "[[Klag nå.]]"),
        ("Les [[vedtaket]] og [[klag]].", "[[Les vedtaket og klag.]]"),
        ("Senest {last_day}.", "[[Senest]] {last_day}."),
        ("{a} og {b}", "{a} [[og]] {b}"),
        ("En:\n{a}\nTo", "[[En:]]\n{a}\n[[To]]"),
    ],
)
def test_what_is_filled_in_stands_outside_the_marks(text, marked):
    assert older.norwegian(text) == marked
