"""The build as a whole: warnings, faults, and a site that is never half."""

import shutil

import pytest

from sitegen import build, commands, folders, settings, watch
from sitegen.errors import SiteError
from sitegen.project import DOCS, MUNICIPALITY


@pytest.fixture
def municipality(tmp_path):
    folder = tmp_path / "municipality"
    shutil.copytree(MUNICIPALITY, folder)
    return folder


@pytest.fixture
def docs(tmp_path, monkeypatch):
    """Build from a copy of the texts."""
    folder = tmp_path / "docs"
    shutil.copytree(DOCS, folder)
    monkeypatch.setattr(build, "DOCS", folder)
    return folder


def add(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_warnings_of_every_language_are_told_and_nothing_is_written(docs, tmp_path):
    for language in ("nb", "en"):
        add(
            docs,
            f"{language}/hvem.md",
            "---\ntitle: x\ndescription: x\n---\n# x\n\n[away](nowhere.md)\n",
        )
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    with pytest.raises(SiteError) as told:
        build.build(site)
    assert "nb/hvem.md" in str(told.value)
    assert "en/hvem.md" in str(told.value)
    assert "nothing was written" in str(told.value)
    assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ law('forvaltningsloven.nothing') }}", "the law files have no forvaltningsloven.nothing"),
        ("{{ site.phone }}", "'dict object' has no attribute 'phone'"),
        ("{% if %}", "Expected an expression"),
    ],
)
def test_a_fault_in_a_page_names_the_page(docs, tmp_path, text, said):
    add(docs, "nn/om.md", f"---\ntitle: x\n---\n# x\n\n{text}\n")
    with pytest.raises(SiteError) as told:
        build.build(tmp_path / "site")
    assert "nn/om.md" in str(told.value)
    assert said in str(told.value)


def test_the_command_line_tells_a_fault_without_a_traceback(municipality, tmp_path, capsys):
    (municipality / settings.FILE).write_text("norwegian = 3", "utf-8")
    status = commands.main(["build", "--municipality", str(municipality), "--site", str(tmp_path / "site")])
    assert status == 1
    told = capsys.readouterr().err
    assert f"{settings.FILE}, line 1: norwegian" in told
    assert "Traceback" not in told


def test_a_folder_is_replaced_whole(tmp_path):
    old, new = tmp_path / "site", tmp_path / "new" / "site"
    for folder, name in ((old, "gone.html"), (new, "index.html")):
        folder.mkdir(parents=True)
        (folder / name).write_text("")
    folders.replace(old, new)
    assert [file.name for file in old.iterdir()] == ["index.html"]
    assert not list((tmp_path / "new").iterdir())


def test_a_save_builds_again_and_a_failed_build_keeps_the_old_site(tmp_path, monkeypatch, capsys):
    source = tmp_path / "pages"
    source.mkdir()
    ran = []

    def changes(*paths, **options):
        yield {(1, str(source / "klage.md"))}
        yield {(1, str(source / name)) for name in ("a.md", "b.md", "c.md", "d.md")}

    monkeypatch.setattr(watch, "watch", changes)
    monkeypatch.setattr(watch.subprocess, "run", lambda command, **_: ran.append(command) or Done(len(ran) - 1))
    watch.rebuild_on_save([source], ["build"])
    assert ran == [["build"], ["build"]]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "sitegen: klage.md changed, building"
    assert said[1].startswith("sitegen: a.md, b.md, c.md … changed")
    assert said[2] == "sitegen: the last good site stays"


class Done:
    """A finished process."""

    def __init__(self, returncode):
        self.returncode = returncode


def test_everything_a_build_is_made_of_is_watched(municipality):
    watched = {path.name for path in watch.watched(municipality)}
    assert {"docs", "overrides", "checker", "sitegen", "municipality", "mkdocs.yml"} <= watched
