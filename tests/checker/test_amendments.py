"""An amendment is one edited place: tried in a copy of the law folder, with the cases that it changes."""

import re
import shutil
import tomllib
from datetime import date

import pytest

from checker import law, parameters
from tests.checker.support import CASES, ROOT, ask, find

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
DIFF = re.compile(r"```diff\n(.*?)```", re.DOTALL)


# The cases that an age limit of 60, in force from 1 February 2026, changes, and how.
GETS_THE_RIGHT = {"programme": ("may_be_offered", "right_and_duty"), "start": ("not_applicable", "computed")}
# Of two ages that the answers leave open, one was over 55.
IS_SETTLED = {"programme": ("unknown", "right_and_duty"), "start": ("unknown", "computed")}
# The two years were over before anything was decided: the right that was not met in time is to be asked about.
WAS_DELAYED = {
    **{"programme": ("none", "ask"), "start": ("not_applicable", "computed")},
    **dict.fromkeys(("length", "benefit"), ("not_applicable", "unknown")),
}
CHANGED_BY_SIXTY = {
    **dict.fromkeys("C13 H25 L026 L027 L050 L051 P004 P005 P013 P014 P019 P124".split(), GETS_THE_RIGHT),
    **dict.fromkeys(("P024", "P026"), IS_SETTLED),
    # The programme need not lead to work any more.
    "L049": GETS_THE_RIGHT | {"length": ("ask", "computed")},
    **dict.fromkeys(("P044", "P045"), WAS_DELAYED),
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the law, to be changed."""
    return shutil.copytree(law.FOLDER, tmp_path / "law")


def in_force(monkeypatch, folder):
    changed = law.read_acts(folder)
    monkeypatch.setattr(parameters, "acts", lambda: changed)


def diff_of(heading):
    """Give the lines of the first diff under a heading of CONTRIBUTING.md: those that stay or go, those that come."""
    lines = DIFF.search(CONTRIBUTING, CONTRIBUTING.index(heading))[1].splitlines()
    before = [line[1:] for line in lines if not line.startswith("+")]
    after = [line[1:] for line in lines if not line.startswith("-")]
    return "\n".join(before), "\n".join(after)


def apply(path, heading):
    before, after = diff_of(heading)
    text = path.read_text("utf-8")
    assert text.count(before) == 1, "the example shows what stands in the file"
    path.write_text(text.replace(before, after), "utf-8")


def outcomes():
    """Give every outcome of every case."""
    return {
        case["id"]: {name: found["outcome"] for name, found in ask(case["answers"], case["today"])["findings"].items()}
        for case in CASES
    }


def test_the_age_limit_of_sixty_takes_one_line_and_shows_the_cases_that_change(folder, monkeypatch):
    """The line that CONTRIBUTING shows, but with a day that has been: people of 56 to 60 get the right, nobody else."""
    path = folder / "integreringsloven.toml"
    apply(path, "### A rule that is passed comes into force")
    path.write_text(path.read_text("utf-8").replace("from = 2027-01-01\nvalue = 60", "from = 2026-02-01\nvalue = 60"))
    before = outcomes()
    in_force(monkeypatch, folder)
    after = outcomes()
    changed = {
        case: {name: (old, after[case][name]) for name, old in found.items() if old != after[case][name]}
        for case, found in before.items()
        if found != after[case]
    }
    assert changed == CHANGED_BY_SIXTY


def test_with_the_age_limit_of_sixty_only_people_of_56_to_60_are_judged_otherwise(folder, monkeypatch):
    path = folder / "integreringsloven.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("adopted = 2025-06-20\nvalue = 60", "from = 2026-02-01\nvalue = 60"), "utf-8")
    answers = {
        "citizenship": "other", "permit": "28", "permit_granted": "2026-02-10", "settled_on": "2026-04-01",
        "settled_by_agreement": True, "lived_in_municipality_since": "2026-04-01", "job_hours": 0,
    }  # fmt: skip

    def by_age():
        return {age: find("programme", answers | {"age_at_grant": age})["outcome"] for age in range(14, 70)}

    before = by_age()
    in_force(monkeypatch, folder)
    after = by_age()
    assert {age for age in before if before[age] != after[age]} == {56, 57, 58, 59, 60}
    assert {after[age] for age in range(56, 61)} == {"right_and_duty"}


def test_a_number_of_the_law_is_one_row_as_contributing_says(folder, monkeypatch):
    """The example of G: one row more, and the month after it begins is judged by it."""
    apply(folder / "folketrygdloven.toml", "### A number of the law")
    row = tomllib.loads((folder / "folketrygdloven.toml").read_text("utf-8"))["basic_amount"]["values"][-1]
    case = next(case for case in CASES if case["id"] == "B022")
    later = case["answers"] | {"benefit_day": row["from"].isoformat()}
    assert find("benefit", later, case["today"])["outcome"] == "ask", "no amount is known yet"
    earlier = [find("benefit", each["answers"], each["today"]) for each in CASES]
    in_force(monkeypatch, folder)
    found = find("benefit", later, case["today"])
    assert found["outcome"] == "computed"
    assert found["facts"]["basic_amount"] == row["value"] == 140_000
    assert parameters.value_on("folketrygdloven", "basic_amount", date(2027, 5, 1)) == 140_000
    since = [find("benefit", each["answers"], each["today"]) for each in CASES]
    # The one case to change: it says that nothing is known of that day.
    assert [each["id"] for each, one, two in zip(CASES, earlier, since, strict=True) if one != two] == ["B026"]
