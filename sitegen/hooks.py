"""MkDocs' events, each a few lines over the functions that do the work.

Plain `mkdocs build` runs them too.
"""

import atexit
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

# MkDocs loads this file by its path; plain `mkdocs build` does not know the project's folder.
ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, meta
from pathspec.gitignore import GitIgnoreSpec

from checker.parameters import Row, law_rows
from sitegen import (
    alternates as other_languages,
)
from sitegen import (
    assets,
    behind,
    bidi,
    headers,
    index,
    languages,
    letterfiles,
    menu,
    offline,
    origin,
    pages,
    paragraphs,
    project,
    stage,
    summaries,
    translations,
)
from sitegen.context import Alternate, Build, direction
from sitegen.guide import deadlines
from sitegen.staff import pages as staff
from sitegen.staff import redirects
from sitegen.stamp import marks, originals
from sitegen.trust import reviews

log = get_plugin_logger("sitegen")
# Environment variable: the form of Norwegian of this build.
NORWEGIAN = "INTROGUIDEN_NORWEGIAN"


@dataclass
class _Current:
    """The build going on: MkDocs keeps this module from one build to the next in the same process."""

    config: MkDocsConfig | None = None
    build: Build | None = None
    # What a copy must know of each page.
    known: originals.Originals = field(default_factory=dict)
    comparison: translations.Comparison | None = None
    # The rows of the law that each page tells.
    told: dict[str, list[Row]] = field(default_factory=dict)

    def __call__(self) -> Build:
        if self.build is None:
            raise RuntimeError("MkDocs has not configured a build")
        return self.build


_current = _Current()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stage the pages, once: mkdocs-static-i18n configures each language anew."""
    if _current.config is config:
        return config
    staged = stage.temporary_folder()
    atexit.register(shutil.rmtree, staged, ignore_errors=True)
    for missing in stage.stage(staged, Path(config.docs_dir)):
        log.warning("%s is missing: every page must exist in every language", missing)
    menu.add_languages(config, project.LANGUAGES)
    other_languages.install()
    _current.config = config
    _current.build = Build(os.environ.get(NORWEGIAN, project.LANGUAGES[0]), staged, project.today())
    _current.known = {}
    config.markdown_extensions.append(paragraphs.Paragraphs(_follow))  # type: ignore[arg-type]
    config.docs_dir = str(staged)
    # Pages at the root, at old addresses and the frame of a copy's own pages are found by their address only.
    old = [*redirects.load(staged / redirects.FILE), project.FRAME]
    config.not_in_nav = GitIgnoreSpec.from_lines([f"/{project.ENTRANCE}/*", *(f"/*/{name}.md" for name in old)])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the theme's own scripts and styles, unless the site is built with stock Material."""
    custom = config.theme.custom_dir
    if custom is None:
        return files
    theme = [Path(folder) for folder in config.theme.dirs]
    for file in list(files):
        source = Path(file.abs_src_path or "")
        ours = source.is_relative_to(custom) and source.relative_to(custom).parts[0] in assets.SOURCES
        theirs = not source.is_relative_to(custom) and any(source.is_relative_to(folder) for folder in theme)
        if ours or (theirs and file.src_uri != config.theme["favicon"]):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in what the page takes from the settings, the strings and the law."""
    build = _current()
    language = build.language(_locale(page))
    told: list[Row] = []
    context = build.for_text(language, told.append)

    def render(text: str) -> str:
        return pages.render(text, language, context, page.file.src_uri)

    page.meta = {key: pages.render_values(value, render) for key, value in page.meta.items()}
    if summaries.check(page.meta, language, page.file.src_uri):
        markdown += summaries.places(build.docs, page.file.name)
    if config.theme.custom_dir is None:
        # Stock Material has none of our templates.
        page.meta = {key: value for key, value in page.meta.items() if key not in ("template", "part", "guide")}
    is_at_root = _locale(page) == project.ENTRANCE
    _current.comparison = None if is_at_root else _comparison(build, language, Path(page.file.src_uri).stem, config)
    text = render(markdown)
    # A form and a table of the law rest on every row.
    shows_all = "part" in page.meta or "laws." in markdown
    _current.told[page.file.src_uri] = [*law_rows()] if shows_all else told
    originals.note(_current.known, page.file.src_uri, page.meta, text, is_ours="laws." in markdown)
    return text


def _comparison(build: Build, language: str, name: str, config: MkDocsConfig) -> translations.Comparison | None:
    """Compare a page with the Bokmål one it was made from; None where that was never confirmed."""
    made_from = build.made_from[language].get(name)
    if made_from is None:
        return None
    where = f"{translations.SOURCE}/{name}.md"
    source, _ = meta.get_data((build.docs / where).read_text("utf-8"))

    def parse(*, filled: bool) -> tuple[paragraphs.Sections, Markdown]:
        bokmaal = translations.SOURCE
        text = pages.render(source, bokmaal, build.for_text(bokmaal), where) if filled else source
        return paragraphs.read(text, config.markdown_extensions, config.mdx_configs)

    notes = {kind: build.ui[language][f"outdated_{kind}"] for kind in ("older", "new", "gone")}
    return translations.Comparison(made_from, notes, parse)


def _follow(root: Element, found: paragraphs.Sections, md: Markdown) -> None:
    if _current.comparison:
        _current.comparison(root, found, md)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the entrance a language that Material knows: its locale is only a name."""
    if config.theme["language"] == project.ENTRANCE:
        config.theme["language"] = _current().norwegian
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template its values, and make the addresses of Material's language switch relative."""
    build, here = _current(), page.url
    language = build.language(_locale(page))
    alternates = _alternates(config, here, {lang: file.url for lang, file in page.file.alternates.items()})  # type: ignore[attr-defined]
    context |= build.for_template(language, alternates, get_relative_url(".", here))
    context |= behind.told(build.today)
    context |= build.staleness(_current.told.get(page.file.src_uri, ()))
    if page.file.name != project.FRAME:
        context["made"] = reviews.told(build.docs, language, page.file.name, build.ui[language])
    context["origin"] = origin.origin(page.meta, language, page.file.src_uri)
    if page.meta.get(summaries.KEY):
        addresses = {one.lang: one.url for one in context["alternates"]}
        context["summary"] = summaries.ways(build.docs, page.file.name, build.norwegian, addresses)
    is_search, part = page.meta.get("template") == project.SEARCH_TEMPLATE, page.meta.get("part")
    context["csp"] = headers.policy(wasm=is_search or part is not None, meta=True)
    if is_search:
        context["search"] = languages.of(language).search
        context["az"] = index.group(_entries(nav, here), languages.of(language).alphabet)
    if page.meta.get("template") == project.OFFLINE_TEMPLATE:
        names = {other.lang: other.name for other in context["alternates"]}
        context["offline"] = offline.page_data(
            build.ui[language], language, build.words(language)["locale"], letterfiles.calendar(language), names
        )
    if page.meta.get("form"):
        context["paper"] = build.paper(page.meta["form"], language, Path(config.site_dir))
    if page.meta.get("template") == project.LETTERS_TEMPLATE:
        context["letters"] = build.letters(language, Path(config.site_dir))
    if page.meta.get("template") == project.CHECKLIST_TEMPLATE:
        context["checklist"] = build.checklist(language)
    addresses = {item.file.name: get_relative_url(item.url, here) for item in nav.pages}
    if page.meta.get("guide"):
        context["guide"] = build.guide(page.meta["guide"], language, addresses)
    if page.meta.get("template") == project.DEADLINES_TEMPLATE:
        context["deadlines"] = deadlines.table(build.today, language)
    if part:
        context["form"] = build.form(part, language, context["base"], addresses)
        context["form"].write_later(Path(config.site_dir), language)
    return context | staff.context(build, language, context, page, nav)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Take out what only Material's own script could use, and blanks; hold citations together; turn Arabic."""
    if not config.theme.custom_dir:
        return output
    html = pages.held(pages.without_margins(pages.without_namespaces(pages.without_toggles(output))))
    return bidi.page(marks.tightened(marks.unwrapped(marks.switched(html))), _current().language(_locale(page)))


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the page of unknown addresses its values.

    It is shown at any depth, so its addresses begin at the host's root.
    """
    if template_name == project.NOT_FOUND:
        build, root = _current(), context["base_url"]
        alternates = [replace(other, url=f"{root.rstrip('/')}/{other.url}") for other in _alternates(config, "", {})]
        context |= build.for_template(build.norwegian, alternates, root)
        context["csp"] = headers.policy(wasm=False, meta=True)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep one page for unknown addresses, and no site map: that is made for each copy, which knows its address."""
    if template_name == project.NOT_FOUND and _is_language_build(config):
        return ""
    if template_name == "sitemap.xml":
        return ""
    if not config.theme.custom_dir:
        return output_content
    return marks.rooted(marks.switched(pages.without_toggles(output_content)))


def on_post_build(config: MkDocsConfig) -> None:
    """Write down what a copy must know of each page. Called for each language; the last one has them all."""
    originals.write(Path(config.site_dir), _current.known)


def _is_language_build(config: MkDocsConfig) -> bool:
    """Say whether a real language is being built, not the entrance (which is built first)."""
    return config.plugins["i18n"].current_language != project.ENTRANCE  # type: ignore[attr-defined, no-any-return]


def _locale(page: Page) -> str:
    return str(page.file.locale_alternate_of)  # type: ignore[attr-defined]


def _alternates(config: MkDocsConfig, here: str, addresses: Mapping[str, str]) -> list[Alternate]:
    """List the languages of the switch, and put their addresses where Material's templates look.

    Args:
        config: `extra.alternate` names the languages and where each begins.
        here: the address of the page that links.
        addresses: of the same page by language; where it has none, the language's beginning is linked.
    """
    entries = [
        {**entry, "link": addresses.get(entry["lang"], entry["link"].lstrip("/"))}
        for entry in config.extra["alternate"]
    ]
    # As mkdocs-static-i18n does: templates see the attribute, the documented setting stays as it is.
    config.extra.alternate = entries  # type: ignore[attr-defined]
    return [
        Alternate(entry["lang"], entry["name"], _relative(entry["link"], here), direction(entry["lang"]))
        for entry in entries
    ]


def _relative(link: str, here: str) -> str:
    """Make an address of this site relative to a page; one on another host stays."""
    return link if urlsplit(link).netloc else get_relative_url(link, here)


def _entries(nav: Navigation, here: str) -> list[index.Entry]:
    """List every page of a language under its title, and under its keywords, which lead to the title."""
    entries = []
    for page in nav.pages:
        title, url = str(page.title), get_relative_url(page.url, here)
        entries.append(index.Entry(title, url, page.meta.get("description", "")))
        entries += [index.Entry(word, url, title) for word in map(str, page.meta.get("keywords", [])) if word != title]
    return entries
