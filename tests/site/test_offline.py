"""What may be kept for use without network, and how the site is installed."""

import hashlib
import json
import re
import struct
from urllib.parse import urljoin

import pytest

from sitegen import languages, compress, headers, offline, settings
from sitegen.project import LANGUAGES, MUNICIPALITY
from tests import weights
from tests.site.conftest import Page


@pytest.fixture(scope="module", params=LANGUAGES)
def kept(request, site):
    return json.loads((site / offline.FOLDER / f"{request.param}.json").read_text("utf-8"))


SPOKEN = {language: offline.spoken(language) for language in LANGUAGES}


def file_of(site, path):
    return site / (f"{path}index.html" if not path or path.endswith("/") else path)


def test_every_file_is_there_with_its_size_and_hash(site, kept):
    for file in kept["files"]:
        content = file_of(site, file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"]), file["path"]
        for encoding, ending in compress.ENCODINGS.items():
            packed = file_of(site, file["path"] + ("index.html" if file["path"].endswith("/") else ""))
            packed = packed.with_name(packed.name + ending)
            assert file[encoding] == (packed.stat().st_size if packed.is_file() else file["bytes"]), file["path"]
    for size in ("bytes", "br", "gzip"):
        assert kept[size] == sum(file[size] for file in kept["files"])


def test_all_that_a_language_needs_is_in_it_and_no_other_language(site, kept, pages):
    language = kept["language"]
    paths = {file["path"] for file in kept["files"]}
    for page in pages.values():
        if page.language == language:
            assert page.path.removesuffix("index.html") in paths
    # Whatever a page or a script of it names.
    for page in (page for page in pages.values() if page.language == language):
        for address in named(page):
            assert address in paths, f"{page.path}: {address}"
    for script in (path for path in paths if path.endswith(".mjs") and not path.startswith("assets/engine/")):
        for address in scripts_of(script, (site / script).read_text("utf-8", "ignore")):
            assert address in paths, f"{script}: {address}"
    assert not [path for path in paths for other in LANGUAGES if other != language and path.startswith(f"{other}/")]
    assert not [path for path in paths if path.startswith(("pagefind/", "api/")) or path.endswith((".br", ".gz"))]
    assert "" in paths, "the entrance"


def scripts_of(script: str, text: str) -> set[str]:
    """Give the scripts that a script fetches, from the site's root.

    An address may be told from that of the module it stood in: the bundler leaves this one's name, and not the file.
    """
    from_another = re.findall(r"""new URL\(["']([\w./-]+\.mjs)["'],\s*new URL\(["']([\w./-]+\.mjs)["']""", text)
    bases = {base for _, base in from_another}
    plain = set(re.findall(r"""["'](\.{1,2}/[\w./-]+\.mjs)["']""", text)) - bases
    found = {("", name) for name in plain} | {(base, name) for name, base in from_another}
    return {urljoin(urljoin(f"/{script}", base), name).lstrip("/") for base, name in found}


def test_a_script_is_found_from_the_module_it_was_written_in():
    text = 'import"./a.mjs";import(new URL("b.mjs",new URL("../letters/qr.mjs",import.meta.url).href).href)'
    assert scripts_of("assets/staff/x.mjs", text) == {"assets/staff/a.mjs", "assets/letters/b.mjs"}


def named(page: Page) -> set[str]:
    """Give the files a page fetches, from the site's root."""
    links = [link["href"] for link in page.all("link") if {"stylesheet", "manifest", "icon"} & set(link["rel"].split())]
    links += [script["src"] for script in page.all("script") if "src" in script]
    links += [image["src"] for image in page.all("img")]
    return {urljoin(f"/{page.path}", link).lstrip("/") for link in links}


def test_the_version_is_of_the_files_and_of_nothing_else(site, kept):
    found = weights.of(site)
    again = offline.kept(found, SPOKEN, kept["language"], "2001-01-01")
    assert again["version"] == kept["version"]
    assert {**again, "date": kept["date"], "words": kept["words"]} == kept
    assert len({offline.kept(found, SPOKEN, one, "2001-01-01")["version"] for one in LANGUAGES}) == len(LANGUAGES)


def test_the_service_worker_keeps_what_the_headers_call_immutable(site):
    """Two programs decide by a file's name that it never changes: by the same rule."""
    source = (site / headers.SERVICE_WORKER).read_text("utf-8")
    assert headers.HASHED_FOLDER.pattern in source.replace(r"\/", "/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_can_be_installed_from_any_folder(site, language):
    manifest = json.loads((site / language / offline.MANIFEST).read_text("utf-8"))
    assert (manifest["lang"], manifest["dir"]) == (language, languages.of(language).direction)
    assert settings.load(MUNICIPALITY).name.nb in manifest["name"]
    assert manifest["start_url"] == "./"
    assert manifest["scope"] == "../"
    for icon in manifest["icons"]:
        file = (site / language / icon["src"]).resolve()
        assert not icon["src"].startswith("/")
        if icon["type"] == "image/png":
            width, height = struct.unpack(">II", file.read_bytes()[16:24])
            assert icon["sizes"] == f"{width}x{height}"
        else:
            assert file.read_text("utf-8").startswith("<svg")
    assert {"any", "maskable"} == {icon.get("purpose", "any") for icon in manifest["icons"]}


def test_the_colour_is_the_municipality_s_own():
    chosen = settings.load(MUNICIPALITY)
    assert json.loads(offline.web_manifest("nb", "ltr", chosen))["theme_color"] == offline.default_colour()
    other = chosen.model_copy(update={"colour": "#123456"})
    assert json.loads(offline.web_manifest("nb", "ltr", other))["theme_color"] == "#123456"


def test_every_page_names_the_manifest_of_its_language(pages):
    for page in pages.values():
        if page.path != "404.html":
            [link] = [link["href"] for link in page.all("link") if link["rel"] == "manifest"]
            assert urljoin(f"/{page.path}", link) == f"/{page.language or 'nb'}/{offline.MANIFEST}"
