"""The guide without script: its pages are whole, and every way through them ends in the checker's verdict."""

import random
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_skeleton

import checker
from checker.verdict import FINDINGS, UNKNOWN
from checker.workdays import next_working_day
from sitegen import words
from sitegen.guide import booklet, deadlines
from sitegen.guide.sections import sections
from sitegen.lawtext import LOCALES
from sitegen.project import DOCS, LANGUAGES
from tests.site.guide_paths import PARTS, end_of, linked, paths_over_every_edge, person

TODAY = datetime.now(ZoneInfo("Europe/Oslo")).date()
# The day of the visitors: one on which a deadline can end.
A_WORKING_DAY = next_working_day(TODAY)
# Ends of a part that nobody comes to by questions: rules of earlier years, and rights that no answer leaves open.
NOT_TODAY = {"programme": {"right_only", "unknown"}, "appeal": {"unknown"}}
TOLD = words.read(DOCS / "nb" / words.FILE, "nb")["finding"]
# How many ways are tried for each answer on a page.
TIMES = 3
# Of all answers, how many may be such that nobody could give them: two conditions that cannot hold together.
SELDOM = 0.05


@pytest.fixture(scope="module")
def made():
    return {part: sections(nodes) for part, nodes in booklet.load(TODAY, DOCS).items()}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_the_walk_and_every_section_can_be_reached(pages, made, language, part):
    page = linked(pages[f"{language}/{PARTS[part]}/index.html"].html)
    assert len(page) == len(made[part])
    for one in made[part]:
        leads, outcome = page[f"p-{one.place}"]
        assert {*leads} == {f"p-{to.place}" for _, to in one.ways}
        assert outcome == one.end.get("outcome")
        assert len(leads) >= 2 or not one.ways
    reached, waiting = set(), ["p-1"]
    while waiting:
        if (place := waiting.pop()) not in reached:
            reached.add(place)
            waiting += page[place][0]
    assert reached == {*page}


@pytest.mark.parametrize(("part", "finding"), [("check", "programme"), ("appeal", "appeal")])
def test_every_outcome_of_today_can_be_reached(made, part, finding):
    reached = {one.end["outcome"] for one in made[part] if one.end}
    assert reached == {*FINDINGS[finding]} - NOT_TODAY[finding]


@pytest.mark.parametrize("part", PARTS)
def test_every_way_ends_in_what_the_checker_says(part):
    """Over every answer of every section, with dates that fit the way."""
    made = sections(booklet.load(A_WORKING_DAY, DOCS)[part])
    dice = random.Random(7)  # noqa: S311 - the same draws in every run
    edges, seen, ends, wrong = set(), set(), set(), []
    for (section, answer), path in paths_over_every_edge(made, dice, TIMES):
        edges.add((section.place, answer))
        given = person(part, path, A_WORKING_DAY, dice)
        if given is not None:
            seen.add((section.place, answer))
            ends.add(end_of(path).place)
            wrong += differences(part, path, given)
    assert not wrong, "\n".join(wrong[:20])
    assert len(edges - seen) <= SELDOM * len(edges), sorted(edges - seen)
    assert ends == {one.place for one in made if not one.ways}


def differences(part, path, given):
    """Compare the end of a way with the checker's verdict on the same answers, and its words with the form's."""
    end, findings = end_of(path), checker.check(given, A_WORKING_DAY)["findings"]
    name = {"check": "programme", "appeal": "appeal"}.get(part) or path[0][1]
    found, wanted = findings[name], end.end.get("outcome", UNKNOWN)
    way = [(section.words, answer) for section, answer in path]
    # Whoever knows the day but cannot count from it is helped; the checker can count.
    if not end.end and ":" in path[-1][0].words:
        return []
    if found["outcome"] != wanted:
        return [f"section {end.place}: {wanted}, not {found['outcome']}: {way} {given}"]
    if not end.end or part == "appeal":  # there the form's words tell a date, which the guide's reader finds
        return []
    variants = TOLD[name][wanted]
    known = {**given, **{other: one["outcome"] for other, one in findings.items()}, **found["facts"]}
    same = words.choose(variants, known) is variants[end.end["facts"]["variant"]]
    return [] if same else [f"section {end.place} has other words: {way} {given}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_tells_the_last_day_of_every_day_of_the_coming_year(pages, language):
    html = pages[f"{language}/frister/index.html"].html
    rows = [row for month in deadlines.table(TODAY, language) for row in month.days]
    assert len(rows) > 365
    assert all(f"<td>{came}</td><td>{last}</td>" in html for came, last in rows)
    told = format_skeleton("MMMMEEEEd", deadlines.last_day(TODAY), locale=LOCALES[language])
    assert any(last == told for _, last in rows)
