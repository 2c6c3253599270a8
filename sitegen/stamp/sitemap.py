"""The site map of a copy that knows its address: every page, and the same page in the other languages."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def written(address: str, pages: Mapping[str, Iterable[str]], day: str) -> str:
    """Write a site map.

    Args:
        address: of the copy, with a slash at the end.
        pages: names of the pages of each language, in the order of the languages; empty for the front page.
        day: of the release, YYYY-MM-DD.
    """
    named = {language: sorted(names) for language, names in pages.items()}
    lines = [_entry(address, "", {}, day)]
    for language, names in named.items():
        for name in names:
            same = {other: f"{address}{_path(other, name)}" for other, others in named.items() if name in others}
            lines.append(
                _entry(address, _path(language, name), {**same, "x-default": address} if not name else same, day)
            )
    return f"{HEAD}{''.join(lines)}</urlset>\n"


def _path(language: str, name: str) -> str:
    return f"{language}/{name}/" if name else f"{language}/"


def _entry(address: str, path: str, same: Mapping[str, str], day: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(link)}/>' for language, link in same.items()
    )
    return f"<url><loc>{escape(address + path)}</loc><lastmod>{day}</lastmod>{links}</url>\n"
