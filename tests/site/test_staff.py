"""What staff send, hand out and tick: made of the site's own lists, in every language, and of the rows of the law."""

import re
from datetime import date
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

import checker
from checker.parameters import law_rows
from sitegen import lawpages, lawtext, strings
from sitegen.languages import of
from sitegen.lawgroups import GROUPS
from sitegen.project import ALWAYS, DOCS, LANGUAGES
from sitegen.staff import lawlist, topics

TODAY = date(2026, 11, 22)
# An address on a municipality's own host, in a sub-folder: longer than most.
ADDRESS = "https://intro.eksempelby.kommune.example/uk/"
LONGEST = 160
# What a text holds that is sent in two messages of the large alphabet (3GPP TS 23.040).
LONGEST_OF_OTHERS = 134


def soup(site, path):
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_a_short_message_with_its_address(language):
    ui, titles = strings.load(DOCS, language), topics.titles(DOCS, language)
    is_small = language in ALWAYS
    for page in topics.load(DOCS):
        text = topics.message(ui, page, titles[page])
        assert text.count("{address}") == 1, f"{language}/{page}"
        assert "{title}" not in text
        whole = text.replace("{address}", f"{ADDRESS}{page}/")
        assert len(whole) <= (LONGEST if is_small else LONGEST_OF_OTHERS), f"{language}/{page}: {len(whole)}: {whole}"
        # One sign outside Latin-1 would make two messages of one.
        assert not is_small or whole.encode("latin-1", "ignore").decode("latin-1") == whole


def test_messages_of_their_own_are_of_topics_only():
    for key in strings.load(DOCS, "nb"):
        if key.startswith("send_"):
            assert key.removeprefix("send_") in (*topics.load(DOCS), "page")
        if found := re.fullmatch(r"sheet_(.+)_(?:title|[123]|date)", key):
            assert found[1] in topics.load(DOCS)


@pytest.mark.parametrize("language", ALWAYS)
def test_the_list_of_links_holds_every_topic_in_every_language(site, language):
    page = soup(site, f"{language}/ansatt-lenker")
    for name in topics.load(DOCS):
        links = {link.get("hreflang"): link for link in page.select(f'[data-topic="{name}"] a')}
        assert set(links) == {None, *LANGUAGES}
        assert urljoin(f"/{language}/ansatt-lenker/", links[None]["href"]) == f"/{name}/"
        for other in LANGUAGES:
            link = links[other]
            assert urljoin(f"/{language}/ansatt-lenker/", link["href"]) == f"/{other}/{name}/"
            assert (link["lang"], link["dir"]) == (other, of(other).direction)
            assert link.text == topics.titles(DOCS, other)[name]


def test_the_list_of_links_holds_every_page_for_participants(site):
    named = {item["data-topic"] for item in soup(site, "nb/ansatt-lenker").select("[data-topic]")}
    door = soup(site, "nb/for-deg").select("article .shelf a")
    assert {urljoin("/nb/for-deg/", link["href"]).split("/")[2] for link in door} <= named
    assert not {name for name in named if name.startswith(("ansatt", "skjema"))}


@pytest.mark.parametrize("language", ALWAYS)
def test_a_sheet_has_a_half_in_every_language(site, language):
    page = soup(site, f"{language}/ansatt-ark")
    sheets = {sheet["data-sheet"]: sheet for sheet in page.select("[data-sheet]")}
    assert set(sheets) == {name for name in topics.load(DOCS) if f"sheet_{name}_1" in strings.load(DOCS, "nb")}
    for name, sheet in sheets.items():
        halves = {half["data-half"]: half for half in sheet.select("[data-half]")}
        assert list(halves) == list(LANGUAGES)
        for other, half in halves.items():
            ui = strings.load(DOCS, other)
            assert (half["lang"], half["dir"]) == (other, of(other).direction)
            steps = [ui[f"sheet_{name}_{step}"].replace("[[", "").replace("]]", "") for step in topics.STEPS]
            assert [step.text for step in half.select("li")] == steps
            assert half.select_one(".half__date").text == ui[f"sheet_{name}_date"]
            assert urljoin(f"/{language}/ansatt-ark/", half.select_one("a")["href"]) == f"/{other}/{name}/"


# ---------------------------------------------------------------- the law to tick


@pytest.mark.parametrize("language", ALWAYS)
def test_every_rule_in_force_is_on_the_list_with_its_provision_and_day(language):
    laws = lawpages.LawPages(DOCS, language, TODAY)
    for decision in lawlist.decisions(laws):
        groups = lawlist.DECISIONS[decision.key][1]
        wanted = [
            row
            for group in groups
            for row in law_rows()
            if f"{row.act}.{row.name}" in GROUPS[group] and (row.holds_on(TODAY) or row.begins is None)
        ]
        told = {(rule.name.striptags(), rule.period, rule.url) for rule in decision.rules}
        assert len(wanted) == len(decision.rules) > 5
        for row in wanted:
            view = laws.view(row)
            name = laws.rule_name(row).replace("[[", "").replace("]]", "")
            assert (name, view.period, view.url) in told, f"{row.act}.{row.name}"
            cite = view.cite.replace("[[", "").replace("]]", "")
            assert any(cite in rule.cite.striptags() for rule in decision.rules)
            assert row.begins is None or lawtext.long_date(row.begins, language) in view.period


@pytest.mark.parametrize(("day", "basic"), [(date(2026, 4, 30), "130"), (date(2026, 5, 1), "136")])
def test_the_list_follows_the_law_from_one_day_to_the_next(day, basic):
    [benefit] = [one for one in lawlist.decisions(lawpages.LawPages(DOCS, "nb", day)) if one.key == "benefit"]
    [rule] = [rule for rule in benefit.rules if rule.key.startswith("folketrygdloven-basic_amount")]
    assert rule.holds[0].startswith(basic)


@pytest.mark.parametrize(
    ("decision", "inside", "outside"),
    [
        ("programme", {"permit", "born", "settled_by_agreement", "job_hours", "claimed_on"}, {"goal", "benefit_day"}),
        ("length", {"goal", "upper_secondary", "offered_on"}, {"permit", "benefit_day", "decision"}),
        ("benefit", {"benefit_day", "lives_with_parents", "partner_in_programme", "has_children"}, {"permit", "goal"}),
        ("training", {"permit", "training_status", "permit_renewed"}, {"job_hours", "benefit_day", "decision"}),
    ],
)
def test_what_must_be_known_is_what_the_findings_rest_on(decision, inside, outside):
    found = {one.key: one for one in lawlist.decisions(lawpages.LawPages(DOCS, "nb", TODAY))}[decision]
    keys = {fact.key for fact in found.known}
    assert inside <= keys
    assert not outside & keys
    # In the order in which the check asks.
    order = [question.key for question in checker.QUESTIONS]
    assert [fact.key for fact in found.known] == sorted(keys, key=order.index)
    assert not {"age_at_grant", "age_now"} & keys


@pytest.mark.parametrize("language", ALWAYS)
def test_everything_on_the_list_can_be_ticked(site, language):
    page = soup(site, f"{language}/ansatt-sjekkliste")
    items = page.select(".ticks__list > li")
    assert len(items) > 80
    for item in items:
        [box] = item.select("input[type=checkbox]")
        assert item.select_one(f'label[for="{box["id"]}"]').text.strip()
    assert not page.select("form [type=submit], form [action]")
