"""The languages of the site: every folder of `docs/` that holds a `language.toml`, and what that file says.

A language costs a folder. Nothing else in the project names one, but for the two forms of Norwegian (letters are sent
in them) and English (the peer that every text has).
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self, cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGE_FILE

# Norwegian sorts æ, ø and å after z.
LATIN = "abcdefghijklmnopqrstuvwxyzæøå"
# Counts that a form without a number may stand for, at most one of them.
COUNTED = range(201)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Unit = Literal["years", "months", "weeks", "days", "working days"]
UNITS: tuple[Unit, ...] = ("years", "months", "weeks", "days", "working days")
Category = Literal["zero", "one", "two", "few", "many", "other"]


class Table(BaseModel):
    """A table of the file. A key nobody knows is a misspelling, so it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Percent(Table):
    """How a share of a hundred is told; {n} is the number."""

    text: Annotated[str, StringConstraints(pattern=r"\{n\}")]


class Narrow(Table):
    """Patterns of CLDR for the table of deadlines: seven months stand beside one another on paper.

    Attributes:
        came: the day a letter came; its month stands above.
        last: the last day to complain.
    """

    came: Text
    last: Text


class Made(Table):
    """How texts were made, and which native reader has read them.

    Attributes:
        how: by a machine, by a person, or by the authors of the Bokmål text.
        read_by: the reader's name; empty until somebody has read them.
        read_on: the day.
    """

    how: Literal["machine", "person", "authors"] = "machine"
    read_by: str = ""
    read_on: date | None = None

    @model_validator(mode="after")
    def names_its_reader(self) -> Self:
        """Refuse a reader without a day, and a day without a reader."""
        if bool(self.read_by.strip()) != bool(self.read_on):
            raise ValueError("read_by and read_on belong together")
        return self


class Check(Table):
    """How the check of translations reads the language (sitegen/trust/).

    Attributes:
        negation: patterns of the words that turn a sentence round: not, no, never, without.
        refusal: patterns of words of Bokmål that another language may tell by a negation: refuse, lack, unknown.
        joined: short words that are written onto the next.
        numbers: numbers from three on as words, in every form in which they stand in a text.
        foreign: letters of a neighbouring language, which a keyboard or a machine puts in by mistake.
        latin: names that stand in Latin letters.
    """

    negation: Annotated[tuple[Text, ...], Field(min_length=1)] = ("(?!)",)
    refusal: tuple[Text, ...] = ("(?!)",)
    joined: str = ""
    numbers: dict[str, tuple[Text, ...]] = Field(default_factory=dict)
    foreign: str = ""
    latin: tuple[Text, ...] = ()

    @cached_property
    def negations(self) -> re.Pattern[str]:
        """One pattern for all of them."""
        return re.compile(rf"\b(?:{'|'.join(self.negation)})\b", re.IGNORECASE)

    @cached_property
    def refuse(self) -> re.Pattern[str]:
        """One pattern for all of them."""
        return re.compile(rf"\b(?:{'|'.join(self.refusal)})\b", re.IGNORECASE)

    @cached_property
    def number_forms(self) -> dict[str, int]:
        """Each word by its number."""
        return {form: int(number) for number, forms in self.numbers.items() for form in forms}

    @cached_property
    def foreign_letters(self) -> frozenset[str]:
        """The letters one by one."""
        return frozenset(self.foreign)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names."""
        return frozenset(word for name in self.latin for word in name.split())


class Search(Table):
    """What search leaves out of the language's words, where Pagefind knows too little of their forms.

    The pattern is read by Python for the index (sitegen/search.py) and by the browser for what is typed
    (overrides/js/search.mjs): both understand it, and know no look-behind. Words come in small letters.

    Attributes:
        forms: a pattern of what is left out; its only group is kept.
    """

    forms: Text

    @model_validator(mode="after")
    def keeps_one_group(self) -> Self:
        """Refuse what is no pattern, or has not one group."""
        try:
            groups = re.compile(self.forms).groups
        except re.error as error:
            raise ValueError(f"forms: {error}") from None
        if groups != 1:
            raise ValueError(f"forms: has {groups} groups, needs one")
        return self

    def without_forms(self, text: str) -> str:
        """Leave the forms of words out of a text."""
        return re.sub(self.forms, r"\1", text.lower())


class Dates(Table):
    """Patterns of CLDR for dates in words, where its own cannot stand in a sentence.

    Attributes:
        long: a day, without the weekday.
        full: a day with its weekday.
        month: a month and its year.
    """

    long: Text
    full: Text
    month: Text


class Language(Table):
    """What a language's file says.

    Attributes:
        code: the folder's name.
        name: the language's own name for itself.
        locale: Babel's name for it. Plain `en` would give American dates.
        nav: the titles of the menu's sections, by the Bokmål ones.
        period: unit → the plural category of CLDR → the count in words; {n} is the number.
        numbers: the numbers from two on as words in running text; none where digits are used.
        narrow: where CLDR's own short forms are too wide or wrong.
        dates: where CLDR's own words for a day do not fit.
        alphabet: the letters in the order of the language.
        check: how the check of translations reads it.
        search: what search leaves out of its words; none where Pagefind knows their forms.
        made: how its texts were made, but for those that reviews.toml names.
    """

    code: str
    name: Text
    locale: Text
    nav: dict[str, Text] = Field(default_factory=dict)
    period: dict[Unit, dict[Category, Text]]
    percent: Percent
    numbers: tuple[Text, ...] = ()
    narrow: Narrow | None = None
    dates: Dates | None = None
    alphabet: Text = LATIN
    check: Check = Check()
    search: Search | None = None
    made: Made = Made()

    @model_validator(mode="after")
    def fits_its_locale(self) -> Self:
        """Refuse a locale that nobody knows, and counts that lack a form the language needs."""
        try:
            rule = self.babel.plural_form
        except (UnknownLocaleError, ValueError) as error:
            raise ValueError(f"locale: {error}") from None
        for unit in UNITS:
            lacks = {*rule.tags, "other"} - self.period.get(unit, {}).keys()
            if lacks:
                raise ValueError(f"period.{unit}: lacks {', '.join(sorted(lacks))}")
            for category, text in self.period[unit].items():
                if "{n}" in text:
                    continue
                counts = [count for count in COUNTED if rule(count) == category]
                if len(counts) > 1:
                    raise ValueError(f"period.{unit}.{category}: needs {{n}}, it stands for {counts[0]}, {counts[1]} …")
        return self

    @property
    def babel(self) -> Locale:
        """CLDR's facts about the language."""
        return Locale.parse(self.locale)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.babel.text_direction)

    @cached_property
    def tag(self) -> str:
        """The language with its region, as documents and voices name it: `nb-NO`."""
        known = self.babel
        likely = str(get_global("likely_subtags").get(known.language, "")).split("_")
        return f"{known.language}-{known.territory or likely[-1]}".rstrip("-")

    @cached_property
    def script(self) -> str:
        """The script's code in ISO 15924: `Latn`, `Cyrl`, `Arab`."""
        known = self.babel
        likely = str(get_global("likely_subtags").get(known.language, "")).split("_")
        return str(known.script or (likely[1] if len(likely) > 1 else "Latn"))

    def count(self, number: int, unit: str, said: str) -> str:
        """Tell a count of a unit, the number as it is said."""
        forms = cast("Mapping[str, Mapping[str, str]]", self.period)[unit]
        return forms[self.babel.plural_form(number)].replace("{n}", said)

    def number(self, count: int) -> str:
        """Write a number as a word where the language has one in running text, and others in digits."""
        return self.numbers[count - 2] if 2 <= count < len(self.numbers) + 2 else str(count)


@cache
def of(code: str, docs: Path = DOCS) -> Language:
    """Read what a language's file says.

    Raises:
        SiteError: the file is missing or not TOML, lacks a key or holds one nobody knows, names no locale of CLDR, or
            lacks a plural form.
    """
    where = f"docs/{code}/{LANGUAGE_FILE}"
    try:
        return Language.model_validate(
            {**tomllib.loads((docs / code / LANGUAGE_FILE).read_text("utf-8")), "code": code}
        )
    except FileNotFoundError:
        raise SiteError(f"{where}: missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{where}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise SiteError(f"{where}: {f'{key}: ' if key else ''}{first['msg'].removeprefix('Value error, ')}") from None


def locale(code: str) -> str:
    """Give Babel's name for a language of the site."""
    return of(code).locale
