"""What a translation states is what Bokmål states; each error that would mislead somebody is found."""

import re
import shutil

import pytest

from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES
from sitegen.trust import check, facts, pages, terms

TRANSLATIONS = [language for language in LANGUAGES if language != "nb"]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_text_states_what_bokmaal_states(language):
    """A text that fails: mend it, or say in docs/<language>/exceptions.toml why it is right.

    One that is older is mended and confirmed: `python -m sitegen translated checker.toml#<way>`.
    """
    assert list(map(str, check.language(DOCS, language))) == []


SOURCE = "Du kan ikke klage etter 3. desember 2026. Fristen er tre uker (forvaltningsloven § 29). Ring 22 00 35 00."
UKRAINIAN = (
    "Ви не можете подати скаргу ([[klage]]) після 3 грудня 2026 року. Строк — три тижні ([[forvaltningsloven]] § 29)."
    " Телефон: 22 00 35 00."
)
ARABIC = (
    "لا يمكنك تقديم الشكوى ([[klage]]) بعد 3 ديسمبر 2026. المهلة ثلاثة أسابيع ([[forvaltningsloven]] § 29)."
    " الهاتف: 22 00 35 00."
)
MARKED = frozenset({"klage", "forvaltningsloven"})


def kinds(ours, language, source=SOURCE):
    return {fault.what for fault in check.compare("x", source, ours, language, MARKED)}


@pytest.mark.parametrize(("text", "language"), [(UKRAINIAN, "uk"), (ARABIC, "ar")])
def test_a_true_translation_is_right(text, language):
    assert kinds(text, language) == set()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("2026", "2027", "figure"),
        ("після 3 грудня", "після 4 грудня", "figure"),
        ("грудня", "листопада", "figure"),
        ("§ 29", "§ 28", "figure"),
        ("§ 29", "§ 29 a", "figure"),
        ("22 00 35 00", "22 00 53 00", "figure"),
        ("три тижні", "два тижні", "number"),
        ("три тижні", "чотири тижні", "number"),
        ("не можете", "можете", "negation"),
        ("([[klage]])", "", "term"),
        ("скаргу", "апеляцію", "word"),
        ("Строк", "Crpoк", "script"),
        ("Строк", "Срокъ", "script"),
        ("Телефон:", "You can call this number:", "script"),
    ],
)
def test_an_error_in_ukrainian_is_found(old, new, kind):
    assert old in UKRAINIAN
    assert kind in kinds(UKRAINIAN.replace(old, new), "uk")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("2026", "2025", "figure"),
        ("ديسمبر", "نوفمبر", "figure"),
        ("§ 29", "§ 92", "figure"),
        ("35 00", "53 00", "figure"),
        ("ثلاثة", "أربعة", "number"),
        ("لا يمكنك", "يمكنك", "negation"),
        ("([[klage]])", "", "term"),
        ("الشكوى", "الطعن", "word"),
        ("الهاتف", "Telephone to the municipality", "script"),
        ("الهاتف", "گفتگو", "script"),
    ],
)
def test_an_error_in_arabic_is_found(old, new, kind):
    assert old in ARABIC
    assert kind in kinds(ARABIC.replace(old, new), "ar")


@pytest.mark.parametrize(
    ("language", "ours", "turned"),
    [
        ("uk", "Ви маєте право на програму.", "Ви не маєте права на програму."),
        ("ar", "لك حق في البرنامج.", "ليس لك حق في البرنامج."),
        ("en", "You have a right.", "You have no right."),
    ],
)
def test_a_negation_that_bokmaal_has_not_is_found(language, ours, turned):
    source = "Du har rett til program."
    assert list(check.compare("x", source, ours, language)) == []
    assert [fault.what for fault in check.compare("x", source, turned, language)] == ["negation"]


@pytest.mark.parametrize(
    ("nb", "uk"),
    [
        ("Summen er 136 549 kroner.", "Сума — 136 549 крон."),
        ("7,5 timer", "7,5 години"),
        ("Har du ikke fått svar?", "Ви ще не отримали відповіді?"),
        ("Den gjelder 1. mai.", "Вона діє 1 травня."),
        ("Fra november 2026", "З листопада 2026 року"),
        ("{law:forvaltningsloven.appeal_period} fra {last_day}", "{last_day}: {law:forvaltningsloven.appeal_period}"),
    ],
)
def test_what_languages_write_in_their_own_way_is_the_same(nb, uk):
    assert list(check.compare("x", nb, uk, "uk")) == []


@pytest.fixture
def spoiled(tmp_path):
    """Give the faults of a page of which a text is replaced."""
    for language in ("nb", "en", "uk"):
        (tmp_path / language).mkdir()
        shutil.copy(DOCS / language / "klage.md", tmp_path / language)

    def _spoiled(pattern, new):
        file = tmp_path / "uk" / "klage.md"
        text, count = re.subn(pattern, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        assert count == 1
        file.write_text(text, "utf-8")
        pages.read.cache_clear()
        return {fault.what for fault in check.page(tmp_path, "uk", "klage")}

    yield _spoiled
    pages.read.cache_clear()


@pytest.mark.parametrize(
    ("pattern", "new", "kind"),
    [
        (r"\(frist\.md\)", "(brev.md)", "figure"),
        (r'law\("forvaltningsloven\.appeal_period"\)', 'law("forvaltningsloven.start_period")', "figure"),
        (r"^(#+ .*\{ ?#frist ?\})$", r"\1\n\nЗайвий абзац.", "paragraph"),
        (r"^### .*\{ ?#frist\b.*$", "", "paragraph"),
        (r"^- .*\n", "", "paragraph"),
    ],
)
def test_an_error_on_a_page_is_found(spoiled, pattern, new, kind):
    assert kind in spoiled(pattern, new)


def test_a_page_that_is_not_there_is_found(tmp_path):
    assert [fault.what for fault in check.page(tmp_path, "uk", "klage")] == ["missing"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[exception", "Expected"),
        ('[[exception]]\nwhere = "x"\nwhat = "figure"\n', "exception 1: needs where, what and reason"),
        ('[[exception]]\nwhere = "x"\nwhat = "figure"\nreason = " "\n', "exception 1: needs"),
    ],
)
def test_an_exception_has_a_reason(tmp_path, text, message):
    (tmp_path / "uk").mkdir()
    (tmp_path / "uk" / "exceptions.toml").write_text(text, "utf-8")
    with pytest.raises(SiteError, match=f"docs/uk/exceptions.toml: {message}"):
        check.exceptions(tmp_path, "uk")


def test_an_arabic_word_is_found_with_what_is_written_onto_it():
    assert terms.stands("القرار", "وبالقرار")
    assert terms.stands("рішення", "цим рішенням")
    assert not terms.stands("рішення", "цим листом")


def test_signs_over_arabic_letters_are_no_other_script():
    assert list(facts.strangers("يُرسَل القرارُ إلى NAV وUDI", "ar")) == []
