"""The municipality's settings: `site.toml`, validated before anything is built."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ValidationError, field_validator, model_validator

from sitegen import municipalities
from sitegen.arrangements import Arrangement
from sitegen.errors import SiteError
from sitegen.fields import (
    Address,
    Colour,
    Email,
    Name,
    Origin,
    PageName,
    Phone,
    Sentence,
    Table,
    Text,
    different,
    not_empty,
)
from sitegen.project import LANGUAGES

FILE = "site.toml"
# What a unit of the municipality can answer for.
DUTIES = ("programme", "training", "benefit", "complaints")
Duty = Literal["programme", "training", "benefit", "complaints"]


class Owner(Table):
    """Who runs this copy of the site and answers for errors in it."""

    name: Sentence
    email: Email
    phone: Phone | None = None


class Reachable(Table):
    """A place of the municipality that somebody can turn to."""

    name: Sentence
    phone: Phone | None = None
    email: Email | None = None
    visit: Text | None = None
    hours: Sentence | None = None

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        """Refuse a place that nobody can contact."""
        if not (self.phone or self.email or self.visit):
            raise ValueError("needs at least one of phone, email and visit")
        return self


class Contact(Reachable):
    """A contact point, and what one turns to it with."""

    what: Sentence


class Unit(Reachable):
    """A unit of the municipality, and what it answers for."""

    answers_for: Annotated[tuple[Duty, ...], AfterValidator(not_empty), AfterValidator(different)]


class Settings(Table):
    """The whole of `site.toml`.

    Attributes:
        norwegian: the form of Norwegian that the municipality uses.
        languages: the languages of this copy in the order they are shown; every language of the site where it is empty.
        frame: hosts whose pages may show this copy inside a frame.
        pages: pages that the municipality adds, in the order of the menu.
    """

    name: Name
    number: Text
    norwegian: Literal["nb", "nn"]
    owner: Owner
    contact: Annotated[tuple[Contact, ...], AfterValidator(not_empty)]
    unit: tuple[Unit, ...] = ()
    arrangement: tuple[Arrangement, ...] = ()
    address: Address | None = None
    logo: Text | None = None
    colour: Colour | None = None
    languages: Annotated[tuple[str, ...], AfterValidator(different)] = ()
    frame: Annotated[tuple[Origin, ...], AfterValidator(different)] = ()
    pages: Annotated[tuple[PageName, ...], AfterValidator(different)] = ()

    @field_validator("number")
    @classmethod
    def is_in_the_table(cls, number: str) -> str:
        """Refuse a number that no municipality has. The example's own is none."""
        if not re.fullmatch(r"\d{4}", number):
            raise ValueError("must be four digits, in quotes")
        if number != municipalities.EXAMPLE and number not in municipalities.table():
            raise ValueError(f"no municipality has the number {number} (data/{municipalities.TABLE})")
        return number

    @field_validator("languages")
    @classmethod
    def are_of_the_site(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse a language that the site does not have."""
        unknown = [language for language in languages if language not in LANGUAGES]
        if unknown:
            raise ValueError(f"the site has no {', '.join(unknown)}; it has {', '.join(LANGUAGES)}")
        return languages

    @model_validator(mode="after")
    def fits_together(self) -> Self:
        """Refuse a copy without its own Norwegian, and two units that answer for the same."""
        if self.languages and self.norwegian not in self.languages:
            raise ValueError(f"languages must hold the municipality's own Norwegian, {self.norwegian}")
        different(tuple(duty for unit in self.unit for duty in unit.answers_for))
        return self

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages of this copy, in their order."""
        return self.languages or LANGUAGES

    @property
    def statsforvalter(self) -> str:
        """The office that decides complaints; empty for the example."""
        return municipalities.statsforvalter(self.number)

    def name_in(self, language: str) -> str:
        """Give the municipality's name for a page. It has no English form: other languages show the Norwegian one."""
        form = language if language in Name.model_fields else self.norwegian
        return str(getattr(self.name, form))

    def unit_for(self, duty: str) -> Unit | None:
        """Give the unit that answers for something, where one is named."""
        return next((unit for unit in self.unit if duty in unit.answers_for), None)


def load(folder: Path) -> Settings:
    """Read a municipality's settings.

    Raises:
        SiteError: a line for each fault, with the file, the line and the key.
    """
    file = folder / FILE
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise SiteError(f"{file}: the municipality's settings are missing") from None
    except UnicodeDecodeError:
        raise SiteError(f"{file}: not UTF-8") from None
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{file}: {error}") from None
    except ValidationError as error:
        lines = [_describe(file, text, fault["loc"], fault["msg"]) for fault in error.errors()]
        raise SiteError("\n".join(lines)) from None


def line_of(text: str, location: Sequence[str | int]) -> int:
    """Find the line of a key in TOML text, or of the table that should have held it; 1 if there is neither.

    Args:
        text: the file.
        location: keys and positions in arrays from the top, such as ("contact", 1, "name", "en").
    """
    table: tuple[str | int, ...] = ()
    seen: dict[str, int] = {}
    best, line_found = 0, 1
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*(\[\[?)([\w.-]+)\]", line)
        if header:
            table = tuple(header[2].split("."))
            if header[1] == "[[":
                seen[header[2]] = seen.get(header[2], -1) + 1
                table = (*table, seen[header[2]])
            path = table
        else:
            key = re.match(r"\s*([\w.-]+)\s*=", line)
            if not key:
                continue
            path = (*table, *key[1].split("."))
        length = len(path)
        if length > best and tuple(location[:length]) == path:
            best, line_found = length, number
    return line_found


def _describe(file: Path, text: str, location: Sequence[str | int], message: str) -> str:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in location) or "the file"
    wording = {"Extra inputs are not permitted": "unknown key", "Field required": "missing"}
    said = wording.get(message, message.removeprefix("Value error, "))
    return f"{file}, line {line_of(text, location)}: {key}: {said}"
