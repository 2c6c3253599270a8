"""Which Bokmål texts the words of a language were made from: what is older than they are, and confirming it."""

from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import SiteError
from sitegen.paragraphs import digest
from sitegen.translations import SOURCE, Record, load
from sitegen.trust import texts

ENDING = ".toml"


def is_named(name: str) -> bool:
    """Say whether a name is that of a file of words, or of a text there: `checker.toml`, `ui.toml#unsure`."""
    return name.partition("#")[0].endswith(ENDING)


def outdated(docs: Path, language: str) -> Iterator[str]:
    """Give the texts whose source is not the one they were made from, as `confirm` takes them."""
    record = load(docs, language)
    for name in texts.FILES:
        made_from = record.get(name + ENDING, {})
        ours = texts.of(docs, language, name)
        for way, source in texts.of(docs, SOURCE, name).items():
            if way in ours and made_from.get(way) != [digest(source)]:
                yield f"{name}{ENDING}#{way}"


def confirm(record: Record, docs: Path, language: str, named: str) -> None:
    """Record that the texts of a file, or one of them, say what the Bokmål ones do today.

    Args:
        record: changed in place.
        docs: the folder that holds a folder for each language.
        language: the language.
        named: `checker.toml`, or one text: `checker.toml#error.usage`.

    Raises:
        SiteError: there is no such file or text, or the language has not the texts of Bokmål.
    """
    file, _, one = named.partition("#")
    name = file.removesuffix(ENDING)
    if name not in texts.FILES:
        raise SiteError(f"{file}: no file of words; there are {', '.join(each + ENDING for each in texts.FILES)}")
    source, ours = texts.of(docs, SOURCE, name), texts.of(docs, language, name)
    wanted = {one} if one else source.keys()
    if lacks := sorted(way for way in wanted if way not in source or way not in ours):
        raise SiteError(f"{file}#{lacks[0]}: no such text in {SOURCE if lacks[0] not in source else language}")
    before = record.get(file, {})
    prints = {way: [digest(source[way])] for way in wanted}
    record[file] = {way: prints.get(way, before.get(way, [])) for way in source if way in prints or way in before}
