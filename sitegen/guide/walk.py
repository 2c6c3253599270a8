"""The walk: run the checker's rules with nothing known, and branch on what they miss until nothing is open.

What was answered and matters no more is forgotten before the walk goes on. Ways that differ only in such answers then
come to the same state, and are walked once: the tree becomes a diagram. Forgetting can never make an answer wrong. A
rule that needs the answer later misses it again, and the walk asks for it again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from checker.answers import FIRST_DAY, LAST_DAY, TODAY, Answers
from checker.questions import BY_KEY, UNSURE
from checker.truth import Keys
from checker.verdict import UNKNOWN, Finding
from sitegen.guide.knowledge import Claim, Knowledge
from sitegen.guide.nodes import NOT_HAPPENED, STOP, Ask, Leaf, Node, Test, is_event, is_value, options, told, unique
from sitegen.guide.symbols import SOME, SymbolicAnswers

Rule = Callable[[Answers], Finding]
Found = tuple[Finding, list[Claim]]


@dataclass(frozen=True)
class State:
    """What was answered.

    Attributes:
        given: choices, SOME for a date or number, None for what the person does not know or has not been asked.
        asked: the questions that were asked.
        claims: what is known of dates and numbers.
    """

    given: frozenset[tuple[str, object]]
    asked: frozenset[str]
    claims: frozenset[tuple[Claim, bool]]

    def answered(self, key: str, answer: str, value: object) -> "State":
        """Give the state after an answer. What did not happen, or is not known and no event, is left out."""
        given = {pair for pair in self.given if pair[0] != key}
        if answer != NOT_HAPPENED and not (answer == UNSURE and not is_event(key)):
            given.add((key, value))
        return State(frozenset(given), self.asked | {key}, self.claims)

    def without(self, key: str) -> "State":
        """Give the state as if a question had not been asked."""
        given = {pair for pair in self.given if pair[0] != key}
        if is_event(key):
            given.add((key, None))
        claims = frozenset(pair for pair in self.claims if key not in pair[0].keys)
        return State(frozenset(given), self.asked - {key}, claims)

    def knowing(self, claim: Claim, *, value: bool) -> "State":
        """Give the state after a comparison."""
        return replace(self, claims=self.claims | {(claim, value)})

    @property
    def unknown(self) -> int:
        """How many questions were answered with *I don't know*."""
        given = dict(self.given)
        return sum(given.get(key) is None and is_event(key) is (key in given) for key in self.asked)


class Walk:
    """A walk over some rules, judged together.

    Args:
        rules: name → rule.
        keys: the questions that may be asked, in the order of asking; others are left out, as the form leaves them out.
        today: the first and the last day on which the diagram is read. No row of the law may begin between them.
        most_unknown: after so many answers *I don't know* that still matter, one more that leaves a finding `unknown`
            stops the walk.
        prepare: puts findings into the answers that the walk takes as given.
        first: questions asked before any rule is looked at.
        since: the first day that a date may be.
        nodes: those there are already, which walks may share.
        instead: `(key, way)` → the node to go on with after an answer, in place of a walk.
    """

    def __init__(
        self,
        rules: Mapping[str, Rule],
        keys: Iterable[str],
        today: tuple[date, date],
        *,
        most_unknown: int = 2,
        prepare: Callable[[SymbolicAnswers], None] = lambda _: None,
        first: Iterable[str] = (),
        instead: Mapping[tuple[str, str], Node] | None = None,
        since: date = FIRST_DAY,
        nodes: dict[object, "Node"] | None = None,
    ) -> None:
        self.rules = rules
        self.keys = list(keys)
        self.today = today
        self.most_unknown = most_unknown
        self.prepare = prepare
        self.first = list(first)
        self.since = since
        self.instead = dict(instead or {})
        self._nodes: dict[object, Node] = {STOP: STOP} if nodes is None else nodes
        self._walked: dict[State, Node | None] = {}
        self._known: dict[object, Knowledge | None] = {}
        self._found: dict[State, dict[str, Found]] = {}
        self._kept: set[str] = set()
        self._sets: set[tuple[str, frozenset[str]]] = set()
        self._read: set[str] = set()

    def start(self, given: Mapping[str, object] | None = None, claims: Iterable[tuple[Claim, bool]] = ()) -> Node:
        """Walk all ways from the beginning, or from some answers and comparisons."""
        known = dict(given or {})
        self._kept = {*self.first, *known}
        # What is not asked yet may have happened: the rules must miss it where it matters.
        open_events = {key: None for key in self.keys if is_event(key)}
        state = State(frozenset({**open_events, **known}.items()), frozenset(known), frozenset(claims))
        while True:
            seen = len(self._sets), len(self._read)
            node = self._visit(state)
            if seen == (len(self._sets), len(self._read)):
                return node
            # Choices were taken together of which a rule has now been seen to tell one from another: again, with those.
            self._walked.clear()

    def _visit(self, state: State) -> Node:
        found = self._run(state)
        step = self._next_step(found, state)
        if step is None:
            return self.unique(Leaf(tuple((name, *told(finding)) for name, (finding, _) in found.items())))
        smaller = self._forget(state, found)
        # A rule that looks at an answer only after another may miss what was just forgotten: then nothing is forgotten.
        state = state if smaller in self._walked and self._walked[smaller] is None else smaller
        if state not in self._walked:
            self._walked[state] = None
            self._walked[state] = self._branch(step, state)
        node = self._walked[state]
        if node is None:
            raise RecursionError(f"{step} leads back to itself")
        return node

    def _run(self, state: State) -> dict[str, Found]:
        """Apply the rules to a state: once, since forgetting tries the same states again and again."""
        if state not in self._found:
            self._found[state] = self._apply(state)
        return self._found[state]

    def _apply(self, state: State) -> dict[str, Found]:
        knowledge = self._knowledge(state)
        if knowledge is None:
            raise ValueError("answers that cannot be together")
        knowledge.open = []
        answers = SymbolicAnswers(dict(state.given), state.asked, self.today[0], knowledge)
        self.prepare(answers)
        found = {name: (rule(answers), knowledge.open) for name, rule in self.rules.items()}
        self._sets |= answers.sets
        self._read |= answers.read
        return found

    def _knowledge(self, state: State) -> Knowledge | None:
        """Give what the state says of days and numbers, or None where it cannot be."""
        dates = frozenset(key for key, value in state.given if value is SOME and BY_KEY[key].kind == "date")
        mark = dates, state.claims
        if mark not in self._known:
            knowledge = Knowledge({TODAY: self.today} | {key: self._any_day(key) for key in dates})
            is_possible = all(knowledge.assume(claim, value=value) for claim, value in sorted(state.claims, key=str))
            self._known[mark] = knowledge if is_possible else None
        return self._known[mark]

    def _any_day(self, key: str) -> tuple[date, date]:
        return self.since, self.today[1] if BY_KEY[key].past else LAST_DAY

    def _next_step(self, found: Mapping[str, Found], state: State) -> str | Claim | None:
        """Give the question or the comparison to branch on, or None where nothing is left to ask."""
        for key in self.first:
            if key not in state.asked:
                return key
        missing = frozenset().union(*(finding.missing for finding, _ in found.values() if finding.outcome == UNKNOWN))
        open_claims = next(iter(found.values()))[1]
        spare = None
        for key in sorted(missing.intersection(self.keys), key=self.keys.index):
            if key not in state.asked:
                return key
            for claim in open_claims:
                if key in claim.keys and claim.keys <= state.asked:
                    if self._matters(claim, state, found):
                        return claim
                    spare = spare or claim
        return spare

    def _matters(self, claim: Claim, state: State, found: Mapping[str, Found]) -> bool:
        """Say whether knowing a comparison would change what is found, or what is missing."""
        after = [state.knowing(claim, value=value) for value in (True, False)]
        return any(_marks(self._run(known)) != _marks(found) for known in after if self._knowledge(known))

    def _forget(self, state: State, found: Mapping[str, Found]) -> State:
        """Leave out every answer without which the findings, and what they miss, are the same."""
        wanted = _marks(found)
        missing: Keys = frozenset().union(*(finding.missing for finding, _ in found.values()))
        for key in sorted(state.asked - missing - self._kept):
            smaller = state.without(key)
            if _marks(self._run(smaller)) == wanted:
                state = smaller
        for pair in sorted(state.claims, key=str):
            smaller = replace(state, claims=state.claims - {pair})
            if _marks(self._run(smaller)) == wanted:
                state = smaller
        return state

    def _branch(self, step: str | Claim, state: State) -> Node:
        if not isinstance(step, str):
            return self._test(step, state)
        ways = []
        like: dict[object, Node] = {}
        for answer, value in options(step):
            mark = self._mark(step, answer)
            if mark not in like:
                like[mark] = self._way(step, answer, value, state)
            ways.append((answer, like[mark]))
        if all(node is ways[0][1] for _, node in ways):
            return ways[0][1]
        return self.unique(Ask(step, tuple(ways)))

    def _mark(self, key: str, answer: str) -> object:
        """Give the same for answers that no rule tells apart, of those that were seen so far."""
        if key in self._read or (key, answer) in self.instead or not is_value(key, answer):
            return answer
        return frozenset(values for asked, values in self._sets if asked == key and answer in values)

    def _way(self, key: str, answer: str, value: object, state: State) -> Node:
        if (key, answer) in self.instead:
            return self.instead[key, answer]
        after = state.answered(key, answer, value)
        if answer == UNSURE and state.unknown >= self.most_unknown and self._is_open(after):
            return STOP
        return self._visit(after)

    def _is_open(self, state: State) -> bool:
        return any(finding.outcome == UNKNOWN for finding, _ in self._run(state).values())

    def _test(self, claim: Claim, state: State) -> Node:
        ways = [state.knowing(claim, value=value) for value in (True, False)]
        nodes = [self._visit(known) for known in ways if self._knowledge(known)]
        if all(node is nodes[0] for node in nodes):
            return nodes[0]
        return self.unique(Test(claim, *nodes))

    def unique(self, node: Node) -> Node:
        """Give the node there is already, where one says the same."""
        return unique(node, self._nodes)


def _marks(found: Mapping[str, Found]) -> list[object]:
    return [finding.missing if finding.outcome == UNKNOWN else told(finding) for finding, _ in found.values()]
