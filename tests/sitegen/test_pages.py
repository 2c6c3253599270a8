"""From source to Markdown: placeholders and terms."""

import pytest

from sitegen import pages
from sitegen.errors import SiteError

CONTEXT = {"site": {"name": "Eksempelby", "owner": {"name": "A & B <i>"}}, "law": lambda key: f"({key})"}


def render(text, language="nb"):
    return pages.render(text, language, CONTEXT, "nb/x.md")


def test_placeholders_are_filled():
    assert render("I {{ site.name }}: {{ law('a.b') }}") == "I Eksempelby: (a.b)"


def test_values_cannot_bring_markup():
    assert render("{{ site.owner.name }}") == "A &amp; B &lt;i&gt;"


def test_text_without_placeholders_stays_as_it_is():
    text = "## Når? {#naar}\n\n100 % { .note }\n\n```\n#}\n```"
    assert render(text) == text


def test_an_attribute_list_beside_a_placeholder_is_no_comment():
    assert render("## {{ site.name }} {#navn}") == "## Eksempelby {#navn}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ site.nmae }}",
        "{{ sted }}",
        "{{ law( }}",
        "{% if site %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ site.owner.phone.number }}",
    ],
)
def test_a_wrong_placeholder_stops_the_build_with_the_file_s_name(text):
    with pytest.raises(SiteError, match=r"^nb/x\.md"):
        render(f"first line\n\n{text}")


def test_norwegian_terms_are_kept_from_translation():
    assert render("et [[vedtak]]") == 'et <span translate="no">vedtak</span>'
    assert render("et [[vedtak]]", "nn") == 'et <span translate="no">vedtak</span>'
    assert render("a [[vedtak]]", "en") == 'a <span lang="nb" translate="no">vedtak</span>'


def test_links_are_no_terms():
    text = "[klage](klage.md) [§ 29][fvl29] [[1, 2], [3]]\n\n[fvl29]: https://example.org"
    assert render("[klage](klage.md) [§ 29][fvl29]") == "[klage](klage.md) [§ 29][fvl29]"
    assert "span" not in render(text.split("[[", maxsplit=1)[0])


def test_the_front_matter_is_rendered_in_depth():
    meta = {"title": "{{ site.name }}", "ways": [{"text": "et [[vedtak]]", "number": 3}], "date": None}
    assert pages.render_values(meta, render) == {
        "title": "Eksempelby",
        "ways": [{"text": 'et <span translate="no">vedtak</span>', "number": 3}],
        "date": None,
    }


def test_material_s_checkboxes_are_taken_out():
    html = (
        '<body>\n  <input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">\n'
        '<label class="md-overlay" for="__drawer"></label>\n<input type="checkbox">'
    )
    assert pages.without_toggles(html) == '<body>\n<input type="checkbox">'


def test_blanks_round_lines_are_taken_out():
    assert pages.without_margins("<p>\n\n   en  to\n\t</p> \n") == "<p>\nen  to\n</p>\n"


def test_what_is_set_with_its_blanks_keeps_them():
    html = "<pre>\n  a\n</pre>\n"
    assert pages.without_margins(html) == html


@pytest.mark.parametrize(
    ("html", "held"),
    [
        ("<p>Se § 12 a.</p>", "<p>Se §~12~a.</p>"),
        ("<a>§§ 8 og 9</a>", "<a>§§~8 og 9</a>"),
        ("<p>§ 21-12 og § 7</p>", "<p>§~21-12 og §~7</p>"),
        ("<p>§ 12 av loven, § x</p>", "<p>§~12 av loven, § x</p>"),
        ('<p title="§ 12 a">§ 3</p>', '<p title="§ 12 a">§~3</p>'),
        ('<script>{"a": "§ 12"}</script><p>§ 3</p>', '<script>{"a": "§ 12"}</script><p>§~3</p>'),
    ],
)
def test_no_line_ends_within_a_citation(html, held):
    assert pages.held(html) == held.replace("~", "\u00a0")
