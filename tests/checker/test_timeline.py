"""The rows of the law: one answer for every day, each with its source, and nothing used that is not in force."""

import tomllib
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

import checker
from checker import law, parameters

ONE_DAY = timedelta(days=1)
# The 2003 law gave rights and duties from this day; amounts are recorded from the other.
FIRST_DAY, FIRST_AMOUNT = date(2004, 9, 1), date(2015, 5, 1)
AMOUNT = ("folketrygdloven", "basic_amount")

ROWS = checker.law_rows()
NAMES = defaultdict(list)
for _row in ROWS:
    NAMES[_row.act, _row.name].append(_row)
IN_FORCE = {name: [row for row in rows if row.begins] for name, rows in NAMES.items()}
# The end of the recorded law: after this day nothing begins and nothing ends.
LAST_DAY = max(edge for row in ROWS for edge in (row.begins, row.ends) if edge)


def days_from(first, last=LAST_DAY):
    return (first + ONE_DAY * number for number in range((last - first).days + 1))


@pytest.mark.parametrize("name", sorted(NAMES), ids=".".join)
def test_every_day_has_one_row_or_is_told_that_none_is_in_force(name):
    rows = IN_FORCE[name]
    for day in days_from(FIRST_DAY):
        holding = [row for row in rows if row.begins <= day and (row.ends is None or day < row.ends)]
        assert len(holding) <= 1, (name, day)
        if holding:
            assert parameters.row_on(*name, day) is holding[0]
        else:
            with pytest.raises(parameters.NotInForceError):
                parameters.row_on(*name, day)


@pytest.mark.parametrize("name", sorted(NAMES), ids=".".join)
def test_rows_are_sorted_and_never_overlap(name):
    for row, following in pairwise(IN_FORCE[name]):
        assert row.begins < row.ends <= following.begins


@pytest.mark.parametrize("path", sorted(law.FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_gap_between_rows_is_an_end_that_the_file_states(path):
    """Without a stated `to`, a row holds until the next one begins."""
    for name, table in tomllib.loads(path.read_text("utf-8")).items():
        if name in {"act", "provisions"}:
            continue
        stated = {entry["from"]: entry.get("to") for entry in table["values"] if "from" in entry}
        for row, following in pairwise([*IN_FORCE[path.stem, name], None]):
            expected = stated[row.begins] or (following.begins if following else None)
            assert row.ends == expected, (name, row.begins)


def test_every_day_of_the_recorded_amounts_has_one_and_no_other_day():
    last = max(row.ends for row in IN_FORCE[AMOUNT])
    for day in days_from(FIRST_AMOUNT, last - ONE_DAY):
        assert sum(row.holds_on(day) for row in IN_FORCE[AMOUNT]) == 1, day
        assert parameters.value_on(*AMOUNT, day) > 0
    for outside in (FIRST_AMOUNT - ONE_DAY, last):
        with pytest.raises(parameters.NotInForceError):
            parameters.value_on(*AMOUNT, outside)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.act}.{row.name}.{row.begins or row.adopted}")
def test_every_row_has_its_source_and_the_day_it_was_checked(row):
    assert row.source.startswith("https://")
    assert isinstance(row.checked, date)
    assert date(2026, 1, 1) <= row.checked
    assert row.unit
    assert row.certainty in parameters.CERTAINTIES
    assert row.cite.act == row.act
    assert (row.begins is None) == (row.adopted is not None), "in force, or adopted: one of the two"
    if row.begins:
        assert row.cite.section in checker.acts()[row.act].provisions


def test_a_row_that_is_only_adopted_is_never_used():
    adopted = [row for row in ROWS if row.begins is None]
    assert {row.name for row in adopted if row.act == "integreringsloven"}, "the age limit of 60 is recorded as coming"
    for row in adopted:
        assert not any(row.holds_on(day) for day in (row.adopted, date(2026, 11, 21), date(2100, 12, 31)))


def test_the_basic_amounts_are_those_of_folketrygdloven():
    """Written down a second time from folketrygdloven § 1-4 as the dossier gives it, independently of the law file."""
    amounts = {
        2015: 90_068, 2016: 92_576, 2017: 93_634, 2018: 96_883, 2019: 99_858, 2020: 101_351,
        2021: 106_399, 2022: 111_477, 2023: 118_620, 2024: 124_028, 2025: 130_160, 2026: 136_549,
    }  # fmt: skip
    for year, amount in amounts.items():
        assert parameters.value_on(*AMOUNT, date(year, 5, 1)) == amount
        if year > FIRST_AMOUNT.year:
            assert parameters.value_on(*AMOUNT, date(year, 4, 30)) == amounts[year - 1]


# Written down a second time: the day on which each rule of a verdict began or changed, up to the law that was read.
BEGINNINGS = {
    ("introduksjonsloven", date(2004, 9, 1)): """in_force programme_permits no_agreement_letters programme_min_age
        programme_max_age residence_limit reference_limit start_period length benefit_basic_amounts benefit_divisors
        benefit_young_age benefit_share_young absence_unit""",
    ("introduksjonsloven", date(2005, 3, 11)): "decisions deduction_share deduction_minimum",
    ("introduksjonsloven", date(2011, 7, 1)): "programme_permits no_agreement_letters",
    ("introduksjonsloven", date(2012, 1, 1)): "duty_only_permits training_months social_studies_hours duty_only_hours",
    ("introduksjonsloven", date(2017, 1, 1)): "training_min_age training_end_age",
    ("introduksjonsloven", date(2018, 6, 15)): "programme_permits",
    ("integreringsloven", date(2021, 1, 1)): """in_force programme_permits no_agreement_letters
        no_agreement_after_family permanent_reference may_finish collective_protection_duty programme_min_age
        programme_max_age residence_limit reference_limit start_period length_educated length_part-upper-secondary
        length_upper-secondary length_trade-certificate length_work length_primary-school decisions deduction_share
        deduction_minimum training_min_age training_end_age training_permits duty_only_permits training_months
        training_months_educated social_studies_hours duty_only_hours may_finish_training benefit_basic_amounts
        benefit_divisors benefit_young_age benefit_share_young benefit_share_with_parents benefit_share_couple
        absence_unit""",
    ("integreringsloven", date(2022, 1, 1)): "social_studies_hours duty_only_hours",
    ("integreringsloven", date(2022, 6, 15)): """collective_protection_duty near_full_time
        training_months_collective_protection""",
    ("integreringsloven", date(2023, 8, 1)): "no_agreement_after_family permanent_reference may_finish",
    ("integreringsloven", date(2024, 7, 1)): "benefit_share_couple",
    ("integreringsloven", date(2025, 1, 1)): """length_part-upper-secondary length_upper-secondary
        length_trade-certificate""",
    ("integreringsloven", date(2025, 9, 1)): "may_finish_training",
    ("integreringsloven", date(2026, 1, 1)): "collective_protection_duty job_hours length_educated length_work",
    ("integreringsforskriften", date(2021, 1, 1)): """arrival_counts_from test_result_appeal_period
        test_formal_appeal_period reception_norwegian_hours""",
    ("integreringsforskriften", date(2021, 8, 1)): "new_hours",
    ("integreringsforskriften", date(2022, 1, 1)): "reception_social_studies_hours",
    ("integreringsforskriften", date(2023, 8, 1)): "new_training_deadlines",
    ("integreringsforskriften", date(2026, 1, 1)): "new_length_educated new_length_formal new_length_work",
}
ENDS = {
    ("integreringsloven", "length_primary-school"): date(2026, 1, 1),
    ("integreringsloven", "near_full_time"): date(2026, 1, 1),
    ("integreringsloven", "training_months_collective_protection"): date(2028, 7, 1),
}
READ_UNTIL = date(2026, 7, 2)


def test_each_rule_of_a_verdict_changed_on_the_days_that_the_dossier_gives():
    expected = {(act, name, day) for (act, day), names in BEGINNINGS.items() for name in names.split()}
    named = {(act, name) for act, name, _ in expected}
    recorded = {(row.act, row.name, row.begins) for name in named for row in IN_FORCE[name]}
    assert {entry for entry in recorded if entry[2] <= READ_UNTIL} == expected


def test_only_what_was_repealed_or_is_temporary_ends_without_a_successor():
    named = {(act, name) for (act, _), names in BEGINNINGS.items() for name in names.split()}
    assert {name: IN_FORCE[name][-1].ends for name in named if IN_FORCE[name][-1].ends} == ENDS
