"""A municipality's own repository, made of the template as its README says."""

import os
import re
import shutil
import subprocess

import pytest
import yaml

from sitegen import build, project, quality, settings
from sitegen.bootstrap import ROOT
from sitegen.commands import parser

TEMPLATE = ROOT / "template"
CALLER = TEMPLATE / ".github" / "workflows" / "site.yml"
CALLED = ROOT / ".github" / "workflows" / "copy.yml"


@pytest.fixture(scope="module")
def caller():
    return yaml.safe_load(CALLER.read_text("utf-8"))["jobs"]["copy"]


@pytest.fixture(scope="module")
def called():
    return yaml.safe_load(CALLED.read_text("utf-8"))


def test_three_files_and_a_page_about_them():
    files = {file.relative_to(TEMPLATE).as_posix() for file in TEMPLATE.rglob("*") if file.is_file()}
    assert files == {"README.md", "kommune/site.toml", "kommune/assets/logo.svg", ".github/workflows/site.yml"}
    assert len([line for line in CALLER.read_text("utf-8").splitlines() if line.strip()]) <= 12


def test_a_copy_is_built_from_it(tmp_path):
    repository, site = tmp_path / "copy", tmp_path / "site"
    shutil.copytree(TEMPLATE, repository)
    file = repository / "kommune" / settings.FILE
    text = file.read_text("utf-8").replace("Eksempelby kommune", "Nyby kommune")
    file.write_text(text.replace("# address = ", "address = "), "utf-8")
    assert build.build(site, repository / "kommune") == []
    page = (site / "nb" / "index.html").read_text("utf-8")
    assert "Nyby kommune" in page
    assert "Eksempelby kommune" not in page
    assert "logo.svg" in page
    assert (site / "assets" / "logo.svg").is_file()


def test_every_setting_stands_in_it_and_each_example_can_be_used(tmp_path):
    """Taking the signs away in front of the examples gives settings that hold, with every key there is."""
    repository = tmp_path / "kommune"
    shutil.copytree(TEMPLATE / "kommune", repository)
    file = repository / settings.FILE
    file.write_text(re.sub(r"(?m)^# (?=[\w.]+ = |\[\[)", "", file.read_text("utf-8")), "utf-8")
    found = settings.load(repository)
    assert found.model_fields_set == settings.Settings.model_fields.keys()
    assert found.unit[0].model_fields_set >= {"answers_for", "name"}
    assert found.arrangement[0].what == "furniture"


def test_an_owner_that_nobody_filled_in_is_told_of(called, tmp_path, not_here):
    if os.name == "nt":
        not_here("bash", "the workflow runs on Linux")
    run = called["jobs"]["newest"]["steps"][0]["run"]
    environment = {"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(tmp_path / "out"), "PROJECT": "OWNER/introguiden"}
    done = subprocess.run(["bash", "-e", "-c", run], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.startswith("::error::")
    assert "OWNER" in done.stdout
    assert done.stderr == ""
    assert "!startsWith(inputs.project, 'OWNER/')" in called["jobs"]["build"]["if"]


def test_the_workflow_gives_what_the_called_one_wants(caller, called):
    # YAML reads `on` as true.
    declared = called[True]["workflow_call"]["inputs"]
    given = caller["with"]
    assert given.keys() <= declared.keys()
    assert {name for name, one in declared.items() if one.get("required")} <= given.keys()
    assert all(isinstance(value, str) for value in given.values())
    assert (TEMPLATE / declared["municipality"]["default"] / settings.FILE).is_file()


def test_the_workflow_allows_what_the_called_one_s_jobs_do_and_no_more(caller, called):
    wanted = {}
    for job in called["jobs"].values():
        for right, value in job["permissions"].items():
            wanted[right] = "write" if "write" in (value, wanted.get(right)) else "read"
    assert caller["permissions"] == wanted


def test_there_is_one_version_everywhere(caller, called):
    """Whoever calls a version of the workflow gets that version of everything."""
    version = f"v{project.version()}"
    assert called["env"]["VERSION"] == version
    path, _, ref = caller["uses"].partition("@")
    assert ref == version
    assert path == f"{caller['with']['project']}/{CALLED.relative_to(ROOT).as_posix()}"
    [checkout] = [step["with"] for step in called["jobs"]["build"]["steps"] if "repository" in step.get("with", {})]
    assert checkout["ref"] == "${{ env.VERSION }}"


def test_the_called_workflow_runs_the_build_as_it_is(called):
    [command] = [step["run"] for step in called["jobs"]["build"]["steps"] if "run" in step]
    words = command.replace('"', "").split()
    assert words[:3] == ["python", "-m", "sitegen"]
    chosen = parser().parse_args(words[3:])
    assert str(chosen.municipality).endswith("$MUNICIPALITY")


def test_linters_find_nothing_in_the_template():
    assert quality.script(quality.ACTIONLINT, str(CALLER))


def test_what_the_newest_version_is_is_read_from_tags(called, tmp_path, not_here):
    """The workflow's own commands, run with a git that tells made tags."""
    if os.name == "nt":
        not_here("bash", "the workflow runs on Linux")
    run = called["jobs"]["newest"]["steps"][0]["run"]
    git = tmp_path / "git"
    for tags, newest in (
        (["v0.1.0", "v0.9.0", "v0.10.0"], "0.10.0"),
        (["v0.0.9"], project.version()),
        (["v2.0.0-rc1", "vx"], project.version()),
        ([], project.version()),
    ):
        lines = "".join(f"printf '%s\\n' 'abc\\trefs/tags/{tag}'\n" for tag in tags)
        git.write_text(f"#!/bin/sh\n{lines}", "utf-8")
        git.chmod(0o755)
        out = tmp_path / "out"
        out.write_text("")
        environment = {
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(out),
            "GITHUB_SERVER_URL": "https://host.example",
            "PROJECT": "a/b",
            "VERSION": called["env"]["VERSION"],
        }
        subprocess.run(["bash", "-euo", "pipefail", "-c", run], env=environment, check=True)
        assert re.fullmatch(r"version=(.*)\n", out.read_text())[1] == newest
