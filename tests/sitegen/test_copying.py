"""Copies of a released site: everything that depends on the settings, and nothing half written."""

import base64
import gzip
import hashlib
import json

import brotli
import pytest
from bs4 import BeautifulSoup

from sitegen import compress, municipalities, offline, settings, sharepage
from sitegen.errors import SiteError
from sitegen.project import LANGUAGES, NOT_FOUND
from sitegen.stamp import command, copying, released
from tests import weights
from tests.sitegen import copies
from tests.sitegen.test_marks import HOSTILE

NUMBER = ('number = "9999"', 'number = "3434"')
NYNORSK = ('norwegian = "nb"', 'norwegian = "nn"')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return copies.release(tmp_path_factory.mktemp("released"))


@pytest.fixture
def made(tmp_path, site):
    def make(*changes, more="", add=()):
        folder = copies.municipality(tmp_path / "municipality", *changes, more=more)
        for path, content in add:
            copies.add(folder, path, content)
        made.notices = copying.write(site, folder, tmp_path / "copy")
        return tmp_path / "copy"

    return make


def files(folder):
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def text(folder, path):
    return (folder / path).read_text("utf-8")


def test_the_name_and_the_contacts_stand_in_every_page_and_no_mark_is_left(made):
    copy = made()
    for file in copy.rglob("*"):
        if file.suffix in (".html", ".json", ".webmanifest"):
            assert "⟦" not in file.read_text("utf-8"), file
    for language in LANGUAGES:
        page = text(copy, f"{language}/hvem/index.html")
        assert BeautifulSoup(page, "html.parser").b.get_text() == "Eksempelby kommune"
        assert "integrering@eksempelby.kommune.example" in page
        assert "Eksempelby kommune" in copies.told(copy / f"assets/forms/samtykke-{language}.docx")
        assert "Eksempelby kommune" in text(copy, f"{language}/{offline.MANIFEST}")
    assert not [
        path for path in files(copy) if "kopiens-side" in path or path.endswith(("released.json", "pages.json"))
    ]


@pytest.mark.parametrize(("form", "changes"), [("nb", ()), ("nn", (NYNORSK,))])
def test_what_stands_in_norwegian_is_in_the_municipality_s_form(made, form, changes):
    copy = made(*changes)
    assert json.loads(text(copy, "assets/checker/en/check.json")) == {"counter": form}
    assert f"<p>{form}</p>" in text(copy, "en/sjekk/index.html")


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_typed_is_only_text(made, value):
    quoted = json.dumps(value, ensure_ascii=False)
    more = f"""
[[unit]]
answers_for = ["complaints"]
name = {{nb = {quoted}, nn = {quoted}, en = {quoted}}}
visit = {quoted}
hours = {{nb = {quoted}, nn = {quoted}, en = {quoted}}}
[[arrangement]]
what = "clothes"
household = "person"
decided_by = "nav"
as_of = 2026-11-22
note = {{nb = {quoted}, nn = {quoted}, en = {quoted}}}
"""
    changes = [
        ('nb = "Eksempelby kommune"', f"nb = {quoted}"),
        ('name.nb = "Integreringstjenesten i Eksempelby kommune"', f"name.nb = {quoted}"),
        ('visit = "Eksempelveien 1, 9999 Eksempelby"', f"visit = {quoted}"),
        ('name.nb = "Integreringstjenesten"', f"name.nb = {quoted}"),
    ]
    copy = made(*changes, more=more)
    page = text(copy, "nb/hvem/index.html")
    soup = BeautifulSoup(page, "html.parser")
    assert len(soup.find_all("script")) == 1
    assert json.loads(soup.script.string) == {"name": value, "owner": value}
    assert soup.b.string == value
    assert {name for element in soup.find_all(True) for name in element.attrs} <= {
        "lang", "rel", "href", "type", "translate", "scope", "dir", "tabindex",
    }  # fmt: skip
    seen = soup.get_text()
    assert seen.count(value) >= 6
    assert json.loads(text(copy, f"nb/{offline.MANIFEST}"))["name"] == f"Introguiden, {value}"
    assert len(BeautifulSoup(text(copy, f"nb/{sharepage.file_name('nb')}"), "html.parser").find_all("script")) == 0
    document = BeautifulSoup(copies.told(copy / "assets/forms/samtykke-nb.docx"), "xml")
    assert document.get_text() == value


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x07", "⟦"])
def test_signs_that_turn_or_fill_are_refused(made, sign):
    with pytest.raises(SiteError, match=r"name\.nb: "):
        made(('nb = "Eksempelby kommune"', f"nb = {json.dumps('a' + sign + 'b')}"))


def test_a_colour_is_in_the_style_sheet_and_in_the_file_to_share_whose_policy_fits(made):
    copy = made(("pages = []", 'pages = []\ncolour = "#7a1f3d"'))
    assert "--md-primary-fg-color:#7a1f3d" in text(copy, "assets/css/site.css")
    assert json.loads(text(copy, f"nb/{offline.MANIFEST}"))["theme_color"] == "#7a1f3d"
    page = BeautifulSoup(text(copy, f"nb/{sharepage.file_name('nb')}"), "html.parser")
    assert "#7a1f3d" in page.style.string
    digest = base64.b64encode(hashlib.sha256(page.style.string.encode()).digest()).decode()
    assert page.meta["content"] == f"style-src 'sha256-{digest}'"


def test_without_a_colour_the_style_sheet_is_the_release_s(made, site):
    assert (made() / "assets/css/site.css").read_bytes() == (site.folder / "common/assets/css/site.css").read_bytes()


def test_languages_that_are_not_shown_are_nowhere(made):
    copy = made(("pages = []", 'languages = ["en", "nb"]\npages = []'))
    assert not [
        path
        for path in files(copy)
        if path.startswith(tuple(f"{one}/" for one in LANGUAGES if one not in ("nb", "en")))
    ]
    assert "assets/checker/nn/check.json" not in files(copy)
    # A letter is sent in Norwegian, whatever is shown.
    assert {"assets/letters/complaint.nb.docx", "assets/letters/complaint.nn.docx"} <= files(copy)
    assert "<li>en</li><li>nb</li>" in text(copy, "index.html")
    assert "<li>en</li><li>nb</li>" in text(copy, "nb/hvem/index.html")
    assert {*json.loads(text(copy, "pagefind/pagefind-entry.json"))["languages"]} == {"en", "nb"}
    assert f"{offline.FOLDER}/nn.json" not in files(copy)


def test_an_address_gives_a_site_map_and_leads_there(made):
    address = "https://intro.example/en/sub/"
    copy = made(("pages = []", f'pages = []\naddress = "{address}"'))
    assert f'<link rel="canonical" href="{address}nb/hvem/">' in text(copy, "nb/hvem/index.html")
    assert 'href="/en/sub/nb/"' in text(copy, NOT_FOUND)
    found = BeautifulSoup(text(copy, "sitemap.xml"), "xml")
    places = [loc.string for loc in found.find_all("loc")]
    assert places[0] == address
    assert {f"{address}{language}/hvem/" for language in LANGUAGES} <= {*places}
    assert not [place for place in places if "kopiens" in place]


def test_without_an_address_there_is_no_site_map_and_the_missing_page_is_at_the_root(made):
    copy = made()
    assert "sitemap.xml" not in files(copy)
    assert "canonical" not in text(copy, "nb/hvem/index.html")
    assert 'href="/nb/"' in text(copy, NOT_FOUND)


def test_the_statsforvalter_s_office_follows_from_the_number(made):
    copy = made(NUMBER)
    assert '<strong translate="no">Statsforvalteren i Innlandet</strong>' in text(copy, "nb/hvem/index.html")
    assert '<strong translate="no" lang="nb" dir="ltr">Statsforvalteren i Innlandet</strong>' in text(
        copy, "en/hvem/index.html"
    )


def test_what_the_service_worker_is_told_is_what_is_there(made, site):
    copy = made()
    for language in LANGUAGES:
        listed = json.loads(text(copy, f"{offline.FOLDER}/{language}.json"))
        again = offline.kept(weights.of(copy), site.spoken, language, listed["date"])
        assert again == {key: value for key, value in listed.items() if key != "words"}


def test_packed_files_hold_what_stands_beside_them(made):
    copy = made()
    unpack = {".br": brotli.decompress, ".gz": gzip.decompress}
    packed = [file for file in copy.rglob("*") if file.suffix in unpack]
    for file in packed:
        assert unpack[file.suffix](file.read_bytes()) == file.with_suffix("").read_bytes(), file
    assert {f"{offline.FOLDER}/nb.json", "nb/hvem/index.html", "assets/css/site.css"} <= {
        file.relative_to(copy).as_posix().removesuffix(".br") for file in packed if file.suffix == ".br"
    }
    assert {*compress.ENCODINGS.values()} == {*unpack}


def test_a_logo_is_shown_from_every_depth(made):
    logo = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    copy = made(("pages = []", 'pages = []\nlogo = "assets/merke.svg"'), add=[("assets/merke.svg", logo)])
    assert '<img class="brand__logo" src="../../assets/merke.svg" alt="">' in text(copy, "nb/hvem/index.html")
    assert '<img class="brand__logo" src="/assets/merke.svg" alt="">' in text(copy, NOT_FOUND)
    assert text(copy, "assets/merke.svg") == logo


# What is wrong, and what is said of it.
WRONG = [
    ([('norwegian = "nb"', 'norwegain = "nb"')], (), "norwegain: unknown key"),
    ([("pages = []", 'pages = []\ncolour = "#ffee00"')], (), r"contrast of 1\.\d+, they need 4.5"),
    ([('number = "9999"', 'number = "9998"')], (), "no municipality has the number 9998"),
    ([("pages = []", 'pages = []\nlogo = "assets/none.svg"')], (), "the logo is missing"),
    ([("pages = []", 'pages = []\nlogo = "../secret.svg"')], (), "stands outside"),
    ([("pages = []", 'pages = []\nlanguages = ["en"]')], (), "own Norwegian, nb"),
    ([("pages = []", 'pages = []\nlanguages = ["nb", "tlh"]')], (), "the site has no tlh"),
    ([("pages = []", 'pages = ["lokal.md"]')], (), r"lokal\.md: missing"),
    ([], [("nb/checker.toml", "x")], r"checker\.toml: only pages"),
    ([], [("nb/guide.toml", "x")], r"guide\.toml: only pages"),
    ([], [("letters/complaint.toml", "x")], "letters: a copy has pages"),
    ([], [("checker/law/integreringsloven.toml", "x")], "checker: a copy has pages"),
    ([], [("overrides/main.html", "x")], "overrides: a copy has pages"),
    ([], [("nb/sjekk.md", "# x")], "shows the law or gives answers"),
    ([], [("nb/lov.md", "# x")], "shows the law or gives answers"),
    ([], [("assets/checker/worker.mjs", "x")], "assets are"),
    ([], [("assets/css/site.css", "x")], "assets are"),
    ([], [("assets/stor.png", b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_001)], "at most 2000000"),
    ([], [("assets/a.png", "no picture")], "not a PNG file"),
]


@pytest.mark.parametrize(("changes", "add", "said"), WRONG)
def test_a_fault_leaves_the_old_copy_whole(made, tmp_path, changes, add, said):
    copies.add(tmp_path, f"copy/{NOT_FOUND}", "old")
    with pytest.raises(SiteError, match=said):
        made(*changes, add=add)
    assert files(tmp_path / "copy") == {NOT_FOUND}
    assert text(tmp_path / "copy", NOT_FOUND) == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"municipality", "copy"}


def test_a_disk_that_fills_up_leaves_the_old_copy_whole(made, tmp_path, monkeypatch):
    copies.add(tmp_path, f"copy/{NOT_FOUND}", "old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying.hosting, "write", full)
    with pytest.raises(OSError, match="No space"):
        made()
    assert text(tmp_path / "copy", NOT_FOUND) == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"municipality", "copy"}


@pytest.mark.parametrize("path", ["notes.txt", "nb/index.html"])
def test_a_folder_that_is_no_copy_is_not_replaced(made, tmp_path, path):
    copies.add(tmp_path, f"copy/{path}", "mine")
    with pytest.raises(SiteError, match="holds something else"):
        made()
    assert files(tmp_path / "copy") == {path}


def test_the_released_site_is_not_replaced(site, tmp_path):
    folder = copies.municipality(tmp_path / "municipality")
    for target in (site.folder, site.folder.parent, site.folder / "common"):
        with pytest.raises(SiteError, match="the released site is there"):
            copying.write(site, folder, target)


def test_a_copy_is_replaced_by_the_next(made, tmp_path, site):
    copy = made()
    folder = copies.municipality(tmp_path / "other", ('nb = "Eksempelby kommune"', 'nb = "Dømeby kommune"'))
    copying.write(site, folder, copy)
    assert "<b>Dømeby kommune</b>" in text(copy, "nb/hvem/index.html")


def test_another_version_s_site_is_refused(site, tmp_path):
    (tmp_path / released.FILE).write_text(json.dumps({"format": 1, "version": "0.0.0"}))
    with pytest.raises(SiteError, match=r"of version 0\.0\.0"):
        released.read(tmp_path)
    with pytest.raises(SiteError, match="no released site"):
        released.read(tmp_path / "none")


def test_a_site_of_one_form_of_norwegian_says_so(tmp_path):
    released.write(tmp_path / "released", {"nb": copies.site(tmp_path / "nb", "nb")})
    folder = copies.municipality(tmp_path / "municipality", NYNORSK)
    with pytest.raises(SiteError, match="was not made for nn, only for nb"):
        copying.write(released.read(tmp_path / "released"), folder, tmp_path / "copy")


def test_a_copy_for_every_municipality_in_one_run(site, tmp_path, capsys):
    own = copies.municipality(tmp_path / "own" / "3434", NUMBER, ('nb = "Eksempelby kommune"', 'nb = "Lom i fjellet"'))
    base = copies.municipality(tmp_path / "base", ("pages = []", 'pages = []\naddress = "https://intro.example/"'))
    arguments = [
        "stamp",
        "--all",
        "--site",
        str(site.folder),
        "--municipality",
        str(base),
        "--to",
        str(tmp_path / "all"),
    ]
    assert command.main([*arguments, "--own", str(own.parent)]) == 0
    assert "written in" in capsys.readouterr().out
    numbers = {path.name for path in (tmp_path / "all").iterdir()}
    assert numbers == {*municipalities.table()}
    oslo = text(tmp_path / "all" / "0301", "nb/hvem/index.html")
    assert "<b>Oslo kommune</b>" in oslo
    assert "https://intro.example/0301/nb/hvem/" in oslo
    assert "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus" in oslo
    # The contacts of whoever runs the copies are not Oslo's.
    assert "Eksempelveien" not in oslo
    assert "<b>Lom i fjellet</b>" in text(tmp_path / "all" / "3434", "nb/hvem/index.html")
    worker = [tmp_path / "all" / number / "assets/checker/worker.mjs" for number in ("0301", "3434")]
    assert worker[0].samefile(worker[1])


def test_a_folder_with_another_number_is_refused(site, tmp_path, capsys):
    own = copies.municipality(tmp_path / "own" / "0301", NUMBER)
    arguments = ["stamp", "--all", "--site", str(site.folder), "--to", str(tmp_path / "all"), "--own", str(own.parent)]
    assert command.main(arguments) == 1
    assert "number is 3434, the folder is called 0301" in capsys.readouterr().err


def test_the_command_tells_a_fault_in_a_line(site, tmp_path, capsys):
    folder = copies.municipality(tmp_path / "municipality", ('norwegian = "nb"', 'norwegian = "se"'))
    arguments = ["stamp", "--site", str(site.folder), "--municipality", str(folder), "--to", str(tmp_path / "copy")]
    assert command.main(arguments) == 1
    said = capsys.readouterr().err
    assert f"{settings.FILE}, line 7: norwegian" in said
    assert "Traceback" not in said
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(("changes", "lines"), [([], 1), ([NUMBER], 0)])
def test_the_example_s_number_is_told(site, tmp_path, capsys, changes, lines):
    folder = copies.municipality(tmp_path / "municipality", *changes)
    arguments = ["stamp", "--site", str(site.folder), "--municipality", str(folder), "--to", str(tmp_path / "copy")]
    assert command.main(arguments) == 0
    assert capsys.readouterr().err.count("number is 9999, the example's") == lines
