"""The guide without script: its pages are whole, and every way through them ends in the checker's verdict."""

import random
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

import checker
from checker.questions import UNSURE
from checker.verdict import FINDINGS, UNKNOWN
from checker.workdays import is_working_day, next_working_day
from sitegen import lawtext, strings, words
from sitegen.guide import booklet, deadlines, guidewords
from sitegen.guide.nodes import NOT_HAPPENED, SOME_WAY
from sitegen.guide.sections import sections
from sitegen.project import DOCS, LANGUAGES
from tests.site.guide_paths import PARTS, Ways, end_of, linked
from tests.site.guide_people import person

TODAY = datetime.now(ZoneInfo("Europe/Oslo")).date()
# The day of the visitors: one on which a deadline can end.
A_WORKING_DAY = next_working_day(TODAY)
# The question that a part begins with, and what it finds. Part three asks what somebody wants to know.
FINDING = {"citizenship": "programme", "decision": "appeal"}
# Ends that nobody comes to by questions: rules of earlier years, and what rests on a right that is taken as known.
NOT_TODAY = {
    "programme": {"right_only"},
    "start": {"ask"},
    "length": {"not_applicable"},
    # The checker never gives it (its docstring): anybody may be offered training.
    "training": {"none"},
    "benefit": {"not_applicable"},
    "appeal": set(),
}
TOLD = words.read(DOCS / "nb" / words.FILE, "nb")["finding"]
# Facts that need a date. The reader finds the day in the table, so that words which hold it are the guide's own.
COUNTED = {"appeal": {"last_day", "days_left", "counted_from"}, "start": set(), "training": {"ends_by", "starts_on"}}
COUNTED |= {"programme": set(), "length": set(), "benefit": set()}
# How many people go over each answer, and how many ways are drawn for that at most.
PEOPLE, DRAWN = 2, 400
COUNTING = ("domstolloven", "eforvaltningsforskriften")


@pytest.fixture(scope="module")
def made():
    return {part: sections(nodes) for part, nodes in booklet.load(TODAY, DOCS).items()}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_on_a_page_leads_where_the_walk_leads(pages, made, language, part):
    """By the answer's words, in the order of the page; and every section can be reached."""
    built = linked(pages[f"{language}/{PARTS[part]}/index.html"].html)
    assert len(built) == len(made[part])
    spoken = Spoken(language)
    for one in made[part]:
        ways, outcome = built[f"p-{one.place}"]
        assert outcome == one.end.get("outcome")
        wanted = [(spoken.pattern(one, answer), f"#p-{to.place}") for answer, to in spoken.once(one)]
        assert [to for _, to in ways] == [to for _, to in wanted]
        assert all(pattern.fullmatch(label) for (label, _), (pattern, _) in zip(ways, wanted, strict=True)), ways
        assert {to.place for _, to in spoken.once(one)} == {to.place for _, to in one.ways}
        assert len(ways) >= 2 or not one.ways
    reached, waiting = set(), ["#p-1"]
    while waiting:
        if (place := waiting.pop()) not in reached:
            reached.add(place)
            waiting += [to for _, to in built[place[1:]][0]]
    assert reached == {f"#{place}" for place in built}


class Spoken:
    """The words of each answer, looked up in the files of a language."""

    def __init__(self, language):
        law = lawtext.lookup(language, TODAY)
        self.guide = guidewords.load(DOCS, language, law)
        self.told = words.load(DOCS, language, law)["question"]
        self.unsure = strings.load(DOCS, language)["unsure"]

    def once(self, section):
        """Give the answers that a page shows: *no* and *it never happened* are one where they lead to the same."""
        ways = {**dict(section.ways)}
        no = ways.get("no", ways.get("false"))
        return [(answer, to) for answer, to in section.ways if answer != NOT_HAPPENED or to is not no]

    def pattern(self, section, answer):
        own = self.guide["question"].get(section.words, {}).get("value", {})
        theirs = self.told.get(section.words.partition(":")[0], {})
        text = self.guide["text"]
        short = {UNSURE: self.unsure, NOT_HAPPENED: theirs.get("not_happened", text["no"])}
        short |= {"true": text["yes"], "false": text["no"], SOME_WAY: text["yes"]}
        label = own.get(answer) or theirs.get("value", {}).get(answer) or short[answer]
        if answer == UNSURE:
            label = self.unsure
        label = " ".join(label.split())
        # Days and amounts that only the page knows may be anything.
        return re.compile(".+".join(re.escape(piece) for piece in re.split(r"\{\w+\}", re.sub(r"[][]{2}", "", label))))


@pytest.mark.parametrize("finding", NOT_TODAY)
def test_every_outcome_of_today_can_be_reached(made, finding):
    ends = [one.end for part in made.values() for one in part if one.end]
    reached = {end["outcome"] for end in ends if end["facts"]["finding"] == finding}
    assert reached == {*FINDINGS[finding]} - NOT_TODAY[finding] - {UNKNOWN}


def test_every_finding_of_the_checker_is_in_some_part(made):
    """Which act applies is said in every end of the first part that knows."""
    ends = [one.end for part in made.values() for one in part if one.end]
    assert {end["facts"]["finding"] for end in ends} | {"which_law"} == {*FINDINGS}
    acts = {end["facts"].get("law") for end in ends if end["facts"]["finding"] == "programme"}
    assert {"integreringsloven", "introduksjonsloven"} <= acts


@pytest.mark.parametrize("part", PARTS)
def test_every_answer_of_every_section_leads_to_what_the_checker_says(part):
    """Somebody goes over each of them, with dates that fit the way, and «I don't know» among the answers."""
    made = sections(booklet.load(A_WORKING_DAY, DOCS)[part])
    dice = random.Random(7)  # noqa: S311 - the same draws in every run
    ways = Ways(made, dice)
    not_gone, ends, wrong = [], set(), []
    for edge in ways.edges():
        people = 0
        for _ in range(DRAWN):
            path = ways.over(edge)
            given = person(part, path, A_WORKING_DAY, dice)
            if given is not None:
                people += 1
                ends.add(end_of(path).place)
                wrong += differences(path, given)
            if people == PEOPLE:
                break
        not_gone += [] if people else [(edge[0].place, edge[0].words, edge[1])]
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:20])
    assert not_gone == []
    assert ends == {one.place for one in made if not one.ways}


def differences(path, given):
    """Compare the end of a way with the checker's verdict on the same answers, and its words with the form's."""
    end, findings = end_of(path), checker.check(given, A_WORKING_DAY)["findings"]
    name = FINDING.get(path[0][0].words) or path[0][1]
    found, wanted = findings[name], end.end.get("outcome", UNKNOWN)
    way = f"section {end.place}: {[(section.words, answer) for section, answer in path]} {given}"
    if found["outcome"] != wanted:
        return [f"{wanted}, not {found['outcome']}: {way}"]
    if not end.end:
        return []
    known = {key: value for key, value in found["facts"].items() if key not in COUNTED[name]}
    variants = TOLD[name][wanted]
    outcomes = {other: one["outcome"] for other, one in findings.items()}
    facts = {key: value for key, value in end.end["facts"].items() if key not in ("finding", "variant", "law")}
    wrong = (
        []
        if words.choose(variants, {**given, **outcomes, **known}) is variants[end.end["facts"]["variant"]]
        else ["words"]
    )
    wrong += [key for key, value in facts.items() if key != "failed" and known.get(key) != value]
    wrong += ["failed"] if facts.get("failed", "").split() != known.get("failed", []) else []
    wrong += ["law"] if end.end["facts"].get("law", "") not in ("", outcomes["which_law"]) else []
    wrong += ["cites"] if end.end["cites"] != cited(found["cites"]) else []
    return [f"{wrong}: {known} {way}"] if wrong else []


def cited(cites):
    """Give provisions as the guide does: without letters, each once, and not those by which the table counts."""
    short = [{key: value for key, value in cite.items() if key != "letter"} for cite in cites]
    return [cite for place, cite in enumerate(short) if cite not in short[:place] and cite["act"] not in COUNTING]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_tells_the_last_day_of_every_day_of_this_year_and_the_next(pages, language):
    """And marks those, and only those, which a Saturday, a Sunday or a holiday has moved."""
    built = BeautifulSoup(pages[f"{language}/frister/index.html"].html, "html.parser")
    told = {
        f"{month['id']}-{place:02}": [cell.get_text() for cell in row.select("td")]
        for month in built.select(".deadlines")
        for place, row in enumerate(month.select("tbody tr"), 1)
    }
    received = [date(TODAY.year, 1, 1) + timedelta(days=ahead) for ahead in range(-31, 365 * 2 + 1)]
    received = [day for day in received if day.year <= TODAY.year + 1]
    assert set(told) == {f"m-{day}" for day in received}
    for day in received:
        answers = {"decision": "stop", "decision_received": day.isoformat()}
        last = date.fromisoformat(checker.check(answers, day)["findings"]["appeal"]["facts"]["last_day"])
        mark = " *" if last != day + timedelta(weeks=3) else ""
        assert mark == ("" if is_working_day(day + timedelta(weeks=3)) else " *")
        came, wanted = deadlines.narrow(day, last, language)
        assert told[f"m-{day}"] == [came, wanted + mark]
