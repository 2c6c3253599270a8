"""The letter checker's words: read, compared between the languages, and what is sent beside what it means."""

import re
import shutil
from datetime import date

import pytest

from sitegen import checklist, letters, lettertext
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES
from tests.sitegen import lettercopies

TODAY = date(2026, 11, 22)
# What forvaltningsloven §§ 23-25 and 27 want of a decision and its letter, and integreringsloven § 15 of a plan.
WANTED = {
    "decision": "written reasons rules facts weight complaint deadline body how digital file wait".split(),
    "plan": "plan goals content why length plan_complaint".split(),
}


@pytest.fixture(scope="module")
def found() -> checklist.Checklist:
    return checklist.load(DOCS)


@pytest.fixture(scope="module")
def common() -> letters.Common:
    return letters.load(DOCS, TODAY).common


def changed(tmp_path, old: str, new: str):
    """Copy the list, with one place changed."""
    lettercopies.letters_in(tmp_path)
    file = tmp_path / letters.FOLDER / "checklist.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    lettercopies.follow(tmp_path)
    return tmp_path


def test_the_list_has_all_that_the_law_wants(found):
    assert {group.id: [item.id for item in found.item if item.group == group.id] for group in found.group} == WANTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_says_which_section_it_rests_on_and_asks_for_one(found, language):
    for item in found.item:
        assert "§" in getattr(item.means, language), item.id
        assert getattr(item.ask, language).count("§") == 1, item.id


@pytest.mark.parametrize("norwegian", ["nb", "nn"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_request_is_a_whole_letter_with_lines_for_the_pen(found, common, language, norwegian):
    seen = checklist.view(found, common, language, norwegian, TODAY)
    assert seen.is_same == (language == norwegian)
    rows = [*seen.above, *(item.ask for group in seen.groups for item in group.items), *seen.below]
    sent = "\n".join(line for row in rows for line in row.sent)
    assert not re.search(r"[{}\[\]<>]", sent)
    assert sent.count(lettertext.LINE) > 5
    assert {"nb": "Vennlig hilsen", "nn": "Vennleg helsing"}[norwegian] in sent
    assert all(len(row.sent) == len(row.read) for row in rows)
    if seen.is_same:
        assert [line for row in rows for line in row.sent] == [str(line) for row in rows for line in row.read]


def test_the_law_s_numbers_stand_in_the_words(found, common):
    seen = checklist.view(found, common, "en", "nb", TODAY)
    told = {item.id: item.means for group in seen.groups for item in group.items}
    assert "three weeks" in told["deadline"]
    assert "{" not in "".join(told.values())


def test_terms_are_marked_for_the_reader(found, common):
    plan = checklist.view(found, common, "en", "nb", TODAY).groups[1]
    assert '<span lang="nb" translate="no">integreringsplan</span>' in plan.text


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "rules"', 'id = "reasons"', "stands twice"),
        ('group = "plan"', 'group = "plans"', "no group"),
        ("(forvaltningslova § 23)", "(forvaltningslova § 24)", "not the same sections"),
        ("er som regel {law:forvaltningsloven.appeal_period}", "er som regel tre uker", "not the same"),
        ("(forvaltningsloven § 23)", "(se § 23)", "with its act before it"),
        ('group = "decision"', 'grop = "decision"', "checklist.toml"),
    ],
)
def test_a_slip_stops_the_build(tmp_path, old, new, why):
    with pytest.raises(SiteError, match=why):
        checklist.load(changed(tmp_path, old, new))


def test_a_missing_list_is_named(tmp_path):
    shutil.copytree(DOCS / letters.FOLDER, tmp_path / letters.FOLDER, ignore=shutil.ignore_patterns("checklist.toml"))
    with pytest.raises(SiteError, match=r"checklist\.toml: missing"):
        checklist.load(tmp_path)
