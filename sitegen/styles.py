"""The one style sheet: Designsystemet's components and our own rules. A copy puts its colour in (sitegen/stamp)."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from sitegen import node
from sitegen.errors import SiteError

# Further sheets, with what only some pages need: components of Designsystemet, then our files. What is in none of them
# is in the sheet of every page.
MORE = {
    "page.css": ["3-figures.css", "3-ways.css"],
    "form.css": ["fieldset.css", "input.css", "validation-message.css", "4-form.css", "5-result.css"],
    "paper.css": ["4-paper.css"],
    "guide.css": ["4-guide.css"],
    "letters.css": ["7-letters.css"],
    "blank.css": ["7-blank.css"],
    "aloud.css": ["8-aloud.css"],
    "staff.css": ["8-staff.css"],
    # Last in every page: it changes what the others say.
    "print.css": ["6-print.css"],
}
# Folders of scripts that run on pages with a form.
OF_FORMS = ("js", "checker", "letters", "offline", "aloud")
# The same rules again, with only what the pages that link to the sheet use: the sheets they are in, and the folders of
# scripts that run there. Of a page with a form each byte is counted, and one sheet packs better than three; the search
# has one field beside a long list.
WHOLE = {
    "check.css": (["site.css", "form.css", "print.css"], OF_FORMS),
    "search.css": (["form.css"], ("js",)),
}
# In the order they are written. A component that is not named here is not in the site.
COMPONENTS = ("base", "button", "fieldset", "input", "validation-message")
SYSTEM = Path("node_modules/@digdir")
THEME = SYSTEM / "designsystemet-theme/src/themes/designsystemet.css"


def build(root: Path, site: Path, page_roots: Sequence[Path] = ()) -> Path:
    """Write the style sheets `site.css` and those of MORE (and the images they name) for the pages of a built site.

    Args:
        root: the project's folder, with `overrides/css` and `node_modules`.
        site: the built site. Rules that none of its pages and scripts use are left out.
        page_roots: further folders whose pages must keep their rules.

    Returns:
        The sheet of every page. The others stand beside it.

    Raises:
        SiteError: a file is missing, or a rule cannot be read.
    """
    sheet = site / "assets" / "css" / "site.css"
    components = [root / SYSTEM / "designsystemet-css/dist/src" / f"{name}.css" for name in COMPONENTS]
    folders = (site, *page_roots)
    job = {
        "system": [str(root / THEME), *map(str, components)],
        "more": {str(sheet.with_name(name)): ours for name, ours in MORE.items()},
        "whole": {
            str(sheet.with_name(name)): {
                "parts": [str(sheet.with_name(part)) for part in parts],
                "content": [*_linking(name, folders), *scripts(root, used)],
            }
            for name, (parts, used) in WHOLE.items()
        },
        "own": [str(file) for file in sorted((root / "overrides" / "css").glob("*.css"))],
        "palette": str(palette()),
        "content": [
            *(f"{folder.as_posix()}/**/*.html" for folder in folders),
            *scripts(root, (*OF_FORMS, "staff")),
        ],
        "sheet": str(sheet),
    }
    node.run("styles.mjs", job)
    return sheet


def scripts(root: Path, folders: Iterable[str]) -> list[str]:
    """Give where scripts stand that write a page's elements."""
    return [f"{(root / 'overrides' / folder).as_posix()}/**/*.mjs" for folder in folders]


def _linking(sheet: str, folders: Iterable[Path]) -> list[str]:
    """Give the pages that link to a sheet."""
    pages = (page for folder in folders for page in sorted(folder.rglob("*.html")))
    return [page.as_posix() for page in pages if f"css/{sheet}" in page.read_text("utf-8")]


def palette() -> Path:
    """Give Material's own list of named colours, for a `palette.primary` other than `custom`.

    Raises:
        SiteError: this version of Material has no such file.
    """
    folder = Path(str(files("material"))) / "templates" / "assets" / "stylesheets"
    try:
        return next(iter(sorted(folder.glob("palette.*.min.css"))))
    except StopIteration:
        raise SiteError(f"{folder}: no palette.*.min.css") from None
