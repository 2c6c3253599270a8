"""The blank letters on their page and as documents, and the words of all letters: spelled right, in short sentences."""

import gzip
import json
import math
import re
from datetime import date
from urllib.parse import urljoin

import pytest
from pydantic import BaseModel

from checker.letterparts import LETTERS
from checker.letters import blank
from sitegen import letterfiles, letters, lettertext
from sitegen.papers import Words
from sitegen.project import ALWAYS, DOCS, LANGUAGES
from tests.site import reading
from tests.site.test_reading import LONGEST_SENTENCE, misspelled

SENT = ("nb", "nn")
TERM = re.compile(r"\[\[[^\[\]]+\]\]\w*")
NAMES = [name.replace("_", "-") for name in LETTERS]


@pytest.fixture(scope="module")
def words():
    return letters.load(DOCS, date(2026, 11, 20))


@pytest.fixture(params=LANGUAGES)
def page(request, pages):
    return pages[f"{request.param}/brev/index.html"]


def texts(words, language) -> list[str]:
    """Give every text of the letters in a language, and what the page says beside them."""

    def told(found: object) -> list[str]:
        if isinstance(found, Words):
            return [words.say(found, language)]
        if isinstance(found, dict):
            return [text for inner in found.values() for text in told(inner)]
        if isinstance(found, tuple):
            return [text for inner in found for text in told(inner)]
        return told(dict(found)) if isinstance(found, BaseModel) else []

    return [re.sub(r"\{\w+\}", "1", text) for text in told((words.common, *words.files.values()))]


@pytest.mark.parametrize("language", ALWAYS)
def test_letters_are_spelled_right(words, language):
    """A word that is right all the same goes into words/, as with pages."""
    plain = [TERM.sub(" ", text) if language == "en" else text for text in texts(words, language)]
    found = {word for text in plain for word in reading.LETTERS.findall(text) if len(word) > 1}
    found = {word for word in found if not re.search(r"[\d_]", word)}
    assert len(found) > 300
    assert not misspelled(found, language)


@pytest.mark.parametrize("language", ALWAYS)
def test_no_sentence_of_a_letter_is_very_long(words, language):
    sentences = [sentence for text in texts(words, language) for sentence in reading.split(text)]
    assert not [each for each in sentences if len(reading.WORD.findall(each)) > LONGEST_SENTENCE]


def plainly(text: str) -> str:
    """Give a text without lines to write on, and without blanks round them."""
    return re.sub(r"[_\s]+", "", text)


def test_every_letter_stands_on_its_page_whole(page, words):
    language = page.language if page.language in SENT else "nb"
    found = reading.BeautifulSoup(page.html, "html.parser")
    for letter in blank():
        section = found.find(id=f"brev-{letter.id.replace('_', '-')}")
        sheet = section.select_one(".leaf__letter")
        assert (sheet["lang"], sheet["translate"]) == (language, "no")
        said = sheet.get_text(" ")
        for block in lettertext.blocks(words, letter, {}, language):
            assert plainly(block.text) in plainly(said)
        assert section.select(".pen")


def test_the_list_leads_to_every_letter_and_the_page_needs_no_script(page):
    targets = [link["href"] for link in page.all("a") if link["href"].startswith("#brev-")]
    assert targets[: len(NAMES)] == [f"#brev-{name}" for name in NAMES]
    leaves = reading.BeautifulSoup(page.html, "html.parser").select(".leaf")
    assert len(leaves) == len(LETTERS)
    assert not [leaf for leaf in leaves if leaf.select("input, textarea, form, button, script")]


def test_every_document_is_there_and_as_large_as_its_link_says(page, site):
    links = [link for link in page.all("a") if "download" in link]
    forms = [page.language] if page.language in SENT else SENT
    assert len(links) == len(LETTERS) * len(forms)
    sizes = re.findall(r"DOCX\D{1,3}(\d+) ", page.text)
    for link, size in zip(links, sizes, strict=True):
        file = site / urljoin(f"/{page.path}", link["href"]).lstrip("/")
        assert math.ceil(file.stat().st_size / 1024) == int(size), file
    assert {file.name for file in (site / letterfiles.FOLDER).glob("*.docx")} == {
        f"{letter}.{form}.docx" for letter in LETTERS for form in SENT
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_for_the_browser_are_there_and_light(site, language):
    content = (site / letterfiles.FOLDER / f"{language}.json").read_bytes()
    assert [*json.loads(content)["letters"]] == [*LETTERS]
    # Fetched only with the letters: as much as a page.
    assert len(gzip.compress(content, 6)) <= 20 * 1024


def test_documents_are_not_kept_for_use_without_network(site):
    """They are large, and the letters themselves are kept."""
    for language in LANGUAGES:
        kept = json.loads((site / "assets" / "offline" / f"{language}.json").read_text("utf-8"))["files"]
        paths = {file["path"] for file in kept}
        assert f"{letterfiles.FOLDER}/{language}.json" in paths
        assert not [path for path in paths if path.startswith(f"{letterfiles.FOLDER}/") and path.endswith(".docx")]
