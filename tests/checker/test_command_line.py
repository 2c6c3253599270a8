"""The command line as a person starts it: no input ends in a traceback."""

import json
import subprocess
import sys
from datetime import date

import pytest

from tests.checker.support import LIMIT_OF_TIME, ROOT
from tests.checker.test_errors import assert_known_code

pytestmark = pytest.mark.process


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess:
    """Run `python -m checker` as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        timeout=LIMIT_OF_TIME,
        check=False,
    )


def assert_error(done: subprocess.CompletedProcess, code: str | None = None, field: str | None = None) -> None:
    assert done.returncode == 2, done
    assert b"Traceback" not in done.stderr, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"error"}
    assert_known_code(told["error"])
    assert told["error"]["field"] == field
    if code:
        assert told["error"]["code"] == code


FILES = [
    ("an empty file", b"", "empty"),
    ("only blanks", b"  \n", "empty"),
    ("not UTF-8", b'{"permit": "\xff\xfe"}', "not_utf8"),
    ("UTF-16", '{"permit": "28"}'.encode("utf-16"), "not_utf8"),
    ("ten megabytes", b'{"permit": "' + b"8" * 10_000_000 + b'"}', "too_big"),
    ("ten megabytes of blanks", b" " * 10_000_000, "too_big"),
    ("20 000 levels deep", b"[" * 20_000 + b"]" * 20_000, "too_deep"),
    ("100 000 levels deep", b"[" * 100_000 + b"]" * 100_000, None),
    ("100 000 levels deep, never closed", b'{"permit":' * 100_000, None),
    ("a key twice", b'{"permit": "28", "permit": "34"}', "duplicate_key"),
    ("NaN", b'{"job_hours": NaN}', "not_json"),
    ("half an object", b'{"permit": "28"', "not_json"),
    ("a list", b"[1, 2]", "not_an_object"),
]


@pytest.mark.parametrize(("content", "code"), [pytest.param(*row[1:], id=row[0]) for row in FILES])
def test_a_bad_file_ends_with_status_two_and_json(tmp_path, content, code):
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    assert_error(run(str(path)), code)
    assert_error(run("-", given=content), code)


def test_a_bad_answer_on_the_command_line_names_its_field(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text('{"born": "1990-02-31"}', "utf-8")
    assert_error(run(str(path)), "impossible_date", "born")
    path.write_text('{"\\ud800": 1}', "utf-8")
    done = run(str(path))
    assert done.returncode == 2
    assert json.loads(done.stdout) == {"error": {"field": "\ud800", "code": "unknown_key"}}


def test_a_byte_order_mark_is_read_or_named(tmp_path):
    """Windows editors put one there."""
    path = tmp_path / "answers.json"
    path.write_bytes(b'\xef\xbb\xbf{"permit": "28"}')
    done = run(str(path))
    if done.returncode:
        assert_error(done)
    else:
        assert json.loads(done.stdout)["findings"]


def test_a_missing_file_and_a_folder_are_errors(tmp_path):
    assert_error(run(str(tmp_path / "none.json")))
    assert_error(run(str(tmp_path)))


@pytest.mark.parametrize("today", ["2026-02-31", "tomorrow", "", "2026-11", "21.11.2026", "20261121"])
def test_a_wrong_today_is_an_error(today):
    assert_error(run("-", "--today", today, given=b"{}"), "bad_today")


def test_the_day_given_on_the_command_line_is_used():
    done = run("-", "--today", "2024-02-29", given=b'{"permit": "28"}')
    assert done.returncode == 0
    assert done.stderr == b""
    verdict = json.loads(done.stdout)
    assert verdict["today"] == "2024-02-29"


def test_without_a_day_the_command_line_uses_the_systems():
    done = run("-", given=b"{}")
    assert done.returncode == 0
    assert date.fromisoformat(json.loads(done.stdout)["today"]) > date(2026, 1, 1)


def test_no_argument_or_an_unknown_one_is_no_traceback():
    for arguments in ([], ["--nonsense"], ["-", "-"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
