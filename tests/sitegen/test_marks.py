"""Places to fill in: what stands in them can end nothing round them."""

import json

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from sitegen.errors import SiteError
from sitegen.fields import Told
from sitegen.stamp import marks

HOSTILE = (
    '"><script>alert(1)</script>',
    "</script><script>alert(1)</script>",
    "' onload='x",
    "a & b < c > d",
    "{{ site.name }} {% raw %}",
    "</title><b>",
    "]]> -->",
    "\\ \\u003c \" '",
)


def filled(text, values, suffix=".html", language="nb", shown=("nb", "nn", "en")):
    nodes = marks.parse(text, suffix, "page")
    return "".join(marks.fill(nodes, lambda key: values.get(key, ""), language, shown))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_only_ever_text(value):
    page = (
        '<title>⟦name⟧ - x</title><p id="p" title="⟦name⟧">⟦name⟧</p><a href="mailto:⟦name⟧">x</a>'
        '<script type="application/json">{"site":{"name":"⟦name⟧"}}</script>'
    )
    soup = BeautifulSoup(filled(page, {"name": value}), "html.parser")
    assert [element.name for element in soup.find_all(True)] == ["title", "p", "a", "script"]
    assert soup.title.string == f"{value} - x"
    assert (soup.p["title"], soup.p.string) == (value, value)
    assert soup.a["href"] == f"mailto:{value}"
    assert soup.p.attrs.keys() == {"id", "title"}
    assert "<" not in soup.script.string
    assert json.loads(soup.script.string) == {"site": {"name": value}}


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("suffix", [".json", ".webmanifest"])
def test_json_stays_json(value, suffix):
    assert json.loads(filled('{"name":"x ⟦name⟧"}', {"name": value}, suffix)) == {"name": f"x {value}"}


def test_a_value_that_looks_like_a_mark_is_not_filled_again():
    assert filled("⟦name⟧", {"name": "⟦owner⟧", "owner": "x"}) == "⟦owner⟧"


def test_a_text_in_another_language_says_so_where_it_is_text():
    text = '<p title="⟦owner⟧">⟦owner⟧</p><title>⟦owner⟧</title>'
    told = filled(text, {"owner": Told("Å & Ø", "nb")}, language="uk")
    assert told == '<p title="Å &amp; Ø"><span lang="nb">Å &amp; Ø</span></p><title>Å &amp; Ø</title>'
    assert filled("⟦owner⟧", {"owner": Told("x", "uk")}, language="uk") == "x"


@pytest.mark.parametrize(
    ("text", "values", "wanted"),
    [
        ("a⟦if address⟧ at ⟦address⟧⟦end⟧.", {"address": "x"}, "a at x."),
        ("a⟦if address⟧ at ⟦address⟧⟦end⟧.", {}, "a."),
        ("⟦or logo⟧none⟦end⟧", {}, "none"),
        ("⟦or logo⟧none⟦end⟧", {"logo": Markup("<img>")}, "<img>"),
        ("⟦block logo⟧", {"logo": Markup("<img>")}, "<img>"),
        ("⟦or a⟧⟦if b⟧b⟦end⟧⟦end⟧", {"b": "1"}, "b"),
    ],
)
def test_a_block_is_there_or_not(text, values, wanted):
    assert filled(text, values) == wanted


def test_languages_come_in_the_order_of_the_copy_and_only_those_it_shows():
    text = "⟦languages⟧ ⟦lang nb⟧B⟦end⟧ ⟦lang nn⟧N⟦end⟧ ⟦lang en⟧E⟦end⟧ ⟦end⟧"
    assert filled(text, {}, shown=("nn", "en", "nb")) == "NEB"
    assert filled(text, {}, shown=("en",)) == "E"
    assert filled("⟦lang nn⟧N⟦end⟧⟦lang en⟧E⟦end⟧", {}, shown=("en",)) == "E"


@pytest.mark.parametrize("text", ["⟦if a⟧", "⟦end⟧", "⟦or a⟧⟦if b⟧⟦end⟧"])
def test_blocks_that_do_not_fit_are_refused(text):
    with pytest.raises(SiteError, match="page: ⟦"):
        marks.parse(text, ".html", "page")


def test_a_block_takes_the_place_of_a_paragraph_it_is_alone_in():
    assert marks.unwrapped('<p id="a-1">⟦block units⟧</p><p>x ⟦block units⟧</p>') == (
        "⟦block units⟧<p>x ⟦block units⟧</p>"
    )


def test_links_to_other_languages_and_from_the_root_are_marked():
    link = '<link rel="alternate" href="../../nn/x/" hreflang="nn">'
    assert marks.switched(link) == f"⟦lang nn⟧{link}⟦end⟧"
    assert marks.rooted('<a href="/nb/"><img src="/assets/x.png"><a href="//x"><a href="b/">') == (
        '<a href="⟦root⟧nb/"><img src="⟦root⟧assets/x.png"><a href="//x"><a href="b/">'
    )
