"""The rules of the law in words, for the law pages."""

import re
import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from checker.law import FOLDER, read_acts
from checker.parameters import acts, law_rows
from sitegen import lawpages, ways, words
from sitegen.errors import SiteError
from sitegen.lawpages import LawPages
from sitegen.project import DOCS, LANGUAGES

TODAY = date(2026, 11, 21)
GROUPED = [identifier for group in lawpages.GROUPS.values() for identifier in group]
# A count with its unit, as in «tre uker»: the law files give it.
COUNT = re.compile(
    r"\b(\d+|én|éi|ett|eitt|to|tre|fem|one|two|three|five) "
    r"(uker?|veker?|måneder|månader|år|tim[ea]r|prosent|weeks?|months?|years?|hours|per cent)\b"
)


def pages(language: str = "nb", today: date = TODAY, docs: Path = DOCS) -> LawPages:
    return LawPages(docs, language, today)


def rows(identifier: str):
    return lawpages.act_rows(identifier)


def raw(language: str) -> dict[str, str]:
    return dict(ways.texts(tomllib.loads((DOCS / language / lawpages.FILE).read_text("utf-8"))))


# ---------------------------------------------------------------- complete, in every language


def test_every_parameter_of_the_law_stands_in_one_group():
    assert [identifier for identifier, count in Counter(GROUPED).items() if count > 1] == []
    assert set(GROUPED) == lawpages.identifiers(law_rows())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_has_a_name_and_no_name_is_left_over(language):
    named = {f"{act}.{name}" for act, rules in pages(language).told["rule"].items() for name in rules}
    assert named == lawpages.identifiers(law_rows())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_law_can_be_said(language):
    for row in law_rows():
        view = pages(language).view(row)
        assert view.values, row
        assert all(view.values), row
        assert not re.search(r"[{}]|None|True|False", " ".join([*view.values, view.period, view.cite])), row
        assert view.url.startswith("https://lovdata.no/"), row


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "nb"])
def test_languages_have_the_same_texts_and_placeholders(language):
    mine, theirs = raw("nb"), raw(language)
    assert mine.keys() == theirs.keys()
    for key, text in mine.items():
        assert words.placeholders(text) == words.placeholders(theirs[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_the_law_is_typed_by_hand(language):
    assert {key: text for key, text in raw(language).items() if COUNT.search(text)} == {}


def test_english_keeps_norwegian_inside_marked_terms():
    for key, text in raw("en").items():
        assert not re.search("[æøåÆØÅ]", re.sub(r"\[\[.+?\]\]", "", text)), key


# ---------------------------------------------------------------- one row


@pytest.mark.parametrize(
    ("identifier", "on", "nb", "nn", "en"),
    [
        ("integreringsloven.programme_max_age", "2026-11-21", "55 år", "55 år", "55 years"),
        ("integreringsloven.residence_limit", "2026-11-21", "to år", "to år", "two years"),
        ("integreringsloven.job_hours", "2026-11-21", "30 timer", "30 timar", "30 hours"),
        ("integreringsloven.benefit_share_couple", "2024-06-30", "Hel stønad", "Heil stønad", "A whole benefit"),
        (
            "integreringsloven.benefit_share_couple",
            "2024-07-01",
            "5/6 av hel stønad",
            "5/6 av heil stønad",
            "5/6 of a whole benefit",
        ),
        ("integreringsloven.may_finish", "2023-07-31", "Ingen regel om å fullføre", None, "No rule about finishing"),
        ("integreringsloven.may_finish", "2023-08-01", "Du kan fullføre", "Du kan fullføre", "You may finish"),
        (
            "integreringsloven.length_educated",
            "2025-12-31",
            "Inntil seks måneder. Kan forlenges med inntil seks måneder.",
            "Inntil seks månader. Kan forlengjast med inntil seks månader.",
            "Up to six months. May be extended by up to six months.",
        ),
        (
            "integreringsloven.length_educated",
            "2026-01-01",
            "Inntil tolv måneder. Ingen forlengelse.",
            "Inntil tolv månader. Inga forlenging.",
            "Up to twelve months. No extension.",
        ),
        ("integreringsloven.deduction_minimum", "2026-11-21", "1/12 av G", "1/12 av G", "1/12 of G"),
        ("integreringsloven.no_agreement_letters", "2026-11-21", "Bokstav f, g", "Bokstav f, g", "Letter f, g"),
        (
            "helligdagsfredloven.equal_days",
            "2026-11-21",
            "1. mai; 17. mai",
            "1. mai; 17. mai",
            "1 May; 17 May",
        ),
    ],
)
def test_a_rule_is_said_as_it_was_on_a_day(identifier, on, nb, nn, en):
    for language, expected in (("nb", nb), ("nn", nn), ("en", en)):
        if expected:
            assert pages(language).rule(identifier, on) == expected


def test_a_page_can_say_since_when_a_rule_holds():
    assert pages().since("folketrygdloven.basic_amount") == "1. mai 2026"
    assert pages("en").since("integreringsloven.job_hours") == "1 January 2026"


def test_permits_are_listed_under_their_letters():
    [row] = rows("integreringsloven.programme_permits")
    listed = pages().values(row)
    assert listed[0] == "a: § 28 – flyktning (asyl)"
    assert len(listed) == len(row.value)


@pytest.mark.parametrize(
    ("identifier", "periods"),
    [
        ("integreringsloven.may_finish", ["1. januar 2021 til 31. juli 2023", "Fra 1. august 2023"]),
        ("integreringsloven.near_full_time", ["15. juni 2022 til 31. desember 2025"]),
    ],
)
def test_a_period_names_its_first_and_its_last_day(identifier, periods):
    assert [pages().period(row) for row in rows(identifier)] == periods


def test_what_is_only_adopted_says_so():
    assert pages().period(adopted_only()) == "Vedtatt 20. juni 2025, ikke i kraft"


def adopted_only():
    """Make a row that is passed and not in force."""
    [row] = rows("integreringsloven.residence_limit")
    return row._replace(begins=None, ends=None, adopted=date(2025, 6, 20), value=4)


@pytest.mark.parametrize(
    ("today", "now"),
    [(date(2023, 7, 31), [True, False]), (date(2023, 8, 1), [False, True]), (date(2023, 8, 2), [False, True])],
)
def test_the_row_of_today_is_marked(today, now):
    assert [pages(today=today).view(row).now for row in rows("integreringsloven.may_finish")] == now


def test_what_is_only_adopted_is_never_marked_as_in_force():
    assert not pages(today=date(2100, 1, 1)).view(adopted_only()).now


def test_the_newest_row_stands_first_and_what_is_coming_before_it():
    old, new = rows("integreringsloven.may_finish")
    told = pages().rule_view([old, new, new._replace(begins=None, adopted=date(2026, 6, 1), value=False)])
    assert [row.period[:7] for row in told.rows] == ["Vedtatt", "Fra 1. ", "1. janu"]


@pytest.mark.parametrize(
    ("identifier", "place", "url"),
    [
        ("integreringsloven.programme_min_age", 0, "https://lovdata.no/lov/2020-11-06-127/§8"),
        ("integreringsloven.near_full_time", 0, "https://lovdata.no/lov/2020-11-06-127/§37c"),
        ("introduksjonsloven.length", 0, "https://lovdata.no/dokument/LTI/lov/2003-07-04-80"),
        ("folketrygdloven.basic_amount", 0, "https://lovdata.no/dokument/SF/forskrift/2015-05-29-578"),
    ],
)
def test_a_row_links_to_its_section_or_to_its_own_source(identifier, place, url):
    assert lawpages.address(rows(identifier)[place]) == url


@pytest.mark.parametrize(
    ("certainty", "said"),
    [("text", 0), ("secondary", 1), ("inferred", 1)],
)
def test_a_reading_that_the_text_does_not_give_is_marked(certainty, said):
    [row] = rows("integreringsloven.residence_limit")
    assert len(pages().view(row._replace(certainty=certainty)).notes) == said


@pytest.mark.parametrize(("days", "flagged"), [(179, False), (180, True), (181, True)])
def test_a_row_that_nobody_checked_for_long_says_so(days, flagged):
    [row] = rows("integreringsloven.residence_limit")
    today = row.checked + timedelta(days=days)
    note = f"Ikke sjekket siden {pages().day(row.checked.isoformat())}"
    assert (note in str(pages(today=today).view(row).notes)) is flagged
    assert ("Ikke sjekket siden" in pages(today=today).rules("who")) is (flagged or is_any_older("who", today))


def is_any_older(group: str, today: date) -> bool:
    checked = [row.checked for identifier in lawpages.GROUPS[group] for row in rows(identifier)]
    return (today - min(checked)).days >= 180


# ---------------------------------------------------------------- coming and changed


def test_what_is_coming_is_what_is_adopted_without_a_day():
    coming = pages().adopted()
    assert len(coming) == sum(row.begins is None for row in law_rows())


@pytest.mark.parametrize(
    ("line", "coming", "changed"),
    [
        ("adopted = 2026-06-01", [(("30 timer",), ("25 timer",))], []),
        ("from = 2027-02-01", [], [(("30 timer",), ("25 timer",))]),
    ],
)
def test_a_rule_that_gets_its_day_moves_from_coming_to_changed(tmp_path, monkeypatch, line, coming, changed):
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "integreringsloven.toml").open("a", encoding="utf-8") as copy:
        copy.write(f'\n[[job_hours.values]]\n{line}\nvalue = 25\nsection = "8"\n')
    given = read_acts(tmp_path)
    monkeypatch.setattr(lawpages, "acts", lambda: given)
    monkeypatch.setattr(lawpages, "law_rows", lambda: law_rows(given))
    name = pages().told["rule"]["integreringsloven"]["job_hours"]
    assert [(one.before, one.after.values) for one in pages().adopted() if one.name == name] == coming
    later = dict(pages().changes()).get("1. februar 2027", ())
    assert [(one.before, one.after.values) for one in later if one.name == name] == changed


def test_changes_are_told_newest_first_with_what_they_replaced():
    days = pages().changes()
    assert [day for day, _ in days][-3:] == ["15. juni 2022", "1. januar 2022", "1. august 2021"]
    told = {day: {change.name: (change.before, change.after.values) for change in changes} for day, changes in days}
    assert told["1. januar 2022"]["Samfunnskunnskap"] == (("50 timer",), ("75 timer",))
    # A new rule, and one that ended without another in its place.
    assert told["1. januar 2026"]["Jobb som tar bort rett og plikt, timer i uken fra"][1] == ("30 timer",)
    assert told["1. januar 2026"]["Mål: grunnskole"][1] == ("Regelen er borte",)


def test_every_change_of_integreringsloven_is_told():
    days = {day for day, _ in pages().changes()}
    for row in law_rows():
        if row.act in lawpages.OURS:
            for day in (row.begins, row.ends):
                if day and day > lawpages.SINCE:
                    assert pages().day(day.isoformat()) in days, row


def test_a_row_that_says_the_same_as_the_one_before_is_no_change():
    # The section on complaints to NAV is amended; what this site says of it stays.
    name = pages().told["rule"]["folketrygdloven"]["appeal_period"]
    assert name not in [change.name for _, changes in pages().changes() for change in changes]


# ---------------------------------------------------------------- money


@pytest.mark.parametrize(
    ("begins", "basic", "year", "month", "part"),
    [
        # The year is the one in Prop. 89 L (2019-2020) chapter 9.
        ("1. mai 2019", "99 858", "199 716", "16 643", "8 321,50"),
        ("1. mai 2020", "101 351", "202 702", "16 891,83", "8 445,92"),
        ("1. mai 2026", "136 549", "273 098", "22 758,17", "11 379,08"),
    ],
)
def test_the_benefit_follows_the_basic_amount(begins, basic, year, month, part):
    [amount] = [one for one in pages().amounts() if one.begins == begins]
    said = [one.replace("\xa0", " ") for one in (amount.basic, amount.year, amount.month, amount.part)]
    assert said == [basic, year, month, part]


def test_every_basic_amount_is_shown_newest_first():
    found = pages().amounts()
    assert len(found) == len(rows("folketrygdloven.basic_amount"))
    assert found[-1].begins == "1. mai 2015"


def test_the_page_says_how_long_the_basic_amount_is_known():
    last = rows("folketrygdloven.basic_amount")[-1]
    assert pages().basic_amount_known_to() == pages().day((last.ends - timedelta(days=1)).isoformat())
    assert last.ends


# ---------------------------------------------------------------- tables and faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_has_a_caption_and_a_header_for_every_cell(language):
    told = pages(language)
    tables = [told.coming(), told.changed(), told.basic_amounts(), *map(told.rules, lawpages.GROUPS)]
    for table in tables:
        assert table.count("<caption>") == table.count("<table ") == 1
        assert table.count("<th ") == table.count("scope=")
        assert "\n\n" not in table


def test_what_a_file_says_is_escaped(tmp_path):
    (tmp_path / "nb").mkdir()
    for name in (lawpages.FILE, words.FILE):
        text = (DOCS / "nb" / name).read_text("utf-8")
        (tmp_path / "nb" / name).write_text(text.replace('"Loven begynte å gjelde"', '"<b>&"'), "utf-8")
    assert "&lt;b&gt;&amp;" in pages(docs=tmp_path).rules("which_law")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('in_force = "Loven begynte å gjelde"\n', "", r"docs/nb/law\.toml: no name for integreringsloven\.in_force"),
        ('now = "Gjelder nå."', 'nwo = "Gjelder nå."', "now"),
        ("[table]", "[table", r"docs/nb/law\.toml: .*line"),
        ('which_law = "Hvilken', 'x = "Hvilken', r"docs/nb/law\.toml: no caption\.which_law"),
    ],
)
def test_a_faulty_file_stops_the_build_with_file_and_key(tmp_path, old, new, message):
    (tmp_path / "nb").mkdir()
    for name in (lawpages.FILE, words.FILE):
        text = (DOCS / "nb" / name).read_text("utf-8")
        assert name != lawpages.FILE or old in text
        (tmp_path / "nb" / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Exception, match=message):
        pages(docs=tmp_path).rules("which_law")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SiteError, match=r"docs/nn/law\.toml: missing"):
        pages("nn", docs=tmp_path).rule_name(law_rows()[0])


def test_an_unknown_group_is_named():
    with pytest.raises(SiteError, match="no group of rules 'pension'"):
        pages().rules("pension")


def test_a_value_without_a_sentence_is_named():
    [row] = rows("integreringsloven.near_full_time")
    with pytest.raises(SiteError, match=r"integreringsloven\.near_full_time\.say has no '20'"):
        pages().values(row._replace(value=20))


def test_the_law_files_and_the_pages_know_the_same_acts():
    assert {identifier.split(".")[0] for identifier in GROUPED} <= acts().keys()
