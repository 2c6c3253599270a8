"""The law to tick, and the finder of what is old, on the screen and on paper; and axe on all tools at work."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sitegen.project import ALWAYS
from tests.browser.test_axe import eye, findings  # noqa: F401 - a fixture

LIST, OLD = "ansatt-sjekkliste/", "ansatt-gamle-sider/"
# What two municipalities could have written.
PAGE = """Introduksjonsprogrammet
Sist oppdatert: 5. januar 2021

Programmet varer vanligvis i inntil to år. Klagen må sendes innen fire uker.
<img src="x" onerror="document.title = 'broken'"> Kurset er 50 timers kurs i samfunnsfag.
"""
FLAGGED = ("oppdatert", "lengde", "klagefrist", "samfunnskunnskap")
RENT = "Husleieloven: Leier må klage på varselet innen fire uker."
RIGHT = "I introduksjonsprogrammet er klagefristen tre uker."


def printed(visit) -> str:
    reader = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def look(visit, text: str) -> None:
    visit.page.locator("#tekst").fill(text)
    visit.page.locator("[data-finder] [type=submit]").click()


def told(visit, language: str, key: str) -> str:
    return visit.page.locator("[data-found]").get_attribute(f"data-{key}") or ""


@pytest.mark.parametrize("language", ALWAYS)
def test_what_is_old_is_shown_with_what_holds_now(visitor, language):
    visit = visitor()
    visit.go(f"{language}/{OLD}")
    visit.page.wait_for_load_state("networkidle")
    before = len(visit.watch.requests)
    look(visit, PAGE)
    cards = visit.page.locator("[data-results] > li")
    expect(cards).to_have_count(len(FLAGGED))
    expect(visit.page.locator("[data-found]")).to_contain_text(str(len(FLAGGED)))
    for rule in FLAGGED:
        now = visit.page.locator(f"#regel-{rule} p").nth(1).inner_text()
        expect(cards.filter(has_text=now).locator("mark").first).to_be_visible()
    # What somebody pasted is text, and stays here.
    assert visit.page.locator("[data-results] img").count() == 0
    assert len(visit.watch.requests) == before
    assert "innen fire uker" in visit.page.locator("[data-list]").input_value()


@pytest.mark.parametrize(("text", "key"), [(RENT, "other"), (RIGHT, "none"), ("  ", "empty")])
def test_where_nothing_is_found_it_says_why(visitor, text, key):
    visit = visitor()
    visit.go(f"nb/{OLD}")
    look(visit, PAGE)
    look(visit, text)
    expect(visit.page.locator("[data-found]")).to_have_text(told(visit, "nb", key))
    expect(visit.page.locator("[data-results] > li")).to_have_count(0)
    expect(visit.page.locator("[data-keep]")).to_be_hidden()


def test_by_keyboard(visitor):
    visit = visitor("keyboard", permissions=["clipboard-read", "clipboard-write"])
    visit.go(f"nb/{OLD}")
    visit.hand.write(visit.page.locator("#tekst"), "Introduksjonsprogrammet: Klag innen fire uker.")
    visit.hand.press(visit.page.locator("[data-finder] [type=submit]"))
    expect(visit.page.locator("[data-results] > li")).to_have_count(1)
    visit.hand.press(visit.page.locator("[data-copy-report]"))
    expect(visit.page.locator("[data-keep] [data-said]")).not_to_be_empty()
    assert "fire uker" in visit.page.evaluate("navigator.clipboard.readText()")


def test_what_was_pasted_is_gone_with_the_page(visitor):
    visit = visitor()
    visit.go(f"nb/{OLD}")
    look(visit, PAGE)
    visit.page.reload()
    assert visit.page.locator("#tekst").input_value() == ""
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("language", ALWAYS)
def test_without_script_the_list_of_all_stands_there(visitor, language):
    visit = visitor(java_script_enabled=False)
    visit.go(f"{language}/{OLD}")
    expect(visit.page.locator("#regel-lengde")).to_be_visible()
    expect(visit.page.locator("[data-finder]")).to_be_hidden()


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize("script", [True, False])
def test_what_is_ticked_is_on_paper_and_what_is_left_out_is_not(visitor, script):
    visit = visitor(java_script_enabled=script)
    visit.go(f"nb/{LIST}")
    visit.page.locator("#sak-case").fill("Sak 12")
    visit.page.locator("#vite-programme-permit").check()
    whole = printed(visit)
    titles = visit.page.locator(".ticks h2").all_inner_texts()
    assert all(title in whole for title in titles)
    for box in visit.page.locator(".ticks__with input").all()[1:]:
        box.uncheck()
    first = printed(visit)
    assert titles[0] in first
    assert not any(title in first for title in titles[1:] if title not in titles[0])
    assert len(first) < len(whole) / 2


def test_nothing_that_is_ticked_is_kept(visitor):
    visit = visitor()
    visit.go(f"nb/{LIST}")
    visit.page.locator("#vite-programme-permit").check()
    visit.go(f"nb/{LIST}")
    expect(visit.page.locator("#vite-programme-permit")).not_to_be_checked()


def test_by_keyboard_a_rule_is_ticked(visitor):
    visit = visitor("keyboard")
    visit.go(f"nb/{LIST}")
    visit.hand.choose(visit.page.locator("#vite-programme-citizenship"))


# ---------------------------------------------------------------- axe, with the tools at work


@pytest.mark.parametrize("language", ["nb", "en"])
def test_axe_finds_nothing(eye, language):  # noqa: F811 - the fixture
    found = {}
    eye.go(f"{language}/{OLD}")
    look(eye, PAGE)
    expect(eye.page.locator("[data-results] > li")).to_have_count(len(FLAGGED))
    found["old"] = findings(eye.page)
    eye.go(f"{language}/ansatt-lenker/")
    expect(eye.page.locator("svg.qr")).to_be_visible()
    found["links"] = findings(eye.page)
    eye.go(f"{language}/ansatt-ark/")
    expect(eye.page.locator("svg.qr").first).to_be_visible()
    found["sheet"] = findings(eye.page)
    eye.go(f"{language}/klage/?ved-siden=nn")
    expect(eye.page.locator(".beside--names")).to_be_attached()
    found["beside"] = findings(eye.page)
    eye.go(f"{language}/{LIST}")
    found["list"] = findings(eye.page)
    eye.go("klage/")
    found["topic"] = findings(eye.page)
    assert {state: lines for state, lines in found.items() if lines} == {}
