"""Ways through the guide's pages: what a built page links to, and ways over every answer on it."""

import random
from collections.abc import Iterator

from bs4 import BeautifulSoup

from checker.questions import UNSURE
from sitegen.guide.sections import Section

PARTS = {"check": "veiviser", "appeal": "veiviser-vedtak", "money": "veiviser-penger"}

Step = tuple[Section, str]
Edge = tuple[int, str]


def linked(html: str) -> dict[str, tuple[list[tuple[str, str]], str | None]]:
    """Read a built page: section → its answers with where each leads, and the outcome it tells."""
    guide = BeautifulSoup(html, "html.parser").select_one(".guide")
    assert guide is not None
    found = {}
    for one in guide.select("section"):
        for more in one.select(".step__help, .step__colon"):
            more.decompose()
        ways = [(" ".join(a.get_text().split()), str(a["href"])) for a in one.select(".step__ways a")]
        assert all(a["href"] == f"#p-{a['data-to']}" for a in one.select(".step__ways a"))
        found[str(one["id"])] = ways, one.get("data-outcome")
    return found  # type: ignore[return-value]


class Ways:
    """Draws ways through a part: from its first section, over some answer, to an end."""

    def __init__(self, sections: list[Section], dice: random.Random) -> None:
        self.sections = sections
        self.dice = dice
        self.before: dict[int, list[Step]] = {}
        for one in sections:
            for answer, to in one.ways:
                self.before.setdefault(to.place, []).append((one, answer))

    def edges(self) -> Iterator[Step]:
        """Give every answer of every section."""
        yield from ((one, answer) for one in self.sections for answer, _ in one.ways)

    def over(self, edge: Step) -> list[Step]:
        """Draw a way that takes an answer."""
        section, answer = edge
        head = [edge]
        while head[0][0].place != 1:
            head.insert(0, self.dice.choice(self.before[head[0][0].place]))
        return [*head, *self._onward(dict(section.ways)[answer])]

    def _onward(self, section: Section) -> Iterator[Step]:
        while section.ways:
            # Whoever does not know is soon at an end: mostly they know.
            ways = [way for way in section.ways if way[0] != UNSURE] if self.dice.random() < 0.9 else section.ways
            answer, following = self.dice.choice(ways)
            yield section, answer
            section = following


def end_of(path: list[Step]) -> Section:
    """Give the section that a way ends in."""
    section, answer = path[-1]
    return dict(section.ways)[answer]
