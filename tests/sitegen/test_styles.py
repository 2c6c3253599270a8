"""The style sheet: what is used stays, what is not used goes, nothing is fetched from a data address."""

import re

import pytest

from sitegen import offline, styles
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.stamp import colour

PAGE = """<!doctype html><html lang="nb"><body data-md-color-primary="teal"><header class="top"></header>
<p class="ds-validation-message" data-color="danger">Feil</p><button class="ds-button">Neste</button></body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    return tmp_path


def sheet(site):
    return styles.build(ROOT, site).read_text("utf-8")


def test_the_same_pages_give_the_same_bytes(site):
    assert sheet(site) == sheet(site)


def test_only_what_pages_and_scripts_use_is_kept(site):
    css = sheet(site)
    assert ".ds-button" in css
    assert ".az__letter" not in css
    # Set by form.mjs, in no page; and only pages with a form need it.
    form = (site / "assets" / "css" / "form.css").read_text("utf-8")
    assert "[data-now=intro]" in form
    assert "[data-now=intro]" not in css


def test_of_the_palette_only_the_page_s_colour_is_kept(site):
    css = sheet(site)
    assert "[data-md-color-primary=teal]" in css
    assert "[data-md-color-primary=indigo]" not in css


def test_a_municipality_s_colour_takes_the_place_of_the_site_s_own(site):
    before = sheet(site)
    after = colour.coloured(before, "#c8102e")
    assert re.findall(r"--md-primary-fg-color:(#\w+)", after)[0] == "#c8102e"
    assert after.count("#c8102e") == 1
    assert colour.coloured(after.replace("#c8102e", offline.default_colour()), offline.default_colour()) == before


def test_images_are_files_that_exist(site):
    sheet(site)
    css = (site / "assets" / "css" / "form.css").read_text("utf-8")
    assert "data:" not in css
    named = set(re.findall(r'url\("?([^")]+)"?\)', css))
    assert named
    for name in named:
        assert (site / "assets" / "css" / name).is_file(), name


def test_dark_follows_the_system(site):
    assert "prefers-color-scheme:dark" in sheet(site)
    assert "data-color-scheme" not in sheet(site)


def test_directions_are_logical():
    physical = re.compile(r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right):|float:\s*(?:left|right)")
    for file in sorted((ROOT / "overrides" / "css").glob("*.css")):
        assert not physical.findall(file.read_text("utf-8")), file.name


def test_what_cannot_be_read_is_said(site, tmp_path):
    with pytest.raises(SiteError, match=r"styles\.mjs"):
        styles.build(tmp_path / "nowhere", site)
