"""Compares every text of a language with the Bokmål one it was made from, and tells what the two state differently.

Deadlines, amounts, sections, days, telephone numbers, links, placeholders, terms, negations, paragraphs, script. What
is right in spite of a difference stands in `docs/<language>/exceptions.toml` with its reason; an exception that nothing
needs is told too. So is a text of a TOML file whose Bokmål text has changed since it was made.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sitegen.errors import SiteError
from sitegen.project import ALWAYS
from sitegen.translations import SOURCE
from sitegen.trust import facts, pages, sources, terms, texts

EXCEPTIONS = "exceptions.toml"
# The texts of a page's front matter that people read.
FRONT = ("title", "description", "law")
# Names of acts and regulations.
ACT = re.compile(r"(?:loven|lova|forskriften|forskrifta)$")


class Fault(NamedTuple):
    """A difference between a text and its source.

    Attributes:
        where: `klage#frist-2` on a page, `checker.question.permit.label` in a file of words; one that is older is
            named as `translated` takes it, `checker.toml#question.permit.label`.
        what: its kind, as exceptions name it.
    """

    where: str
    what: str
    told: str

    def __str__(self) -> str:
        """Give it in a line."""
        return f"{self.where}: {self.what}: {self.told}"


def language(docs: Path, code: str) -> list[Fault]:
    """Compare a language with Bokmål.

    Raises:
        SiteError: a file of the language is missing or cannot be read.
    """
    found = [*_words(docs, code), *_pages(docs, code)]
    # There is no exception to these: whoever has read the new text confirms it.
    return [*_without_exceptions(found, docs, code), *_older(docs, code)]


def compare(where: str, source: str, ours: str, code: str, marked: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Compare one text with its source.

    Args:
        where: the text.
        source: in Bokmål.
        ours: in the language.
        code: of the language.
        marked: the Norwegian terms that it must mark.
    """
    yield from _figures(where, facts.stated(source, SOURCE), ours, code)
    yield from _numbers(where, source, ours, code)
    yield from _turned(where, source, ours, code)
    if lacks := marked - facts.marked(ours):
        yield Fault(where, "term", f"lacks {', '.join(f'[[{term}]]' for term in sorted(lacks))}")
    yield from (Fault(where, "script", stranger) for stranger in facts.strangers(ours, code))
    if code not in ALWAYS:
        yield from (Fault(where, "word", other) for other in terms.wrong(ours, *terms.forms(code)))


def _figures(where: str, theirs: Counter[str], ours: str, code: str, links: Iterable[str] = ()) -> Iterator[Fault]:
    mine = facts.stated(ours, code, links)
    # A term may stand beside the same in the language's own words.
    if theirs not in (mine, facts.stated(ours, code, links, terms=False)):
        more, less = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
        yield Fault(where, "figure", f"has {', '.join(more) or 'nothing'} in place of {', '.join(less) or 'nothing'}")


def _numbers(where: str, source: str, ours: str, code: str) -> Iterator[Fault]:
    theirs, mine = facts.number_words(source, SOURCE), facts.number_words(ours, code)
    if theirs != mine:
        yield Fault(where, "number", f"has {_listed(mine - theirs)} in place of {_listed(theirs - mine)}")


def _turned(where: str, source: str, ours: str, code: str) -> Iterator[Fault]:
    theirs, mine = facts.negations(source, SOURCE), facts.negations(ours, code)
    if theirs and not mine:
        yield Fault(where, "negation", "there is none, and one in Bokmål")
    elif mine and not theirs and not facts.refusals(source):
        yield Fault(where, "negation", "there is one, and none in Bokmål")


def _words(docs: Path, code: str) -> Iterator[Fault]:
    for name in texts.FILES:
        source, ours, english = (texts.of(docs, one, name) for one in (SOURCE, code, "en"))
        for way in source.keys() ^ ours.keys():
            yield Fault(f"{name}.{way}", "missing" if way in source else "unknown", "not in both languages")
        for way in source.keys() & ours.keys():
            yield from compare(f"{name}.{way}", source[way], ours[way], code, _to_mark(english.get(way, ""), code))


def _older(docs: Path, code: str) -> Iterator[Fault]:
    for named in sources.outdated(docs, code):
        told = f"Bokmål has changed: mend it, then python -m sitegen translated {named} --language {code}"
        yield Fault(named, "older", told)


def _pages(docs: Path, code: str) -> Iterator[Fault]:
    for name in pages.names(docs, SOURCE):
        yield from page(docs, code, name)


def page(docs: Path, code: str, name: str) -> Iterator[Fault]:
    """Compare a page with the Bokmål one, what is excepted too."""
    if not (docs / code / f"{name}.md").is_file():
        yield Fault(name, "missing", "there is no such page")
        return
    source, ours, english = (pages.read(docs / one / f"{name}.md") for one in (SOURCE, code, "en"))
    yield from _summary(ours, code) if ours.is_summary else _page(name, source, ours, code, english)


def _page(name: str, source: pages.Page, ours: pages.Page, code: str, english: pages.Page) -> Iterator[Fault]:
    for key in FRONT:
        if key in source.front and key in ours.front:
            yield from compare(f"{name}:{key}", str(source.front[key]), str(ours.front[key]), code)
    theirs, mine = [block.where for block in source.blocks], [block.where for block in ours.blocks]
    if theirs != mine:
        lacks = [where for where in theirs if where not in mine] or [where for where in mine if where not in theirs]
        yield Fault(name, "paragraph", f"not the same paragraphs as in Bokmål: {', '.join(lacks) or 'another order'}")
        return
    shown = frozenset().union(*(facts.marked(block.text) for block in ours.blocks))
    for place, (one, two) in enumerate(zip(source.blocks, ours.blocks, strict=True)):
        if one.shape != two.shape:
            yield Fault(one.where, "paragraph", f"is {two.shape} in place of {one.shape}")
        yield from _figures(one.where, facts.stated(one.text, SOURCE, one.links), two.text, code, two.links)
        # The name of an act is shown once; its sections are linked to wherever they are named.
        known = _to_mark(english.blocks[place].text, code) - {term for term in shown if ACT.search(term)}
        rest = compare(one.where, one.text, two.text, code, known)
        yield from (fault for fault in rest if fault.what != "figure")


def _to_mark(english: str, code: str) -> frozenset[str]:
    """Give the terms that a text must mark: those of the English one, in languages that are not Norwegian either."""
    return frozenset() if code in ALWAYS else frozenset(facts.marked(english))


def _summary(ours: pages.Page, code: str) -> Iterator[Fault]:
    for block in ours.blocks:
        yield from (Fault(block.where, "script", stranger) for stranger in facts.strangers(block.text, code))


def _without_exceptions(found: Iterable[Fault], docs: Path, code: str) -> Iterator[Fault]:
    excused = exceptions(docs, code)
    used = set()
    for fault in found:
        if (fault.where, fault.what) in excused:
            used.add((fault.where, fault.what))
        else:
            yield fault
    for where, what in excused - used:
        yield Fault(where, what, f"an exception of docs/{code}/{EXCEPTIONS} that nothing needs")


def exceptions(docs: Path, code: str) -> set[tuple[str, str]]:
    """Read what is right in spite of a difference: text and kind of difference, each with its reason.

    Raises:
        SiteError: the file is not TOML, or an exception has no reason.
    """
    file = docs / code / EXCEPTIONS
    where = f"docs/{code}/{EXCEPTIONS}"
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("exception", []) if file.exists() else []
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{where}: {error}") from None
    for number, row in enumerate(rows, start=1):
        if set(row) != {"where", "what", "reason"} or not all(str(text).strip() for text in row.values()):
            raise SiteError(f"{where}: exception {number}: needs where, what and reason, and nothing else")
    return {(row["where"], row["what"]) for row in rows}


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "nothing"
