"""What a page rests on: which law, when it was checked, and its sources. It stands in the front matter."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sitegen import lawtext
from sitegen.errors import SiteError


class Source(NamedTuple):
    """A text that was read.

    Attributes:
        day: the date of the version that was read, in words.
    """

    title: str
    url: str
    day: str


class Origin(NamedTuple):
    """The end of a page.

    Attributes:
        law: which law the page describes and from when; empty where it describes none.
        checked: the day the page was last compared with its sources, in words.
    """

    law: str
    checked: str
    sources: tuple[Source, ...]


def origin(meta: Mapping[str, Any], language: str, where: str) -> Origin | None:
    """Read what a page rests on; None where the page names no source.

    Args:
        meta: the front matter, its placeholders filled in.
        language: of the page.
        where: the file, for messages.

    Raises:
        SiteError: a source lacks its title, address or date, or the page the day it was checked.
    """
    if not meta.get("sources"):
        return None
    try:
        sources = [Source(each["title"], each["url"], _day(each["date"], language)) for each in meta["sources"]]
        return Origin(meta.get("law", ""), _day(meta["checked"], language), tuple(sources))
    except (KeyError, TypeError) as error:
        raise SiteError(f"{where}: front matter: {error} is missing or of the wrong kind") from None


def _day(value: object, language: str) -> str:
    if not isinstance(value, date):
        raise TypeError(f"the day {value!r}")
    return lawtext.long_date(value, language)
