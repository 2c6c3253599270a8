"""The letters' words: read, compared with the rule, and filled for browser, page, document and the reviewed files."""

import io
import json
import re
import shutil
from datetime import date

import pytest
from docx import Document

from checker.letterparts import GROUNDS, LETTERS, WISHES
from checker.letters import Letter, blank
from sitegen import (
    documents,
    form,
    further,
    languages,
    lawtext,
    letterfiles,
    letters,
    lettertext,
    papers,
    reviewed,
    strings,
)
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES
from tests.sitegen import lettercopies

TODAY = date(2026, 11, 20)
SENT = ("nb", "nn")
TEXTS = reviewed.texts()
LINE = "_" * 12
FOOTS = dict.fromkeys(LANGUAGES, "Introguiden 1")


@pytest.fixture(scope="module")
def words():
    return letters.load(DOCS, TODAY)


# ------------------------------------------------------------------------------------------------ the reviewed files


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_the_text_of_every_letter_is_the_one_that_was_read(file):
    """What has changed is written by `python -m sitegen letters --write`: read it before you commit it."""
    assert file.read_text("utf-8") == TEXTS[file]


def test_every_letter_has_its_file_in_every_language_and_there_is_no_other():
    wanted = {f"{letter}.{language}.txt" for letter in LETTERS for language in LANGUAGES}
    assert {file.name for file in reviewed.FOLDER.glob("*.txt")} == wanted


def test_every_part_of_every_letter_is_read_in_one_of_them():
    read = {(letter.id, part) for letter in blank() for part in letter.parts}
    read |= {(letter.id, part) for _, found in reviewed.examples() for letter in found for part in letter.parts}
    assert read == {(letter, part) for letter, parts in LETTERS.items() for part in parts}


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_nothing_is_left_that_should_have_been_filled(file):
    text = TEXTS[file]
    assert not re.search(r"[{}\[\]<>]|\bNone\b|\blaw:|\d{4}-\d\d-\d\d|_{13}|(?<!_)_{1,11}(?!_)", text), file.name
    assert not re.search(r" ,| \.(?!\w)|\.\.|,,|\n\n\n\n", text), file.name


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_each_letter_names_sender_receiver_and_place_for_a_signature(file, words):
    language = file.name.split(".")[1]
    say = {name: words.say(text, language) for name, text in words.common.word.items()}
    first, *others = TEXTS[file].split("======== ")[1:]
    assert f"{say['from']}: {LINE}\n{say['born']}: {LINE}\n{say['address']}: {LINE}" in first
    for text in (first, *others):
        assert f"\n{say['to']}: " in text
        assert f"\n{say['case_number']}: " in text
        assert f"\n{say['place_date']}: {LINE}\n{say['signature']}: {LINE}\n" in text


def test_the_command_says_which_files_are_not_what_the_letters_say(monkeypatch, tmp_path, capsys):
    shutil.copytree(reviewed.FOLDER, tmp_path / "letters")
    monkeypatch.setattr(reviewed, "ROOT", tmp_path)
    monkeypatch.setattr(
        reviewed, "texts", lambda: {tmp_path / "letters" / file.name: text for file, text in TEXTS.items()}
    )
    assert reviewed.run([]) == 0
    changed = tmp_path / "letters" / "complaint.nb.txt"
    changed.write_text("Klage", "utf-8")
    assert reviewed.run([]) == 1
    assert capsys.readouterr().out == "letters/complaint.nb.txt\n"
    assert reviewed.run(["--write"]) == 0
    assert changed.read_text("utf-8") == TEXTS[reviewed.FOLDER / changed.name]


# ------------------------------------------------------------------------------------------------ filling


def text_of(words, parts, facts, typed=(), *, language="nb", letter="short_complaint"):
    given = {"decision": "stop", "body": "municipality", **facts}
    return lettertext.as_text(lettertext.blocks(words, Letter(letter, parts, given), dict(typed), language))


def test_days_are_written_in_words_of_the_language(words):
    facts = {"decision_dated": date(2026, 11, 1), "decision_received": date(2026, 11, 12)}
    for language, told in (("nb", "1. november 2026"), ("nn", "1. november 2026"), ("en", "1 November 2026")):
        assert told in text_of(words, ("what",), facts, language=language)


def test_a_code_becomes_its_words_and_a_name_its_place(words):
    text = text_of(
        words,
        ("what", "wish"),
        {"decided_by": "statsforvalter", "wish": "lift"},
        {"name": "Amina Warsame", "municipality": "Eksempelby kommune"},
    )
    assert "Fra: Amina Warsame\n" in text
    assert "Til: Eksempelby kommune\n" in text
    assert "Avgjør klagen: Statsforvalteren\n" in text
    assert words.say(words.common.decision["stop"], "nb") in text
    assert words.say(words.common.wish["lift"], "nb") in text


def test_ones_own_words_win_over_a_wish_that_was_chosen(words):
    text = text_of(words, ("wish",), {"wish": "lift"}, {"wish_text": "Jeg får program fra januar."})
    assert "Jeg får program fra januar." in text
    assert words.say(words.common.wish["lift"], "nb") not in text


def test_an_empty_field_is_a_line(words):
    assert "Fra: " + LINE in text_of(words, ("what",), {}, {"name": ""})


def test_what_looks_like_a_placeholder_in_a_name_stays_as_it_was_typed(words):
    assert "Fra: {today} [[x]]" in text_of(words, ("what",), {"today": TODAY}, {"name": "{today} [[x]]"})


def test_who_decides_is_told_in_complaints_only(words):
    facts = {"decided_by": "statsforvalter"}
    for letter in LETTERS:
        text = text_of(words, (), facts, letter=letter)
        assert ("Avgjør klagen:" in text) == (letter in ("short_complaint", "complaint", "late_complaint"))
    assert "Avgjør klagen:" not in text_of(words, (), {}, letter="complaint")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_checker_has_words(words, language):
    for body in letters.BODIES:
        assert text_of(words, (), {"body": body}, language=language)
    for table in (words.common.decided_by, words.common.decision, words.common.wish):
        for text in table.values():
            assert "{" not in words.say(text, language)


# ------------------------------------------------------------------------------------------------ for the browser


@pytest.fixture(params=LANGUAGES)
def sent(request, words):
    language = request.param
    return language, letterfiles.browser(words, language, "nn", strings.load(DOCS, language))


def test_the_browser_gets_both_forms_of_norwegian_and_its_own_language(sent):
    language, found = sent
    assert found["norwegian"] == "nn"
    every = {"nb", "nn", language}
    assert set(found["calendars"]) == every
    assert [*found["letters"]] == [*LETTERS]
    for name, letter in found["letters"].items():
        assert [*letter["parts"]] == [*LETTERS[name]]
        for text in (letter["subject"], *letter["parts"].values(), *letter["enclosures"].values()):
            assert set(text) == every
        assert set(letter["title"]) == set(letter["use"]) == {language}
    for table in ("word", "body", "decided_by", "decision", "wish"):
        assert all(set(text) == every for text in found["common"][table].values())
    assert [*found["common"]["ground"]] == [*GROUNDS] or set(found["common"]["ground"]) == {*GROUNDS}
    assert set(found["common"]["wish"]) == {*WISHES}
    json.dumps(found)


def test_it_gets_numbers_of_the_law_and_not_their_names(sent):
    assert "{law:" not in json.dumps(sent[1])


def test_its_days_are_written_as_in_documents(words):
    for language in LANGUAGES:
        calendar = letterfiles.calendar(language)
        known = form.calendar(languages.locale(language).replace("_", "-"), languages.of(language).dates)
        assert calendar == {**known, "full": calendar["full"]}
        for day in (date(2026, 1, 1), date(2026, 12, 31)):
            written = calendar["full"].format(day=day.day, month=calendar["months"][day.month - 1], year=day.year)
            assert written == lawtext.long_date(day, language)


def test_the_layout_of_the_browser_is_the_one_used_here(words, sent):
    """The same frame, filled by hand: what a script has to do and no more."""
    language, found = sent
    letter = next(letter for letter in blank() if letter.id == "short_complaint")
    told = []
    for block in found["frame"]:
        if block["kind"] == "parts":
            told += [found["letters"][letter.id]["parts"][part][language] for part in letter.parts]
        elif block["kind"] == "subject":
            told.append(found["letters"][letter.id]["subject"][language])
        elif block["kind"] == "enclosures":
            rows = [f"– {text[language]}" for text in found["letters"][letter.id]["enclosures"].values()]
            told.append("\n".join([found["common"]["word"]["enclosures"][language] + ":", *rows]))
        elif letter.id in block.get("only", [letter.id]):
            told.append(block["text"][language])
    known = {key: found["common"][key][letter.facts[key]][language] for key in ("body", "decision", "decided_by")}

    def filled(text):
        return re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], LINE), text)

    text = "\n\n".join(filled(filled(block)) for block in told) + "\n"
    assert papers.plain(text) == lettertext.as_text(lettertext.blocks(words, letter, {}, language))


# ------------------------------------------------------------------------------------------------ documents and pages


@pytest.fixture(scope="module")
def folder(words, tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    return site, {language: letterfiles.sheets(words, language, "nb", site, FOOTS) for language in LANGUAGES}


@pytest.mark.parametrize("language", SENT)
@pytest.mark.parametrize("name", LETTERS)
def test_a_blank_letter_is_a_document_that_opens_again(folder, words, name, language):
    site, sheets = folder
    [sheet] = [sheet for sheet in sheets[language] if sheet.id == name.replace("_", "-")]
    [document] = sheet.documents
    file = site / document.address
    assert file.name == f"{name}.{language}.docx"
    assert document.kilobytes == -(-file.stat().st_size // 1024)
    opened = Document(io.BytesIO(file.read_bytes()))
    page = opened.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert opened.core_properties.language == {"nb": "nb-NO", "nn": "nn-NO"}[language]
    assert opened.core_properties.title == words.say(words.files[name].letter.title, language)
    assert page.footer.paragraphs[0].text == "Introguiden 1"
    letter = next(letter for letter in blank() if letter.id == name)
    blocks = lettertext.blocks(words, letter, {}, language, letterfiles.on_paper)
    assert [paragraph.text for paragraph in opened.paragraphs] == [block.text for block in blocks]
    [heading] = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Heading 1"]
    assert heading == next(block.text for block in blocks if block.kind == "subject")


def test_the_same_letter_gives_the_same_bytes():
    blocks = [lettertext.Block("subject", "Klage"), lettertext.Block("part", "Jeg klager.")]
    one, other = (documents.letter("Klage", blocks, "nb", "1") for _ in range(2))
    assert one == other


def test_a_page_in_norwegian_has_its_own_form_and_another_language_both(folder):
    _, sheets = folder
    for language in LANGUAGES:
        assert [sheet.id for sheet in sheets[language]] == [name.replace("_", "-") for name in LETTERS]
        for sheet in sheets[language]:
            assert [document.language for document in sheet.documents] == ([language] if language in SENT else [*SENT])
            assert sheet.language == (language if language in SENT else "nb")
            assert bool(sheet.meaning) == (language not in SENT)


def test_a_page_has_lines_to_write_on_and_no_underscores(folder):
    _, sheets = folder
    for sheet in sheets["nb"]:
        html = "".join(text for _, text in sheet.blocks)
        assert "_" not in html
        assert '<span class="pen"></span>' in html
    [complaint] = [sheet for sheet in sheets["nb"] if sheet.id == "complaint"]
    rows = "".join(text for _, text in complaint.blocks).count('<span class="pen pen--row"></span>')
    assert rows == letterfiles.ROOM * (len(GROUNDS) + 1)


def test_a_text_of_a_letter_is_no_html():
    assert letterfiles.penned("<b>1 & 2</b>") == "&lt;b&gt;1 &amp; 2&lt;/b&gt;"
    assert letterfiles.penned(f"Fra: {LINE}\nFødt: 1") == 'Fra: <span class="pen"></span><br>Født: 1'


# ------------------------------------------------------------------------------------------------ refused


def replaced(file, old, new):
    return file, lambda text: text.replace(old, new, 1)


NEW_PART = '[[part]]\nid = "x"\ntext.nb = "x"\ntext.nn = "x"\ntext.en = "x"\n\n[[part]]\nid = "ask"'
WRONG = [
    # what the mistake is, the file, old, new, what the message says
    (
        "a key nobody knows",
        "complaint",
        'id = "complaint"',
        'id = "complaint"\ncolour = "red"',
        r"complaint\.toml: letter\.colour",
    ),
    ("a text that is missing", "complaint", "title.nn = ", "title.xx = ", r"complaint\.toml: letter\.title"),
    ("an empty text", "reasons", 'use.nb = "', 'use.nb = ""\nuse.sv = "', r"reasons\.toml: letter\.use"),
    ("no TOML", "reasons", "[letter]", "[letter", r"reasons\.toml: "),
    ("another letter's id", "reasons", 'id = "reasons"', 'id = "complaint"', r"reasons\.toml: letter\.id is complaint"),
    (
        "a part of another name",
        "reasons",
        'id = "ask"',
        'id = "asked"',
        r"reasons\.toml: part: lacks ask; unknown: asked",
    ),
    ("a part too much", "reasons", '[[part]]\nid = "ask"', NEW_PART, r"unknown: x"),
    (
        "a placeholder that nothing fills",
        "more_time",
        "{more_time_until}",
        "{until_when}",
        r"more_time\.toml: part\.why: nothing fills \{until_when\}",
    ),
    (
        "another placeholder in one language",
        "more_time",
        "{more_time_until}",
        "{name}",
        r"part\.why: not the same placeholders",
    ),
    (
        "another section than the rule cites",
        "more_time",
        "forvaltningsloven § 29",
        "forvaltningsloven § 30",
        r"more_time\.toml: part\.law\.nb: names not the sections of the rule: forvaltningsloven § 29",
    ),
    (
        "a section without its act",
        "more_time",
        "(forvaltningsloven § 29)",
        "(§ 29)",
        r"part\.law\.nb: write each section with its act",
    ),
    (
        "a section of an act nobody knows",
        "more_time",
        "forvaltningsloven § 29",
        "straffeloven § 29",
        r"part\.law\.nb: write each section",
    ),
    ("a kind of decision without words", "common", "programme.nb", "program.nb", r"common\.toml: decision\.program"),
    (
        "a ground without words",
        "common",
        "[ground.wrong_facts]",
        "[ground.wrong_fact]",
        r"common\.toml: ground: lacks wrong_facts; unknown: wrong_fact",
    ),
    (
        "a field nobody fills",
        "common",
        "scope.nb",
        'x.nb = "1"\nx.nn = "1"\nx.en = "1"\nscope.nb',
        r"common\.toml: field: lacks nothing; unknown: x",
    ),
    (
        "a number the law files lack",
        "complaint",
        'subject.nb = "',
        'subject.nb = "{law:forvaltningsloven.x} ',
        r"not the same placeholders",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), [pytest.param(*row[1:], id=row[0]) for row in WRONG])
def test_what_cannot_be_right_is_told_with_file_and_key(tmp_path, file, old, new, message):
    lettercopies.letters_in(tmp_path)
    path = tmp_path / letters.FOLDER / f"{file}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    lettercopies.follow(tmp_path)
    with pytest.raises(SiteError, match=message):
        letters.load(tmp_path, TODAY)


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"letter.title" = ', '"letter.name" = ', r"letters\.toml: reasons: lacks letter\.title"),
        ('"letter.title" = ', '"letter.name" = "x"\n"letter.title" = ', r"reasons: letter\.name: no such text"),
    ],
    ids=["a text that is missing", "a text too much"],
)
def test_a_further_language_has_each_text_and_no_other(tmp_path, language, old, new, message):
    lettercopies.letters_in(tmp_path)
    path = tmp_path / language / further.FILE
    before, name, after = path.read_text("utf-8").partition("[reasons]")
    assert old in after
    path.write_text(before + name + after.replace(old, new, 1), "utf-8")
    with pytest.raises(SiteError, match=message):
        letters.load(tmp_path, TODAY)


@pytest.mark.parametrize("name", [*LETTERS, letters.COMMON])
def test_a_letter_whose_file_is_missing_stops_the_build(tmp_path, name):
    lettercopies.letters_in(tmp_path)
    (tmp_path / letters.FOLDER / f"{name}.toml").unlink()
    with pytest.raises(SiteError, match=rf"docs/letters/{name}\.toml: missing"):
        letters.load(tmp_path, TODAY)


def test_a_file_of_no_letter_stops_the_build(tmp_path):
    lettercopies.letters_in(tmp_path)
    (tmp_path / letters.FOLDER / "complain.toml").write_text("", "utf-8")
    with pytest.raises(SiteError, match="no letter of the rule is called complain"):
        letters.load(tmp_path, TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Les (forvaltningsloven § 11 a).", ["forvaltningsloven 11 a"]),
        (
            "Les (forvaltningslova § 18 c), og (integreringsforskrifta § 42).",
            ["forvaltningsloven 18 c", "integreringsforskriften 42"],
        ),
        ("See ([[tolkeloven]] § 6).", ["tolkeloven 6"]),
        ("Forvaltningsloven § 29 again, forvaltningsloven § 29.", None),
        ("Les (forvaltningsloven §§ 24 og 25).", None),
        ("Les integreringsloven § 12 og kom.", ["integreringsloven 12"]),
    ],
    ids=str,
)
def test_sections_are_found_in_a_text_as_they_are_written(text, found):
    if found is None:
        with pytest.raises(SiteError, match="here: write each section"):
            letters.sections(text, "here")
    else:
        assert [f"{cite.act} {cite.section}" for cite in letters.sections(text, "here")] == found
