"""Without network: what is kept, when, how it is removed, and that versions never mix."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from playwright.sync_api import expect

from sitegen import languages, lawtext, offline, project, sharepage
from sitegen.project import LANGUAGES
from tests import weights
from tests.browser.support import (
    PAGES,
    REFUGEE,
    SAVES_DATA,
    STOPPED,
    Server,
    Visit,
    hang_up,
    in_words,
    plain,
    running,
    seen,
    status,
    until,
)
from tests.browser.test_axe import AXE, RUN_AXE, TAGS, TOO_WIDE
from tests.conftest import SUB_FOLDER

STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": [], "workers": 0}
CONTENT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
      found.push([name, request.url, [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")]);
    }
  }
  return found;
}"""
VERSION_KEPT = "async () => (await (await caches.match('/assets/offline/kept')).json()).version"
# A slow machine unpacks and hashes megabytes.
PATIENCE_MS = 90_000
NO_NETWORK = {"": hang_up}


@pytest.fixture
def host(site: Path, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A host of its own, with its folder: a test may publish a new version there."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    with running(folder) as server:
        yield server, folder


def publish(folder: Path, changes: dict[str, Callable[[str], str]]) -> None:
    """Publish a new version: files changed, and the lists of what is kept written anew."""
    for path, change in changes.items():
        file = folder / path
        before = file.read_text("utf-8")
        assert change(before) != before
        file.write_text(change(before), "utf-8")
        for ending in (".br", ".gz"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
    for language in LANGUAGES:
        for ending in (".br", ".gz"):
            (folder / offline.FOLDER / f"{language}.json{ending}").unlink(missing_ok=True)
    today = project.today().isoformat()
    spoken = {language: offline.spoken(language) for language in LANGUAGES}
    for path, text in offline.lists(LANGUAGES, weights.of(folder), spoken, today):
        (folder / path).write_text(text, "utf-8")


def keep(visit: Visit, language: str) -> None:
    """Keep a language by its button."""
    visit.go(f"{language}/uten-nett/")
    press(visit, "keep")
    expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)


def press(visit: Visit, name: str) -> None:
    visit.hand.press(visit.page.locator(f"[data-offline-{name}]"))


def said(visit: Visit):
    return visit.page.locator("[data-offline-said]")


def kept_of(folder: Path, language: str) -> dict:
    return json.loads((folder / offline.FOLDER / f"{language}.json").read_text("utf-8"))


def test_a_verdict_keeps_the_language_and_everything_works_without_network(visitor, faults):
    visit = visitor(keeps=True, troubled=True)
    visit.begin("nb", "frist/")
    assert visit.page.evaluate(STORED) == NOTHING
    visit.walk(STOPPED)
    note = visit.page.locator("[data-kept]")
    expect(note).to_be_visible(timeout=PATIENCE_MS)
    before, after = visit.ui["offline_kept"].split("{megabytes}")
    assert re.fullmatch(rf"{re.escape(before)}\d+,\d{re.escape(after)} {visit.ui['offline_more']}", note.inner_text())
    faults.faults = dict(NO_NETWORK)
    for name in PAGES:
        visit.go(f"nb/{name}")
        expect(visit.page.locator("h1")).to_be_visible()
        expect(visit.page.locator("[data-tools]")).to_be_visible()
        assert visit.page.evaluate("document.styleSheets[0].cssRules.length") > 20
    visit.begin("nb", "sjekk/")
    visit.walk(REFUGEE)
    assert in_words("2027-01-15", "nb") in visit.text(".also")
    # The entrance is what people have in their bookmarks.
    visit.go("")
    expect(visit.page.locator(".entrance a").first).to_be_visible()


def test_what_is_not_kept_says_so_and_leads_to_what_is(visitor, faults):
    visit = visitor(keeps=True, troubled=True)
    keep(visit, "nn")
    notice = visit.page.locator("#ikke-lagret")
    expect(notice).to_be_hidden()
    faults.faults = dict(NO_NETWORK)
    visit.page.goto(visit.server.url + "en/klage/")
    assert visit.page.url == visit.server.url + "nn/uten-nett/#ikke-lagret"
    expect(notice).to_be_visible()
    assert visit.ui["offline_not_kept_title"] in notice.inner_text()
    links = notice.locator("a")
    assert links.count() == len(PAGES)
    links.last.click()
    expect(visit.page.locator("h1")).to_be_visible()
    assert "/nn/" in visit.page.url
    # An address without its slash is the page with it.
    visit.page.goto(visit.server.url + "nn/klage")
    assert visit.page.url == visit.server.url + "nn/klage/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_size_and_day_and_its_buttons_work_by_keyboard(visitor, server, site, language):
    visit = visitor("keyboard", keeps=True)
    manifest = kept_of(site, language)
    size = format_decimal(manifest["br"] / 1e6, "0.0", locale=languages.locale(language), numbering_system="latn")
    visit.go(f"{language}/uten-nett/")
    state = visit.page.locator("[data-offline-state]")
    day = lawtext.long_date(date.fromisoformat(manifest["date"]), language)
    names = {"megabytes": size, "day": day, "language": languages.of(language).name}

    def is_told(key: str) -> bool:
        return plain(visit.ui[key]).format(**names) in seen(state.inner_text())

    expect(state).to_contain_text(size)
    assert is_told("offline_offer")
    for name, shown in {"keep": True, "refuse": True, "update": False, "remove": False}.items():
        expect(visit.page.locator(f"[data-offline-{name}]")).to_be_visible(visible=shown)
    press(visit, "keep")
    expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)
    # As many bytes as the network carried, and not those of the unpacked files.
    assert is_told("offline_is_kept")
    expect(state).to_contain_text(visit.ui["offline_newest"])
    for name, shown in {"keep": False, "update": True, "remove": True}.items():
        expect(visit.page.locator(f"[data-offline-{name}]")).to_be_visible(visible=shown)
    press(visit, "update")
    expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)
    press(visit, "remove")
    expect(said(visit)).to_have_text(visit.ui["offline_removed"], timeout=PATIENCE_MS)
    assert visit.page.evaluate(STORED) == NOTHING


def test_what_is_kept_is_the_site_and_nothing_about_the_visitor(visitor, site):
    visit = visitor(keeps=True)
    visit.begin("en", "frist/")
    visit.walk(STOPPED)
    expect(visit.page.locator("[data-kept]")).to_be_visible(timeout=PATIENCE_MS)
    # A language switch carries answers in the fragment, past the service worker.
    visit.page.locator('.languages a[hreflang="nb"]').click()
    visit.page.wait_for_url("**/nb/frist/")
    visit.wait_for("result")
    manifest = kept_of(site, "en")
    named = {visit.server.url + file["path"]: file["sha256"] for file in manifest["files"]}
    listed = visit.server.url + f"{offline.FOLDER}/en.json"
    notes, files = [], {}
    for name, url, sha256 in visit.page.evaluate(CONTENT):
        if name.endswith(manifest["version"]):
            files[url] = sha256
        else:
            notes.append(url)
    assert files.pop(listed)
    assert files == named
    # What the kept version is, and which open page is of it: the browser's own number of the page.
    kept, *bound = sorted(notes, key=len)
    assert kept == visit.server.url + "assets/offline/kept"
    assert all(re.fullmatch(r".*/assets/offline/bound/[0-9a-f-]{36}", url) for url in bound)
    told = visit.page.evaluate("async (url) => (await caches.match(url)).json()", kept)
    assert set(told) == {"language", "version", "date", "bytes", "cache"}
    stored = visit.page.evaluate(STORED)
    assert {key: stored[key] for key in ("cookies", "local", "session", "databases")} == {
        key: NOTHING[key] for key in ("cookies", "local", "session", "databases")
    }


def test_nothing_is_kept_where_the_browser_saves_data(visitor):
    visit = visitor(keeps=True)
    visit.page.add_init_script(SAVES_DATA)
    visit.begin("nb", "frist/")
    visit.answer(STOPPED)
    visit.page.locator("[data-compute] button").click()
    visit.expect_from("checker")
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(STORED) == NOTHING


def test_who_says_no_is_not_asked_again(visitor):
    visit = visitor(keeps=True)
    visit.go("nn/uten-nett/")
    press(visit, "refuse")
    expect(visit.page.locator("[data-offline-state]")).to_contain_text(visit.ui["offline_refused"])
    mark = {**NOTHING, "caches": ["refused /"]}
    visit.begin("nn", "frist/")
    visit.walk(STOPPED)
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(STORED) == mark
    assert [name for name, *_ in visit.page.evaluate(CONTENT)] == [], "the mark is empty"
    # Until they ask for it.
    keep(visit, "nn")
    assert "refused /" not in visit.page.evaluate(STORED)["caches"]


def test_a_removal_ends_a_download_that_is_under_way(visitor, faults):
    visit = visitor(keeps=True, troubled=True)
    visit.go("nb/uten-nett/")
    visit.page.evaluate("""async () => {
      const { keep, remove } = await import("../../assets/offline/store.mjs");
      let begun;
      const first = new Promise((resolve) => { begun = resolve; });
      const ended = keep("nb", () => begun()).catch((error) => error.message);
      await first;
      await remove();
      return ended;
    }""")
    assert visit.page.evaluate(STORED) == NOTHING


def test_a_browser_that_cannot_keep_pages_is_told_another_way(visitor):
    visit = visitor()
    visit.go("en/uten-nett/")
    expect(visit.page.locator("[data-offline-state]")).to_have_text(visit.ui["offline_impossible"])
    assert visit.page.locator("[data-offline] button:visible").count() == 0


# ---------------------------------------------------------------- new versions


MARK = "<p>A sentence of the new version.</p>"


def newer(html: str) -> str:
    return html.replace("</h1>", f"</h1>{MARK}", 1)


def is_new(visit: Visit) -> bool:
    return MARK[3:-4] in visit.page.content()


def test_a_new_version_shows_at_once_and_is_kept_for_later(visitor, host):
    server, folder = host
    visit = visitor(keeps=True, troubled=True, at=server)
    keep(visit, "nb")
    old = visit.page.evaluate(STORED)["caches"]
    publish(folder, {"nb/klage/index.html": newer})
    server.requested.clear()
    forget_when_asked(visit)
    visit.go("nb/klage/")
    assert is_new(visit), "a person online never reads yesterday's law"
    until(visit.page, VERSION_KEPT, kept_of(folder, "nb")["version"])
    # Only what has changed was fetched: not one of the large files.
    assert server.count(".wasm", ".zip", ".png") == 0
    assert server.count("hvem/", "form.mjs") == 0
    server.faults = dict(NO_NETWORK)
    visit.go("nb/klage/")
    assert is_new(visit)
    visit.go("nb/frist/")
    now = visit.page.evaluate(STORED)["caches"]
    assert len(now) == len(old) == 2, "the old version is gone when no page is of it"
    assert now != old


def test_an_update_in_the_middle_of_a_check_loses_no_answer_and_mixes_no_versions(visitor, host):
    server, folder = host
    visit = visitor(keeps=True, at=server)
    keep(visit, "nb")
    visit.begin("nb", "frist/")
    visit.fill(STOPPED[visit.shown])
    visit.next()
    # The new version is one whose scripts do not fit the old page.
    broken = {path: lambda text: f"throw new Error('of another version');{text}" for path in SCRIPTS}
    publish(folder, {"nb/frist/index.html": newer, "sw.js": lambda text: f"{text}// newer", **broken})
    other = visit.page.context.new_page()
    forget_when_asked(visit)
    other.goto(server.url + "nb/klage/")
    until(other, VERSION_KEPT, kept_of(folder, "nb")["version"])
    visit.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    while visit.shown not in ("wait", "result"):
        visit.fill(STOPPED[visit.shown])
        visit.next()
    visit.wait_for("result")
    assert in_words("2026-12-03", "nb") in visit.text(".verdict__answer")
    assert not is_new(visit)


# Fetched in the middle of a check.
SCRIPTS = ("assets/checker/answer.mjs", "assets/checker/worker.mjs")


def forget_when_asked(visit: Visit) -> None:
    """Stop the service worker, as a browser does after half a minute: it has forgotten when it last asked."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


def test_a_site_in_a_sub_folder_keeps_only_its_own(visitor, site):
    with running(site, SUB_FOLDER) as below:
        visit = visitor(keeps=True, troubled=True, at=below)
        # Another copy of the site keeps something of its own on the same host.
        visit.go("nb/")
        visit.page.evaluate("caches.open('introguiden /en/sub/ nb 1')")
        keep(visit, "nb")
        below.faults = dict(NO_NETWORK)
        visit.begin("nb", "frist/")
        visit.walk(STOPPED)
        below.faults = {}
        visit.go("nb/uten-nett/")
        press(visit, "remove")
        expect(said(visit)).to_have_text(visit.ui["offline_removed"])
        assert visit.page.evaluate("caches.keys()") == ["introguiden /en/sub/ nb 1"]


def test_a_host_that_packs_nothing_is_good_enough_and_its_size_is_told(visitor, site):
    with running(site, packed=False) as plain:
        visit = visitor(keeps=True, at=plain)
        visit.go("en/uten-nett/")
        state = visit.page.locator("[data-offline-state]")
        size = f"{kept_of(site, 'en')['bytes'] / 1e6:.1f} MB"
        expect(state).to_contain_text(size)
        press(visit, "keep")
        expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)
        expect(state).to_contain_text(size)
        visit.begin("en", "frist/")
        visit.walk(STOPPED)
        assert in_words("2026-12-03", "en") in visit.text(".verdict__answer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_what_the_page_tells(visitor, language):
    visit = visitor(keeps=True, bypass_csp=True, viewport={"width": 320, "height": 800})
    visit.page.add_init_script(path=AXE)
    visit.go(f"{language}/uten-nett/#ikke-lagret")
    expect(visit.page.locator("#ikke-lagret")).to_be_visible()
    expect(visit.page.locator("[data-offline-keep]")).to_be_visible()
    assert visit.page.evaluate(RUN_AXE, [TAGS, None]) == []
    press(visit, "refuse")
    expect(said(visit)).to_have_text(visit.ui["offline_removed"])
    assert visit.page.evaluate(RUN_AXE, [TAGS, None]) == []
    press(visit, "keep")
    expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        assert visit.page.evaluate(RUN_AXE, [TAGS, None]) == []
    assert visit.page.evaluate(TOO_WIDE) == []


# ---------------------------------------------------------------- what can go wrong


def test_a_full_device_is_told_and_nothing_is_left(visitor):
    visit = visitor(keeps=True, troubled=True)
    visit.go("nb/uten-nett/")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": visit.server.url.rstrip("/"), "quotaSize": 500_000})
    press(visit, "keep")
    expect(said(visit)).to_have_text(visit.ui["offline_full"], timeout=PATIENCE_MS)
    assert visit.page.evaluate(STORED) == NOTHING
    # There is room again.
    session.send("Storage.overrideQuotaForOrigin", {"origin": visit.server.url.rstrip("/")})
    press(visit, "keep")
    expect(said(visit)).to_have_text(visit.ui["offline_done"], timeout=PATIENCE_MS)


def test_a_full_device_after_a_verdict_harms_nothing(visitor):
    visit = visitor(keeps=True, troubled=True)
    visit.begin("nn", "frist/")
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": visit.server.url.rstrip("/"), "quotaSize": 500_000})
    visit.walk(STOPPED)
    note = visit.page.locator("[data-kept]")
    expect(note).to_contain_text(visit.ui["offline_full"], timeout=PATIENCE_MS)
    assert "2026" in visit.text(".verdict__answer")


@pytest.mark.parametrize("end", ["klage/", "site.css", ".wasm"])
def test_what_does_not_come_whole_is_not_kept(visitor, faults, end):
    visit = visitor(keeps=True, troubled=True)
    visit.go("en/uten-nett/")
    for fault in (status(500), hang_up, of_another_network):
        faults.faults = {end: fault}
        press(visit, "keep")
        expect(said(visit)).to_have_text(visit.ui["offline_broken"], timeout=PATIENCE_MS)
        assert visit.page.evaluate(STORED) == NOTHING


def of_another_network(handler) -> None:
    """Answer as a hotel's network does to every request: with its own page, and status 200."""
    page = b"<h1>Accept our terms</h1>"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(page)))
    handler.end_headers()
    handler.wfile.write(page)


def test_a_failed_update_leaves_the_old_version_whole(visitor, host):
    server, folder = host
    visit = visitor(keeps=True, troubled=True, at=server)
    keep(visit, "nb")
    publish(folder, {"nb/klage/index.html": newer, "nb/hvem/index.html": newer})
    server.faults = {"nb/hvem/": status(500)}
    press(visit, "update")
    expect(said(visit)).to_have_text(visit.ui["offline_broken"], timeout=PATIENCE_MS)
    server.faults = dict(NO_NETWORK)
    for name in PAGES:
        visit.go(f"nb/{name}")
        expect(visit.page.locator("h1")).to_be_visible()
        assert not is_new(visit)


def test_a_browser_can_install_the_site(visitor):
    visit = visitor(keeps=True)
    visit.go("nn/")
    session = visit.page.context.new_cdp_session(visit.page)
    answer = session.send("Page.getAppManifest")
    assert answer["errors"] == []
    assert answer["url"] == visit.server.url + f"nn/{offline.MANIFEST}"
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in ([], IN_PRIVATE)


# Every context of the tests is a private window, the one thing Chromium then objects to.
IN_PRIVATE = [{"errorId": "in-incognito", "errorArguments": []}]


def test_the_file_to_share_is_kept_too(visitor, faults, site):
    visit = visitor(keeps=True, troubled=True)
    keep(visit, "nb")
    faults.faults = dict(NO_NETWORK)
    with visit.page.expect_download() as download:
        visit.page.locator("a[download]").click()
    name = sharepage.file_name("nb")
    assert download.value.suggested_filename == name
    assert Path(download.value.path()).read_bytes() == (site / "nb" / name).read_bytes()
