"""Rules whose findings say which words they get, so that the guide keeps apart what its words tell apart."""

from collections.abc import Callable, Mapping
from typing import Any

from checker.answers import Answers
from checker.questions import BY_KEY, UNSURE
from checker.truth import Keys
from checker.verdict import UNKNOWN, Finding
from checker.which_law import NEW, OLD, which_law
from sitegen import ways, words
from sitegen.guide.walk import Rule

# The fact that names the words of an outcome: their place among its variants.
VARIANT, FINDING = "variant", "finding"
FAILED, LAW = "failed", "law"
Variants = Mapping[str, list[words.Variant]]
# Gives the questions to ask for the facts of these names, which the words hold and the finding lacks.
Wanted = Callable[[set[str], Answers], Keys]


def spoken(name: str, rule: Rule, variants: Variants, wanted: Wanted | None = None) -> Rule:
    """Let a rule say which words its outcome gets, with the facts that those words hold.

    Args:
        name: of the finding.
        rule: of the checker.
        variants: outcome → its variants.
        wanted: what to ask for the sake of a fact alone. Without it, only what decides the outcome is asked.
    """

    def with_words(answers: Answers) -> Finding:
        found = rule(answers)
        if found.outcome == UNKNOWN:
            return found
        law = which_law(answers).outcome if name != "appeal" else ""
        place, variant = _chosen(variants[found.outcome], found, law, answers)
        held = words.placeholders(" ".join(text for _, text in ways.texts(variant)))
        missing = wanted(held - found.facts.keys(), answers) if wanted else None
        if missing:
            return Finding(UNKNOWN, missing=missing)
        failed = found.facts.get(FAILED)
        facts: dict[str, Any] = {fact: value for fact, value in found.facts.items() if fact in held}
        facts |= {FINDING: name, VARIANT: place}
        facts |= {FAILED: " ".join(failed)} if isinstance(failed, list) else {}
        # Which act applies is said at the end of the part that asks for it.
        facts |= {LAW: law if law in (NEW, OLD) else ""} if name == "programme" else {}
        return found._replace(facts=facts)

    return with_words


def _chosen(variants: list[words.Variant], found: Finding, law: str, answers: Answers) -> tuple[int, words.Variant]:
    return next(
        (place, variant)
        for place, variant in enumerate(variants)
        if all(_fits(key, wanted, found, law, answers) for key, wanted in variant.get("when", {}).items())
    )


def _fits(key: str, wanted: object, found: Finding, law: str, answers: Answers) -> bool:
    wants: list[Any] = wanted if isinstance(wanted, list) else [wanted]
    if key == "which_law":
        return law in wants
    if key in BY_KEY:
        return bool(answers.is_in(key, [one for one in wants if one != UNSURE]).value)
    has = found.facts.get(key, UNSURE)
    present = has if isinstance(has, list) else [has]
    return any(type(one) is type(other) and one == other for one in wants for other in present)
