"""Languages beyond Norwegian and English: the checker's own codes, a letter to print, and a change on the way."""

import io
import json
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

import checker
from sitegen import languages, older
from sitegen.project import ALWAYS, LANGUAGES
from tests.browser.letterwalk import ADDRESS, NAME, PAGE, REASON, by_the_build, cards, choose, open_letter, write
from tests.browser.support import QUESTIONS, REFUGEE, STOPPED, TODAY, Answers, Visit, in_words, seen, ui
from tests.browser.test_right_to_left import JUMBLED

FURTHER = [language for language in LANGUAGES if language not in ALWAYS]
PEOPLE = {"sjekk/": REFUGEE, "frist/": STOPPED}
TYPED = {"name": NAME, "birth_date": "5.5.1996", "address": ADDRESS, "case_number": "26/1234"}
OWN = {**TYPED, "reason_wrong_facts": REASON, "municipality": "Eksempelby kommune"}
ASKED = {"grounds": ["wrong_facts"], "wish": "lift"}
# A line of the report that a visitor may send: a finding, its outcome, and its facts.
CODES = re.compile(r"^(\w+): ([\w-]+) (\{.*\})$", re.MULTILINE)


def told(visit: Visit) -> dict[str, tuple[str, dict]]:
    """Give the outcome codes and facts of the result, which its report holds in every language."""
    report = visit.page.locator("details.surprise textarea").input_value()
    return {name: (outcome, json.loads(facts)) for name, outcome, facts in CODES.findall(report)}


def by_the_checker(page: str, asked: list[str]) -> dict[str, tuple[str, dict]]:
    """Give what Python says to the same answers, the findings that the form shows."""
    given = {key: PEOPLE[page][key] for key in asked if PEOPLE[page][key] is not None}
    request = {"answers": given, "today": f"{TODAY}"}
    found = json.loads(checker.check_json(json.dumps(request)))["findings"]
    return {name: (finding["outcome"], finding["facts"]) for name, finding in found.items()}


def assert_same_codes(visit: Visit, page: str, asked: list[str]) -> None:
    codes, wanted = told(visit), by_the_checker(page, asked)
    main = visit.page.locator("#checker-data").evaluate("data => JSON.parse(data.textContent).findings[0]")
    assert main in codes
    assert codes == {name: wanted[name] for name in codes}


@pytest.mark.parametrize("language", FURTHER)
def test_from_the_right_by_the_last_day_to_a_printed_letter(visitor, language):
    visit = visitor()
    for page, person in PEOPLE.items():
        visit.begin(language, page)
        assert_same_codes(visit, page, visit.walk(person))
    assert in_words("2026-12-03", language) in visit.text(".verdict__answer")
    visit.page.get_by_role("link", name=visit.ui["js_write"]).click()
    visit.page.wait_for_url(f"**/{language}/{PAGE}")
    visit.wait_for("result")
    expect(cards(visit).first).to_be_visible()
    choose(visit)
    open_letter(visit, "complaint")
    write(visit, **TYPED)
    assert_printed_in_both_languages(visit)


def assert_printed_in_both_languages(visit: Visit) -> None:
    """Print as the button does: the Norwegian letter, and beside it what it means in the reader's language."""
    visit.page.evaluate("window.print = () => {}")
    visit.page.locator("[data-print-letter=both]").click()
    visit.page.emulate_media(media="print")
    paper = visit.page.locator("[data-paper-only]")
    for side, language in (("sent", "nb"), ("kept", visit.language)):
        texts = paper.locator(f".row:not(.row--head) .side--{side}")
        shown = " ".join(" ".join(texts.all_inner_texts()).split())
        assert shown == " ".join(by_the_build("complaint", language, OWN, ASKED).split())
        runs = languages.of(language).direction
        assert {one.evaluate("side => getComputedStyle(side).direction") for one in texts.all()} == {runs}
    for one in paper.locator(".row:not(.row--head) .side--sent").all():
        assert (one.get_attribute("lang"), one.get_attribute("dir")) == ("nb", "ltr")
    # Nothing else of the page is on the paper.
    assert not visit.page.locator("article").first.is_visible()
    sheets = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
    assert 1 <= len(sheets) <= 3
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert NAME in text
    assert by_the_build("complaint", "nb", OWN, ASKED).splitlines()[0] in text


@pytest.mark.parametrize("page", PEOPLE)
def test_the_language_changes_at_every_question_and_the_outcome_does_not(visitor, page):
    """Each question is answered in another language, half of a date too; the answers come along and nothing else."""
    visit = visitor()
    requests: list[str] = []
    visit.page.on("request", lambda request: requests.append(f"{request.url} {request.post_data or ''}"))
    round_trip = [*FURTHER, "nb", *FURTHER, "en", "nn"]
    visit.begin(round_trip[0], page)
    asked: list[str] = []
    while (key := visit.shown) in QUESTIONS:
        asked.append(key)
        visit.fill(PEOPLE[page][key])
        change(visit, round_trip[len(asked) % len(round_trip)])
        assert visit.shown == key, "the question stays, with its answer"
        visit.next()
    visit.wait_for("result")
    assert_same_codes(visit, page, asked)
    codes = told(visit)
    for language in LANGUAGES:
        change(visit, language)
        visit.wait_for("result")
        assert told(visit) == codes, language
    assert_unseen(visit, requests, PEOPLE[page])


def change(visit: Visit, language: str) -> None:
    """Choose another language in the menu; no address keeps an answer."""
    if visit.language == language:
        return
    visit.page.locator(f'.languages a[hreflang="{language}"]').click()
    visit.page.wait_for_url(f"**/{language}/*/**")
    expect(visit.page.locator("[data-walk][data-ready]")).to_be_visible()
    assert visit.language == language
    assert "#" not in visit.page.url


def assert_unseen(visit: Visit, requests: list[str], person: Answers) -> None:
    """No request and no store of the browser holds a day or a code of the answers."""
    kept = visit.page.evaluate(
        "JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}, location.href])"
    )
    days = [answer for answer in person.values() if isinstance(answer, str) and re.match(r"\d{4}-", answer)]
    assert days
    for text in (kept, *(request.partition("#")[0] for request in requests), *visit.server.requested):
        assert not any(day in text for day in [*days, *person]), text


@pytest.mark.parametrize("language", FURTHER)
def test_an_older_answer_stands_with_the_norwegian_one_and_nothing_jumbles(visitor, language):
    """The words that come with the checker are made older on their way."""
    visit = visitor()
    new = older.norwegian("Du kan klage til og med {last_day}, og det koster ingenting (§ 29).")
    note = ui(language)[older.NOTE]

    def make_older(route) -> None:
        answer = route.fetch()
        told = answer.json()
        [still_open] = [variant for variant in told["words"]["finding"]["appeal"]["open"] if "when" not in variant]
        still_open["answer"] += f" {note} {new}"
        route.fulfill(response=answer, json=told)

    visit.page.route(f"**/assets/checker/{language}/appeal.json", make_older)
    visit.begin(language, "frist/")
    visit.walk(STOPPED)
    answer = visit.page.locator(".verdict__answer")
    assert note in seen(answer.inner_text())
    last_day = in_words("2026-12-03", language)
    assert seen(answer.inner_text()).count(last_day) == 2
    pieces = answer.locator('[lang="nb"][dir="ltr"]')
    assert pieces.all_inner_texts() == ["Du kan klage til og med", ", og det koster ingenting (§ 29)."]
    assert visit.page.evaluate(JUMBLED) == []
