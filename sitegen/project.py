"""Where things are, and what this version is."""

import os
import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sitegen.bootstrap import ROOT

# Another folder of texts, for a language that is being made or tried.
DOCS = Path(os.environ.get("INTROGUIDEN_DOCS") or ROOT / "docs")
MUNICIPALITY = ROOT / "municipality"
CHECKER = ROOT / "checker"
OVERRIDES = ROOT / "overrides"
SITE = ROOT / "site"
CACHE = ROOT / ".cache"

# What makes a folder of docs/ a language of the site.
LANGUAGE_FILE = "language.toml"
# Every text exists in these: the source, the other form that letters are sent in, and the peer.
ALWAYS = ("nb", "nn", "en")
# The entrance at the root is a locale of its own to mkdocs-static-i18n, which else puts its default language there.
ENTRANCE = "no"

# Templates that the build treats in a way of their own.
SEARCH_TEMPLATE = "search.html"
DEADLINES_TEMPLATE = "deadlines.html"
LETTERS_TEMPLATE = "letters.html"
CHECKLIST_TEMPLATE = "checklist.html"
OFFLINE_TEMPLATE = "offline.html"
TOPIC_TEMPLATE = "topic.html"
REDIRECT_TEMPLATE = "redirect.html"
# The page of every language whose text a copy puts in for each page that it adds (sitegen/stage.py, sitegen/stamp).
FRAME = "kopiens-side"
NOT_FOUND = "404.html"

# Seconds since 1970, UTC: what a build takes for now where it must give the same bytes again (reproducible-builds.org).
EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Give the day of the build in Oslo, which decides which rows of the law are today's."""
    oslo, epoch = ZoneInfo("Europe/Oslo"), os.environ.get(EPOCH)
    return (datetime.fromtimestamp(int(epoch), oslo) if epoch else datetime.now(oslo)).date()


def languages(docs: Path) -> tuple[str, ...]:
    """Give the languages of a folder of texts: Norwegian and English first, the others by their codes."""
    found = {file.parent.name for file in docs.glob(f"*/{LANGUAGE_FILE}")}
    return (*(one for one in ALWAYS if one in found), *sorted(found.difference(ALWAYS)))


LANGUAGES = languages(DOCS)


def version(root: Path = ROOT) -> str:
    """Give the site's version, as `pyproject.toml` states it."""
    return str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])
