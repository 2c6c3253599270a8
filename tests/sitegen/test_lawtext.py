"""Legal numbers in running text."""

from datetime import date

import pytest

from checker.parameters import Citation, Row
from sitegen import lawtext
from sitegen.errors import SiteError


def row(value, unit, name="something"):
    cite = Citation("forvaltningsloven", "29")
    return Row("forvaltningsloven", name, unit, None, None, None, value, cite, "", date(2026, 7, 2), "text")


@pytest.mark.parametrize(
    ("value", "unit", "nb", "nn", "en"),
    [
        (3, "weeks", "tre uker", "tre veker", "three weeks"),
        (1, "weeks", "én uke", "éi veke", "one week"),
        (1, "years", "ett år", "eitt år", "one year"),
        (2, "years", "to år", "to år", "two years"),
        (1, "months", "én måned", "éin månad", "one month"),
        (12, "months", "tolv måneder", "tolv månader", "twelve months"),
        (24, "months", "to år", "to år", "two years"),
        (18, "months", "18 måneder", "18 månader", "18 months"),
        (25, "working days", "25 virkedager", "25 yrkedagar", "25 working days"),
        (8, "count", "åtte", "åtte", "eight"),
        ("5/6", "share", "5/6", "5/6", "5/6"),
        (13, "months", "13 måneder", "13 månader", "13 months"),
        (50, "percent", "50 prosent", "50 prosent", "50 per cent"),
        (30, "hours", "30", "30", "30"),
        (12, "part of G", "1/12", "1/12", "1/12"),
        (130160, "NOK/year", "130 160", "130 160", "130,160"),
        (date(2021, 1, 1), "date", "1. januar 2021", "1. januar 2021", "1 January 2021"),
    ],
)
def test_a_value_is_said_as_each_language_says_it(value, unit, nb, nn, en):
    said = [lawtext.say(row(value, unit), language).replace("\xa0", " ") for language in ("nb", "nn", "en")]
    assert said == [nb, nn, en]


def test_an_age_is_a_number_the_page_gives_its_unit():
    assert lawtext.say(row(18, "years", "programme_min_age"), "nb") == "18"


@pytest.mark.parametrize(
    ("value", "unit"), [(["28", "34"], "permits"), (True, "yes/no"), ({"a": 1}, "letters"), (2, "x")]
)
def test_what_no_sentence_can_hold_is_refused(value, unit):
    with pytest.raises(SiteError, match=r"forvaltningsloven\.something"):
        lawtext.say(row(value, unit), "nb")


def test_a_value_of_several_parts_is_told_by_one_of_them():
    law = lawtext.lookup("nb", date(2026, 11, 21))
    assert law("integreringsloven.length_upper-secondary.months") == "fire år"
    assert law("integreringsloven.length_upper-secondary.extension") == "tolv måneder"
    with pytest.raises(SiteError, match="no integreringsloven"):
        law("integreringsloven.length_work.weeks")


def test_a_norwegian_letter_on_an_english_page_speaks_norwegian():
    law = lawtext.lookup("en", date(2026, 11, 21))
    assert law("forvaltningsloven.appeal_period", spoken="nb") == "tre uker"


def test_a_page_gets_the_rule_of_the_day_it_names():
    law = lawtext.lookup("nb", date(2026, 11, 21))
    assert law("forvaltningsloven.appeal_period") == "tre uker"
    assert law("forvaltningsloven.appeal_period", date(1999, 1, 1)) == "tre uker"


@pytest.mark.parametrize("identifier", ["forvaltningsloven.nothing", "nothing.appeal_period", "appeal_period", ""])
def test_an_unknown_number_stops_the_build(identifier):
    with pytest.raises(SiteError, match="the law files have no"):
        lawtext.lookup("nb", date(2026, 11, 21))(identifier)


def test_a_day_outside_the_rows_stops_the_build():
    with pytest.raises(SiteError, match="no row on 1900-01-01"):
        lawtext.lookup("nb", date(1900, 1, 1))("forvaltningsloven.appeal_period")


def test_the_law_is_as_old_as_its_oldest_row():
    rows = [row(1, "weeks")._replace(checked=date(2026, day, 1)) for day in (7, 5, 6)]
    assert lawtext.checked(rows) == date(2026, 5, 1)
