"""What the page of figures says of a run."""

from pathlib import Path

import pytest

from bench import report, tasks, variants
from bench.native import Checks, Command
from bench.results import Results, Walks
from bench.variants import Row, Size
from bench.visits import Visit


def run_of(ours_seconds, *, verdict=24_000.0, stall=12.0, diagram=None):
    """A run in which stock takes four seconds, eight in a round that something else disturbed."""
    size = Size(7, 9_000_000, 4_000_000, 3_100_000)
    rows = [Row(variant, size) for variant in variants.TIMED]
    for row in rows:
        for disturbed in (1, 1, 2):
            seconds = (ours_seconds if row.variant is variants.OURS else 4.0) * disturbed
            row.cold.append(Visit(seconds, seconds))
            row.warm.append(Visit(seconds / 2, seconds / 2))
    walk = {"usable": 900.0, "ready": 21_000.0, "last": 24_000.0, "verdict": verdict, "python": 23_000.0}
    return Results(
        rows,
        "ImportError: no module named 'dataclasses'",
        diagram,
        [Walks("Introguiden", [walk]), Walks("stock", [walk])],
        [tasks.Longest(stall, 5.0)],
        Checks(600, 0.5, 1, 2.0, "P001"),
        [Command(100.0, 60.0)],
        3,
        {"Date": "2026-11-22"},
    )


def test_ratios_compare_visits_of_the_same_round():
    page = report.page(run_of(1.0))
    assert "| Introguiden | 1.00 s [1.00–2.00] | 0.25 [0.25–0.25] | 0.50 s [0.50–1.00] | 0.25 [0.25–0.25] |" in page


def test_goals_that_are_met_and_goals_that_are_not():
    assert "**no**" not in report.page(run_of(1.0))
    missed = report.page(run_of(3.0, verdict=26_000.0, stall=80.0))
    assert "| Processor time, cold, at most 0.35 of stock's | 0.75 | **no** |" in missed
    assert "| Phone: no wait for the first verdict (at most 0.2 s) | 2.00 s | **no** |" in missed
    assert "| Longest stall while the engine starts under 50 ms | 80 ms | **no** |" in missed


def test_what_came_before_the_last_answer_was_not_waited_for():
    assert Walks("", [{"last": 5000.0, "python": 4000.0, "verdict": 5500.0}]).waits("python") == [0.0]


def test_the_page_says_what_does_not_run_the_checker():
    assert "MicroPython does not run this checker: `ImportError: no module named 'dataclasses'`" in report.page(
        run_of(1.0)
    )


def test_the_diagram_has_a_row_where_the_site_has_one(tmp_path):
    assert variants.diagram(tmp_path) is None
    (tmp_path / "assets" / "checker").mkdir(parents=True)
    for name in ("diagram-check.json", "answer.mjs", "diagram-check.json.br", "form.mjs"):
        (tmp_path / "assets" / "checker" / name).write_text("{}" * 50)
    found = variants.diagram(tmp_path)
    assert (found.files, found.raw) == (2, 200)
    assert f"plain JavaScript | 2 | 200 | {found.gzip} | {found.brotli} |" in report.page(run_of(1.0, diagram=found))
    assert "diagram" not in report.page(run_of(1.0))


def test_bytes_are_those_of_the_files_as_a_host_sends_them(tmp_path):
    (tmp_path / "text.mjs").write_text("1;" * 5000)
    (tmp_path / "tiny.mjs").write_text("1;")
    files: dict[str, Path] = {"/a": tmp_path / "text.mjs", "/b": tmp_path / "tiny.mjs"}
    size = variants.size(files)
    assert (size.files, size.raw) == (2, 10_002)
    # Packing makes the tiny one larger: it is sent as it is.
    assert 2 < size.brotli < size.gzip < 100


def event(name, ts, **more):
    return {"name": name, "ts": ts, "pid": 1, "tid": 1, "ph": "I", **more}


def test_the_longest_task_is_one_of_the_same_thread_between_the_marks():
    task = {"ph": "X", "dur": 20_000, "tdur": 8_000}
    events = [
        event("start", 100_000),
        event("end", 200_000),
        event(tasks.TASK, 90_000, **task),
        event(tasks.TASK, 150_000, **{**task, "dur": 30_000, "tdur": 6_000}),
        event(tasks.TASK, 150_000, **{**task, "dur": 99_000, "tid": 2}),
        event(tasks.TASK, 210_000, **{**task, "dur": 99_000}),
    ]
    assert tasks.longest(events, "start", "end") == tasks.Longest(wall=30.0, processor=8.0)


def test_a_trace_without_its_marks_is_no_measurement():
    with pytest.raises(KeyError):
        tasks.longest([], "start", "end")
