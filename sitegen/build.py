"""The whole build: MkDocs, then all that is made of its pages. The old site stays until the new one is done."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from sitegen import api, assets, compress, hosting, letterfiles, offline, project, quick, search, settings, share
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.project import CACHE, DOCS, MUNICIPALITY, SITE

# Material announces its end of life at each build; decisions/ says what we do about it.
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def build(site: Path = SITE, municipality: Path = MUNICIPALITY, *, strict: bool = True) -> list[str]:
    """Build the site into a folder, which is replaced only when everything went well.

    Args:
        site: the folder to write.
        municipality: the folder that holds `site.toml`.
        strict: let a warning fail the build. All languages are built first, so every warning is told.

    Returns:
        The warnings, where they are allowed.

    Raises:
        SiteError: a page, the settings or a tool is at fault; the text says which.
    """
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=CACHE) as folder:
        fresh = Path(folder) / "site"
        warnings = run_mkdocs(fresh, municipality)
        if warnings and strict:
            raise SiteError("\n".join([*warnings, f"{len(warnings)} warnings: nothing was written"]))
        chosen = settings.load(municipality)
        assets.write(fresh, chosen.colour)
        quick.write(fresh, project.today())
        letterfiles.write(fresh, chosen)
        search.write(fresh)
        api.write(fresh)
        share.write(fresh, chosen)
        offline.write(fresh, chosen)
        hosting.write(fresh, chosen.address, chosen.frame)
        compress.write(fresh)
        replace(site, fresh)
    return warnings


def run_mkdocs(site: Path, municipality: Path = MUNICIPALITY, theme: dict[str, object] | None = None) -> list[str]:
    """Run MkDocs over all languages and collect its warnings.

    Args:
        site: the folder to write.
        municipality: the folder that holds `site.toml`.
        theme: what to use in place of mkdocs.yml's own theme.

    Raises:
        SiteError: MkDocs stopped.
    """
    os.environ.update(QUIET, INTROGUIDEN_MUNICIPALITY=str(municipality))
    try:
        with collected_warnings() as warnings:
            changed: dict[str, Any] = {
                "site_dir": str(site),
                "docs_dir": str(DOCS),
                **({"theme": theme} if theme else {}),
            }
            config = load_config(str(ROOT / "mkdocs.yml"), **changed)
            mkdocs_build(config)
    except (Abort, ConfigurationError) as error:
        raise SiteError("\n".join([*warnings, str(error)])) from None
    except TemplateError as error:
        where = f"{error.filename}, line {error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        raise SiteError("\n".join([*warnings, f"{where}{error}"])) from None
    return warnings


@contextmanager
def collected_warnings() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of. Its own strict mode stops after the first language."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.levelname.capitalize()}: {record.getMessage()}")

    handler = Collector(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def replace(old: Path, new: Path) -> None:
    """Put a new folder in an old one's place, so that a server sees one or the other."""
    aside = new.with_name("old")
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
