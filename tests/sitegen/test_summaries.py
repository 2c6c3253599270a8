"""Pages that a language has in short only."""

import pytest
from mkdocs.utils import meta

from sitegen import summaries
from sitegen.errors import SiteError
from sitegen.project import DOCS


def test_a_summary_says_so_in_its_front_matter():
    assert summaries.check({"title": "x", "summary_only": True}, "uk", "uk/x.md")
    assert not summaries.check({"title": "x"}, "uk", "uk/x.md")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_norwegian_and_english_have_every_page_whole(language):
    with pytest.raises(SiteError, match=r"x\.md: summary_only is for languages beyond nb, nn, en"):
        summaries.check({"summary_only": True}, language, "x.md")


@pytest.mark.parametrize("key", ["template", "part", "guide", "form"])
def test_a_summary_has_nothing_of_the_whole_page(key):
    with pytest.raises(SiteError, match=rf"uk/x\.md: a summary has no {key}"):
        summaries.check({"summary_only": True, key: "y"}, "uk", "uk/x.md")


def test_links_to_a_heading_of_the_whole_page_lead_to_the_summary():
    found = summaries.places(DOCS, "klage")
    assert '<span id="frist"></span>' in found
    assert '"topp"' not in found


@pytest.mark.parametrize(("norwegian", "name"), [("nb", "Bokmål"), ("nn", "Nynorsk")])
def test_the_ways_lead_to_the_municipalitys_norwegian_and_to_english(norwegian, name):
    addresses = {"nb": "../../nb/klage/", "nn": "../../nn/klage/", "en": "../../en/klage/"}
    one, other = summaries.ways(DOCS, "klage", norwegian, addresses)
    assert (one.name, one.url, one.dir) == (name, addresses[norwegian], "ltr")
    assert (other.name, other.url) == ("English", addresses["en"])
    assert one.title != other.title


def test_a_translation_begins_with_the_page_but_for_what_only_norwegian_and_english_have():
    whole = (DOCS / "en" / "klage.md").read_text("utf-8")
    assert summaries.begun(whole) == whole
    for name in ("skjema-praksis", "ansatt-gamle-sider"):
        source, english = meta.get_data((DOCS / "en" / f"{name}.md").read_text("utf-8"))
        text, front = meta.get_data(summaries.begun((DOCS / "en" / f"{name}.md").read_text("utf-8")))
        assert summaries.check(front, "so", f"so/{name}.md")
        assert [front[key] for key in summaries.KEPT] == [english[key] for key in summaries.KEPT]
        heading, paragraph = text.strip().split("\n\n")
        assert heading in source
        assert paragraph == english["description"]
