"""A copy's own pages in the one file to share."""

import importlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from markupsafe import Markup

from sitegen import sharepage
from sitegen.stamp import colour, marks
from sitegen.stamp.ownpages import OwnPage
from sitegen.stamp.values import Values

SECTION = re.compile(r'<section class="page shared__page" id=([\w-]+)>')
# As in overrides/offline/share.html.
ENTRY = Markup('<li><a href="#{}">{}</a></li>\n')
PAGE = Markup(
    '<section class="page shared__page" id="{}">\n{}\n<p class="shared__up"><a href="#topp">{}</a></p>\n</section>\n'
)


def filled(nodes: Sequence[marks.Node], values: Values, path: str, site: Path) -> Iterable[str]:
    """Give the pieces of the file to share of a language.

    Args:
        nodes: of the file.
        values: of the language.
        path: of the file in the site.
        site: the copy, with its own pictures.
    """
    own, find = _own(nodes, values, site), values.page(path)
    pieces = marks.fill(
        nodes, lambda key: own[key] if key in own else find(key), values.language, values.settings.shown
    )
    if not values.settings.colour:
        return pieces
    # The style and the policy that names it are parts of the text.
    return [colour.coloured_page("".join(pieces), values.settings.colour)]


def _own(nodes: Sequence[marks.Node], values: Values, site: Path) -> dict[str, marks.Value]:
    """Give the copy's own pages as parts of the file."""
    if not values.own:
        return {}
    language = values.language
    there = [name for node in nodes if isinstance(node, str) for name in SECTION.findall(node)]
    own = [page for page in values.own if not sharepage.is_left_out(_address(page, language), language)]
    added = [page for page in own if page.is_added]
    names = {f"/{language}/{'' if name == 'start' else f'{name}/'}": name for name in there}
    names |= {_address(page, language): page.name for page in added}
    texts = {page.name: _section(page, values, site, names) for page in own}
    found: dict[str, marks.Value] = {f"own.{page.name}": texts[page.name] for page in own if not page.is_added}
    up = values.ui["share_up"]
    found["shared.menu"] = Markup("").join(ENTRY.format(page.name, page.title) for page in added)
    found["shared.sections"] = Markup("").join(PAGE.format(page.name, texts[page.name], up) for page in added)
    return found


def _section(page: OwnPage, values: Values, site: Path, names: dict[str, str]) -> Markup:
    address = _address(page, values.language)
    find, shown = values.page(f"{address.strip('/')}/index.html"), values.settings.shown
    # Takes a fifth of the time of a copy to import, and most copies have no pages of their own.
    bs4 = importlib.import_module("bs4")
    article = bs4.BeautifulSoup(f"<article>{find('own')}</article>", "html.parser").article
    _, text, _ = sharepage.inner(article, site, address, names)
    filled_text = "".join(marks.fill(marks.parse(text, ".html", address), find, values.language, shown))
    return Markup(filled_text)  # noqa: S704 - the page's HTML was cleaned


def _address(page: OwnPage, language: str) -> str:
    return f"/{language}/{page.name}/"
