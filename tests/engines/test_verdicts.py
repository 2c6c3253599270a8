"""Other engines' Python and this machine's say the same, word for word, for every case."""

from tests.browser.verdicts import ASK_ALL, TEXTS, WRONG, differences


def test_every_case_and_every_wrong_input_gets_the_same_answer(engine, server):
    texts = [*TEXTS, *WRONG]
    engine.go(server.url + "nb/sjekk/")
    answers = dict(zip(texts, engine.ask(ASK_ALL, texts), strict=True))
    assert len(TEXTS) >= 400
    assert differences(answers, texts) == []
