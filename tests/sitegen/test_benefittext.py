"""The benefit in running text."""

from datetime import date

import pytest

from sitegen import benefittext
from sitegen.errors import SiteError
from sitegen.lawpages import LawPages
from sitegen.project import DOCS

YOUNG, AT_HOME, COUPLE = (f"benefit_share_{name}" for name in ("young", "with_parents", "couple"))


# Computed by hand from the basic amount of 136 549 kroner: twice, divided by 12, 30 and 1850.
@pytest.mark.parametrize(
    ("period", "share", "expected"),
    [
        ("year", "", "273 098"),
        ("month", "", "22 758,17"),
        ("day", "", "758,61"),
        ("hour", "", "147,62"),
        ("month", YOUNG, "15 172,11"),
        ("month", AT_HOME, "7 586,06"),
        ("month", COUPLE, "18 965,14"),
        ("limit", "", "11 379,08"),
    ],
)
def test_an_amount_follows_the_basic_amount_of_the_day(period, share, expected):
    said = benefittext.lookup("nb", date(2026, 11, 22))(period, share)
    assert said.replace("\xa0", " ") == expected


def test_each_language_writes_money_its_own_way():
    said = [benefittext.lookup(language, date(2026, 11, 22))("month") for language in ("nb", "nn", "en")]
    assert [one.replace("\xa0", " ") for one in said] == ["22 758,17", "22 758,17", "22,758.17"]


@pytest.mark.parametrize(
    ("period", "share", "day"),
    [
        ("week", "", date(2026, 11, 22)),
        ("month", "benefit_share_old", date(2026, 11, 22)),
        ("month", "", date(2014, 1, 1)),
    ],
)
def test_what_the_law_files_do_not_give_is_refused(period, share, day):
    with pytest.raises(SiteError, match="no benefit"):
        benefittext.lookup("nb", day)(period, share)


@pytest.mark.parametrize("share", benefittext.CASES)
@pytest.mark.parametrize(
    "day", [date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1), date(2026, 11, 22), date(2026, 12, 31)]
)
def test_every_case_is_computed_by_the_checker_on_any_day(share, day):
    found = benefittext.case(share, day)
    # The page says so in words.
    assert found["absence_deduction"] == found["hour"]
    assert set(benefittext.PERIODS) <= found.keys()


def test_a_case_that_the_rules_no_longer_fit_stops_the_build(monkeypatch):
    # A couple without children in the programme is no young person: the checker gives another share than the name says.
    monkeypatch.setitem(benefittext.CASES, YOUNG, benefittext.CASES[COUPLE])
    with pytest.raises(SiteError, match="benefit_share_young"):
        benefittext.case(YOUNG, date(2026, 11, 21))


@pytest.mark.parametrize(("language", "month"), [("nb", "22 758,17"), ("nn", "22 758,17"), ("en", "22,758.17")])
def test_the_table_has_a_line_for_every_case(language, month):
    table = LawPages(DOCS, language, date(2026, 11, 22)).benefits().replace("\xa0", " ")
    assert table.count("<tr>") == 1 + len(benefittext.CASES)
    assert f"<td>{month}</td>" in table
    assert "2026" in table
