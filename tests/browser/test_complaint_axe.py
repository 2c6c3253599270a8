"""axe-core finds nothing in the letters, and nothing of them has to be scrolled sideways."""

import pytest
from playwright.sync_api import expect

from sitegen.project import LANGUAGES
from tests.browser.letterwalk import begin, choose, open_letter, write
from tests.browser.support import STOPPED
from tests.browser.test_axe import eye, findings  # noqa: F401 - a fixture

LONG = "Utdanningsprogramkoordinatorstillingsbeskrivelsen" * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters(eye, language):  # noqa: F811
    eye.page.set_viewport_size({"width": 1280, "height": 800})
    begin(eye, language)
    choose(eye)
    assert findings(eye.page) == []
    eye.page.set_viewport_size({"width": 1280, "height": 800})
    open_letter(eye, "complaint")
    # What cannot be broken is broken all the same.
    write(eye, name=LONG, address=LONG)
    eye.page.locator("[data-link]").click()
    expect(eye.page.locator("svg.qr")).to_be_visible()
    assert findings(eye.page) == []


def test_a_warning_that_it_can_get_worse(eye):  # noqa: F811
    test = {"decision": "test-written", "decision_received": "2026-11-12", "notice_sent": None, "complaint_sent": None}
    begin(eye, "nb", {**STOPPED, **test})
    open_letter(eye, "short_complaint")
    expect(eye.page.locator(".letter .warning")).to_be_visible()
    assert findings(eye.page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_checker(eye, language):  # noqa: F811
    eye.go(f"{language}/brevsjekk/")
    eye.page.locator("[data-item] input").first.check()
    assert findings(eye.page) == []
