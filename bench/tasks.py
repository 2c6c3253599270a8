"""The main thread's tasks while a page runs, as the browser's own trace tells them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Tasks as the browser's message loop runs them, and the marks that scripts set.
CATEGORIES = ("toplevel", "blink.user_timing", "__metadata")
TASK = "ThreadControllerImpl::RunTask"
MAIN_THREAD = "CrRendererMain"
POLL_MS = 50

Event = dict[str, Any]


@dataclass(frozen=True)
class Longest:
    """The longest tasks of the main thread between two marks, in milliseconds.

    Attributes:
        wall: by the clock; other processes on the machine make it longer.
        processor: of its own time on a processor.
    """

    wall: float
    processor: float


@contextmanager
def traced(page: Page) -> Iterator[list[Event]]:
    """Record what the page's browser does; the list is filled afterwards."""
    session = page.context.new_cdp_session(page)
    events: list[Event] = []
    complete: list[Event] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    # Playwright writes on the handler it is given, which a list's own method does not bear.
    session.on("Tracing.tracingComplete", lambda data: complete.append(data))  # noqa: PLW0108
    config = {"includedCategories": list(CATEGORIES)}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    yield events
    session.send("Tracing.end")
    while not complete:
        page.wait_for_timeout(POLL_MS)


def longest(events: list[Event], start: str, end: str) -> Longest:
    """Give the longest tasks of the thread that set two marks, from the one to the other."""
    marks = {event["name"]: event for event in events if event["name"] in (start, end)}
    first, last = marks[start], marks[end]
    tasks = [
        event
        for event in events
        if event["name"] == TASK
        and event["ph"] == "X"
        and (event["pid"], event["tid"]) == (first["pid"], first["tid"])
        and event["ts"] + event["dur"] > first["ts"]
        and event["ts"] < last["ts"]
    ]
    return Longest(*(max(task.get(name, 0) for task in tasks) / 1000 for name in ("dur", "tdur")))
