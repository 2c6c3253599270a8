"""The glossary for readers: the words of `docs/terms.toml` as definition lists, one for each heading of the page.

The page says `{{ glossary.terms("decision") }}`. What a term is called and how it is explained stands in the file.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sitegen.errors import SiteError

FILE = "terms.toml"
GROUPS = ("decision", "programme", "money", "permit", "children", "health", "home", "people", "law")
# Norwegian sorts æ, ø and å after z.
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"

Text = Annotated[str, Field(min_length=1)]
Forms = Annotated[list[Text], Field(min_length=1)]


class Texts(BaseModel):
    """An explanation in each language."""

    model_config = ConfigDict(extra="forbid", strict=True)
    nb: Text
    nn: Text
    en: Text


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
        file = self.docs / FILE
        try:
            return TypeAdapter(dict[str, Term]).validate_python(tomllib.loads(file.read_text("utf-8")))
        except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
            raise SiteError(f"docs/{FILE}: {error}") from None

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
        text = str(getattr(term.text, self.language))
        if self.language == "en" and term.en != term.nb[0]:
            text = f"**{term.en}.** {text}"
        if self.language == "nn" and term.nn[0] != term.nb[0]:
            text = f"Bokmål: [[{term.nb[0]}]]. {text}"
        return f"[[{self._word(term)}]] {{ #ord-{key} }}\n:   {text}\n"


def _order(word: str) -> list[int]:
    return [ALPHABET.find(letter) for letter in word.lower()]
