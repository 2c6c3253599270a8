"""One word for each Norwegian term: before `([[klage]])` stands the language's own word, as `terms.toml` has it.

Only a term in brackets after a word is a translation of it: «look for the word [[klage]]» is none. Ukrainian and
Arabic inflect, so the beginning of a word is compared, without the article and the short words that Arabic writes onto
it. Of an expression of several words one is enough.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sitegen.glossary import Glossary, Own, Term
from sitegen.pages import TERM
from sitegen.project import DOCS
from sitegen.trust import facts

# Terms in brackets, and nothing else there.
IN_BRACKETS = re.compile(r"\(((?:\[\[[^\[\]\n]+\]\][,/]? ?)+)\)")
# How far before the bracket the word may begin, in signs.
NEAR = 70
# Endings differ: of a word this share is compared, but never less than three letters.
SHARE, LEAST = 0.6, 3
ARABIC_BEGINNING = re.compile(r"^(?:[وفبكل]?ال|لل|[وفبكل](?=ال))")


def wrong(text: str, forms: Mapping[str, str], own: Mapping[str, Own]) -> Iterator[str]:
    """Give the terms of a text that stand after another word than the language's own.

    Args:
        text: with `[[terms]]`.
        forms: a form that pages mark, in small letters → the term's key.
        own: key → the term in the language.
    """
    for bracket in IN_BRACKETS.finditer(text):
        before = text[max(0, bracket.start() - NEAR) : bracket.start()]
        for term in TERM.findall(bracket[1]):
            key = forms.get(term.lower())
            if key is not None and not stands(own[key].word, before):
                yield f"[[{term}]] stands after something else than «{own[key].word}»"


def stands(word: str, text: str) -> bool:
    """Say whether a word, or one of an expression, stands in a text, in whatever form."""
    there = [stem(each) for each in facts.WORD.findall(facts.unmarked(text))]
    wanted = [stem(each) for each in facts.WORD.findall(facts.unmarked(re.sub(r"\(.*?\)", "", word)))]
    return any(_alike(one, other) for one in wanted for other in there)


def stem(word: str) -> str:
    """Give a word as it is compared: small letters, without what Arabic writes before it."""
    return ARABIC_BEGINNING.sub("", word.lower())


@cache
def forms(language: str, docs: Path = DOCS) -> tuple[dict[str, str], dict[str, Own]]:
    """Give the forms that pages mark, and the terms in the language."""
    glossary = Glossary(docs, language)
    terms: dict[str, Term] = glossary.all
    return {form: key for key, term in terms.items() for form in term.forms("nb")}, glossary.own


def _alike(one: str, other: str) -> bool:
    length = max(LEAST, round(len(one) * SHARE))
    return one[:length] == other[:length] or (len(one) > LEAST and one[1:] in other)
