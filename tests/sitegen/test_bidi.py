"""What runs from left to right inside Arabic is isolated, whole and nothing more."""

import pytest

from sitegen import bidi

LRI, FSI, PDI = bidi.LRI, bidi.FSI, bidi.PDI


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("المادة § 27 من forvaltningsloven حتى 23.11.2026", ["§ 27", "forvaltningsloven", "23.11.2026"]),
        ("حسب § 14 a و§§ 8–9", ["§ 14 a", "§§ 8–9"]),
        ("حسب § 21-12 و§ 7-5", ["§ 21-12", "§ 7-5"]),
        ("حسب forvaltningsloven § 27، ثم", ["forvaltningsloven § 27"]),
        # What is written in a letter before its number, where the number is not known.
        ("بعد الكلمات «utlendingsloven §»", ["utlendingsloven §"]),
        ("من 2021–2024 أو 3-5", ["2021–2024", "3-5"]),
        ("اتصل على 55 55 33 33 أو +47 22 33 44 55", ["55 55 33 33", "+47 22 33 44 55"]),
        ("الساعة 10:30، المبلغ 136 549.50", ["10:30", "136 549.50"]),
        ("الحصة 40 % من G", ["40 %", "G"]),
        ("HK-dir و pasient- og brukerrettighetsloven", ["HK-dir", "pasient- og brukerrettighetsloven"]),
        ("مستوى A1–B2 في NAV", ["A1–B2", "NAV"]),
        (
            "post@kommune.example أو https://lovdata.no/lov/§1-4.",
            ["post@kommune.example", "https://lovdata.no/lov/§1-4"],
        ),
        ("{act} § {section}، الفقرة {ledd}", ["§ {section}"]),
        ("نزّلها كنص (.txt).", [".txt"]),
        # A number of one part keeps its order by itself, and two sentences are not one piece.
        ("عندك 3 أسابيع", []),
        ("من NAV. UDI تقرر", ["NAV", "UDI"]),
        # What is marked is isolated by whoever writes the element, and entities are no words.
        ("قرار ([[vedtak]]) &amp; &nbsp;", []),
    ],
)
def test_pieces_from_left_to_right_are_found_whole(text, runs):
    assert [found[0] for found in bidi.PIECE.finditer(text) if found["run"]] == runs


def test_signs_go_round_a_piece_where_there_is_no_markup():
    assert bidi.signed("حتى 23.11.2026.") == f"حتى {LRI}23.11.2026{PDI}."
    assert bidi.signed(bidi.signed("حتى 3-5")) == bidi.signed("حتى 3-5")


def test_an_act_that_is_marked_takes_its_section_along():
    assert bidi.signed("([[forvaltningsloven]] § 27)") == "([[forvaltningsloven § 27]])"
    assert bidi.signed("«[[utlendingsloven]] §».") == "«[[utlendingsloven §]]»."


def test_only_texts_in_arabic_are_touched_on_their_way_to_scripts():
    told = {
        "url": "https://a.example/§1-4",
        "nb": "Se § 27.",
        "ar": ["انظر § 27"],
        "number": 3,
        "cite": "{act} § {section}",
    }
    assert bidi.texts(told, "ar") == {
        **told,
        "ar": [f"انظر {LRI}§\u00a027{PDI}"],
        "cite": f"{{act}} {LRI}§\u00a0{{section}}{PDI}",
    }
    assert bidi.texts(told, "nb") is told


def test_what_is_filled_in_is_set_apart_from_arabic_only():
    assert bidi.apart("2026/123-4", "رقم: {x}") == f"{FSI}2026/123-4{PDI}"
    assert bidi.apart("2026/123-4", "Nr.: {x}") == "2026/123-4"


def body(inner: str) -> str:
    """Give what becomes of the inside of a page in Arabic."""
    made = bidi.page(f'<html lang="ar"><body dir="rtl">{inner}</body></html>', "ar")
    assert made.startswith('<html lang="ar" dir="rtl"><body dir="rtl">')
    return made.removeprefix('<html lang="ar" dir="rtl"><body dir="rtl">').removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>في NAV</p>", '<p>في <bdi dir="ltr">NAV</bdi></p>'),
        # The number of a section stays on the line of its sign.
        ("<p>(§ 27)</p>", '<p>(<bdi dir="ltr">§\u00a027</bdi>)</p>'),
        ("<p>(§ 27 a)</p>", '<p>(<bdi dir="ltr">§\u00a027\u00a0a</bdi>)</p>'),
        (
            '<p><span lang="nb" translate="no">vedtak</span></p>',
            '<p><span dir="ltr" lang="nb" translate="no">vedtak</span></p>',
        ),
        (
            '<p lang="nb">Se § 27.</p><p>في NAV</p>',
            '<p dir="ltr" lang="nb">Se § 27.</p><p>في <bdi dir="ltr">NAV</bdi></p>',
        ),
        (
            '<div dir="ltr"><p>A<br>B</p></div><i>C</i>',
            '<div dir="ltr"><p>A<br>B</p></div><i><bdi dir="ltr">C</bdi></i>',
        ),
        ("<script>let a = 1-2;</script>", "<script>let a = 1-2;</script>"),
        ("<textarea>NAV 3-5</textarea>", "<textarea>NAV 3-5</textarea>"),
        ("<svg><text>B1-B2</text></svg>", f"<svg><text>{LRI}B1-B2{PDI}</text></svg>"),
        # A flexible box drops the blanks between its parts: its text stays one.
        ("<a>عن NAV</a>", '<a><span>عن <bdi dir="ltr">NAV</bdi></span></a>'),
        ("<a>NAV</a>", '<a><bdi dir="ltr">NAV</bdi></a>'),
        ('<img alt="NAV 3-5"><!-- NAV -->', '<img alt="NAV 3-5"><!-- NAV -->'),
        (f"<p>{LRI}3-5{PDI}</p>", '<p><bdi dir="ltr">3-5</bdi></p>'),
        ("<ul><li>في NAV<li>في UDI</ul>", '<ul><li>في <bdi dir="ltr">NAV</bdi><li>في <bdi dir="ltr">UDI</bdi></ul>'),
        (
            '<p>(<span lang="nb" translate="no">forvaltningsloven</span> § 27)</p>',
            '<p>(<span dir="ltr" lang="nb" translate="no">forvaltningsloven §\u00a027</span>)</p>',
        ),
        (
            '<p>«<span lang="nb" translate="no">utlendingsloven</span> §»</p>',
            '<p>«<span dir="ltr" lang="nb" translate="no">utlendingsloven §</span>»</p>',
        ),
        # A text to write off stands at the left, and the line beside it too.
        (
            '<blockquote id="a">\n<p><span lang="nb" translate="no">Jeg klager.</span></p>\n</blockquote>',
            '<blockquote dir="ltr" id="a">\n<p><span dir="ltr" lang="nb" translate="no">Jeg klager.</span></p>\n'
            "</blockquote>",
        ),
        (
            '<blockquote><p><span lang="nb" translate="no">Jeg klager.</span> أشتكي</p></blockquote>',
            '<blockquote><p><span dir="ltr" lang="nb" translate="no">Jeg klager.</span> أشتكي</p></blockquote>',
        ),
    ],
)
def test_pages_isolate_by_elements(html, made):
    assert body(html) == made


def test_pages_from_left_to_right_stay_as_they_are():
    html = '<html lang="nb"><body><p>I NAV § 27</p></body></html>'
    assert bidi.page(html, "nb") is html
