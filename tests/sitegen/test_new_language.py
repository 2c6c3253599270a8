"""A further language costs a folder: begun by the command, filled in, and the site is built with it."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from sitegen.bootstrap import ROOT
from sitegen.project import DOCS
from sitegen.trust import texts

# Of CLDR, and none of the site's.
CODE = "so"


@pytest.fixture
def docs(tmp_path):
    """Give a copy of the site's texts, in which the command has begun a language."""
    folder = tmp_path / "docs"
    shutil.copytree(DOCS, folder)
    begun = sitegen(folder, "language", CODE, "--begin")
    assert (begun.returncode, begun.stderr) == (0, "")
    return folder


def sitegen(docs, *arguments):
    """Run a command of the project with other texts."""
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *arguments],
        cwd=ROOT,
        env={**os.environ, "INTROGUIDEN_DOCS": str(docs)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def fill_in(docs):
    """Write something into each empty place, as a translator would: what English says, or a word."""
    folder = docs / CODE
    told = folder / "language.toml"
    told.write_text(told.read_text("utf-8").replace('= ""', '= "Soomaali"').replace('"{n} "', '"{n} x"'), "utf-8")
    terms = folder / "terms.toml"
    terms.write_text(terms.read_text("utf-8").replace('= ""', '= "Soomaali"'), "utf-8")
    rows, table = [], ""
    for way, text in texts.of(DOCS, "en", "letters").items():
        letter, _, rest = way.partition(".")
        if letter != table:
            rows.append(f"[{letter}]")
            table = letter
        rows.append(f"{json.dumps(rest)} = {json.dumps(text)}")
    (folder / "letters.toml").write_text("\n".join(rows), "utf-8")


def test_what_a_begun_language_lacks_is_listed_until_it_is_there(docs):
    listed = sitegen(docs, "language", CODE)
    assert listed.returncode == 1
    lacks = set(listed.stdout.splitlines()[1:])
    assert f"docs/{CODE}/terms.toml: klage.word" in lacks
    letters = texts.of(DOCS, "nb", "letters")
    assert {f"docs/{CODE}/letters.toml: {way}" for way in letters} <= lacks
    assert any(line.startswith(f"docs/{CODE}/language.toml: nav.") for line in lacks)
    # Nobody has said yet that anything says what Bokmål says.
    unconfirmed = sitegen(docs, "translated", "--language", CODE)
    assert (unconfirmed.returncode, unconfirmed.stderr) == (0, "")
    told = set(unconfirmed.stdout.splitlines())
    assert {f"{CODE}/klage#topp", f"{CODE}/checker.toml#question.decision.label"} <= told
    fill_in(docs)
    listed = sitegen(docs, "language", CODE)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert listed.stdout.splitlines()[1:] == []
    every = sitegen(docs, "language").stdout
    assert f"{CODE}: " in every


@pytest.mark.slow
def test_the_site_is_built_with_a_new_language_and_nothing_but_its_folder(docs, tmp_path):
    fill_in(docs)
    site = tmp_path / "site"
    built = sitegen(docs, "build", "--site", str(site))
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    home = (site / CODE / "index.html").read_text("utf-8")
    assert f'lang="{CODE}"' in home
    # Every other language leads to it, and the letters have it beside the Norwegian.
    for language in ("nb", "uk"):
        assert f'hreflang="{CODE}"' in (site / language / "klage" / "index.html").read_text("utf-8")
    words = json.loads((site / "assets" / "letters" / f"{CODE}.json").read_text("utf-8"))
    assert words["letters"]["complaint"]["subject"].keys() == {"nb", "nn", CODE}
    pages = {file.parent.name for file in (site / "nb").glob("*/index.html")}
    assert pages == {file.parent.name for file in (site / CODE).glob("*/index.html")}
