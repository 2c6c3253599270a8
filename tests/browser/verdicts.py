"""Every case, asked in a browser as the form asks it, and compared with this machine's Python."""

import json
from collections.abc import Mapping

import checker
from tests.checker.support import CASES

TEXTS = [json.dumps({"answers": case["answers"], "today": f"{case['today']}"}) for case in CASES]
# What no case holds: input that cannot be right.
WRONG = [
    "",
    "no JSON",
    "[]",
    "{}",
    '{"answers": 1}',
    '{"answers": {}, "today": "2026-02-30"}',
    '{"answers": {"born": 3}, "today": "2026-11-21"}',
    '{"answers": {"born": "2026-02-31"}, "today": "2026-11-21"}',
    '{"answers": {"born": "2027-01-01"}, "today": "2026-11-21"}',
    '{"answers": {"shoe_size": "43"}, "today": "2026-11-21"}',
    '{"answers": {"job_hours": -1}, "today": "2026-11-21"}',
    '{"answers": {"job_hours": 1e400}, "today": "2026-11-21"}',
    '{"answers": {"job_hours": 37.5000000001}, "today": "2026-11-21"}',
    '{"answers": {"arrived": "2024", "born": "2025"}, "today": "2026-11-21"}',
    '{"answers": {"born": "1990", "born": "1991"}, "today": "2026-11-21"}',
    "[" * 50_000,
    '{"answers": {}, "today": "' + "2" * 200_000 + '"}',
    '{"answers": {"citizenship": "\\ud800"}, "today": "2026-11-21"}',
    '{"answers": {"citizenship": "\\u0000æøå 漢字"}, "today": "2026-11-21"}',
]
# The site's own engine and worker, asked as the form asks them.
ASK_ALL = """async (texts) => {
  const { Engine } = await import(new URL("../../assets/checker/engine.mjs", location.href).href);
  const { engine } = JSON.parse(document.querySelector("#checker-data").textContent);
  const running = new Engine(engine.files, () => {});
  const answers = [];
  for (const text of texts) answers.push(await running.check(text).catch((error) => String(error)));
  return answers;
}"""


def differences(answers: Mapping[str, str], texts: list[str]) -> list[tuple[str, str, str]]:
    """Give the texts that are answered differently, with the browser's answer and ours."""
    pairs = [(text[:300], answers[text], checker.check_json(text)) for text in texts]
    return [pair for pair in pairs if pair[1] != pair[2]]
