"""A form or a blank letter as a document to edit: DOCX, by python-docx."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from sitegen import languages
from sitegen.lettertext import Block
from sitegen.packing import PACKED
from sitegen.papers import FieldView, PaperView

# A4 with room for two holes; the rest is for writing.
PAGE_CM = (21.0, 29.7)
MARGIN_CM = 2.0
LABEL_CM = 6.0
LINE_CM = 0.8
# Lines to sign on lie apart.
SIGN_SPACING = 2.0
BOX = "☐"
FONT = "Arial"


def write(paper: PaperView, language: str, owner: str, ui: Mapping[str, str], foot: str) -> bytes:
    """Write a form.

    Args:
        paper: in the language of the document.
        language: of the document.
        owner: the municipality, at the top.
        ui: the strings of the language.
        foot: the line at the foot of every page.
    """
    document = _begun(paper.title, owner, language)
    document.add_paragraph(owner)
    document.add_heading(paper.title, 0)
    document.add_paragraph(paper.intro)
    for section in paper.sections:
        document.add_heading(section.title, 1)
        for text in section.paragraphs:
            document.add_paragraph(text)
        for point in section.points:
            document.add_paragraph(point, style="List Bullet")
        for field in section.fields:
            _add(document, field, ui)
    return _finished(document, foot)


def letter(title: str, blocks: Iterable[Block], language: str, foot: str) -> bytes:
    """Write a blank letter.

    Args:
        title: its name in lists.
        blocks: the letter, in the language of the document.
        language: of the document.
        foot: the line at the foot of every page.
    """
    document = _begun(title, "Introguiden", language)
    for block in blocks:
        if block.kind == "subject":
            document.add_heading(block.text, 1)
            continue
        paragraph = document.add_paragraph(block.text)
        if block.kind == "closing":
            paragraph.paragraph_format.keep_with_next = True
        elif block.kind == "sign":
            paragraph.paragraph_format.line_spacing = SIGN_SPACING
            paragraph.paragraph_format.keep_together = True
    return _finished(document, foot)


def _begun(title: str, author: str, language: str) -> DocumentObject:
    document = Document()
    _set_up(document, language)
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.language = languages.of(language).tag
    return document


def _finished(document: DocumentObject, foot: str) -> bytes:
    document.sections[0].footer.paragraphs[0].text = foot
    return _packed(document)


def _set_up(document: DocumentObject, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = (Cm(size) for size in PAGE_CM)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.name = FONT
        # Word keeps a theme's font for headings beside the plain one, and takes that.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
    document.styles["Normal"].font.size = Pt(11)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), languages.of(language).tag)
    document.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _add(document: DocumentObject, field: FieldView, ui: Mapping[str, str]) -> None:
    """Add a question, as its kind is filled in."""
    if field.kind in ("text", "date"):
        _labelled(document, [(field.label, ui["form_date_hint"] if field.kind == "date" else field.help)])
        return
    if field.kind == "checkbox":
        document.add_paragraph(f"{BOX} {field.label}")
        return
    label = document.add_paragraph()
    label.add_run(field.label).bold = True
    label.paragraph_format.keep_with_next = True
    if field.help:
        document.add_paragraph(field.help).paragraph_format.keep_with_next = True
    if field.kind in ("choice", "choices"):
        for option in field.options:
            document.add_paragraph(f"{BOX} {option}")
    elif field.kind == "table":
        table = _table(document, field.rows + 1, len(field.columns))
        for cell, column in zip(table.rows[0].cells, field.columns, strict=True):
            cell.text = column
    elif field.kind == "lines":
        table = _table(document, 1, 1)
        table.rows[0].height = Cm(LINE_CM * max(field.rows, 2))
    else:
        _labelled(document, [(ui[key], "") for key in ("form_place_and_date", "form_name", "form_signature")])
    document.add_paragraph()


def _labelled(document: DocumentObject, rows: list[tuple[str, str]]) -> None:
    """Add a label beside an empty cell for each row."""
    table = _table(document, len(rows), 2)
    for row, (label, hint) in zip(table.rows, rows, strict=True):
        row.cells[0].text = f"{label} ({hint})" if hint else label
        row.cells[0].width = Cm(LABEL_CM)
        row.cells[1].width = Cm(PAGE_CM[0] - 2 * MARGIN_CM - LABEL_CM)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(document: DocumentObject, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns, style="Table Grid")
    for row in table.rows:
        row.height, row.height_rule = Cm(LINE_CM), WD_ROW_HEIGHT_RULE.AT_LEAST
    return table


def _packed(document: DocumentObject) -> bytes:
    """Give the document's bytes, without the time they were written."""
    written, fresh = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fresh, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fresh.getvalue()
