"""The main job, from the entrance to the answer, in each language: once by pointer, once by keyboard alone."""

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

import checker
from sitegen.project import LANGUAGES
from tests.browser.support import PHONE, REFUGEE, STOPPED, TODAY, VERSION, Visit, in_words, plain, seen, ui

NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "ar": "العربية", "uk": "Українська"}
HANDS = {"mouse": {}, "finger": PHONE, "keyboard": {}}
WALKS = [("nb", "finger"), ("nn", "mouse"), ("en", "finger"), *((language, "keyboard") for language in LANGUAGES)]

# The letter came on Thursday 12 November 2026: three weeks later is a Thursday too.
LAST_DAY = {
    "nb": "torsdag 3. desember 2026",
    "nn": "torsdag 3. desember 2026",
    "en": "Thursday, 3 December 2026",
    "ar": "الخميس، 3 ديسمبر 2026",
    "uk": "четвер, 3 грудня 2026 року",
}
# Settled on 15 October 2026: the programme is to begin within three months.
START_BY = {
    "nb": "fredag 15. januar 2027",
    "nn": "fredag 15. januar 2027",
    "en": "Friday, 15 January 2027",
    "ar": "الجمعة، 15 يناير 2027",
    "uk": "пʼятниця, 15 січня 2027 року",
}


@pytest.mark.parametrize(("language", "hand"), WALKS)
def test_from_the_entrance_to_the_right_and_to_the_last_day(visitor, language, hand):
    visit = visitor(hand, **HANDS[hand])
    visit.go("")
    choose_language(visit, language)

    way_in(visit, "sjekk")
    asked = visit.walk(REFUGEE)
    [right] = [variant for variant in visit.words["finding"]["programme"]["right_and_duty"] if "when" not in variant]
    assert_answer(visit, asked, REFUGEE, right["answer"], tone="yes", label=right["label"])
    assert START_BY[language] in visit.text(".also")
    assert_lovdata(visit, "integreringsloven")
    assert_changed_answer_keeps_the_others(visit, asked)

    visit.hand.press(visit.page.locator(".brand"))
    way_in(visit, "frist")
    asked = visit.walk(STOPPED)
    [still_open] = [variant for variant in visit.words["finding"]["appeal"]["open"] if "when" not in variant]
    answer = still_open["answer"].replace("{last_day}", LAST_DAY[language])
    assert_answer(visit, asked, STOPPED, answer, tone="yes", label=still_open["label"])
    # 21 November to 3 December.
    assert any("12" in paragraph for paragraph in visit.page.locator(".part > p").all_inner_texts())
    assert_lovdata(visit, "forvaltningsloven")
    visit.hand.press(visit.page.locator('.onward[href$="klage/"]'))
    visit.page.wait_for_url(f"**/{language}/klage/")


def choose_language(visit: Visit, language: str) -> None:
    visit.hand.press(visit.page.locator(".entrance").get_by_role("link", name=NAMES[language]))
    visit.page.wait_for_url(f"**/{language}/")
    assert visit.language == language


def way_in(visit: Visit, page: str) -> None:
    """Go from the home page to the first question of a form."""
    visit.hand.press(visit.page.locator(f'.door:first-child a[href$="{page}/"]'))
    visit.page.wait_for_url(f"**/{page}/")
    # Before the first question: for whom, how long, which papers, who sees the answers, for somebody else.
    expect(visit.page.locator(".intro dt")).to_have_count(5)
    assert visit.shown == "intro"
    visit.hand.press(visit.page.locator("[data-start]"))


def assert_answer(visit: Visit, asked, person, sentence: str, *, tone: str, label: str) -> None:
    """See to it that the result says what the checker says, why, and on which law it rests."""
    page, language = visit.page, visit.language
    answer = page.locator(".verdict__answer")
    expect(answer).to_be_focused()
    assert visit.text(".verdict__answer") == plain(sentence)
    assert page.locator(".verdict").get_attribute("data-tone") == tone
    assert visit.text(".verdict .badge") == label
    expect(page.locator(".verdict .badge svg")).to_be_visible()
    assert_norwegian_beside(visit)

    verdict = json.loads(checker.check_json(json.dumps({"answers": sent(asked, person), "today": f"{TODAY}"})))
    said = "\n".join(page.locator(".answers dt").all_text_contents())
    for finding in page_findings(visit):
        for key in verdict["findings"][finding]["because"]:
            assert plain(visit.words["question"][key]["short"]) in said
    expect(page.locator(".next li").first).to_be_visible()

    stamp = visit.text(".stamp")
    assert VERSION in stamp
    assert in_words(f"{TODAY}", language) in stamp
    assert in_words(verdict["law_checked"], language) in stamp


def assert_norwegian_beside(visit: Visit) -> None:
    """On a page in another language the answer stands in Norwegian too, marked as such."""
    counter = visit.page.locator(".counter p")
    if visit.language in ("nb", "nn"):
        expect(counter).to_have_count(0)
        return
    assert counter.get_attribute("lang") == "nb"
    assert counter.get_attribute("translate") == "no"
    text = visit.text(".counter p")
    assert text.startswith("Du ")
    if LAST_DAY[visit.language] in visit.text(".verdict__answer"):
        assert LAST_DAY["nb"] in text


def assert_lovdata(visit: Visit, act: str) -> None:
    links = visit.page.locator(".cites a")
    addresses = [urlsplit(link.get_attribute("href")) for link in links.all()]
    assert {address.netloc for address in addresses} == {"lovdata.no"}
    assert {address.scheme for address in addresses} == {"https"}
    assert any(visit.words["act"][act] in seen(text) for text in links.all_inner_texts())


def assert_changed_answer_keeps_the_others(visit: Visit, asked) -> None:
    """Change one answer and come straight back to the result."""
    key = "settled_by_agreement"
    short = plain(visit.words["question"][key]["short"])
    name = ui(visit.language)["js_change_answer"].replace("{short}", short)
    before = visit.page.locator(".answers dd").all_inner_texts()
    visit.hand.press(visit.page.get_by_role("button", name=name, exact=True))
    assert visit.shown == key
    expect(visit.option(key, "true")).to_be_checked()
    visit.next()
    visit.wait_for("result")
    assert visit.page.locator(".answers dd").all_inner_texts() == before


def page_findings(visit: Visit) -> list[str]:
    return visit.page.locator("#checker-data").evaluate("data => JSON.parse(data.textContent).findings")


def sent(asked, person) -> dict:
    return {key: person[key] for key in asked if person[key] is not None}
