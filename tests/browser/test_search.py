"""Search finds each page by the words its readers use, in its own language, and costs nothing before it is used."""

import re
from functools import cache

import pytest
import yaml
from playwright.sync_api import Browser, expect

from sitegen.project import DOCS, LANGUAGES
from tests.browser.support import NOON, PAGES, Pointer, Visit, Watch, status

# A word of one language that stands on its pages.
OWN_WORDS = {"nb": "hvordan", "nn": "korleis", "en": "complain", "uk": "оскаржити", "ar": "الشكوى"}
# What stands in a participant's letter, and on pages for staff even more often.
WORDS_OF_LETTERS = [
    ("nb", "klage"),
    ("nb", "frist"),
    ("nb", "vedtak"),
    ("nn", "klage"),
    ("nn", "frist"),
    ("en", "complaint"),
    ("en", "deadline"),
    ("uk", "скарга"),
    ("uk", "строк"),
    ("ar", "شكوى"),
    ("ar", "مهلة"),
]
# A word as it stands in a list of words, and a form of it as a reader may type it.
DECLINED = dict(
    pair.split()
    for pair in """
    скарга скаргою
    рішення рішенням
    програма програмою
    муніципалітет муніципалітетом
    закон законами
    сторінка сторінками
    право правом
    лист листами
    виплата виплатами
    навчання навчанням
    план планами
    мова мовами
    заява заявою
    строк строками
    перекладач перекладачем
    допомога допомогою
    дитина дитиною
    робота роботою
    школа школою
    документ документами
    правило правилами
    посилання посиланнями
    текст текстами
    людина людиною
    курс курсами
    питання питанням
    служба службою
    адреса адресою
    телефон телефоном
    інформація інформацією
    копія копією
    сайт сайтами
    бланк бланками
    причина причиною
    підстава підставою
    дата датою
    місяць місяцями
    житло житлом
    лікар лікарем
    учасник учасником
    вимога вимогами
    оцінка оцінками
    список списками
    таблиця таблицею
    працівник працівником
    переклад перекладом
    зміна змінами
    орган органами
    установа установою
    доступ доступом
    аркуш аркушами
    біженці біженцями
    біженців біженцями
    виплату виплатами
    витрати витратами
    вихідні вихідними
    відсутність відсутністю
    відпустка відпусткою
    відпустку відпусткою
    дитини дитиною
    друзів друзями
    джерела джерелами
    закони законами
    запитання запитаннями
    заняття заняттями
    заяву заявами
    зміни змінами
    канікули канікулами
    контракт контрактами
    крок кроками
    кроки кроками
    листівка листівкою
    людині людиною
    межа межею
    мета метою
    настанови настановами
    оновлення оновленнями
    огляд оглядами
    плані планами
    порівняння порівнянням
    помічник помічником
    правила правилами
    путівник путівником
    родини родиною
    розділ розділами
    свята святами
    хвороба хворобою
    таблиці таблицею
    українці українцями
    умови умовами
    зміст змістом
    вебсервер вебсервером
    файли файлами
    факти фактами
    логотип логотипом
    назва назвою
    меблі меблями
    приклад прикладами
    відділ відділом
    команда командою
    освіти освітою
    реєстр реєстром
    помилки помилками
    результати результатами
    статистика статистикою
    субсидія субсидією
    субсидій субсидіями
    держави державою
    контроль контролем
    нагляд наглядом
    розгляд розглядом
    шаблон шаблоном
    оренда орендою
    депозит депозитом
    застава заставою
    переїзд переїздом
    комуна комуною
    управитель управителем
    редактор редактором
    розбіжності розбіжностями
    винятки винятками
    січня січнем
    години годинами
    контакти контактами
    послуги послугами
    місто містом
    """.strip().splitlines()
)
# Short words that are written onto an Arabic word with its article: and the, with the, for the.
JOINED = ("وال", "بال", "لل")
NO_NOUNS = {"الذي", "التي", "الذين", "الآن", "اليوم"}
FILES = [page.removesuffix("/") for page in PAGES if page not in ("", "sok/")]


@pytest.fixture(scope="module")
def seeker(browser: Browser, server):
    """A visitor who stays on the search pages."""
    with browser.new_context() as context:
        context.clock.set_fixed_time(NOON)
        watch = Watch()
        watch.follow(context)
        page = context.new_page()
        yield Visit(page, server, watch, Pointer(page))
    assert watch.errors == []


def reader_s_words(language: str, name: str) -> list[str]:
    """Give three of the words a page names for its readers: two keywords, and one it may lack or spell right."""
    text = (DOCS / language / f"{name}.md").read_text("utf-8")
    front = yaml.safe_load(re.match(r"---\n(.*?)\n---\n", text, re.S)[1])
    found = [word for word in front["keywords"] if "{{" not in word]
    return [found[0], found[len(found) // 2], front["search_words"][0]]


@cache
def words_of(language: str, name: str) -> frozenset[str]:
    """Give the words of a page's text, and those it names for the search."""
    _, front, text = (DOCS / language / f"{name}.md").read_text("utf-8").split("---\n", 2)
    named = yaml.safe_load(front)
    told = " ".join(map(str, [text, *named["keywords"], *named["search_words"]]))
    return frozenset(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}|<!--.*?-->|\]\(.*?\)", "", told, flags=re.S).lower()))


def other_forms(language: str, name: str) -> list[str]:
    """Give forms of a page's words that do not stand on it themselves, those of the rarest words first."""
    words = words_of(language, name)
    if language == "uk":
        forms = {word: DECLINED[word] for word in words & DECLINED.keys()}
    else:
        nouns = sorted(word for word in words if re.match("ال[^ل]..", word) and word not in NO_NOUNS)
        forms = {noun: JOINED[number % len(JOINED)] + noun[2:] for number, noun in enumerate(nouns)}
    pages = {word: sum(word in words_of(language, other) for other in FILES) for word in forms}
    return [forms[word] for word in sorted(forms, key=lambda word: (pages[word], word)) if forms[word] not in words]


def search(visit: Visit, words: str) -> list[str]:
    """Search, and give the addresses found, in order."""
    page = visit.page
    page.locator("#search-words").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator(".search__said")).to_contain_text(words)
    return [link.get_attribute("href") or "" for link in page.locator(".search__hits a").all()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_page_is_found_by_its_words(seeker, language, name):
    address = f"{language}/sok/"
    if not seeker.page.url.endswith(address):
        seeker.go(address)
    for words in reader_s_words(language, name):
        found = search(seeker, words)
        assert any(url.endswith(f"/{language}/{name}/") for url in found), (words, found)


@pytest.mark.parametrize("language", ["uk", "ar"])
@pytest.mark.parametrize("name", FILES)
def test_a_page_is_found_by_other_forms_of_its_words(seeker, language, name):
    address = f"{language}/sok/"
    if not seeker.page.url.endswith(address):
        seeker.go(address)
    forms = other_forms(language, name)[:3]
    assert len(forms) == 3
    for form in forms:
        found = search(seeker, form)
        assert any(url.endswith(f"/{language}/{name}/") for url in found), (form, found)


@pytest.mark.parametrize(("language", "word"), WORDS_OF_LETTERS)
def test_pages_for_participants_come_before_those_for_staff(seeker, language, word):
    seeker.go(f"{language}/sok/")
    first = search(seeker, word)[0]
    assert "/ansatt" not in first, first


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_do_not_mix(seeker, language):
    seeker.go(f"{language}/sok/")
    found = search(seeker, OWN_WORDS[language])
    assert found
    for other in (*LANGUAGES, "vedtak"):
        found = search(seeker, OWN_WORDS.get(other, other))
        assert [url for url in found if f"/{language}/" not in url] == []


def test_a_word_of_one_language_is_not_found_in_another(seeker):
    seeker.go("en/sok/")
    assert search(seeker, "korleis") == []
    seeker.go("nb/sok/")
    assert search(seeker, "korleis") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_found_is_told_and_leads_there(visitor, language):
    visit = visitor()
    visit.go(f"{language}/sok/")
    said = visit.page.locator(".search__said")
    assert search(visit, "qqqzzz") == []
    expect(said).to_have_text(visit.ui["search_none"].replace("{words}", "qqqzzz"))
    number = len(search(visit, "vedtak"))
    expect(said).to_have_text(visit.ui["search_many"].replace("{words}", "vedtak").replace("{number}", f"{number}"))
    hit = visit.page.locator(".search__hits li").first
    assert hit.locator("p").inner_text()
    title = hit.locator("a").inner_text()
    hit.locator("a").click()
    expect(visit.page.locator("h1")).to_have_text(title)
    assert visit.language == language


def test_nothing_of_the_search_comes_before_it_is_used(visitor, faults):
    visit = visitor()
    for path in ("nb/", "nb/klage/", "nb/sok/"):
        visit.go(path)
        visit.page.wait_for_load_state("networkidle")
    visit.page.locator("#search-words").fill("klage")
    assert [path for path in faults.requested if "/pagefind/" in path] == []
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".search__hits li").first).to_be_visible()
    assert [path for path in faults.requested if "/pagefind/" in path] != []


def test_a_search_that_does_not_come_is_told(visitor, faults):
    faults.faults["pagefind.js"] = status(500)
    visit = visitor(troubled=True)
    visit.go("nn/sok/")
    visit.page.locator("#search-words").fill("klage")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".search__said")).to_have_text(visit.ui["search_failed"])
    expect(visit.page.locator(".az a").first).to_be_visible()


def test_searching_for_nothing_and_for_markup_does_no_harm(visitor):
    visit = visitor()
    visit.go("nb/sok/")
    visit.page.locator("#search-words").fill("   ")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".search__said")).to_have_text("")
    search(visit, "<img src=x onerror=alert(1)>")
    assert visit.page.locator(".search img").count() == 0
    # Answers never stand in an address, and neither do words searched for.
    assert visit.page.url == visit.server.url + "nb/sok/"
