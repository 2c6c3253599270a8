"""The one file to share, opened from a phone's storage: no server, no script, no request."""

import shutil

import pytest
from playwright.sync_api import expect

from sitegen import share, sharepage
from sitegen.project import LANGUAGES
from tests.browser.support import PHONE, ui
from tests.browser.test_axe import AXE, RUN_AXE, TAGS, TOO_WIDE


@pytest.fixture(params=LANGUAGES)
def opened(request, browser, site, tmp_path):
    """The file in a folder of its own, in a browser whose network is off."""
    name = sharepage.file_name(request.param)
    shutil.copyfile(site / request.param / name, tmp_path / name)
    with browser.new_context(java_script_enabled=False, offline=True, **PHONE) as context:
        page = context.new_page()
        asked, complaints = [], []
        page.on("request", lambda one: asked.append(one.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((tmp_path / name).as_uri())
        yield page, request.param
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert complaints == []


def test_it_can_be_read_and_followed(opened):
    page, language = opened
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    # It has its looks: nothing was refused.
    assert page.locator(".page").first.evaluate("one => getComputedStyle(one).paddingInlineStart") != "0px"
    page.locator('nav a[href="#klage"]').click()
    assert page.url.endswith("#klage")
    expect(page.locator("#klage h2").first).to_be_in_viewport()
    page.locator("#klage a[href='#topp']").click()
    expect(page.locator("h1")).to_be_in_viewport()
    for question in page.locator("#frist").all():
        assert ui(language)["share_form"] in question.inner_text()


def test_it_prints_a_page_on_a_new_sheet(opened):
    page, _ = opened
    page.emulate_media(media="print")
    assert page.locator(".shared__page").first.evaluate("one => getComputedStyle(one).breakBefore") == "page"
    assert page.locator(".shared__up:visible").count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(browser, site, language):
    with browser.new_context(bypass_csp=True) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.goto((site / language / sharepage.file_name(language)).as_uri())
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(TOO_WIDE) == []
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(RUN_AXE, [TAGS, None]) == []


SAME_TREE = """([one, other]) => {
  const tree = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const texts = page.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    const blanks = [];
    while (texts.nextNode()) if (!texts.currentNode.data.trim()) blanks.push(texts.currentNode);
    for (const blank of blanks) blank.remove();
    return page.documentElement;
  };
  return tree(one).isEqualNode(tree(other));
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_puts_back_what_is_left_out_of_the_tags(browser, site, language):
    with browser.new_context() as context:
        page = context.new_page()
        for name in ("klage", "frister", "ordliste", "veiviser", "hvem", "sjekk"):
            html = (site / language / name / "index.html").read_text("utf-8")
            short = share.terse(html)
            assert len(short) < len(html)
            assert page.evaluate(SAME_TREE, [html, short]), name
            assert not page.evaluate(SAME_TREE, [html, short.replace("<li", "<p><li", 1)])
