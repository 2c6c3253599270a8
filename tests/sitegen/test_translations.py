"""A paragraph that is older than its source is shown with it."""

import re
import tomllib

import pytest
from markdown import Markdown

from sitegen import paragraphs, translations
from sitegen.errors import SiteError

NB = """
# Klage { #topp }

Du kan klage på et <span translate="no">vedtak</span>.

## Er det trygt? { #trygt }

Ja.

Les [mer](frist.md).
"""
NN = """
# Klage { #topp }

Du kan klage på eit <span translate="no">vedtak</span>.

## Er det trygt? { #trygt }

Jau.

Les [meir](frist.md).
"""
NOTES = {"older": "ELDRE", "new": "NY", "gone": "BORTE"}


def prints(text):
    return paragraphs.fingerprints(*paragraphs.read(text, ["toc", "attr_list"], {}))


def shown(nb_now, nn=NN, made_from=None):
    """Render the Nynorsk page when Bokmål has become another since."""

    def parse(*, filled):
        return paragraphs.read(nb_now, ["toc", "attr_list"], {})

    comparison = translations.Comparison(prints(NB) if made_from is None else made_from, NOTES, parse)
    extension = paragraphs.Paragraphs(comparison)
    return Markdown(extensions=["toc", "attr_list", extension]).convert(nn)


def boxes(html):
    """Give the note and the Bokmål text of each box, with the text of what stands before it."""
    flat = re.sub(r"\s+", " ", html)
    pattern = (
        r'([^>]*)</(?:p|h\d)> (?:<div class="outdated[^>]*>.*?</div> </div> )*<div class="outdated outdated--(\w+)">'
    )
    return re.findall(pattern, flat)


def test_a_translation_as_new_as_its_source_is_shown_alone():
    assert "outdated" not in shown(NB)


def test_an_older_paragraph_stands_with_the_bokmaal_one():
    html = shown(NB.replace("Ja.", "Ja, alltid."))
    assert boxes(html) == [("Jau.", "older")]
    assert 'lang="nb"' in html
    assert "<p>Ja, alltid.</p>" in html
    assert html.count("ELDRE") == 1
    assert html.index("Jau.") < html.index("Ja, alltid.") < html.index("meir")


def test_its_links_and_terms_come_along():
    html = shown(NB.replace("Les [mer]", "Les mye [mer]").replace("klage på", "klage over"))
    assert '<a href="frist.md">mer</a>' in html
    assert 'klage over et <span translate="no">vedtak</span>' in html


def test_a_new_paragraph_stands_where_it_belongs_and_makes_no_other_old():
    html = shown(NB.replace("Ja.\n", "Ja.\n\nHelt sikkert.\n"))
    assert boxes(html) == [("Jau.", "new")]
    assert html.index("Jau.") < html.index("Helt sikkert.") < html.index("meir")


def test_new_paragraphs_keep_their_order():
    html = shown(NB.replace("Ja.\n", "Ja.\n\nEn.\n\nTo.\n\nTre.\n"))
    places = [html.index(word) for word in ("Jau.", ">En.", ">To.", ">Tre.", "meir")]
    assert places == sorted(places)


def test_a_new_section_stands_between_its_neighbours():
    html = shown(NB.replace("## Er", "## Koster det? { #koster }\n\nNei.\n\n## Er"))
    places = [html.index(word) for word in ("eit <span", "Koster det?", "Nei.", 'id="trygt"')]
    assert places == sorted(places)
    assert html.count("NY") == 2


def test_a_heading_that_changed_is_told_without_a_second_heading():
    html = shown(NB.replace("Er det trygt?", "Er det farlig?"))
    assert boxes(html) == [("Er det trygt?", "older")]
    assert html.count("<h2") == 1


def test_what_bokmaal_no_longer_says_is_marked():
    assert boxes(shown(NB.replace("Ja.\n\n", ""))) == [("Jau.", "gone")]
    assert shown(NB.partition("## Er")[0]).count("BORTE") == 3


def test_ids_stay_unique():
    html = shown(NB.replace("Ja.", "Ja visst.").replace("Er det trygt?", "Trygt?"))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_confirming_makes_a_page_fresh():
    later = NB.replace("Ja.", "Ja, alltid.")
    record = {}
    translations.confirm(record, "klage", prints(NN), prints(later))
    assert tomllib.loads(translations.dump(record)) == record
    assert "outdated" not in shown(later, made_from=record["klage"])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (NN.replace("Jau.\n\n", ""), "klage#trygt: 1 paragraphs, in Bokmål 2"),
        (NN.replace("#trygt", "#sikkert"), "klage: other headings than in Bokmål: sikkert, trygt"),
    ],
)
def test_a_page_of_another_shape_cannot_be_confirmed(changed, told):
    with pytest.raises(SiteError, match=f"^{re.escape(told)}$"):
        translations.confirm({}, "klage", prints(changed), prints(NB))


def test_a_language_without_a_record_has_none(tmp_path):
    assert translations.load(tmp_path, "nn") == {}


def test_a_record_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "nn").mkdir()
    (tmp_path / "nn" / translations.FILE).write_text("[klage", "utf-8")
    with pytest.raises(SiteError, match=r"docs/nn/translated\.toml"):
        translations.load(tmp_path, "nn")
