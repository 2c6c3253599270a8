"""System parts the tests need and Python cannot bring: a browser, and Java for the HTML checker."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    wanted = [package for part, package in ((browser, "chromium"), (java, "default-jre-headless")) if not part()]
    if wanted and can_use_apt():
        print(f"sitegen: installing {', '.join(wanted)} with apt-get …", flush=True)
        noninteractive = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update"], noninteractive)
        _run(["apt-get", "install", "--yes", "--no-install-recommends", *wanted], noninteractive)
    if not browser():
        print("sitegen: no Chromium found, trying Playwright's own …", flush=True)
        environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADED)}
        _run([sys.executable, "-m", "playwright", "install", "chromium"], environment)


def can_use_apt() -> bool:
    """Say whether packages can be installed with apt-get: a Debian, and root."""
    return shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0


def _run(command: list[str], environment: dict[str, str]) -> None:
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
