"""Serving with a new build at each save."""

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from watchfiles import watch

from sitegen import serve
from sitegen.bootstrap import ROOT
from sitegen.project import CACHE, CHECKER, DOCS, OVERRIDES


def watched(municipality: Path) -> list[Path]:
    """List what a build is made of."""
    files = [ROOT / "mkdocs.yml", ROOT / "pyproject.toml"]
    folders = [DOCS, OVERRIDES, CHECKER, ROOT / "sitegen", municipality]
    return [path for path in (*files, *folders) if path.exists()]


def run(municipality: Path, port: int) -> int:
    """Build, serve and build again on save, until interrupted; returns the exit status.

    What is wrong with a build is shown in the terminal; the last good site stays.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="served-", dir=CACHE) as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "sitegen", "build", "--draft", "--site", str(site)]
        command += ["--municipality", str(municipality)]
        subprocess.run(command, cwd=ROOT, check=False)
        with serve.server_near(site, port) as server:
            chosen = server.server_address[1]
            if chosen != port:
                print(f"sitegen: port {port} is taken")
            print(f"sitegen: http://{serve.HOST}:{chosen}/ (Ctrl-C stops)", flush=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                rebuild_on_save(watched(municipality), command)
            except KeyboardInterrupt:
                print()
            server.shutdown()
    return 0


def rebuild_on_save(paths: Iterable[Path], command: list[str]) -> None:
    """Run the build after each change. A process of its own sees changed Python files too."""
    for changes in watch(*paths, raise_interrupt=True):
        names = sorted({Path(path).name for _, path in changes})
        print(f"sitegen: {', '.join(names[:3])}{' …' if len(names) > 3 else ''} changed, building", flush=True)
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            print("sitegen: the last good site stays", flush=True)
