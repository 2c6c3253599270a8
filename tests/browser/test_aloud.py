"""Reading aloud: by a voice of the device itself, in the page's language, or not at all."""

import json

import pytest
from playwright.sync_api import expect

from sitegen.project import LANGUAGES
from tests.browser.support import REFUGEE, Visit

BUTTON = ".aloud button"
# A device with voices. A sentence ends when the test says so; all that is said stands in `said`.
DEVICE = """
(() => {
  const named = %s;
  const target = new EventTarget();
  window.said = [];
  window.speaking = null;
  window.cancelled = 0;
  let late = %s;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => late ? [] : named,
    speak(utterance) {
      if (!named.includes(utterance.voice)) throw new Error("no voice of the device");
      window.said.push([utterance.text, utterance.voice.name]);
      window.speaking = utterance;
    },
    cancel() { window.cancelled += 1; window.speaking = null; },
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  }});
  window.nameVoices = () => { late = false; target.dispatchEvent(new Event("voiceschanged")); };
  window.finish = () => { const done = window.speaking; window.speaking = null; done?.onend?.(); };
})();
"""


def voice(lang: str, *, local: bool = True) -> dict[str, object]:
    return {"name": f"{lang} {'here' if local else 'far'}", "lang": lang, "localService": local, "default": False}


def device(visitor, *voices: dict[str, object], late: bool = False, **options: object) -> Visit:
    """Give a visitor whose device has some voices."""
    visit: Visit = visitor(**options)
    visit.page.add_init_script(DEVICE % (json.dumps(voices), json.dumps(late)))
    return visit


def said(visit: Visit) -> list[tuple[str, str]]:
    return [(text, name) for text, name in visit.page.evaluate("said")]


def marked(visit: Visit) -> str:
    """Give the text that is marked."""
    return str(visit.page.evaluate("[...(CSS.highlights.get('aloud') ?? [])].map(String).join('')"))


def read_to_the_end(visit: Visit, limit: int = 2000) -> None:
    """Let the voice finish each sentence at once."""
    visit.page.evaluate(f"for (let n = 0; n < {limit} && speaking; n += 1) finish()")


def quiet(visit: Visit) -> None:
    """Nothing to read with has come, after all there is to come has come."""
    visit.page.wait_for_load_state("networkidle")
    expect(visit.page.locator(BUTTON)).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_read_and_marked_sentence_by_sentence(visitor, language):
    visit = device(visitor, voice(language))
    visit.go(f"{language}/klage/")
    button = visit.page.locator(BUTTON).first
    expect(button).to_have_text(visit.ui["aloud"])
    button.click()
    title = visit.page.locator("h1").inner_text()
    assert said(visit) == [(title, f"{language} here")]
    assert marked(visit) == title
    visit.page.evaluate("finish()")
    lead = visit.page.locator("h1 + p").inner_text()
    assert said(visit)[1][0] in lead.replace("\u00a0", " ").replace("\u2066", "")
    assert marked(visit).strip() == said(visit)[1][0]
    read_to_the_end(visit)
    assert marked(visit) == ""
    expect(button).to_have_text(visit.ui["aloud"])
    spoken = " ".join(text for text, _ in said(visit))
    for heading in visit.page.locator("article h2[id]").all():
        if not heading.evaluate("one => one.closest('.origin')"):
            assert heading.inner_text() in spoken
    # What is hidden, and what can only be pressed, is not read.
    assert visit.ui["copy_link"] not in spoken
    assert visit.ui["origin_title"] not in spoken


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [voice("ar-SA", local=False)],
        [voice("en-GB"), voice("nb-NO"), voice("ar-SA", local=False)],
    ],
    ids=["none", "only far away", "of other languages"],
)
def test_without_a_voice_of_the_device_for_the_language_there_is_silence(visitor, voices):
    visit = device(visitor, *voices)
    visit.go("ar/klage/")
    quiet(visit)


def test_the_script_comes_only_where_the_device_has_voices(visitor):
    visit = device(visitor, voice("nb-NO", local=False))
    visit.go("nb/klage/")
    quiet(visit)
    assert not [url for url in visit.watch.requests if "/aloud" in url]


def test_voices_may_come_late(visitor):
    visit = device(visitor, voice("uk-UA"), late=True)
    visit.go("uk/klage/")
    quiet(visit)
    visit.page.evaluate("nameVoices()")
    expect(visit.page.locator(BUTTON).first).to_be_visible()


@pytest.mark.parametrize(
    ("voices", "names"),
    [
        ([voice("ar"), voice("no_NO")], {"ar here", "no_NO here"}),
        ([voice("ar"), voice("nn-NO")], {"ar here", "nn-NO here"}),
        ([voice("ar"), voice("nb-NO", local=False)], {"ar here"}),
    ],
    ids=["a Norwegian one", "in Nynorsk", "a Norwegian one far away"],
)
def test_norwegian_words_have_a_norwegian_voice_if_there_is_one(visitor, voices, names):
    visit = device(visitor, *voices)
    visit.go("ar/klage/")
    visit.page.locator(BUTTON).first.click()
    read_to_the_end(visit)
    assert {name for _, name in said(visit)} == names
    spoken = [text for text, name in said(visit) if name != "ar here"]
    assert all("vedtak" not in text for text, name in said(visit) if name == "ar here") or not spoken
    assert "klage" in spoken or len(names) == 1


def test_pause_goes_on_with_the_same_sentence_and_stop_ends_it(visitor):
    visit = device(visitor, voice("nb"))
    visit.go("nb/klage/")
    main, stop = visit.page.locator(BUTTON).first, visit.page.locator(BUTTON).nth(1)
    expect(stop).to_be_hidden()
    main.click()
    visit.page.evaluate("finish()")
    before = said(visit)
    expect(main).to_have_text(visit.ui["aloud_pause"])
    main.click()
    expect(main).to_have_text(visit.ui["aloud_on"])
    assert visit.page.evaluate("speaking") is None
    assert marked(visit)
    main.click()
    assert said(visit) == [*before, before[-1]]
    stop.click()
    expect(main).to_be_focused()
    expect(main).to_have_text(visit.ui["aloud"])
    assert (visit.page.evaluate("speaking"), marked(visit)) == (None, "")
    # From the beginning, by the keyboard; Escape ends it.
    visit.page.keyboard.press("Enter")
    assert said(visit)[-1] == before[0]
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("speaking") is None


def test_it_ends_when_the_page_is_left(visitor):
    visit = device(visitor, voice("nb"))
    visit.go("nb/klage/")
    visit.page.locator(BUTTON).first.click()
    before = visit.page.evaluate("cancelled")
    visit.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert visit.page.evaluate("cancelled") > before
    assert visit.page.evaluate("speaking") is None


def test_a_table_is_read_row_by_row_with_the_headings_of_its_columns(visitor):
    visit = device(visitor, voice("nb"))
    visit.go("nb/hvem/")
    visit.page.locator(BUTTON).first.click()
    read_to_the_end(visit)
    table = visit.page.locator("article table").first
    headings = [cell.inner_text() for cell in table.locator("thead th").all()]
    cells = [cell.inner_text() for cell in table.locator("tbody tr").first.locator("td").all()]
    texts = [text for text, _ in said(visit)]
    first = next(at for at, text in enumerate(texts) if text.startswith(f"{headings[0]}: "))
    assert cells[0].startswith(texts[first].removeprefix(f"{headings[0]}: "))
    later = [at for at, text in enumerate(texts) if text.startswith(f"{headings[1]}: ")]
    assert first < later[0]


def test_questions_and_the_answer_have_their_own(visitor):
    visit = device(visitor, voice("nb"))
    visit.begin("nb")
    key = visit.shown
    question = visit.question(key)
    question.locator(BUTTON).first.click()
    read_to_the_end(visit)
    spoken = [text for text, _ in said(visit)]
    assert spoken[1] == question.locator("[data-heading]").inner_text()
    for label in question.locator("label.option").all():
        assert label.inner_text().split("\n")[0] in spoken
    question.locator(BUTTON).first.click()
    fields = "&".join(f"{name}={'did-not-happen' if value is None else value}" for name, value in REFUGEE.items())
    visit.page.goto("about:blank")
    visit.go(f"nb/sjekk/#?step=result&{fields.replace('True', 'true').replace('False', 'false')}")
    visit.wait_for("result")
    visit.page.locator(f"[data-result] {BUTTON}").first.click()
    read_to_the_end(visit)
    spoken = " ".join(text for text, _ in said(visit))
    assert visit.page.locator(".verdict__answer").inner_text() in spoken


def test_what_is_read_ends_with_its_question(visitor):
    visit = device(visitor, voice("nb"))
    visit.begin("nb")
    question = visit.question(visit.shown)
    question.locator(BUTTON).first.click()
    question.locator("input").first.check()
    visit.hand.press(visit.page.locator("[data-next]"))
    expect(question).to_be_hidden()
    visit.page.wait_for_function("speaking === null")


def test_the_guide_reads_the_step_that_is_open(visitor):
    visit = device(visitor, voice("nb"))
    visit.go("nb/veiviser-vedtak/#p-1")
    step = visit.page.locator("#p-1")
    step.locator(BUTTON).first.click()
    title = step.locator(".step__title").inner_text()
    assert said(visit)[0][0] == title
    step.locator(".step__ways a").first.click()
    visit.page.wait_for_function("speaking === null")
    opened = visit.page.locator(".step:target")
    expect(opened.locator(BUTTON).first).to_be_visible()


def test_where_a_browser_cannot_mark_text_the_paragraph_is_marked(visitor):
    visit = device(visitor, voice("nb"))
    visit.page.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', { value: undefined })")
    visit.go("nb/klage/")
    visit.page.locator(BUTTON).first.click()
    expect(visit.page.locator("h1.aloud-now")).to_have_count(1)
    visit.page.evaluate("finish()")
    expect(visit.page.locator("h1 + p.aloud-now")).to_have_count(1)
    expect(visit.page.locator(".aloud-now")).to_have_count(1)
