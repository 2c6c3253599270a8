"""What municipal pages say that no longer holds, `docs/outdated.toml`: for the browser to look for, and as a list."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from babel.numbers import format_decimal
from markupsafe import Markup, escape
from pydantic import Field, StringConstraints, ValidationError, model_validator

from checker.parameters import NotInForceError, Row, row_on
from sitegen import lawtext
from sitegen.errors import SiteError
from sitegen.lawpages import LawPages, act_rows, address
from sitegen.pages import mark_terms
from sitegen.papers import Table

FILE = "outdated.toml"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Patterns = tuple[Text, ...]
# {law:act.parameter}, or a part of one: {law:act.parameter.months}.
LAW = re.compile(r"\{law:([\w.-]+)\}")


class About(Table):
    """What a text must say to be looked at."""

    find: Patterns


class Rule(Table):
    """Something old, and what holds now. The file says what each key is."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    find: Patterns = ()
    amounts: Text | None = None
    unless: Patterns = ()
    near: Patterns = ()
    lacks: Patterns = ()
    row: Text | None = None
    since: date | None = None
    source: Text | None = None
    more: Text
    what: dict[str, Text]
    now: dict[str, Text]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        """Refuse a rule that finds nothing, gives its source twice, or whose patterns cannot be read."""
        if bool(self.find) == bool(self.amounts):
            raise ValueError("needs `find` or `amounts`, and not both")
        if self.row and (self.since or self.source):
            raise ValueError("has a row, which gives the day and the source")
        for pattern in (*self.find, *self.unless, *self.near, *self.lacks):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern}: {error}") from None
        return self


class Outdated(Table):
    """The file."""

    about: About
    rule: Annotated[tuple[Rule, ...], Field(min_length=1)]


class Told(NamedTuple):
    """A rule in words.

    Attributes:
        since: the day from which what holds now has held; empty where nobody knows.
        cite: the provision; empty where there is none.
        url: of the provision, or of the source.
        more: the address of the page that explains it, from a page beside it.
    """

    id: str
    what: Markup
    now: Markup
    since: str
    cite: Markup
    url: str
    more: str
    more_title: str


def load(docs: Path) -> Outdated:
    """Read the file.

    Raises:
        SiteError: a line for each fault, with the rule and the key; or an id stands twice.
    """
    where = f"docs/{FILE}"
    try:
        found = tomllib.loads((docs / FILE).read_text("utf-8"))
        told = Outdated.model_validate(found)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteError(f"{where}: {error}") from None
    except ValidationError as error:
        raise SiteError(
            "\n".join(_fault(where, found, fault["loc"], fault["msg"]) for fault in error.errors())
        ) from None
    ids = [rule.id for rule in told.rule]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise SiteError(f"{where}: twice: {', '.join(twice)}")
    return told


def told(outdated: Outdated, laws: LawPages, titles: Mapping[str, str]) -> list[Told]:
    """Give the rules in a language.

    Args:
        outdated: the file.
        laws: the law in the words of that language, on the day that decides what holds now.
        titles: of the pages of that language, by their names.

    Raises:
        SiteError: a rule names a row, a number or a page that is not there, or lacks the language.
    """
    return [_told(rule, laws, titles) for rule in outdated.rule]


def patterns(outdated: Outdated, today: date) -> str:
    """Write what the script looks for, as JSON that may stand inside a script element."""
    rules = [
        {"id": rule.id, "find": [*rule.find, *_old_amounts(rule, today)]}
        | {key: list(getattr(rule, key)) for key in ("unless", "near", "lacks") if getattr(rule, key)}
        for rule in outdated.rule
    ]
    told = {"about": list(outdated.about.find), "rules": rules}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _old_amounts(rule: Rule, today: date) -> Iterator[str]:
    """Give patterns for the amounts of a rule that held before today, as people write thousands."""
    for row in act_rows(rule.amounts) if rule.amounts else ():
        if row.ends and row.ends <= today:
            amount = "[ .]?".join(format_decimal(row.value, locale="en").split(","))
            yield rf"\b{amount}\b"


def _told(rule: Rule, laws: LawPages, titles: Mapping[str, str]) -> Told:
    row = _row(rule, laws.today)
    page, _, heading = rule.more.partition("#")
    if page not in titles:
        raise SiteError(f"docs/{FILE}: {rule.id}: more: there is no page {page}")
    since = row.begins if row else rule.since
    return Told(
        rule.id,
        _said(rule, rule.what, laws),
        _said(rule, rule.now, laws),
        lawtext.long_date(since, laws.language) if since else "",
        _marked(f"{laws.check['act'][row.act]} {laws.cite(row)}" if row else "", laws),
        address(row) if row else rule.source or "",
        f"../{page}/#{heading}" if heading else f"../{page}/",
        titles[page],
    )


def _row(rule: Rule, today: date) -> Row | None:
    if rule.row is None:
        return None
    act, _, name = rule.row.partition(".")
    try:
        return row_on(act, name, today)
    except (KeyError, NotInForceError):
        raise SiteError(f"docs/{FILE}: {rule.id}: row: no row {rule.row} holds today") from None


def _said(rule: Rule, words: Mapping[str, str], laws: LawPages) -> Markup:
    if laws.language not in words:
        raise SiteError(f"docs/{FILE}: {rule.id}: no words in {laws.language}")
    number = lawtext.lookup(laws.language, laws.today)
    return _marked(LAW.sub(lambda found: number(found[1]), words[laws.language]), laws)


def _marked(text: str, laws: LawPages) -> Markup:
    return Markup(mark_terms(str(escape(text)), laws.language))  # noqa: S704 - escaped


def _fault(where: str, found: Mapping[str, object], location: tuple[str | int, ...], message: str) -> str:
    """Name the rule by its id where it has one."""
    parts = [str(part) for part in location]
    rules = found.get("rule")
    if len(location) > 1 and location[0] == "rule" and isinstance(location[1], int) and isinstance(rules, list):
        one = rules[location[1]]
        parts[1] = str(one.get("id", location[1] + 1)) if isinstance(one, dict) else str(location[1] + 1)
    return f"{where}: {'.'.join(parts)}: {message.removeprefix('Value error, ')}"
