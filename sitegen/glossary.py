"""The glossary for readers: the words of `docs/terms.toml` as definition lists, one for each heading of the page.

The page says `{{ glossary.terms("decision") }}`. What a term is called and how it is explained stands in the file.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from sitegen import older
from sitegen.errors import SiteError
from sitegen.languages import LATIN
from sitegen.pages import NORWEGIAN
from sitegen.project import ALWAYS

FILE = "terms.toml"
GROUPS = ("decision", "programme", "money", "permit", "children", "health", "home", "people", "law")

Text = Annotated[str, Field(min_length=1)]
Forms = Annotated[list[Text], Field(min_length=1)]


class Texts(BaseModel):
    """An explanation in Norwegian and English."""

    model_config = ConfigDict(extra="forbid", strict=True)
    nb: Text
    nn: Text
    en: Text


class Own(BaseModel):
    """A term in a further language of the site, `docs/<language>/terms.toml`: our word for it, and the explanation."""

    model_config = ConfigDict(extra="forbid", strict=True)
    word: Text
    text: Text


class Term(BaseModel):
    """A word of the law or of a letter. The first form is the word itself, the others stand on pages."""

    model_config = ConfigDict(extra="forbid", strict=True)
    group: Literal["decision", "programme", "money", "permit", "children", "health", "home", "people", "law"]
    nb: Forms
    nn: Forms
    en: Text
    text: Texts

    def forms(self, language: str) -> Iterator[str]:
        """Give the forms that pages of a language may mark, in small letters. English pages mark the Bokmål ones."""
        for form in self.nn if language == "nn" else self.nb:
            yield form.lower()


@dataclass(frozen=True)
class Glossary:
    """The glossary in one language. The file is read at the first use.

    Attributes:
        docs: the folder that holds `terms.toml`.
    """

    docs: Path
    language: str

    @cached_property
    def all(self) -> dict[str, Term]:
        """Every term by its key.

        Raises:
            SiteError: the file is missing or breaks its form.
        """
        return _read(self.docs / FILE, f"docs/{FILE}", dict[str, Term])

    @cached_property
    def own(self) -> dict[str, Own]:
        """The terms in a further language; none for Norwegian and English, which have theirs beside one another.

        Raises:
            SiteError: the file is missing or breaks its form, or has not the terms of the site.
        """
        if self.language in ALWAYS:
            return {}
        where = f"docs/{self.language}/{FILE}"
        found = _read(self.docs / self.language / FILE, where, dict[str, Own])
        if other := sorted(found.keys() ^ self.all.keys()):
            raise SiteError(f"{where}: {'lacks' if other[0] in self.all else 'unknown term:'} {other[0]}")
        return found

    def terms(self, group: str) -> Markup:
        """Give the definition list of a heading, in Markdown, by the alphabet of the words shown.

        Raises:
            SiteError: there is no such group.
        """
        if group not in GROUPS:
            raise SiteError(f"no group of terms {group!r}: {', '.join(GROUPS)}")
        chosen = [(key, term) for key, term in self.all.items() if term.group == group]
        chosen.sort(key=lambda each: _order(self._word(each[1])))
        # The file's texts are ours, and Markdown: nothing to escape.
        return Markup("\n".join(self._entry(key, term) for key, term in chosen))  # noqa: S704

    def _word(self, term: Term) -> str:
        return term.nn[0] if self.language == "nn" else term.nb[0]

    def _entry(self, key: str, term: Term) -> str:
        word, text = term.en, str(getattr(term.text, self.language, ""))
        if self.language not in ALWAYS:
            word, text = self.own[key].word, self.own[key].text
        text = older.Texts(self.docs, self.language, FILE).shown(f"{key}.text", text, term.text.nb)
        if self.language not in NORWEGIAN and word != term.nb[0]:
            text = f"**{word}.** {text}"
        if self.language == "nn" and term.nn[0] != term.nb[0]:
            text = f"Bokmål: [[{term.nb[0]}]]. {text}"
        return f"[[{self._word(term)}]] {{ #ord-{key} }}\n:   {text}\n"


Read = TypeVar("Read")


def _read(file: Path, where: str, kind: type[Read]) -> Read:
    try:
        return TypeAdapter(kind).validate_python(tomllib.loads(file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise SiteError(f"{where}: {error}") from None


def _order(word: str) -> list[int]:
    return [LATIN.find(letter) for letter in word.lower()]
