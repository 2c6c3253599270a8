"""The day on which staff judge an older decision: chosen before the first question, said in the answer, never lost."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

import checker
from sitegen.project import LANGUAGES
from tests.browser.support import TODAY, Visit, in_words, ui

# The letter came on a Wednesday: three weeks later was the last day.
OLD_DECISION = {
    "decision": "stop",
    "decision_dated": "2026-03-02",
    "decision_received": "2026-03-04",
    "notice_sent": None,
    "complaint_sent": None,
}
LAST_DAY = date(2026, 3, 25)


def choose_day(visit: Visit, day: str, month: str, year: str) -> None:
    """Open the part for staff and write a day."""
    visit.page.locator("details:has([data-as-of]) > summary").click()
    for part, text in (("day", day), ("month", month), ("year", year)):
        visit.box("as_of", part).fill(text)


def fragment(answers: dict[str, object], as_of: str) -> str:
    given = {key: "did-not-happen" if answer is None else answer for key, answer in answers.items()}
    return "#?" + urlencode({**given, "as_of": as_of, "step": "result"})


def outcome(day: date) -> str:
    known = {key: answer for key, answer in OLD_DECISION.items() if answer is not None}
    return checker.check(known, day)["findings"]["appeal"]["outcome"]


def note(visit: Visit, day: str) -> str:
    return ui(visit.language)["js_as_of_result"].replace("{day}", in_words(day, visit.language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [LAST_DAY - timedelta(days=1), LAST_DAY, LAST_DAY + timedelta(days=1)])
def test_the_answer_is_the_one_of_the_day(visitor, language, day):
    visit = visitor()
    visit.go(f"{language}/frist/{fragment(OLD_DECISION, day.isoformat())}")
    visit.wait_for("result")
    variants = visit.words["finding"]["appeal"][outcome(day)]
    labels = {variant["label"].replace("[[", "").replace("]]", "") for variant in variants}
    assert any(label in visit.result.inner_text() for label in labels), labels
    expect(visit.result).to_contain_text(note(visit, day.isoformat()))
    # It stands before the answer, and is read aloud.
    assert visit.result.inner_text().startswith(note(visit, day.isoformat()))
    expect(visit.page.locator("[data-status]")).to_have_text(note(visit, day.isoformat()))
    # The page was made today, whatever day is judged.
    assert in_words(f"{TODAY}", language) in visit.text(".stamp")


def test_the_three_days_have_different_answers():
    days = [LAST_DAY - timedelta(days=1), LAST_DAY, LAST_DAY + timedelta(days=1)]
    assert [outcome(day) for day in days] == ["open", "last_day_today", "late"]


def test_staff_choose_a_day_and_it_stays_in_another_language(visitor):
    visit = visitor()
    visit.go("nb/frist/")
    choose_day(visit, "25", "3", "2026")
    visit.page.locator("[data-start]").click()
    visit.walk(OLD_DECISION)
    expect(visit.result).to_contain_text(note(visit, "2026-03-25"))
    visit.page.locator('.languages a[hreflang="en"]').click()
    visit.page.wait_for_url("**/en/frist/**")
    visit.wait_for("result")
    expect(visit.result).to_contain_text(note(visit, "2026-03-25"))
    visit.page.locator("[data-forget]").click()
    assert [visit.box("as_of", part).input_value() for part in ("day", "month", "year")] == ["", "", ""]


def test_without_a_day_the_answer_is_todays(visitor):
    visit = visitor()
    visit.begin("nb", "frist/")
    visit.walk(OLD_DECISION)
    start, _ = ui("nb")["js_as_of_result"].split("{day}")
    assert start not in visit.result.inner_text()


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "2", "2026"),
        ("", "3", "2026"),
        ("", "", "2026"),
        ("25", "3", ""),
        ("22", "11", "2026"),
        ("1", "1", "1899"),
    ],
)
def test_a_day_that_cannot_be_judged_on_is_told_at_its_boxes(visitor, day, month, year):
    visit = visitor()
    visit.go("nn/sjekk/")
    choose_day(visit, day, month, year)
    visit.page.locator("[data-start]").click()
    assert visit.shown == "intro"
    expect(visit.page.locator("[data-as-of] [data-error]")).to_have_text(ui("nn")["js_as_of_fault"])
    expect(visit.box("as_of", "day")).to_be_focused()
    for part, text in (("day", "21"), ("month", "11"), ("year", "2026")):
        visit.box("as_of", part).fill(text)
    visit.page.locator("[data-start]").click()
    assert visit.shown != "intro"


def test_a_faulty_day_in_an_address_is_passed_over(visitor):
    visit = visitor()
    visit.go(f"nb/frist/{fragment(OLD_DECISION, '2026-02-31')}")
    visit.wait_for("result")
    start, _ = ui("nb")["js_as_of_result"].split("{day}")
    assert start not in visit.result.inner_text()
