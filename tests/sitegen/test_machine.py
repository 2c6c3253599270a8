"""System parts: found, installed, or missing."""

import sys

import pytest

from sitegen import machine


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine with nothing on it; gives the commands that were run."""
    ran = []
    monkeypatch.setattr(machine.shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(machine, "BROWSER_FILES", ())
    monkeypatch.setattr(machine, "FIREFOX_FILES", ())
    monkeypatch.setattr(machine, "LIBRARIES", (tmp_path / "lib",))
    monkeypatch.setattr(machine, "DOWNLOADED", tmp_path / "browsers")
    monkeypatch.setattr(machine, "_run", lambda command, environment: ran.append((command, environment)))
    return ran


def test_on_debian_as_root_apt_brings_what_is_missing(bare, monkeypatch):
    monkeypatch.setattr(machine, "can_use_apt", lambda: True)
    machine.install()
    update, *installs = [command for command, _ in bare if command[0] == "apt-get"]
    assert update == ["apt-get", "update"]
    assert {command[1] for command in installs} == {"install"}
    wanted = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb", "default-jre-headless"]
    wanted += ["nginx", "libnginx-mod-http-brotli-static", "apache2-bin"]
    # Each alone: where one is unknown, the others still come.
    assert [command[-1] for command in installs] == wanted
    # A package brings a program for the tests, and starts no service of the machine.
    assert all(environment["SYSTEMD_OFFLINE"] == "1" for _, environment in bare[:-1])


def test_elsewhere_playwright_s_download_is_tried_into_the_project(bare, monkeypatch):
    monkeypatch.setattr(machine, "can_use_apt", lambda: False)
    machine.install()
    [(command, environment)] = bare
    assert command[-2:] == ["install", "chromium"]
    assert environment["PLAYWRIGHT_BROWSERS_PATH"] == str(machine.DOWNLOADED)


def test_where_nothing_is_missing_nothing_is_installed(bare, monkeypatch):
    for part in ("browser", "firefox", "webkit", "java", "nginx", "brotli_for_nginx", "apache"):
        monkeypatch.setattr(machine, part, lambda part=part: part)
    machine.install()
    assert bare == []


def test_a_downloaded_browser_is_found(bare):
    assert machine.browser() is None
    file = machine.DOWNLOADED / "chromium-1" / "chrome-linux" / "chrome"
    file.parent.mkdir(parents=True)
    file.write_text("")
    assert machine.browser() == str(file)


def test_firefox_is_found_by_name_or_where_its_system_keeps_it(bare, monkeypatch, tmp_path):
    assert machine.firefox() is None
    file = tmp_path / "firefox.exe"
    file.write_text("")
    monkeypatch.setattr(machine, "FIREFOX_FILES", (tmp_path / "none", file))
    assert machine.firefox() == str(file)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "firefox" else None)
    assert machine.firefox() == "/usr/bin/firefox"


@pytest.mark.parametrize("folder", ["webkit2gtk-4.1", "x86_64-linux-gnu/webkit2gtk-4.1"])
def test_webkit_takes_all_its_parts(bare, monkeypatch, tmp_path, folder):
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert machine.webkit() is None
    file = tmp_path / "lib" / folder / "MiniBrowser"
    file.parent.mkdir(parents=True)
    file.write_text("")
    assert machine.webkit() == ("/usr/bin/WebKitWebDriver", str(file), "/usr/bin/Xvfb")
    monkeypatch.setattr(machine.shutil, "which", lambda name: None if name == "Xvfb" else name)
    assert machine.webkit() is None


def test_a_web_server_is_found_off_the_search_path_too(bare, monkeypatch):
    assert machine.nginx() is None
    assert machine.apache() is None
    asked = []
    monkeypatch.setattr(machine.shutil, "which", lambda name, path=None: asked.append((name, path)))
    machine.apache()
    assert [name for name, _ in asked] == ["apache2", "httpd"]
    assert all(path.endswith("/usr/sbin:/usr/local/sbin".replace(":", machine.os.pathsep)) for _, path in asked)


def test_nginx_takes_its_module_from_the_libraries(bare, tmp_path):
    assert machine.brotli_for_nginx() is None
    file = tmp_path / "lib" / "nginx" / "modules" / "ngx_http_brotli_static_module.so"
    file.parent.mkdir(parents=True)
    file.write_text("")
    assert machine.brotli_for_nginx() == file


def test_a_java_that_does_not_start_is_none(bare, monkeypatch):
    # Python ends with an error when asked for its version the way Java is.
    monkeypatch.setattr(machine.shutil, "which", lambda name: sys.executable)
    assert machine.java() is None


def test_apt_is_for_root_alone(monkeypatch):
    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000, raising=False)
    assert not machine.can_use_apt()
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0, raising=False)
    assert machine.can_use_apt()
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    assert not machine.can_use_apt()
