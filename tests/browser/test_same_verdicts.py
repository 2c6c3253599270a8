"""The browser's Python and this machine's say the same, word for word, for every case."""

import pytest

from tests.browser.verdicts import ASK_ALL, TEXTS, WRONG, differences


@pytest.fixture(scope="module")
def answers(browser, server) -> dict[str, str]:
    """Ask the browser everything at once: cases, then what is no case."""
    texts = [*TEXTS, *WRONG]
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(server.url + "nb/sjekk/")
        found = page.evaluate(ASK_ALL, texts)
    return dict(zip(texts, found, strict=True))


def test_every_case_gets_the_same_verdict_in_the_browser(answers):
    assert len(TEXTS) >= 400
    assert differences(answers, TEXTS) == []


def test_wrong_input_gets_the_same_error_in_the_browser(answers):
    assert differences(answers, WRONG) == []
