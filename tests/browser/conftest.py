"""Visitors for the tests: each has a browser profile of their own, and all that the browser does is watched."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support import KEEPS_NOTHING, NOON, Keyboard, Pointer, Server, Visit, Watch, held, running

Visitor = Callable[..., Visit]
PATIENCE_MS = 20_000
# A busy machine is slow, and being slow is no fault.
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """Serve the site at the root of a host."""
    with running(site) as server:
        yield server


@pytest.fixture
def faults(server: Server) -> Iterator[Server]:
    """Give the server to a test that lets it fail; afterwards it works again."""
    server.requested.clear()
    yield server
    server.faults.clear()


@pytest.fixture
def no_engine(faults: Server) -> Iterator[None]:
    """Let the checker not come as long as the test runs, where no verdict is asked for: it costs seconds."""
    over = threading.Event()
    faults.faults["worker.mjs"] = held(over)
    yield
    over.set()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Visitor]:
    """Make visitors. Afterwards: the browser must have had nothing to complain of, and asked nobody else.

    `visitor(hand, **options)`: the hand is "mouse", "finger" or "keyboard"; options are those of a browser context;
    `troubled=True` where the test lets something fail, `alone=False` where it asks somebody else; `keeps=True` where
    the browser may keep pages for use without network; `at` another server, `by` another browser.
    """
    with ExitStack() as stack:
        watches = []

        def make(
            hand: str = "mouse",
            *,
            troubled: bool = False,
            alone: bool = True,
            keeps: bool = False,
            at: Server = server,
            by: Browser = browser,
            **options: object,
        ) -> Visit:
            context = stack.enter_context(by.new_context(**options))  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE_MS)
            context.clock.set_fixed_time(NOON)
            if not keeps:
                context.add_init_script(KEEPS_NOTHING)
            watch = Watch()
            watch.follow(context)
            watches.append((watch, troubled, alone, at))
            page = context.new_page()
            return Visit(
                page, at, watch, Keyboard(page) if hand == "keyboard" else Pointer(page, finger=hand == "finger")
            )

        yield make
        for watch, troubled, alone, at in watches:
            others = [url for url in watch.requests if not url.startswith((at.url, "about:", "data:"))]
            assert not alone or others == []
            assert troubled or watch.errors == []
