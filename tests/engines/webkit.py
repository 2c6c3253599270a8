"""WebKitGTK, driven by WebDriver on a display that nobody sees."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from sitegen import machine
from tests.engines.page import SETTLE

SECONDS = 90
# WebDriver's own way to wait for a promise: the last argument is called with what came of it.
ASK = """
const [text, tell] = arguments;
Promise.resolve(({function})(...JSON.parse(text))).then(
  (value) => tell(JSON.stringify({{ value }})),
  (error) => tell(JSON.stringify({{ error: String(error) }})),
);
"""


class WebKit:
    """A page in WebKitGTK."""

    def __init__(self, driver: webdriver.Remote) -> None:
        self.driver = driver
        driver.set_script_timeout(SECONDS)

    def go(self, url: str) -> None:
        """Open an address."""
        self.driver.get(url)

    def ask(self, function: str, *arguments: object) -> Any:
        """Call a function of the page, wait for what it promises, and give it as plain data."""
        script = ASK.format(function=function)
        done = json.loads(self.driver.execute_async_script(script, json.dumps(arguments)))
        assert "error" not in done, done
        return done.get("value")

    def press(self, selector: str) -> None:
        """Press what the selector finds, in its middle, with a mouse."""
        self.ask(SETTLE, selector)
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def type(self, keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        ActionChains(self.driver, duration=0).send_keys(keys).perform()


@contextmanager
def started(parts: machine.WebKit) -> Iterator[WebKit]:
    """Start WebKitGTK with nothing kept from before; afterwards it is closed."""
    with display(parts.display) as number:
        options = Options()
        options.binary_location = parts.browser
        options.add_argument("--automation")
        environment = {**os.environ, "DISPLAY": f":{number}", "GDK_BACKEND": "x11"}
        service = Service(parts.driver, env=environment)
        service.start()
        try:
            # Selenium's own class for WebKitGTK does what selenium itself warns of.
            connection = RemoteConnection(client_config=ClientConfig(service.service_url))
            with webdriver.Remote(connection, options=options) as driver:
                yield WebKit(driver)
        finally:
            service.stop()


@contextmanager
def display(executable: str) -> Iterator[str]:
    """Start a display in memory; gives its number, which the server itself chooses."""
    command = [executable, "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            number = process.stdout.readline().strip()
            assert number, "the display did not start"
            yield number
        finally:
            process.terminate()
