"""The strings of templates and scripts: `docs/<language>/ui.toml`."""

import tomllib
from pathlib import Path

from sitegen.errors import SiteError


class Strings(dict[str, str]):
    """Strings by key. A key that is missing stops the build: a template would print nothing in its place."""

    def __init__(self, language: str, strings: dict[str, str]) -> None:
        super().__init__(strings)
        self.language = language

    def __missing__(self, key: str) -> str:
        """Name the file that lacks the key."""
        raise SiteError(f"docs/{self.language}/ui.toml: no string {key!r}")


def load(docs: Path, language: str) -> Strings:
    """Read a language's strings.

    Raises:
        SiteError: the file is missing, is not TOML, or holds anything but texts.
    """
    file = docs / language / "ui.toml"
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise SiteError(f"{file}: missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{file}: {error}") from None
    strings = found.get("ui", found)
    wrong = [key for key, value in strings.items() if not isinstance(value, str) or not value.strip()]
    if wrong:
        raise SiteError(f"{file}: not a text: {', '.join(wrong)}")
    return Strings(language, strings)
