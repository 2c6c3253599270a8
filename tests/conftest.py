"""What all tests share: a built site, a server of it, a browser, and the list of what could not be run."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from sitegen import build, machine, serve
from sitegen.bootstrap import ROOT
from sitegen.stamp import copying, released
from tests.sitegen import copies

# Begins the reason of a test that cannot be run on such a system, whatever is installed.
NOT_HERE = "not on this system: "
REPORT = Path(os.environ.get("INTROGUIDEN_REPORT") or ROOT / ".cache" / "not-run.txt")
SUB_FOLDER = "/en/sub/folder/"


@pytest.fixture(scope="session")
def not_run() -> Callable[[str, str], NoReturn]:
    """Leave a test out because the machine lacks a part: `not_run("chromium", "none was found")`.

    It is named at the end of the run, and makes `.ci/run` fail.
    """

    def leave_out(part: str, why: str) -> NoReturn:
        pytest.skip(f"{part}: {why}")

    return leave_out


@pytest.fixture(scope="session")
def not_here() -> Callable[[str, str], NoReturn]:
    """Leave a test out because the part does not exist for this system: `not_here("webkitgtk", "is for Linux")`.

    It is named at the end of the run too, but `.ci/run` does not fail: nothing could have been installed.
    """

    def leave_out(part: str, why: str) -> NoReturn:
        pytest.skip(f"{NOT_HERE}{part}: {why}")

    return leave_out


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Build the site of the example municipality, strictly, once for all tests and all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    # Processes that share a run's tests have folders of their own in the folder of the run.
    folder = (base if worker_id == "master" else base.parent) / "built"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            build.build(folder)
    return folder


@pytest.fixture(scope="session")
def released_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> released.Released:
    """Release the site in both forms of Norwegian, once for all tests and all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "released"
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            build.write_released(folder)
    return released.read(folder)


@pytest.fixture(scope="session")
def own_copy(released_site: released.Released, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy for a municipality with everything of its own."""
    folder = tmp_path_factory.mktemp("own")
    told = copying.write(released_site, copies.with_everything(folder / "municipality", released_site), folder / "copy")
    assert told == []
    return folder / "copy"


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Serve the built site at the root of a host; gives the address, with a slash at the end."""
    yield from served(site, "/")


@pytest.fixture(scope="session")
def sub_folder_url(site: Path) -> Iterator[str]:
    """Serve the built site in a sub-folder of a host; gives the address, with a slash at the end."""
    yield from served(site, SUB_FOLDER)


def served(site: Path, prefix: str) -> Iterator[str]:
    """Serve a site while a test runs."""
    with serve.server(site, prefix=prefix) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{serve.HOST}:{server.server_address[1]}{prefix}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser_type_launch_args(not_run: Callable[[str, str], NoReturn]) -> dict[str, object]:
    """Start the machine's own Chromium: pytest-playwright's fixtures read this."""
    executable = machine.browser()
    if executable is None:
        not_run("chromium", "none was found, and none could be installed")
    return {"executable_path": executable, "args": list(machine.CHROMIUM_FLAGS)}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was left out, for people and for `.ci/run`."""
    lines = []
    for report in terminalreporter.stats.get("skipped", []):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        lines.append(f"{report.nodeid}: {why.removeprefix('Skipped: ')}")
    REPORT.parent.mkdir(exist_ok=True)
    missing = [line for line in lines if f": {NOT_HERE}" not in line]
    REPORT.write_text("".join(f"{line}\n" for line in missing), "utf-8")
    if lines:
        terminalreporter.section("NOT RUN")
        for line in lines:
            terminalreporter.write_line(line)
