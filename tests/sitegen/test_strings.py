"""Strings of templates: none is missing in silence."""

import pytest
from jinja2 import Environment

from sitegen import strings
from sitegen.errors import SiteError


def load(tmp_path, text):
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "ui.toml").write_text(text, "utf-8")
    return strings.load(tmp_path, "nb")


def test_a_template_that_names_an_unknown_string_stops_the_build(tmp_path):
    ui = load(tmp_path, 'menu = "Meny"')
    template = Environment().from_string  # noqa: S701 - no markup here
    assert template("{{ ui.menu }}").render(ui=ui) == "Meny"
    with pytest.raises(SiteError, match=r"docs/nb/ui\.toml: no string 'manu'"):
        template("{{ ui.manu }}").render(ui=ui)


@pytest.mark.parametrize("text", ['menu = ""', 'menu = "  "', "menu = 3", "menu = ", '[menu]\na = "b"'])
def test_what_is_no_text_is_refused(tmp_path, text):
    with pytest.raises(SiteError, match=r"ui\.toml"):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SiteError, match=r"nb.ui\.toml: missing"):
        strings.load(tmp_path, "nb")
