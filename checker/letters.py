"""Letters: which ones fit a case, in which order, which parts each has, and the facts that fill them.

The words stand in docs/letters/, by the same ids. A letter is a row of parts; a part is a paragraph, and
cites the sections that its words name. So a letter says nothing that the rule did not choose.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from checker.answers import AnswerError, Answers
from checker.lettercase import Case
from checker.letterfit import facts, parts
from checker.letterparts import GROUNDS, LETTERS, OWN_WISH, WISHES
from checker.verdict import FINDINGS, UNKNOWN, Finding, LetterDict

__all__ = ["GROUNDS", "LETTERS", "WISHES", "Letter", "Request", "blank", "choose", "read_request"]


class Request(NamedTuple):
    """What the person wants to write.

    Attributes:
        grounds: why the decision is wrong: some of GROUNDS.
        wish: what is to be changed: one of WISHES.
    """

    grounds: tuple[str, ...] = ()
    wish: str = OWN_WISH


class Letter(NamedTuple):
    """A letter that fits.

    Attributes:
        id: one of LETTERS.
        parts: in the order of the letter.
        facts: days and codes that fill its words; what is not known is left out.
    """

    id: str
    parts: tuple[str, ...]
    facts: dict[str, Any]

    def to_dict(self) -> LetterDict:
        """Give plain data, ready for JSON; days are ISO strings."""
        cites = dict.fromkeys(cite for part in self.parts for cite in LETTERS[self.id][part])
        return {
            "id": self.id,
            "parts": [*self.parts],
            "facts": {
                key: value.isoformat() if isinstance(value, date) else value for key, value in self.facts.items()
            },
            "cites": [cite.to_dict() for cite in cites],
        }


def read_request(given: object) -> Request:
    """Read what the person wants to write.

    Args:
        given: `{"grounds": [codes], "wish": code}`; both may be left out.

    Raises:
        AnswerError: it is no such object; the field is `letters`, `grounds`, `wish` or the unknown key.
    """
    if not isinstance(given, Mapping):
        raise AnswerError("letters", "wrong_type")
    unknown = next((key for key in given if key not in Request._fields), None)
    if unknown is not None:
        raise AnswerError(str(unknown), "unknown_key")
    grounds, wish = given.get("grounds", []), given.get("wish", OWN_WISH)
    if not isinstance(grounds, list | tuple):
        raise AnswerError("grounds", "wrong_type")
    for field, code, known in [*(("grounds", ground, GROUNDS) for ground in grounds), ("wish", wish, WISHES)]:
        if not isinstance(code, str):
            raise AnswerError(field, "wrong_type")
        if code not in known:
            raise AnswerError(field, "not_a_choice")
    return Request(tuple(grounds), wish)


def choose(answers: Answers, findings: Mapping[str, Finding], request: Request) -> list[Letter]:
    """Choose the letters for a case, the one to write first at the beginning.

    Law:   forvaltningsloven §§ 11, 11 a, 12, 17, 18, 20, 24, 25, 27-29, 31-35 and 42; integreringsloven §§ 12, 15,
           46-48; integreringsforskriften § 42.

    After `barred` and `not_appealable` there is no complaint: the letter asks for what is left (§ 35). Where it is not
    certain that one may complain, or until when, the complaint comes first all the same: it keeps the deadline.
    """
    case = Case(answers, findings, *request)
    return [Letter(name, parts(case, name), facts(case, name)) for name in case.names()]


def blank() -> list[Letter]:
    """Give every letter for somebody of whom nothing is known, for paper.

    The complaint has all grounds: those that do not fit are crossed out.
    """
    unknown = {name: Finding(UNKNOWN) for name in FINDINGS}

    def case(kind: str, *grounds: str) -> Case:
        return Case(Answers({"decision": kind}, date.min), unknown, grounds, OWN_WISH)

    anybody, accuser = case("other"), case("programme", *GROUNDS)
    whom = {"decision": "other", "body": "municipality", "decided_by": "statsforvalter"}
    return [Letter(name, parts(accuser if name == "complaint" else anybody, name), whom) for name in LETTERS]
