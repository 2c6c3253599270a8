"""The words of the check, `docs/<language>/checker.toml`: read, checked for form, the law's numbers put in.

Whether the three languages say the same, and whether every outcome of the checker has words, is for
tests/site/test_words.py.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

# Pydantic needs this one on Python 3.11.
from typing_extensions import TypedDict

from sitegen import older
from sitegen.errors import SiteError

FILE = "checker.toml"
# What a fact or an answer that is not known counts as in `when`.
UNSURE = "unsure"
LAW = re.compile(r"\{law:([a-z]+\.[a-z_0-9]+)\}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Texts = Annotated[list[Text], Field(min_length=1)]
Scalar = bool | int | str
Wanted = Scalar | list[Scalar]

# A key nobody knows is a misspelling, so it is refused.
CLOSED = ConfigDict(extra="forbid", strict=True)


class Part(TypedDict):
    """What stands before the first question of a form."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    intro: Texts
    for_whom: Text
    how_long: Text
    papers: Texts
    private: Text
    for_other: Text
    start: Text


class Question(TypedDict):
    """A question.

    Attributes:
        short: what is asked for, as in *You answered: …*.
        where: which paper holds the answer, and the word to look for.
        value: a label for every value; `true` and `false` of a yes or no.
        help: a line more for a value.
        happened: the answer to an event's question that it took place; its date or number is asked for then.
        not_happened: the answer that it did not.
    """

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    label: Text
    short: Text
    why: Text
    where: Text
    value: NotRequired[dict[str, Text]]
    help: NotRequired[dict[str, Text]]
    happened: NotRequired[Text]
    not_happened: NotRequired[Text]


class Variant(TypedDict):
    """What is said of an outcome.

    Attributes:
        when: facts, answers and other findings' outcomes for which this variant is meant; what is not known is
            "unsure".
        label: the word on the badge.
        answer: the answer in one sentence, also shown at the counter.
        ask: the question to put to the municipality.
    """

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    when: NotRequired[dict[str, Wanted]]
    tone: Literal["yes", "maybe", "no", "info"]
    label: Text
    answer: Text
    means: NotRequired[Texts]
    next: NotRequired[Texts]
    change: NotRequired[Texts]
    ask: NotRequired[Text]


class Words(TypedDict):
    """Everything the check says in one language."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    locale: Text
    act: dict[str, Text]
    certainty: dict[str, Text]
    part: dict[str, Part]
    question: dict[str, Question]
    error: dict[str, Text]
    finding: dict[str, dict[str, Annotated[list[Variant], Field(min_length=1)]]]
    reason: dict[str, dict[str, Text]]


_WORDS = TypeAdapter(Words)


def load(docs: Path, language: str, law: Callable[[str], str]) -> Words:
    """Read a language's words and put the law's numbers in.

    Args:
        docs: the folder that holds a folder for each language.
        language: name of that folder.
        law: gives a number of the law as this language says it, by `<act>.<parameter>`.

    Raises:
        SiteError: the file is missing or not TOML, lacks a key, holds one nobody knows or a blank text, has
            variants in an order in which one can never be chosen, or names a number the law files lack.
    """
    where = f"docs/{language}/{FILE}"
    words = read(docs / language / FILE, where)
    for path, variants in _variants(words):
        _check_order(variants, f"{where}: {path}")
    ready: Words = filled(older.own_file(docs, language, FILE, words), law, where)
    return ready


def read(file: Path, where: str) -> Words:
    """Read a file of words as it stands, `{law:…}` and all.

    Raises:
        SiteError: as `load`, but for what the variants' order and the law files say.
    """
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise SiteError(f"{where}: missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SiteError(f"{where}: {error}") from None
    try:
        return _WORDS.validate_python(found)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"])
        more = error.error_count() - 1
        others = f" (and {more} more)" if more else ""
        raise SiteError(f"{where}: {key}: {first['msg']}{others}") from None


def choose(variants: Sequence[Variant], known: Mapping[str, object]) -> Variant:
    """Find the variant to use: the first that fits, as `pick` in overrides/checker/words.mjs does.

    What is not known counts as "unsure", as in the conditions of the questions.

    Args:
        variants: of one outcome.
        known: the answers, over them the other findings' outcomes, over them this finding's facts.

    Raises:
        LookupError: none fits. `load` refuses such a list.
    """
    for variant in variants:
        if all(_fits(wanted, known.get(key, UNSURE)) for key, wanted in variant.get("when", {}).items()):
            return variant
    raise LookupError("no variant without `when`")


def sentences(texts: Sequence[str], facts: Mapping[str, object]) -> list[str]:
    """Leave out the paragraphs that speak of a fact which this case lacks, as result.mjs does."""
    return [text for text in texts if placeholders(text) <= facts.keys()]


def placeholders(text: str) -> set[str]:
    """Give the facts a text speaks of."""
    return set(PLACEHOLDER.findall(text))


def laws(text: str) -> set[str]:
    """Give the numbers of the law a text speaks of, as `<act>.<parameter>`."""
    return set(LAW.findall(text))


def _fits(wanted: Wanted, has: object) -> bool:
    """Say whether one of what is wanted is what there is, or is in it."""
    present = has if isinstance(has, list | tuple) else [has]
    wants = wanted if isinstance(wanted, list) else [wanted]
    # True equals 1 in Python, and not in the browser.
    return any(type(one) is type(other) and one == other for one in wants for other in present)


def _variants(words: Words) -> Iterator[tuple[str, list[Variant]]]:
    for finding, outcomes in words["finding"].items():
        for outcome, variants in outcomes.items():
            yield f"finding.{finding}.{outcome}", variants


def _check_order(variants: Sequence[Variant], where: str) -> None:
    """Refuse variants of which none, or never a later one, would be chosen."""
    *conditional, last = variants
    if "when" in last:
        raise SiteError(f"{where}: the last variant must have no `when`, or some cases would get no words")
    if any(not variant.get("when") for variant in conditional):
        raise SiteError(f"{where}: only the last variant may be without `when`: those after it are never used")
    seen: list[Mapping[str, Wanted]] = []
    for variant in conditional:
        if variant["when"] in seen:
            raise SiteError(f"{where}: two variants have the same `when`")
        seen.append(variant["when"])


def filled(value: Any, law: Callable[[str], str], where: str) -> Any:  # noqa: ANN401 - any part of a TOML file
    """Put the law's numbers into every text."""
    if isinstance(value, str):
        try:
            return LAW.sub(lambda found: law(found[1]), value)
        except SiteError as error:
            raise SiteError(f"{where}: «{value}»: {error}") from None
    if isinstance(value, Mapping):
        return {key: filled(inner, law, f"{where}: {key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, law, where) for inner in value]
    return value
