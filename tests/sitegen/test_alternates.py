"""Our step in mkdocs-static-i18n's place: the same site, in fewer steps."""

from collections import Counter
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs_static_i18n.reconfigure import ExtendedPlugin

from sitegen import alternates
from sitegen.errors import SiteError

LANGUAGES = ("da", "nb", "nn", "en", "uk")
PAGES = ("index", "klage", "frist", "del/side")
# A page that a language lacks has no counterpart there.
LACKING = ("uk/frist.md", "nn/del/side.md")
CONFIG = """\
site_name: x
site_url: https://example.no/sub/
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, font: false}}
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_search: false
      languages: [{languages}]
"""


@pytest.fixture(autouse=True)
def plugin_s_own():
    method = ExtendedPlugin.reconfigure_files_alternates
    yield method
    ExtendedPlugin.reconfigure_files_alternates = method


@pytest.fixture
def built(tmp_path):
    """Build made pages: `built(name)` gives every file of the site by its path, the time of the build left out."""
    docs = tmp_path / "docs"
    for language in LANGUAGES:
        for page in ["index"] if language == LANGUAGES[0] else PAGES:
            file = docs / language / f"{page}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            if f"{language}/{page}.md" not in LACKING:
                file.write_text(f"# {page} {language}\n", "utf-8")

    def _built(name):
        languages = ", ".join(
            f"{{locale: '{one}', name: '{one}', default: {str(one == LANGUAGES[0]).lower()}}}" for one in LANGUAGES
        )
        config = tmp_path / f"{name}.yml"
        config.write_text(CONFIG.format(docs=docs, site=tmp_path / name, languages=languages), "utf-8")
        build(load_config(str(config)))
        found = {file.relative_to(tmp_path / name).as_posix(): file for file in (tmp_path / name).rglob("*")}
        # It holds the time of the day.
        return {path: file.read_bytes() for path, file in found.items() if file.is_file() and path != "sitemap.xml.gz"}

    return _built


def test_the_site_is_the_same(built):
    plain = built("plain")
    alternates.install()
    assert ExtendedPlugin.reconfigure_files_alternates is alternates.find
    mine = built("ours")
    assert mine.keys() == plain.keys()
    assert [path for path in plain if mine[path] != plain[path]] == []
    assert b'hreflang="uk"' in mine["sitemap.xml"]
    # A page without a counterpart names none.
    assert b"uk/frist" not in mine["sitemap.xml"]


def test_each_page_is_made_once_for_each_language():
    """However often it is asked for: in every language's build."""
    made = Counter()

    def create(file, language, *_):
        made[file.src_uri, language] += 1
        return SimpleNamespace(locale=language)

    pages, languages = [f"side-{number}.md" for number in range(6)], ["en", "nb", "nn", "uk"]
    alternates.install()
    for current in languages:
        files = {page: SimpleNamespace(alternates={current: "itself"}) for page in pages}
        others = {
            page: [SimpleNamespace(src_uri=f"{one}/{page}") for one in languages if one != current] for page in pages
        }
        plugin = SimpleNamespace(all_languages=languages, build_languages=languages, default_language="da")
        alternates.find(plugin, files, others, None, create)
        assert all(set(file.alternates) == set(languages) for file in files.values())
        assert all(file.alternates[current] == "itself" for file in files.values())
    assert set(made.values()) == {1}
    assert len(made) == len(pages) * len(languages)


def test_another_version_of_the_plugin_stops_the_build(monkeypatch, plugin_s_own):
    monkeypatch.setattr(alternates, "version", lambda name: "1.4.0")
    with pytest.raises(SiteError, match=r"written for mkdocs-static-i18n 1\.3\.1, this is 1\.4\.0"):
        alternates.install()
    assert ExtendedPlugin.reconfigure_files_alternates is plugin_s_own
