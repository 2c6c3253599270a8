"""The law watch: form alone flags nothing, a changed word flags the rules that cite the section, no news is no news.

The download is made here, in the form of the piece of Lovdata's data in `lovdata/`; nothing is fetched.
"""

import io
import json
import re
import tarfile
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml

import checker
from sitegen import commands, lawwatch
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from tests.checker.support import CASES, ask

REAL = (Path(__file__).parent / "lovdata" / "nl-20201106-127.xml").read_bytes()
REAL_ID = "NL/lov/2020-11-06-127"
ACTS = checker.acts()
WATCHED = {lawwatch.document_of(act): act for act in ACTS.values() if lawwatch.document_of(act)}
SECTIONS = [(document, section) for document, act in WATCHED.items() for section in lawwatch.sections_of(act)]
NO_CHANGE = "Every cited section reads"

PAGE = """<?xml version="1.0"?>
<!DOCTYPE html>
<html lang="no"><head><title>Lov</title></head><body>
<header class="documentHeader"><dl><dt class="dokid">DokumentID</dt><dd class="dokid">{document}</dd></dl></header>
<main class="documentBody">
{sections}
</main></body></html>
"""
SECTION = """<article class="legalArticle" data-name="&#xA7;{joined}">
<h3 class="legalArticleHeader"><span class="legalArticleValue">&#xA7; {number}</span>. Hva den sier</h3>
<article class="legalP">{text}</article>
</article>
"""


def document(name: str, texts: dict[str, str]) -> bytes:
    """Make a document with a text, which may hold tags, for each section."""
    sections = "".join(
        SECTION.format(joined=number.replace(" ", ""), number=number, text=text) for number, text in texts.items()
    )
    return PAGE.format(document=escape(name), sections=sections).encode("utf-8")


def every_text() -> dict[str, dict[str, str]]:
    """Make a text for each cited section of each watched act."""
    return {
        name: {section: f"Ordene i § {section}." for section in lawwatch.sections_of(act)}
        for name, act in WATCHED.items()
    }


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:bz2") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


class Download:
    """A download in a folder, and a baseline beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "lovdata"
        self.baseline = folder / "baseline.json"
        self.report = folder / "report.md"
        self.folder.mkdir()
        self.texts = every_text()
        self.files: dict[str, bytes] = {}
        self.day = "2026-11-14"

    def write(self) -> None:
        made = {name: document(name, texts) for name, texts in self.texts.items()} | self.files
        for archive, kind in zip(lawwatch.ARCHIVES, ("NL", "SF"), strict=True):
            files = {f"{name.replace('/', '-')}.xml": content for name, content in made.items() if name[:2] == kind}
            # The data set is mostly about something else.
            files[f"{kind}-other.xml"] = document(f"{kind}/lov/1900-01-01-1", {"1": "Noe annet."})
            (self.folder / archive).write_bytes(packed(files))
        listed = [{"filename": name, "lastModified": f"{self.day}T02:31:59Z"} for name in lawwatch.ARCHIVES]
        listed.append({"filename": "lovtidend.tar.bz2", "lastModified": "2027-01-01T00:00:00Z"})
        (self.folder / lawwatch.LIST).write_text(json.dumps(listed), "utf-8")

    def watch(self, *, accept: bool = False) -> str:
        self.write()
        return lawwatch.watch(self.folder, accept=accept, to=self.report, path=self.baseline)

    def differences(self) -> list[lawwatch.Difference]:
        self.write()
        _, found = lawwatch.read(self.folder, ACTS)
        return lawwatch.compare(lawwatch.read_baseline(self.baseline).documents, found, ACTS)


@pytest.fixture
def download(tmp_path) -> Download:
    """A download that is the baseline."""
    made = Download(tmp_path)
    made.watch(accept=True)
    return made


# ------------------------------------------------------------------------------------------------ what is watched


def test_every_act_with_a_consolidated_text_is_watched():
    assert {act.key for act in ACTS.values()} - {act.key for act in WATCHED.values()} == {"introduksjonsloven"}
    assert set(WATCHED) >= {REAL_ID, "SF/forskrift/2020-12-15-2912", "NL/lov/1967-02-10", "NL/lov/1997-02-28-19"}


def test_every_section_that_a_row_in_force_cites_is_watched():
    for row in checker.law_rows():
        if row.begins and row.act != "introduksjonsloven":
            assert row.cite.section in lawwatch.sections_of(ACTS[row.act])


# ------------------------------------------------------------------------------------------------ reading


def test_the_form_of_lovdata_s_files_is_read():
    texts = lawwatch.section_texts(REAL, "sample")
    assert list(texts) == ["9", "10", "37d", "46", "51"]
    assert texts["9"].startswith("§ 9. Oppholdstillatelser som gir rett og plikt")
    assert " a. oppholdstillatelse som flyktning etter utlendingsloven § 28 b. oppholdstillatelse" in texts["9"]
    assert texts["9"].endswith("om de får innvilget statsborgerskap.")


def test_change_notes_and_footnotes_are_left_out():
    texts = lawwatch.section_texts(REAL, "sample")
    assert b"Endret ved lov" in REAL
    assert b"<strong>Endres</strong> ved lov" in REAL
    assert b'class="footnotereference"' in REAL
    assert not any(note in text for text in texts.values() for note in ("Endret ved", "Endres ved", "Fra 1 jan 2021"))
    assert "Loven trer i kraft fra den tid Kongen bestemmer." in texts["51"]


def test_two_versions_of_a_section_both_count():
    one, two = ("".join(SECTION.format(joined="9", number="9", text=text) for text in texts) for texts in ("ab", "ac"))
    read = [lawwatch.section_texts(PAGE.format(document="x", sections=page).encode(), "x") for page in (one, two)]
    assert read[0] != read[1]


PLAIN = "Klagen må være i tide. Fristen er tre uker fra den dagen. b. eller NAV-sak"
FORMS = {
    "line breaks and indents": "Klagen må\n     være i tide.\tFristen er tre\r\n uker fra den dagen. b. eller NAV-sak",
    "space at the ends": "  Klagen må være i tide. Fristen er tre uker fra den dagen. b. eller NAV-sak\n",
    "no-break spaces": "Klagen&#xA0;må være i tide. Fristen er&#x202F;tre&#x2009;uker fra den dagen. b. eller NAV-sak",
    "hyphens that do not break": "Klagen må være i tide. Fristen er tre uker fra den dagen. b. eller NAV&#x2011;sak",
    "soft hyphens": "Klagen må være i tide. Fri&#xAD;sten er tre uker fra den dag&#x200B;en. b. eller NAV-sak",
    "a link": 'Klagen må være i tide. <a href="lov/1967-02-10">Fristen</a> er tre uker fra den dagen. b. eller NAV-sak',
    "another link": 'Klagen må være i tide. Fristen er <a href="x">tre uker</a> fra den dagen. b. eller NAV-sak',
    "emphasis inside a word": "Klagen må være i tide. F<em>ris</em>ten er tre uker fra den dagen. b. eller NAV-sak",
    "a paragraph more": "Klagen må være i tide.<p>Fristen er tre uker fra den dagen.</p>b. eller NAV-sak",
    "a list": 'Klagen må være i tide. Fristen er tre uker fra den dagen.<ol><li data-name="b.">eller NAV-sak</li></ol>',
    "letters in two parts": "Klagen ma&#x30A; være i tide. Fristen er tre uker fra den dagen. b. eller NAV-sak",
    "a comment": "Klagen må være i tide. <!-- her --> Fristen er tre uker fra den dagen. b. eller NAV-sak",
    "a footnote": 'Klagen må være i tide<sup class="footnotereference">1</sup>. Fristen er tre uker fra den dagen. '
    'b. eller NAV-sak<footer class="footnotes"><article class="footnote">1 Se § 30.</article></footer>',
    "a change note": "Klagen må være i tide. Fristen er tre uker fra den dagen. b. eller NAV-sak"
    '<article class="changesToParent">Endret ved lov 1 jan 2027 nr. 1.</article>',
    "entities": "Klagen m&#xE5; v&#xE6;re i tide. Fristen er tre uker fra den dagen. b. eller NAV-sak",
}


@pytest.mark.parametrize("form", FORMS)
def test_form_alone_flags_nothing(download, form):
    texts = download.texts["NL/lov/1967-02-10"]
    texts["29"] = PLAIN
    download.watch(accept=True)
    texts["29"] = FORMS[form]
    assert download.differences() == []
    assert NO_CHANGE in download.watch()
    assert not download.report.exists()


WORDS = {
    "a number": PLAIN.replace("tre uker", "fire uker"),
    "a word more": PLAIN.replace("tide", "god tide"),
    "a full stop": PLAIN.replace("tide.", "tide"),
    "a capital": PLAIN.replace("Fristen", "fristen"),
    "a letter of a list": PLAIN.replace("b. eller", "c. eller"),
    "two words made one": PLAIN.replace("den dagen", "dendagen"),
    "the mark of a list entry": PLAIN.replace("b. eller NAV-sak", '<ol><li data-name="c.">eller NAV-sak</li></ol>'),
    "a hyphen less": PLAIN.replace("NAV-sak", "NAV sak"),
    "another letter with a ring": PLAIN.replace("må", "ma"),
}


@pytest.mark.parametrize("words", WORDS)
def test_a_changed_word_flags_the_section(download, words):
    texts = download.texts["NL/lov/1967-02-10"]
    texts["29"] = PLAIN
    download.watch(accept=True)
    texts["29"] = WORDS[words]
    assert [(one.kind, one.act.key, one.section) for one in download.differences()] == [
        (lawwatch.CHANGED, "forvaltningsloven", "29")
    ]


# ------------------------------------------------------------------------------------------------ what is touched


def rows_written_under(act: str, section: str) -> set[tuple[str, object]]:
    """Read from the law file itself which rows name a section: parameter and value."""
    data = tomllib.loads((ROOT / "checker" / "law" / f"{act}.toml").read_text("utf-8"))
    return {
        (name, str(entry["value"]))
        for name, table in data.items()
        if name not in ("act", "provisions")
        for entry in table["values"]
        if entry["section"] == section
    }


def case_cites(case: dict, finding: str) -> list[dict]:
    cites = ask(case["answers"], case["today"])["findings"][finding]["cites"]
    return [cite for cite in cites if cite["act"] == "integreringsloven"]


@pytest.mark.parametrize(("name", "section"), SECTIONS)
def test_a_changed_section_flags_exactly_the_rules_that_cite_it(name, section):
    hashes = {one: dict.fromkeys(lawwatch.sections_of(act), "same") for one, act in WATCHED.items()}
    changed = {one: {**known} for one, known in hashes.items()}
    changed[name][section] = "other"
    (found,) = lawwatch.compare(hashes, changed, ACTS)
    assert (found.kind, found.act, found.section) == (lawwatch.CHANGED, WATCHED[name], section)
    told = {(row.name, str(row.value)) for row in lawwatch.rules(found)}
    assert told == rows_written_under(found.act.key, section)


def test_the_report_names_rows_findings_cases_and_the_address(download):
    download.texts[REAL_ID]["9"] += " Ikke lenger."
    said = download.watch()
    assert download.report.read_text("utf-8") in said
    assert NO_CHANGE not in said
    assert "## Integreringsloven § 9: Tillatelser som gir rett og plikt; rett til å fullføre\n" in said
    assert "https://lovdata.no/lov/2020-11-06-127/§9\n" in said
    (rows,) = re.findall(r"- Rows that cite it: (.*)", said)
    assert set(re.findall(r"`integreringsloven\.(\w+)`", rows)) == {
        "programme_permits", "permanent_reference", "may_finish", "collective_protection_duty", "reference_limit",
    }  # fmt: skip
    (findings,) = re.findall(r"- Findings that cite it, with the cases in which they do: (.*)", said)
    cites_it = {
        name for case in CASES for name in checker.FINDINGS for cite in case_cites(case, name) if cite["section"] == "9"
    }
    assert "programme" in cites_it
    assert set(re.findall(r"`(\w+)` \(\w", findings)) == cites_it
    assert "`integreringsloven.may_finish` (from 2021-01-01, from 2023-08-01)" in rows
    many = sum(any(cite["section"] == "9" for cite in case_cites(case, "programme")) for case in CASES)
    assert f" … {many} in all)" in findings
    assert said.count("\n## ") == 2, "one section, and what to do"


def test_a_row_that_is_only_adopted_is_told_as_such(download):
    download.texts[REAL_ID]["8"] = "Mellom 18 og 60."
    assert (
        "`integreringsloven.programme_max_age` (from 2021-01-01, adopted 2025-06-20, not in force)" in download.watch()
    )


def test_findings_are_those_whose_verdict_cites_the_provision():
    case = {"id": "X1", "today": "2026-11-21", "answers": {"decision": "programme", "decision_received": "2026-11-10"}}
    cited = lawwatch.citing([case])
    assert cited["domstolloven", "149"] == {"appeal": ["X1"]}
    assert ("integreringsloven", "9") not in cited


def test_a_vanished_section_is_told(download):
    del download.texts[REAL_ID]["37 d"]
    (found,) = download.differences()
    assert (found.kind, found.section) == (lawwatch.VANISHED, "37 d")
    assert {row.name for row in lawwatch.rules(found)} == {"training_months_collective_protection"}
    assert lawwatch.WORDS[lawwatch.VANISHED] in download.watch()
    download.watch(accept=True)
    assert download.differences() == [], "once seen, its absence is no news"


def test_a_section_that_comes_back_is_told(download):
    text = download.texts[REAL_ID].pop("37 d")
    download.watch(accept=True)
    download.texts[REAL_ID]["37 d"] = text
    (found,) = download.differences()
    assert (found.kind, found.section) == (lawwatch.APPEARED, "37 d")


def test_an_act_that_is_gone_is_told_with_all_its_rows(download):
    del download.texts["NL/lov/1967-02-10"]
    (found,) = download.differences()
    assert (found.kind, found.act.key, found.section) == (lawwatch.GONE, "forvaltningsloven", None)
    assert lawwatch.rules(found) == [row for row in checker.law_rows() if row.act == "forvaltningsloven"]
    said = download.watch()
    assert lawwatch.WORDS[lawwatch.GONE] in said
    assert "`appeal`" in said
    assert "NL/lov/1967-02-10" in download.watch(accept=True)
    assert download.differences() == []


def test_what_the_baseline_does_not_have_is_told_as_not_compared(download):
    baseline = lawwatch.read_baseline(download.baseline)
    del baseline.documents["NL/lov/1967-02-10"]
    del baseline.documents[REAL_ID]["9"]
    lawwatch.write_baseline(baseline, download.baseline)
    found = download.differences()
    assert {one.kind for one in found} == {lawwatch.NEW}
    assert len(found) == 1 + len(lawwatch.sections_of(ACTS["forvaltningsloven"]))
    said = download.watch()
    assert NO_CHANGE not in said
    assert f"## {lawwatch.WORDS[lawwatch.NEW]}" in said
    assert "- Integreringsloven: § 9\n" in said
    assert download.report.exists()


def test_nothing_different_takes_away_the_report_of_an_earlier_run(download):
    download.report.write_text("old", "utf-8")
    assert NO_CHANGE in download.watch()
    assert not download.report.exists()


# ------------------------------------------------------------------------------------------------ what cannot be read


def spoilt(name: str, change):
    """Give a way to spoil a file of the download."""

    def spoil(download: Download) -> None:
        path = download.folder / name
        path.write_bytes(change(path.read_bytes()))

    return spoil


def missing(name: str):
    return lambda download: (download.folder / name).unlink()


LAWS = lawwatch.ARCHIVES[0]
ERROR_PAGE = b"<html><body>503 Service Unavailable</body></html>"
SPOILT = {
    "no list": (missing(lawwatch.LIST), "public-data-list.json"),
    "an error page for a list": (spoilt(lawwatch.LIST, lambda _: ERROR_PAGE), "not the list"),
    "a list of nothing": (spoilt(lawwatch.LIST, lambda _: b"[]"), "no longer names 'gjeldende-lover.tar.bz2'"),
    "a list that is an object": (spoilt(lawwatch.LIST, lambda _: b'{"error": 1}'), "not the list"),
    "a list that is no text": (spoilt(lawwatch.LIST, lambda _: b"\xff\xfe\x00"), "not the list"),
    "no archive": (missing(LAWS), "gjeldende-lover"),
    "no archive of regulations": (missing(lawwatch.ARCHIVES[1]), "forskrifter"),
    "an empty file": (spoilt(LAWS, lambda _: b""), "cannot be read"),
    "an error page for an archive": (spoilt(LAWS, lambda _: ERROR_PAGE), "cannot be read"),
    "an archive cut in half": (spoilt(LAWS, lambda content: content[: len(content) // 2]), "cannot be read"),
    "an archive without its last byte": (spoilt(LAWS, lambda content: content[:-1]), "cannot be read"),
    "an archive with a wrong byte": (
        spoilt(LAWS, lambda content: content[:200] + bytes([content[200] ^ 1]) + content[201:]),
        "cannot be read",
    ),
    "an empty archive": (spoilt(LAWS, lambda _: packed({})), "no file in it says"),
    "an archive of something else": (spoilt(LAWS, lambda _: packed({"a.txt": b"x"})), "no file in it says"),
    "a document cut in half": (
        spoilt(LAWS, lambda _: packed({"nl.xml": REAL[: len(REAL) // 2]})),
        "nl.xml: this cannot be read",
    ),
    "a document without sections": (
        spoilt(LAWS, lambda _: packed({"nl.xml": document(REAL_ID, {})})),
        "nl.xml: there are no sections",
    ),
    "a document twice": (spoilt(LAWS, lambda _: packed({"a.xml": REAL, "b.xml": REAL})), "stands there twice"),
}


@pytest.mark.parametrize("accept", [False, True], ids=["compared", "accepted"])
@pytest.mark.parametrize("fault", SPOILT)
def test_what_cannot_be_read_is_an_error_and_never_no_change(download, fault, accept):
    spoil, said = SPOILT[fault]
    before = download.baseline.read_bytes()
    download.write()
    spoil(download)
    with pytest.raises(SiteError, match=re.escape(said)):
        lawwatch.watch(download.folder, accept=accept, to=download.report, path=download.baseline)
    assert download.baseline.read_bytes() == before
    assert not download.report.exists()


def test_an_archive_cut_anywhere_is_an_error(download):
    download.write()
    path = download.folder / LAWS
    whole = path.read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:end])
        with pytest.raises(SiteError, match="gjeldende-lover"):
            lawwatch.read(download.folder, ACTS)


def test_a_download_without_any_of_the_acts_is_an_error(download):
    download.texts = {}
    download.write()
    with pytest.raises(SiteError, match="none of the acts"):
        lawwatch.read(download.folder, ACTS)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"as_of": "2026-01-01"}', "no JSON"])
def test_a_broken_baseline_is_an_error(download, text):
    download.baseline.write_text(text, "utf-8")
    with pytest.raises(SiteError, match="baseline"):
        download.watch()


# ------------------------------------------------------------------------------------------------ what is committed


def test_the_baseline_knows_documents_and_sections_of_the_law_files_only():
    baseline = lawwatch.read_baseline()
    assert set(baseline.documents) <= set(WATCHED)
    for name, hashes in baseline.documents.items():
        assert set(hashes) <= set(lawwatch.sections_of(WATCHED[name]))
        assert all(value is None or re.fullmatch("[0-9a-f]{16}", value) for value in hashes.values())


def test_a_provisional_baseline_says_so_in_the_report(download):
    """Until the first whole download is accepted: then this test is about a baseline that somebody made provisional."""
    baseline = lawwatch.read_baseline(download.baseline)._replace(provisional=True, note="From a sample.")
    lawwatch.write_baseline(baseline, download.baseline)
    download.texts[REAL_ID]["9"] += " Ikke lenger."
    assert "**The baseline is provisional.** From a sample." in download.watch()


def test_the_committed_baseline_is_that_of_the_sample_while_it_is_provisional():
    baseline = lawwatch.read_baseline()
    if not baseline.provisional:
        assert set(baseline.documents) == set(WATCHED)
        return
    assert "9 November 2025" in baseline.note
    texts = lawwatch.section_texts(REAL, "sample")
    for section in ("9", "37 d", "46", "51"):
        assert baseline.documents[REAL_ID][section] == lawwatch.digest(texts[section.replace(" ", "")])


# ------------------------------------------------------------------------------------------------ the command


def test_the_command_compares_with_the_committed_baseline(download, capsys):
    """Exit status 0: it has done its work; what it found stands in the report."""
    download.write()
    assert commands.main(["watch-law", str(download.folder), "--report", str(download.report)]) == 0
    said = capsys.readouterr().out
    assert "Without a consolidated text, and so not watched: Introduksjonsloven (2003)." in said
    assert download.report.read_text("utf-8") in said


def test_the_command_ends_with_an_error_where_there_is_no_download(tmp_path, capsys):
    assert commands.main(["watch-law", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sitegen: ")
    assert "Traceback" not in said.err


def test_the_workflow_fetches_what_the_command_reads_and_nothing_else():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "law-watch.yml").read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    steps = "\n".join(f"{step.get('run', '')}\n{step.get('env', {})}" for step in job["steps"])
    assert set(re.findall(r"https?://[\w./-]+", steps)) == {"https://api.lovdata.no/v1/publicData"}
    for name in (lawwatch.LIST, *lawwatch.ARCHIVES):
        assert name in steps
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    assert "python -m sitegen watch-law lovdata --report law-watch.md" in steps


def test_the_workflow_pins_the_same_actions_as_the_check():
    used = {
        name: set(re.findall(r"uses: (actions/(?:checkout|setup-python)@\S+)", path.read_text("utf-8")))
        for name in ("check.yml", "law-watch.yml")
        for path in [ROOT / ".github" / "workflows" / name]
    }
    assert used["law-watch.yml"] == used["check.yml"] != set()
