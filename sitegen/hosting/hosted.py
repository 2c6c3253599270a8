"""`hosted`: ask a published copy for one file of each kind, and tell where its server does not send what it must."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPException
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import Request, urlopen

from sitegen import headers, settings
from sitegen.errors import SiteError
from sitegen.hosting import rules
from sitegen.project import MUNICIPALITY, NOT_FOUND, SITE

PATIENCE_SECONDS = 20
# An address that no copy has.
NOWHERE = "finnes-ikke/her/"
KIND = "Content-Type"


def run(arguments: list[str]) -> int:
    """Compare a published copy with the site it was made of; returns 1 where something is wrong."""
    described = argparse.ArgumentParser(prog="python -m sitegen hosted")
    described.add_argument("address", help="where the copy is published, with a slash at the end")
    described.add_argument("--site", type=Path, default=SITE, help="folder of the site as it was published")
    described.add_argument("--municipality", type=Path, default=MUNICIPALITY, help="folder with site.toml")
    chosen = described.parse_args(arguments)
    try:
        found = list(faults(chosen.site, chosen.address, settings.load(chosen.municipality).frame))
    except SiteError as error:
        found = [str(error)]
    print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
    said = f"{len(found)} faults" if found else "as it should be"
    print(f"sitegen: {chosen.address}: {said}")
    return 1 if found else 0


def faults(site: Path, address: str, frame: tuple[str, ...] = ()) -> Iterator[str]:
    """Tell what a server does not send as it must, a line for each file and header.

    Args:
        site: the site as it was published.
        address: where, with a slash at the end.
        frame: origins whose pages may show the copy in a frame.

    Raises:
        SiteError: there is no site in the folder, or no answer from the server.
    """
    if not (site / "index.html").is_file():
        raise SiteError(f"{site}: no built site")
    asked = {file.removesuffix(rules.INDEX): (file, 200) for file in examples(site, frame)}
    for path, (file, wanted_status) in {**asked, NOWHERE: (NOT_FOUND, 404)}.items():
        status, sent = ask(urljoin(address, quote(path)))
        if status != wanted_status:
            yield f"/{path}: status {status}, not {wanted_status}"
            continue
        wanted = {**headers.for_file(file, rules.head(site / file), frame), KIND: headers.kind(file)}
        for name, value in wanted.items():
            if not alike(name, sent.get(name.lower()), value):
                yield f"/{path}: {name}: {sent.get(name.lower()) or 'missing'}, not {value}"


def examples(site: Path, frame: tuple[str, ...]) -> list[str]:
    """Choose one file of each ending and each set of headers."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted(rules.files_of(site)):
        ending = PurePosixPath(file).suffix
        if ending in headers.TYPES:
            found.setdefault((ending, *headers.for_file(file, rules.head(site / file), frame).values()), file)
    return sorted(found.values())


def ask(address: str) -> tuple[int, Mapping[str, str]]:
    """Ask a server for the headers of a file; gives its status and them, by their names in small letters.

    Raises:
        SiteError: it does not answer.
    """
    try:
        with urlopen(Request(address, method="HEAD"), timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - the address of one's own copy
            return answer.status, _by_name(answer.headers)
    except HTTPError as error:
        return error.code, _by_name(error.headers)
    except (OSError, HTTPException, ValueError) as error:
        raise SiteError(f"{address}: {error}") from None


def _by_name(sent: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in sent.items()}


def alike(name: str, sent: str | None, wanted: str) -> bool:
    """Say whether a header says what it must; a type may be written with or without blanks and capitals."""
    if sent is None:
        return False
    return sent.replace(" ", "").lower() == wanted.replace(" ", "").lower() if name == KIND else sent == wanted
