"""Every page is easy to read, and spelled right."""

import gc
import warnings
from functools import cache
from pathlib import Path

import pytest
from mkdocs.config import load_config
from spylls.hunspell import Dictionary

from sitegen.bootstrap import NODE_MODULES, ROOT
from sitegen.project import ALWAYS
from tests.site import reading

# LIX: 30 is what children's books have, 40 newspapers. English has shorter words than Norwegian but more of them; pages
# that say the same measure within a few points of each other, so the limits are equal.
FOR_YOU = 35
FOR_STAFF = 45
LONGEST_SENTENCE = 30
DICTIONARIES = {"nb": "nb", "nn": "nn", "en": "en-gb"}
# Words that the dictionaries lack: of all languages, and of each. In lower case, a word may begin with a capital too.
WORDS = Path(__file__).parent / "words"


def names(entries) -> list[str]:
    """Give the pages of a part of the navigation."""
    found = []
    for entry in entries:
        if isinstance(entry, str):
            found.append(entry.removesuffix(".md"))
        else:
            found += [name for inner in entry.values() for name in names(inner)]
    return found


@cache
def limits() -> dict[str, int]:
    """Give the limit of each page, by its file name."""
    nav = load_config(str(ROOT / "mkdocs.yml")).nav
    easy = names([entry for entry in nav if isinstance(entry, str) or "For deg" in entry])
    return {name: FOR_YOU if name in easy else FOR_STAFF for name in names(nav)}


def texts(pages, language):
    for page in pages.values():
        if page.language == language:
            name = page.name.removesuffix("index.html").strip("/") or "index"
            yield name, page.html


@pytest.mark.parametrize("language", ALWAYS)
def test_pages_are_easy_to_read(pages, language):
    hard = []
    for name, html in texts(pages, language):
        found = reading.read(html)
        if found.lix > limits()[name]:
            hard.append(f"{language}/{name}: LIX {found.lix:.1f}, not over {limits()[name]}. Its longest sentences:")
            hard += [f"  {sentence}" for sentence in found.longest()]
    assert not hard, "\n".join(hard)


@pytest.mark.parametrize("language", ALWAYS)
def test_no_sentence_is_very_long(pages, language):
    long = [
        f"{language}/{name}: {sentence}"
        for name, html in texts(pages, language)
        for sentence in reading.read(html).sentences
        if len(reading.WORD.findall(sentence)) > LONGEST_SENTENCE
    ]
    assert not long, "\n".join(long)


@cache
def known(language: str) -> frozenset[str]:
    """Give the words that the dictionary of a language lacks."""
    files = (WORDS / "names.txt", WORDS / f"{language}.txt")
    return frozenset(word for file in files for word in file.read_text("utf-8").split())


@cache
def dictionary_of(language: str) -> Dictionary:
    # Spylls leaves the files open that it reads.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        found = Dictionary.from_files(str(NODE_MODULES / f"dictionary-{DICTIONARIES[language]}" / "index"))
        gc.collect()
    return found


def misspelled(words, language: str) -> list[str]:
    dictionary = dictionary_of(language)
    wrong = []
    for word in sorted(words):
        forms = {word, word[0].lower() + word[1:], word.removesuffix("'s").removesuffix("’s"), word.removesuffix("s")}
        if not forms & known(language) and not any(dictionary.lookup(form) for form in (word, word[0].lower() + word[1:])):
            wrong.append(word)
    return wrong


@pytest.mark.parametrize("language", ALWAYS)
def test_pages_are_spelled_right(pages, language):
    """A word that is right all the same goes into tests/site/words/, a name into names.txt there."""
    found: dict[str, str] = {}
    for name, html in texts(pages, language):
        found |= dict.fromkeys(reading.words(html, language) - found.keys(), name)
    wrong = misspelled(found, language)
    assert not wrong, "\n".join(f"{language}/{found[word]}: {word}" for word in wrong)


@pytest.mark.parametrize("language", ALWAYS)
def test_forms_to_fill_in_are_spelled_right(pages, language):
    """An English form has the Norwegian terms in brackets."""
    found = set().union(*(reading.words(html, language, reading.SHEET) for _, html in texts(pages, language)))
    wrong = misspelled(found, language)
    assert not (misspelled(wrong, "nb") if language == "en" else wrong)


@pytest.mark.parametrize(("language", "word"), [("nb", "veildning"), ("nn", "hvordan"), ("en", "colorful")])
def test_a_wrong_word_is_found(language, word):
    """The nynorsk dictionary does not take Bokmål, nor the British one American."""
    assert misspelled({word}, language) == [word]


@pytest.mark.parametrize("language", ["names", *ALWAYS])
def test_the_word_lists_hold_no_word_twice(language):
    listed = (WORDS / f"{language}.txt").read_text("utf-8").split()
    assert len(listed) == len(set(listed))


def test_a_page_is_measured_as_lix_is_defined():
    html = "<article><p>Du kan klage. Fristen er kort.</p><ul><li>Kommunalsjefen bestemmer ikke</li></ul></article>"
    found = reading.read(html)
    assert found.sentences == ("Du kan klage", "Fristen er kort.", "Kommunalsjefen bestemmer ikke")
    # Nine words in three sentences; three have more than six letters.
    assert found.lix == pytest.approx(9 / 3 + 100 * 3 / 9)
    assert found.longest(1) == ["3 words: Du kan klage"]


def test_terms_citations_dates_and_other_people_s_words_do_not_count():
    html = (
        '<article><p class="where">Forsidenavigasjon</p><p>Et <span translate="no">enkeltvedtak</span> kom 1. mai '
        "(<a>forvaltningsloven § 29</a>). Introduksjonsprogrammet er kort.</p><table><td>Saksbehandlingsregel</td></table></article>"
    )
    found = reading.read(html)
    assert found.sentences == ("Et enkeltvedtak kom 1. mai", "Introduksjonsprogrammet er kort.")
    assert found.lix == pytest.approx(8 / 2)


def test_words_of_another_language_are_not_spelled():
    html = '<article><p>A <span lang="nb" translate="no">vedtak</span>et is a decision. a@b.example</p></article>'
    assert reading.words(html, "en") == {"is", "decision"}
