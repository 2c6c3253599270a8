"""Use without network: what the service worker keeps of a language, and how the site is installed on a phone."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sitegen import bidi, compress, languages, project, strings
from sitegen.settings import Settings

FOLDER = "assets/offline"
MANIFEST = "manifest.webmanifest"
# The lists themselves, and packed files, which a host sends under the names of the others. Nor letters as documents:
# the letters are on a page that is kept.
ENDINGS = "|".join(map(re.escape, compress.ENCODINGS.values()))
NOT_KEPT = re.compile(rf"{FOLDER}/[^/]+\.json|assets/letters/[^/]+\.docx|.+(?:{ENDINGS})")
# Strings of the page about use without network, and those of the line after a verdict.
PREFIX = "offline_"
AFTER_VERDICT = ("kept", "more", "full", "broken")
ICONS: tuple[dict[str, str], ...] = (
    {"src": "../assets/images/introguiden.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "../assets/images/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "../assets/images/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "../assets/images/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
)
GROUND = "#fbfaf7"
INDEX = re.compile(r"(^|/)index\.html$")


class Weight(NamedTuple):
    """What a file weighs, as each kind of host sends it, and the hash of what it holds. Sizes in bytes."""

    bytes: int
    br: int
    gzip: int
    sha256: str


class Spoken(NamedTuple):
    """A language, as far as a copy must know of it.

    Attributes:
        direction: `ltr` or `rtl`.
        script: its code in ISO 15924.
        words: of the line after a verdict.
    """

    direction: str
    script: str
    words: Mapping[str, object]


def spoken(language: str) -> Spoken:
    """Read what a copy must know of a language."""
    known, ui = languages.of(language), strings.load(project.DOCS, language)
    after: Any = bidi.texts(words(ui, AFTER_VERDICT), language)
    return Spoken(known.direction, known.script, after)


def lists(
    shown: Iterable[str], weights: Mapping[str, Weight], spoken: Mapping[str, Spoken], day: str
) -> Iterator[tuple[str, str]]:
    """Give what is kept of each language of a copy, as the files that say so.

    Args:
        shown: the languages of the copy.
        weights: of every file that is served, but for packed files, by its path.
        spoken: every language of the site.
        day: the day of the release, YYYY-MM-DD.
    """
    for language in shown:
        listed = {**kept(weights, spoken, language, day), "words": spoken[language].words}
        yield f"{FOLDER}/{language}.json", compact(listed)


def weighed(content: bytes, packed: Mapping[str, bytes]) -> Weight:
    """Weigh a file.

    Args:
        content: the file.
        packed: its packed forms by their encoding, as far as they are smaller.
    """
    sizes = {encoding: len(packed.get(encoding, content)) for encoding in compress.ENCODINGS}
    return Weight(len(content), **sizes, sha256=hashlib.sha256(content).hexdigest())


def web_manifest(language: str, direction: str, settings: Settings) -> str:
    """Write the web app manifest of a language. Its addresses are relative: a sub-folder works."""
    content = {
        "name": f"Introguiden, {settings.name_in(language)}",
        "short_name": "Introguiden",
        "lang": language,
        "dir": direction,
        "id": "./",
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "theme_color": settings.colour or default_colour(),
        "background_color": GROUND,
        "icons": ICONS,
    }
    return compact(content)


def default_colour() -> str:
    """Give the site's own colour, where the municipality has none."""
    text = (project.OVERRIDES / "css" / "1-base.css").read_text("utf-8")
    [colour] = re.findall(r"--md-primary-fg-color: (#[0-9a-f]{6});", text)
    return str(colour)


def kept(weights: Mapping[str, Weight], spoken: Mapping[str, Spoken], language: str, day: str) -> dict[str, Any]:
    """List what is kept of a language: its pages, and all that they and the check are made of.

    Args:
        weights: of every file of the site, by its path.
        spoken: every language of the site.
        language: the language.
        day: the day of the release, YYYY-MM-DD.

    Returns:
        `version` is the hash of everything kept; sizes are bytes, `br` and `gzip` those of a host that packs.
    """
    others = not_of(spoken, language)
    files = [
        {"path": INDEX.sub(r"\1", path), **weight._asdict()}
        for path, weight in sorted(weights.items())
        if is_kept(path, others, language)
    ]
    whole = hashlib.sha256("".join(file["path"] + file["sha256"] for file in files).encode())
    return {
        "language": language,
        "version": whole.hexdigest()[:16],
        "site_version": project.version(),
        "date": day,
        **{size: sum(file[size] for file in files) for size in ("bytes", "br", "gzip")},
        "largest": max(files, key=lambda file: int(file["bytes"]))["path"],
        "files": files,
    }


def not_of(spoken: Mapping[str, Spoken], language: str) -> frozenset[str]:
    """Give the names that files and folders of other languages and scripts have."""
    others = spoken.keys() - {language}
    return frozenset(others | {spoken[other].script for other in others} - {spoken[language].script})


# Asked again for every copy of a site.
@cache
def is_kept(path: str, others: frozenset[str], language: str) -> bool:
    """Say whether a file is kept of a language, and of no other.

    The search is not among them. The list from A to Z on its page works without.

    Args:
        path: of the file.
        others: as `not_of` gives them.
        language: the language.
    """
    *folders, name = path.split("/")
    if path == "index.html" or [*folders, name][0] not in (language, "assets"):
        return path == "index.html"
    return others.isdisjoint({*folders, name, name.rpartition(".")[0]}) and not NOT_KEPT.fullmatch(path)


def page_data(
    ui: Mapping[str, str], language: str, locale: str, calendar: Mapping[str, Any], names: Mapping[str, str]
) -> str:
    """Write what the script of the page reads, as JSON that may stand inside a script element.

    Args:
        ui: the page's strings.
        language: of the page.
        locale: for numbers.
        calendar: for days.
        names: of each language.
    """
    told = {
        "language": language,
        "locale": locale,
        "calendar": calendar,
        "languages": names,
        "words": bidi.texts(words(ui), language),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def words(ui: Mapping[str, str], names: tuple[str, ...] = ()) -> dict[str, str]:
    """Give the strings about use without network, all or some."""
    found = {key.removeprefix(PREFIX): text for key, text in ui.items() if key.startswith(PREFIX)}
    return {name: found[name] for name in names} if names else found


def compact(content: object) -> str:
    """Write JSON in as few bytes as it takes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
