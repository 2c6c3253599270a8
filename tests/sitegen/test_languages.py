"""A folder of docs/ is a language of the site by its language.toml."""

import re
from types import SimpleNamespace

import pytest

from sitegen import languages, menu, project
from sitegen.errors import SiteError
from sitegen.project import ALWAYS, DOCS, LANGUAGES

UNITS = {"years": "рік", "months": "місяць", "weeks": "тиждень", "days": "день", '"working days"': "робочий день"}
UKRAINIAN = 'name = "Українська"\nlocale = "uk"\n[period]\n' + "".join(
    f'{unit}.{form} = "{{n}} {word}-{form}"\n'
    for unit, word in UNITS.items()
    for form in ("one", "few", "many", "other")
)
ARABIC = 'name = "العربية"\nlocale = "ar"\n[period]\n' + "".join(
    f'{unit}.{form} = "{"" if form in ("one", "two") else "{n} "}{form}"\n'
    for unit in UNITS
    for form in ("zero", "one", "two", "few", "many", "other")
)
PERCENT = '[percent]\ntext = "{n} %"\n'


@pytest.fixture
def read(tmp_path):
    def _read(text, code="xx"):
        file = tmp_path / code / "language.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        languages.of.cache_clear()
        return languages.of(code, tmp_path)

    return _read


def test_a_folder_with_the_file_is_a_language_and_norwegian_comes_first(tmp_path):
    for code in ("uk", "en", "nb", "ar", "nn", "letters"):
        (tmp_path / code).mkdir()
        if code != "letters":
            (tmp_path / code / "language.toml").touch()
    assert project.languages(tmp_path) == ("nb", "nn", "en", "ar", "uk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_site_is_whole(language):
    found = languages.of(language)
    assert found.code == language
    assert len(set(found.alphabet)) == len(found.alphabet)
    assert {unit: found.count(3, unit, "3") for unit in languages.UNITS}


@pytest.mark.parametrize(
    ("text", "direction", "script", "tag"),
    [
        (UKRAINIAN + PERCENT, "ltr", "Cyrl", "uk-UA"),
        (ARABIC + PERCENT, "rtl", "Arab", "ar-EG"),
        (UKRAINIAN.replace('"uk"', '"nb"') + PERCENT, "ltr", "Latn", "nb-NO"),
    ],
)
def test_cldr_gives_direction_script_and_region(read, text, direction, script, tag):
    found = read(text)
    assert (found.direction, found.script, found.tag) == (direction, script, tag)


@pytest.mark.parametrize(
    ("count", "form"), [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (21, "one"), (22, "few"), (100, "many")]
)
def test_ukrainian_counts_as_ukrainian_does(read, count, form):
    assert read(UKRAINIAN + PERCENT).count(count, "weeks", str(count)) == f"{count} тиждень-{form}"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "one"), (2, "two"), (3, "3 few"), (10, "10 few"), (11, "11 many"), (100, "100 other")]
)
def test_arabic_counts_as_arabic_does(read, count, said):
    assert read(ARABIC + PERCENT).count(count, "years", str(count)) == said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", r"docs/xx/language\.toml: Invalid value"),
        (UKRAINIAN, r"docs/xx/language\.toml: percent: Field required"),
        (UKRAINIAN + PERCENT + "[navn]\n", r"docs/xx/language\.toml: navn: Extra"),
        (UKRAINIAN.replace('"uk"', '"qq"') + PERCENT, r"language\.toml: locale: unknown locale 'qq'"),
        (UKRAINIAN.replace("days.few", "days.two") + PERCENT, r"language\.toml: period\.days: lacks few"),
        (UKRAINIAN.replace("{n} рік-one", "рік") + PERCENT, r"period\.years\.one: needs \{n\}, it stands for 1, 21"),
        (UKRAINIAN + PERCENT.replace("{n}", "5"), r"percent\.text: String should match"),
    ],
)
def test_a_fault_is_told_with_its_file_and_key(read, text, message):
    with pytest.raises(SiteError, match=message):
        read(text)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(SiteError, match=re.escape("docs/zz/language.toml: missing")):
        languages.of("zz", tmp_path)


def configured(nav):
    i18n = SimpleNamespace(config=SimpleNamespace(languages=[]))
    return SimpleNamespace(nav=nav, plugins={"i18n": i18n}, extra={})


def test_the_menu_names_every_language_and_the_switch_leads_to_it():
    config = configured(["index.md", {"For deg": ["klage.md", {"Hverdagen": ["bolig.md"]}]}])
    menu.add_languages(config, LANGUAGES)
    added = config.plugins["i18n"].config.languages
    assert [language.locale for language in added] == list(LANGUAGES)
    assert added[2].nav_translations["Hverdagen"] == "Daily life"
    assert [entry["link"] for entry in config.extra["alternate"]] == [f"/{language}/" for language in LANGUAGES]
    assert config.extra["alternate"][0]["name"] == "Bokmål"


def test_a_section_without_a_title_is_told():
    with pytest.raises(SiteError, match=r"docs/nn/language\.toml: nav has no «Ny del»"):
        menu.add_languages(configured([{"For deg": [{"Ny del": ["x.md"]}]}]), ALWAYS)


def test_no_language_stands_in_the_settings_of_mkdocs():
    text = (DOCS.parent / "mkdocs.yml").read_text("utf-8")
    assert not re.search(r"locale: [a-z]{2}\b|lang: ", text)
