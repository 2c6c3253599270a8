"""A page's other languages, found in one step each.

mkdocs-static-i18n makes a file of every page for every language and again for every language, in each language's
build: three quarters of the time at twelve languages. What it looks for can be read from the folder's name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs_static_i18n.reconfigure import ExtendedPlugin

from sitegen.errors import SiteError

PACKAGE = "mkdocs-static-i18n"
# The method below stands in for this version's; another may want something else of it.
WRITTEN_FOR = "1.3.1"

Create = Callable[[File, str, str, list[str], MkDocsConfig], File]
# The other languages' files are the same in every language's build. By source and language.
_made: dict[tuple[str, str], File] = {}


def install() -> None:
    """Put `find` in the place of the plugin's own method, once for each build.

    Raises:
        SiteError: the plugin is of another version.
    """
    found = version(PACKAGE)
    if found != WRITTEN_FOR:
        raise SiteError(f"sitegen/alternates.py is written for {PACKAGE} {WRITTEN_FOR}, this is {found}")
    _made.clear()
    ExtendedPlugin.reconfigure_files_alternates = find


def find(
    plugin: Any,  # noqa: ANN401 - ships no types
    files: Mapping[str, Any],
    others: Mapping[str, Sequence[File]],
    config: MkDocsConfig,
    create: Create,
) -> None:
    """Give each file of the language that is built its counterparts in the others.

    Args:
        plugin: mkdocs-static-i18n, which never falls back to its default language here.
        files: those of this language, by their path inside a language.
        others: the files of other languages, by the same path.
        config: MkDocs' own.
        create: makes the file of a language out of a source.
    """
    known = frozenset(plugin.all_languages)
    for path, file in files.items():
        by_language: dict[str, File] = {}
        for other in others.get(path, ()):
            first = other.src_uri.partition("/")[0]
            by_language.setdefault(first if first in known else plugin.default_language, other)
        for language in sorted(plugin.build_languages):
            source = by_language.get(language)
            if source is None or language in file.alternates:
                continue
            key = source.src_uri, language
            if key not in _made:
                _made[key] = create(source, language, plugin.default_language, plugin.all_languages, config)
            file.alternates[language] = _made[key]
