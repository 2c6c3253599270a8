"""A part of the guide as the template writes it: each section with its words, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from checker.questions import UNSURE
from sitegen import benefittext, form, lawtext, words
from sitegen.errors import SiteError
from sitegen.guide import standins
from sitegen.guide.guidewords import GuideWords
from sitegen.guide.nodes import NOT_HAPPENED, SOME_WAY
from sitegen.guide.sections import NO, YES, Section, base
from sitegen.pages import mark_terms

# Ends after which nothing is left to count.
DEADLINE = ("open", "last_day_today", "late", "ask")
MONEY = ("basic_amount", "year", "month", "day", "hour", "absence_deduction")
# Answers that only a comparison of dates has, in the words of the form: yes or no.
GENERIC = {SOME_WAY: YES, "true": YES, "false": NO, NOT_HAPPENED: NO}


@dataclass(frozen=True)
class Link:
    """An answer, and the section it leads to."""

    label: str
    to: int
    help: str = ""


@dataclass(frozen=True)
class Spoken:
    """A section in words. Texts are HTML; those of the other kinds of section are empty."""

    number: int
    kind: str
    title: str
    why: str = ""
    where: str = ""
    links: tuple[Link, ...] = ()
    counts: bool = False
    outcome: str = ""
    tone: str = ""
    label: str = ""
    law: str = ""
    means: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    ask: str = ""
    ask_meaning: str = ""
    cites: tuple[tuple[str, str], ...] = ()
    whom: str = ""
    back: int = 0


@dataclass(frozen=True)
class Language:
    """What a page speaks with.

    Attributes:
        name: the folder.
        told: the check's words.
        guide: the guide's own.
        norwegian: the same two in the municipality's Norwegian, for what is shown at a counter.
        ui: the strings of the templates.
    """

    name: str
    told: words.Words
    guide: GuideWords
    norwegian: tuple[words.Words, GuideWords]
    ui: Mapping[str, str]
    facts: dict[str, str] = field(default_factory=dict)


def spoken(part: str, sections: list[Section], language: Language, today: date) -> tuple[Spoken, ...]:
    """Put a part into words.

    Args:
        part: `check`, `appeal` or `money`.
        sections: its sections.
        language: what to speak with.
        today: the day whose amounts are told.

    Raises:
        SiteError: a question or an answer has no words.
    """
    language.facts["limit"] = benefittext.lookup(language.name, today)("limit")
    language.facts["finish_from"] = lawtext.long_date(standins.citizens_may_finish(), language.name)
    asked: dict[int, list[int]] = {}
    for one in sections:
        for _, to in one.ways:
            asked.setdefault(to.place, []).append(one.place)
    made = []
    for one in sections:
        if one.end:
            made.append(_end(part, one, language))
        elif one.is_help:
            made.append(_help(one, asked[one.place], language))
        else:
            made.append(_question(one, language))
    return tuple(made)


def _question(section: Section, language: Language) -> Spoken:
    own, theirs = _words(section.words, language)
    facts = {**language.facts, "boundary": _boundary(section, language)}
    links: list[Link] = []
    for answer, to in section.ways:
        # «No» and «it never happened» are one answer where they lead to the same.
        if answer == NOT_HAPPENED and {(NO, to), ("false", to)} & {*section.ways}:
            continue
        label = _label(answer, own, theirs, language)
        links.append(Link(_say(label, facts, language), to.place, _say(_helped(answer, theirs), facts, language)))
    return Spoken(
        section.place,
        "ask",
        _say(own.get("label") or theirs["label"], facts, language),
        why=_say(own.get("why") or theirs["why"], facts, language),
        where=_say(own.get("where") or theirs["where"], facts, language),
        links=tuple(links),
        counts=section.words.endswith((":today", ":sent")),
    )


def _words(key: str, language: Language) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Give the guide's words for a question, and the form's; either may be empty."""
    own: Mapping[str, Any] = language.guide["question"].get(key, {})
    theirs: Mapping[str, Any] = language.told["question"].get(base(key), {})
    if not own and not theirs:
        raise SiteError(f"docs/{language.name}/guide.toml: no question {key!r}")
    return own, theirs


def _label(answer: str, own: Mapping[str, Any], theirs: Mapping[str, Any], language: Language) -> str:
    if answer == UNSURE:
        return language.ui["unsure"]
    if answer in own.get("value", {}):
        return str(own["value"][answer])
    if not own and answer in theirs.get("value", {}):
        return str(theirs["value"][answer])
    if not own and answer == NOT_HAPPENED and "not_happened" in theirs:
        return str(theirs["not_happened"])
    if own or answer not in GENERIC:
        raise SiteError(f"docs/{language.name}/guide.toml: {own.get('label')}: no words for {answer!r}")
    return language.guide["text"][GENERIC[answer]]


def _helped(answer: str, theirs: Mapping[str, Any]) -> str:
    return str(theirs.get("help", {}).get(answer, ""))


def _boundary(section: Section, language: Language) -> str:
    return lawtext.long_date(date.fromisoformat(section.day), language.name) if section.day else ""


def _end(part: str, section: Section, language: Language) -> Spoken:
    outcome, facts = section.end["outcome"], section.end["facts"]
    name, place = facts["finding"], facts["variant"]
    variant = language.told["finding"][name][outcome][place]
    key = f"{name}.{outcome}.{place}"
    known = {**language.facts, **{fact: _fact(fact, value, language) for fact, value in facts.items()}}
    answer = language.guide["answer"].get(key, variant["answer"])
    if not words.placeholders(answer) <= known.keys():
        raise SiteError(f"docs/{language.name}/guide.toml: no answer {key!r}, and the form's holds a date")
    reasons = language.told["reason"].get(name, {})
    told, own = language.norwegian
    norwegian = own["answer"].get(f"{key}.ask", told["finding"][name][outcome][place].get("ask", ""))
    meaning = language.guide["answer"].get(f"{key}.ask", variant.get("ask", ""))
    law = language.told["finding"]["which_law"].get(facts.get("law"))

    def paragraphs(texts: list[str]) -> tuple[str, ...]:
        return tuple(_say(text, known, language) for text in words.sentences(texts, known))

    return Spoken(
        section.place,
        "end",
        _say(answer, known, language),
        counts=part == "appeal" and outcome in DEADLINE,
        outcome=outcome,
        tone=variant["tone"],
        label=_say(variant["label"], known, language),
        law=_say(law[-1]["answer"], known, language) if law else "",
        means=paragraphs(variant.get("means", [])),
        reasons=tuple(_say(reasons[key], known, language) for key in facts.get("failed", "").split() if key in reasons),
        next=paragraphs(variant.get("next", [])),
        ask=_say(norwegian, known, language) if words.placeholders(norwegian) <= known.keys() else "",
        ask_meaning=_say(meaning, known, language),
        cites=tuple(_cite(cite, language) for cite in section.end["cites"]),
    )


def _help(section: Section, asked: list[int], language: Language) -> Spoken:
    own, theirs = _words(section.words, language)
    text, known = language.guide["text"], language.facts
    helped = language.guide["help"].get(section.words)
    if helped is None:
        raise SiteError(f"docs/{language.name}/guide.toml: no help {section.words!r}")
    short = own.get("short") or theirs["short"]
    return Spoken(
        section.place,
        "help",
        _say(text["unsure_title"].replace("{short}", short), known, language),
        where=_say(theirs.get("where") or own["where"], known, language),
        whom=_say(helped["whom"], known, language),
        ask=_say(language.norwegian[1]["help"][section.words]["ask"], known, language),
        ask_meaning=_say(helped["ask"], known, language),
        back=asked[0] if len(asked) == 1 else 0,
    )


def _fact(name: str, value: object, language: Language) -> str:
    return benefittext.money(Fraction(str(value)), language.name) if name in MONEY else str(value)


def _cite(cite: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """Name a provision as the form does, with its address."""
    pattern = language.ui["js_cite_ledd" if "ledd" in cite else "js_cite"]
    text = _say(pattern, {**cite, "act": language.told["act"][cite["act"]]}, language)
    url = lawtext.act_urls()[cite["act"]]
    return text, f"{url}/§{cite['section'].replace(' ', '')}"


def _say(text: str, facts: Mapping[str, Any], language: Language) -> str:
    marked = form.markup({"text": text}, language.name)["text"] if text else ""
    return mark_terms(_filled(str(marked), facts), language.name)


def _filled(text: str, facts: Mapping[str, Any]) -> str:
    return words.PLACEHOLDER.sub(lambda found: str(facts.get(found[1], found[0])), text)
