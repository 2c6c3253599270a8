"""The rows of the law: one answer for every day, each with its source, and nothing used that is not in force."""

import shutil
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

import checker
from checker import law, parameters

ONE_DAY = timedelta(days=1)
# The 2003 law gave rights and duties from this day; amounts are recorded from the other.
FIRST_DAY, FIRST_AMOUNT, LAST_DAY = date(2004, 9, 1), date(2015, 5, 1), date(2028, 12, 31)

ROWS = checker.law_rows()
NAMES = defaultdict(list)
for _row in ROWS:
    NAMES[_row.act, _row.name].append(_row)
IN_FORCE = {name: [row for row in rows if row.begins] for name, rows in NAMES.items()}


@pytest.mark.parametrize("name", sorted(NAMES), ids=".".join)
def test_every_day_has_one_row_or_none_and_no_gap_between(name):
    rows = IN_FORCE[name]
    begins = [row.begins for row in rows]
    assert begins == sorted(set(begins)), "sorted, and no two begin on the same day"
    for row, following in pairwise(rows):
        assert row.ends is not None
        assert row.ends <= following.begins, "no overlap"
    day = FIRST_DAY
    while day <= LAST_DAY:
        holding = [row for row in rows if row.holds_on(day)]
        assert len(holding) <= 1, (name, day)
        if holding:
            assert parameters.row_on(*name, day) == holding[0]
        else:
            with pytest.raises(parameters.NotInForceError):
                parameters.row_on(*name, day)
        # The answer changes only where a row begins or ends: go there.
        later = [edge for row in rows for edge in (row.begins, row.ends) if edge and edge > day]
        day = min([*later, LAST_DAY + ONE_DAY])


@pytest.mark.parametrize("name", sorted(NAMES), ids=".".join)
def test_a_gap_between_rows_is_a_repeal_that_the_file_states(name):
    rows = IN_FORCE[name]
    for row, following in pairwise(rows):
        assert row.begins < row.ends <= following.begins


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.act}.{row.name}.{row.begins or row.adopted}")
def test_every_row_has_its_source_and_the_day_it_was_checked(row):
    assert row.source.startswith("https://")
    assert isinstance(row.checked, date)
    assert date(2026, 1, 1) <= row.checked
    assert row.unit
    assert row.certainty in parameters.CERTAINTIES
    assert row.cite.act == row.act
    assert (row.begins is None) == (row.adopted is not None), "in force, or adopted: one of the two"
    if row.begins:
        assert row.cite.section in checker.acts()[row.act].provisions


def test_a_row_that_is_only_adopted_is_never_used():
    adopted = [row for row in ROWS if row.begins is None]
    assert {row.name for row in adopted if row.act == "integreringsloven"}, "the age limit of 60 is recorded as coming"
    for row in adopted:
        assert not any(row.holds_on(day) for day in (row.adopted, date(2026, 11, 21), date(2100, 12, 31)))


def test_the_basic_amounts_are_those_of_folketrygdloven():
    """Written down a second time from folketrygdloven § 1-4 as the dossier gives it, independently of the law file."""
    amounts = {
        2015: 90_068, 2016: 92_576, 2017: 93_634, 2018: 96_883, 2019: 99_858, 2020: 101_351,
        2021: 106_399, 2022: 111_477, 2023: 118_620, 2024: 124_028, 2025: 130_160, 2026: 136_549,
    }  # fmt: skip
    name = ("folketrygdloven", "basic_amount")
    for year, amount in amounts.items():
        assert parameters.value_on(*name, date(year, 5, 1)) == amount
        if year > FIRST_AMOUNT.year:
            assert parameters.value_on(*name, date(year, 4, 30)) == amounts[year - 1]
    for outside in (FIRST_AMOUNT - ONE_DAY, date(2027, 5, 1)):
        with pytest.raises(parameters.NotInForceError):
            parameters.value_on(*name, outside)


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

BROKEN = [
    ("two rows on one day", GOOD + '[[limit.values]]\nfrom = 2020-01-01\nvalue = 6\nsection = "1"\n'),
    (
        "overlap",
        GOOD.replace("value = 5", "to = 2022-01-01\nvalue = 5")
        + '[[limit.values]]\nfrom = 2021-01-01\nvalue = 6\nsection = "1"\n',
    ),
    ("no source", GOOD.replace('source = "https://lovdata.no/lov/x"\n', "")),
    ("an empty source", GOOD.replace('source = "https://lovdata.no/lov/x"', 'source = ""')),
    ("not checked", GOOD.replace("checked = 2026-11-21\n", "")),
    ("a section that the act does not know", GOOD.replace('section = "1"', 'section = "2"')),
    ("no section", GOOD.replace('section = "1"', "")),
    ("no value", GOOD.replace("value = 5", "")),
    ("neither in force nor adopted", GOOD.replace("from = 2020-01-01", "")),
    ("ends before it begins", GOOD.replace("value = 5", "to = 2019-01-01\nvalue = 5")),
    ("ends on the day it begins", GOOD.replace("value = 5", "to = 2020-01-01\nvalue = 5")),
    ("a misspelt key", GOOD.replace("value = 5", "value = 5\nvlaue = 6")),
    ("an unknown certainty", GOOD.replace("value = 5", 'value = 5\ncertainty = "maybe"')),
    ("no unit", GOOD.replace('unit = "years"\n', "")),
]  # fmt: skip


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in BROKEN])
def test_a_broken_law_file_is_refused_by_name(tmp_path, text):
    (tmp_path / "lov.toml").write_text(text, "utf-8")
    with pytest.raises(law.LawFileError, match=r"lov\.toml"):
        law.read_acts(tmp_path)


def test_a_good_law_file_is_read(tmp_path):
    (tmp_path / "lov.toml").write_text(GOOD, "utf-8")
    (row,) = parameters.law_rows(law.read_acts(tmp_path))
    assert (row.value, row.begins, row.ends, row.holds_on(date(2020, 1, 1)), row.holds_on(date(2019, 12, 31))) == (
        5,
        date(2020, 1, 1),
        None,
        True,
        False,
    )


def test_the_age_limit_of_sixty_takes_one_line(tmp_path, monkeypatch):
    """Give the adopted row a day in force in a copy of the law: people of 56 to 60 get the right, no others change."""
    from tests.checker.support import find

    folder = tmp_path / "law"
    shutil.copytree(law.FOLDER, folder)
    path = folder / "integreringsloven.toml"
    lines = path.read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("[[programme_max_age.values]]"))
    (adopted,) = [
        number
        for number, line in enumerate(lines)
        if number > start and line.startswith("adopted =") and "60" in "".join(lines[number : number + 4])
    ]
    lines[adopted] = "from = 2026-02-01"
    path.write_text("\n".join(lines), "utf-8")
    answers = {
        "citizenship": "other", "permit": "28", "permit_granted": "2026-02-10", "settled_on": "2026-04-01",
        "settled_by_agreement": True, "lived_in_municipality_since": "2026-04-01", "job_hours": 0,
    }  # fmt: skip

    def outcomes():
        return {age: find("programme", answers | {"age_at_grant": age})["outcome"] for age in (17, 18, 55, 56, 60, 61)}

    before = outcomes()
    changed = law.read_acts(folder)
    monkeypatch.setattr(parameters, "acts", lambda: changed)
    after = outcomes()
    assert {age for age in before if before[age] != after[age]} == {56, 60}
    assert after[56] == after[60] == "right_and_duty"
