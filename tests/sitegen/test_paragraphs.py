"""Blocks of a page: their ids, and what counts as a change."""

import pytest
from markdown import Markdown

from sitegen import paragraphs

EXTENSIONS = ["toc", "attr_list", "tables", "md_in_html", "admonition"]
PAGE = """
# Klage { #topp }

Du kan klage.

## Er det trygt? { #trygt }

Ja.

- en
- to

| a | b |
|---|---|
| 1 | 2 |

<table class="rules"><tr><td>3</td></tr></table>

<!-- form -->

> Sitat

## Når? { #naar }

Snart.
"""


def rendered(text):
    return Markdown(extensions=[*EXTENSIONS, paragraphs.Paragraphs()]).convert(text)


def prints(text):
    return paragraphs.fingerprints(*paragraphs.read(text, EXTENSIONS, {}))


def ids(html):
    return [part.partition('"')[0] for part in html.split(' id="')[1:]]


def test_every_block_has_an_id_of_its_heading_and_its_number():
    expected = ["topp", "topp-1", "trygt", *(f"trygt-{n}" for n in range(1, 6)), "naar", "naar-1"]
    assert ids(rendered(PAGE)) == expected


def test_an_edit_under_one_heading_changes_no_id_under_another():
    assert ids(rendered(PAGE.replace("Ja.\n", "Ja.\n\nAlltid.\n")))[-2:] == ["naar", "naar-1"]


def test_an_id_that_the_author_wrote_stays():
    assert 'id="alltid"' in rendered(PAGE.replace("Ja.\n", "Ja.\n{ #alltid }\n"))
    assert '<table id="egen"' in rendered(PAGE.replace('<table class="rules">', '<table id="egen" class="rules">'))


def test_a_paragraph_that_one_language_needs_alone_has_no_number():
    html = rendered(PAGE.replace("Ja.\n", "Ja.\n\nMeaning yes.\n{ .only-here }\n"))
    assert ids(html) == ids(rendered(PAGE))
    assert '<p class="only-here">Meaning yes.</p>' in html


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("Ja.", "Nei.", ("trygt", 1)),
        ("- to", "- tre", ("trygt", 2)),
        ("| 1 | 2 |", "| 1 | 3 |", ("trygt", 3)),
        ("<td>3</td>", "<td>4</td>", ("trygt", 4)),
        ("> Sitat", "> Uttrykk", ("trygt", 5)),
        ("Er det trygt?", "Er det farlig?", ("trygt", 0)),
        ("Snart.", "[Snart](frist.md).", ("naar", 1)),
        ("Snart.", "**Snart.**", ("naar", 1)),
    ],
)
def test_a_change_shows_in_that_block_alone(before, after, where):
    old, new = prints(PAGE), prints(PAGE.replace(before, after))
    assert [(key, n) for key in old for n in range(len(old[key])) if old[key][n] != new[key][n]] == [where]


def test_other_line_breaks_are_no_change():
    text = PAGE.replace("Du kan klage.", "Du kan klage på vedtaket.")
    assert prints(text) == prints(text.replace("klage på", "klage\npå"))


def test_a_placeholder_is_told_by_its_name_not_by_its_value():
    """A new number in the law makes no translation old; another placeholder does."""
    text = PAGE.replace("Snart.", 'Innen {{ law("a.b_c") }}.')
    assert prints(text) == prints(text)
    assert prints(text) != prints(text.replace("b_c", "b_d"))


@pytest.mark.parametrize("loop", ["{% for x in y %}- {{ x }}\n{% endfor %}", "## Om { #om }\n\n{{ laws.rules('a') }}"])
def test_placeholders_are_no_attribute_lists(loop):
    assert prints(PAGE + "\n" + loop + "\n")


def test_inline_html_counts_with_its_text():
    text = PAGE.replace("Snart.", 'Et <span translate="no">vedtak</span>.')
    other = prints("<b>x</b> foran\n\n" + text)
    assert prints(text)["naar"] == other["naar"]
    assert prints(text)["naar"] != prints(text.replace("no", "yes"))["naar"]
