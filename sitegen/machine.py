"""System parts the tests need and Python cannot bring: browsers, web servers, and Java for the HTML checker."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sitegen.bootstrap import LOG, ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# Where macOS and Windows keep it, off the search path.
BROWSER_FILES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path(os.environ.get("PROGRAMFILES", "C:/Program Files"), "Google/Chrome/Application/chrome.exe"),
)
# Playwright's own download goes into the project's folder too.
DOWNLOADED = ROOT / ".cache" / "browsers"
# A Chromium that runs as root, without a screen, and asks nobody anything of its own accord.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FIREFOXES = ("firefox-esr", "firefox")
FIREFOX_FILES = (
    Path("/Applications/Firefox.app/Contents/MacOS/firefox"),
    Path(os.environ.get("PROGRAMFILES", "C:/Program Files"), "Mozilla Firefox/firefox.exe"),
)
# WebKit's own small browser is not meant for people, so it is off the search path.
MINI_BROWSER = "webkit2gtk-4.*/MiniBrowser"
LIBRARIES = (Path("/usr/lib"), Path("/usr/libexec"))
# Debian and Fedora keep servers off other people's search path.
SERVER_FOLDERS = ("/usr/sbin", "/usr/local/sbin")


class WebKit(NamedTuple):
    """What driving WebKitGTK takes: its driver, its browser, and a display that nobody sees."""

    driver: str
    browser: str
    display: str


def browser() -> str | None:
    """Find a Chromium that the tests can start."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    for file in BROWSER_FILES:
        if file.is_file():
            return str(file)
    names = {"chrome", "chrome.exe", "Chromium", "headless_shell", "headless_shell.exe"}
    return next((str(file) for file in sorted(DOWNLOADED.rglob("*")) if file.name in names and file.is_file()), None)


def firefox() -> str | None:
    """Find a Firefox that the tests can start."""
    found = next(filter(None, map(shutil.which, FIREFOXES)), None)
    return found or next((str(file) for file in FIREFOX_FILES if file.is_file()), None)


def webkit() -> WebKit | None:
    """Find the parts of WebKitGTK; None where one of them is missing."""
    driver, display = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    # Debian keeps it in a folder named after the processor, Fedora does not.
    found = [file for folder in LIBRARIES for name in (MINI_BROWSER, f"*/{MINI_BROWSER}") for file in folder.glob(name)]
    return WebKit(driver, str(sorted(found)[-1]), display) if driver and display and found else None


def nginx() -> str | None:
    """Find an nginx that the tests can start."""
    return _server("nginx")


def brotli_for_nginx() -> Path | None:
    """Find nginx' module for files packed in advance with Brotli."""
    return next((file for folder in LIBRARIES for file in folder.glob("nginx/modules/*brotli_static*.so")), None)


def apache() -> str | None:
    """Find an Apache that the tests can start."""
    return _server("apache2", "httpd")


def _server(*names: str) -> str | None:
    path = os.pathsep.join((os.environ.get("PATH", ""), *SERVER_FOLDERS))
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def java() -> str | None:
    """Find a Java that starts: macOS has a `java` that only tells where to buy one."""
    found = shutil.which("java")
    if found and subprocess.run([found, "-version"], capture_output=True, check=False).returncode == 0:
        return found
    return None


def install() -> None:
    """Install what is missing: with apt on Debian as root, else the browser by Playwright's own download.

    Nothing is raised where that fails: the tests then name what they could not run.
    """
    wanted = [package for find, packages in parts() if not find() for package in packages]
    if wanted and can_use_apt():
        print(f"sitegen: installing {', '.join(wanted)} with apt-get …", flush=True)
        # A web server is wanted as a program: Debian's package would start it as a service of the machine, too.
        noninteractive = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "SYSTEMD_OFFLINE": "1"}
        _run(["apt-get", "update"], noninteractive)
        # One by one: Ubuntu has no firefox-esr, and a package that is unknown would keep out the others.
        for package in wanted:
            _run(["apt-get", "install", "--yes", "--no-install-recommends", package], noninteractive)
    if not browser():
        print("sitegen: no Chromium found, trying Playwright's own …", flush=True)
        environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADED)}
        _run([sys.executable, "-m", "playwright", "install", "chromium"], environment)


def parts() -> tuple[tuple[Callable[[], object], tuple[str, ...]], ...]:
    """Give how each part is found, and Debian's packages that bring it."""
    return (
        (browser, ("chromium",)),
        (firefox, ("firefox-esr",)),
        (webkit, ("webkit2gtk-driver", "xvfb")),
        (java, ("default-jre-headless",)),
        (nginx, ("nginx",)),
        (brotli_for_nginx, ("libnginx-mod-http-brotli-static",)),
        # Without Debian's own configuration and service.
        (apache, ("apache2-bin",)),
    )


def can_use_apt() -> bool:
    """Say whether packages can be installed with apt-get: a Debian, and root."""
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0


def _run(command: list[str], environment: dict[str, str]) -> None:
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
