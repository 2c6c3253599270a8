"""Text that runs from right to left: pieces that run the other way are set apart, so that nothing changes places.

Arabic letters turn what stands beside them. Without help `§ 15-7` is shown as `7-15 §`, and a telephone number with its
last digits first. A piece is isolated by an element where there is markup, and by two invisible signs of Unicode where
there is none (Unicode Standard Annex 9, section 2.4).
"""

import re
from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError

from sitegen import languages

RTL = "rtl"
# Left-to-right isolate, first strong isolate, and the end of either.
LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"
# Hebrew, Arabic, Syriac, Thaana, N'Ko, and the forms of presentation.
STRONG = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# The name of an act is filled in in the reader's language.
SAID = re.compile(r"\{act\}")
LETTER = re.compile(r"(?<=[\d}]) (?=[a-z]\b)")

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = f"[{_LETTER}][{_LETTER}\\d]*"
_SPACE = "[ \u00a0\u202f]"
_SECTION = rf"(?:\d+(?:-\d+)?|\{{\w+\}})(?:{_SPACE}[a-z](?![{_LETTER}\d]))?"
_CITED = rf"§{{1,2}}{_SPACE}?{_SECTION}(?:{_SPACE}?[-–]{_SPACE}?{_SECTION})?"
# Pieces that run from left to right, the longest first.
_RUNS = (
    r"(?:https?://|www\.)[^\s<>«»\"؀-ۿ]*[\w/=#-]",
    r"[\w.+-]+@[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)+",
    _CITED,
    # Words, and names with a hyphen or a number in them: HK-dir, B1-B2. An act takes its section along.
    rf"{_WORD}(?:(?:-?{_SPACE}|[-–/.@_'’]|{_SPACE}?&amp;{_SPACE}?){_WORD}|[-–/.]\d+)*(?:{_SPACE}(?:{_CITED}|§§?))?",
    rf"\d+(?:[.,]\d+)?{_SPACE}?%",
    # Numbers of several parts: dates, ranges, telephone numbers, amounts, times.
    rf"[+−]?\d+(?:(?:[.,:/\u00a0\u202f-]|{_SPACE}?–{_SPACE}?)\d+| \d{{2,3}}(?!\d))+",
    r"[+−]\d+",
    # The ending of a file's name.
    r"(?<![\w.])\.[a-z]{2,4}(?![a-z])",
)
# Entities, what is isolated already, marked terms, and places that a later step of the build fills.
_KEPT = rf"&#?\w+;|{LRI}[^{PDI}]*{PDI}|\[\[.+?\]\]|⟦.+?⟧"
PIECE = re.compile(rf"(?P<kept>{_KEPT})|(?P<run>{'|'.join(_RUNS)})|(?P<fact>\{{\w+\}})")

TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.DOTALL)
LANG = re.compile(r'\slang="([A-Za-z-]+)"')
DIR = re.compile(r'\sdir="(\w+)"')
# A Norwegian act and the section after it are one piece, as they are in a letter.
ACT = re.compile(rf"\[\[([^\[\]]+)\]\](?={_SPACE}§)({_SPACE}(?:{_CITED}|§§?))")
MARKED_ACT = re.compile(
    rf'(<span dir="ltr" lang="nb" translate="no">[^<]*)</span>({_SPACE})(?:<bdi dir="ltr">(§[^<]*)</bdi>|(§§?))'
)
# A text to write off runs as its language does, with its frame.
QUOTED = re.compile(
    r'<blockquote(?=[^>]*>(?:\s*<p[^>]*><span dir="ltr" lang="nb"[^>]*>[^<]*</span></p>)+\s*</blockquote>)'
)
# Boxes that place their parts themselves, and drop the blanks between them.
BOXES = frozenset({"a", "button", "label", "summary"})
WHOLE = re.compile("<bdi[^<]*</bdi>")
# What holds no text to read, and what has no place for an element inside a text.
RAW = frozenset({"script", "style", "textarea", "title", "option"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DRAWING = "svg"


def direction(tag: str) -> str:
    """Give `ltr` or `rtl` for a language's tag in HTML; what nobody knows runs from left to right."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"


def signed(text: str) -> str:
    """Isolate by signs what runs from left to right; placeholders and marked terms stay for whoever fills them in."""
    whole = ACT.sub(r"[[\1\2]]", text)
    return PIECE.sub(lambda found: f"{LRI}{_held(found[0])}{PDI}" if found["run"] else found[0], whole)


def apart(text: str, around: str) -> str:
    """Set a text apart by signs from a sentence that runs from right to left; a line to write on stays as it is."""
    is_other = STRONG.search(around) and not STRONG.search(text) and any(map(str.isalnum, text))
    return f"{FSI}{text}{PDI}" if is_other else text


def texts(value: object, language: str) -> object:
    """Isolate by signs in all texts of a value that goes to scripts: tables and lists, as JSON has them.

    Only texts in letters from right to left are touched: addresses, codes and Norwegian stay.
    """
    if languages.of(language).direction != RTL:
        return value
    if isinstance(value, Mapping):
        return {key: texts(inner, language) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [texts(inner, language) for inner in value]
    if isinstance(value, str) and (STRONG.search(value) or SAID.search(value)):
        return signed(value)
    return value


def page(html: str, language: str) -> str:
    """Make a page run from right to left, with all that runs the other way in elements of its own.

    Args:
        html: a whole page.
        language: of the page. One from left to right is given back as it is.
    """
    if languages.of(language).direction != RTL:
        return html
    head, opening, body = html.partition("<body")
    head = re.sub(r'<html lang="[\w-]+"', rf'\g<0> dir="{RTL}"', head, count=1)
    made = QUOTED.sub(r'\g<0> dir="ltr"', "".join(_Page().parts(opening + body)))
    return head + MARKED_ACT.sub(lambda act: f"{act[1]}{act[2]}{_held(act[3] or act[4])}</span>", made)


class _Page:
    """Reads a page tag by tag, and says of each text how it is isolated.

    Attributes:
        open: names of the elements that are open, the outermost first.
        left: how many were open where a part from left to right began: nothing in it is to be done.
        drawing: the same of a drawing, where no element may stand in a text.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self.left: int | None = None
        self.drawing: int | None = None

    def parts(self, html: str) -> Iterator[str]:
        """Give the pieces of the page in order, tags and texts, each as it is to be."""
        place = 0
        for found in TAG.finditer(html):
            yield self._text(html[place : found.start()])
            place = found.end()
            yield self._tag(found[0], closes=bool(found[1]), name=(found[2] or "").lower(), attributes=found[3] or "")
        yield html[place:]

    @property
    def _inner(self) -> str:
        return self.open[-1] if self.open else ""

    def _text(self, text: str) -> str:
        if self._inner in RAW or self.left is not None:
            return text
        return signed(text) if self.drawing is not None else _isolated(text, box=self._inner in BOXES)

    def _tag(self, tag: str, *, closes: bool, name: str, attributes: str) -> str:
        if not name or (self._inner in RAW and name != self._inner):
            return tag
        if closes:
            self._close(name)
            return tag
        directed = _directed(tag, name, attributes)
        if name not in VOID and not attributes.endswith("/"):
            said = DIR.search(directed)
            if said and said[1] == "ltr" and self.left is None:
                self.left = len(self.open)
            if name == DRAWING and self.drawing is None:
                self.drawing = len(self.open)
            self.open.append(name)
        return directed

    def _close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass
        if self.left is not None and len(self.open) <= self.left:
            self.left = None
        if self.drawing is not None and len(self.open) <= self.drawing:
            self.drawing = None


def _directed(tag: str, name: str, attributes: str) -> str:
    """Let an element in another language run as that language does."""
    lang = LANG.search(attributes)
    if lang is None or DIR.search(attributes) or direction(lang[1]) == RTL:
        return tag
    end = len(name) + 1
    return f'{tag[:end]} dir="ltr"{tag[end:]}'


def _isolated(text: str, *, box: bool) -> str:
    """Isolate in a text of HTML; in a box it stays one part."""
    made = PIECE.sub(lambda found: f'<bdi dir="ltr">{_held(found[0])}</bdi>' if found["run"] else found[0], text)
    # What came in with signs around it.
    made = made.replace(LRI, '<bdi dir="ltr">').replace(FSI, "<bdi>").replace(PDI, "</bdi>")
    return f"<span>{made}</span>" if box and made != text and not WHOLE.fullmatch(made) else made


def _held(run: str) -> str:
    """Keep a number beside its sign, and a section's letter beside its number."""
    return LETTER.sub("\u00a0", run.replace("§ ", "§\u00a0").replace(" %", "\u00a0%"))
