"""Text from right to left: what is written from left to right inside it keeps its order.

Sections, telephone numbers, addresses and Norwegian names would otherwise change places with what stands beside them,
or be turned round. `overrides/checker/bidi.mjs` does the same in the browser; the pattern is the same.
"""

import re

# What is in another order than the text round it: a section with its letter, digits in groups, an address, Latin words.
RUN = re.compile(
    r"§§? ?\d+(?:-\d+)?(?: [a-z](?![\w]))?"
    r"|\+?\d+(?:[  ]\d+)+"
    r"|[A-Za-zÀ-ÿ][\wÀ-ÿ./:@?=&#’'-]*(?: (?:§ ?)?[A-Za-zÀ-ÿ0-9][\wÀ-ÿ./:@’'-]*)*"
)
TAG = re.compile(r"(<[^>]+>)")
NAME = re.compile(r"</?([a-z][a-z0-9-]*)", re.IGNORECASE)
# Their text is no text of the page, or can hold no elements.
WHOLE = frozenset("head script style svg textarea title option bdi".split())
ENTITY = re.compile(r"(&[#\w]+;)")


def isolated(html: str) -> str:
    """Put an element with its own direction round each run from left to right in a page."""
    found: list[str] = []
    inside: list[str] = []
    for piece in TAG.split(html):
        if piece.startswith("<"):
            _follow(piece, inside)
            found.append(piece)
        else:
            found.append(piece if inside else "".join(map(_runs, ENTITY.split(piece))))
    return "".join(found)


def _runs(text: str) -> str:
    return text if ENTITY.fullmatch(text) else RUN.sub(r'<bdi dir="ltr">\g<0></bdi>', text)


def _follow(tag: str, inside: list[str]) -> None:
    """Keep count of the elements whose text stays as it is."""
    named = NAME.match(tag)
    if named is None or named[1].lower() not in WHOLE or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        if inside:
            inside.pop()
    else:
        inside.append(named[1])
