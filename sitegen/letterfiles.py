"""What the build writes of the letters: their words for browsers, and blank ones as documents."""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from checker.letters import Letter, blank
from sitegen import bidi, documents, form, languages, letters, lettertext, papers, project, strings
from sitegen.letters import Ground, Letters
from sitegen.papers import Words

FOLDER = "assets/letters"
# A letter is sent in one of the two forms of Norwegian. The page's own language stands beside it.
SENT = ("nb", "nn")
# Strings of the pages' scripts about letters.
PREFIX = "letters_"
# On paper, what somebody tells in their own words gets lines of its own.
LONG_LINE, ROOM = "_" * 76, 4
PEN = re.compile(r"(\n_{60,})|_{12,}")
# Words by language, of which a page's script gets the two forms of Norwegian and its own.
Text = dict[str, str]


class Document(NamedTuple):
    """A blank letter as a document; its address begins at the site's root."""

    language: str
    address: str
    kilobytes: int


class Sheet(NamedTuple):
    """A blank letter, as a page shows it.

    Attributes:
        use: for the reader: when to use it.
        language: the form of Norwegian it is shown in.
        blocks: kind and HTML of each piece of the letter.
        meaning: the same in the page's language, where that is another.
    """

    id: str
    title: Markup
    use: Markup
    documents: list[Document]
    language: str
    blocks: list[tuple[str, Markup]]
    meaning: list[Markup]


def write(site: Path, norwegian: str, docs: Path = project.DOCS) -> None:
    """Write the words into a built site.

    Args:
        site: the built site.
        norwegian: the municipality's form.
        docs: the folder that holds a folder for each language.

    Raises:
        SiteError: a letter is at fault; see `letters.load`.
    """
    today = project.today()
    words = letters.load(docs, today)
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for language in project.LANGUAGES:
        told = browser(words, language, norwegian, strings.load(docs, language))
        text = json.dumps(bidi.texts(told, language), ensure_ascii=False)
        (folder / f"{language}.json").write_text(f"{text}\n", "utf-8", newline="\n")


def sheets(words: Letters, language: str, norwegian: str, site: Path, foots: Mapping[str, str]) -> list[Sheet]:
    """Give the blank letters of a page, and write them into the site as documents.

    Args:
        words: of all letters.
        language: of the page. A page in Norwegian has its own form.
        norwegian: the municipality's form, for the other pages. They have both forms as documents.
        site: the folder that is being built.
        foots: the line at the foot of a document, by language.
    """
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    forms = (language,) if language in SENT else SENT
    found = []
    for letter in blank():
        head = words.files[letter.id].letter
        shown = language if language in SENT else norwegian
        text = lettertext.blocks(words, letter, {}, shown, on_paper)
        told = [] if shown == language else lettertext.blocks(words, letter, {}, language)
        found.append(
            Sheet(
                letter.id.replace("_", "-"),
                papers.marked(words.say(head.title, language), language),
                papers.marked(words.say(head.use, language), language),
                [_document(words, letter, form, site, foots[form]) for form in forms],
                shown,
                [(block.kind, penned(block.text)) for block in text],
                [penned(block.text) for block in told if block.kind in ("subject", "part")],
            )
        )
    return found


def _document(words: Letters, letter: Letter, language: str, site: Path, foot: str) -> Document:
    title = words.say(words.files[letter.id].letter.title, language)
    content = _written(title, tuple(lettertext.blocks(words, letter, {}, language, on_paper)), language, foot)
    address = f"{FOLDER}/{letter.id}.{language}.docx"
    (site / address).write_bytes(content)
    return Document(language, address, math.ceil(len(content) / 1024))


@cache
def _written(title: str, blocks: tuple[lettertext.Block, ...], language: str, foot: str) -> bytes:
    # The same document belongs to more than one page.
    return documents.letter(title, blocks, language, foot)


def on_paper(name: str) -> str:
    """Give the line on paper for something not known: what is told in own words gets lines of its own."""
    return "".join(["\n" + LONG_LINE] * ROOM) if name in letters.LONG else lettertext.LINE * 2


def penned(text: str) -> Markup:
    """Make HTML of a text: its lines of underscores become lines to write on."""
    rows = PEN.sub(lambda found: f'<span class="pen{" pen--row" if found[1] else ""}"></span>', escape(text))
    return Markup(rows.replace("\n", "<br>"))  # noqa: S704 - the text is escaped


def browser(words: Letters, language: str, norwegian: str, ui: Mapping[str, str]) -> dict[str, Any]:
    """Give what the scripts of a language's page fill letters with; see overrides/letters/load.mjs.

    Args:
        words: of all letters.
        language: of the page.
        norwegian: the municipality's form.
        ui: the strings of the language.
    """
    every = tuple(dict.fromkeys([*SENT, language]))

    def sent(text: Words) -> Text:
        return {one: words.say(text, one) for one in every}

    def told(text: Words) -> Text:
        return {language: words.say(text, language)}

    common = words.common
    return {
        "norwegian": norwegian,
        "calendars": {one: calendar(one) for one in every},
        "ui": {key.removeprefix(PREFIX): text for key, text in ui.items() if key.startswith(PREFIX)},
        "frame": [
            {"kind": kind, **({"text": sent(text)} if text else {}), **_only(kind)}
            for kind, text in lettertext.frame(common)
        ],
        "common": {
            **{
                name: _table(getattr(common, name), sent) for name in ("word", "body", "decided_by", "decision", "wish")
            },
            **{name: _table(getattr(common, name), told) for name in ("field", "warning")},
            "ground": {name: _ground(ground, told) for name, ground in common.ground.items()},
        },
        "letters": {
            name: {
                "title": told(file.letter.title),
                "use": told(file.letter.use),
                "subject": sent(file.letter.subject),
                "parts": {part.id: sent(part.text) for part in file.part},
                "enclosures": {enclosure.id: sent(enclosure.text) for enclosure in file.enclosure},
                "sources": [
                    {"title": told(source.title), "url": source.url, "date": source.date.isoformat()}
                    for source in file.letter.source
                ],
            }
            for name, file in words.files.items()
        },
    }


def calendar(language: str) -> dict[str, Any]:
    """Give the names and the order of a date's parts. A letter writes its days without the weekday."""
    known = form.calendar(languages.locale(language).replace("_", "-"), languages.of(language).dates)
    return {**known, "full": re.sub(r"\{weekday\}[^{]*", "", known["full"])}


def _only(kind: str) -> dict[str, list[str]]:
    return {"only": [*lettertext.DECIDED]} if kind == "decides" else {}


def _table(table: Mapping[str, Words], say: Any) -> dict[str, Text]:  # noqa: ANN401 - one of the two above
    return {name: say(text) for name, text in table.items()}


def _ground(ground: Ground, say: Any) -> dict[str, Text]:  # noqa: ANN401
    return {"label": say(ground.label), "hint": say(ground.hint)}
