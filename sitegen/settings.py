"""The municipality's settings: `site.toml`, validated before anything is built."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sitegen.errors import SiteError
from sitegen.project import LANGUAGES

FILE = "site.toml"


def _matching(pattern: str, wanted: str) -> AfterValidator:
    """Refuse what does not match all of a pattern, in words."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"must be {wanted}")
        return text

    return AfterValidator(check)


def _not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise ValueError("needs at least one")
    return items


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Email = Annotated[str, _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address")]
Phone = Annotated[str, _matching(r"\+?[0-9 ]{3,20}", "a telephone number: digits and spaces")]
Address = Annotated[str, _matching(r"https://[^\s?#]+/", "an address that begins with https:// and ends with /")]
Colour = Annotated[str, _matching(r"#[0-9a-fA-F]{6}", "a colour such as #1e5c8a")]
Number = Annotated[str, _matching(r"\d{4}", "four digits, in quotes")]
# Goes into headers as it stands: nothing that could end a value, and no address inside a site (RFC 6454).
Origin = Annotated[
    str,
    _matching(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?", "https:// and a host, such as https://www.example.no"),
]
PageName = Annotated[str, _matching(r"[a-z0-9-]+\.md", "a file name such as lokal.md")]


class Table(BaseModel):
    """A table of the file. A key nobody knows is a misspelling, so it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Table):
    """The municipality's name in both forms of Norwegian."""

    nb: Text
    nn: Text


class Sentence(Table):
    """A text by language. The languages of the site that the file does not name get the municipality's Norwegian."""

    model_config = ConfigDict(extra="allow", frozen=True)

    nb: Text
    nn: Text
    en: Text

    @model_validator(mode="after")
    def is_in_known_languages(self) -> Self:
        """Refuse a language that the site lacks."""
        for language in self.model_extra or {}:
            if language not in LANGUAGES:
                raise ValueError(f"the site has no language {language!r}")
        return self


class Owner(Table):
    """Who runs this copy of the site and answers for errors in it."""

    name: Sentence
    email: Email
    phone: Phone | None = None


class Contact(Table):
    """A place to turn to in the municipality."""

    name: Sentence
    what: Sentence
    phone: Phone | None = None
    email: Email | None = None
    visit: Text | None = None
    hours: Sentence | None = None

    @model_validator(mode="after")
    def can_be_reached(self) -> Self:
        """Refuse a contact point that nobody can contact."""
        if not (self.phone or self.email or self.visit):
            raise ValueError("needs at least one of phone, email and visit")
        return self


class Settings(Table):
    """The whole of `site.toml`."""

    name: Name
    number: Number
    norwegian: Literal["nb", "nn"]
    owner: Owner
    contact: Annotated[tuple[Contact, ...], AfterValidator(_not_empty)]
    address: Address | None = None
    logo: Text | None = None
    colour: Colour | None = None
    pages: tuple[PageName, ...] = ()
    # Whose pages may show this copy in a frame: nobody's, where nothing is said.
    frame: tuple[Origin, ...] = ()

    def in_language(self, language: str) -> dict[str, object]:
        """Give the settings as pages use them: every text in one language.

        The municipality's name has no English form: pages in other languages show the Norwegian one it uses.
        """
        form = language if language in Name.model_fields else self.norwegian
        return {
            "name": getattr(self.name, form),
            "number": self.number,
            "norwegian": self.norwegian,
            "address": self.address,
            "frame": self.frame,
            "logo": self.logo,
            "colour": self.colour,
            "owner": _in_language(self.owner, language, self.norwegian),
            "contacts": [_in_language(contact, language, self.norwegian) for contact in self.contact],
        }


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


def _in_language(table: Table, language: str, norwegian: str) -> dict[str, object]:
    fields = {key: getattr(table, key) for key in type(table).model_fields}

    def said(value: object) -> object:
        return getattr(value, language, getattr(value, norwegian)) if isinstance(value, Sentence) else value

    return {key: said(value) for key, value in fields.items()}
