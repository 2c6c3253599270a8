"""The forms: the checker's questions and the words of one language, as the templates and the scripts use them."""

import html
import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from checker.answers import INPUT_CODES
from checker.questions import PREMISES
from sitegen import bidi, languages
from sitegen.pages import NORWEGIAN, mark_terms, render_values

# Values of radio buttons that are no answers of the contract. The scripts know them by these names.
UNSURE = "unsure"
HAPPENED = "happened"
NOT_HAPPENED = "did-not-happen"

# The findings each part answers with, the most important first.
FINDINGS: Mapping[str, tuple[str, ...]] = {
    "check": ("programme", "which_law", "start"),
    "appeal": ("appeal",),
    "benefit": ("benefit",),
}
# The findings of which a table tells before the checker does. Amounts stand in none.
TABLES: Mapping[str, tuple[str, ...]] = {"check": ("which_law", "programme"), "appeal": ("appeal",)}
# What can be wrong with a date before the checker is there to say it (overrides/checker/answers.mjs).
FAULTS = frozenset({"not_a_date", "impossible_date", "in_future"})
# Facts that only the checker works out.
DATES = frozenset({"last_day", "days_left", "absolute_last_day", "safe_day", "start_by", "ends_by"})
# Strings that only the checker's verdict needs.
OF_VERDICT = frozenset({"because", "computed", "differs", "reasons", "safe_day"})
# Strings that only some parts show (overrides/checker/result.mjs, loading.mjs), and the names of their findings.
OF_PARTS: Mapping[str, frozenset[str]] = {
    "amounts": frozenset({"benefit"}),
    "blank_letters": frozenset({"appeal"}),
    "calculate": frozenset({"check"}),
    "complain": frozenset({"appeal"}),
    "deadline": frozenset({"check", "benefit"}),
    "deadline_rule": frozenset({"check", "appeal"}),
    "deadlines": frozenset({"appeal"}),
    "write": frozenset({"appeal"}),
    **{f"finding_{name}": frozenset({part}) for part, names in FINDINGS.items() for name in names},
}
# What a sentence in Norwegian needs to be found and shown beside the page's own language.
NORWEGIAN_KEYS = ("answer", "ask")
# Of an answer in another language, what comes with them: sentences, and the strings round those.
WITH_NORWEGIAN = frozenset({"means", "change", "ask"})
UI_WITH_NORWEGIAN = frozenset({"means", "could_change", "ask", "ask_text", "counter"})
MEGABYTE = 1_000_000
# Of the site and the municipality the scripts need no more than these.
PAGES = frozenset(
    "klage frist frister klagebrev brev stonad stonad-regn uten-nett veiviser veiviser-vedtak veiviser-penger".split()
)
SITE = frozenset({"name", "owner"})


class Question(Protocol):
    """A question of `checker.QUESTIONS`, as far as the forms need it."""

    @property
    def key(self) -> str: ...  # noqa: D102 - the contract's names
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def values(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def event(self) -> bool: ...  # noqa: D102
    @property
    def parts(self) -> Iterable[str]: ...  # noqa: D102
    @property
    def past(self) -> bool: ...  # noqa: D102
    @property
    def ask_if(self) -> Sequence[Sequence[Mapping[str, Any]]]: ...  # noqa: D102


@dataclass(frozen=True)
class Option:
    """A radio button.

    Attributes:
        value: what the scripts read; never its label, which a browser may have translated.
        happened: the date or number of the event is asked for beneath it.
    """

    value: str
    label: str
    help: str = ""
    happened: bool = False


@dataclass(frozen=True)
class QuestionView:
    """A question as the template writes it."""

    key: str
    kind: str
    event: bool
    label: str
    short: str
    why: str
    where: str
    options: tuple[Option, ...]

    @property
    def unsure_box(self) -> bool:
        """Whether *I don't know* is a box beside the fields, not one of the options."""
        return not self.options


@dataclass(frozen=True)
class FormView:
    """A form: its introduction, its questions, and the JSON text that the scripts read.

    Attributes:
        megabytes: what the browser fetches at the first answer, where the host compresses nothing.
        data: what stands in the page: enough for the questions, and for what the table answers.
        later: what is fetched with the checker: the words that only its verdict needs, and the Norwegian beside another
            language.
    """

    part: str
    intro: Mapping[str, Any]
    questions: tuple[QuestionView, ...]
    megabytes: int
    data: str
    later: str

    def write_later(self, site: Path, language: str) -> None:
        """Write what is fetched later where the form's script finds it (overrides/checker/later.mjs)."""
        file = site / "assets" / "checker" / language / f"{self.part}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.later, "utf-8", newline="\n")


def view(
    part: str,
    questions: Iterable[Question],
    *,
    words: Mapping[str, Any],
    norwegian: Mapping[str, Any],
    ui: Mapping[str, str],
    page: Mapping[str, Any],
    cited: Container[str] = (),
) -> FormView:
    """Make one form in one language.

    Args:
        part: `check`, `appeal` or `benefit`.
        questions: `checker.QUESTIONS`; those of other parts are passed over.
        words: `docs/<language>/checker.toml`.
        norwegian: the same file in the municipality's form of Norwegian.
        ui: `docs/<language>/ui.toml`.
        page: what the scripts must know of the page: `language`, `acts`, `engine`, `site` (SITE of it), `version`,
            `law_checked`, `pages` (PAGES of them). Goes into the data as it is, but for the acts.
        cited: the acts that the table's answers rest on.
    """
    asked = [question for question in questions if part in question.parts]
    language = str(page["language"])
    marked = [markup(words["question"][question.key], language) for question in asked]
    return FormView(
        part=part,
        intro=markup(words["part"][part], language),
        questions=tuple(question_view(question, own, ui) for question, own in zip(asked, marked, strict=True)),
        megabytes=round(sum(file["bytes"] for file in page["engine"]["files"]) / MEGABYTE),
        data=data(part, asked, words=words, ui=ui, page={**page, "acts": split(page["acts"], cited)[0]}),
        later=compact(
            {
                "acts": split(page["acts"], cited)[1],
                "ui": split(of_scripts(ui, part), _late(page["language"]))[0],
                **later(part, words, norwegian, language),
            },
            language,
        ),
    )


def markup(table: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Make HTML of every text in a table of words: escaped, with `[[terms]]` marked as Norwegian."""

    def mark(text: str) -> str:
        return mark_terms(html.escape(text, quote=False), language)

    return cast("dict[str, Any]", render_values(table, mark))


def question_view(question: Question, words: Mapping[str, Any], ui: Mapping[str, str]) -> QuestionView:
    """Give one question its words, which are HTML already."""
    return QuestionView(
        key=question.key,
        kind=question.kind,
        event=question.event,
        label=words["label"],
        short=words["short"],
        why=words["why"],
        where=words["where"],
        options=tuple(options(question, words, ui)),
    )


def options(question: Question, words: Mapping[str, Any], ui: Mapping[str, str]) -> Iterable[Option]:
    """Give the radio buttons of a question; none where it is a plain date or number."""
    if question.kind in ("choice", "boolean"):
        values = question.values if question.kind == "choice" else ("true", "false")
        for value in values:
            label, explained = words["value"][value], words.get("help", {}).get(value, "")
            yield Option(value, label, explained)
        if question.event and "not_happened" in words and question.kind == "choice":
            yield Option(NOT_HAPPENED, words["not_happened"])
    elif question.event:
        yield Option(NOT_HAPPENED, words["not_happened"])
        yield Option(HAPPENED, words["happened"], happened=True)
    else:
        return
    yield Option(UNSURE, ui["unsure"])


def data(
    part: str,
    questions: Sequence[Question],
    *,
    words: Mapping[str, Any],
    ui: Mapping[str, str],
    page: Mapping[str, Any],
) -> str:
    """Write what the scripts read, as JSON that may stand inside a script element."""
    text = compact(
        {
            **page,
            "part": part,
            "locale": words["locale"],
            "calendar": calendar(words["locale"], languages.of(str(page["language"])).dates),
            "has_table": part in TABLES,
            "premises": PREMISES.get(part, {}),
            "findings": [name for name in FINDINGS[part] if name in words["finding"]],
            "questions": [
                {
                    "key": question.key,
                    "kind": question.kind,
                    "event": question.event,
                    "past": question.past,
                    "ask_if": question.ask_if,
                    "short": words["question"][question.key]["short"],
                }
                for question in questions
            ],
            "words": {
                "finding": {name: at_once(words["finding"][name], page["language"]) for name in TABLES.get(part, ())},
                "error": split(words["error"], FAULTS)[0],
                "certainty": {},
                "reason": {},
            },
            # On a Norwegian page they are the page's own.
            **({"norwegian": None} if page["language"] in NORWEGIAN else {}),
            "ui": split(of_scripts(ui, part), _late(page["language"]))[1],
        },
        str(page["language"]),
    )
    # "</script" would end the element, and "<!--" begins a comment there: neither survives this.
    return text.replace("<", "\\u003c")


def of_scripts(ui: Mapping[str, str], part: str) -> dict[str, str]:
    """Give the strings of a part's scripts, by the names they know them by."""
    found = {key.removeprefix("js_"): text for key, text in ui.items() if key.startswith("js_")}
    return {key: text for key, text in found.items() if part in OF_PARTS.get(key, {part})}


def later(part: str, words: Mapping[str, Any], norwegian: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Give the words that the page's own data lack: each byte of those is paid for before the first answer."""
    names = [name for name in FINDINGS[part] if name in words["finding"]]
    every = {name: words["finding"][name] for name in names}
    here = {name: at_once(every[name], language) for name in TABLES.get(part, ())}
    return {
        "words": {
            # They take the place of those of the page.
            "finding": {name: outcomes for name, outcomes in every.items() if here.get(name) != outcomes},
            "error": {code: text for code, text in words["error"].items() if code not in {*FAULTS, *INPUT_CODES}},
            "certainty": words["certainty"],
            "reason": {name: reasons for name, reasons in words.get("reason", {}).items() if name in names},
        },
        "norwegian": None if language in NORWEGIAN else _norwegian(norwegian, names),
    }


def at_once(outcomes: Mapping[str, Sequence[Mapping[str, Any]]], language: str) -> dict[str, list[dict[str, Any]]]:
    """Give the variants of a finding's words that an answer of the table can get: those it can choose, in their order.

    The table knows no dates (overrides/checker/diagram.mjs), but for a last day that is today. Where Norwegian words
    are fetched with every answer anyway, so is what is no part of the answer or of what to do.
    """
    left = frozenset() if language in NORWEGIAN else WITH_NORWEGIAN
    return {
        outcome: [
            {key: value for key, value in variant.items() if key not in left}
            for variant in _choosable(variants, DATES - {"last_day"} if outcome == "last_day_today" else DATES)
        ]
        for outcome, variants in outcomes.items()
    }


def _late(language: str) -> frozenset[str]:
    """Name the strings of the scripts that come with the later words."""
    return OF_VERDICT if language in NORWEGIAN else OF_VERDICT | UI_WITH_NORWEGIAN


def _choosable(variants: Sequence[Mapping[str, Any]], unknown: frozenset[str]) -> list[Mapping[str, Any]]:
    """Leave out variants that ask for a fact that is not known, and those after one that is always chosen."""
    found = []
    for variant in variants:
        wanted = variant.get("when", {})
        asked = [wanted[key] for key in wanted.keys() & unknown]
        if all(UNSURE in (value if isinstance(value, list) else [value]) for value in asked):
            found.append(variant)
            if wanted.keys() <= unknown:
                break
    return found


def split(table: Mapping[str, Any], first: Container[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part a table in two: the keys named, and the others."""
    return (
        {key: value for key, value in table.items() if key in first},
        {key: value for key, value in table.items() if key not in first},
    )


def compact(made: Mapping[str, Any], language: str) -> str:
    """Write JSON in as few bytes as it takes, its texts in a language safe to show."""
    return json.dumps(bidi.texts(made, language), ensure_ascii=False, separators=(",", ":"))


def calendar(locale: str, dates: languages.Dates | None = None) -> dict[str, Any]:
    """Give the names and the order of a date's parts, and the signs inside numbers, from CLDR.

    Browsers format both too, but not in every language: Chromium has no nynorsk and gives American dates.
    """
    # Browsers take the calendar and the digits from the rest of the name (`ar-u-nu-latn`); CLDR's tables do not.
    known = Locale.parse(locale.split("-u-", maxsplit=1)[0], sep="-")
    return {
        "days": [get_day_names("wide", "format", known)[day] for day in range(7)],
        "months": [get_month_names("wide", "format", known)[month] for month in range(1, 13)],
        "full": _pattern(dates.full if dates else known.date_formats["full"].pattern),
        "month_and_year": _pattern(dates.month if dates else known.datetime_skeletons["yMMMM"].pattern),
        "decimal": get_decimal_symbol(known, numbering_system="latn"),
        "group": get_group_symbol(known, numbering_system="latn"),
    }


def _pattern(pattern: str) -> str:
    """Write a pattern of CLDR with names for its parts."""
    names = {"E": "{weekday}", "d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
    return re.sub(r"E+|d+|[ML]+|y+|'([^']*)'", lambda part: part[1] or names[part[0][0]], pattern)


def _norwegian(norwegian: Mapping[str, Any], findings: Iterable[str]) -> dict[str, Any]:
    """Keep the sentences that are shown in Norwegian, in the order of the variants."""
    return {
        "language": norwegian["locale"],
        "calendar": calendar(norwegian["locale"]),
        "finding": {
            name: {
                outcome: [{key: variant[key] for key in NORWEGIAN_KEYS if key in variant} for variant in variants]
                for outcome, variants in norwegian["finding"][name].items()
            }
            for name in findings
        },
    }
