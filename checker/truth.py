"""Conditions that are true, false or not known, and remember which answers made them so.

Not known is never guessed: more answers can settle it, and can never turn true into false. A rule built of these is
therefore stable by construction (decisions/0002).
"""

from collections.abc import Iterable
from typing import NamedTuple

Keys = frozenset[str]
NO_KEYS: Keys = frozenset()


class Truth(NamedTuple):
    """A condition.

    Attributes:
        value: True, False, or None where it is not known.
        because: the answers that decided it.
        missing: the answers that would settle it; empty unless `value` is None.
    """

    value: bool | None
    because: Keys = NO_KEYS
    missing: Keys = NO_KEYS

    def __invert__(self) -> "Truth":
        return self if self.value is None else Truth(not self.value, self.because)

    def __and__(self, other: object) -> "Truth":
        return all_of(self, other) if isinstance(other, Truth) else NotImplemented

    def then(self, other: "Truth") -> "Truth":
        """Give the conjunction in which the second condition is asked for only once the first is known to hold."""
        return all_of(self, other) if self.value else self


TRUE = Truth(True)
FALSE = Truth(False)


def known(value: bool, *because: str) -> Truth:
    """Give a condition that the named answers decided."""
    return Truth(value, frozenset(because))


def unknown(*missing: str) -> Truth:
    """Give a condition that the named answers would settle."""
    return Truth(None, NO_KEYS, frozenset(missing))


def all_of(*conditions: Truth) -> Truth:
    """Give the conjunction: one false condition settles it, whatever is not known of the others."""
    return _join(conditions, settles=False)


def any_of(*conditions: Truth) -> Truth:
    """Give the disjunction: one true condition settles it."""
    return _join(conditions, settles=True)


def _join(conditions: tuple[Truth, ...], *, settles: bool) -> Truth:
    settled = [condition for condition in conditions if condition.value is settles]
    if settled:
        return Truth(settles, settled[0].because)
    open_ones = [condition for condition in conditions if condition.value is None]
    because = union(condition.because for condition in conditions)
    if open_ones:
        return Truth(None, because, union(condition.missing for condition in open_ones))
    return Truth(not settles, because)


def union(sets: Iterable[Keys]) -> Keys:
    """Give all the keys of several sets."""
    return NO_KEYS.union(*sets)
