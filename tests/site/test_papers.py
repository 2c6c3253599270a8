"""The pages with a form to fill in: every question stands there, nothing can be sent, the document is what the link says."""

import math
from urllib.parse import urljoin

import pytest

from sitegen import papers
from sitegen.project import DOCS, ALWAYS

NAMES = sorted(file.stem for file in (DOCS / papers.FOLDER).glob("*.toml"))


@pytest.fixture(params=[(name, language) for name in NAMES for language in ALWAYS], ids=str)
def sheet(request, pages):
    name, language = request.param
    return papers.view(papers.load(DOCS, name), language), pages[f"{language}/skjema-{name}/index.html"]


def test_every_question_can_be_answered_on_the_screen(sheet):
    paper, page = sheet
    ids = {element.attributes.get("id") for element in page.elements if element.tag in ("input", "textarea")}
    names = {element.attributes.get("name") for element in page.elements}
    for field in paper.fields():
        if field.kind in ("text", "date", "lines", "checkbox"):
            assert f"f-{field.id}" in ids, field.id
        elif field.kind in ("choice", "choices"):
            assert f"f-{field.id}" in names, field.id
        elif field.kind == "signature":
            assert {f"f-{field.id}-sted", f"f-{field.id}-navn"} <= ids, field.id
    cells = sum(1 for element in page.elements if element.tag == "input" and "aria-label" in element.attributes)
    assert cells == sum(len(field.columns) * field.rows for field in paper.fields() if field.kind == "table")


def test_every_question_has_a_label(sheet):
    _, page = sheet
    labelled = {label["for"] for label in page.all("label")}
    for element in page.elements:
        if element.tag in ("input", "textarea"):
            assert element.attributes.get("id") in labelled or element.attributes.get("aria-label"), element


def test_nothing_can_be_sent_or_remembered(sheet):
    _, page = sheet
    [form] = page.all("form")
    assert (form["method"], form["autocomplete"]) == ("dialog", "off")
    assert "action" not in form
    assert all(button.get("type") == "button" for button in page.all("button"))
    assert not any(field.get("type") == "submit" for field in page.all("input"))


def test_the_document_is_there_and_as_large_as_the_link_says(sheet, site):
    paper, page = sheet
    [link] = [link for link in page.all("a") if "download" in link]
    file = site / urljoin(f"/{page.path}", link["href"]).lstrip("/")
    assert file.name == f"{paper.id}-{page.language}.docx"
    assert f"{math.ceil(file.stat().st_size / 1024)} kB" in page.text
