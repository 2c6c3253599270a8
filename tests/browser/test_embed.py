"""The check in another site's frame: refused by default, shown where the copy says so, and it works there."""

import functools
import http.server
import threading
import tomllib
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from sitegen.hosting import embed
from sitegen.project import DOCS, LANGUAGES
from tests import servers
from tests.browser.support import STOPPED, Pointer, Visit, in_words

# Else the browser asks for one.
ICON = '<link rel="icon" href="data:,">'


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a municipality's own page, and says nothing."""

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def outer_site(folder):
    """Serve a folder as another site; gives its origin."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def framing(folder, address, language="en", page="frist"):
    """Write a page with the text that the copy gives; it frames another page of the copy where the test needs one."""
    text = embed.made(embed.FRAME, language, address).replace("/sjekk/", f"/{page}/")
    page = f'<!doctype html><html lang="nb"><meta charset="utf-8">{ICON}<title>Kommunen</title>{text}</html>'
    (folder / "index.html").write_text(page, "utf-8")


class Framed:
    """A frame as a page: what it lacks, the page around it has."""

    def __init__(self, page, frame):
        self.page, self.frame = page, frame

    def __getattr__(self, name):
        return getattr(self.frame if hasattr(self.frame, name) else self.page, name)


@pytest.fixture(params=list(servers.KINDS))
def kind(request, not_run, not_here):
    servers.wanted(request.param, not_run, not_here)
    return request.param


def test_nobody_may_show_it_by_default(visitor, site, tmp_path, kind):
    with outer_site(tmp_path) as origin, servers.running(kind, site) as server:
        framing(tmp_path, server.url)
        visit = visitor(at=server, troubled=True, alone=False)
        visit.page.goto(f"{origin}/")
        visit.page.wait_for_load_state("networkidle")
        [frame] = [frame for frame in visit.page.frames if frame.parent_frame]
        assert frame.url.startswith("chrome-error://")
        assert any("frame-ancestors 'none'" in error for error in visit.watch.errors)


def test_another_site_than_the_one_named_may_not(visitor, site, tmp_path, kind):
    with outer_site(tmp_path) as origin, servers.running(kind, site, frame=("https://www.example.no",)) as server:
        framing(tmp_path, server.url)
        visit = visitor(at=server, troubled=True, alone=False)
        visit.page.goto(f"{origin}/")
        visit.page.wait_for_load_state("networkidle")
        assert any("frame-ancestors https://www.example.no" in error for error in visit.watch.errors)


def test_the_check_answers_in_the_frame_of_a_site_that_is_named(visitor, site, tmp_path, kind):
    with outer_site(tmp_path) as origin, servers.running(kind, site, frame=(origin,)) as server:
        framing(tmp_path, server.url)
        outside = visitor(at=server, alone=False)
        outside.page.goto(f"{origin}/")
        expect(outside.page.frame_locator("iframe").locator("[data-start]")).to_be_visible()
        [frame] = [frame for frame in outside.page.frames if frame.parent_frame]
        framed = Framed(outside.page, frame)
        inside = Visit(framed, server, outside.watch, Pointer(framed))
        inside.hand.press(frame.locator("[data-start]"))
        inside.walk(STOPPED)
        assert in_words("2026-12-03", "en") in inside.text(".verdict__answer")
        # The page outside, and nobody else, was asked for anything.
        assert {url.split("/")[2] for url in outside.watch.requests if url.startswith("http")} == {
            origin.split("/")[2],
            server.url.split("/")[2],
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_leads_to_pages_of_the_copy(visitor, site, tmp_path, language, server):
    (tmp_path / "index.html").write_text(
        f"<!doctype html>{ICON}<title>x</title>{embed.made(embed.CARD, language, server.url)}", "utf-8"
    )
    with outer_site(tmp_path) as origin:
        visit = visitor(at=server, alone=False)
        visit.page.goto(f"{origin}/")
        links = visit.page.locator("section a").evaluate_all("links => links.map(({ href }) => href)")
        assert links == [f"{server.url}{language}/{page}" for page in ("", "frist/", "klage/")]
        for link in links:
            assert visit.page.request.get(link).ok
        assert visit.page.locator("section").get_attribute("lang") == language
        assert visit.page.locator("script, style, [style]").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_are_in_the_site_and_the_frame_only_where_it_is_allowed(site, tmp_path, language):
    said = tomllib.loads((DOCS / language / "ui.toml").read_text("utf-8"))["entrance_text"]
    assert said in (site / "embed" / f"card.{language}.txt").read_text("utf-8")
    assert not list((site / "embed").glob("frame.*"))
    (tmp_path / language).mkdir()
    (tmp_path / language / "index.html").touch()
    embed.write(tmp_path, "https://intro.example/a&b/", ("https://www.example.no",))
    files = sorted(file.name for file in (tmp_path / "embed").iterdir())
    assert files == [f"card.{language}.txt", f"frame.{language}.txt"]
    frame = (tmp_path / "embed" / f"frame.{language}.txt").read_text("utf-8")
    assert f'src="https://intro.example/a&amp;b/{language}/sjekk/"' in frame
