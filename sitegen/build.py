"""The whole build: MkDocs, then all that is made of its pages. The old site stays until the new one is done."""

import logging
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from sitegen import api, assets, folders, letterfiles, project, quick, search, settings, share
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.project import CACHE, DOCS, MUNICIPALITY, SITE
from sitegen.stamp import copying, overlay, released

# The two forms of Norwegian: a municipality uses one.
FORMS = ("nb", "nn")
# Material announces its end of life at each build; decisions/ says what we do about it.
QUIET = {"NO_MKDOCS_2_WARNING": "1"}


def build(site: Path = SITE, municipality: Path = MUNICIPALITY, *, strict: bool = True) -> list[str]:
    """Build the site of a municipality into a folder, which is replaced only when everything went well.

    A released site is made, and a copy of it: so a copy is the same whether it was built or made of a release.

    Args:
        site: the folder to write.
        municipality: the folder that holds `site.toml`.
        strict: let a warning fail the build. All languages are built first, so every warning is told.

    Returns:
        The warnings, where they are allowed, and what the municipality should know.

    Raises:
        SiteError: a page, the settings or a tool is at fault; the text says which.
    """
    chosen = settings.load(municipality)
    overlay.files(municipality, chosen)
    with _workplace() as folder:
        warnings = write_released(folder / "released", (chosen.norwegian,), strict=strict)
        return [*warnings, *copying.write(released.read(folder / "released"), municipality, site)]


def write_released(folder: Path, forms: Sequence[str] = FORMS, *, strict: bool = True) -> list[str]:
    """Build a released site, from which `stamp` makes copies; the folder must be empty or missing.

    Args:
        folder: the folder to write.
        forms: the forms of Norwegian that copies can have; each is a build of its own.
        strict: as for `build`.

    Returns:
        The warnings, where they are allowed.

    Raises:
        SiteError: as for `build`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SiteError(f"{folder}: is not empty")
    with _workplace() as work:
        sites = {form: work / form for form in forms}
        if len(sites) == 1:
            found = [_with_marks(work / form, form, strict=strict) for form in forms]
        else:
            # At once, where there are processors; and MkDocs begins anew in each.
            with ProcessPoolExecutor(max_tasks_per_child=1) as pool:
                jobs = [pool.submit(_with_marks, site, form, strict=strict) for form, site in sites.items()]
                found = [job.result() for job in jobs]
        released.write(work / "released", sites)
        folder.parent.mkdir(parents=True, exist_ok=True)
        folders.replace(folder, work / "released")
    return list(dict.fromkeys(line for told in found for line in told))


def _with_marks(site: Path, norwegian: str, *, strict: bool) -> list[str]:
    """Build everything that no settings are needed for, with marks where a copy has its own."""
    warnings = run_mkdocs(site, norwegian)
    if warnings and strict:
        raise SiteError("\n".join([*warnings, f"{len(warnings)} warnings: nothing was written"]))
    assets.write(site)
    quick.write(site, project.today())
    letterfiles.write(site, norwegian)
    search.write(site)
    api.write(site)
    share.write(site)
    return warnings


@contextmanager
def _workplace() -> Iterator[Path]:
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="build-", dir=CACHE) as folder:
        yield Path(folder)


def run_mkdocs(site: Path, norwegian: str = FORMS[0], theme: dict[str, object] | None = None) -> list[str]:
    """Run MkDocs over all languages and collect its warnings.

    Args:
        site: the folder to write.
        norwegian: the form of Norwegian that stands beside other languages.
        theme: what to use in place of mkdocs.yml's own theme.

    Raises:
        SiteError: MkDocs stopped.
    """
    os.environ.update(QUIET, INTROGUIDEN_NORWEGIAN=norwegian)
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
