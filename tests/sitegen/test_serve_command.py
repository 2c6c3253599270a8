"""`serve` as a person uses it: start, look, save, look again."""

import queue
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from sitegen import settings
from sitegen.bootstrap import ROOT
from sitegen.project import MUNICIPALITY

# A build takes as long as its neighbours let it: other tests run beside this one.
PATIENCE_SECONDS = 300


class Terminal:
    """A running `serve`, and what it printed."""

    def __init__(self, *arguments):
        command = [sys.executable, "-m", "sitegen", "serve", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def save(self, file, text):
        """Save a file until that is seen: the watch begins a moment after the address is told."""
        for _ in range(PATIENCE_SECONDS // 10):
            file.write_text(text, "utf-8")
            try:
                self.wait_for("changed, building", seconds=10)
            except AssertionError:
                continue
            return
        raise AssertionError("saving a file was never seen")

    def wait_for(self, text, seconds=PATIENCE_SECONDS):
        """Give what was printed up to the line that holds a text."""
        said = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                said.append(self.lines.get(timeout=1))
            except queue.Empty:
                continue
            if text in said[-1]:
                return "".join(said)
        raise AssertionError(f"never said {text!r}: {said}")


@pytest.fixture
def municipality(tmp_path, site):
    """Copy the example municipality. The site was built before: what takes minutes is kept from then."""
    folder = tmp_path / "municipality"
    shutil.copytree(MUNICIPALITY, folder)
    return folder


def home(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/nb/", timeout=5) as answer:
            return answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return str(error.code)


def test_a_save_shows_and_a_mistake_does_not(municipality):
    file = municipality / settings.FILE
    good = file.read_text("utf-8")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        terminal = Terminal("--municipality", str(municipality), "--port", str(taken))
        try:
            said = terminal.wait_for("Ctrl-C stops")
            assert f"port {taken} is taken" in said
            port = int(said.split("http://127.0.0.1:")[1].split("/")[0])
            before = home(port)
            assert "Eksempelby" in before
            assert "<script>" not in before
            assert "livereload" not in before

            terminal.save(file, good.replace("Eksempelby kommune", "Dømeby kommune"))
            terminal.wait_for("written in")
            assert "Dømeby" in home(port)

            terminal.save(file, "norwegian = 3")
            assert "line 1: norwegian" in terminal.wait_for("the last good site stays")
            assert "Dømeby" in home(port)
        finally:
            terminal.stop()


def test_a_mistake_at_the_start_can_be_mended(municipality):
    file = municipality / settings.FILE
    good = file.read_text("utf-8")
    file.write_text("norwegian = 3", "utf-8")
    terminal = Terminal("--municipality", str(municipality), "--port", "18000")
    try:
        said = terminal.wait_for("Ctrl-C stops")
        assert "line 1: norwegian" in said
        port = int(said.split("http://127.0.0.1:")[1].split("/")[0])
        assert home(port) == "503"
        terminal.save(file, good)
        terminal.wait_for("written in")
        assert "Eksempelby" in home(port)
    finally:
        terminal.stop()
