"""`translated`: a translator confirms that pages and texts say what Bokmål says today, or asks which do not."""

import argparse
import sys
from collections.abc import Iterable
from functools import cache

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import meta

from sitegen import paragraphs, summaries, translations
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES
from sitegen.trust import check, sources

TRANSLATIONS = tuple(language for language in LANGUAGES if language != translations.SOURCE)


def run(arguments: list[str]) -> int:
    """Confirm what is named, or list what is outdated; returns 1 where something cannot be confirmed."""
    parser = argparse.ArgumentParser(prog="python -m sitegen translated", description=__doc__)
    parser.add_argument("page", nargs="*", help="a page, such as klage; texts: ui.toml, or ui.toml#unsure")
    parser.add_argument("--check", action="store_true", help="compare what the texts state with Bokmål")
    parser.add_argument("--language", choices=TRANSLATIONS, help="only this one")
    chosen = parser.parse_args(arguments)
    languages = [chosen.language] if chosen.language else list(TRANSLATIONS)
    if chosen.check:
        faults = [f"{language}: {fault}" for language in languages for fault in check.language(DOCS, language)]
        print(*faults, sep="\n", end="\n" if faults else "")
        return 1 if faults else 0
    if not chosen.page:
        print(*[line for language in languages for line in outdated(language)], sep="\n")
        return 0
    failed = [language for language in languages if not _confirm(language, chosen.page)]
    return 1 if failed else 0


def _confirm(language: str, names: Iterable[str]) -> bool:
    """Record that pages and texts say what the Bokmål ones do; False where one cannot be recorded, which is told."""
    record = translations.load(DOCS, language)
    short = summaries.listed(DOCS, language)
    is_right = True
    for page in names:
        if page in short or (is_page(page) and not (DOCS / language / f"{page}.md").is_file()):
            print(f"{language}: {page}: {'only a summary' if page in short else 'no such page'}, nothing to confirm")
            continue
        try:
            if sources.is_named(page):
                sources.confirm(record, DOCS, language, page)
            else:
                ours, source = fingerprints(language, page), fingerprints(translations.SOURCE, page)
                translations.confirm(record, page, ours, source)
        except SiteError as error:
            print(f"docs/{language}/{error}", file=sys.stderr)
            is_right = False
    (DOCS / language / translations.FILE).write_text(translations.dump(record), "utf-8", newline="\n")
    return is_right


def is_page(name: str) -> bool:
    """Say whether Bokmål has a page of this name."""
    return (DOCS / translations.SOURCE / f"{name}.md").is_file()


def outdated(language: str) -> list[str]:
    """List the headings under which something is older than Bokmål, as `nn/klage#trygt`, and texts of TOML files."""
    record = translations.load(DOCS, language)
    found = []
    short = summaries.listed(DOCS, language)
    for file in sorted((DOCS / translations.SOURCE).glob("*.md")):
        if file.stem in short:
            continue
        made_from, prints = record.get(file.stem, {}), fingerprints(translations.SOURCE, file.stem)
        headings = dict.fromkeys([*prints, *made_from])
        found += [
            f"{language}/{file.stem}#{heading}" for heading in headings if made_from.get(heading) != prints.get(heading)
        ]
    return [*found, *(f"{language}/{named}" for named in sources.outdated(DOCS, language))]


@cache
def fingerprints(language: str, page: str) -> dict[str, list[str]]:
    """Give the fingerprints of a page as it stands in docs/.

    Raises:
        SiteError: there is no such page.
    """
    file = DOCS / language / f"{page}.md"
    if not file.is_file():
        raise SiteError(f"{page}: no such page")
    markdown, _ = meta.get_data(file.read_text("utf-8"))
    config = _config()
    return paragraphs.fingerprints(*paragraphs.read(markdown, config.markdown_extensions, config.mdx_configs))


@cache
def _config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))
