"""Other texts than the site's: a further language that costs a folder, and Bokmål that changed after a translation."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from sitegen import strings
from sitegen.bootstrap import ROOT
from sitegen.project import DOCS
from sitegen.trust import texts

# Of CLDR, and none of the site's.
CODE = "so"
# Changes of Bokmål after the translations were made: a question, an answer, a part of a letter.
CHANGED = (
    ("nb/checker.toml", 'label = "Hva handler vedtaket om?"', 'label = "Hva handler vedtaket ditt om?"'),
    (
        "nb/checker.toml",
        '"Fristen er ute, men en sen klage kan likevel bli behandlet."',
        '"Fristen er ute, men skriv likevel."',
    ),
    ("letters/question.toml", '"Dette vil jeg spørre om: {question}"', '"Dette må jeg spørre om: {question}"'),
)


@pytest.fixture
def docs(tmp_path):
    """Give a copy of the site's texts, in which the command has begun a language."""
    return begun(tmp_path)


def begun(folder):
    """Copy the site's texts, and begin a language there."""
    folder = folder / "docs"
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


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build the site with a new language, filled in, and with Bokmål texts that have changed since."""
    folder = tmp_path_factory.mktemp("built")
    docs = begun(folder)
    fill_in(docs)
    for file, old, new in CHANGED:
        path = docs / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
    done = sitegen(docs, "build", "--site", str(folder / "site"))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder / "site"


@pytest.mark.slow
def test_the_site_is_built_with_a_new_language_and_nothing_but_its_folder(built):
    home = (built / CODE / "index.html").read_text("utf-8")
    assert f'lang="{CODE}"' in home
    # Every other language leads to it, and the letters have it beside the Norwegian.
    for language in ("nb", "uk"):
        assert f'hreflang="{CODE}"' in (built / language / "klage" / "index.html").read_text("utf-8")
    words = json.loads((built / "assets" / "letters" / f"{CODE}.json").read_text("utf-8"))
    assert words["letters"]["complaint"]["subject"].keys() == {"nb", "nn", CODE}
    pages = {file.parent.name for file in (built / "nb").glob("*/index.html")}
    assert pages == {file.parent.name for file in (built / CODE).glob("*/index.html")}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nn", "en", "uk", "ar"])
def test_what_is_older_stands_in_the_site_with_the_norwegian_one(built, language):
    note = strings.load(DOCS, language)["outdated_older"]
    page = (built / language / "frist" / "index.html").read_text("utf-8")
    [legend] = re.findall(r"<legend.*?</legend>", page.partition('data-key="decision"')[2], re.DOTALL)[:1]
    marks = r"[^>]*" if language == "nn" else r'[^>]* lang="nb"[^>]*'
    assert re.search(rf"{note} <span{marks}>Hva handler vedtaket ditt om\?</span>", legend), legend
    later = (built / "assets" / "checker" / language / "appeal.json").read_text("utf-8")
    assert f"{note} [[Fristen er ute, men skriv likevel.]]" in page + later
    letters = json.loads((built / "assets" / "letters" / f"{language}.json").read_text("utf-8"))
    sides = letters["letters"]["question"]["parts"]["own_question"]
    assert sides["nb"] == "Dette må jeg spørre om: {question}"
    assert note not in sides["nn"]
    if language != "nn":
        assert sides[language].endswith(f"{note} [[Dette må jeg spørre om:]] {{question}}")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nn", "en", "uk", "ar"])
def test_pages_and_words_that_are_not_older_stand_alone(built, language):
    note = strings.load(DOCS, language)["outdated_older"]
    for file in (
        f"{language}/sjekk/index.html",
        f"{language}/klage/index.html",
        f"assets/checker/{language}/check.json",
    ):
        assert note not in (built / file).read_text("utf-8")
