"""The letters in languages beyond Norwegian and English: `docs/<language>/letters.toml`, put in beside the others.

A text is named by its file in `docs/letters/` (the table) and by the way to it there, its language left out; what
stands in an array is named by its id, or by its number: `"part.wish.text"`, `"letter.source.1.title"`.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sitegen import older, papers
from sitegen.errors import SiteError
from sitegen.pages import NORWEGIAN
from sitegen.project import ALWAYS, LANGUAGES
from sitegen.translations import SOURCE

FOLDER = "letters"
FILE = "letters.toml"


def read(docs: Path, name: str, model: type[papers.Model]) -> papers.Model:
    """Read a file of `docs/letters/` with every language of the site.

    Args:
        docs: the folder that holds `letters/` and a folder for each language.
        name: of the file, without its ending.
        model: what it must hold.

    Raises:
        SiteError: as `papers.read`; or a further language lacks a text of the file, or has one that is not in it.
    """

    def complete(found: dict[str, Any]) -> None:
        for language in LANGUAGES:
            if language not in ALWAYS:
                _put_in(found, load(docs, language).get(name, {}), language, name)
            # Nothing is put into what is sent.
            if language not in NORWEGIAN:
                _tell_older(found, older.Texts(docs, language, FILE), name)

    return papers.read(docs / FOLDER / f"{name}.toml", f"docs/{FOLDER}/{name}.toml", model, complete)


@cache
def load(docs: Path, language: str) -> dict[str, dict[str, str]]:
    """Read a language's texts, by file and by the way to each.

    Raises:
        SiteError: there is no such file, it is not TOML, or holds something else than texts.
    """
    where = f"docs/{language}/{FILE}"
    try:
        found: dict[str, Any] = tomllib.loads((docs / language / FILE).read_text("utf-8"))
    except FileNotFoundError:
        raise SiteError(f"{where}: missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{where}: {error}") from None
    for name, texts in found.items():
        if not isinstance(texts, dict):
            raise SiteError(f"{where}: {name}: must stand in a table named after the letter")
        for way, text in texts.items():
            if not isinstance(text, str) or not text.strip():
                raise SiteError(f"{where}: {name}: {way}: not a text")
    return found


def places(value: object, way: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Give every text of a file of letters by the way to it, as its table of languages."""
    if isinstance(value, dict):
        if isinstance(value.get(ALWAYS[0]), str):
            yield way, value
            return
        for key, inner in value.items():
            yield from places(inner, f"{way}.{key}" if way else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            if isinstance(inner, dict):
                yield from places(inner, f"{way}.{inner.get('id', number)}")


def _tell_older(found: dict[str, Any], known: older.Texts, name: str) -> None:
    """Put the Bokmål text beside the reader's where that is older."""
    for way, text in places(found):
        # What is missing is told by whoever reads the whole file.
        if known.language in text:
            text[known.language] = known.shown(f"{name}.{way}", text[known.language], text[SOURCE])


def _put_in(found: dict[str, Any], texts: dict[str, str], language: str, name: str) -> None:
    known = dict(places(found))
    where = f"docs/{language}/{FILE}: {name}"
    if lacks := sorted(known.keys() - texts.keys()):
        raise SiteError(f"{where}: lacks {lacks[0]}" + (f" and {len(lacks) - 1} more" if len(lacks) > 1 else ""))
    if unknown := sorted(texts.keys() - known.keys()):
        raise SiteError(f"{where}: {unknown[0]}: no such text in docs/{FOLDER}/{name}.toml")
    for way, text in texts.items():
        known[way][language] = text
