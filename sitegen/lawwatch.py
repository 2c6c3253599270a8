"""The law watch: which sections that the rules cite read otherwise in Lovdata's open data than they did before.

`python -m sitegen watch-law FOLDER` reads a download of the public data set, hashes the text of every section that
`checker/law/*.toml` cites, and compares with `lawwatch.json`. That file stands here and not in `checker/`: it is no
law, no verdict rests on it, and a browser has no use for it.

Only words count. Before a section is hashed,

- notes on changes, footnotes and their marks are left out;
- tags are dropped; the end of a paragraph, heading, list entry or cell is a space, and a list entry begins with its
  mark (`f.`), since rules cite letters;
- text is brought to Unicode's composed form, characters without a shape of their own (soft hyphens, zero-width spaces)
  are left out, the hyphen that does not break becomes a hyphen, and every run of white space becomes one space.

A download that cannot be read is an error, never «no change».
"""

import argparse
import bz2
import hashlib
import io
import json
import re
import sys
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

import checker
from checker.explain import section_address
from checker.parameters import Act, Row
from sitegen import api
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

# Files of the data set, under the names that its list gives.
LIST = "public-data-list.json"
ARCHIVES = ("gjeldende-lover.tar.bz2", "gjeldende-sentrale-forskrifter.tar.bz2")
BASELINE = ROOT / "sitegen" / "lawwatch.json"

# An act's `source` ends with what Lovdata calls the document: NL are acts, SF regulations, both as they read today.
# Other documents, such as announcements (LTI), are never changed and stand in no data set of law in force.
DOCUMENT = re.compile(r"https://lovdata\.no/dokument/((?:NL|SF)/.+)")
DOCUMENT_ID = re.compile(rb'<dd class="dokid">\s*([^<\s]+)\s*</dd>')
# The header, which names the document, lies well within this.
HEADER_BYTES = 100_000

SECTION = "legalArticle"
LEFT_OUT = frozenset({"changesToParent", "footnotes", "footnote", "footnotereference"})
BLOCKS = frozenset("article br dd div dl dt h1 h2 h3 h4 h5 h6 li ol p section table td th tr ul".split())
NON_BREAKING_HYPHEN = "\u2011"
# Enough that two texts never share one by accident, short enough to read.
HASH_LENGTH = 16

# Section → hash of its text; None where the act has no such section.
Hashes = dict[str, str | None]

CHANGED, VANISHED, APPEARED, GONE, NEW = "changed", "vanished", "appeared", "gone", "new"
WORDS = {
    CHANGED: "The text has changed.",
    VANISHED: "The section is no longer there.",
    APPEARED: "The section was not there before.",
    GONE: "The act does not stand in the download: repealed, or under another name.",
    NEW: "Not compared: the baseline does not have it yet.",
}


class Baseline(NamedTuple):
    """What the sections read like when somebody last looked.

    Attributes:
        as_of: the day of the data set, or what it says of its day.
        provisional: taken from something else than a whole download.
        note: where it was taken from.
        documents: document → its sections; None where the data set does not have the document.
    """

    as_of: str
    provisional: bool
    note: str
    documents: dict[str, Hashes | None]


class Difference(NamedTuple):
    """Something that is not as the baseline has it.

    Attributes:
        kind: one of WORDS.
        act: the act.
        section: the section, or None where it is the whole act.
    """

    kind: str
    act: Act
    section: str | None = None


# ------------------------------------------------------------------------------------------------ what is watched


def document_of(act: Act) -> str | None:
    """Give Lovdata's name of an act's consolidated text, or None where it has none."""
    found = DOCUMENT.fullmatch(act.source)
    return found[1] if found else None


def sections_of(act: Act) -> list[str]:
    """Give the sections of an act that findings or rows in force may cite."""
    rows = {row.cite.section for row in _rows(act) if row.begins}
    return [*act.provisions, *sorted(rows - set(act.provisions))]


def _rows(act: Act) -> list[Row]:
    return [row for rows in act.rows.values() for row in rows]


# ------------------------------------------------------------------------------------------------ reading


def read(folder: Path, acts: Mapping[str, Act]) -> tuple[str, dict[str, Hashes | None]]:
    """Read a download.

    Args:
        folder: holds the list of the public data set and its archives.
        acts: those to look for.

    Returns:
        The day of the youngest archive, and the hashes of the cited sections by document.

    Raises:
        SiteError: something is missing or cannot be read; the text names it.
    """
    as_of = read_list(folder / LIST)
    wanted = {document: act for act in acts.values() if (document := document_of(act))}
    found: dict[str, Hashes | None] = dict.fromkeys(wanted)
    for name in ARCHIVES:
        for document, file, content in documents(folder / name):
            if document not in wanted:
                continue
            if found[document] is not None:
                raise SiteError(f"{name}: {document} stands there twice")
            texts = section_texts(content, f"{name}: {file}")
            found[document] = {
                section: digest(texts[_joined(section)]) if _joined(section) in texts else None
                for section in sections_of(wanted[document])
            }
    if not any(found.values()):
        raise SiteError(f"{folder}: none of the acts that the rules cite stands in the download")
    return as_of, found


def read_list(path: Path) -> str:
    """Read the list of the public data set, and give the day of the youngest archive that the watch reads.

    Raises:
        SiteError: it cannot be read, or no longer names an archive.
    """
    try:
        listed = {entry["filename"]: entry["lastModified"] for entry in json.loads(path.read_text("utf-8"))}
        days = [str(listed[name])[:10] for name in ARCHIVES]
    except OSError as error:
        raise SiteError(f"{path}: {error.strerror}") from None
    except KeyError as error:
        raise SiteError(f"{path}: the list of the data set no longer names {error}") from None
    except (ValueError, TypeError):
        raise SiteError(f"{path}: this is not the list of the public data set") from None
    return max(days)


def documents(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Give every document of an archive: its name at Lovdata, the file's name, and the file.

    Raises:
        SiteError: the archive cannot be read to its end, or holds nothing that calls itself a document.
    """
    count = 0
    try:
        with bz2.open(path) as stream:
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for member in archive:
                    opened = archive.extractfile(member)
                    content = opened.read() if opened else b""
                    if named := DOCUMENT_ID.search(content, 0, HEADER_BYTES):
                        count += 1
                        yield named[1].decode("utf-8", "replace"), member.name, content
            # tarfile stops where the archive says that it ends; whether the download was whole shows at the file's end.
            while stream.read(io.DEFAULT_BUFFER_SIZE):
                pass
    except (tarfile.TarError, EOFError, OSError) as error:
        raise SiteError(f"{path}: the archive cannot be read: {error}") from None
    if not count:
        raise SiteError(f"{path}: no file in it says which document it is")


def section_texts(content: bytes, where: str) -> dict[str, str]:
    """Give the text of every section of a document, normalised, by its number without spaces (`37a`).

    Args:
        content: a file of the data set.
        where: the file, for messages.

    Raises:
        SiteError: the file cannot be read, or has no sections.
    """
    try:
        # Python's expat refuses entities that grow out of hand, and loads none from elsewhere.
        root = fromstring(content)  # noqa: S314
    except ParseError as error:
        raise SiteError(f"{where}: this cannot be read: {error}") from None
    found: dict[str, list[str]] = {}
    for element in root.iter():
        if SECTION in _classes(element):
            number = _joined(element.get("data-name", "").replace("§", ""))
            # A section that stands there in two versions counts with both.
            found.setdefault(number, []).append(normalised("".join(_pieces(element))))
    if not found:
        raise SiteError(f"{where}: there are no sections in it; has the form of the files changed?")
    return {number: "\n".join(texts) for number, texts in found.items()}


def normalised(text: str) -> str:
    """Give a text in which only words are left to differ; see the top of this file."""
    composed = unicodedata.normalize("NFC", text).replace(NON_BREAKING_HYPHEN, "-")
    return " ".join("".join(letter for letter in composed if unicodedata.category(letter) != "Cf").split())


def digest(text: str) -> str:
    """Give the hash of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:HASH_LENGTH]


def _pieces(element: Element) -> Iterator[str]:
    if LEFT_OUT & _classes(element):
        return
    name = element.tag.rpartition("}")[2]
    edge = " " if name in BLOCKS else ""
    mark = f"{element.get('data-name', '')} " if name == "li" else ""
    yield f"{edge}{mark}{element.text or ''}"
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield edge


def _classes(element: Element) -> set[str]:
    # A comment's tag is no text.
    return set(element.get("class", "").split()) if isinstance(element.tag, str) else set(LEFT_OUT)


def _joined(section: str) -> str:
    return "".join(section.split())


# ------------------------------------------------------------------------------------------------ comparing


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Read the baseline.

    Raises:
        SiteError: it cannot be read.
    """
    try:
        return Baseline(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SiteError(f"{path}: the baseline cannot be read: {error}") from None


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write the baseline."""
    path.write_text(f"{json.dumps(baseline._asdict(), ensure_ascii=False, indent=2)}\n", "utf-8", newline="\n")


def compare(
    baseline: Mapping[str, Hashes | None], found: Mapping[str, Hashes | None], acts: Mapping[str, Act]
) -> list[Difference]:
    """List what is not as the baseline has it, in the order of the law files.

    Args:
        baseline: document → hashes, as they were.
        found: the same, as they are.
        acts: those that are watched.
    """
    differences: list[Difference] = []
    for act in acts.values():
        document = document_of(act)
        if document is None:
            continue
        now = found.get(document)
        if now is None:
            if baseline.get(document, {}) is not None:
                differences.append(Difference(GONE, act))
            continue
        before = baseline.get(document) or {}
        kinds = {section: _kind(before, section, now.get(section)) for section in sections_of(act)}
        differences += [Difference(kind, act, section) for section, kind in kinds.items() if kind]
    return differences


def _kind(before: Hashes, section: str, now: str | None) -> str | None:
    if section not in before:
        return NEW
    if before[section] == now:
        return None
    if now is None:
        return VANISHED
    return APPEARED if before[section] is None else CHANGED


# ------------------------------------------------------------------------------------------------ telling


def rules(difference: Difference) -> list[Row]:
    """Give the rows of the law that cite what is different."""
    return [
        row
        for row in _rows(difference.act)
        if difference.section is None or _joined(row.cite.section) == _joined(difference.section)
    ]


def citing(cases: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, list[str]]]:
    """Give for each provision (act, section) the findings that cite it, each with the cases in which it does."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for case in cases:
        verdict = checker.check(case["answers"], date.fromisoformat(case["today"]))
        for name, finding in verdict["findings"].items():
            for provision in {(str(cite["act"]), str(cite["section"])) for cite in finding["cites"]}:
                found.setdefault(provision, {}).setdefault(name, []).append(case["id"])
    return found


def report(differences: list[Difference], baseline: Baseline, as_of: str, cases: Iterable[Mapping[str, Any]]) -> str:
    """Tell what is different and whom it touches, as Markdown; empty where nothing is."""
    if not differences:
        return ""
    cited = citing(cases)
    lines = [
        f"Lovdata's open data of {as_of}, compared with the baseline of {baseline.as_of}: {_count(differences)}.",
        "",
    ]
    if baseline.provisional:
        lines += [f"**The baseline is provisional.** {baseline.note}", ""]
    for difference in differences:
        if difference.kind != NEW:
            lines += [*_told(difference, cited), ""]
    if new := [difference for difference in differences if difference.kind == NEW]:
        lines += [f"## {WORDS[NEW]}", ""]
        for title, sections in _by_act(new).items():
            lines.append(f"- {title}: § {', '.join(sections)}")
        lines.append("")
    lines += [
        "## What to do",
        "",
        "Read each section. Where a rule changes, add a row to the act's file in `checker/law/` with its day in force.",
        "In any case bring `checked` up to date. Then run `python -m sitegen watch-law FOLDER --accept` on the same",
        "download, and commit `sitegen/lawwatch.json`.",
    ]
    return "".join(f"{line}\n" for line in lines)


def _count(differences: list[Difference]) -> str:
    new = sum(difference.kind == NEW for difference in differences)
    return f"{len(differences) - new} different, {new} not compared"


def _by_act(differences: list[Difference]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for difference in differences:
        found.setdefault(difference.act.title, []).append(str(difference.section))
    return found


def _told(difference: Difference, cited: Mapping[tuple[str, str], dict[str, list[str]]]) -> list[str]:
    act, section = difference.act, difference.section
    sections = sections_of(act) if section is None else [section]
    findings: dict[str, list[str]] = {}
    for one in sections:
        for name, ids in cited.get((act.key, one), {}).items():
            findings.setdefault(name, []).extend(ids)
    title = act.title if section is None else f"{act.title} § {section}: {act.provisions.get(section, '')}"
    days: dict[str, list[str]] = {}
    for row in rules(difference):
        days.setdefault(f"{row.act}.{row.name}", []).append(_begins(row))
    rows = [f"`{name}` ({', '.join(begins)})" for name, begins in days.items()]
    told = [f"`{name}` ({_few(sorted(set(ids)))})" for name, ids in findings.items()]
    return [
        f"## {title}",
        "",
        f"{WORDS[difference.kind]} {act.lovdata if section is None else section_address(act, section)}",
        "",
        f"- Rows that cite it: {', '.join(rows) or 'none'}",
        f"- Findings that cite it, with the cases in which they do: {', '.join(told) or 'none'}",
    ]


def _begins(row: Row) -> str:
    return f"from {row.begins}" if row.begins else f"adopted {row.adopted}, not in force"


def _few(ids: list[str], most: int = 8) -> str:
    return ", ".join(ids[:most]) + (f" … {len(ids)} in all" if len(ids) > most else "")


# ------------------------------------------------------------------------------------------------ the command


def run(arguments: list[str]) -> int:
    """Compare a download with the baseline and tell what is different; returns 1 where it cannot be read."""
    described = argparse.ArgumentParser(
        prog="python -m sitegen watch-law",
        description="Compare the sections that the rules cite with Lovdata's open data.",
    )
    described.add_argument("folder", type=Path, help=f"holds {LIST}, {' and '.join(ARCHIVES)}")
    described.add_argument("--accept", action="store_true", help="make this download the baseline")
    described.add_argument("--report", type=Path, help="write what is different here; nothing different, no file")
    chosen = described.parse_args(arguments)
    try:
        print(watch(chosen.folder, accept=chosen.accept, to=chosen.report))
    except SiteError as error:
        print(f"sitegen: {error}", file=sys.stderr)
        return 1
    return 0


def watch(folder: Path, *, accept: bool, to: Path | None, path: Path = BASELINE) -> str:
    """Compare a download with the baseline.

    Args:
        folder: the download.
        accept: write the download's hashes as the new baseline.
        to: where to write the report, if anything is different.
        path: the baseline.

    Returns:
        What to tell the person at the terminal.

    Raises:
        SiteError: the download or the baseline cannot be read.
    """
    acts = checker.acts()
    if to:
        # What an earlier run found must not be taken for what this one finds.
        to.unlink(missing_ok=True)
    as_of, found = read(folder, acts)
    if accept:
        write_baseline(Baseline(as_of, False, "Taken from a whole download of the public data set.", found), path)
        absent = [document for document, hashes in found.items() if hashes is None]
        return f"sitegen: {path} now holds the law of {as_of}. Not in the download: {', '.join(absent) or 'nothing'}"
    baseline = read_baseline(path)
    text = report(compare(baseline.documents, found, acts), baseline, as_of, api.cases())
    if to and text:
        to.write_text(text, "utf-8", newline="\n")
    unwatched = ", ".join(act.title for act in acts.values() if document_of(act) is None) or "none"
    same = f"Every cited section reads in the data of {as_of} as it did in those of {baseline.as_of}.\n"
    return f"{text or same}\nWithout a consolidated text, and so not watched: {unwatched}."
