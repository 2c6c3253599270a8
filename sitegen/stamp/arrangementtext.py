"""Local arrangements in words: each field in the language of the page."""

from collections.abc import Iterator
from typing import NamedTuple

from babel.numbers import format_decimal

from sitegen import languages, lawtext
from sitegen.arrangements import Arrangement
from sitegen.fields import Told
from sitegen.strings import Strings


class View(NamedTuple):
    """An arrangement as a row of a table."""

    what: str
    whom: str
    sum: str
    rules: tuple[str, ...]
    note: Told | None


def view(one: Arrangement, language: str, norwegian: str, ui: Strings) -> View:
    """Give an arrangement in one language.

    Args:
        one: the arrangement.
        language: of the page.
        norwegian: the municipality's form, for a note that was not written in this language.
        ui: the strings of the language.
    """
    note = one.note.told(language, norwegian) if one.note else None
    return View(
        ui[f"local_what_{one.what}"], _whom(one, ui), _sum(one, language, ui), tuple(_rules(one, language, ui)), note
    )


def _whom(one: Arrangement, ui: Strings) -> str:
    if one.up_to_age:
        whom = ui["local_household_child_age"].replace("{age}", str(one.up_to_age))
    else:
        whom = ui[f"local_household_{one.household}"]
    return f"{ui['local_arrived_family']}: {whom}" if one.arrived == "family" else whom


def _sum(one: Arrangement, language: str, ui: Strings) -> str:
    kroner = one.amount or one.cap
    if kroner is None:
        return ui["local_no_sum"]
    told = str(format_decimal(kroner, "#,##0", locale=languages.locale(language)))
    return ui["local_amount" if one.amount else "local_cap"].replace("{kroner}", told)


def _rules(one: Arrangement, language: str, ui: Strings) -> Iterator[str]:
    if one.often:
        yield ui[f"local_often_{one.often}"]
    if one.first_years:
        key = "local_first_year" if one.first_years == 1 else "local_first_years"
        yield ui[key].replace("{years}", str(one.first_years))
    if one.more_years:
        yield ui["local_more_years"].replace("{years}", str(one.more_years))
    yield from (ui[f"local_condition_{condition}"] for condition in one.conditions)
    yield ui[f"local_decided_{one.decided_by}"]
    yield ui["local_as_of"].replace("{day}", lawtext.long_date(one.as_of, language))
