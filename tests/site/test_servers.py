"""nginx and Apache serve the built site with the headers, types and caching of the one definition."""

import gzip
import http.client
from urllib.parse import quote, urlsplit

import brotli
import pytest

from sitegen import compress, headers
from sitegen.hosting import rules
from tests import servers

PREFIXES = ("/", "/nb/intro/")
FRAME = ("https://www.example.no", "https://cms.example.no:8443")
PACKED = tuple(compress.ENCODINGS.values())
UNPACK = {None: lambda content: content, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture(scope="module", params=[(kind, prefix) for kind in servers.KINDS for prefix in PREFIXES], ids=str)
def at(request, site, not_run, not_here):
    """Give the address of the site at one of the servers."""
    kind, prefix = request.param
    servers.wanted(kind, not_run, not_here)
    with servers.running(kind, site, prefix, FRAME) as server:
        yield server.url


@pytest.fixture
def ask(at):
    """Ask the server, on one connection: `ask(path, encodings)` gives status, headers and content."""
    parts = urlsplit(at)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)

    def asked(path, encodings="", method="GET", **more):
        fields = {"Accept-Encoding": encodings, **{name.replace("_", "-"): value for name, value in more.items()}}
        connection.request(method, f"{parts.path}{quote(path)}", headers=fields)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    yield asked
    connection.close()


def files(site):
    """List what visitors may ask for; the files that only servers read are no part of the site."""
    found = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()]
    mine = (".htaccess", ".nojekyll", "_headers", "web.config", "hosting/nginx.conf")
    return [file for file in found if not file.startswith(mine) and not file.endswith(PACKED)]


def expect_defined(sent, site, file):
    wanted = headers.for_file(file, rules.head(site / file), FRAME)
    for name, value in {**wanted, "Content-Type": headers.kind(file)}.items():
        assert sent.get_all(name) == [value], (file, name)


@pytest.mark.parametrize("encodings", ["", "gzip", "gzip, deflate, br"])
def test_every_file_has_the_headers_and_the_type_of_the_definition(ask, site, encodings):
    for file in files(site):
        status, sent, content = ask(file, encodings)
        assert status == 200, file
        expect_defined(sent, site, file)
        used = sent["Content-Encoding"]
        assert used is None or used in encodings
        assert UNPACK[used](content) == (site / file).read_bytes(), file


def test_pages_are_at_their_folder_s_address_packed_or_not(ask, site):
    for file in files(site):
        if file.endswith("index.html"):
            for encodings in ("", "gzip", "br"):
                status, sent, content = ask(file.removesuffix("index.html"), encodings)
                assert status == 200
                expect_defined(sent, site, file)
                assert UNPACK[sent["Content-Encoding"]](content) == (site / file).read_bytes()


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_files_packed_in_advance_are_sent_as_they_are(ask, site, encoding):
    ending = compress.ENCODINGS[encoding]
    for file in ("nb/klage/index.html", "assets/css/site.css", headers.WORKER, "api/v1/law.json"):
        if (site / f"{file}{ending}").is_file():
            _, sent, content = ask(file, encoding)
            assert sent["Content-Encoding"] == encoding, file
            assert content == (site / f"{file}{ending}").read_bytes(), file
            # Whoever stores it on the way must not give it to a browser that cannot read it.
            assert "accept-encoding" in sent["Vary"].lower()
    assert (site / f"nb/klage/index.html{ending}").is_file()


@pytest.mark.parametrize("path", ["borte/", "nb/borte/enda/lenger/", "assets/checker/borte.mjs", "nb/klage/borte.html"])
@pytest.mark.parametrize("encodings", ["", "gzip, br"])
def test_an_unknown_address_gets_the_site_s_own_page(ask, site, path, encodings):
    status, sent, content = ask(path, encodings)
    assert status == 404
    expect_defined(sent, site, "404.html")
    assert UNPACK[sent["Content-Encoding"]](content) == (site / "404.html").read_bytes()


def test_an_address_without_its_slash_leads_on_inside_the_same_host(ask, at):
    status, sent, _ = ask("nb/klage")
    assert status == 301
    assert sent["Location"] in (f"{at}nb/klage/", f"{urlsplit(at).path}nb/klage/")
    assert sent["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_has_not_changed_is_not_sent_again(ask, site):
    for file in ("nb/klage/", "assets/css/site.css"):
        for encodings in ("", "gzip"):
            first = ask(file, encodings)[1]
            status, sent, content = ask(file, encodings, If_None_Match=first["ETag"])
            assert (status, content) == (304, b"")
            assert sent[headers.CACHING] == headers.ASK


def test_folders_are_not_listed_and_what_lies_outside_is_not_given(ask):
    assert ask("assets/")[0] in (403, 404)
    assert ask("assets/css/../../../nginx.conf")[0] in (400, 404)
