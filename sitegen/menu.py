"""What MkDocs and mkdocs-static-i18n are told of the languages: each is a folder, none stands in mkdocs.yml."""

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginLanguage

from sitegen import languages, translations
from sitegen.errors import SiteError
from sitegen.languages import Language


def add_languages(config: MkDocsConfig, codes: Iterable[str]) -> None:
    """Let the plugin build each language after the entrance, and the switch lead to it.

    Raises:
        SiteError: a language's file is at fault, or has no title for a section of the menu.
    """
    found = [languages.of(code) for code in codes]
    sections = list(_sections(config.nav or []))
    for language in found:
        if language.code != translations.SOURCE:
            _check(language, sections)
    config.plugins["i18n"].config.languages += [_configured(language) for language in found]
    # Addresses are made relative when a page is written.
    config.extra["alternate"] = [
        {"name": language.name, "link": f"/{language.code}/", "lang": language.code} for language in found
    ]


def _configured(language: Language) -> I18nPluginLanguage:
    """Give a language as the plugin reads it from mkdocs.yml.

    Raises:
        SiteError: the plugin takes no such code for a language.
    """
    configured = I18nPluginLanguage()
    configured.load_dict({"locale": language.code, "name": language.name, "nav_translations": dict(language.nav)})
    failed, _ = configured.validate()
    if failed:
        raise SiteError(f"docs/{language.code}: {failed[0][1]}")
    return configured


def _check(language: Language, sections: Iterable[str]) -> None:
    for title in sections:
        if title not in language.nav:
            raise SiteError(f"docs/{language.code}/language.toml: nav has no «{title}», a section of mkdocs.yml")


def _sections(nav: Iterable[Any]) -> Iterator[str]:
    """Give the titles of the menu's sections; pages have their own."""
    for entry in nav:
        if isinstance(entry, dict):
            for title, inner in entry.items():
                if isinstance(inner, list):
                    yield title
                    yield from _sections(inner)
