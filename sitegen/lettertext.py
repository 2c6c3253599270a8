"""A letter in one language, filled with facts: one layout for browser, document, page and plain text."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from checker.letters import Letter
from sitegen import bidi, lawtext
from sitegen.letters import FACTS, TYPED, Common, Letters
from sitegen.papers import Words, plain
from sitegen.project import LANGUAGES
from sitegen.words import PLACEHOLDER

# What is not known is a line to fill in by pen.
LINE = "_" * 12
# Letters that somebody decides, with a line that says who.
DECIDED = ("short_complaint", "complaint", "late_complaint")


class Block(NamedTuple):
    """A piece of a letter in one language: one or more lines that stand together."""

    kind: str
    text: str


def blocks(
    letters: Letters,
    letter: Letter,
    typed: Mapping[str, str],
    language: str,
    line: Callable[[str], str] = lambda _: LINE,
) -> list[Block]:
    """Write a letter in one language, as the browser does.

    Args:
        letters: the words.
        letter: the checker's: its parts and facts.
        typed: what the person wrote, by the name of the field.
        language: of the text.
        line: what stands for something that is not known, by its name.
    """
    words, given = letters.files[letter.id], {**letter.facts, **typed}
    texts = {part.id: part.text for part in words.part}
    known = _known(letters, given, language, line)
    found = []
    for kind, text in frame(letters.common):
        if kind == "parts":
            found += [Block("part", letters.say(texts[part], language)) for part in letter.parts]
        elif kind == "enclosures":
            rows = [letters.say(each.text, language) for each in words.enclosure]
            title = letters.say(letters.common.word["enclosures"], language)
            found += [Block(kind, "\n".join([f"{title}:", *(f"– {row}" for row in rows)]))] if rows else []
        elif kind != "decides" or (letter.id in DECIDED and "decided_by" in given):
            found.append(Block(kind, letters.say(text or words.letter.subject, language)))
    return [Block(kind, _filled(plain(text), known, line)) for kind, text in found]


def as_text(found: Iterable[Block]) -> str:
    """Give a letter as plain text."""
    return "\n\n".join(block.text for block in found) + "\n"


def frame(common: Common) -> list[tuple[str, Words | None]]:
    """Give the layout of every letter: kind and words of each block. Three kinds have words of their own."""
    word = common.word

    def lines(*rows: str) -> Words:
        """Put rows together; a name in braces before a colon is one of the common words."""
        return Words(**{one: "\n".join(_worded(row, word, one) for row in rows) for one in LANGUAGES})

    return [
        ("from", lines("{from}: {{name}}", "{born}: {{birth_date}}", "{address}: {{address}}")),
        ("to", lines("{to}: {{body}}")),
        ("decides", lines("{complaints_body}: {{decided_by}}")),
        ("case", lines("{case_number}: {{case_number}}")),
        ("subject", None),
        ("parts", None),
        ("closing", lines("{closing}")),
        ("sign", lines("{place_date}: " + LINE, "{signature}: " + LINE)),
        ("enclosures", None),
    ]


def _worded(row: str, word: Mapping[str, Words], language: str) -> str:
    return row.format(**{name: getattr(text, language) for name, text in word.items()})


def _known(letters: Letters, given: Mapping[str, Any], language: str, line: Callable[[str], str]) -> dict[str, str]:
    """Give what fills the words: days in words, codes by their words, and what was typed."""
    common = letters.common
    found = {
        key: lawtext.long_date(value, language) if isinstance(value, date) else str(value)
        for key, value in given.items()
        if key in FACTS | TYPED
    }
    for key, table in (("body", common.body), ("decision", common.decision), ("decided_by", common.decided_by)):
        if key in given:
            # The receiver's line holds the municipality's name.
            found[key] = _filled(plain(letters.say(table[given[key]], language)), found, line)
    if "wish" in given and "wish_text" not in given:
        found["wish_text"] = plain(letters.say(common.wish[given["wish"]], language))
    return found


def _filled(text: str, known: Mapping[str, str], line: Callable[[str], str]) -> str:
    def fill(name: str) -> str:
        return bidi.apart(known[name], text) if known.get(name) else line(name)

    return PLACEHOLDER.sub(lambda found: fill(found[1]), text)
