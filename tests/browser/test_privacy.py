"""Nothing leaves the device, nothing stays on it, and nobody looking over a shoulder later finds the answers."""

import re
import socketserver
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from sitegen.project import LANGUAGES
from tests.browser.support import PAGES, REFUGEE, STOPPED, Visit, until

STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
FETCH = "fetch('http://elsewhere.example/x', { mode: 'no-cors' })"
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture(scope="module")
def quiet_browser(launch_browser, browser_type_launch_args) -> Iterator[Browser]:
    """A browser that asks nobody on its own account: Chromium shows every form's shape to its maker's autofill."""
    args = [*browser_type_launch_args["args"], "--disable-features=AutofillServerCommunication"]
    with launch_browser(args=args) as browser:
        yield browser


@pytest.fixture
def elsewhere(quiet_browser) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Give a visitor's options to go by a proxy to everything but this machine, and what the proxy was asked for."""
    asked: list[str] = []

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode("latin-1").strip())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{proxy.server_address[1]}"
        yield {"proxy": {"server": address, "bypass": "127.0.0.1"}, "by": quiet_browser}, asked
        proxy.shutdown()


def test_a_whole_visit_asks_nobody_else_and_leaves_nothing_behind(visitor, elsewhere):
    by_proxy, asked = elsewhere
    visit = visitor(**by_proxy, keeps=True)
    addresses = []
    visit.page.on("framenavigated", lambda frame: addresses.append(frame.url))
    visit.go("")
    for language in LANGUAGES:
        for page in PAGES:
            visit.go(f"{language}/{page}")
    visit.go("en/sok/")
    visit.page.locator("#search-words").fill("vedtak")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".search__hits li").first).to_be_visible()
    assert visit.page.evaluate(STORED) == NOTHING, "before the first verdict nothing is kept"
    visit.begin("nb", "sjekk/")
    visit.walk(REFUGEE)
    to_language(visit, "en")
    visit.wait_for("result")
    visit.begin("en", "frist/")
    visit.walk(STOPPED)

    assert asked == []
    # Files of the site may be kept for use without network, and nothing else: tests/browser/test_offline.py looks at
    # every one of them.
    until(visit.page, "async () => (await caches.keys()).length", 2)
    stored = visit.page.evaluate(STORED)
    assert {key: stored[key] for key in NOTHING} == {**NOTHING, "caches": 2, "workers": 1}
    assert visit.page.context.cookies() == []
    assert [url for url in visit.watch.requests if urlsplit(url).query and "/pagefind/" not in url] == []
    # The only fragment with answers is the one the language switch hands over, and it is gone at once.
    handed = [url for url in addresses if urlsplit(url).fragment]
    assert len(handed) == 1
    assert "/en/sjekk/#" in handed[0]
    assert visit.page.url == visit.server.url + "en/frist/"


def test_this_test_would_see_a_request_to_somebody_else(visitor, elsewhere):
    by_proxy, asked = elsewhere
    visit = visitor(**by_proxy, bypass_csp=True, troubled=True, alone=False)
    visit.go("nb/")
    visit.page.evaluate(f"{FETCH}.catch(() => {{}})")
    assert asked
    assert any("elsewhere.example" in url for url in visit.watch.requests)


def test_the_policy_stops_a_request_to_somebody_else(visitor, elsewhere):
    by_proxy, asked = elsewhere
    visit = visitor(**by_proxy, troubled=True)
    visit.go("nb/sjekk/")
    with visit.page.expect_console_message(lambda message: message.text.startswith("policy: connect-src")):
        said = visit.page.evaluate(f"{FETCH}.then(() => 'sent', () => 'stopped')")
    assert said == "stopped"
    assert asked == []


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(("old", "new"), [("nb", "nn"), ("nn", "en"), ("en", "nb")])
def test_the_language_switch_keeps_the_answers_and_the_question(visitor, old, new):
    visit = visitor()
    visit.begin(old, "frist/")
    visit.fill("stop")
    visit.next()
    visit.fill("2026-11")
    to_language(visit, new)
    assert visit.shown == "decision_dated"
    assert visit.page.url == visit.server.url + f"{new}/frist/"
    assert visit.box("decision_dated", "month").input_value() == "11"
    assert visit.box("decision_dated", "year").input_value() == "2026"
    expect(visit.page.locator("[data-status]")).to_have_text(visit.ui["js_language_kept"])
    visit.page.locator("[data-back]").click()
    expect(visit.option("decision", "stop")).to_be_checked()
    # Going back in the history does not bring them back either.
    visit.page.go_back()
    visit.page.wait_for_load_state()
    assert "#" not in visit.page.url


def test_the_language_switch_hands_over_nothing_before_the_first_answer(visitor):
    visit = visitor()
    urls = []
    visit.page.on("framenavigated", lambda frame: urls.append(frame.url))
    visit.go("nb/sjekk/")
    to_language(visit, "en")
    assert visit.shown == "intro"
    assert [url for url in urls if "#" in url] == []


def test_answers_stand_in_the_address_only_in_the_link_one_asks_for(visitor):
    visit = visitor()
    visit.begin("en", "frist/")
    visit.walk(STOPPED)
    answer = visit.text(".verdict__answer")
    assert visit.page.url == visit.server.url + "en/frist/"
    visit.page.get_by_role("button", name=visit.ui["js_link"]).click()
    link = visit.page.get_by_label(visit.ui["js_link_label"]).input_value()
    assert visit.page.url == visit.server.url + "en/frist/"
    assert link.startswith(visit.server.url + "en/frist/#")

    # Somebody else opens it, or the same person tomorrow.
    other = visitor()
    other.page.goto(link)
    other.wait_for("result")
    assert other.text(".verdict__answer") == answer
    assert other.page.url == visit.server.url + "en/frist/"
    assert all("#" not in url and "decision" not in urlsplit(url).query for url in visit.server.requested)
    assert sorted(visit.page.locator(".answers dd").all_inner_texts()) == sorted(
        other.page.locator(".answers dd").all_inner_texts()
    )


def test_a_link_that_is_broken_does_no_harm(visitor):
    visit = visitor()
    for fragment in (
        "#?",
        "#?step=result&decision=nothing-we-know&decision_dated=31.12.2026&shoe=43",
        "#?step=__proto__&decision=stop",
        "#?decision=%3Cimg%20src=x%20onerror=alert(1)%3E&step=decision",
        "#?step=decision_dated&decision=stop&decision_dated=<script>alert(1)</script>",
        "#?%E0%A4%A",
        "#q-decision",
    ):
        visit.page.goto("about:blank")
        visit.go(f"en/frist/{fragment}")
        expect(visit.page.locator("[data-walk][data-ready]")).to_be_visible()
        assert "?" not in visit.page.url
        if visit.shown == "intro":
            visit.page.locator("[data-start]").click()
        assert visit.page.locator("[data-questions] img, [data-questions] script").count() == 0
        expect(visit.page.locator("[data-next], [data-retry], .verdict").first).to_be_visible(timeout=60_000)


def test_forget_everything_deletes_the_answers_and_the_result(visitor):
    visit = visitor()
    visit.begin("nn", "frist/")
    visit.walk(STOPPED)
    visit.page.locator("[data-forget]").click()
    assert visit.shown == "intro"
    expect(visit.page.locator("[data-status]")).to_have_text(visit.ui["js_forgotten"])
    assert visit.page.locator("[data-result] > *").count() == 0
    assert visit.page.locator("[data-questions] input:checked").count() == 0
    boxes = visit.page.locator("[data-questions] input[type=text]")
    assert set(boxes.evaluate_all("boxes => boxes.map(({ value }) => value)")) == {""}
    assert_nothing_is_handed_over(visit)
    visit.page.locator("[data-start]").click()
    assert visit.page.locator(f'[name="{visit.shown}"]:checked').count() == 0


@pytest.mark.usefixtures("no_engine")
def test_a_reload_forgets(visitor):
    visit = visitor()
    visit.begin("nb", "frist/")
    visit.fill("stop")
    visit.next()
    visit.page.reload()
    assert visit.shown == "intro"
    assert visit.page.locator("[data-questions] input:checked").count() == 0


def test_what_was_typed_is_not_offered_to_the_next_person(visitor):
    visit = visitor()
    visit.go("nb/frist/")
    inputs = visit.page.locator("[data-questions] input[type=text]")
    assert set(inputs.evaluate_all("all => all.map((input) => input.autocomplete || input.form.autocomplete)")) == {
        "off"
    }


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("button", ["[data-leave-now]", "[data-leave] button"])
def test_leave_quickly_replaces_the_page(visitor, button):
    visit = visitor()
    visit.go("nb/klage/")
    visit.begin("nb", "frist/")
    visit.fill("stop")
    visit.next()
    visit.page.locator(button).click()
    visit.page.wait_for_url("about:blank")
    # Back leads to the page before the form, not to the answers.
    visit.page.go_back()
    visit.page.wait_for_url("**/nb/klage/")


def test_leave_quickly_from_a_page_without_a_form(visitor):
    visit = visitor()
    visit.go("en/")
    visit.go("en/klage/")
    visit.page.locator("[data-leave] button").click()
    visit.page.wait_for_url("about:blank")
    visit.page.go_back()
    visit.page.wait_for_url("**/en/")


@pytest.mark.usefixtures("no_engine")
def test_the_browser_s_back_button_goes_one_question_back(visitor):
    visit = visitor()
    visit.go("nb/")
    visit.begin("nb", "frist/")
    visit.fill("stop")
    visit.next()
    second = visit.shown
    visit.fill("2026-11-09")
    visit.next()
    visit.page.go_back()
    assert visit.shown == second
    assert visit.box(second, "year").input_value() == "2026"


def test_titles_tell_nobody_what_the_page_is_about(site):
    telling = ("asyl", "flyktning", "refugee", "oppholdstillatelse", "residence", "udi", "introduksjonsprogram")
    for file in sorted(site.rglob("*.html")):
        [title] = re.findall(r"<title>(.*?)</title>", file.read_text("utf-8"))
        # As words, or parts of a Norwegian one: "udi" alone, not the one in "studies".
        found = [word for word in telling if re.search(rf"\b{word}\b" if word == "udi" else word, title.lower())]
        assert found == [], title


def to_language(visit: Visit, language: str) -> None:
    visit.page.locator(f'.languages a[hreflang="{language}"]').click()
    visit.page.wait_for_url(f"**/{language}/*/**")
    expect(visit.page.locator("[data-walk][data-ready]")).to_be_visible()


def assert_nothing_is_handed_over(visit: Visit) -> None:
    link = visit.page.locator('.languages a[hreflang="en"]')
    link.evaluate("link => link.addEventListener('click', (event) => event.preventDefault())")
    link.click()
    assert "#" not in (link.evaluate("link => link.href"))
