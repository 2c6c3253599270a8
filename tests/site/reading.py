"""What a page says to a reader: its sentences and words, and how hard they are."""

import re
from dataclasses import dataclass
from functools import cache

from bs4 import BeautifulSoup, Tag

from sitegen.bootstrap import ROOT

# Not the page's own sentences: where it stands, its sources, lists of pages, the form's questions (test_words.py).
NOT_TEXT = ".where, .shelf, .az, .origin, [data-walk], .outdated, option, script, style, svg, template, .sr-only"
BLOCKS = ("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "caption", "summary", "legend", "label")
# Tables and headings are looked up, not read through: they are spelled right, but make no sentences.
PROSE = ("p", "li", "dd")
TERM = "[translate=no]"
# What is typed as it stands, in no language.
CODE = "code"
# A form to fill in: plain text for page, paper and document, so its Norwegian terms in brackets are not marked.
SHEET = ".sheet"
# A section in brackets is for those who look it up.
CITATION = re.compile(r"\s*\((?:[^()]|\([^()]*\))*§(?:[^()]|\([^()]*\))*\)")
# A full stop after a number is no end: 1. januar. Nor is one inside an address.
END = re.compile(r"(?<=[^\d\W])[.!?:]+[»”\")]*\s+(?=[\W_]*[A-ZÆØÅ0-9])|(?<=[\d»”)›])[.!?:]+\s+(?=[«“‹(]?[A-ZÆØÅ])|[!?]+\s+")
WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")
LETTERS = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
# The readability index LIX: more letters than this make a long word.
LONG_LETTERS = 6
# The longest ending of a term: kommun-enes.
ENDING_LETTERS = 4


@dataclass(frozen=True)
class Reading:
    """The sentences of a page, and its LIX: words a sentence, and the percentage of long words."""

    sentences: tuple[str, ...]
    lix: float

    def longest(self, count: int = 3) -> list[str]:
        """Give the longest sentences, each with its number of words."""
        ordered = sorted(self.sentences, key=lambda sentence: -len(WORD.findall(sentence)))
        return [f"{len(WORD.findall(sentence))} words: {sentence}" for sentence in ordered[:count]]


def article(html: str) -> Tag:
    """Give the page's own text, as a tree that may be changed."""
    found = BeautifulSoup(html, "html.parser").find("article")
    assert isinstance(found, Tag)
    for part in found.select(NOT_TEXT):
        part.extract()
    for part in found.select("br, .way__text > *"):
        part.insert_after(" ")
    return found


def read(html: str) -> Reading:
    """Measure a page. Terms count as ordinary words, whatever their length: the reader has to know them."""
    text = article(html)
    for term in text.select(TERM):
        term.replace_with(" ".join(f"‹{word}›" for word in term.get_text().split()))
    sentences = [sentence for block in _blocks(text, PROSE) for sentence in split(block)]
    words = [word for sentence in sentences for word in re.findall(r"‹[^›]*›|" + WORD.pattern, sentence)]
    if not words:
        return Reading((), 0.0)
    long = [word for word in words if not word.startswith("‹") and len(word) > LONG_LETTERS and not is_term(word)]
    shown = tuple(re.sub("[‹›]", "", sentence) for sentence in sentences)
    return Reading(shown, len(words) / len(sentences) + 100 * len(long) / len(words))


def split(text: str) -> list[str]:
    """Split a block into sentences. A block ends one, with or without a full stop."""
    plain = CITATION.sub("", " ".join(text.split()))
    return [part.strip() for part in END.split(plain) if WORD.search(part)]


def words(html: str, language: str, within: str = "") -> set[str]:
    """Give the words a page has in its own language: no term that is kept as it is, and none of another language.

    Args:
        html: the page.
        language: of the page.
        within: a selector: only the words inside what it finds. None: those outside the form to fill in.
    """
    text = article(html)
    if within:
        found = text.select(within)
        text = BeautifulSoup("".join(map(str, found)), "html.parser")
    else:
        for part in text.select(SHEET):
            part.extract()
    for part in text.select(f"{TERM}, {CODE}, [lang]"):
        if part.name == CODE or part.get("translate") == "no" or part.get("lang") not in (None, language):
            # An ending that follows a term goes with it.
            part.replace_with("‹")
    plain = re.sub(r"‹\w*|\S*[@/]\S*|\w+\.\w+\.\w+|\w+\.no\b", " ", "\n".join(_blocks(text, BLOCKS)))
    return {word for word in LETTERS.findall(plain) if len(word) > 1 and not re.search(r"\d", word)}


@cache
def terms() -> tuple[str, ...]:
    """Give the one-word terms of the glossary in all languages, without the ending that inflection changes."""
    rows = re.findall(r"^\|(.+?)\|(.+?)\|(.+?)\|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE)
    cells = [re.sub(r"\(.*?\)", "", cell).strip() for row in rows for cell in row]
    single = {part.strip().lower() for cell in cells for part in cell.split(",") if WORD.fullmatch(part.strip())}
    return tuple(re.sub(r"(en|et|a|e)$", "", term) for term in single if len(term) > LONG_LETTERS)


def is_term(word: str) -> bool:
    """Say whether a word is a term of the glossary, inflected or not."""
    return any(word.lower().startswith(term) and len(word) - len(term) <= ENDING_LETTERS for term in terms())


def _blocks(text: Tag, names: tuple[str, ...]) -> list[str]:
    """Give the text of each block, without that of the blocks inside it."""
    found = []
    for block in text.find_all(names):
        own = "".join(
            child.get_text() if isinstance(child, Tag) else str(child)
            for child in block.children
            if not (isinstance(child, Tag) and (child.name in (*BLOCKS, "ul", "ol", "dl", "table")))
        )
        found.append(own)
    return found
