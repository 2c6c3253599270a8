"""The forms: read, refused where they are wrong, and written as documents that open again."""

import io
import re

import pytest
from docx import Document

from sitegen import documents, papers, strings, summaries
from sitegen.errors import SiteError
from sitegen.project import ALWAYS, DOCS, LANGUAGES

NAMES = sorted(file.stem for file in (DOCS / papers.FOLDER).glob("*.toml"))
OWNER = "Eksempelby kommune"


def document(name, language):
    paper = papers.view(papers.load(DOCS, name), language)
    content = documents.write(paper, language, OWNER, strings.load(DOCS, language), "Introguiden 1")
    return paper, content, Document(io.BytesIO(content))


def texts(opened):
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in opened.paragraphs] + cells


def test_there_are_the_three_forms_of_the_guidelines():
    assert NAMES == ["kartlegging", "praksis", "samtykke"]


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one not in ALWAYS])
def test_the_page_of_a_form_is_in_short_where_the_form_has_no_texts(language):
    """Staff fill the forms in: each of them is told about in every language, but exists in those of ALWAYS."""
    assert {f"skjema-{name}" for name in NAMES} <= summaries.listed(DOCS, language)


@pytest.mark.parametrize("language", ALWAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_document_opens_again_and_holds_everything(name, language):
    paper, _, opened = document(name, language)
    found = texts(opened)
    everything = "\n".join(found)
    assert OWNER in found
    assert paper.title in found
    for section in paper.sections:
        for text in (section.title, *section.paragraphs, *section.points):
            assert text in found
    for field in paper.fields():
        for text in (field.label, *field.options, *field.columns):
            assert text in everything, field.id
    assert opened.core_properties.language.startswith(language)
    assert opened.sections[0].footer.paragraphs[0].text == "Introguiden 1"


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_a4_and_its_signatures_can_be_filled_in(name):
    paper, _, opened = document(name, "nb")
    page = opened.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    cells = [row.cells[0].text for table in opened.tables for row in table.rows]
    signatures = cells.count(strings.load(DOCS, "nb")["form_signature"])
    assert signatures == sum(field.kind == "signature" for field in paper.fields())


def test_the_same_form_gives_the_same_bytes():
    assert document("samtykke", "nn")[1] == document("samtykke", "nn")[1]


@pytest.mark.parametrize("language", ALWAYS)
def test_a_form_asks_the_same_in_every_language(language):
    for name in NAMES:
        ours, source = (papers.view(papers.load(DOCS, name), one) for one in (language, "nb"))
        shape = [[(f.id, f.kind, len(f.options), len(f.columns)) for f in paper.fields()] for paper in (ours, source)]
        assert shape[0] == shape[1]
        assert [len(s.paragraphs) for s in ours.sections] == [len(s.paragraphs) for s in source.sections], name


GOOD = """
[form]
id = "x"
checked = 2026-11-22
title = {nb = "a", nn = "b", en = "c"}
intro = {nb = "a", nn = "b", en = "c"}

[[section]]
id = "en"
title = {nb = "a", nn = "b", en = "c"}

[[section.field]]
id = "valg"
kind = "choice"
label = {nb = "a", nn = "b", en = "c"}
options = {nb = ["1", "2"], nn = ["1", "2"], en = ["1", "2"]}
"""


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD.replace('kind = "choice"', 'kind = "chioce"'), "section.0.field.0.kind"),
        (GOOD.replace(', en = "c"}', "}", 1), "form.title.en"),
        (GOOD.replace('"1", "2"]}', '"1"]}'), "en.valg: not the same number in every language"),
        (re.sub(r"options.*", "", GOOD), "en.valg: a choice needs options"),
        (GOOD + GOOD[GOOD.index("[[section.field]]") :], "used twice: valg"),
        (GOOD + "colour = 3\n", "colour"),
        ("[form", "Expected"),
        (None, "missing"),
    ],
)
def test_a_wrong_form_stops_the_build_with_its_name(tmp_path, wrong, told):
    (tmp_path / papers.FOLDER).mkdir()
    if wrong is not None:
        (tmp_path / papers.FOLDER / "x.toml").write_text(wrong, "utf-8")
    with pytest.raises(SiteError, match=rf"^docs/forms/x\.toml.*{re.escape(told)}"):
        papers.load(tmp_path, "x")


def test_a_right_form_is_read(tmp_path):
    (tmp_path / papers.FOLDER).mkdir()
    (tmp_path / papers.FOLDER / "x.toml").write_text(GOOD, "utf-8")
    assert papers.view(papers.load(tmp_path, "x"), "nn").sections[0].fields[0].options == ("1", "2")
