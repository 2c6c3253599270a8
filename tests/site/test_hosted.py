"""A municipality's own look at its server."""

import functools
import http.server
import threading

import pytest

from sitegen import headers
from sitegen.errors import SiteError
from sitegen.hosting import hosted
from tests import servers


@pytest.mark.parametrize("prefix", ["/", "/intro/"])
@pytest.mark.parametrize("kind", list(servers.KINDS))
def test_a_server_that_reads_our_files_is_as_it_should_be(site, not_run, not_here, kind, prefix):
    servers.wanted(kind, not_run, not_here)
    frame = ("https://www.example.no",)
    with servers.running(kind, site, prefix, frame) as server:
        assert list(hosted.faults(site, server.url, frame)) == []
        # A copy that may be framed by somebody else than it says is a fault.
        assert any("frame-ancestors" in line for line in hosted.faults(site, server.url))


def test_a_server_that_does_not_is_told_of_file_by_file(site):
    class Plain(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

    handler = functools.partial(Plain, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = list(hosted.faults(site, f"http://127.0.0.1:{server.server_address[1]}/"))
        server.shutdown()
    for name in (*headers.ALWAYS, headers.POLICY, headers.CACHING):
        assert any(f": {name}: missing" in line for line in found), name
    # The page for unknown addresses is somebody else's.
    assert any(line.startswith(f"/{hosted.NOWHERE}: {headers.POLICY}: missing") for line in found)


def test_every_kind_of_file_is_asked_for(site):
    found = hosted.examples(site, ())
    assert len(found) < 40
    assert headers.WORKER in found
    for ending in (".html", ".css", ".mjs", ".js", ".wasm", ".json", ".docx", ".pagefind", ".webmanifest"):
        assert any(file.endswith(ending) for file in found), ending
    said = {headers.for_file(file, (site / file).read_text("utf-8"))[headers.POLICY] for file in found if "html" in file}
    assert len(said) == 3


def test_faults_of_the_command_itself_are_a_line(site, tmp_path, capsys):
    with pytest.raises(SiteError, match="no built site"):
        list(hosted.faults(tmp_path, "https://x.example/"))
    assert hosted.run(["http://127.0.0.1:9/", "--site", str(site)]) == 1
    assert "http://127.0.0.1:9/" in capsys.readouterr().err
    assert hosted.run(["no address", "--site", str(site)]) == 1
