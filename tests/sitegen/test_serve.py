"""The server on this machine: what a host must send."""

import http.client
import socket
import threading
from contextlib import contextmanager

import pytest

from sitegen import headers, serve

META = f'<meta http-equiv="Content-Security-Policy" content="{headers.policy(wasm=True, meta=True)}">'


@pytest.fixture
def small_site(tmp_path):
    site = tmp_path / "site"
    files = {
        "index.html": "entrance",
        "404.html": "missing",
        "nb/klage/index.html": "klage",
        "nb/sok/index.html": META,
        "assets/checker/worker.mjs": "",
        "assets/pyodide/pyodide.asm.wasm": "",
        "assets/pyodide/python_stdlib.zip": "",
        "assets/css/site.css": "",
        "assets/pyodide/pyodide-lock.json": "{}",
        "blåbær.txt": "ok",
    }
    for name, text in files.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    return site


@contextmanager
def served(site, prefix="/"):
    with serve.server(site, prefix=prefix) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def get(port, path, method="GET"):
    connection = http.client.HTTPConnection(serve.HOST, port, timeout=5)
    connection.putrequest(method, path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read().decode("utf-8")
    connection.close()
    return found


@pytest.mark.parametrize("prefix", ["/", "/en/sub/folder/"])
def test_pages_are_found_in_the_root_and_in_a_sub_folder(small_site, prefix):
    with served(small_site, prefix) as port:
        assert get(port, f"{prefix}nb/klage/")[::2] == (200, "klage")
        assert get(port, f"{prefix}?x=1")[::2] == (200, "entrance")
        assert get(port, f"{prefix}bl%C3%A5b%C3%A6r.txt")[::2] == (200, "ok")


def test_outside_the_sub_folder_there_is_nothing(small_site):
    with served(small_site, "/en/sub/") as port:
        assert get(port, "/nb/klage/")[::2] == (404, "missing")


def test_an_address_without_its_slash_is_sent_on(small_site):
    with served(small_site) as port:
        status, sent, _ = get(port, "/nb/klage")
        assert (status, sent["Location"]) == (301, "/nb/klage/")


@pytest.mark.parametrize("path", ["/nei/", "/nb/", "/nb", "/assets/", "/index.html/", "/%00", "/a\\b"])
def test_what_does_not_exist_gets_the_site_s_own_page(small_site, path):
    with served(small_site) as port:
        status, sent, text = get(port, path)
        assert (status, text) == (404, "missing")
        assert "Content-Security-Policy" in sent


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/nb/../../secret.txt", "//secret.txt"])
def test_nothing_outside_the_site_is_given_away(small_site, path):
    with served(small_site) as port:
        assert get(port, path)[0] == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/checker/worker.mjs", "text/javascript; charset=utf-8"),
        ("/assets/pyodide/pyodide.asm.wasm", "application/wasm"),
        ("/assets/pyodide/python_stdlib.zip", "application/zip"),
        ("/assets/pyodide/pyodide-lock.json", "application/json"),
        ("/assets/css/site.css", "text/css; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
    ],
)
def test_types_are_those_a_browser_demands(small_site, path, kind):
    with served(small_site) as port:
        status, sent, _ = get(port, path)
        assert (status, sent["Content-Type"]) == (200, kind)


def test_headers_are_those_of_the_one_definition(small_site):
    with served(small_site) as port:
        for path, file, html in (
            ("/", "index.html", "entrance"),
            ("/nb/sok/", "nb/sok/index.html", META),
            ("/assets/checker/worker.mjs", headers.WORKER, None),
            ("/assets/css/site.css", "assets/css/site.css", None),
        ):
            sent = get(port, path)[1]
            assert headers.for_file(file, html).items() <= sent.items()


def test_a_question_for_headers_gets_no_content(small_site):
    with served(small_site) as port:
        status, sent, text = get(port, "/nb/klage/", "HEAD")
        assert (status, sent["Content-Length"], text) == (200, "5", "")


def test_a_site_replaced_while_served_is_served(small_site, tmp_path):
    with served(small_site) as port:
        small_site.rename(tmp_path / "old")
        new = tmp_path / "new"
        new.mkdir()
        (new / "index.html").write_text("newer")
        new.rename(small_site)
        assert get(port, "/")[2] == "newer"


def test_a_site_that_is_not_built_yet_says_so(tmp_path):
    with served(tmp_path / "site") as port:
        assert get(port, "/")[0] == 503


def test_only_this_machine_is_answered(small_site):
    with serve.server(small_site) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_gives_the_next(small_site):
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        with serve.server_near(small_site, taken) as server:
            assert taken < server.server_address[1] < taken + serve.PORTS_TRIED


def ask(port, path, encodings):
    connection = http.client.HTTPConnection(serve.HOST, port, timeout=5)
    connection.request("GET", path, headers={"Accept-Encoding": encodings})
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


PACKED = {".br": b"brotli's", ".gz": b"gzip's"}


@pytest.fixture
def packed_site(small_site):
    for ending, content in PACKED.items():
        (small_site / f"assets/pyodide/pyodide.asm.wasm{ending}").write_bytes(content)
    (small_site / "nb/klage/index.html.gz").write_bytes(PACKED[".gz"])
    return small_site


@pytest.mark.parametrize(
    ("encodings", "wanted", "content"),
    [
        ("gzip, deflate, br, zstd", "br", PACKED[".br"]),
        ("gzip;q=1.0, br;q=0", "gzip", PACKED[".gz"]),
        ("br;q=0.000, gzip;q=0.5", "gzip", PACKED[".gz"]),
        ("BR", "br", PACKED[".br"]),
        ("zstd", None, b""),
        ("", None, b""),
    ],
)
def test_a_packed_file_goes_to_who_takes_it(packed_site, encodings, wanted, content):
    with served(packed_site) as port:
        _, sent, body = ask(port, "/assets/pyodide/pyodide.asm.wasm", encodings)
        assert (sent.get("Content-Encoding"), body) == (wanted, content)
        assert sent["Content-Type"] == "application/wasm"
        assert sent["Content-Length"] == str(len(content))
        # Whoever stores it on the way must not give it to a browser that cannot read it.
        assert sent["Vary"] == "Accept-Encoding"


def test_a_page_keeps_its_policy_when_it_is_packed(packed_site):
    with served(packed_site) as port:
        _, sent, body = ask(port, "/nb/klage/", "gzip, br")
        assert (sent["Content-Encoding"], body) == ("gzip", PACKED[".gz"])
        assert headers.for_file("nb/klage/index.html", "klage").items() <= sent.items()


def test_a_host_that_packs_nothing_gives_the_files_themselves(packed_site):
    with serve.server(packed_site, packed=False) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _, sent, body = ask(server.server_address[1], "/nb/klage/", "gzip, br")
        server.shutdown()
    assert "Content-Encoding" not in sent
    assert body == b"klage"
