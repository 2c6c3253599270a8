"""Legal numbers as a page says them: `law("forvaltningsloven.appeal_period")` becomes «tre uker».

The values are those of `checker/law/*.toml`; here they only get the form of a language.
"""

from collections.abc import Callable, Iterable
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from checker.parameters import NotInForceError, Row, acts, law_rows, row_on
from sitegen import languages
from sitegen.errors import SiteError

# Periods are told with their unit: «tre uker». Ages and hours are not: «18 og 55 år», «30 timer i uken».
AGE = "_age"
MONTHS = 12


def lookup(language: str, today: date, note: Callable[[Row], object] = lambda _: None) -> Callable[..., str]:
    """Give the function `law` of a page.

    A value of several parts is told by one of them: `law("integreringsloven.length_work.months")`. A Norwegian letter
    on an English page speaks Norwegian: `law("…", spoken="nb")`.

    Args:
        language: of the page.
        today: the day whose rule is told, unless the page names another.
        note: gets each row that is told.
    """

    def law(identifier: str, on: date | str | None = None, spoken: str = language) -> str:
        act, _, rest = identifier.partition(".")
        name, _, part = rest.partition(".")
        # A page can only write a day as text.
        day = date.fromisoformat(on) if isinstance(on, str) else on or today
        try:
            row = row_on(act, name, day)
            note(row)
            return say(row._replace(value=row.value[part]) if part else row, spoken)
        except KeyError:
            raise SiteError(f"the law files have no {identifier}") from None
        except NotInForceError as error:
            raise SiteError(str(error)) from None

    return law


def say(row: Row, language: str) -> str:
    """Write a row's value in a language.

    Raises:
        SiteError: the value is none that a sentence can hold, such as a list of permits.
    """
    value, unit = row.value, row.unit
    if isinstance(value, date):
        return long_date(value, language)
    if isinstance(value, int) and not isinstance(value, bool):
        if unit in languages.UNITS and not row.name.endswith(AGE):
            return period(value, unit, language)
        if unit in ("count", "times G"):
            return number(value, language)
        if unit == "percent":
            return languages.of(language).percent.text.replace("{n}", str(value))
        if unit == "part of G":
            return f"1/{value}"
        if unit in ("years", "hours", "NOK/year"):
            return str(format_decimal(value, locale=languages.locale(language)))
    if unit == "share" and isinstance(value, str):
        return value
    raise SiteError(f"{row.act}.{row.name} ({unit}) cannot stand in a sentence")


def checked(rows: Iterable[Row] | None = None) -> date:
    """Give the oldest day on which a row of the law was last compared with its source."""
    return min(row.checked for row in (law_rows() if rows is None else rows))


def act_urls() -> dict[str, str]:
    """Give the address of each act at Lovdata."""
    return {key: act.lovdata for key, act in acts().items()}


def long_date(day: date, language: str) -> str:
    """Write a day in words."""
    told = languages.of(language)
    return str(format_date(day, told.dates.long if told.dates else "long", locale=told.locale))


def period(count: int, unit: str, language: str) -> str:
    """Write a count of years, months, weeks or days. Whole years from two on are told as years: «tre år»."""
    if unit == "months" and count > MONTHS and count % MONTHS == 0:
        count, unit = count // MONTHS, "years"
    return languages.of(language).count(count, unit, number(count, language))


def number(count: int, language: str) -> str:
    """Write a number as running text of the language does: in words up to twelve, or in digits."""
    return languages.of(language).number(count)
