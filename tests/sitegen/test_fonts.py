"""Fonts for letters that a device may lack: with the letters of the texts, and small."""

import io

import pytest
from fontTools.ttLib import TTFont

from sitegen import fonts, languages
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES

FILES = ("noto-sans-arabic-arabic-400-normal.woff2", "noto-sans-arabic-arabic-700-normal.woff2")
# Page and both weights together are 60 KB at most, the page alone 25.
LARGEST = 15 * 1024


def arabic(text: str) -> set[int]:
    return {ord(letter) for letter in text if "\u0600" <= letter <= "\u06ff"}


@pytest.mark.parametrize("name", FILES)
def test_a_font_holds_every_letter_of_the_texts_and_is_small(name):
    content = fonts.slim(name, fonts.written_with("Arab") & frozenset(range(0x600, 0x700)))
    assert len(content) < LARGEST
    has = set(TTFont(io.BytesIO(content)).getBestCmap())
    for file in sorted((DOCS / "ar").iterdir()):
        assert arabic(file.read_text("utf-8")) <= has, file.name


def test_letters_keep_their_shapes_at_the_beginning_the_middle_and_the_end_of_a_word():
    font = TTFont(io.BytesIO(fonts.slim(FILES[0], frozenset(range(0x621, 0x64B)))))
    found = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} <= found


def test_the_same_letters_give_the_same_bytes():
    letters = frozenset(range(0x621, 0x630))
    first = fonts.slim(FILES[0], letters)
    fonts.slim.cache_clear()
    assert fonts.slim(FILES[0], letters) == first


def test_a_font_that_no_package_has_is_named():
    with pytest.raises(SiteError, match=r"no-such\.woff2"):
        fonts.slim("no-such.woff2", frozenset({0x621}))


def test_only_scripts_that_need_it_have_a_sheet(tmp_path):
    with_sheet = {language for language in LANGUAGES if fonts.sheet(language)}
    assert with_sheet == {language for language in LANGUAGES if languages.of(language).script == "Arab"}
    fonts.write(tmp_path)
    [sheet] = (tmp_path / fonts.STYLES).iterdir()
    files = {file.name for file in (tmp_path / fonts.FOLDER).rglob("*.woff2")}
    assert (sheet.name, files) == ("Arab.css", set(FILES))
    for file in (tmp_path / fonts.FOLDER).rglob("*.woff2"):
        assert "SIL OPEN FONT LICENSE" in file.with_name("LICENSE.txt").read_text("utf-8")
    text = sheet.read_text("utf-8")
    for source in fonts.URL.findall(text):
        assert source.startswith("../fonts/")


def test_a_device_is_asked_for_its_own_fonts_before_one_is_fetched():
    text = (fonts.SHEETS / "Arab.css").read_text("utf-8")
    sources = [part.split(";")[0] for part in text.split("src: ")[1:]]
    assert len(sources) == len(FILES)
    for source in sources:
        kinds = [one.split("(")[0].strip() for one in source.split(", ")]
        assert kinds[-1] == "url"
        assert set(kinds[:-1]) == {"local"}


def test_a_page_in_one_file_names_fonts_of_the_device_only(tmp_path):
    fonts.write(tmp_path)
    text = fonts.without_files((tmp_path / fonts.STYLES / "Arab.css").read_text("utf-8"))
    assert "url(" not in text
    assert text.count("local(") > 10
