"""Places to fill in, and how they are filled: `⟦name⟧` in a page, in JSON and in documents of the released site.

| Mark | Becomes |
|---|---|
| `⟦name⟧` | the value, escaped for where it stands |
| `⟦block contacts⟧` | HTML that was made and escaped elsewhere |
| `⟦if address⟧ … ⟦end⟧` | what is inside, where there is a value |
| `⟦or logo⟧ … ⟦end⟧` | the block, or what is inside where there is none |
| `⟦lang nn⟧ … ⟦end⟧` | what is inside, where the copy shows the language |
| `⟦languages⟧ ⟦lang nb⟧ … ⟦end⟧ … ⟦end⟧` | the languages of the copy, in its order |
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from babel import Locale
from markupsafe import Markup

from sitegen.errors import SiteError
from sitegen.fields import Told

MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
# A block alone in a paragraph of Markdown takes the paragraph's place.
ALONE = re.compile(r"<p\b[^>]*>\s*(⟦block [\w.]+⟧)\s*</p>")
# What a page can have made of the settings: each alone in a paragraph, which is left out where there is nothing.
BLOCKS = ("contacts", "units", "complaints", "statsforvalter", "arrangements")
ALTERNATE = re.compile(r'(<link rel="alternate"[^>]* hreflang="([\w-]+)"[^>]*>)')
FROM_ROOT = re.compile(r'\b(href|src|content)="/(?!/)')
# A line of marks that put nothing into a line of text.
LINE = re.compile(r"^((?:⟦(?:block|if|or|lang|languages|end)\b[^⟦⟧]*⟧)+)\n", re.MULTILINE)
JSON = frozenset({".json", ".webmanifest"})
SUFFIXES = JSON | {".html"}
# What a place of a page can stand in: where that begins, and where it ends. Scripts of pages hold JSON.
INSIDE = {"script": ("<script", "</script"), "title": ("<title", "</title"), "tag": ("<", ">")}
END = "end"

# A value: plain text, a text that may be in another language than its page, or HTML.
Value = str | Told
Find = Callable[[str], Value]
Place = Literal["text", "tag", "json"]


class Field(NamedTuple):
    """A value to put in."""

    key: str
    place: Place


class Block(NamedTuple):
    """Marks from one that opens to its end."""

    kind: str
    key: str
    inside: tuple["Node", ...]


Node = str | Field | Block


def is_marked(text: str) -> bool:
    """Say whether a text holds a mark."""
    return "⟦" in text


def mark(*words: str) -> Markup:
    """Give a mark, for templates and pages."""
    return Markup(f"⟦{' '.join(words)}⟧")  # noqa: S704 - names of ours


def site(norwegian: str) -> dict[str, object]:
    """Give what pages say of the municipality: marks, but for the form of Norwegian, which decides about texts.

    Args:
        norwegian: `nb` or `nn`.
    """
    owner = {"name": mark("owner.name"), "email": mark("owner.email")}
    return {"name": mark("name"), "number": mark("number"), "norwegian": norwegian, "owner": owner}


def unwrapped(page: str) -> str:
    """Take the paragraph round a block that stands alone in it."""
    return ALONE.sub(r"\1", page)


def tightened(page: str) -> str:
    """Take the ends of lines that hold nothing but marks: nothing in their place leaves no empty line."""
    return page if "<pre" in page else LINE.sub(r"\1", page)


def switched(page: str) -> str:
    """Mark the links in a page's head to the same page in other languages: a copy may not show them."""
    return ALTERNATE.sub(r"⟦lang \2⟧\1⟦end⟧", page)


def rooted(page: str) -> str:
    """Mark addresses that begin at the host's root, in the page of unknown addresses: a copy may stand in a folder."""
    return FROM_ROOT.sub(r'\1="⟦root⟧', page)


def emptied(page: str) -> str:
    """Take the marks out of a page, not what they stand round."""
    return MARK.sub("", page)


def parse(text: str, suffix: str, where: str) -> tuple[Node, ...]:
    """Read the marks of a file.

    Args:
        text: the file.
        suffix: of its name: JSON and HTML are escaped differently.
        where: the file, for messages.

    Raises:
        SiteError: a block has no end, or an end no block.
    """
    stack: list[tuple[str, str, list[Node]]] = [("", "", [])]
    at, where_now = 0, _Where(text, suffix)
    for found in MARK.finditer(text):
        stack[-1][2].append(text[at : found.start()])
        at = found.end()
        kind, _, key = found[1].partition(" ")
        if kind == END:
            if len(stack) == 1:
                raise SiteError(f"{where}: ⟦end⟧ of nothing")
            opened, name, inside = stack.pop()
            stack[-1][2].append(Block(opened, name, tuple(inside)))
        elif kind in ("if", "or", "lang", "languages"):
            stack.append((kind, key, []))
        else:
            stack[-1][2].append(Field(key or kind, where_now.place(found.start())))
    if len(stack) > 1:
        raise SiteError(f"{where}: ⟦{stack[-1][0]} {stack[-1][1]}⟧ has no end")
    return (*stack[0][2], text[at:])


def fill(nodes: Sequence[Node], find: Find, language: str, shown: Sequence[str]) -> Iterator[str]:
    """Give the pieces of a file, its marks filled.

    Args:
        nodes: of `parse`.
        find: gives the value of a key; empty where there is none.
        language: of the page.
        shown: the languages of the copy, in their order.
    """
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Field):
            yield written(find(node.key), node.place, language)
        elif node.kind == "if":
            if find(node.key):
                yield from fill(node.inside, find, language, shown)
        elif node.kind == "or":
            value = find(node.key)
            yield from [written(value, "text", language)] if value else fill(node.inside, find, language, shown)
        elif node.kind == "lang":
            if node.key in shown:
                yield from fill(node.inside, find, language, shown)
        else:
            each = {inner.key: inner for inner in node.inside if isinstance(inner, Block)}
            yield from fill([each[one] for one in shown if one in each], find, language, shown)


def written(value: Value, place: Place, language: str) -> str:
    """Write a value for where it stands: nothing in it can end the text, the attribute or the string it is in."""
    text = value.text if isinstance(value, Told) else value
    if place == "json":
        # No `<` can end the script element round it.
        inside = json.dumps(str(text), ensure_ascii=False)[1:-1]
        return inside.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    if isinstance(value, Markup):
        return str(value)
    escaped = html.escape(text)
    if place != "text":
        return escaped
    if isinstance(value, Told) and value.language != language:
        escaped = f'<span lang="{value.language}">{escaped}</span>'
    # Whichever way a name runs, what stands beside it keeps its place.
    return f"<bdi>{escaped}</bdi>" if _runs_left(language) else escaped


@cache
def _runs_left(language: str) -> bool:
    return str(Locale.parse(language).text_direction) == "rtl"


class _Where:
    """Knows in what a place of a file stands. Places are asked for from the beginning on."""

    def __init__(self, text: str, suffix: str) -> None:
        self.text, self.suffix, self.read = text, suffix, 0
        self.is_inside = dict.fromkeys(INSIDE, False)

    def place(self, at: int) -> Place:
        """How a value that stands here is escaped."""
        if self.suffix != ".html":
            return "json" if self.suffix in JSON else "text"
        for kind, (begins, ends) in INSIDE.items():
            first, last = (self.text.rfind(sign, self.read, at) for sign in (begins, ends))
            if first != last:
                self.is_inside[kind] = first > last
        self.read = at
        if self.is_inside["script"]:
            return "json"
        return "tag" if self.is_inside["tag"] or self.is_inside["title"] else "text"


LOCAL = {name: mark("block", name) for name in BLOCKS}
