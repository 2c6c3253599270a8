"""What must hold for every page, whatever it says."""

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from sitegen import headers
from sitegen import languages
from sitegen.project import ENTRANCE, LANGUAGES

# Elements that make a browser fetch something, and the attribute that says what.
FETCHES = {
    "script": "src",
    "link": "href",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "iframe": "src",
    "object": "data",
    "use": "href",
    "image": "href",
    "form": "action",
}
NOT_FETCHED = {"alternate", "canonical", "prev", "next"}
PLACEHOLDERS = ("{{", "}}", "{%", "[[", "]]", "⟦", "⟧")
HANDLERS = re.compile(r"^on[a-z]+$")


def test_every_page_exists_in_every_language(pages, expected):
    assert set(pages) == expected


def test_a_page_says_which_language_it_is(pages):
    for page in pages.values():
        [html] = page.all("html")
        language = page.language or "nb"
        assert html["lang"] == language, page.path
        [body] = page.all("body")
        assert body["dir"] == languages.of(language).direction, page.path


def test_a_page_has_one_title_one_heading_and_a_description(pages):
    for page in pages.values():
        assert Counter(element.tag for element in page.elements)["h1"] == 1, page.path
        assert re.search(r"<title>[^<]+</title>", page.html), page.path
        if page.language:
            assert any(meta.get("name") == "description" and meta["content"] for meta in page.all("meta")), page.path


def test_headings_skip_no_level(pages):
    for page in pages.values():
        levels = [int(element.tag[1]) for element in page.elements if re.fullmatch(r"h[1-6]", element.tag)]
        for before, after in pairwise(levels):
            assert after <= before + 1, f"{page.path}: h{after} after h{before}"


def test_every_language_is_linked_from_every_page(pages):
    for page in pages.values():
        if not page.language:
            continue
        links = {link["hreflang"]: link["href"] for link in page.all("link") if link.get("rel") == "alternate"}
        assert set(links) - {"x-default"} == set(LANGUAGES), page.path
        for language in LANGUAGES:
            target = urljoin(f"/{page.path}", links[language])
            assert target == f"/{language}/{page.name.removesuffix('index.html')}", page.path


def test_the_language_switch_keeps_the_page(pages):
    for page in pages.values():
        if not page.language:
            continue
        for language in LANGUAGES:
            wanted = f"/{language}/{page.name.removesuffix('index.html')}"
            links = [link for link in page.all("a") if link.get("hreflang") == language]
            assert wanted in [urljoin(f"/{page.path}", link["href"]) for link in links], page.path


def test_the_entrance_and_the_missing_page_lead_into_every_language(pages):
    for path in ("index.html", "404.html"):
        links = {urljoin(f"/{path}", link.get("href", "")) for link in pages[path].all("a")}
        assert {f"/{language}/" for language in LANGUAGES} <= links


def test_headings_have_the_same_ids_in_all_languages(pages):
    for page in pages.values():
        if page.language in ("", "nb") or "data-summary" in page.html:
            continue
        source = pages[f"nb/{page.name}"]
        assert _heading_ids(page) == _heading_ids(source), page.path


def _heading_ids(page):
    """Give the ids of the headings, but for the letters of the A-Z list: alphabets differ."""
    headings = [element.attributes for element in page.elements if element.tag in ("h2", "h3")]
    return [attributes.get("id") for attributes in headings if "az__letter" not in attributes.get("class", "")]


def test_every_heading_can_be_linked_to(pages):
    for page in pages.values():
        if page.language and page.name != "index.html":
            assert None not in _heading_ids(page), page.path


def test_ids_are_unique(pages):
    for page in pages.values():
        ids = Counter(element.attributes["id"] for element in page.elements if "id" in element.attributes)
        assert [name for name, count in ids.items() if count > 1] == [], page.path


def test_the_policy_of_a_page_is_the_one_its_header_states(pages):
    for page in pages.values():
        [policy] = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
        said = set(policy.split("; "))
        sent = set(headers.for_file(page.path, page.html)["Content-Security-Policy"].split("; "))
        assert sent - said == {f"{name} {headers.DIRECTIVES[name]}" for name in headers.HEADER_ONLY}, page.path
        assert said <= sent, page.path


def test_only_pages_that_run_webassembly_allow_it(pages):
    allowed = {page.path for page in pages.values() if headers.WASM in page.html}
    running = ("sjekk", "frist", "klagebrev", "stonad-regn", "sok")
    assert allowed == {f"{language}/{name}/index.html" for language in LANGUAGES for name in running}


def test_the_policy_comes_before_anything_it_governs(pages):
    for page in pages.values():
        at = page.html.index("Content-Security-Policy")
        assert not re.search(r"<script|<style|rel=.?stylesheet", page.html[:at]), page.path


def test_nothing_stands_inline_that_the_policy_refuses(pages):
    for page in pages.values():
        for script in page.all("script"):
            assert "src" in script or script.get("type") == "application/json", page.path
        assert not page.all("style"), page.path
        for element in page.elements:
            assert "style" not in element.attributes, f"{page.path}: {element}"
            assert not any(HANDLERS.match(name) for name in element.attributes), f"{page.path}: {element}"
            assert not element.attributes.get("href", "").lower().startswith(("javascript:", "data:")), page.path


def test_nothing_is_fetched_from_elsewhere(pages):
    for page in pages.values():
        for element in page.elements:
            if element.tag not in FETCHES or NOT_FETCHED & set(element.attributes.get("rel", "").split()):
                continue
            target = urlsplit(element.attributes.get(FETCHES[element.tag], ""))
            assert (target.scheme, target.netloc) == ("", ""), f"{page.path}: {element}"


def test_addresses_are_relative_so_that_a_sub_folder_works(pages):
    # The page of unknown addresses is shown at any depth, so its own begin at the root.
    for page in pages.values():
        if page.path == "404.html":
            continue
        for element in page.elements:
            for name in ("href", "src", "action"):
                assert not element.attributes.get(name, "").startswith("/"), f"{page.path}: {element}"


def test_links_to_other_sites_are_encrypted(pages):
    for page in pages.values():
        assert [link for link in page.all("a") if link.get("href", "").startswith("http:")] == [], page.path


def test_no_placeholder_is_left(pages):
    for page in pages.values():
        found = [sign for sign in PLACEHOLDERS if sign in page.text]
        assert not found, f"{page.path}: {found}"


def test_the_entrance_s_pseudo_language_shows_nowhere(pages, site):
    assert not (site / ENTRANCE).exists()
    for page in pages.values():
        assert f'lang="{ENTRANCE}"' not in page.html, page.path
