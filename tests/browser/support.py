"""A visitor in a real browser: what they press, what they read, and everything the browser does meanwhile."""

import re
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from babel.dates import format_date
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

import checker
from sitegen import headers, languages, lawtext, serve, words
from sitegen.bootstrap import ROOT
from sitegen.project import DOCS, OVERRIDES

TODAY = date(2026, 11, 21)
# Midday in Oslo, so that no other time zone has another date by accident.
NOON = f"{TODAY}T12:00:00+01:00"
PAGES = tuple("" if page.stem == "index" else f"{page.stem}/" for page in sorted((DOCS / "nb").glob("*.md")))
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
QUESTIONS = {question.key: question for question in checker.QUESTIONS}

Answer = str | int | float | bool | None
Answers = Mapping[str, Answer]

# Lives in a municipality, with a place in the programme to come. None: it did not happen.
REFUGEE: Answers = {
    "citizenship": "other",
    "permit": "28",
    "permit_granted": "2026-02-10",
    "first_permit_granted": None,
    "applied_from_abroad": False,
    "arrived": "2025-12-01",
    "born": "1996-05-05",
    "lives_in_reception": False,
    "settled_on": "2026-10-15",
    "settled_by_agreement": True,
    "had_family_permit": False,
    "lived_in_municipality_since": "2026-10-15",
    "programme_decided_on": None,
    "claimed_on": None,
    "job_hours": 0,
    "job_ended": None,
    "start_offered": "unsure",
    "programme_status": "not-begun",
}
# A programme was stopped; the letter came on a Thursday.
STOPPED: Answers = {
    "decision": "stop",
    "decision_dated": "2026-11-09",
    "decision_received": "2026-11-12",
    "notice_sent": None,
    "complaint_sent": None,
}


@cache
def ui(language: str) -> dict[str, str]:
    """Give the strings of the templates and the scripts; the scripts' own without their js_."""
    return tomllib.loads((DOCS / language / "ui.toml").read_text("utf-8"))


@cache
def spoken(language: str) -> words.Words:
    """Give the words of the check, with the law's numbers in them."""
    return words.load(DOCS, language, lawtext.lookup(language, TODAY))


def in_words(day: str, language: str) -> str:
    """Write a day as people do, with its weekday."""
    told = languages.of(language)
    return str(format_date(date.fromisoformat(day), told.dates.full if told.dates else "full", locale=told.locale))


def plain(sentence: str) -> str:
    """Take the marks of Norwegian terms out of a sentence."""
    return sentence.replace("[[", "").replace("]]", "")


def seen(text: str) -> str:
    """Leave out the signs that set Norwegian apart in a text from right to left: nobody sees them."""
    return re.sub("[\u2066-\u2069]", "", text)


# ---------------------------------------------------------------- a server that can fail


class Handler(serve.Handler):
    """The site's own server, with what can go wrong on the way."""

    server_of: "Server"
    changed: Mapping[str, str] = MappingProxyType({})

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        path = urlsplit(self.path).path
        self.changed = {}
        self.server_of.requested.append(path)
        fault = next((fault for end, fault in self.server_of.faults.items() if path.endswith(end)), None)
        if fault:
            fault(self)
        else:
            super().do_GET()

    def find(self, path: str) -> Path | None:
        """Give a file of the site, or a module that a file of the site holds, for tests that look at it alone."""
        alone = OVERRIDES / path.removeprefix(self.prefix).removeprefix("assets/")
        return super().find(path) or (alone if alone.suffix == ".mjs" and alone.is_file() else None)

    def send_file(self, status: HTTPStatus, file: Path) -> BinaryIO:
        """Send a file of the site, or such a module."""
        if not file.is_relative_to(OVERRIDES):
            return super().send_file(status, file)
        self.send_response(status)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(file.stat().st_size))
        self.end_headers()
        return file.open("rb")

    def send_header(self, keyword: str, value: str) -> None:
        super().send_header(keyword, self.changed.get(keyword, value))

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser went away, as it may
            super().handle()


Fault = Callable[[Handler], None]


@dataclass
class Server:
    """A running server.

    Attributes:
        url: the site's address, with a slash at the end.
        requested: paths asked for, in order.
        faults: end of a path → what happens in place of an answer.
    """

    url: str
    requested: list[str] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)

    def count(self, *ends: str) -> int:
        """Count the requests for paths with one of some ends."""
        return sum(path.endswith(ends) for path in self.requested)


@contextmanager
def running(site: Path, prefix: str = "/", *, packed: bool = True) -> Iterator[Server]:
    """Serve a site, with or without the files packed in advance."""
    with serve.server(site, prefix=prefix) as behind:
        server = Server(f"http://{serve.HOST}:{behind.server_address[1]}{prefix}")
        parts = {"site": site, "prefix": prefix, "packed": packed, "server_of": server}
        behind.RequestHandlerClass = type("Served", (Handler,), parts)
        threading.Thread(target=behind.serve_forever, daemon=True).start()
        yield server
        behind.shutdown()


def status(code: int) -> Fault:
    """Answer with an error of the server."""
    return lambda handler: handler.send_error(code)


def held(until: threading.Event) -> Fault:
    """Give no answer until something happens; then the file."""

    def answer(handler: Handler) -> None:
        until.wait()
        serve.Handler.do_GET(handler)

    return answer


def hang_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def with_header(name: str, value: str) -> Fault:
    """Give the file with another value in one of its headers."""

    def answer(handler: Handler) -> None:
        handler.changed = {name: value}
        serve.Handler.do_GET(handler)

    return answer


def of_type(kind: str) -> Fault:
    """Give the file under another type."""
    return with_header("Content-Type", kind)


def half(*, honest: bool) -> Fault:
    """Give half the file, either saying that it is the whole, or breaking off."""

    def answer(handler: Handler) -> None:
        file = handler.find(urlsplit(handler.path).path)
        assert file
        content = file.read_bytes()
        part = content[: len(content) // 2]
        handler.send_response(200)
        handler.send_header("Content-Type", headers.kind(file.name))
        handler.send_header("Content-Length", str(len(part) if honest else len(content)))
        handler.end_headers()
        handler.wfile.write(part)
        handler.close_connection = True

    return answer


def slowly(pieces: int, seconds: float) -> Fault:
    """Give the file in pieces."""

    def answer(handler: Handler) -> None:
        source = handler.send_head()
        assert source
        content = source.read()
        source.close()
        size = len(content) // pieces + 1
        for start in range(0, len(content), size):
            handler.wfile.write(content[start : start + size])
            time.sleep(seconds / pieces)

    return answer


# ---------------------------------------------------------------- what the browser does


# As in a private window of some browsers: there are no service workers. A verdict is followed by megabytes otherwise.
KEEPS_NOTHING = "delete Navigator.prototype.serviceWorker"
REPORT_POLICY = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error("policy:", violatedDirective, blockedURI));
"""


@dataclass
class Watch:
    """Everything a browser does that a visitor does not see.

    Attributes:
        requests: addresses fetched.
        errors: what stands in the browser's console as an error, scripts' faults and refusals of the policy.
    """

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context and their workers."""
        context.add_init_script(REPORT_POLICY)
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def hear(self, message: ConsoleMessage) -> None:
        """Note errors and warnings."""
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


# ---------------------------------------------------------------- hands


class Hand(Protocol):
    """How a visitor acts."""

    def press(self, target: Locator) -> None:
        """Press a button or follow a link."""

    def choose(self, option: Locator) -> None:
        """Choose a radio button or tick a box."""

    def write(self, box: Locator, text: str) -> None:
        """Write into a box."""


class Pointer:
    """A mouse; on a phone, a finger. Options are chosen by their labels, as people do."""

    def __init__(self, page: Page, *, finger: bool = False) -> None:
        self.page = page
        self.finger = finger

    def press(self, target: Locator) -> None:
        if self.finger:
            target.tap()
        else:
            target.click()

    def choose(self, option: Locator) -> None:
        self.press(self.page.locator("label").filter(has=option))

    def write(self, box: Locator, text: str) -> None:
        self.press(box)
        box.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


# Where the focus is: on the target (or another option of its group), before it or after it; and whether it shows, on
# the element itself or on the option it belongs to.
FOCUS = """target => {
  const at = document.activeElement;
  const shows = [at, at.closest(".option"), at.labels?.[0]].some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  });
  const isThere = at === target || (at.type === "radio" && target.type === "radio" && at.name === target.name);
  const isBehind = at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  return { isThere, isBehind: Boolean(isBehind), shows: shows || at === document.body, element: at.outerHTML };
}"""


class Keyboard:
    """Tab, Shift+Tab, arrows, Space and Enter, and nothing else."""

    STOPS = 90

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, option: Locator) -> None:
        if option.get_attribute("type") == "checkbox":
            self.reach(option)
            self.page.keyboard.press("Space")
        else:
            self.reach(option)
            group = self.page.locator(f'input[name="{option.get_attribute("name")}"]')
            for _ in range(group.count()):
                if option.evaluate("one => one === document.activeElement"):
                    break
                self.page.keyboard.press("ArrowDown")
            if not option.is_checked():
                self.page.keyboard.press("Space")
        expect(option).to_be_checked()

    def write(self, box: Locator, text: str) -> None:
        self.reach(box)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def reach(self, target: Locator) -> None:
        """Move the focus to an element, or to the group of options it is one of. The focus must show on the way."""
        for stop in range(self.STOPS):
            found = target.evaluate(FOCUS)
            # Where a script has put the focus on a heading, it need not show.
            assert found["shows"] or stop == 0, f"no focus seen on {found['element']}"
            if found["isThere"]:
                return
            self.page.keyboard.press("Shift+Tab" if found["isBehind"] else "Tab")
        raise AssertionError(f"the keyboard does not reach {target}")


# ---------------------------------------------------------------- the visitor


class Visit:
    """A visitor on a page of the site."""

    def __init__(self, page: Page, server: Server, watch: Watch, hand: Hand | None = None) -> None:
        self.page = page
        self.server = server
        self.watch = watch
        self.hand: Hand = hand or Pointer(page)

    @property
    def language(self) -> str:
        """The page's language."""
        return self.page.locator("html").get_attribute("lang") or ""

    @property
    def ui(self) -> dict[str, str]:
        """The page's strings."""
        return ui(self.language)

    @property
    def words(self) -> words.Words:
        """The words of the check in the page's language."""
        return spoken(self.language)

    def go(self, path: str) -> None:
        """Open a page by its address in the site, such as `nb/sjekk/`."""
        self.page.goto(self.server.url + path)

    def begin(self, language: str, page: str = "sjekk/") -> None:
        """Open a form and go to its first question."""
        self.go(f"{language}/{page}")
        self.hand.press(self.page.locator("[data-start]"))

    @property
    def shown(self) -> str:
        """What the form shows: `intro`, `wait`, `result` or the key of a question."""
        return str(self.page.evaluate(SHOWN))

    def wait_for(self, step: str, seconds: float = 60) -> None:
        """Wait until the form shows a step; where it is the result, until it is the checker's own."""
        self.page.wait_for_function(f"step => ({SHOWN})() === step", arg=step, timeout=seconds * 1000)
        if step == "result":
            expect(self.page.locator('[data-result][data-by="checker"]')).to_be_visible(timeout=seconds * 1000)

    def question(self, key: str) -> Locator:
        """Give a question's fieldset."""
        return self.page.locator(f'[data-key="{key}"]')

    def option(self, key: str, value: str) -> Locator:
        """Give a radio button."""
        return self.page.locator(f'input[name="{key}"][value="{value}"]')

    def box(self, key: str, part: str) -> Locator:
        """Give a box for a number or a part of a date, or for *I don't know*."""
        return self.page.locator(f'input[name="{key}.{part}"]')

    def fill(self, answer: Answer) -> None:
        """Answer the question shown, without going on."""
        key = self.shown
        question = QUESTIONS[key]
        has_options = question.event or question.kind in ("choice", "boolean")
        if answer == "unsure" and not has_options:
            self.hand.choose(self.box(key, "unsure"))
        elif answer is None or answer == "unsure" or question.kind in ("choice", "boolean"):
            value = "did-not-happen" if answer is None else str(answer)
            self.hand.choose(self.option(key, value.lower() if question.kind == "boolean" else value))
        else:
            if question.event:
                self.hand.choose(self.option(key, "happened"))
            self.fill_boxes(key, str(answer))

    def fill_boxes(self, key: str, answer: str) -> None:
        """Write a date or a number."""
        if QUESTIONS[key].kind == "date":
            year, month, day = [*answer.split("-"), "", ""][:3]
            for part, text in (("day", day), ("month", month), ("year", year)):
                if text:
                    self.hand.write(self.box(key, part), text)
        else:
            self.hand.write(self.box(key, "number"), answer)

    def next(self) -> None:
        """Go on, and wait until something else is shown."""
        before = self.shown
        self.hand.press(self.page.locator("[data-next]"))
        self.page.wait_for_function(f"before => ({SHOWN})() !== before", arg=before)

    def answer(self, person: Answers) -> list[str]:
        """Answer all questions, and wait for no verdict; gives their keys in the order they were asked."""
        asked = []
        while (key := self.shown) in QUESTIONS:
            asked.append(key)
            self.fill(person[key])
            self.next()
        return asked

    def walk(self, person: Answers) -> list[str]:
        """Answer all questions, and wait for the verdict; gives their keys in the order they were asked."""
        asked = self.answer(person)
        self.wait_for("result")
        return asked

    def expect_from(self, who: str) -> None:
        """Wait for the answer of the table, or of the checker."""
        expect(self.page.locator("[data-result]")).to_have_attribute("data-by", who, timeout=60_000)

    @property
    def result(self) -> Locator:
        """The answer."""
        return self.page.locator("[data-result]")

    def text(self, selector: str) -> str:
        """Give an element's text as it is read."""
        return " ".join(self.page.locator(selector).inner_text().split())


def until(page: Page, script: str, wanted: object, seconds: float = 90) -> None:
    """Wait until a script, which may take its time, gives a value: `wait_for_function` does not wait for promises."""
    end = time.monotonic() + seconds
    while (found := page.evaluate(script)) != wanted:
        assert time.monotonic() < end, f"{found} is not {wanted}"
        page.wait_for_timeout(100)


# What a browser says where its owner wants to save data.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

SHOWN = """() => {
  const now = document.querySelector("[data-walk]").dataset.now;
  return now === "question" ? document.querySelector("[data-key]:not([hidden])").dataset.key : now;
}"""
