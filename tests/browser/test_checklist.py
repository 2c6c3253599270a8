"""The letter checker: what is not ticked is asked for, on paper and as text."""

import io
import tomllib

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sitegen.project import DOCS, LANGUAGES
from tests.browser.support import ui

ITEMS = tomllib.loads((DOCS / "letters" / "checklist.toml").read_text("utf-8"))["item"]
PAGE = "brevsjekk/"


def item(visit, name: str):
    return visit.page.locator(f"#har-{name}")


def request(visit) -> str:
    """Give the text file of the request."""
    with visit.page.expect_download() as coming:
        visit.page.locator("[data-download]").click()
    return coming.value.path().read_text("utf-8")


def lines(text: str) -> list[str]:
    return [line.removeprefix("– ") for line in text.splitlines() if line.startswith("– ")]


def asks(group: str, *but: str, sent: str = "nb") -> list[str]:
    return [one["ask"][sent] for one in ITEMS if one["group"] == group and one["id"] not in but]


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_ticked_is_asked_for(visitor, language, hand):
    visit = visitor(hand, accept_downloads=True)
    visit.go(f"{language}/{PAGE}")
    for name in ("written", "reasons"):
        visit.hand.choose(item(visit, name))
    # Whoever has no plan is not made to ask about one.
    sent = "nn" if language == "nn" else "nb"
    missing = asks("decision", "written", "reasons", sent=sent)
    told = ui(language)["check_letter_some"].replace("{number}", str(len(missing)))
    expect(visit.page.locator("[data-missing]")).to_have_text(told)
    assert lines(request(visit)) == missing
    visit.hand.choose(visit.page.locator("#gjelder-plan"))
    assert lines(request(visit)) == [*missing, *asks("plan", sent=sent)]


def test_with_everything_ticked_there_is_no_letter(visitor):
    visit = visitor()
    visit.go(f"nn/{PAGE}")
    for one in ITEMS:
        if one["group"] == "decision":
            visit.hand.choose(item(visit, one["id"]))
    expect(visit.page.locator("[data-missing]")).to_have_text(ui("nn")["check_letter_none"])
    expect(visit.page.locator("[data-request]")).to_be_hidden()
    expect(visit.page.locator("[data-take]")).to_be_hidden()


def test_the_sheet_of_paper_is_the_request_in_norwegian(visitor):
    visit = visitor()
    visit.go(f"en/{PAGE}")
    visit.hand.choose(item(visit, "written"))
    visit.page.evaluate("window.print = () => {}")
    visit.page.locator("[data-take] [data-print]").click()
    reader = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert len(reader.pages) == 1
    for ask in asks("decision", "written"):
        assert ask in text
    assert asks("decision")[0] not in text
    assert ui("en")["check_letter_title"] not in text
    assert ITEMS[1]["ask"]["en"].split("[[")[0].strip() not in text


def test_nothing_is_remembered(visitor):
    visit = visitor()
    visit.go(f"nb/{PAGE}")
    visit.hand.choose(item(visit, "written"))
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    visit.page.reload()
    expect(item(visit, "written")).not_to_be_checked()
    assert visit.page.url == f"{visit.server.url}nb/{PAGE}"


def test_without_script_every_line_has_a_box_for_the_pen(visitor):
    visit = visitor(java_script_enabled=False)
    visit.go(f"nb/{PAGE}")
    rows = visit.page.locator("[data-ask]:visible")
    assert rows.count() == len(ITEMS)
    assert all("☐" in row.inner_text() for row in rows.all())
    assert visit.page.locator("button:visible").count() == 0
