"""Local arrangements: what nine municipalities gave in 2018 (docs/nb/ansatt-lokalt.md), in every language."""

import tomllib

import pytest
from pydantic import ValidationError

from sitegen import languages, project, settings, strings
from sitegen.arrangements import Arrangement
from sitegen.project import DOCS, LANGUAGES
from sitegen.stamp import arrangementtext
from tests.sitegen import copies

# «Retningslinjer for bosetting og integrering», Midt- and Nord-Gudbrandsdal 2018, section 3.2.
GRANTS = """
[[arrangement]]
what = "furniture"
household = "single"
cap = 40000
conditions = ["approved_first", "to_shop_or_family"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "furniture"
household = "couple"
cap = 45000
conditions = ["approved_first", "to_shop_or_family"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "furniture"
household = "sharing"
cap = 22500
conditions = ["approved_first", "to_shop_or_family"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "furniture"
household = "child"
up_to_age = 17
cap = 5000
conditions = ["approved_first", "to_shop_or_family"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "clothes"
household = "person"
cap = 8000
often = "once"
first_years = 1
conditions = ["agreed"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "leisure"
household = "child"
up_to_age = 18
first_years = 2
more_years = 3
conditions = ["one_each"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "leisure"
household = "adult"
first_years = 5
conditions = ["assessed"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "furniture"
household = "person"
arrived = "family"
cap = 5000
first_years = 5
conditions = ["assessed"]
decided_by = "refugee_service"
as_of = 2018-01-01
[[arrangement]]
what = "clothes"
household = "person"
arrived = "family"
cap = 8000
first_years = 5
conditions = ["assessed"]
decided_by = "refugee_service"
as_of = 2018-01-01
"""
# The amounts of the page, in the order above; none where it names none.
CAPS = (40000, 45000, 22500, 5000, 8000, None, None, 5000, 8000)


@pytest.fixture(scope="module")
def grants(tmp_path_factory):
    folder = copies.municipality(tmp_path_factory.mktemp("local") / "m", more=GRANTS)
    return settings.load(folder).arrangement


def view(one, language):
    return arrangementtext.view(one, language, "nb", strings.load(DOCS, language))


def test_the_grants_of_nine_municipalities_need_no_word_of_text(grants):
    assert tuple(one.cap for one in grants) == CAPS
    assert not any(one.note for one in grants)


def test_bokmaal_says_what_the_guidelines_said(grants):
    rows = [view(one, "nb") for one in grants]
    assert (rows[0].what, rows[0].whom, rows[0].sum.replace("\xa0", " ")) == (
        "Møbler og utstyr", "Enslig", "inntil 40 000 kroner",
    )  # fmt: skip
    assert rows[3].whom == "Barn opp til 17 år, hvert"
    assert rows[4].rules[:3] == ("Én gang", "Det første året", "Etter avtale")
    assert rows[5].rules[:3] == ("De 2 første årene", "Kan gis i 3 år til", "Én aktivitet til hver")
    assert rows[5].sum == "Spør kommunen"
    assert rows[7].whom == "Familie som kommer senere: Hver person"
    assert all(row.rules[-1] == "Kommunen sa dette 1. januar 2018" for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_told_in_every_language(grants, language):
    for one in grants:
        row = view(one, language)
        assert all(row[:4])
        assert "{" not in "".join([row.what, row.whom, row.sum, *row.rules])
        if one.cap:
            digits = "".join(sign for sign in row.sum if sign.isdigit())
            assert digits == str(one.cap), f"{row.sum} of {languages.locale(language)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_its_words(language):
    ui = tomllib.loads((project.DOCS / language / "ui.toml").read_text("utf-8"))
    ui = ui.get("ui", ui)
    for field, prefix in (("what", "what"), ("household", "household"), ("often", "often"), ("decided_by", "decided")):
        for choice in choices(field):
            assert f"local_{prefix}_{choice}" in ui
    for condition in choices("conditions"):
        assert f"local_condition_{condition}" in ui
    for duty in settings.DUTIES:
        assert f"local_for_{duty}" in ui


def choices(field):
    """Give the choices of a field as its JSON Schema lists them."""
    schema = Arrangement.model_json_schema()["properties"][field]
    found = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
    return next(each["enum"] for each in found if "enum" in each)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"amount": 1, "cap": 2}, "only one of them"),
        ({"household": "adult", "up_to_age": 18}, "up_to_age is of a child"),
        ({"cap": 0}, "greater than 0"),
        ({"cap": "1000"}, "valid integer"),
        ({"what": "holiday"}, "furniture"),
        ({"conditions": ["agreed", "agreed"]}, "stands twice: agreed"),
        ({"section": "8"}, "Extra inputs"),
    ],
)
def test_what_makes_no_sense_is_refused(changed, said):
    given = {"what": "clothes", "household": "child", "decided_by": "nav", "as_of": "2026-11-22"}
    with pytest.raises(ValidationError, match=said):
        Arrangement.model_validate({**given, **changed})
