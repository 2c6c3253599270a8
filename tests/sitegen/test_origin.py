"""What a page rests on, from its front matter."""

from datetime import date

import pytest

from sitegen.errors import SiteError
from sitegen.origin import origin

SOURCE = {"title": "Integreringsloven", "url": "https://lovdata.no/lov/2020-11-06-127", "date": date(2026, 7, 2)}
META = {"law": "Integreringsloven", "checked": date(2026, 11, 22), "sources": [SOURCE]}


def test_the_days_are_written_in_the_page_s_language():
    found = origin(META, "nn", "nn/x.md")
    assert found.law == "Integreringsloven"
    assert found.checked == "22. november 2026"
    assert found.sources[0].day == "2. juli 2026"
    assert origin(META, "en", "en/x.md").checked == "22 November 2026"


@pytest.mark.parametrize("meta", [{}, {"sources": []}, {"checked": date(2026, 11, 22), "sources": []}])
def test_a_page_without_sources_rests_on_nothing(meta):
    assert origin(meta, "nb", "nb/x.md") is None


@pytest.mark.parametrize(
    "meta",
    [
        {**META, "checked": None},
        {"sources": [SOURCE]},
        {**META, "checked": "22.11.2026"},
        *({**META, "sources": [{k: v for k, v in SOURCE.items() if k != key}]} for key in SOURCE),
        {**META, "sources": [{**SOURCE, "date": "july"}]},
        {**META, "sources": ["Integreringsloven"]},
    ],
)
def test_a_source_that_says_too_little_stops_the_build_with_the_file_s_name(meta):
    with pytest.raises(SiteError, match=r"^nb/x\.md"):
        origin(meta, "nb", "nb/x.md")
