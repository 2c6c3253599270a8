"""Files packed in advance: right, smaller, and the same each time."""

import gzip
import os
import time

import brotli
import pytest

from sitegen import compress

TEXT = b"<p>Du har rett til \xc3\xa5 klage.</p>\n" * 200


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "store"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "nb").mkdir(parents=True)
    (folder / "nb" / "index.html").write_bytes(TEXT)
    (folder / "small.css").write_bytes(b"a{}")
    (folder / "picture.png").write_bytes(TEXT)
    # What cannot be made smaller.
    (folder / "random.wasm").write_bytes(os.urandom(5000))
    return folder


def test_a_packed_file_holds_the_file(site, store):
    compress.write(site, store)
    page = site / "nb" / "index.html"
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == TEXT
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == TEXT
    assert page.read_bytes() == TEXT


def test_only_what_gets_smaller_is_packed(site, store):
    compress.write(site, store)
    packed = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.suffix in (".br", ".gz")}
    assert packed == {"nb/index.html.br", "nb/index.html.gz"}


def test_the_same_site_gives_the_same_bytes_on_another_day(site, tmp_path, monkeypatch):
    found = []
    for number, name in enumerate(("one", "two")):
        monkeypatch.setattr(time, "time", lambda number=number: 1e9 * (number + 1))
        compress.write(site, tmp_path / name)
        found.append({file.name: file.read_bytes() for file in site.rglob("*") if file.suffix in (".br", ".gz")})
    assert found[0] == found[1]


def test_packing_again_takes_what_is_stored(site, store, monkeypatch):
    compress.write(site, store)
    before = (site / "nb" / "index.html.br").read_bytes()
    (site / "nb" / "index.html.br").unlink()
    monkeypatch.setattr(brotli, "compress", lambda *_, **__: pytest.fail("packed twice"))
    compress.write(site, store)
    assert (site / "nb" / "index.html.br").read_bytes() == before


def test_the_store_does_not_grow_for_ever(site, store):
    old = store / "0123.br"
    old.write_bytes(b"")
    os.utime(old, (1, 1))
    compress.write(site, store)
    assert not old.exists()
    assert len(list(store.iterdir())) == 4, "both forms of the two files worth packing"
