"""The rules as the law pages show them: the rows of `checker/law/*.toml` by the question a reader has.

`docs/<language>/law.toml` names each parameter; the values, days, sections and sources are the rows' own.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.parameters import Act, NotInForceError, Row, acts, first_row, law_rows, row_on
from sitegen import benefittext, freshness, languages, lawtext, words
from sitegen.errors import SiteError
from sitegen.lawgroups import BASIC_AMOUNT, GROUPS
from sitegen.project import OVERRIDES

FILE = "law.toml"
# Changes are told from the day after integreringsloven came into force, which replaced everything before.
SINCE = first_row("integreringsloven", "in_force").value
OURS = ("integreringsloven", "integreringsforskriften")


@dataclass(frozen=True)
class RowView:
    """One value of a rule, in words.

    Attributes:
        values: what the row says; several where it is a list.
        period: from when to when, or that it is adopted only.
        now: it holds on the day the page was made.
        cite: the provision, without the act.
        url: of the provision at Lovdata, or of the row's own source.
        notes: how certain it is where the text alone does not say it, and that it has not been checked for long.
    """

    values: tuple[str, ...]
    period: str
    now: bool
    cite: str
    url: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RuleView:
    """A rule with all its rows, the newest first."""

    name: str
    act: str
    checked: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class ChangeView:
    """What a row replaced."""

    name: str
    before: tuple[str, ...]
    after: RowView


@dataclass(frozen=True)
class AmountView:
    """What the benefit came to with one basic amount, in NOK."""

    begins: str
    url: str
    basic: str
    year: str
    month: str
    part: str


@dataclass(frozen=True)
class LawPages:
    """What the law pages may use, in one language. Files are read at the first use.

    Attributes:
        docs: the folder that holds a folder for each language.
        today: the day that decides what holds now.
    """

    docs: Path
    language: str
    today: date

    @cached_property
    def told(self) -> dict[str, Any]:
        """The names and sentences of `law.toml`."""
        file = self.docs / self.language / FILE
        try:
            return tomllib.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            raise SiteError(f"{self._where}: missing") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SiteError(f"{self._where}: {error}") from None

    @cached_property
    def check(self) -> words.Words:
        """The words of the check: acts, permits and decisions are named there."""
        return words.load(self.docs, self.language, lawtext.lookup(self.language, self.today))

    def rules(self, group: str) -> Markup:
        """Give the table of a group.

        Raises:
            SiteError: there is no such group, or a parameter has no name.
        """
        if group not in GROUPS:
            raise SiteError(f"no group of rules {group!r}: {', '.join(GROUPS)}")
        return self._table("rules", rules=self.group(group), caption=self.text("caption", group))

    def coming(self) -> Markup:
        """Give the table of what is adopted and not in force."""
        return self._table("coming", rules=self.adopted(), caption=self.text("caption", "coming"))

    def changed(self) -> Markup:
        """Give the table of every recorded change since integreringsloven, the newest first."""
        return self._table("changed", days=self.changes(), caption=self.text("caption", "changed"))

    def basic_amounts(self) -> Markup:
        """Give the table of the basic amount (G) and what the benefit came to."""
        return self._table("amounts", amounts=self.amounts(), caption=self.text("caption", "basic_amount"))

    def benefits(self) -> Markup:
        """Give the table of today's benefit in every case, as the checker computes it."""
        rows = [
            (
                self.text("table", "whole")
                if not share
                else self.rule_name(row_on(benefittext.ACT, share, self.today)),
                [
                    benefittext.money(benefittext.amount(period, share, self.today), self.language)
                    for period in benefittext.PERIODS
                ],
            )
            for share in benefittext.CASES
        ]
        told = self.text("caption", "benefits").format(day=lawtext.long_date(self.today, self.language))
        return self._table("benefits", rows=rows, caption=told)

    def rule(self, identifier: str, on: str | None = None) -> str:
        """Give the value of a rule in words, on a day (`2026-01-01`) or today."""
        act, _, name = identifier.partition(".")
        return "; ".join(self.values(row_on(act, name, date.fromisoformat(on) if on else self.today)))

    def divisor(self, period: str) -> int:
        """Give what the benefit is divided by for a period: the year by `month` and `hour`, the month by `day`."""
        return int(row_on(benefittext.ACT, "benefit_divisors", self.today).value[period])

    def since(self, identifier: str) -> str:
        """Give the day from which today's value of a rule holds."""
        act, _, name = identifier.partition(".")
        return lawtext.long_date(row_on(act, name, self.today).begins or self.today, self.language)

    def day(self, on: str, spoken: str = "") -> str:
        """Write a day (`2026-01-01`) in words, of another language than the page's where one is named."""
        return lawtext.long_date(date.fromisoformat(on), spoken or self.language)

    def group(self, group: str) -> tuple[RuleView, ...]:
        """List the rules of a group; one that the law files no longer hold is passed over."""
        found = (act_rows(identifier) for identifier in GROUPS[group])
        return tuple(self.rule_view(rows) for rows in found if rows)

    def rule_view(self, rows: Sequence[Row]) -> RuleView:
        """Give a rule: all rows of one parameter."""
        dated = sorted(rows, key=lambda row: row.begins or date.max, reverse=True)
        checked = lawtext.long_date(lawtext.checked(rows), self.language)
        act = self.check["act"][rows[0].act]
        return RuleView(self.rule_name(rows[0]), act[:1].upper() + act[1:], checked, tuple(map(self.view, dated)))

    def view(self, row: Row) -> RowView:
        """Give a row in words."""
        notes = [] if row.certainty == "text" else [self.text("certainty", row.certainty)]
        if freshness.stale(self.today, [row]):
            notes.append(self.text("table", "stale").format(day=lawtext.long_date(row.checked, self.language)))
        return RowView(
            self.values(row), self.period(row), row.holds_on(self.today), self.cite(row), address(row), tuple(notes)
        )

    def changes(self) -> tuple[tuple[str, tuple[ChangeView, ...]], ...]:
        """List what changed since integreringsloven came into force, by day; coming days too.

        The basic amount has a table of its own. In acts that are older than their rows here, a first row is no change.
        """
        found: dict[date, list[ChangeView]] = {}
        for identifier in (one for group in GROUPS.values() for one in group if one != ".".join(BASIC_AMOUNT)):
            rows = act_rows(identifier)
            for row in rows:
                if row.begins and row.begins > SINCE:
                    before = [self.values(old) for old in rows if old.ends == row.begins]
                    is_new = not before and row.act in OURS
                    if is_new or (before and before[0] != self.values(row)):
                        old = before[0] if before else (self.text("table", "nothing"),)
                        found.setdefault(row.begins, []).append(ChangeView(self.rule_name(row), old, self.view(row)))
                if row.ends and row.ends > SINCE and not any(other.begins == row.ends for other in rows):
                    gone = RowView((self.text("table", "ended"),), "", False, self.cite(row), address(row), ())
                    found.setdefault(row.ends, []).append(ChangeView(self.rule_name(row), self.values(row), gone))
        return tuple((lawtext.long_date(day, self.language), tuple(found[day])) for day in sorted(found, reverse=True))

    def adopted(self) -> tuple[ChangeView, ...]:
        """List the rows that are adopted and not in force, each with what holds today."""
        found = []
        for row in law_rows():
            if row.begins is None:
                holding = [other for other in act_rows(f"{row.act}.{row.name}") if other.holds_on(self.today)]
                today = self.values(holding[0]) if holding else (self.text("table", "nothing"),)
                found.append(ChangeView(self.rule_name(row), today, self.view(row)))
        return tuple(found)

    def amounts(self) -> tuple[AmountView, ...]:
        """Compute the benefit with every basic amount, newest first: a year and a month of a whole benefit."""
        return tuple(self._amount(row) for row in reversed(act_rows(".".join(BASIC_AMOUNT))) if row.begins)

    def basic_amount_known_to(self) -> str:
        """Give the last day with a known basic amount."""
        ends = act_rows(".".join(BASIC_AMOUNT))[-1].ends or date.max
        return lawtext.long_date(ends - timedelta(days=1), self.language)

    def period(self, row: Row) -> str:
        """Say from when to when a row holds, both days included."""
        if row.begins is None:
            adopted = lawtext.long_date(row.adopted, self.language) if row.adopted else ""
            return self.text("table", "adopted").format(day=adopted)
        begins = lawtext.long_date(row.begins, self.language)
        if row.ends is None:
            return self.text("table", "from").format(day=begins)
        last = lawtext.long_date(row.ends - timedelta(days=1), self.language)
        return self.text("table", "between").format(first=begins, last=last)

    def cite(self, row: Row) -> str:
        """Name the provision without its act: § 46, 2. ledd, bokstav g."""
        cite = row.cite
        parts = [f"§ {cite.section}"]
        if cite.ledd is not None:
            parts.append(self.text("table", "ledd").format(number=cite.ledd))
        if cite.letter is not None:
            parts.append(self.text("table", "letter").format(letter=cite.letter))
        return ", ".join(parts)

    def values(self, row: Row) -> tuple[str, ...]:
        """Say what a row says.

        Raises:
            SiteError: `law.toml` has no sentence for its unit or value.
        """
        value, unit = row.value, row.unit
        if own := self._entry(row).get("say"):
            return tuple(self._own(row, own, one) for one in (value if isinstance(value, list) else [value]))
        if unit == "months" and isinstance(value, dict):
            return (self._length(value),)
        if unit in ("permits", "decisions"):
            return self._listed(row)
        if unit == "letters":
            return (self.text("unit", "letters").format(value=", ".join(value)),)
        if unit == "month-day":
            return tuple(self.month_day(one) for one in value)
        if unit == "divisors":
            return (self.text("unit", "divisors").format(**value),)
        if unit == "share":
            return (self.text("unit", "share_whole" if Fraction(value) == 1 else "share").format(value=value),)
        if unit in ("times G", "hours") or row.name.endswith(lawtext.AGE):
            sentence = self.text("unit", "age" if row.name.endswith(lawtext.AGE) else unit.replace(" ", "_"))
            return (sentence.format(value=format_decimal(value, locale=languages.locale(self.language))),)
        said = lawtext.say(row, self.language)
        return (self.text("unit", "part_of_G").format(value=said) if unit == "part of G" else said,)

    def rule_name(self, row: Row) -> str:
        """Give the human name of a row's parameter."""
        return str(self._entry(row)["name"])

    def text(self, table: str, key: str) -> str:
        """Give a text of `law.toml`.

        Raises:
            SiteError: it is missing.
        """
        try:
            return str(self.told[table][key])
        except KeyError:
            raise SiteError(f"{self._where}: no {table}.{key}") from None

    @property
    def _where(self) -> str:
        return f"docs/{self.language}/{FILE}"

    def _entry(self, row: Row) -> dict[str, Any]:
        """Give what `law.toml` says of a parameter: a name alone, or a table with `name` and `say`."""
        try:
            entry = self.told["rule"][row.act][row.name]
        except KeyError:
            raise SiteError(f"{self._where}: no name for {row.act}.{row.name}") from None
        return entry if isinstance(entry, dict) else {"name": entry}

    def _own(self, row: Row, own: Mapping[str, str], value: object) -> str:
        key = str(value).lower() if isinstance(value, bool) else str(value)
        try:
            return own[key]
        except KeyError:
            raise SiteError(f"{self._where}: rule.{row.act}.{row.name}.say has no {key!r}") from None

    def _length(self, value: Mapping[str, Any]) -> str:
        several = lawtext.period(value["months"], "months", self.language)
        more = lawtext.period(value["extension"], "months", self.language)
        return self.text("unit", f"length_{value['rule']}").format(months=several, extension=more)

    def _listed(self, row: Row) -> tuple[str, ...]:
        """Name permits or decisions, each with its letter where the act gives one."""
        names = self.check["question"][row.unit.removesuffix("s")]["value"]
        letters = row.value if isinstance(row.value, dict) else dict.fromkeys(row.value, "")
        lettered = self.text("unit", "lettered")
        return tuple(
            lettered.format(letter=letter, name=names[key]) if letter else names[key] for key, letter in letters.items()
        )

    def month_day(self, value: str) -> str:
        """Write a day of every year (`05-01`) in words."""
        # A leap year: any day of the calendar can be written.
        day = date.fromisoformat(f"2024-{value}")
        return str(format_skeleton("MMMMd", day, locale=languages.locale(self.language)))

    def _amount(self, row: Row) -> AmountView:
        rules = _benefit_rules(row)
        year = Fraction(rules["benefit_basic_amounts"].value * row.value)
        month = year / rules["benefit_divisors"].value["month"]
        part = Fraction(row.value, rules["deduction_minimum"].value)
        return AmountView(
            lawtext.long_date(row.begins or date.max, self.language),
            address(row),
            *(benefittext.money(sum_, self.language) for sum_ in (Fraction(row.value), year, month, part)),
        )

    def _table(self, name: str, **values: object) -> Markup:
        macro = getattr(_templates().get_template("rules.html").module, name)
        # Blank lines would end the piece of HTML that Markdown leaves as it is.
        lines = str(macro(words=self.told["table"], **values)).splitlines()
        return Markup("\n".join(line.strip() for line in lines if line.strip()))  # noqa: S704 - escaped by the template


def act_rows(identifier: str, given: Mapping[str, Act] | None = None) -> tuple[Row, ...]:
    """Give the rows of a parameter; none where the law files do not hold it."""
    act, _, name = identifier.partition(".")
    found = (given or acts()).get(act)
    return found.rows.get(name, ()) if found else ()


def address(row: Row) -> str:
    """Give where a row can be read: its own source, or its section of the act."""
    act = acts()[row.act]
    if row.source != act.source or not act.anchors:
        return row.source
    return f"{act.lovdata}/§{row.cite.section.replace(' ', '')}"


def identifiers(rows: Iterable[Row]) -> set[str]:
    """Give the parameters of rows, as `<act>.<parameter>`."""
    return {f"{row.act}.{row.name}" for row in rows}


def _benefit_rules(basic: Row) -> dict[str, Row]:
    """Give the rules of the benefit on the first day of a basic amount, from the act for new permits that day."""
    names = ("benefit_basic_amounts", "benefit_divisors", "deduction_minimum")
    day = basic.begins or date.max
    try:
        return {name: row_on("integreringsloven", name, day) for name in names}
    except NotInForceError:
        return {name: row_on("introduksjonsloven", name, day) for name in names}


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(OVERRIDES / "partials" / "site"), autoescape=True, undefined=StrictUndefined
    )
