"""What the templates of staff tools, and of addresses that stay, get beside what every template gets."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from sitegen import lawtext, project
from sitegen.context import Alternate, Build
from sitegen.staff import lawlist, oldpages, topics

Maker = Callable[[Build, str, Mapping[str, Any], Page, Navigation], dict[str, Any]]


def context(build: Build, language: str, given: Mapping[str, Any], page: Page, nav: Navigation) -> dict[str, Any]:
    """Give what a page's template wants.

    Args:
        build: the build going on.
        language: of the page.
        given: what the template gets already: `alternates` and `base` are read.
        page: the page.
        nav: the navigation in the page's language.
    """
    maker = MAKERS.get(str(page.meta.get("template")))
    return maker(build, language, given, page, nav) if maker else {}


def _spoken(build: Build, given: Mapping[str, Any]) -> list[topics.Spoken]:
    def spoken(other: Alternate) -> topics.Spoken:
        titles = topics.titles(build.docs, other.lang)
        return topics.Spoken(other.lang, other.name, other.dir, titles, build.ui[other.lang])

    return [spoken(other) for other in given["alternates"] if other.lang in build.ui]


def _topic(build: Build, _language: str, given: Mapping[str, Any], page: Page, _nav: Navigation) -> dict[str, Any]:
    spoken = {one.lang: one.titles for one in _spoken(build, given)}
    return {"titles": {lang: titles[page.file.name] for lang, titles in spoken.items() if page.file.name in titles}}


def _redirect(build: Build, language: str, _given: Mapping[str, Any], page: Page, _nav: Navigation) -> dict[str, Any]:
    name, _, heading = str(page.meta["redirect"]).partition("#")
    folder = "../" if name == "index" else f"../{name}/"
    if page.canonical_url:
        page.canonical_url = page.canonical_url.removesuffix(f"{page.file.name}/") + folder.removeprefix("../")
    title = topics.titles(build.docs, language)[name]
    return {"redirect": {"url": folder + (f"#{heading}" if heading else ""), "title": title}}


def _links(build: Build, language: str, given: Mapping[str, Any], _page: Page, nav: Navigation) -> dict[str, Any]:
    spoken, often = _spoken(build, given), topics.load(build.docs)
    others = [name for name in _readers(nav) if name not in often]
    return {
        "often": topics.table(often, language, spoken, given["base"], often),
        "others": topics.table(others, language, spoken, given["base"], often),
    }


def _sheets(build: Build, language: str, given: Mapping[str, Any], _page: Page, _nav: Navigation) -> dict[str, Any]:
    spoken = _spoken(build, given)
    return {"sheets": topics.sheets(topics.load(build.docs), language, spoken, given["base"])}


def _lawlist(build: Build, language: str, _given: Mapping[str, Any], _page: Page, _nav: Navigation) -> dict[str, Any]:
    laws = build.laws[language]
    return {"decisions": lawlist.decisions(laws), "day": lawtext.long_date(laws.today, language)}


def _oldpages(build: Build, language: str, _given: Mapping[str, Any], _page: Page, _nav: Navigation) -> dict[str, Any]:
    outdated = oldpages.load(build.docs)
    rules = oldpages.told(outdated, build.laws[language], topics.titles(build.docs, language))
    return {"rules": rules, "patterns": oldpages.patterns(outdated, build.today)}


def _readers(nav: Navigation) -> Iterator[str]:
    """Give the names of the pages behind the first door: those that are for the reader and not for staff."""
    doors = [item for item in nav.items if isinstance(item, Section)]
    waiting: list[Any] = [*doors[:1]]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, Section):
            waiting = [*item.children, *waiting]
        else:
            yield str(item.file.name)


MAKERS: dict[str, Maker] = {
    project.TOPIC_TEMPLATE: _topic,
    project.REDIRECT_TEMPLATE: _redirect,
    "links.html": _links,
    "handout.html": _sheets,
    "lawlist.html": _lawlist,
    "oldpages.html": _oldpages,
}
