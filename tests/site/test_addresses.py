"""Addresses that were promised stay: each is there, or a page leads on from it."""

import shutil
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from sitegen import build, project
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES
from sitegen.staff import addresses, redirects, topics

PROMISED = addresses.load(DOCS / addresses.FILE)


def test_every_promised_address_is_there(site):
    lost = addresses.lost(site, PROMISED)
    assert not lost, f"gone: {', '.join(lost)}. Write the page's new name into docs/{redirects.FILE}."


def test_every_address_is_promised(site):
    new = set(addresses.every(addresses.found(site))) - set(addresses.every(PROMISED))
    # Where a language is new, its pages are promised when it is.
    new = {address for address in new if address.split("/")[0] in (*PROMISED.languages, "api", "assets")}
    assert not new, f"not in docs/{addresses.FILE}: {', '.join(sorted(new))}. Run `python -m sitegen addresses`."


@pytest.fixture
def copy(site, tmp_path):
    """A site of which parts can be taken away."""
    folder = tmp_path / "site"
    for language in LANGUAGES:
        for page in ("", "klage", "frist"):
            (folder / language / page).mkdir(parents=True, exist_ok=True)
            shutil.copy(site / language / page / "index.html", folder / language / page / "index.html")
    return folder


FEW = addresses.Addresses(LANGUAGES, (), (), {"klage": ("hva",), "frist": ()})


def test_what_is_there_is_not_lost(copy):
    assert addresses.lost(copy, FEW) == []


def test_a_heading_that_one_language_lacks_is_not_promised(copy):
    page = copy / "en" / "klage" / "index.html"
    assert "hva" in addresses.found(copy).pages["klage"]
    page.write_text(page.read_text("utf-8").replace('id="hva"', 'id="annet"'), "utf-8")
    assert "hva" not in addresses.found(copy).pages["klage"]


def test_a_page_that_is_gone_in_one_language_is_noticed(copy):
    shutil.rmtree(copy / "nn" / "klage")
    assert addresses.lost(copy, FEW) == ["nn/klage/", "nn/klage/#hva"]


def test_a_heading_that_is_gone_is_noticed(copy):
    page = copy / "en" / "klage" / "index.html"
    page.write_text(page.read_text("utf-8").replace('id="hva"', 'id="annet"'), "utf-8")
    assert addresses.lost(copy, FEW) == ["en/klage/#hva"]


@pytest.mark.parametrize(("target", "is_lost"), [("../frist/#naar", False), ("../frist/", False), ("../borte/", True)])
def test_a_page_that_leads_on_keeps_its_promise_if_it_leads_somewhere(copy, target, is_lost):
    page = f'<html><meta http-equiv="refresh" content="0; url={target}"></html>'
    (copy / "nb" / "klage" / "index.html").write_text(page, "utf-8")
    there = addresses.Addresses(("nb",), (), (), {"klage": ("hva",), "frist": ()})
    if "#" in target:
        frist = copy / "nb" / "frist" / "index.html"
        frist.write_text(frist.read_text("utf-8").replace("<h1", '<i id="naar"></i><h1', 1), "utf-8")
    assert bool(addresses.lost(copy, there)) is is_lost


def test_a_file_that_is_gone_is_noticed(site):
    files = addresses.Addresses(("nb",), (), ("api/v1/law.json", "nb/introguiden-nb.html", "x.json"), {})
    assert addresses.lost(site, files) == ["x.json"]


def test_joining_only_adds(tmp_path):
    one = addresses.Addresses(("nb",), ("klage/",), ("a.json",), {"klage": ("hva",), "gammel": ()})
    other = addresses.Addresses(("nb", "en"), (), ("b.json",), {"klage": ("topp",)})
    both = addresses.join(one, other)
    assert both == addresses.Addresses(
        ("nb", "en"), ("klage/",), ("a.json", "b.json"), {"gammel": (), "klage": ("hva", "topp")}
    )
    file = tmp_path / addresses.FILE
    file.write_text(addresses.written(both), "utf-8")
    assert addresses.load(file) == both


@pytest.mark.parametrize("text", ["", "languages = 1", 'languages = ["nb"]\nroot = []\nfiles = []\n', "x = ="])
def test_a_list_that_is_none_is_refused_by_name(tmp_path, text):
    file = tmp_path / addresses.FILE
    file.write_text(text, "utf-8")
    with pytest.raises(SiteError, match=addresses.FILE):
        addresses.load(file)


# ---------------------------------------------------------------- one address for all languages


def test_a_topic_leads_to_its_page_in_every_language(site):
    for name in topics.load(DOCS):
        page = BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")
        ways = {link["hreflang"]: link for link in page.select("article a")}
        assert list(ways) == list(LANGUAGES)
        for language, link in ways.items():
            assert urljoin(f"/{name}/", link["href"]) == f"/{language}/{name}/"
            assert link["lang"] == language
            assert topics.titles(DOCS, language)[name] in link.text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x = 1", "pages"),
        ("pages = 1", "pages"),
        ('pages = ["klage", "klage"]', "twice: klage"),
        ('pages = ["finnes-ikke"]', "no such page: finnes-ikke"),
        ("pages = [", topics.FILE),
    ],
)
def test_a_wrong_list_of_topics_is_refused(tmp_path, text, fault):
    shutil.copytree(DOCS / "nb", tmp_path / "nb")
    (tmp_path / topics.FILE).write_text(text, "utf-8")
    with pytest.raises(SiteError, match=fault):
        topics.load(tmp_path)


# ---------------------------------------------------------------- pages that got another name


@pytest.fixture
def staged(tmp_path):
    for language in ("nb", "en"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "klage.md").write_text("# Klage", "utf-8")
    return tmp_path


def test_an_old_name_is_a_page_in_every_language_of_the_new_one(staged):
    assert redirects.stage(staged, {"gammel": "klage#hva"}) == ["gammel"]
    for language in ("nb", "en"):
        assert "redirect: klage#hva" in (staged / language / "gammel.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("renamed", "fault"),
    [({"gammel": "borte"}, "no page borte"), ({"klage": "klage"}, "there still: en/klage.md")],
)
def test_a_redirect_that_cannot_be_right_is_refused(staged, renamed, fault):
    with pytest.raises(SiteError, match=fault):
        redirects.stage(staged, renamed)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[pages]\n"Gammel side" = "klage"', "Gammel side"),
        ("[pages]\ngammel = 1", "pages.gammel"),
        ('[pages]\ngammel = "https://eksempel.example/"', "pages.gammel"),
        ('[pages]\na = "b"\nb = "klage"', "pages.a"),
        ("[other]", "pages"),
        ("[pages", redirects.FILE),
    ],
)
def test_a_wrong_list_of_names_is_refused(tmp_path, text, fault):
    file = tmp_path / redirects.FILE
    file.write_text(text, "utf-8")
    with pytest.raises(SiteError, match=fault):
        redirects.load(file)


def test_an_old_address_leads_on_without_script_in_every_language(tmp_path, monkeypatch):
    """Built by MkDocs alone, from a copy of the sources with a renamed page."""
    sources = tmp_path / "docs"
    shutil.copytree(DOCS, sources)
    (sources / redirects.FILE).write_text('[pages]\ngammelt-navn = "klage#hva"\n', "utf-8")
    load = build.load_config
    monkeypatch.setattr(build, "load_config", lambda file, **changed: load(file, **changed | {"docs_dir": str(sources)}))
    site = tmp_path / "site"
    assert build.run_mkdocs(site) == []
    for language in LANGUAGES:
        html = (site / language / "gammelt-navn" / "index.html").read_text("utf-8")
        assert addresses.leads_to(html) == "../klage/#hva"
        page = BeautifulSoup(html, "html.parser")
        assert page.find("link", rel="canonical")["href"] == "../klage/#hva"
        assert page.select_one("article a")["href"] == "../klage/#hva"
        assert page.select_one("html")["lang"] == language
        # It is on no list: menu, A to Z, next page.
        assert "gammelt-navn" not in (site / language / "sok" / "index.html").read_text("utf-8")
    root = (site / "gammelt-navn" / "index.html").read_text("utf-8")
    assert addresses.leads_to(root) == "../klage/#hva"
