"""A law file that breaks its own rules stops everything, with a message that names the file and the row."""

import shutil
import subprocess
import sys
from datetime import date

import pytest

from checker import law, parameters
from tests.checker.support import LIMIT_OF_TIME, ROOT

GOOD = """
[act]
title = "A law"
lovdata = "https://lovdata.no/lov/x"
source = "https://lovdata.no/lov/x"
checked = 2026-11-21
[provisions]
"1" = "what it says"
[limit]
unit = "years"
[[limit.values]]
from = 2020-01-01
value = 5
section = "1"
"""
SOURCE = 'source = "https://lovdata.no/lov/x"\n'


def second_row(begins, more="", value=6):
    return f'[[limit.values]]\nfrom = {begins}\n{more}value = {value}\nsection = "1"\n'


BROKEN = [
    # what the mistake is, the file, what the message says
    ("two rows on one day", GOOD + second_row("2020-01-01"), "limit, row 1: another row begins on 2020-01-01 too"),
    (
        "a row that overlaps the next",
        GOOD.replace("value = 5", "to = 2022-01-01\nvalue = 5") + second_row("2021-01-01"),
        "limit, row 1: the next row begins before this one ends",
    ),
    (
        "a second row that overlaps the third",
        GOOD + second_row("2021-01-01", "to = 2023-01-01\n") + second_row("2022-12-31"),
        "limit, row 2: the next row begins before this one ends",
    ),
    ("no source", GOOD.replace(SOURCE, ""), "[act] lacks source"),
    ("a row whose source is empty", GOOD + second_row("2021-01-01", 'source = ""\n'), "limit, row 2 lacks a source"),
    ("not checked", GOOD.replace("checked = 2026-11-21\n", ""), "[act] lacks checked"),
    ("no title", GOOD.replace('title = "A law"\n', ""), "[act] lacks title"),
    (
        "a section that the act does not know",
        GOOD.replace('section = "1"', 'section = "2"'),
        "limit, row 1 cites § 2, which [provisions] does not list",
    ),
    ("no section", GOOD.replace('section = "1"', ""), "limit, row 1 lacks section"),
    ("no value", GOOD.replace("value = 5", ""), "limit, row 1 lacks value"),
    ("neither in force nor adopted", GOOD.replace("from = 2020-01-01", ""), "limit, row 1 needs `from`, or `adopted`"),
    (
        "ends before it begins",
        GOOD.replace("value = 5", "to = 2019-01-01\nvalue = 5"),
        "limit, row 1 ends before it begins",
    ),
    (
        "ends on the day it begins",
        GOOD.replace("value = 5", "to = 2020-01-01\nvalue = 5"),
        "limit, row 1 ends before it begins",
    ),
    ("a misspelt key", GOOD.replace("value = 5", "value = 5\nvlaue = 6"), "limit, row 1: unknown vlaue"),
    (
        "an unknown certainty",
        GOOD.replace("value = 5", 'value = 5\ncertainty = "maybe"'),
        "limit, row 1: certainty is one of text, secondary, inferred",
    ),
    ("no unit", GOOD.replace('unit = "years"\n', ""), "limit lacks a unit or values"),
    ("no TOML", GOOD + "[[", "lov.toml: "),
]


@pytest.mark.parametrize(("text", "message"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN])
def test_a_broken_law_file_is_refused_by_file_and_row(tmp_path, text, message):
    (tmp_path / "lov.toml").write_text(text, "utf-8")
    with pytest.raises(law.LawFileError) as caught:
        law.read_acts(tmp_path)
    assert str(caught.value).startswith("lov.toml: ")
    assert message in str(caught.value)


def test_a_good_law_file_is_read(tmp_path):
    (tmp_path / "lov.toml").write_text(GOOD + second_row("2021-01-01", "to = 2022-01-01\n"), "utf-8")
    first, second = parameters.law_rows(law.read_acts(tmp_path))
    assert (first.value, first.begins, first.ends) == (5, date(2020, 1, 1), date(2021, 1, 1))
    assert (second.value, second.begins, second.ends) == (6, date(2021, 1, 1), date(2022, 1, 1))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [first.holds_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("end", ["2020-12-31", "2021-01-01"])
def test_a_row_may_end_before_the_next_or_where_it_begins(tmp_path, end):
    ended = GOOD.replace("value = 5", f"to = {end}\nvalue = 5")
    (tmp_path / "lov.toml").write_text(ended + second_row("2021-01-01"), "utf-8")
    rows = parameters.law_rows(law.read_acts(tmp_path))
    assert [row.ends and row.ends.isoformat() for row in rows] == [end, None]


@pytest.mark.parametrize(("said", "anchors"), [("", True), ("anchors = true\n", True), ("anchors = false\n", False)])
def test_a_section_can_be_linked_to_unless_the_file_says_otherwise(tmp_path, said, anchors):
    (tmp_path / "lov.toml").write_text(GOOD.replace("[act]\n", f"[act]\n{said}"), "utf-8")
    assert law.read_acts(tmp_path)["lov"].anchors is anchors


def test_the_first_row_is_the_oldest():
    assert parameters.first_row("folketrygdloven", "basic_amount").begins == date(2015, 5, 1)


def test_rows_are_sorted_by_their_first_day_and_the_adopted_come_last(tmp_path):
    adopted = '[[limit.values]]\nadopted = 2019-01-01\nvalue = 7\nsection = "9"\n'
    (tmp_path / "lov.toml").write_text(GOOD.replace("[[limit.values]]", adopted + "[[limit.values]]", 1), "utf-8")
    rows = parameters.law_rows(law.read_acts(tmp_path))
    assert [row.value for row in rows] == [5, 7]
    assert not any(rows[1].holds_on(day) for day in (date(2019, 1, 1), date(2100, 12, 31)))


BUILD = """
import sys
from sitegen import bootstrap
bootstrap.install = lambda *_, **__: None
bootstrap.is_inside = lambda: True
sys.exit(bootstrap.main(["build"]))
"""


@pytest.mark.process
def test_a_broken_law_file_stops_the_build_and_is_named(tmp_path):
    for name in ("checker", "sitegen"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "checker" / "law" / "folketrygdloven.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("to = 2027-05-01", "to = 2026-05-01"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=tmp_path, capture_output=True, text=True, timeout=LIMIT_OF_TIME, check=False
    )
    assert done.returncode == 1
    assert done.stderr == "sitegen: folketrygdloven.toml: basic_amount, row 12 ends before it begins\n"
