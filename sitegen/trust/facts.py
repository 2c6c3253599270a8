"""What a text states, whatever its language: numbers, days, sections, placeholders, links, terms, negations, script.

Two texts that say the same state the same. What differs between languages is made equal first: the names of months,
the sign between thousands, numbers written as words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from babel.dates import get_month_names

from sitegen import languages
from sitegen.pages import TERM
from sitegen.translations import SOURCE

THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f,](?=\d{3}(?!\d))")
DECIMAL = re.compile(r"(?<=\d)[.,\u066b](?=\d)")
# What is counted: ⟦law("a.b")⟧, {law:a.b}, {days}, § 14 a, a number, a month.
COUNTED = re.compile(r"⟦[^⟧]*⟧|\{[\w:.]+\}|§+ ?\d+(?:-\d+)?(?: [a-z](?!\w))?|\d+(?:·\d+)?|⟪\d+⟫")
# A sentence of the template is the same with either quotation mark, and with or without blanks.
JINJA = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
# A Norwegian text inside another language tells days and periods in Norwegian.
SPOKEN = re.compile(r', (?:spoken=)?"nb"(?=\))')
PLACE = re.compile(r"\{[\w:.]+\}|⟦[^⟧]*⟧")
# Not text: addresses, what stands in code, and HTML.
NO_TEXT = re.compile(
    r"`[^`]*`|<[^>]+>|https?://\S+|\S+@\S+|\b[\w-]+\.(?:no|example|md)\b|\{ ?[#.:][^}]*\}|:material-[\w-]+:"
)
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Numbers as words count from here: two has too many words of its own (both, a pair, the Arabic dual).
LEAST_WORD = 3
# So many words in a row in another script are a text that was not translated.
FOREIGN_WORDS = 3


def stated(text: str, language: str, links: Iterable[str] = (), *, terms: bool = True) -> Counter[str]:
    """Count what a text states in figures: where it links to, and what it counts.

    Args:
        text: plain, with placeholders of templates as `⟦…⟧` or `{{ … }}`.
        language: of the text.
        links: its addresses.
        terms: count what stands in `[[terms]]`, too.
    """
    plain = JINJA.sub(lambda found: f"⟦{(found[1] or found[2]).strip()}⟧", text)
    if not terms:
        plain = TERM.sub("", plain)
    for name, number in months(language).items():
        plain = re.sub(
            rf"(?<=\d)\.? {name}\b|\b{name}(?= \d{{4}})|\b{name}(?=\.? \d)", f" ⟪{number}⟫", plain, flags=re.IGNORECASE
        )
    plain = DECIMAL.sub("·", THOUSANDS.sub("", plain))
    return Counter(chain(filter(None, map(same_link, links)), map(same_number, COUNTED.findall(plain))))


def same_link(link: str) -> str:
    """Give a link as every language has it: pictures have one file for each."""
    return re.sub(r"\.[a-z]{2}\.svg$", ".svg", link)


def same_number(found: str) -> str:
    """Give a section, number or placeholder as every language has it."""
    return SPOKEN.sub("", re.sub(r"^§+ ?", "§", found).replace("'", '"'))


@cache
def months(language: str) -> dict[str, int]:
    """Give the names of months in a language, in both the forms that some have."""
    locale = languages.locale(language)
    forms = [get_month_names("wide", context, locale) for context in ("format", "stand-alone")]
    found = {name.lower(): number for names in forms for number, name in names.items()}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def number_words(text: str, language: str) -> set[int]:
    """Give the numbers from three on that stand in a text as words. Figures are counted by `stated`."""
    words = languages.of(language).check.number_forms
    found = (word.lower() for word in WORD.findall(unmarked(bare(text))))
    return {words[word] for word in found if words.get(word, 0) >= LEAST_WORD}


def negations(text: str, language: str) -> int:
    """Count the words that turn a sentence round: not, no, never, without."""
    own = sum(1 for _ in languages.of(language).check.negations.finditer(bare(text)))
    kept = " ".join(TERM.findall(text)) if language != SOURCE else ""
    return own + sum(1 for _ in languages.of(SOURCE).check.negations.finditer(kept))


def refusals(source: str) -> bool:
    """Say whether a Bokmål text has a word that another language may tell by a negation: refuse, lack, unknown."""
    return bool(languages.of(SOURCE).check.refuse.search(source))


def marked(text: str) -> set[str]:
    """Give the Norwegian terms that a text marks."""
    return {found.lower() for found in TERM.findall(text)}


def bare(text: str) -> str:
    """Take out of a text what is of no language: terms, placeholders, addresses, code."""
    return NO_TEXT.sub(" ", PLACE.sub(" ", JINJA.sub(" ", TERM.sub(" ", text))))


def unmarked(text: str) -> str:
    """Take the signs off letters that a reader of Arabic does without."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Mn")


def strangers(text: str, language: str) -> Iterator[str]:
    """Give what a text holds in a script that is not its own: words of two scripts, letters of a neighbour, sentences.

    Names and abbreviations stand in Latin letters in every language; several such words in a row do not.
    """
    told = languages.of(language)
    row: list[str] = []
    for found in WORD.findall(unmarked(bare(text))):
        # Short words of Arabic are written onto the next, a name in Latin letters included.
        is_joined = len(found) > 1 and found[0] in told.check.joined and script(found[1]) != told.script
        word = found[1:] if is_joined else found
        scripts = {script(letter) for letter in word if letter.isalpha()}
        if (len(scripts) > 1 and "-" not in word) or told.check.foreign_letters & set(word.lower()):
            yield word
        is_foreign = told.script not in scripts and word not in told.check.names
        row = [*row, word] if is_foreign else []
        if len(row) == FOREIGN_WORDS:
            yield " ".join(row)


def script(letter: str) -> str:
    """Give the script of a letter, by its code in ISO 15924 where it is one of the site's."""
    name = unicodedata.name(letter, "").split(" ")[0]
    return {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "ETHIOPIC": "Ethi"}.get(name, name)
