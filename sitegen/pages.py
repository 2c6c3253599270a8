"""From a page's source to Markdown: placeholders filled, Norwegian terms marked."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from sitegen.errors import SiteError

TERM = re.compile(r"\[\[([^\[\]\n]+)\]\]")
# Checkboxes that open Material's menu and search without script: labels nobody can reach by keyboard.
TOGGLES = re.compile(r'\s*<input class="md-toggle"[^>]*>|\s*<label class="md-overlay"[^>]*></label>')
NORWEGIAN = frozenset({"nb", "nn"})
# What a script reads stays as it is. The text goes on until a tag begins: in an attribute one ends first.
CITED = re.compile(r"<script\b.*?</script>|(§§?) (\d+(?:-\d+)?)(?: ([a-z])\b)?(?=[^<>]*<)", re.DOTALL)
NO_BREAK = "\u00a0"


def render(source: str, language: str, context: Mapping[str, object], where: str) -> str:
    """Fill in `{{ placeholders }}` and turn `[[terms]]` into marked spans.

    Args:
        source: Markdown, or a text of the front matter.
        language: the folder the page stands in.
        context: `site`, `ui` and `law`.
        where: the file, for messages.

    Raises:
        SiteError: a placeholder is unknown or cannot be read.
    """
    text = source
    if "{{" in source or "{%" in source:
        try:
            text = _environment().from_string(source).render(**context)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            raise SiteError(f"{where}{f', line {line} below the front matter' if line else ''}: {error}") from None
    return mark_terms(text, language)


def render_values(value: object, render_text: Callable[[str], str]) -> object:
    """Render every text in a value of the front matter: a text, a list or a table."""
    if isinstance(value, str):
        return render_text(value)
    if isinstance(value, list):
        return [render_values(item, render_text) for item in value]
    if isinstance(value, dict):
        return {key: render_values(item, render_text) for key, item in value.items()}
    return value


def mark_terms(text: str, language: str) -> str:
    """Mark `[[vedtak]]`: no browser translates it, and a page in another language says it is Norwegian."""
    attributes = "" if language in NORWEGIAN else ' lang="nb"'
    return TERM.sub(rf'<span{attributes} translate="no">\1</span>', text)


def without_margins(html: str) -> str:
    """Take the blanks round each line of a page out: templates leave many, and phones pay for them."""
    if "<pre" in html:
        return html
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"


def held(html: str) -> str:
    """Let no end of a line part a section from its sign, or its letter from its number."""
    return CITED.sub(lambda found: NO_BREAK.join(filter(None, found.groups())) or found[0], html)


def without_namespaces(html: str) -> str:
    """Take out of drawings what only a file of their own needs."""
    return html.replace(' xmlns="http://www.w3.org/2000/svg"', "")


def without_toggles(html: str) -> str:
    """Take Material's checkboxes out of a page: without its style sheet they would show."""
    return TOGGLES.sub("", html)


@cache
def _environment() -> SandboxedEnvironment:
    # `{#` opens an attribute list in Markdown (`## Heading {#id}`), so Jinja's comments get other signs.
    return SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, comment_start_string="{!#", comment_end_string="#!}"
    )
