"""The forms that people fill in, `docs/forms/<name>.toml`: for the page, for paper and as a document."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self, TypeVar

from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from sitegen.errors import SiteError
from sitegen.pages import TERM, mark_terms
from sitegen.project import ALWAYS, LANGUAGES

FOLDER = "forms"
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Model = TypeVar("Model", bound=BaseModel)
Kind = Literal["text", "date", "lines", "checkbox", "choice", "choices", "table", "signature"]


class Table(BaseModel):
    """A table of the file. A key nobody knows is a misspelling, so it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Table):
    """A text in Norwegian and English, and in each further language of the site that its folder gives it in.

    Attributes are the languages: `getattr(words, "uk")`.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Text] = Field(init=False)
    nb: Text
    nn: Text
    en: Text

    @model_validator(mode="after")
    def speaks_languages_of_the_site(self) -> Self:
        """Refuse a misspelt language."""
        unknown = self.__pydantic_extra__.keys() - set(LANGUAGES)
        if unknown:
            raise ValueError(f"no languages of the site: {', '.join(sorted(unknown))}")
        return self


class Lists(Table):
    """Texts in Norwegian and English, in the same order: the forms that staff fill in with somebody."""

    nb: tuple[Text, ...]
    nn: tuple[Text, ...]
    en: tuple[Text, ...]


class Source(Table):
    """A text of the law that the form rests on, as it was on a day."""

    title: Words
    url: Text
    date: date


class Question(Table):
    """A place to write in, or to tick.

    Attributes:
        options: of a choice.
        columns: of a table.
        rows: of free text, the lines on paper; of a table, its empty rows.
    """

    id: Identifier
    kind: Kind
    label: Words
    help: Words | None = None
    options: Lists | None = None
    columns: Lists | None = None
    rows: Annotated[int, Field(ge=1, le=40)] = 1


class Part(Table):
    """A heading, what is told under it, and what is asked."""

    id: Identifier
    title: Words
    text: Words | None = None
    list: Lists | None = None
    field: tuple[Question, ...] = ()


class Head(Table):
    """What the whole form is."""

    id: Identifier
    checked: date
    title: Words
    intro: Words
    source: tuple[Source, ...] = ()


class Paper(Table):
    """A form."""

    form: Head
    section: tuple[Part, ...]


class FieldView(NamedTuple):
    """A question in one language."""

    id: str
    kind: str
    label: str
    help: str
    options: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int


class SectionView(NamedTuple):
    """A section in one language."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    fields: tuple[FieldView, ...]


class PaperView(NamedTuple):
    """A form in one language."""

    id: str
    title: str
    intro: str
    sections: tuple[SectionView, ...]

    def fields(self) -> Iterator[FieldView]:
        """Give every question, in order."""
        for section in self.sections:
            yield from section.fields


def load(docs: Path, name: str) -> Paper:
    """Read a form.

    Raises:
        SiteError: there is none of that name, it is not TOML, lacks a text or holds a key that nobody knows, names a
            field twice, or has not the same number of options or columns in every language.
    """
    where = f"docs/{FOLDER}/{name}.toml"
    paper = read(docs / FOLDER / f"{name}.toml", where, Paper)
    _check(paper, where)
    return paper


def read(
    file: Path, where: str, model: type[Model], complete: Callable[[dict[str, Any]], object] = lambda _: None
) -> Model:
    """Read a TOML file as a model says.

    Args:
        file: the file.
        where: its name in messages.
        model: what it must hold.
        complete: puts the texts of further languages into what was read.

    Raises:
        SiteError: there is no such file, it is not TOML, lacks a text, or holds a key that nobody knows.
    """
    try:
        found = tomllib.loads(file.read_text("utf-8"))
        complete(found)
        return model.model_validate(found)
    except FileNotFoundError:
        raise SiteError(f"{where}: missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{where}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SiteError(f"{where}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def plain(text: str) -> str:
    """Take the brackets off `[[terms]]`: a document has no marks."""
    return TERM.sub(r"\1", text)


def marked(text: str, language: str) -> Markup:
    """Mark `[[terms]]` for a page in a language."""
    return Markup(mark_terms(str(escape(text)), language))  # noqa: S704 - the text is escaped


def view(paper: Paper, language: str, say: Callable[[str], str] = plain) -> PaperView:
    """Give a form in one language.

    Args:
        paper: the form.
        language: to tell it in.
        say: what becomes of each text.
    """

    def told(found: Words | None) -> str:
        return say(_in(found, language))

    def listed(found: Lists | None) -> tuple[str, ...]:
        return tuple(say(text) for text in getattr(found, language)) if found else ()

    return PaperView(
        paper.form.id,
        told(paper.form.title),
        told(paper.form.intro),
        tuple(
            SectionView(
                part.id,
                told(part.title),
                tuple(say(each.strip()) for each in _in(part.text, language).split("\n\n") if each.strip()),
                listed(part.list),
                tuple(
                    FieldView(
                        question.id,
                        question.kind,
                        told(question.label),
                        told(question.help),
                        listed(question.options),
                        listed(question.columns),
                        question.rows,
                    )
                    for question in part.field
                ),
            )
            for part in paper.section
        ),
    )


def _in(words: Words | None, language: str) -> str:
    return str(getattr(words, language)) if words else ""


def _check(paper: Paper, where: str) -> None:
    """Refuse what the types cannot: names used twice, and languages that ask different things."""
    parts = [part.id for part in paper.section]
    for names in (parts, [question.id for part in paper.section for question in part.field]):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SiteError(f"{where}: used twice: {', '.join(twice)}")
    for part in paper.section:
        for name, texts in (
            (part.id, part.list),
            *((f"{part.id}.{each.id}", found) for each in part.field for found in (each.options, each.columns)),
        ):
            if texts and len({len(getattr(texts, language)) for language in ALWAYS}) > 1:
                raise SiteError(f"{where}: {name}: not the same number in every language")
        for question in part.field:
            _check_kind(question, f"{where}: {part.id}.{question.id}")


def _check_kind(question: Question, where: str) -> None:
    needs: dict[str, Any] = {"choice": question.options, "choices": question.options, "table": question.columns}
    if question.kind in needs and not needs[question.kind]:
        raise SiteError(f"{where}: a {question.kind} needs {'columns' if question.kind == 'table' else 'options'}")
