"""What letters other than Latin ones need: a sheet for each script, and a font for devices that have none.

The fonts come from npm (SIL Open Font License 1.1). Of each stays what the texts of the site are written with.
"""

import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools import subset

from sitegen import languages, project
from sitegen.bootstrap import NODE_MODULES
from sitegen.errors import SiteError

SHEETS = project.OVERRIDES / "css" / "scripts"
# Folder of the fonts in the site, and of the sheets; each holds names of scripts as ISO 15924 has them.
FOLDER, STYLES = "assets/fonts", "assets/css"
FILES, LICENCE = "@fontsource/*/files", "LICENSE"
# The sheet names a font by its file; in the site it stands under the hash of what stays of it.
URL = re.compile(r'url\("([\w.-]+\.woff2)"\)')
SOURCE = re.compile(r',\s*url\("[^"]+"\) format\("woff2"\)')
RANGE = re.compile(r"unicode-range: ([^;]+);")
# Shapes of letters by their place in the word, joined letters, and the places of signs. Ornaments are left out.
FEATURES = ("init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "kern")
# Any letter of the script may be typed into a form; these are the ones that Arabic is written with.
ALPHABETS = {"Arab": frozenset({*range(0x621, 0x63B), *range(0x640, 0x653), 0x60C, 0x61B, 0x61F})}
HASH_LETTERS = 8


def sheet(language: str) -> str | None:
    """Give the address of a language's further style sheet, from the site's root; None where its script needs none."""
    script = languages.of(language).script
    return f"{STYLES}/{script}.css" if (SHEETS / f"{script}.css").is_file() else None


def write(site: Path) -> None:
    """Write the sheets and the fonts of the scripts that the site's languages are written in.

    Raises:
        SiteError: a sheet names a font that no package has.
    """
    for script in sorted({languages.of(language).script for language in project.LANGUAGES}):
        source = SHEETS / f"{script}.css"
        if source.is_file():
            target = site / STYLES / source.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_with_fonts(source, script, site), "utf-8", newline="\n")


def without_files(sheet: str) -> str:
    """Let a sheet name only fonts that the device has, for a page that is a single file."""
    return SOURCE.sub("", sheet)


def _with_fonts(source: Path, script: str, site: Path) -> str:
    text = source.read_text("utf-8")
    letters = written_with(script) & frozenset(_covered(text))

    def place(found: re.Match[str]) -> str:
        content = slim(found[1], letters)
        address = f"{FOLDER}/{script}/{hashlib.sha256(content).hexdigest()[:HASH_LETTERS]}/{found[1]}"
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(content)
        # The licence goes wherever the font goes.
        shutil.copyfile(_file(found[1]).parents[1] / LICENCE, (site / address).with_name(f"{LICENCE}.txt"))
        return f'url("../{address.removeprefix("assets/")}")'

    return compact(URL.sub(place, text))


def compact(sheet: str) -> str:
    """Take comments and blanks out of a sheet."""
    return re.sub(r"\s*([{};:,>])\s*", r"\1", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)).strip() + "\n"


def written_with(script: str) -> frozenset[int]:
    """Give the letters that the texts in a script hold, and those that people type in it."""
    found = set(ALPHABETS.get(script, ()))
    for language in project.LANGUAGES:
        if languages.of(language).script == script:
            for file in sorted((project.DOCS / language).iterdir()):
                found.update(map(ord, file.read_text("utf-8")))
    return frozenset(found)


@cache
def slim(name: str, letters: frozenset[int]) -> bytes:
    """Give a font of npm with some letters only, packed as WOFF2. The same letters give the same bytes.

    Raises:
        SiteError: no package has the file.
    """
    options = subset.Options(
        flavor="woff2", layout_features=list(FEATURES), hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    font = subset.load_font(str(_file(name)), options)
    tool = subset.Subsetter(options)
    tool.populate(unicodes=sorted(letters))
    tool.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    font.close()
    return made.getvalue()


def _file(name: str) -> Path:
    file = next(NODE_MODULES.glob(f"{FILES}/{name}"), None)
    if file is None:
        raise SiteError(f"{name}: no package in {NODE_MODULES.name} has this font")
    return file


def _covered(sheet: str) -> Iterator[int]:
    for said in RANGE.findall(sheet):
        for part in said.split(","):
            first, _, last = part.strip().removeprefix("U+").partition("-")
            yield from range(int(first, 16), int(last or first, 16) + 1)
