"""What hypothesis draws from: days close to those of the law, and answers of every kind."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.checker.people import QUESTIONS
from tests.checker.support import CASES, TODAY

# Three times as many as the profile says: 300, but few where mutants are tried.
QUICK = settings(
    max_examples=3 * settings.default.max_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

days = st.dates(date(2015, 1, 1), TODAY)
DAYS_THAT_COUNT = [
    "2020-12-31", "2021-01-01", "2022-06-15", "2023-07-31", "2023-08-01", "2024-02-29", "2024-11-21", "2024-11-22",
    "2025-12-31", "2026-01-01", "2026-02-10", "2026-08-21", "2026-11-21",
]  # fmt: skip


def values(question):
    """Give a strategy for a question's answer; days that lie close to those of the law are likely."""
    if question.kind == "choice":
        return st.sampled_from(question.values)
    if question.kind == "boolean":
        return st.booleans()
    if question.kind == "whole":
        return st.sampled_from([0, 17, 18, 24, 25, 55, 56, 66, 67])
    if question.kind == "number":
        return st.sampled_from([0, 1, 29.99, 30, 37.5, 5000, 11379.08, 22758.17])
    if question.key == "born":
        return st.sampled_from(["1959", "1970-02-10", "1970-11-21", "1990-05-17", "2002", "2008-02-10"])
    day = days.map(date.isoformat)
    return st.one_of(st.sampled_from(DAYS_THAT_COUNT), day, day.map(lambda iso: iso[:7]), day.map(lambda iso: iso[:4]))


some_answers = st.fixed_dictionaries({}, optional={key: values(question) for key, question in QUESTIONS.items()})
some_case = st.sampled_from(CASES)
