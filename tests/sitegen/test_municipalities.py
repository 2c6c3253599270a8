"""The table of municipalities: complete, each in a county, each county with an office."""

import csv
import re

import pytest

from sitegen import municipalities
from sitegen.errors import SiteError

OFFICES = 10


def test_every_municipality_has_a_number_a_name_a_county_and_an_office():
    table = municipalities.table()
    assert len(table) == 357
    for number, row in table.items():
        assert re.fullmatch(r"\d{4}", number)
        assert row.number == number
        assert row.norwegian_name in row.name.split(" - ")
        assert row.county
        assert row.statsforvalter.startswith("Statsforvalteren i ")
    assert municipalities.EXAMPLE not in table


def test_there_are_fifteen_counties_and_ten_offices_and_a_number_begins_with_its_county():
    text = (municipalities.DATA / municipalities.COUNTIES).read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 15
    assert len({row["statsforvalter"] for row in rows}) == OFFICES
    names = {row["number"]: row["name"] for row in rows}
    for number, row in municipalities.table().items():
        assert names[number[:2]] == row.county


@pytest.mark.parametrize(
    ("number", "name", "office"),
    [
        ("0301", "Oslo", "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus"),
        ("3434", "Lom", "Statsforvalteren i Innlandet"),
        ("5612", "Kautokeino", "Statsforvalteren i Troms og Finnmark"),
        ("4003", "Skien", "Statsforvalteren i Vestfold og Telemark"),
    ],
)
def test_some_that_everybody_knows(number, name, office):
    row = municipalities.table()[number]
    assert (row.norwegian_name, row.statsforvalter) == (name, office)
    assert municipalities.statsforvalter(number) == office


def test_the_example_has_no_office():
    assert municipalities.statsforvalter(municipalities.EXAMPLE) == ""


def written(tmp_path, *rows):
    counties = (municipalities.DATA / municipalities.COUNTIES).read_text("utf-8")
    (tmp_path / municipalities.COUNTIES).write_text(counties, "utf-8")
    text = (municipalities.DATA / municipalities.TABLE).read_text("utf-8") + "".join(f"{row}\n" for row in rows)
    (tmp_path / municipalities.TABLE).write_text(text, "utf-8")
    return tmp_path


def test_another_municipality_is_one_row(tmp_path):
    table = municipalities.table(written(tmp_path, "4699,Nyby,Nyby,46"))
    assert len(table) == 358
    assert table["4699"].statsforvalter == "Statsforvalteren i Vestland"


@pytest.mark.parametrize(
    ("row", "message"), [("0301,Oslo,Oslo,03", "0301: stands twice"), ("7001,Nyby,Nyby,70", "has no county 70")]
)
def test_a_row_that_cannot_be_right_is_refused(tmp_path, row, message):
    with pytest.raises(SiteError, match=message):
        municipalities.table(written(tmp_path, row))


def test_a_missing_table_gets_a_message(tmp_path):
    with pytest.raises(SiteError, match=r"counties\.csv: missing"):
        municipalities.table(tmp_path)
