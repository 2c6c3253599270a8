"""The one file to share: complete, small, and in need of nothing."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from sitegen import bidi, project, settings, share, sharepage, strings, summaries
from sitegen.project import DOCS, LANGUAGES, MUNICIPALITY

SIGNS = str.maketrans("", "", bidi.LRI + bidi.FSI + bidi.PDI)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def shared(site, language):
    return BeautifulSoup((site / language / sharepage.file_name(language)).read_text("utf-8"), "html.parser")


def test_it_is_small_enough_for_a_message(site):
    for language in LANGUAGES:
        assert (site / language / sharepage.file_name(language)).stat().st_size < share.LARGEST_BYTES


def test_every_page_for_participants_is_in_it_in_the_order_of_the_menu(site, shared, language):
    """All pages of the language but those that the one list leaves out, and those in short: a page that is added comes by itself.
    """
    menu = [address.removeprefix(f"/{language}/").rstrip("/") for address in share.menu(site, language)]
    assert {name for name in menu if name} == {folder.parent.name for folder in (site / language).glob("*/index.html")}
    whole = [name for name in menu if name not in summaries.listed(DOCS, language)]
    wanted = [name or "start" for name in whole if not sharepage.is_left_out(f"/{language}/{name}/", language)]
    assert [section["id"] for section in shared.select(".shared__page")] == wanted
    assert {"klage", "hvem", "om", "personvern", "frist", "sjekk"} <= set(wanted)
    assert not {"lov", "ansatt", "endringer", "uenighet", "sok"} & set(wanted)
    named = [link["href"].removeprefix("#") for link in shared.select("nav[aria-labelledby=sider] a")]
    assert named == wanted


def test_what_a_page_says_is_in_it(shared, language, pages):
    # Pieces that run from left to right stand between signs here, in elements on the page.
    text = "".join(shared.get_text().translate(SIGNS).split())
    for name in ("klage", "hvem", "om"):
        page = BeautifulSoup(pages[f"{language}/{name}/index.html"].html, "html.parser")
        for element in page.select("article :is(p, li, td, h2, h3):not([hidden], [hidden] *, .where *)"):
            said = "".join(element.get_text().split())
            if not element.select("[hidden], button"):
                assert said in text, f"{name}: {said}"


def test_it_needs_nothing_and_runs_nothing(shared):
    [meta] = shared.select('meta[http-equiv="Content-Security-Policy"]')
    [style] = shared.select("style")
    digest = base64.b64encode(hashlib.sha256(style.string.encode()).digest()).decode()
    assert meta["content"].startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; ")
    assert "url(" not in re.sub(r"url\(data:", "", style.string)
    for element in shared.find_all(True):
        assert element.name not in ("script", "form", "button", "input", "iframe", "object", "link", "base"), element
        assert not any(name.startswith("on") or name == "style" for name in element.attrs), element
        assert str(element.get("src", "data:")).startswith("data:"), element


def test_a_card_of_the_front_page_leads_somewhere(shared):
    cards = shared.select(".way__text")
    assert cards
    assert all(card.find_parent("a") for card in cards)


def test_links_lead_to_a_place_in_it_or_to_another_site(shared):
    places = {element["id"] for element in shared.find_all(id=True)}
    assert len(places) == len(shared.find_all(id=True))
    outside = set()
    for link in shared.find_all("a", href=True):
        if link["href"].startswith("#"):
            assert link["href"][1:] in places, link
        else:
            outside.add(link["href"].split(":")[0])
    assert outside <= {"https", "mailto", "tel"}
    assert shared.select('a[href="#klage"]')


def test_it_says_what_it_is_and_how_old(shared, language):
    about = shared.select_one(".shared__about").get_text(" ")
    assert settings.load(MUNICIPALITY).name_in(language) in about
    assert project.version() in about
    assert str(datetime.now(UTC).year) in about
    assert "Introguiden" in shared.title.string
    assert shared.html["lang"] == language


def test_headings_are_one_outline(shared):
    levels = [int(heading.name[1]) for heading in shared.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_about_use_without_network_links_to_it_with_its_size(site, pages, language):
    page = pages[f"{language}/uten-nett/index.html"]
    [link] = [link for link in page.all("a") if "download" in link]
    target = urljoin(f"/{page.path}", link["href"])
    assert target == f"/{language}/{sharepage.file_name(language)}"
    size = round((site / target.strip("/")).stat().st_size / 1000)
    assert strings.load(DOCS, language)["share_size"].replace("{kilobytes}", str(size)) in page.text


def test_what_names_an_id_names_it_by_its_page():
    given = {
        "id": "a",
        "class": ["x", "y"],
        "aria-labelledby": "a b",
        "fill": "url(#a)",
        "data-x": "1",
        "tabindex": "0",
    }
    assert dict(sharepage.renamed(given, "klage")) == {
        "id": "klage--a",
        "class": "x y",
        "aria-labelledby": "klage--a klage--b",
        "fill": "url(#klage--a)",
        "tabindex": "0",
    }


def test_links_to_what_is_left_out_lead_to_where_the_copy_is_published():
    names = {"/nb/klage/": "klage"}
    assert sharepage.inside("../lov/#belop", "/nb/klage/", names) == "⟦address⟧nb/lov/#belop"
    assert sharepage.inside("#naar", "/nb/klage/", names) == "#klage--naar"
    assert sharepage.inside("mailto:a@b.example", "/nb/klage/", names) == "mailto:a@b.example"
