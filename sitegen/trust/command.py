"""`language`: what a language of the site has and lacks; with `--begin`, a folder to fill in for a new one."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError

from sitegen import languages, summaries
from sitegen.project import DOCS, LANGUAGE_FILE
from sitegen.translations import SOURCE
from sitegen.trust import coverage, texts

# What a translator needs beside the text.
BESIDE = ("nb", "en")


def run(arguments: list[str]) -> int:
    """Tell what each language has, or what one lacks; returns 1 where one lacks something."""
    parser = argparse.ArgumentParser(prog="python -m sitegen language", description=__doc__)
    parser.add_argument("code", nargs="?", help="a folder of docs/, such as uk")
    parser.add_argument("--begin", action="store_true", help="write the folder of a new language, with empty texts")
    chosen = parser.parse_args(arguments)
    if chosen.code is None:
        for path in sorted(DOCS.glob(f"*/{LANGUAGE_FILE}")):
            print(_line(coverage.of(DOCS, path.parent.name)))
        return 0
    if chosen.begin:
        return _begin(DOCS, chosen.code)
    found = coverage.of(DOCS, chosen.code)
    print(_line(found), *found.lacks, sep="\n")
    return 1 if found.lacks else 0


def skeleton(docs: Path, code: str) -> Iterator[tuple[str, str]]:
    """Give the files of a new language: nothing in them is translated, and what is said of each text stands above it.

    Raises:
        UnknownLocaleError: CLDR has no such language.
    """
    yield LANGUAGE_FILE, _language(code)
    for name in texts.OWN:
        yield f"{name}.toml", (docs / "en" / f"{name}.toml").read_text("utf-8")
    yield "letters.toml", "\n".join(_letters(docs))
    yield "terms.toml", "\n".join(_terms(docs))


def _begin(docs: Path, code: str) -> int:
    if (docs / code).exists():
        print(f"docs/{code} is there already", file=sys.stderr)
        return 1
    try:
        files = dict(skeleton(docs, code))
    except (UnknownLocaleError, ValueError):
        print(f"{code}: no language of CLDR", file=sys.stderr)
        return 1
    # Pages are begun from the English ones: a translator writes over them.
    pages = {page.name: summaries.begun(page.read_text("utf-8")) for page in sorted((docs / "en").glob("*.md"))}
    (docs / code).mkdir()
    for name, text in {**files, **pages}.items():
        (docs / code / name).write_text(f"{text.rstrip()}\n", "utf-8", newline="\n")
    print(f"docs/{code}: {len(files)} files and the English pages to translate")
    return 0


def _line(found: coverage.Coverage) -> str:
    return f"{found.code}: {found.whole} pages, {found.short} in short, {len(found.lacks)} missing, {found.read} read"


def _language(code: str) -> str:
    known = Locale.parse(code)
    rows = [f'name = "{known.get_display_name(known) or ""}"', f'locale = "{code}"', "", "[nav]"]
    rows += [f'{json.dumps(title, ensure_ascii=False)} = ""' for title in languages.of("nn").nav]
    rows += ["", "[period]"]
    for unit in languages.UNITS:
        key = f'"{unit}"' if " " in unit else unit
        rows += [f'{key}.{form} = "{{n}} "' for form in sorted({*known.plural_form.tags, "other"})]
    return "\n".join([*rows, "", "[percent]", 'text = "{n} %"', "", "[made]", 'how = "machine"'])


def _letters(docs: Path) -> Iterator[str]:
    told = {one: texts.of(docs, one, "letters") for one in BESIDE}
    table = ""
    for way in told[SOURCE]:
        file, _, rest = way.partition(".")
        if file != table:
            table = file
            yield f"\n[{file}]"
        yield from (f"# {one}: {told[one][way]}".replace("\n", " / ") for one in BESIDE)
        yield f'{json.dumps(rest)} = ""'


def _terms(docs: Path) -> Iterator[str]:
    told = {one: texts.of(docs, one, "terms") for one in BESIDE}
    for way in told[SOURCE]:
        yield f"\n[{way.removesuffix('.text')}]"
        yield from (f"# {one}: {told[one][way]}" for one in BESIDE)
        yield 'word = ""\ntext = ""'
