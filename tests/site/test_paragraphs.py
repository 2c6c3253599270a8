"""Paragraphs of the built site: the same ids in every language, and none older than its source."""

import re
import shutil

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from sitegen import translated, translations
from sitegen.bootstrap import ROOT
from sitegen.project import DOCS, LANGUAGES
from sitegen.staff import redirects, topics

NUMBERED = re.compile(r"[a-z][a-z0-9-]*-\d+")
PAGES = ("index", "klage")


def numbered(page) -> list[str]:
    """Give the ids of a page's blocks, in order."""
    ids = [element.attributes.get("id", "") for element in page.elements if element.tag != "input"]
    return [each for each in ids if NUMBERED.fullmatch(each)]


def test_blocks_have_the_same_ids_in_all_languages(pages):
    for page in pages.values():
        if page.language not in ("", "nb") and "data-summary" not in page.html:
            assert numbered(page) == numbered(pages[f"nb/{page.name}"]), page.path


def test_every_paragraph_of_a_page_can_be_pointed_at(pages):
    for name in ("klage", "personvern"):
        page = pages[f"nb/{name}/index.html"]
        text = page.html.partition('id="topp"')[2].partition("</article>")[0].partition('class="origin"')[0]
        tables = re.sub(r"<(table|ul|ol|blockquote|dl)\b.*?</\1>", r"<\1>", text, flags=re.DOTALL)
        assert "<p>" not in tables
        assert len(numbered(page)) > 10


@pytest.mark.parametrize("language", translated.TRANSLATIONS)
def test_no_translation_is_older_than_its_source(language):
    """What fails: read the Bokmål text, mend the translation, `python -m sitegen translated <page or text>`."""
    assert translated.outdated(language) == []


def test_an_older_paragraph_is_told_of_and_the_build_passes(tmp_path):
    docs, site = tmp_path / "docs", tmp_path / "site"
    for language in LANGUAGES:
        (docs / language).mkdir(parents=True)
        for name in (
            *(f"{page}.md" for page in PAGES),
            "ui.toml",
            "law.toml",
            "checker.toml",
            translations.FILE,
            "language.toml",
        ):
            if (DOCS / language / name).exists():
                shutil.copy(DOCS / language / name, docs / language)
    (docs / topics.FILE).write_text('pages = ["klage"]', "utf-8")
    (docs / redirects.FILE).write_text("[pages]\n", "utf-8")
    source = docs / "nb" / "klage.md"
    text = source.read_text("utf-8")
    [sentence] = re.findall(r"^Vi har ikke funnet noen regel om at det koster penger å klage\.$", text, re.M)
    source.write_text(text.replace(sentence, "Det koster ikke noe å klage."), "utf-8")
    nav = [f"{page}.md" for page in PAGES]
    validation = {"links": {"not_found": "ignore", "anchors": "ignore"}}
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(site), nav=nav, validation=validation
    )
    mkdocs_build(config)
    for language in translated.TRANSLATIONS:
        html = (site / language / "klage" / "index.html").read_text("utf-8")
        assert html.count('class="outdated outdated--older"') == 1, language
        box = html.partition('class="outdated outdated--older"')[2]
        assert box.index('lang="nb"') < box.index("Det koster ikke noe å klage.") < box.index("</div>")
    assert "outdated" not in (site / "nb" / "klage" / "index.html").read_text("utf-8")
