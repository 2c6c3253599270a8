"""Firefox, driven by raw WebDriver BiDi: the browser itself answers, so no driver program is needed.

Specification: W3C WebDriver BiDi. Playwright can only drive a Firefox of its own making.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.engines.page import SETTLE

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
SECONDS = 60


class Firefox:
    """A page in Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.sent = 0
        self.command("session.new", capabilities={})
        self.context = self.command("browsingContext.create", type="tab")["context"]

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and give its result; events that come between are left aside."""
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            message = json.loads(self.connection.recv(timeout=SECONDS))
            if message.get("id") == self.sent:
                assert message["type"] == "success", message
                return message["result"]

    def go(self, url: str) -> None:
        """Open an address."""
        self.command("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def ask(self, function: str, *arguments: object) -> Any:
        """Call a function of the page, wait for what it promises, and give it as plain data."""
        wrapped = f"async (text) => JSON.stringify(await ({function})(...JSON.parse(text)))"
        answer = self.call(wrapped, {"type": "string", "value": json.dumps(arguments)})
        return json.loads(answer["value"]) if answer["type"] == "string" else None

    def call(self, function: str, *arguments: dict[str, Any]) -> dict[str, Any]:
        """Call a function with arguments as BiDi writes them; gives its value as BiDi writes it."""
        done = self.command(
            "script.callFunction",
            functionDeclaration=function,
            arguments=list(arguments),
            awaitPromise=True,
            target={"context": self.context},
        )
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return done["result"]

    def press(self, selector: str) -> None:
        """Press what the selector finds, in its middle, with a mouse."""
        self.ask(SETTLE, selector)
        find = "(selector) => document.querySelector(selector)"
        found = self.call(find, {"type": "string", "value": selector})
        origin = {"type": "element", "element": {"sharedId": found["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": origin}
        self.act("pointer", move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def type(self, keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        self.act("key", *({"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")))

    def act(self, kind: str, *actions: dict[str, Any]) -> None:
        """Perform actions of one device."""
        self.command(
            "input.performActions",
            context=self.context,
            actions=[{"type": kind, "id": kind, "actions": list(actions)}],
        )


@contextmanager
def started(executable: str, profile: Path) -> Iterator[Firefox]:
    """Start Firefox without a window, with a new profile; afterwards it is closed."""
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr
            found = next(filter(None, map(LISTENING.search, process.stderr)), None)
            assert found, "Firefox ended without listening"
            with connect(f"{found[1]}/session", max_size=None) as connection:
                firefox = Firefox(connection)
                yield firefox
                firefox.command("browser.close")
        finally:
            process.terminate()
            try:
                process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
