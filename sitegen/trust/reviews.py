"""How a page of a language was made and who has read it: `[made]` of language.toml, and `reviews.toml` page by page.

A person is named here only after reading the whole page as a native reader, and with the day.
"""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitegen import languages, lawtext
from sitegen.errors import SiteError
from sitegen.languages import Made
from sitegen.strings import Strings
from sitegen.translations import SOURCE

FILE = "reviews.toml"


@cache
def read(docs: Path, language: str) -> dict[str, Made]:
    """Read what is known of single pages, by their names without ending.

    Raises:
        SiteError: the file is not TOML, or breaks its form.
    """
    file = docs / language / FILE
    try:
        found = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
        return TypeAdapter(dict[str, Made]).validate_python(found)
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"docs/{language}/{FILE}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise SiteError(f"docs/{language}/{FILE}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def of(docs: Path, language: str, name: str) -> Made:
    """Give how a page was made and who has read it."""
    return read(docs, language).get(name, languages.of(language, docs).made)


def told(docs: Path, language: str, name: str, ui: Strings) -> str:
    """Tell the reader of a page in one line; nothing on a page in Bokmål, which all others are made from."""
    if language == SOURCE:
        return ""
    made = of(docs, language, name)
    day = lawtext.long_date(made.read_on, language) if made.read_on else ""
    is_read = ui["made_read"].replace("{name}", made.read_by).replace("{day}", day)
    return " ".join([ui[f"made_{made.how}"], is_read if made.read_on else ui["made_unread"], ui["made_rules"]])
