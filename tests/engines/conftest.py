"""A page in each of the other engines, driven alike."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from sitegen import machine
from tests.browser.support import Server, running
from tests.engines import firefox, webkit
from tests.engines.page import Page

LeaveOut = Callable[[str, str], NoReturn]
NONE = "none was found, and none could be installed"


@pytest.fixture(scope="package")
def server(site: Path) -> Iterator[Server]:
    """Serve the site at the root of a host."""
    with running(site) as server:
        yield server


@pytest.fixture(scope="package", params=["firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, not_run: LeaveOut, not_here: LeaveOut
) -> Iterator[Page]:
    """Give a page in an engine that is not Chromium's."""
    if request.param == "firefox":
        executable = machine.firefox() or not_run("firefox", NONE)
        with firefox.started(executable, tmp_path_factory.mktemp("firefox")) as engine:
            yield engine
    else:
        if sys.platform != "linux":
            not_here("webkitgtk", "it is made for Linux")
        with webkit.started(machine.webkit() or not_run("webkitgtk", NONE)) as engine:
            yield engine
