"""The municipality's settings: what is refused, and what the message names."""

import re

import pytest

from sitegen import settings
from sitegen.errors import SiteError
from sitegen.project import DOCS, LANGUAGES, MUNICIPALITY

EXAMPLE = (MUNICIPALITY / settings.FILE).read_text("utf-8")


def load(tmp_path, text):
    (tmp_path / settings.FILE).write_text(text, "utf-8")
    return settings.load(tmp_path)


def test_the_example_is_valid_and_belongs_to_nobody():
    example = settings.load(MUNICIPALITY)
    addresses = [example.owner.email, *(contact.email for contact in example.contact if contact.email)]
    assert all(address.endswith(".example") for address in addresses)
    assert not any(contact.phone for contact in example.contact)


# What is changed in the example, and the message.
REFUSED = [
    ('norwegian = "nb"', 'norwegain = "nb"', "norwegain: unknown key"),
    ('norwegian = "nb"', 'norwegian = "se"', "norwegian: Input should be 'nb' or 'nn'"),
    ('number = "9999"', 'number = "99"', "number: must be four digits, in quotes"),
    ('number = "9999"', "number = 9999", "number: Input should be a valid string"),
    ('hours.en = "Monday', 'hours.fr = "Monday', "contact.1.hours.fr: unknown key"),
    ('email = "introguiden@', 'email = "introguiden at ', "owner.email: must be an e-mail address"),
    ("pages = []", 'pages = ["../x.md"]', "pages.1: must be a file name such as lokal.md"),
    ("pages = []", 'colour = "blue"', "colour: must be a colour such as #1e5c8a"),
    *(
        ("pages = []", f'frame = ["{origin}"]', "frame.1: must be https:// and a host, such as https://www.example.no")
        for origin in (
            "http://x.no",
            "https://x.no/",
            "https://*.no",
            "https://x.no; script-src *",
            "https://x",
            "*",
            "https://x.no\\n",
        )
    ),
    (
        "pages = []",
        'address = "http://x.no/"',
        "address: must be an address that begins with https:// and ends",
    ),
    (
        "pages = []",
        'address = "https://x.no"',
        "address: must be an address that begins with https:// and ends",
    ),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_a_fault_is_refused_with_file_line_and_key(tmp_path, old, new, message):
    [line] = [number for number, text in enumerate(EXAMPLE.splitlines(), 1) if text.startswith(old)]
    with pytest.raises(SiteError) as told:
        load(tmp_path, EXAMPLE.replace(old, new, 1))
    assert f"{settings.FILE}, line {line}: {message}" in str(told.value)


@pytest.mark.parametrize(
    ("gone", "key", "shown"),
    [
        ('norwegian = "nb"', "norwegian", "# The municipality this copy"),
        ('name.en = "The integration service"', "contact.1.name.en", "[[contact]]"),
        ('email = "introguiden@', "owner.email", "[owner]"),
    ],
)
def test_a_missing_key_is_shown_where_its_table_begins(tmp_path, gone, key, shown):
    text = "\n".join(line for line in EXAMPLE.splitlines() if not line.startswith(gone))
    line = next(number for number, told in enumerate(text.splitlines(), 1) if told.startswith(shown))
    with pytest.raises(SiteError) as told:
        load(tmp_path, text)
    assert str(told.value).endswith(f"{settings.FILE}, line {line}: {key}: missing")


def test_a_list_without_contacts_is_refused(tmp_path):
    text = "contact = []\n" + EXAMPLE[: EXAMPLE.index("[[contact]]")]
    with pytest.raises(SiteError, match="line 1: contact: needs at least one"):
        load(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path):
    text = EXAMPLE.replace('number = "9999"', 'number = "x"').replace('norwegian = "nb"', 'norwegian = "x"')
    with pytest.raises(SiteError) as told:
        load(tmp_path, text)
    assert len(str(told.value).splitlines()) == 2


def test_the_second_contact_is_found_among_several(tmp_path):
    second = EXAMPLE[EXAMPLE.index("[[contact]]") :].replace('email = "integrering', 'emial = "integrering')
    with pytest.raises(SiteError, match=r"contact\.2\.emial: unknown key") as told:
        load(tmp_path, f"{EXAMPLE}\n{second}")
    line = int(str(told.value).split("line ")[1].split(":")[0])
    assert f"{EXAMPLE}\n{second}".splitlines()[line - 1].startswith("emial")


def test_a_contact_nobody_can_reach_is_refused(tmp_path):
    start = EXAMPLE.index('email = "integrering@')
    lines = EXAMPLE[start:].splitlines()
    text = EXAMPLE[:start] + "\n".join(line for line in lines if not line.startswith(("email", "visit")))
    with pytest.raises(SiteError, match="at least one of phone, email and visit"):
        load(tmp_path, text)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"norwegian = 'nb'\nnorwegian = 'nn'"])
def test_a_broken_file_gets_a_message(tmp_path, content):
    (tmp_path / settings.FILE).write_bytes(content)
    with pytest.raises(SiteError, match=r"site\.toml"):
        settings.load(tmp_path)


def test_a_missing_file_gets_a_message(tmp_path):
    with pytest.raises(SiteError, match="settings are missing"):
        settings.load(tmp_path)


def test_the_name_in_other_languages_is_the_norwegian_one_the_municipality_uses(tmp_path):
    text = EXAMPLE.replace('nn = "Eksempelby kommune"', 'nn = "Dømeby kommune"')
    assert load(tmp_path, text).name_in("en") == "Eksempelby kommune"
    nynorsk = text.replace('norwegian = "nb"', 'norwegian = "nn"')
    assert load(tmp_path, nynorsk).name_in("en") == "Dømeby kommune"
    assert load(tmp_path, nynorsk).name_in("nb") == "Eksempelby kommune"


def test_a_text_that_a_language_lacks_is_the_municipality_s_norwegian():
    name = settings.load(MUNICIPALITY).owner.name
    assert name.told("en", "nn") == (name.en, "en")
    assert name.told("uk", "nn") == (name.nn, "nn")
    with_more = type(name)(nb="a", nn="b", en="c", uk="d")
    assert with_more.told("uk", "nb") == ("d", "uk")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_for_municipalities_names_every_key(language):
    page = (DOCS / language / "ansatt-kopi.md").read_text("utf-8")
    for key in settings.Settings.model_fields:
        assert f"| `{key}` |" in page


def test_the_example_explains_every_key():
    for key in settings.Settings.model_fields:
        assert re.search(rf"^#? ?(\[\[?)?{key}\b", EXAMPLE, re.MULTILINE), key


@pytest.mark.parametrize(
    ("colour", "is_taken"), [("#767676", True), ("#777777", False), ("#000000", True), ("#ffffff", False)]
)
def test_white_letters_must_stand_out_on_the_colour(tmp_path, colour, is_taken):
    """4.54 and 4.48: the grey on either side of the boundary."""
    text = EXAMPLE.replace("pages = []", f'colour = "{colour}"\npages = []')
    if is_taken:
        assert load(tmp_path, text).colour == colour
    else:
        with pytest.raises(SiteError, match=r"colour: white letters on .* have a contrast of \d\.\d\d, they need 4\.5"):
            load(tmp_path, text)


UNIT = """
[[unit]]
answers_for = ["complaints"]
name = {nb = "Enheten", nn = "Eininga", en = "The unit"}
email = "enhet@eksempelby.kommune.example"
"""


def test_a_unit_answers_for_what_it_says(tmp_path):
    chosen = load(tmp_path, EXAMPLE + UNIT)
    assert chosen.unit_for("complaints").name.nb == "Enheten"
    assert chosen.unit_for("benefit") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (UNIT + UNIT, "stands twice: complaints"),
        (UNIT.replace('"complaints"', '"complaints", "complaints"'), "stands twice: complaints"),
        (UNIT.replace('"complaints"', '"law"'), r"unit\.1\.answers_for\.1"),
        (UNIT.replace('["complaints"]', "[]"), "needs at least one"),
        (UNIT.replace("email", "visit_hours"), "unknown key"),
    ],
)
def test_units_that_cannot_be_right_are_refused(tmp_path, text, said):
    with pytest.raises(SiteError, match=said):
        load(tmp_path, EXAMPLE + text)


@pytest.mark.parametrize("languages", [(), ("nb",), ("en", "nb")])
def test_languages_are_shown_in_their_order(tmp_path, languages):
    listed = ", ".join(f'"{one}"' for one in languages)
    chosen = load(tmp_path, EXAMPLE.replace("pages = []", f"languages = [{listed}]\npages = []"))
    assert chosen.shown == (languages or LANGUAGES)
