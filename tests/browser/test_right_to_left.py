"""Arabic in a real browser: in which order letters stand, which font they have, and where things point."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from sitegen import bidi, fonts, languages
from sitegen.project import LANGUAGES
from tests.browser.support import PAGES, PHONE, STOPPED

RTL = [language for language in LANGUAGES if languages.of(language).direction == "rtl"]
# Texts of a page that touch the edge of the screen.
AT_THE_EDGE = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, summary)")].filter((element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { left, right, width } = range.getBoundingClientRect();
  return element.checkVisibility() && !element.closest(".sr-only") && width && (left < 8 || right > innerWidth - 8);
}).map((element) => element.outerHTML.slice(0, 120))"""
# Where each letter of some pieces of an element's text stands: its line, and its edges. Blanks have no place.
PLACES = r"""(element, pieces) => {
  const places = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { top, left, right } = range.getBoundingClientRect();
      places.push({ letter: node.data[at], top: Math.round(top), left, right });
    }
  }
  const text = places.map(({ letter }) => letter).join("").replaceAll("\u00a0", " ");
  let from = 0;
  return pieces.map((piece) => {
    const start = text.indexOf(piece, from);
    if (start < 0) throw new Error(`no ${piece} in ${text}`);
    from = start + piece.length;
    return places.slice(start, from).filter(({ letter }) => /\S/.test(letter));
  });
}"""
# Every piece of a page that shall run from left to right, on one line, whose letters do not.
JUMBLED = r"""() => [...document.querySelectorAll('bdi[dir="ltr"], [lang][dir="ltr"]')].filter((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const rects = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.length; at += 1) {
      if (!/\S/.test(node.data[at])) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const rect = range.getBoundingClientRect();
      if (rect.width) rects.push(rect);
    }
  }
  const isBack = (rect, last) => last && Math.abs(rect.top - last.top) < 3 && rect.left < last.left - 1;
  return rects.some((rect, at) => isBack(rect, rects[at - 1]));
}).map((element) => element.textContent)"""
TEXTS = [
    (
        "المادة § 27 من forvaltningsloven حتى 23.11.2026",
        ["المادة", "§ 27", "من", "forvaltningsloven", "حتى", "23.11.2026"],
    ),
    ("حسب § 21-12 أو §§ 8–9 أيضًا", ["حسب", "§ 21-12", "أو", "§§ 8–9", "أيضًا"]),
    ("من 2021–2024 ثم 3-5 أيام", ["من", "2021–2024", "ثم", "3-5", "أيام"]),
    ("الهاتف 22 33 44 55 أو +47 55 55 33 33 دائمًا", ["الهاتف", "22 33 44 55", "أو", "+47 55 55 33 33", "دائمًا"]),
    ("اكتب إلى post@kommune.example اليوم", ["اكتب", "post@kommune.example", "اليوم"]),
    ("الرسالة من NAV (HK-dir) عن B1–B2.", ["الرسالة", "NAV", "HK-dir", "عن", "B1–B2"]),
]


@pytest.fixture
def blank(browser: Browser):
    """Give a wide page without anything in it."""
    page = browser.new_page(viewport={"width": 1200, "height": 600})
    yield page
    page.close()


def assert_in_order(page: Page, pieces: list[str]) -> None:
    """Each piece in letters from left to right stands so, and the pieces follow one another from right to left."""
    found = page.locator("p").evaluate(PLACES, pieces)
    assert len({round(place["top"] / 40) for places in found for place in places}) == 1, "more than one line"
    for piece, places in zip(pieces, found, strict=True):
        lefts = [place["left"] for place in places]
        if not bidi.STRONG.search(piece):
            assert lefts == sorted(lefts), piece
    for before, after in pairwise(found):
        assert max(place["right"] for place in after) <= min(place["left"] for place in before) + 1, (before, after)


@pytest.mark.parametrize(("text", "pieces"), TEXTS)
def test_pieces_keep_their_order_by_elements(blank, text, pieces):
    blank.set_content(bidi.page(f'<html lang="ar"><body dir="rtl"><p>{text}</p></body></html>', "ar"))
    assert_in_order(blank, pieces)


@pytest.mark.parametrize(("text", "pieces"), TEXTS)
def test_pieces_keep_their_order_by_signs(blank, text, pieces):
    blank.set_content('<html lang="ar" dir="rtl"><body><p></p></body></html>')
    blank.locator("p").evaluate("(p, text) => { p.textContent = text }", bidi.signed(text))
    assert_in_order(blank, pieces)


def test_without_help_they_would_not(blank):
    """The test above can tell: a section and a telephone number jumble without isolation."""
    for text, pieces in (TEXTS[1], TEXTS[3]):
        blank.set_content(f'<html lang="ar"><body dir="rtl"><p>{text}</p></body></html>')
        with pytest.raises(AssertionError):
            assert_in_order(blank, pieces)


def test_what_scripts_fill_in_keeps_its_order(blank, server):
    """A case number and a term in a sentence of the letters, as plain text."""
    blank.goto(f"{server.url}ar/personvern/")
    module = json.dumps(f"{server.url}assets/checker/words.mjs")
    text = blank.evaluate(
        f"""async () => {{
          const {{ apart, fill }} = await import({module});
          document.body.innerHTML = "<p></p>";
          const told = fill("القرار ([[vedtak]])", {{}}, {{}}) + " رقم " + apart("2026/123-4", "رقم") + " هنا";
          document.querySelector("p").textContent = told;
          return told;
        }}"""
    )
    assert bidi.FSI in text
    assert_in_order(blank, ["القرار", "vedtak", "رقم", "2026/123-4", "هنا"])


def test_no_page_in_arabic_jumbles_and_all_run_from_right_to_left(visitor):
    visit = visitor(**PHONE)
    assert RTL
    for language in RTL:
        pieces = 0
        for name in PAGES:
            visit.go(f"{language}/{name}")
            assert visit.page.locator("html").get_attribute("dir") == "rtl", name
            assert visit.page.evaluate(JUMBLED) == [], name
            pieces += visit.page.locator('bdi[dir="ltr"]').count()
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], name
        assert pieces > 500


def test_a_result_in_arabic_does_not_jumble(visitor):
    visit = visitor(**PHONE)
    for language in RTL:
        visit.go(f"{language}/frist/#?step=result&" + "&".join(f"{k}={v}" for k, v in STOPPED.items() if v is not None))
        visit.wait_for("result")
        assert visit.page.evaluate(JUMBLED) == []
        assert visit.page.locator(".counter p").get_attribute("dir") == "ltr"
        sections = visit.page.locator(".cites a span")
        assert sections.count() > 0
        text = sections.first.evaluate(PLACES, ["§"])
        assert text


def test_arrows_and_the_road_point_to_the_left(visitor):
    visit = visitor()
    for language in RTL:
        visit.go(f"{language}/")
        arrow = visit.page.locator(".way__go .icon--way, .way__go.icon--way").first
        assert arrow.evaluate("one => getComputedStyle(one).transform") == "matrix(-1, 0, 0, 1, 0, 0)"
    visit.go("nb/")
    arrow = visit.page.locator(".icon--way").first
    assert arrow.evaluate("one => getComputedStyle(one).transform") == "none"


def test_a_norwegian_letter_runs_from_left_to_right_on_an_arabic_page(visitor):
    visit = visitor(**PHONE)
    for language in RTL:
        visit.go(f"{language}/brev/")
        for letter in visit.page.locator(".leaf__letter").all():
            assert letter.evaluate("one => getComputedStyle(one).direction") == "ltr"
        visit.go(f"{language}/vedtaket/")
        part = visit.page.locator(".specimen__part").first
        number, text = (part.locator(one).bounding_box() for one in (".specimen__number", "p"))
        assert number["x"] < text["x"]


def test_a_text_to_write_off_stands_at_the_left_of_an_arabic_page(visitor):
    visit = visitor(**PHONE)
    for language in RTL:
        visit.go(f"{language}/klage/")
        quotes = visit.page.locator("blockquote").all()
        assert quotes
        for quote in quotes:
            box, text = quote.bounding_box(), quote.locator("span").first.bounding_box()
            assert text["x"] - box["x"] < 40
            assert quote.evaluate("one => getComputedStyle(one).borderLeftWidth") == "4px"


def test_the_address_on_paper_ends_with_its_last_letter(visitor):
    visit = visitor(**PHONE)
    visit.page.emulate_media(media="print")
    for language in RTL:
        visit.go(f"{language}/klage/")
        address = visit.page.locator("[data-address]")
        [letters] = address.evaluate(PLACES, [address.inner_text().strip()])
        assert all(one["left"] <= after["left"] for one, after in pairwise(letters))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_touches_the_edge_of_a_phone(visitor, language):
    visit = visitor(**PHONE)
    for page in ("", "klage/", "program/", "stonad/", "frist/", "om/"):
        visit.go(f"{language}/{page}")
        assert visit.page.evaluate(AT_THE_EDGE) == [], page


def test_the_date_is_asked_for_from_the_right_day_first(visitor):
    visit = visitor(**PHONE)
    for language in RTL:
        visit.begin(language, "frist/")
        boxes = visit.page.locator('[data-key="decision_received"] .date__boxes input')
        names = [box.get_attribute("name") for box in boxes.all()]
        assert [name.split(".")[1] for name in names] == ["day", "month", "year"]
        # The question comes later; here it is shown at once.
        boxes.first.evaluate("box => { box.closest('fieldset').hidden = false }")
        lefts = boxes.evaluate_all("boxes => boxes.map((box) => box.getBoundingClientRect().left)")
        assert lefts == sorted(lefts, reverse=True)


# ---------------------------------------------------------------- letters


def test_no_font_is_fetched_where_the_page_needs_none(visitor):
    visit = visitor()
    for language in sorted(set(LANGUAGES) - set(RTL)):
        visit.go(f"{language}/")
        assert not fonts.sheet(language)
    assert not [url for url in visit.watch.requests if url.endswith(".woff2")]


def test_the_font_of_the_site_draws_arabic_where_the_device_has_none(visitor):
    """The device's fonts are taken out of the style sheet on its way: then the site's own is fetched, and used."""
    visit = visitor(**PHONE)
    visit.page.route("**/assets/css/Arab.css", _without_local)
    for language in RTL:
        visit.go(f"{language}/klage/")
        visit.page.evaluate("document.fonts.ready.then(() => null)")
        faces = visit.page.evaluate("[...document.fonts].map(({ weight, status }) => [weight, status])")
        assert sorted(faces) == [["400", "loaded"], ["700", "loaded"]]
        fetched = [url for url in visit.watch.requests if url.endswith(".woff2")]
        assert len(set(fetched)) == 2
        assert all(url.startswith(f"{visit.server.url}{fonts.FOLDER}/") for url in fetched)


def _without_local(route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"local\([^)]*\),", "", answer.text()))


def test_arabic_is_larger_and_has_room_between_its_lines(visitor):
    visit = visitor(**PHONE)
    measure = (
        "() => { const s = getComputedStyle(document.body); return [parseFloat(s.fontSize), parseFloat(s.lineHeight)] }"
    )
    visit.go("nb/klage/")
    size, line = visit.page.evaluate(measure)
    for language in LANGUAGES:
        visit.go(f"{language}/klage/")
        own_size, own_line = visit.page.evaluate(measure)
        if languages.of(language).script == "Arab":
            assert own_size > size
            assert own_line / own_size > line / size
        else:
            assert (own_size, own_line) == (size, line)
