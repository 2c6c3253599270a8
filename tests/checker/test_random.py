"""A hundred thousand random sets of answers: each gets a verdict of the contract, or an error that names the fault.

A set is made from nothing or from a case of the tables. One in five is spoilt: text that is not ASCII, unknown keys,
wrong types, dates that do not exist. The numbers are seeded, so a failure can be repeated.
"""

import json
import random
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import checker
from tests.checker.contract import assert_contract
from tests.checker.people import QUESTIONS, consistent, random_neighbour, random_person
from tests.checker.support import TODAY

SETS, PARTS, PROCESSES = 100_000, 20, 2

# Of other scripts, with combining signs, beyond 16 bits, turned around, of no width, half a character.
STRANGE_TEXT = [
    *("æøå", "e\u0301", "أوسلو", "ኦስሎ", "Київ", "𝟚𝟘𝟚𝟞-11-21", "\u202e28", "28\u200b"),
    *("\x00", "\ud800", "🙂", ""),
]
STRANGE_VALUES = [
    *STRANGE_TEXT, None, [], {}, ["28"], {"28": True}, True, 0, -1, 0.1, 1e300, 10**40,
    "2026-02-30", "2026-13", "2026-1-1", "0000", "1899-12-31", "2101-01-01", "21.11.2026", " 2026-11-21",
]  # fmt: skip
CODES = set(checker.ERROR_CODES)


def random_set(chance):
    """Give answers and the day of asking: from nothing, or near a case."""
    return (random_person(chance), TODAY) if chance.random() < 0.4 else random_neighbour(chance)


def spoilt(answers, chance):
    """Put something into answers that may not stand there; whether it is an error depends on the question."""
    key = chance.choice([*QUESTIONS]) if chance.random() < 0.8 else chance.choice(STRANGE_TEXT)
    return answers | {key: chance.choice(STRANGE_VALUES)}


def told_by_json(answers, today):
    """Ask as the browser does: text in, text out."""
    return json.loads(checker.check_json(json.dumps({"answers": answers, "today": today.isoformat()})))


def judge(part):
    """Judge one part of the sets; gives how many got a verdict or an error, and which outcomes were met."""
    chance = random.Random(part)  # noqa: S311 - to choose answers, not secrets
    met = Counter()
    for _ in range(SETS // PARTS):
        answers, today = random_set(chance)
        is_spoilt = chance.random() < 0.2
        told = told_by_json(spoilt(answers, chance) if is_spoilt else answers, today)
        if "error" in told:
            assert told["error"]["code"] in CODES, (told, answers)
            met["spoilt" if is_spoilt else "contradicting"] += 1
            told = consistent(answers, today)[1]
        assert_contract(told, today)
        met["verdicts"] += 1
        met.update((name, found["outcome"]) for name, found in told["findings"].items())
    return met


def test_a_hundred_thousand_random_sets_of_answers_get_a_verdict_or_a_named_error():
    # New processes, not copies of this one, which may hold a browser and a server.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        met = sum(pool.map(judge, range(PARTS)), Counter())
    assert met["verdicts"] == SETS
    assert met["spoilt"] > SETS // 10
    possible = {(name, outcome) for name, outcomes in checker.FINDINGS.items() for outcome in outcomes}
    # § 26 seventh ledd lets anybody be offered training.
    assert possible - set(met) == {("training", "none")}
