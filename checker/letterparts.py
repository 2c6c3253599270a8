"""What letters are made of: their parts in order, and the sections that the words of each part name.

The words stand in docs/letters/<letter>.toml. The build compares them: the same parts, the same sections.
"""

from collections.abc import Mapping

from checker.parameters import Citation

Cites = tuple[Citation, ...]
Parts = Mapping[str, Cites]

# Why a decision is wrong. Facts and law stand before what touches the municipality's discretion: the Statsforvalter
# changes that only where it is clearly unreasonable (integreringsloven § 47 second ledd).
GROUNDS = (
    *("wrong_facts", "wrong_law", "three_months", "no_reasons", "not_heard", "no_interpreter"),
    *("against_plan", "not_individual"),
)
# What is to be changed: given what was asked for, lifted, worked out again, considered again; or in the person's own
# words, which is what holds where nothing was chosen.
OWN_WISH = "own"
WISHES = ("grant", "lift", "recount", "again", OWN_WISH)


def _cites(act: str, *sections: str) -> Cites:
    return tuple(Citation(act, section) for section in sections)


def _fvl(*sections: str) -> Cites:
    return _cites("forvaltningsloven", *sections)


def _il(*sections: str) -> Cites:
    return _cites("integreringsloven", *sections)


NONE: Cites = ()
TEST = _cites("integreringsforskriften", "42")

WISH: Parts = {"wish": _fvl("32"), "wish_test": TEST, "wish_test_formal": TEST}
BECAUSE: Parts = {
    "because": NONE,
    "wrong_facts": _fvl("17"),
    "wrong_law": _fvl("25"),
    "three_months": _il("12"),
    "no_reasons": _fvl("24", "25"),
    "not_heard": _fvl("16", "41"),
    "no_interpreter": _cites("tolkeloven", "6"),
    "against_plan": _il("15", "46"),
    "not_individual": _fvl("17", "25"),
    "own_reasons": NONE,
    "examine": _fvl("33"),
    "forward": _fvl("33"),
    "review": _il("47"),
    "contact": _fvl("32"),
}

# Letter → its parts, in order. Which of them a case needs is for checker/letters.py.
LETTERS: Mapping[str, Parts] = {
    "short_complaint": {
        "what": NONE,
        "what_test": NONE,
        "what_test_formal": TEST,
        **WISH,
        "reasons_later": NONE,
    },
    "complaint": {"what": NONE, "already_sent": NONE, "in_time": _fvl("29"), "wish": _fvl("32"), **BECAUSE},
    "reasons": {
        "reminder": _fvl("11 a"),
        "ask": NONE,
        "must": _fvl("24"),
        "granted": _fvl("24", "29"),
        "content": _fvl("25"),
        "soon": NONE,
    },
    "more_time": {"ask": NONE, "law": _fvl("29"), "why": NONE, "answer": NONE},
    "file_access": {
        "ask": _fvl("18"),
        "test_paper": _fvl("20"),
        "copies": _fvl("20"),
        "facts": _fvl("18 c", "18"),
        "refusal": _fvl("21"),
        "soon": NONE,
    },
    "postponement": {"ask": _fvl("42"), "why": NONE, "answer": _fvl("42")},
    "no_start": {
        "ask": _il("12"),
        "overdue": _il("12"),
        "not_due": _il("12"),
        "unknown": _il("12"),
        "refusal": _fvl("24", "27"),
        "supervision": _il("48"),
    },
    "no_reply": {"sent": NONE, "asked": NONE, "ask": _fvl("11 a"), "month": _fvl("11 a"), "forwarded": _fvl("33")},
    "late_complaint": {
        "what": NONE,
        "what_test": NONE,
        "what_test_formal": TEST,
        "already_sent": NONE,
        "late": _fvl("31"),
        "perhaps_late": _fvl("31"),
        "why": NONE,
        "not_to_blame": _fvl("31"),
        "special": _fvl("31"),
        "within_year": _fvl("31"),
        **WISH,
        **BECAUSE,
    },
    "power_of_attorney": {
        "appoint": _fvl("12"),
        "scope": NONE,
        "consent": _fvl("13 a"),
        "until": NONE,
        "both": _fvl("12"),
    },
    "question": {
        "about": NONE,
        "unanswered": NONE,
        "own_question": NONE,
        "is_it": _fvl("2", "28"),
        "which_deadline": NONE,
        "formal_errors": TEST,
        "reversal": _fvl("35"),
        "wish": NONE,
        "dismissed": _fvl("28"),
        "which_law_ask": NONE,
        "programme_ask": NONE,
        "programme_may_be_offered": NONE,
        "start_ask": NONE,
        "length_ask": NONE,
        "training_ask": NONE,
        "training_may_be_offered": NONE,
        "benefit_ask": NONE,
        "guidance": _fvl("11"),
        "reply_time": _fvl("11 a"),
    },
}
