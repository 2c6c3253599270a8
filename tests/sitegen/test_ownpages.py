"""A copy's own pages: in their place, in every language, flagged when the page they replace has changed."""

import json

import pytest
from bs4 import BeautifulSoup

from sitegen import offline, sharepage
from sitegen.errors import SiteError
from sitegen.project import LANGUAGES
from sitegen.stamp import copying
from tests.sitegen import copies

PAGES = ("pages = []", 'pages = ["lokal.md"]')
HEAD = "---\ntitle: Lokalt & <her>\ndescription: Om oss\n---\n"
ADDED = [(f"{language}/lokal.md", f"{HEAD}# Lokalt\n\nTekst på {language}.\n") for language in ("nb", "nn", "en")]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return copies.release(tmp_path_factory.mktemp("released"))


@pytest.fixture
def made(tmp_path, site):
    def make(*changes, add=()):
        folder = copies.municipality(tmp_path / "municipality", *changes)
        for path, content in add:
            copies.add(folder, path, content)
        return tmp_path / "copy", copying.write(site, folder, tmp_path / "copy")

    return make


def soup(copy, path):
    return BeautifulSoup((copy / path).read_text("utf-8"), "html.parser")


def replacing(site, text, language="nb", fingerprint=None):
    now = site.pages[language]["hvem"].fingerprint
    return f"---\ntitle: Hvem\nreplaces: {fingerprint or now}\n---\n{text}"


def test_an_added_page_is_in_every_language_and_in_every_menu(made):
    copy, notices = made(PAGES, add=ADDED)
    assert notices == []
    for language in LANGUAGES:
        page = soup(copy, f"{language}/lokal/index.html")
        assert page.title.string == "Lokalt & <her>"
        assert page.h1["id"] == "topp"
        assert f"Tekst på {language if language in ('nb', 'nn', 'en') else 'nb'}." in page.article.get_text()
        here = page.select_one("nav a")
        assert (here["href"], here["aria-current"]) == (f"../../{language}/lokal/", "page")
        assert soup(copy, f"{language}/hvem/index.html").select_one("nav a").string == "Lokalt & <her>"


def test_a_language_the_page_lacks_shows_the_municipality_s_norwegian_and_says_so(made):
    copy, _ = made(PAGES, ('norwegian = "nb"', 'norwegian = "nn"'), add=ADDED)
    others = [language for language in LANGUAGES if language not in ("nb", "nn", "en")]
    for language in others:
        text = soup(copy, f"{language}/lokal/index.html").select_one('article [lang="nn"]')
        assert "Tekst på nn." in text.get_text()
    assert not soup(copy, "en/lokal/index.html").select("article [lang]")


def test_it_is_found_by_the_search_kept_without_network_and_in_the_file_to_share(made):
    copy, _ = made(PAGES, add=ADDED)
    [found] = json.loads((copy / "assets/own/nn.json").read_text("utf-8"))
    assert found == {
        "url": "lokal/",
        "title": "Lokalt & <her>",
        "description": "Om oss",
        "text": "Lokalt Tekst på nn.",
    }
    kept = json.loads((copy / f"{offline.FOLDER}/nn.json").read_text("utf-8"))
    assert {"nn/lokal/", "assets/own/nn.json"} <= {file["path"] for file in kept["files"]}
    assert "assets/own/nb.json" not in {file["path"] for file in kept["files"]}
    shared = soup(copy, f"nn/{sharepage.file_name('nn')}")
    assert "Tekst på nn." in shared.select_one("#lokal").get_text()
    assert shared.select_one('a[href="#lokal"]').string == "Lokalt & <her>"


def test_a_replaced_page_keeps_its_frame_and_takes_the_place_of_the_text(made, site):
    copy, notices = made(add=[("nb/hvem.md", replacing(site, "# Hos oss\n\nVårt kontor. [Forsiden](index.md)\n"))])
    page = soup(copy, "nb/hvem/index.html")
    assert notices == []
    assert page.h1.string == "Hos oss"
    assert "Eksempelby kommune" in page.article.get_text()
    assert "word word" not in page.article.get_text()
    assert page.select_one("article a")["href"] == "../"
    # Other languages keep the site's own.
    assert "word word" in soup(copy, "nn/hvem/index.html").get_text()
    shared = soup(copy, f"nb/{sharepage.file_name('nb')}")
    assert "Vårt kontor." in shared.select_one("#hvem").get_text()


def test_a_page_whose_original_has_changed_is_flagged_to_both_sides(made, site):
    text = replacing(site, "# Hos oss\n", fingerprint="0123456789abcdef")
    copy, [notice] = made(add=[("nb/hvem.md", text)])
    assert "nb/hvem.md: the page it replaces has changed since" in notice
    assert site.pages["nb"]["hvem"].fingerprint in notice
    assert "Siden kan være utdatert" in soup(copy, "nb/hvem/index.html").get_text()


def test_a_page_that_does_not_say_what_it_was_made_from_is_refused_with_what_to_write(made, site):
    with pytest.raises(SiteError, match=f'replaces: "{site.pages["nb"]["hvem"].fingerprint}"'):
        made(add=[("nb/hvem.md", "---\ntitle: x\n---\n# x\n")])


def test_values_of_the_settings_can_be_used_and_are_only_text(made):
    name = '*x* <b onclick="y">'
    text = (
        HEAD
        + "# {{ site.name }}\n\n{{ site.name }}: {{ law('forvaltningsloven.appeal_period') }}\n\n{{ local.contacts }}\n"
    )
    add = [(f"{language}/lokal.md", text) for language in ("nb", "nn", "en")]
    copy, _ = made(PAGES, ('nb = "Eksempelby kommune"', f"nb = '{name}'"), add=add)
    page = soup(copy, "nb/lokal/index.html")
    assert page.h1.string == name
    assert f"{name}: tre uker" in page.article.get_text()
    assert "integrering@eksempelby.kommune.example" in page.article.get_text()


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("hvem.md", "../hvem/"),
        ("hvem.md#nav", "../hvem/#nav"),
        ("index.md", "../"),
        ("lokal.md", "../lokal/"),
        ("../en/hvem.md", "../../en/hvem/"),
        ("../assets/plan.pdf", "../../assets/plan.pdf"),
        ("#her", "#her"),
        ("https://www.eksempelby.kommune.example/?a=1&b=2", "https://www.eksempelby.kommune.example/?a=1&b=2"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_lead_from_where_the_page_stands(made, link, wanted):
    add = [*ADDED[1:], ("nb/lokal.md", f"{HEAD}# x\n\n[way]({link})\n"), ("assets/plan.pdf", "%PDF-1.7")]
    copy, _ = made(PAGES, add=add)
    assert soup(copy, "nb/lokal/index.html").select_one("article p a")["href"] == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](nowhere.md)", "no such page"),
        ("[x](../../secret.md)", "leads neither|no such page"),
        ("[x](/nb/hvem/)", "leads neither"),
        ("[x](javascript:alert(1))", "leads neither"),
        ("[x](data:text/html,x)", "leads neither"),
        ("![x](../assets/none.png)", "no such file"),
        ("<script>alert(1)</script>", "<script> is not for pages"),
        ("<iframe src='https://x.example'></iframe>", "<iframe> is not for pages"),
        ('<p onclick="x()">a</p>', "<p onclick> is not for pages"),
        ('<p style="x">a</p>', "<p style> is not for pages"),
        ("<form><input></form>", "<form> is not for pages"),
        ("{{ site.secret }}", "secret"),
        ("{% if %}", "Expected an expression"),
        ("⟦name⟧", "must not hold"),
    ],
)
def test_a_fault_in_a_page_names_it_and_nothing_is_written(made, tmp_path, text, said):
    with pytest.raises(SiteError, match=said) as told:
        made(PAGES, add=[*ADDED[1:], ("nb/lokal.md", f"{HEAD}# x\n\n{text}\n")])
    assert "nb/lokal.md" in str(told.value)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("# x\n", "title and description are needed"),
        ("---\ntitle: [\n---\n# x\n", "front matter"),
        ("---\ntitle: x\ndescription: x\ntemplate: check.html\n---\n# x\n", "unknown key template"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_page_that_cannot_be_read_names_itself(made, page, said):
    with pytest.raises(SiteError, match=f"lokal.md: .*{said}"):
        made(PAGES, add=[*ADDED[1:], ("nb/lokal.md", page)])


@pytest.mark.parametrize(
    ("changes", "add", "said"),
    [
        ([PAGES], ADDED[:2], r"en/lokal\.md: missing"),
        ([], ADDED[:1], "no page of the site has this name"),
        ([("pages = []", 'pages = ["hvem.md"]')], ADDED, "it is replaced without being listed"),
        ([("pages = []", 'pages = ["kopiens-side.md"]')], ADDED, "it is replaced without being listed"),
        ([("pages = []", 'pages = ["../x.md"]')], ADDED, "must be a file name"),
    ],
)
def test_a_page_that_fits_nowhere_is_refused(made, changes, add, said):
    with pytest.raises(SiteError, match=said):
        made(*changes, add=add)


def test_a_page_is_asked_for_in_the_languages_that_are_shown(made):
    languages = ("pages = []", 'languages = ["nb"]\npages = ["lokal.md"]')
    copy, _ = made(languages, add=ADDED[:1])
    assert (copy / "nb/lokal/index.html").is_file()
