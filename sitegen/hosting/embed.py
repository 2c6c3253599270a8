"""What a municipality puts into a page of its own: a card of links, and a frame with the check. HTML without script.

They are text files in the site, to copy from. The frame is written only where the copy names who may show it.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from sitegen import languages, project, strings

FOLDER = "embed"
# Where nobody has said where the copy is published.
UNKNOWN = "https://intro.kommune.example/"
CARD = """\
<section lang="{{ language }}" dir="{{ direction }}">
  <p><a href="{{ here }}"><strong>Introguiden</strong></a></p>
  <p>{{ ui.entrance_text }}</p>
  <ul>
    <li><a href="{{ here }}frist/">{{ ui.js_deadline }}</a></li>
    <li><a href="{{ here }}klage/">{{ ui.js_complain }}</a></li>
  </ul>
</section>
"""
# A page shown in another site's frame may not write to the clipboard unless that site lets it.
FRAME = """\
<iframe src="{{ here }}sjekk/" title="Introguiden: {{ ui.entrance_text }}"
  lang="{{ language }}" width="640" height="900" loading="lazy" referrerpolicy="no-referrer"
  allow="clipboard-write"></iframe>
"""


def write(site: Path, address: str | None, frame: Sequence[str]) -> None:
    """Write the texts of each language that the site has; the arguments are those of `sitegen.hosting.write`."""
    (site / FOLDER).mkdir(exist_ok=True)
    for language in project.LANGUAGES:
        if (site / language / "index.html").is_file():
            texts = {"card": CARD, "frame": FRAME} if frame else {"card": CARD}
            for name, template in texts.items():
                file = site / FOLDER / f"{name}.{language}.txt"
                file.write_text(made(template, language, address or UNKNOWN), "utf-8", newline="\n")


def made(template: str, language: str, address: str) -> str:
    """Make a text in one language.

    Args:
        template: `CARD` or `FRAME`.
        language: of the text, and of the pages it leads to.
        address: where the copy is published, with a slash at the end.
    """
    # Whoever embeds it may take it for a Norwegian page, so it says its language and direction itself.
    return _compiled(template).render(here=f"{address}{language}/", **_words(language))


@cache
def _compiled(template: str) -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(template)


# Hundreds of copies may be made in one run.
@cache
def _words(language: str) -> dict[str, Any]:
    ui = strings.load(project.DOCS, language)
    return {"language": language, "direction": languages.of(language).direction, "ui": ui}
