"""What stands beside a municipality's settings: its pages, its logo and other files. Everything else is refused."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from sitegen.errors import SiteError
from sitegen.project import LANGUAGES
from sitegen.settings import FILE, Settings

ASSETS = "assets"
# A logo comes with every page, a picture with some.
LOGO_BYTES, ASSET_BYTES, PAGE_BYTES = 20_000, 2_000_000, 200_000
SUFFIXES = frozenset(".svg .png .jpg .jpeg .webp .pdf .docx .odt".split())
LOGOS = frozenset({".svg", ".png"})
SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".pdf": b"%PDF-"}
# Names of files that are no part of the copy: of the repository it may stand in.
BESIDE = re.compile(r"\..*|README.*|LICENSE.*|CHANGELOG.*|CODEOWNERS")
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs use symbol title desc linearGradient radialGradient stop"
    " clipPath mask pattern text tspan metadata style".split()
)
# What drawing programs write beside the drawing: facts about it, which nothing reads.
FACTS = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://purl.org/dc/",
    "{http://creativecommons.org/ns#}",
    "{http://sodipodi.sourceforge.net/",
    "{http://www.inkscape.org/",
)
# Names of pages and files go into addresses as they are.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def pages(folder: Path) -> dict[str, dict[str, Path]]:
    """List a copy's own pages, by language and by name without ending.

    Raises:
        SiteError: the folder holds something that is neither settings, pages, a logo nor assets.
    """
    found: dict[str, dict[str, Path]] = {}
    for entry in sorted(folder.iterdir()):
        if entry.name == FILE or BESIDE.fullmatch(entry.name) or entry.name == ASSETS:
            continue
        if entry.is_file() and entry.suffix in LOGOS:
            continue
        if not entry.is_dir() or entry.name not in LANGUAGES:
            known = ", ".join([FILE, *LANGUAGES, ASSETS])
            raise SiteError(f"{entry}: a copy has pages, a logo and assets of its own, nothing else ({known})")
        for page in sorted(entry.iterdir()):
            _inside(page, folder)
            if page.suffix != ".md" or not page.is_file():
                raise SiteError(f"{page}: only pages (.md) stand here. The law and the verdicts are not for a copy")
            if page.stat().st_size > PAGE_BYTES:
                raise SiteError(f"{page}: larger than {PAGE_BYTES} bytes")
            found.setdefault(entry.name, {})[page.stem] = page
    return found


def files(folder: Path, settings: Settings) -> Mapping[str, Path]:
    """List a copy's own files but pages, by their path in the site.

    Raises:
        SiteError: one is too large, of a kind nobody needs, or holds what could run; or the logo is missing.
    """
    found = dict(_assets(folder))
    if settings.logo:
        place, file = logo_path(settings.logo), folder / settings.logo
        _inside(file, folder)
        if not file.is_file():
            raise SiteError(f"{file}: the logo is missing")
        if file.suffix not in LOGOS:
            raise SiteError(f"{file}: a logo is {' or '.join(sorted(LOGOS))}")
        _check(file, LOGO_BYTES)
        found[place] = file
    return found


def logo_path(logo: str) -> str:
    """Say where the site has a logo."""
    return logo if logo.startswith(f"{ASSETS}/") else f"{ASSETS}/{Path(logo).name}"


def _assets(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted((folder / ASSETS).rglob("*")):
        _inside(file, folder)
        if file.is_dir():
            continue
        if file.suffix not in SUFFIXES or not all(NAME.fullmatch(part) for part in file.relative_to(folder).parts):
            raise SiteError(f"{file}: assets are {', '.join(sorted(SUFFIXES))}, their names plain letters and digits")
        _check(file, ASSET_BYTES)
        yield file.relative_to(folder).as_posix(), file


def _inside(file: Path, folder: Path) -> None:
    if not file.resolve().is_relative_to(folder.resolve()):
        raise SiteError(f"{file}: stands outside {folder}")


def _check(file: Path, most: int) -> None:
    if file.stat().st_size > most:
        raise SiteError(f"{file}: {file.stat().st_size} bytes, at most {most} are allowed")
    content = file.read_bytes()
    if not content.startswith(SIGNATURES.get(file.suffix, b"")):
        raise SiteError(f"{file}: not a {file.suffix[1:].upper()} file")
    if file.suffix == ".svg":
        _check_drawing(content, file)


def _check_drawing(content: bytes, file: Path) -> None:
    """Refuse a drawing that can do anything but be seen.

    Raises:
        SiteError: it is not XML, names another document, or holds an element or attribute that runs or fetches.
    """
    if b"<!DOCTYPE" in content.upper() or b"<!ENTITY" in content.upper() or b"<?xml-stylesheet" in content:
        raise SiteError(f"{file}: names other documents")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no entity can stand in it, see above
    except ElementTree.ParseError as error:
        raise SiteError(f"{file}: {error}") from None
    if root.tag != f"{SVG}svg":
        raise SiteError(f"{file}: not SVG")
    for element in root.iter():
        tag = element.tag
        if tag.removeprefix(SVG) not in SHAPES if tag.startswith(SVG) else not tag.startswith(FACTS):
            raise SiteError(f"{file}: <{tag.rsplit('}', 1)[-1]}> is not for a logo or a picture here")
        told = {**element.attrib, "style element": (element.text or "") if tag == f"{SVG}style" else ""}
        for name, value in told.items():
            if _can_do(name.rsplit("}", 1)[-1].lower(), value):
                raise SiteError(f"{file}: {name}: {value[:40]} is not for a logo or a picture here")


def _can_do(name: str, value: str) -> bool:
    """Say whether an attribute of a drawing runs something, or fetches something from elsewhere."""
    text = re.sub(r"\s|\\", "", value.lower())
    refers = name in ("href", "src") and not value.startswith("#")
    fetches = "@import" in text or re.search(r"url\([\"']?(?!#|[\"']#)", text)
    return name.startswith("on") or refers or "javascript:" in text or bool(fetches)
