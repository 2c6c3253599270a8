"""Files beside a municipality's settings: a drawing can be seen and do nothing else."""

import pytest

from sitegen import settings
from sitegen.errors import SiteError
from sitegen.stamp import overlay
from tests.sitegen import copies

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"{0}>{1}</svg>'
)
SHAPE = '<g fill="#123456"><path d="M0 0h9v9z"/><use href="#a"/><rect fill="url(#b)" width="1" height="1"/></g>'


def check(tmp_path, drawing, suffix=".svg"):
    folder = copies.municipality(tmp_path / "m", ("pages = []", f'pages = []\nlogo = "assets/logo{suffix}"'))
    copies.add(folder, f"assets/logo{suffix}", drawing)
    return overlay.files(folder, settings.load(folder))


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("", SHAPE),
        SVG.format("", "<style>.a{fill:url(#b)}</style>" + SHAPE),
        '<?xml version="1.0"?>' + SVG.format(' xmlns:inkscape="http://www.inkscape.org/x"', "<inkscape:view/>" + SHAPE),
    ],
)
def test_a_drawing_is_taken(tmp_path, drawing):
    assert [*check(tmp_path, drawing)] == ["assets/logo.svg"]


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("", "<script>alert(1)</script>"),
        SVG.format(' onload="alert(1)"', SHAPE),
        SVG.format("", '<path onclick="alert(1)" d=""/>'),
        SVG.format("", "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
        SVG.format("", "<script xmlns='http://www.w3.org/1999/xhtml'>x</script>"),
        SVG.format("", '<image href="https://evil.example/x.png"/>'),
        SVG.format("", '<use xlink:href="https://evil.example/x.svg#a"/>'),
        SVG.format("", '<a href="javascript:alert(1)"><path d=""/></a>'),
        SVG.format("", '<path style="fill:url(https://evil.example/)" d=""/>'),
        SVG.format("", "<style>@import 'https://evil.example/';</style>"),
        SVG.format("", "<style>.a{fill:u\\rl(https://evil.example/)}</style>"),
        SVG.format("", '<set attributeName="href" to="javascript:alert(1)"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", SHAPE),
        '<?xml-stylesheet href="https://evil.example/"?>' + SVG.format("", SHAPE),
        "<html><script>alert(1)</script></html>",
        "<svg><path/></svg>",
        "no drawing",
        "",
    ],
)
def test_a_drawing_that_could_do_anything_is_refused(tmp_path, drawing):
    with pytest.raises(SiteError, match=r"logo\.svg: "):
        check(tmp_path, drawing)


@pytest.mark.parametrize(
    ("content", "suffix", "said"),
    [
        (SVG.format("", "<!-- " + "x" * overlay.LOGO_BYTES + " -->"), ".svg", "at most 20000"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * overlay.LOGO_BYTES, ".png", "at most 20000"),
        (b"GIF89a", ".gif", "assets are"),
        (b"<svg/>", ".png", "not a PNG file"),
    ],
)
def test_a_logo_that_is_too_large_or_no_picture_is_refused(tmp_path, content, suffix, said):
    with pytest.raises(SiteError, match=said):
        check(tmp_path, content, suffix)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    secret = copies.add(tmp_path, "secret.svg", SVG.format("", SHAPE))
    folder = copies.municipality(tmp_path / "m", ("pages = []", 'pages = []\nlogo = "assets/logo.svg"'))
    (folder / "assets").mkdir()
    (folder / "assets" / "logo.svg").symlink_to(secret)
    with pytest.raises(SiteError, match="stands outside"):
        overlay.files(folder, settings.load(folder))


def test_what_belongs_to_a_repository_is_passed_over(tmp_path):
    folder = copies.municipality(tmp_path / "m")
    for name in (".github/workflows/x.yml", ".gitignore", "README.md", "LICENSE", "logo.svg", "nb/om.md"):
        copies.add(folder, name, "x")
    assert [*overlay.pages(folder)["nb"]] == ["om"]
