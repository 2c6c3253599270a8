"""What a browser does with one page: an answer of the checker, or a visitor's walk through the form."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import TimeoutError as BrowserTimeoutError

from bench import processes, tasks
from bench.link import SLOW_4G, UNLIMITED, Server
from bench.tasks import Longest
from sitegen import machine

PAGES = Path(__file__).with_name("pages")
VISITOR = (PAGES / "visitor.js").read_text("utf-8")
FORM = "site/nb/sjekk/"
# How much slower a very cheap phone is than this machine, roughly.
SLOWED_TIMES = 6
THINK_MS = 4000
# A busy machine is slow; past this, something hangs. Pages that hang refuse with the same words.
PATIENCE_MS = 240_000
NO_ANSWER = "no answer in time"
ATTEMPTS = 3
# So that the browser has written what it keeps before the next visit.
PAUSE_SECONDS = 1.0
# A page as fast as it comes needs no spare process, and must not ask anybody but this machine.
ALONE = (
    "--disable-features=SpareRendererForSitePerProcess",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

# A refugee in a reception centre, asked six questions. None: it did not happen.
SIX_ANSWERS = {
    "citizenship": "other",
    "permit": "28",
    "permit_granted": "2026-02-10",
    "first_permit_granted": None,
    "born": "1996-05-05",
    "lives_in_reception": True,
}


# When things happened, in milliseconds since the page was asked for, by visitor.js's names.
Seen = dict[str, Any]


class BenchmarkError(Exception):
    """A page did not do what is measured; the text says why."""


@dataclass(frozen=True)
class Visit:
    """One visit of a page that asks the checker.

    Attributes:
        seconds: from the start of the visit to the answer.
        processor_seconds: what the renderers took meanwhile.
        text: the answer.
        refused: why there is none.
    """

    seconds: float
    processor_seconds: float
    text: str = ""
    refused: str = ""


@dataclass
class Browser:
    """A browser with a new profile.

    Attributes:
        context: what Playwright drives.
        profile: its folder, by which its processes are known.
    """

    context: BrowserContext
    profile: Path

    def page(self, server: Server) -> Page:
        """Give the page, its process started: what that takes is no part of a visit."""
        page = self.context.pages[0]
        page.goto(f"{server.url}pages/blank.html")
        time.sleep(PAUSE_SECONDS)
        return page

    def renderers(self) -> list[int]:
        """List the processes that draw and run pages."""
        return processes.renderers(self.profile)


@contextmanager
def browsing(playwright: Playwright, script: str) -> Iterator[Browser]:
    """Start a browser in which a script comes before each page's own."""
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        context = playwright.chromium.launch_persistent_context(
            folder, executable_path=machine.browser(), args=[*machine.CHROMIUM_FLAGS, *ALONE]
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(script)
        try:
            yield Browser(context, Path(folder))
        finally:
            context.close()


def cold_and_warm(playwright: Playwright, server: Server, page_name: str, question: str) -> tuple[Visit, Visit]:
    """Visit a page with nothing kept, and once more with all that the browser has kept.

    Raises:
        BenchmarkError: the page gave no answer, again and again.
    """
    given = {"question": question, "files": engine_files(server)}
    for _ in range(ATTEMPTS):
        with (
            suppress(BrowserTimeoutError),
            browsing(playwright, f"Object.assign(globalThis, {json.dumps(given)});") as browser,
        ):
            both = visit(browser, server, page_name), visit(browser, server, page_name)
            if NO_ANSWER not in (both[0].refused, both[1].refused):
                return both
        print(f"bench: {page_name} gave no answer at all and is visited anew", flush=True)
    raise BenchmarkError(f"{page_name} gave no answer, {ATTEMPTS} times")


def engine_files(server: Server) -> list[dict[str, Any]]:
    """Give the engine's files as the form names them, their addresses from the server's root."""
    form = server.find(f"/{FORM}")
    if form is None:
        raise BenchmarkError(f"the site has no {FORM}")
    data = BeautifulSoup(form.read_text("utf-8"), "html.parser").find(id="checker-data")
    files: list[dict[str, Any]] = json.loads(data.get_text() if data else "null")["engine"]["files"]
    return [{**file, "url": urljoin(f"/{FORM}", file["url"])} for file in files]


def visit(browser: Browser, server: Server, page_name: str) -> Visit:
    """Visit a page and wait for its answer."""
    page = browser.page(server)
    before = processes.processor_seconds(browser.renderers())
    page.goto(f"{server.url}pages/{page_name}", wait_until="domcontentloaded")
    outcome = page.evaluate("outcome")
    spent = processes.processor_seconds(browser.renderers()) - before
    return Visit(outcome.get("ms", 0) / 1000, spent, outcome.get("text", ""), outcome.get("refused", ""))


def six_answers(playwright: Playwright, server: Server) -> Seen:
    """Walk on the emulated phone: six answers, and the wait for the verdict.

    Raises:
        BenchmarkError: the walk did not come to its end.
    """
    with visiting(playwright, server, think_ms=THINK_MS, end="verdict") as (browser, page):
        server.link.speed = SLOW_4G
        with processes.slowed(browser.renderers(), SLOWED_TIMES):
            return walk(page, server)


def start_of_the_engine(playwright: Playwright, server: Server) -> Longest:
    """Give one answer at full speed; gives the main thread's longest tasks until the engine has started.

    Raises:
        BenchmarkError: the engine did not start.
    """
    with visiting(playwright, server, think_ms=1000, end="ready") as (_, page):
        with tasks.traced(page) as events:
            walk(page, server)
        return tasks.longest(events, "first answer", "engine ready")


@contextmanager
def visiting(playwright: Playwright, server: Server, *, think_ms: int, end: str) -> Iterator[tuple[Browser, Page]]:
    """Let visitor.js act in each page that is opened; its plan is described there."""
    plan = {"answers": SIX_ANSWERS, "think": think_ms, "end": end}
    with browsing(playwright, f"globalThis.plan = {json.dumps(plan)};\n{VISITOR}") as browser:
        try:
            yield browser, browser.page(server)
        finally:
            server.link.speed = UNLIMITED


def walk(page: Page, server: Server) -> Seen:
    """Walk through the form; gives what visitor.js has seen.

    Raises:
        BenchmarkError: the walk did not come to its end.
    """
    page.goto(f"{server.url}{FORM}", wait_until="commit")
    seen: Seen = page.evaluate("visit()")
    if "failed" in seen:
        raise BenchmarkError(f"the walk failed: {seen['failed']}")
    return seen
