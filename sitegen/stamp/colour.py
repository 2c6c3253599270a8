"""A municipality's colour, in style sheets that were written with the site's own."""

import base64
import hashlib
import re

from sitegen.offline import default_colour

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
POLICY = re.compile(r"'sha256-[^']*'")


def rule(colour: str) -> str:
    """Give what sets the colour, under the name Material documents."""
    return f"--md-primary-fg-color:{colour}"


def has_colour(sheet: str) -> bool:
    """Say whether a style sheet sets the site's own colour."""
    return rule(default_colour()) in sheet


def coloured(sheet: str, colour: str) -> str:
    """Put another colour into a style sheet."""
    return sheet.replace(rule(default_colour()), rule(colour))


def coloured_page(page: str, colour: str) -> str:
    """Put another colour into a page that holds its own style, which its policy names by a hash."""
    page = STYLE.sub(lambda found: f"<style>{coloured(found[1], colour)}</style>", page)
    [style] = STYLE.findall(page)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return POLICY.sub(f"'sha256-{digest}'", page, count=1)
