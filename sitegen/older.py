"""Texts of TOML files that are older than the Bokmål ones they were made from, and how readers are told.

`docs/<language>/translated.toml` holds, under the name of the file and the way to the text, the fingerprint of the
Bokmål text that the translation was made from. `python -m sitegen translated` writes it. A sentence whose source is
another by now is read with a note and the Bokmål one after it; a label, which has no room for that, is only told of by
`translated --check`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from sitegen import strings, translations, ways
from sitegen.pages import NORWEGIAN, TERM
from sitegen.paragraphs import digest
from sitegen.translations import SOURCE

# Ends of a sentence. Labels of buttons and badges have none.
SENTENCE = re.compile(r"[.?!:}][»)]*$")
# What is filled in later stands outside the marks of Norwegian: it is told in the page's language.
FILLED = re.compile(r"(\{[^{}]+\}|\n)")
NOTE = "outdated_older"
# What a visitor copies, in Norwegian, and sends.
QUESTION = ".ask"


@dataclass(frozen=True)
class Texts:
    """Compares a language's texts of one file with what Bokmål says today.

    Attributes:
        docs: the folder that holds a folder for each language.
        language: the language.
        name: the file, such as `checker.toml`.
    """

    docs: Path
    language: str
    name: str

    @cached_property
    def made_from(self) -> Mapping[str, list[str]]:
        """The fingerprint of each text's source, by the way to it; nothing where none was confirmed."""
        return _record(self.docs, self.language).get(self.name, {})

    @cached_property
    def note(self) -> str:
        """What is said before the Bokmål text."""
        return strings.load(self.docs, self.language)[NOTE]

    def is_older(self, way: str, source: str) -> bool:
        """Say whether a text was made from another source than that of today."""
        return way in self.made_from and self.made_from[way] != [digest(source)]

    def shown(self, way: str, ours: str, source: str) -> str:
        """Give a text as it is shown: alone, or with the Bokmål one after it, marked as Norwegian terms are."""
        is_sent = self.language in NORWEGIAN and way.endswith(QUESTION)
        if is_sent or not self.is_older(way, source) or not SENTENCE.search(source):
            return ours
        return f"{ours} {self.note} {norwegian(source)}"


def own_file(docs: Path, language: str, name: str, found: Any) -> Any:  # noqa: ANN401 - what the file holds
    """Give the words of a file of the language's own folder as they are shown; the same where none is older."""
    known = Texts(docs, language, name)
    if language == SOURCE or not known.made_from:
        return found
    sources = dict(ways.texts(tomllib.loads((docs / SOURCE / name).read_text("utf-8"))))
    return ways.changed(found, lambda way, text: known.shown(way, text, sources.get(way, "")))


def norwegian(text: str) -> str:
    """Mark a whole text as Norwegian, as `[[terms]]` are; what is filled in and the ends of lines stay outside."""
    pieces = FILLED.split(TERM.sub(r"\1", text))
    return "".join(piece if FILLED.fullmatch(piece) else _marked(piece) for piece in pieces)


@cache
def _record(docs: Path, language: str) -> translations.Record:
    # Every letter asks for it, and every build stages docs/ anew.
    return translations.load(docs, language)


def _marked(piece: str) -> str:
    inner = piece.strip()
    return piece.replace(inner, f"[[{inner}]]") if re.search(r"\w", inner) else piece
