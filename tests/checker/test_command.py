"""The command line from inside: arguments, input, and the day in Oslo."""

import io
import json
import runpy
import sys
from datetime import UTC, date, datetime

import pytest

import checker
from checker import __main__ as command

MOST_BYTES = 400_000
LETTER = {"decision": "programme", "decision_received": "2026-11-02"}


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command; gives status, standard output and standard error."""

    def with_input(*arguments, given=b"{}"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        return command.main([*arguments]), *capsys.readouterr()

    return with_input


def error(code, field=None):
    return json.dumps({"error": {"field": field, "code": code}}) + "\n"


def test_a_verdict_is_printed_indented_and_readable(run, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(LETTER), "utf-8")
    expected = json.dumps(checker.check(LETTER, date(2026, 11, 21)), indent=2) + "\n"
    assert run(str(path), "--today", "2026-11-21") == (0, expected, "")
    assert run("--today", "2026-11-21", "-", given=json.dumps(LETTER).encode()) == (0, expected, "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--nonsense",),
        ("-", "-"),
        ("a.json", "b.json"),
        ("--today", "2026-11-21"),
        ("-x", "--today", "2026-11-21"),
        ("a.json", "b.json", "--today", "2026-11-21"),
    ],
)
def test_without_one_file_the_usage_is_told(run, arguments):
    assert run(*arguments) == (2, error("usage"), command.USAGE + "\n")


@pytest.mark.parametrize("arguments", [("-", "--today"), ("--today", "-"), ("-", "--today", "2026-11")])
def test_a_day_that_is_missing_or_wrong_is_told(run, arguments):
    assert run(*arguments) == (2, error("bad_today"), "")


def test_of_two_days_the_last_counts(run):
    status, out, _ = run("-", "--today", "2020-01-01", "--today", "2026-11-21")
    assert (status, json.loads(out)["today"]) == (0, "2026-11-21")


def test_the_day_is_oslo_s_where_none_is_given(run, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return cls(2026, 12, 31, 23, 30, tzinfo=zone)

    monkeypatch.setattr(command, "datetime", Clock)
    status, out, _ = run("-")
    assert (status, json.loads(out)["today"]) == (0, "2027-01-01")


# Written down from the European rule: clocks change at 01 UTC on the last Sundays of March and October.
MOMENTS = [
    ("in winter, a minute before midnight", (2026, 1, 15, 22, 59), "2026-01-15"),
    ("in winter, midnight", (2026, 1, 15, 23, 0), "2026-01-16"),
    ("in summer, a minute before midnight", (2026, 7, 15, 21, 59), "2026-07-15"),
    ("in summer, midnight", (2026, 7, 15, 22, 0), "2026-07-16"),
    ("the night before summer time, by winter time", (2026, 3, 28, 22, 30), "2026-03-28"),
    ("the night before summer time, midnight", (2026, 3, 28, 23, 0), "2026-03-29"),
    ("the evening after the change to summer time", (2026, 3, 29, 22, 0), "2026-03-30"),
    ("the night before winter time, by summer time", (2026, 10, 24, 22, 0), "2026-10-25"),
    ("the evening after the change to winter time", (2026, 10, 25, 22, 30), "2026-10-25"),
    ("the evening after the change to winter time, midnight", (2026, 10, 25, 23, 0), "2026-10-26"),
    ("where March ends on a Sunday, the evening", (2030, 3, 31, 22, 0), "2030-04-01"),
    ("where March ends on a Sunday, the night before", (2030, 3, 30, 22, 30), "2030-03-30"),
    ("where October ends on a Sunday, the night before", (2027, 10, 30, 22, 0), "2027-10-31"),
    ("where October ends on a Sunday, the evening", (2027, 10, 31, 22, 30), "2027-10-31"),
    ("the end of a year", (2026, 12, 31, 23, 0), "2027-01-01"),
    ("the end of February of a leap year", (2028, 2, 28, 23, 0), "2028-02-29"),
]


@pytest.mark.parametrize(("moment", "day"), [pytest.param(*row[1:], id=row[0]) for row in MOMENTS])
def test_the_day_in_oslo(moment, day):
    assert command.oslo_day(datetime(*moment, tzinfo=UTC)).isoformat() == day


@pytest.mark.parametrize("year", [2026, 2027, 2030, 2031])
def test_summer_time_begins_and_ends_at_one_o_clock_utc(year):
    for month in (3, 10):
        change = command._last_sunday(year, month)
        assert (change.weekday(), change.hour, change.month) == (6, 1, month)
        assert 25 <= change.day <= 31


def test_input_up_to_the_limit_is_read_and_longer_is_not(run, tmp_path):
    path = tmp_path / "answers.json"
    for length, status in ((100_000, 0), (100_001, 2), (MOST_BYTES + 1, 2)):
        given = b"{}".ljust(length)
        path.write_bytes(given)
        assert run(str(path))[0] == run("-", given=given)[0] == status, length
    # What is no text is told as too much only beyond the limit.
    for length, code in ((MOST_BYTES, "not_utf8"), (MOST_BYTES + 1, "too_big")):
        given = b"\xff".ljust(length)
        path.write_bytes(given)
        assert run(str(path)) == run("-", given=given) == (2, error(code), "")


@pytest.mark.parametrize(("given", "code"), [(b"\xff{}", "not_utf8"), (b"", "empty"), (b"[]", "not_an_object")])
def test_input_that_is_wrong_is_told(run, given, code):
    assert run("-", given=given) == (2, error(code), "")


def test_what_cannot_be_read_is_told(run, tmp_path):
    assert run(str(tmp_path)) == run(str(tmp_path / "none.json")) == (2, error("not_readable"), "")


def test_a_field_of_any_language_is_named(run):
    assert run("-", given='{"æøå": 1}'.encode()) == (2, error("unknown_key", "æøå"), "")


def started(monkeypatch, out, *arguments):
    """Run the module as `python -m checker` does; gives its exit status."""
    monkeypatch.setattr(sys, "argv", ["checker", *arguments])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(LETTER).encode())))
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.delitem(sys.modules, "checker.__main__")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("checker.__main__", run_name="__main__")
    return ended.value.code


def test_a_terminal_of_another_encoding_gets_the_tree_all_the_same(monkeypatch):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    assert started(monkeypatch, out, "--explain", "-", "--today", "2026-11-21") == 0
    out.flush()
    assert "└─ provisions" in raw.getvalue().decode("utf-8")


def test_what_is_no_terminal_gets_the_verdict(monkeypatch):
    out = io.StringIO()
    assert started(monkeypatch, out, "-", "--today", "2026-11-21") == 0
    assert json.loads(out.getvalue())["today"] == "2026-11-21"
