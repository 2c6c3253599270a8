"""Every text of a language by the file and the way to it there, as it stands: the words of the site in TOML."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitegen import further, ways
from sitegen.errors import SiteError
from sitegen.project import ALWAYS

# Files of a language's own folder.
OWN = ("checker", "guide", "law", "ui")
# Files that Norwegian and English share, and that further languages have of their own.
SHARED = ("letters", "terms")
FILES = (*OWN, *SHARED)
# What is no text: read by machines.
NO_TEXT = ("locale", "tone")


def of(docs: Path, language: str, name: str) -> dict[str, str]:
    """Give the texts of a file in a language, by the way to each.

    Args:
        docs: the folder that holds a folder for each language.
        language: the language.
        name: a file of FILES, without its ending.

    Raises:
        SiteError: there is no such file, or it is not TOML.
    """
    if name in OWN:
        found = ways.texts(read(docs / language / f"{name}.toml"))
        return {way: text for way, text in found if way.rpartition(".")[2] not in NO_TEXT}
    return dict(_letters(docs, language) if name == "letters" else _terms(docs, language))


def _letters(docs: Path, language: str) -> Iterator[tuple[str, str]]:
    if language not in ALWAYS:
        # A language that has just been begun has places to fill in.
        for file, told in read(docs / language / further.FILE).items():
            yield from ((f"{file}.{way}", text) for way, text in told.items() if text.strip())
        return
    for path in sorted((docs / further.FOLDER).glob("*.toml")):
        for way, told in further.places(read(path)):
            yield f"{path.stem}.{way}", str(told[language])


def _terms(docs: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give the explanations; the words themselves are looked for where they stand (sitegen/trust/terms.py)."""
    shared = read(docs / "terms.toml")
    own = {} if language in ALWAYS else read(docs / language / "terms.toml")
    for key, term in shared.items():
        if language in ALWAYS:
            yield f"{key}.text", str(term["text"][language])
        elif own.get(key, {}).get("text", "").strip():
            yield f"{key}.text", str(own[key]["text"])


def read(file: Path) -> dict[str, Any]:
    """Read a file of words.

    Raises:
        SiteError: there is none, or it is not TOML.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SiteError(f"docs/{file.parent.name}/{file.name}: {error}") from None
