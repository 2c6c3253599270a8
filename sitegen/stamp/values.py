"""What stands in the place of each mark, by language and page."""

from functools import cache
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from sitegen import project, strings
from sitegen.errors import SiteError
from sitegen.fields import Sentence, Told
from sitegen.settings import DUTIES, Reachable, Settings
from sitegen.stamp import arrangementtext, marks, overlay
from sitegen.stamp.ownpages import OwnPage

# Templates of what a page may have more than once, or not at all.
TEMPLATES = "local"
LANGUAGE_BLOCKS = (*marks.BLOCKS, "contacts.short")
PAGE_BLOCKS = ("menu", "listed")
# The first contact point in a language that may be another than the page's.
FIRST = "contacts.first."


class Values:
    """The values of one language of a copy.

    Attributes:
        own: the copy's own pages in this language.
        more: values that other steps found out, such as the size of the file to share.
    """

    def __init__(self, settings: Settings, language: str, own: list[OwnPage]) -> None:
        self.settings, self.language, self.own = settings, language, own
        self.ui = _strings(language)
        self.more: dict[str, marks.Value] = {}
        owner = settings.owner
        self.known: dict[str, marks.Value] = {
            "name": settings.name_in(language),
            "number": settings.number,
            "owner.name": owner.name.told(language, settings.norwegian),
            "owner.email": owner.email,
            "address": settings.address or "",
        }
        self.known |= {block: self._rendered(block, self._context()) for block in LANGUAGE_BLOCKS}

    def page(self, path: str) -> marks.Find:
        """Give the values of a page, by its path in the site."""
        place = PurePosixPath(path)
        base = "../" * (len(place.parts) - 1)
        here = place.parent.name
        own = next((page for page in self.own if page.name == here), None)

        def find(key: str) -> marks.Value:
            for values in (self.known, self.more):
                if key in values:
                    return values[key]
            return self._of_page(key, base, here, own, path)

        return find

    def _of_page(self, key: str, base: str, here: str, own: OwnPage | None, path: str) -> marks.Value:
        if key == "root":
            # Of the page of unknown addresses, which is shown at any depth.
            return self._root()
        if key == "logo":
            return self._logo(self._root() if path == project.NOT_FOUND else base)
        if key in PAGE_BLOCKS:
            pages = [page for page in self.own if page.is_added]
            context = {"pages": pages, "base": base, "here": here}
            return self._rendered(key, {**self._context(), **context}) if pages else Markup()
        if key == "own_pages":
            return f"{base}{overlay.ASSETS}/own/{self.language}.json" if self.own else ""
        if key == "own":
            return self._own(own, self.page_of_text(path)) if own else Markup()
        if key.startswith(("own.", "shared.")):
            return Markup()
        if key.startswith(FIRST):
            return self._first(key.removeprefix(FIRST))
        if own and key in ("page.title", "page.description"):
            return Told(own.title if key == "page.title" else own.description, own.language)
        raise SiteError(f"{path}: nothing fills ⟦{key}⟧")

    def page_of_text(self, path: str) -> marks.Find:
        """Give the values that a page's own text may use: none of its frame."""
        find = self.page(path)
        return lambda key: Markup() if key == "own" else find(key)

    def _own(self, own: OwnPage, find: marks.Find) -> Markup:
        text = "".join(marks.fill(marks.parse(own.html, ".html", own.name), find, own.language, self.settings.shown))
        return self._rendered("own", {**self._context(), "page": {**own.__dict__, "html": text}})

    def _first(self, language: str) -> Markup:
        for contact in self.settings.contact:
            name = marks.written(contact.name.told(language, self.settings.norwegian), "text", language)
            way = contact.phone or contact.email or contact.visit
            return Markup("<strong>{}</strong>, <bdi>{}</bdi>").format(Markup(name), way)  # noqa: S704 - escaped
        return Markup()

    def _root(self) -> str:
        return "/" + (self.settings.address or "///").split("/", 3)[3]

    def _logo(self, base: str) -> marks.Value:
        if not self.settings.logo:
            return Markup()
        source = f"{base}{overlay.logo_path(self.settings.logo)}"
        return Markup('<img class="brand__logo" src="{}" alt="">').format(source)

    def _context(self) -> dict[str, Any]:
        settings = self.settings
        units = [(duty, settings.unit_for(duty)) for duty in DUTIES]
        return {
            "language": self.language,
            "ui": self.ui,
            "name": settings.name_in(self.language),
            "contacts": [_shown(contact, self) for contact in settings.contact],
            "units": [(duty, _shown(unit, self)) for duty, unit in units if unit],
            "statsforvalter": settings.statsforvalter,
            "arrangements": [
                arrangementtext.view(one, self.language, settings.norwegian, self.ui) for one in settings.arrangement
            ],
        }

    def _rendered(self, template: str, context: dict[str, Any]) -> Markup:
        text = _environment().get_template(f"{template}.html").render(context)
        return Markup(text.strip())  # noqa: S704 - Jinja escapes what it puts in


def _shown(place: Reachable, values: Values) -> dict[str, Any]:
    """Give a place with its texts in the language of the page."""
    fields = {key: getattr(place, key) for key in type(place).model_fields}
    form = values.settings.norwegian
    return {
        key: value.told(values.language, form) if isinstance(value, Sentence) else value
        for key, value in fields.items()
    }


@pass_context
def _told(context: Context, text: Told) -> Markup:
    return Markup(marks.written(text, "text", context["language"]))  # noqa: S704 - escaped


@cache
def _strings(language: str) -> strings.Strings:
    return strings.load(project.DOCS, language)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(project.OVERRIDES / TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["told"] = _told
    return environment
