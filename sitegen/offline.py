"""Use without network: what the service worker keeps of a language, and how the site is installed on a phone."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sitegen import bidi, compress, languages, project, strings
from sitegen.settings import Settings

FOLDER = "assets/offline"
MANIFEST = "manifest.webmanifest"
# The lists themselves, and packed files, which a host sends under the names of the others. Nor letters as documents:
# the letters are on a page that is kept.
NOT_KEPT = (f"{FOLDER}/*.json", "assets/letters/*.docx", *(f"*{ending}" for ending in compress.ENCODINGS.values()))
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


def write(site: Path, settings: Settings) -> None:
    """Write, for each language, how it is installed and what is kept of it.

    Args:
        site: the built site, with everything that is served but headers and packed files.
        settings: the municipality's.
    """
    day = project.today().isoformat()
    for language in project.LANGUAGES:
        _dump(site / language / MANIFEST, web_manifest(language, settings))
    for language in project.LANGUAGES:
        ui = strings.load(project.DOCS, language)
        told = bidi.texts(words(ui, AFTER_VERDICT), language)
        _dump(site / FOLDER / f"{language}.json", {**kept(site, language, day), "words": told})


def web_manifest(language: str, settings: Settings) -> dict[str, Any]:
    """Give the web app manifest of a language. Its addresses are relative: a sub-folder works."""
    return {
        "name": f"Introguiden, {settings.in_language(language)['name']}",
        "short_name": "Introguiden",
        "lang": language,
        "dir": languages.of(language).direction,
        "id": "./",
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "theme_color": settings.colour or default_colour(),
        "background_color": GROUND,
        "icons": ICONS,
    }


def default_colour() -> str:
    """Give the site's own colour, where the municipality has none."""
    text = (project.OVERRIDES / "css" / "1-base.css").read_text("utf-8")
    [colour] = re.findall(r"--md-primary-fg-color: (#[0-9a-f]{6});", text)
    return str(colour)


def kept(site: Path, language: str, day: str) -> dict[str, Any]:
    """List what is kept of a language: its pages, and all that they and the check are made of.

    Args:
        site: the built site.
        language: the language.
        day: the day of the build, YYYY-MM-DD.

    Returns:
        `version` is the hash of everything kept; sizes are bytes, `br` and `gzip` those of a host that packs.
    """
    files = [described(site, file) for file in sorted(kept_files(site, language))]
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


def kept_files(site: Path, language: str) -> Iterator[Path]:
    """Give the files that are kept of a language, and no other language's.

    The search is not among them. The list from A to Z on its page works without.
    """
    script = languages.of(language).script
    others = {other for other in project.LANGUAGES if other != language}
    others |= {languages.of(other).script for other in others} - {script}
    yield site / "index.html"
    for folder in (site / language, site / "assets"):
        for file in folder.rglob("*"):
            path = file.relative_to(site)
            names = {*path.parts, path.stem}
            if file.is_file() and not names & others and not any(map(path.match, NOT_KEPT)):
                yield file


def described(site: Path, file: Path) -> dict[str, Any]:
    """Give a file's address from the site's root, its hash, and its size as each kind of host sends it."""
    content = file.read_bytes()
    sizes = {"br": len(content), "gzip": len(content)}
    if compress.is_packed(file):
        compress.STORE.mkdir(parents=True, exist_ok=True)
        for encoding in sizes:
            packed = compress.packed_bytes(file.name, content, encoding, compress.STORE)
            sizes[encoding] = min(len(packed), len(content))
    path = file.relative_to(site).as_posix()
    return {
        "path": re.sub(r"(^|/)index\.html$", r"\1", path),
        "bytes": len(content),
        **sizes,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def page_data(ui: Mapping[str, str], language: str, locale: str, names: Mapping[str, str]) -> str:
    """Write what the script of the page reads, as JSON that may stand inside a script element.

    Args:
        ui: the page's strings.
        language: of the page.
        locale: for numbers and dates.
        names: of each language.
    """
    told = {"language": language, "locale": locale, "languages": names, "words": bidi.texts(words(ui), language)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def words(ui: Mapping[str, str], names: tuple[str, ...] = ()) -> dict[str, str]:
    """Give the strings about use without network, all or some."""
    found = {key.removeprefix(PREFIX): text for key, text in ui.items() if key.startswith(PREFIX)}
    return {name: found[name] for name in names} if names else found


def _dump(file: Path, content: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    file.write_text(f"{text}\n", "utf-8", newline="\n")
