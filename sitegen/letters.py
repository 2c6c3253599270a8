"""The words of the letters, `docs/letters/<letter>.toml`: read, compared with the rule, and filled with facts.

Which letters and which parts a case needs is for checker/letters.py. Parts only get their words here.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from checker.letterparts import GROUNDS, LETTERS, WISHES, Cites
from checker.parameters import Citation
from checker.questions import DECISIONS
from sitegen import further, lawtext
from sitegen.errors import SiteError
from sitegen.further import FOLDER
from sitegen.papers import Source, Table, Words
from sitegen.project import LANGUAGES
from sitegen.words import LAW, laws, placeholders

COMMON = "common"
# What a decision must hold: read by sitegen/checklist.py.
CHECKLIST = "checklist"
# Who gets a letter, and who decides a complaint: the checker's codes. `decider` is whoever made the decision.
BODIES = ("municipality", "county", "hk-dir", "nav", "udi", "statsforvalter", "decider")
DECIDERS = ("statsforvalter", "hk-dir", "municipality", "nav", "une")
# Facts that the checker gives, as they are or by the words of their code.
FACTS = frozenset(
    "decision decision_dated decision_received test_taken_on complaint_sent reasons_asked settled_on claimed_on"
    " last_day safe_day absolute_last_day start_by today decided_by body".split()
)
# What a person writes: a line or a word, and what needs room.
SHORT = frozenset("name birth_date address case_number municipality helper until more_time_until asked_on".split())
LONG = frozenset(
    "scope question asked_for wish_text reason_own reason_late reason_more_time reason_postponement"
    " reason_test_formal".split()
) | {f"reason_{ground}" for ground in GROUNDS}
TYPED = SHORT | LONG
# Only ever a line: which papers go along is written when they lie there.
BY_PEN = frozenset({"papers"})


class Head(Table):
    """What a letter is.

    Attributes:
        use: for the reader: when to use it, what it does and does not do.
        subject: the heading of the letter itself.
    """

    id: str
    checked: date
    title: Words
    use: Words
    subject: Words
    source: tuple[Source, ...]


class Part(Table):
    """A paragraph, or an enclosure."""

    id: str
    text: Words


class LetterWords(Table):
    """A file of a letter."""

    letter: Head
    part: tuple[Part, ...] = ()
    enclosure: tuple[Part, ...] = ()


class Ground(Table):
    """A ground to tick, and what to write beside it."""

    label: Words
    hint: Words


Named = Annotated[dict[str, Words], Field(min_length=1)]


class Common(Table):
    """What the letters share.

    Attributes:
        decision: {decision} by the kind of decision.
        part: paragraphs of more than one letter; a letter that lacks a part takes it from here.
    """

    word: Named
    body: Named
    decided_by: Named
    decision: Named
    wish: Named
    ground: dict[str, Ground]
    field: Named
    warning: Named
    part: tuple[Part, ...] = ()


class Letters(NamedTuple):
    """The words of all letters, with the numbers of the law still to be filled in.

    Attributes:
        law: gives a number of the law in a language.
    """

    common: Common
    files: dict[str, LetterWords]
    law: Callable[[str, str], str]

    def say(self, words: Words, language: str) -> str:
        """Give a text in one language, with the numbers of the law."""
        return LAW.sub(lambda found: self.law(language, found[1]), str(getattr(words, language)))


def load(docs: Path, today: date) -> Letters:
    """Read every letter.

    Raises:
        SiteError: a file is missing, is not TOML, lacks a text or holds a key nobody knows; its parts are not those
            of the rule; its words name other sections than the rule cites; or a placeholder has no source.
    """
    lookups = {language: lawtext.lookup(language, today) for language in LANGUAGES}
    common = further.read(docs, COMMON, Common)
    _check_common(common, f"docs/{FOLDER}/{COMMON}.toml")
    files = {}
    for name in LETTERS:
        files[name] = _with_shared(further.read(docs, name, LetterWords), common, name)
        _check_letter(files[name], name, f"docs/{FOLDER}/{name}.toml")
    _check_spare(docs)
    return Letters(common, files, lambda language, key: lookups[language](key))


# A section in running text: the act, and one or more sections. Terms in an English text stand in double brackets.
SECTION = re.compile(r"\[*([a-zæøå]+?)(?:en|a)\]* (?:§ ([0-9]+(?: [a-z](?![a-zæøå]))?))")
STEMS = {
    "forvaltningslov": "forvaltningsloven",
    "integreringslov": "integreringsloven",
    "integreringsforskrift": "integreringsforskriften",
    "tolkelov": "tolkeloven",
}


def sections(text: str, where: str) -> list[Citation]:
    """Give the sections that a text names.

    Raises:
        SiteError: it names one in another way than *forvaltningsloven § 29*.
    """
    found = SECTION.findall(text)
    if len(found) != text.count("§") or any(stem not in STEMS for stem, _ in found):
        raise SiteError(f"{where}: write each section with its act before it, such as «forvaltningsloven § 29»")
    return list(dict.fromkeys(Citation(STEMS[stem], section) for stem, section in found))


def _with_shared(words: LetterWords, common: Common, name: str) -> LetterWords:
    """Add the parts that the letter takes from the common file, in the rule's order."""
    own = {part.id: part for part in (*common.part, *words.part)}
    order = [part for part in LETTERS[name] if part in own]
    extra = [part.id for part in words.part if part.id not in LETTERS[name]]
    return words.model_copy(update={"part": tuple(own[part] for part in [*order, *extra])})


def _check_letter(words: LetterWords, name: str, where: str) -> None:
    if words.letter.id != name:
        raise SiteError(f"{where}: letter.id is {words.letter.id}, the file is called {name}")
    _same([part.id for part in words.part], LETTERS[name], f"{where}: part")
    for part in words.part:
        _check_text(part.text, f"{where}: part.{part.id}")
        _check_cites(part.text, LETTERS[name][part.id], f"{where}: part.{part.id}")
    _check_text(words.letter.subject, f"{where}: letter.subject")
    for enclosure in words.enclosure:
        _check_text(enclosure.text, f"{where}: enclosure.{enclosure.id}")


def _check_common(common: Common, where: str) -> None:
    _same(common.decision, (*DECISIONS, "unknown"), f"{where}: decision")
    _same(common.body, BODIES, f"{where}: body")
    _same(common.decided_by, DECIDERS, f"{where}: decided_by")
    _same(common.wish, WISHES, f"{where}: wish")
    _same(common.ground, GROUNDS, f"{where}: ground")
    _same(common.field, TYPED - {f"reason_{ground}" for ground in GROUNDS}, f"{where}: field")
    for table in ("body", "decided_by", "decision", "wish", "warning"):
        for key, text in getattr(common, table).items():
            _check_text(text, f"{where}: {table}.{key}")


def _same(found: Iterable[str], wanted: Iterable[str], where: str) -> None:
    has, needs = set(found), set(wanted)
    if has != needs:
        lacks, unknown = ", ".join(sorted(needs - has)), ", ".join(sorted(has - needs))
        raise SiteError(f"{where}: lacks {lacks or 'nothing'}; unknown: {unknown or 'none'}")


def _check_text(words: Words, where: str) -> None:
    """Refuse placeholders that nothing fills, and languages that tell different facts or numbers."""
    texts = [str(getattr(words, language)) for language in LANGUAGES]
    named = [placeholders(text) for text in texts]
    if unknown := sorted(set().union(*named) - FACTS - TYPED - BY_PEN):
        raise SiteError(f"{where}: nothing fills {', '.join(f'{{{name}}}' for name in unknown)}")
    if any(other != named[0] for other in named) or len({frozenset(laws(text)) for text in texts}) > 1:
        raise SiteError(f"{where}: not the same placeholders in every language")


def _check_cites(words: Words, cites: Cites, where: str) -> None:
    for language in LANGUAGES:
        found = sections(str(getattr(words, language)), f"{where}.{language}")
        if set(found) != set(cites):
            named = [f"{cite.act} § {cite.section}" for cite in cites]
            raise SiteError(f"{where}.{language}: names not the sections of the rule: {', '.join(named) or 'none'}")


def _check_spare(docs: Path) -> None:
    spare = _files(docs) - {*LETTERS, COMMON, CHECKLIST}
    if spare:
        raise SiteError(f"docs/{FOLDER}: no letter of the rule is called {', '.join(sorted(spare))}")


def _files(docs: Path) -> set[str]:
    return {path.stem for path in (docs / FOLDER).glob("*.toml")}
