"""What a municipality may type: texts, addresses, numbers and colours, each refused in words where it is wrong."""

import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, create_model

from sitegen.project import LANGUAGES

# Signs that turn the writing round for what follows them, or hide it (Unicode, annex 9), and our own marks of places
# to fill in.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
MARKS = re.compile("[⟦⟧]")
LONGEST = 500
# White letters stand on the colour. WCAG 2.2, 1.4.3.
LEAST_CONTRAST = 4.5
# Languages that every text of the settings needs. Others are added where the municipality has them.
NEEDED = ("nb", "nn", "en")


def matching(pattern: str, wanted: str) -> AfterValidator:
    """Refuse what does not match all of a pattern, in words."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"must be {wanted}")
        return text

    return AfterValidator(check)


def plain(text: str) -> str:
    """Refuse signs that nobody sees, and our own marks.

    Raises:
        ValueError: as pydantic expects it.
    """
    if TURNING.search(text) or any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
        raise ValueError("holds a sign that cannot be seen and changes what stands beside it")
    if MARKS.search(text):
        raise ValueError("must not hold ⟦ or ⟧")
    return text


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Give the contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    light = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light[0] + 0.05) / (light[1] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable(colour: str) -> str:
    ratio = contrast(colour)
    if ratio < LEAST_CONTRAST:
        raise ValueError(f"white letters on {colour} have a contrast of {ratio:.2f}, they need {LEAST_CONTRAST}")
    return colour


def not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse an empty list."""
    if not items:
        raise ValueError("needs at least one")
    return items


def different(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list that holds something twice."""
    twice = sorted({str(item) for item in items if items.count(item) > 1})
    if twice:
        raise ValueError(f"stands twice: {', '.join(twice)}")
    return items


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST), AfterValidator(plain)]
Email = Annotated[str, matching(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", "an e-mail address")]
Phone = Annotated[str, matching(r"\+?[0-9 ]{3,20}", "a telephone number: digits and spaces")]
Address = Annotated[
    str,
    matching(
        r"https://[\w.-]+(:\d+)?/([\w.~-]+/)*",
        "an address that begins with https:// and ends with /, of letters, digits, dots and hyphens",
    ),
]
# Goes into headers as it stands: nothing that could end a value, and no address inside a site (RFC 6454).
Origin = Annotated[
    str,
    matching(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?", "https:// and a host, such as https://www.example.no"),
]
Colour = Annotated[str, matching(r"#[0-9a-fA-F]{6}", "a colour such as #1e5c8a"), AfterValidator(_readable)]
PageName = Annotated[str, matching(r"[a-z0-9-]+\.md", "a file name such as lokal.md")]


class Table(BaseModel):
    """A table of the file. A key nobody knows is a misspelling, so it is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Table):
    """The municipality's name in both forms of Norwegian."""

    nb: Text
    nn: Text


class Told(NamedTuple):
    """A text, and the language it is in."""

    text: str
    language: str


class _Sentence(Table):
    nb: Text
    nn: Text
    en: Text

    def told(self, language: str, norwegian: str) -> Told:
        """Give the text for a page: in its language, or else in the Norwegian that the municipality uses."""
        text = getattr(self, language, None)
        return Told(text, language) if text else Told(getattr(self, norwegian), norwegian)


if TYPE_CHECKING:
    Sentence = _Sentence
else:
    # A text by language. NEEDED must be there; another language of the site may be.
    Sentence = create_model(
        "Sentence",
        __base__=_Sentence,
        **{language: (Text | None, None) for language in LANGUAGES if language not in NEEDED},
    )
