"""The slow link: one bandwidth for all, a round trip each, and a server that gives what a good host gives."""

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import brotli
import pytest

from bench import link


class Clock:
    """A clock that moves when somebody sleeps, or when it is moved."""

    def __init__(self):
        self.now = 100.0

    def sleep(self, seconds):
        self.now += seconds


def test_all_requests_share_one_bandwidth():
    clock, asleep = Clock(), []
    shared = link.Link(lambda: clock.now, asleep.append)
    shared.speed = link.Speed(bytes_per_second=1000)
    for _ in range(4):
        shared.carry(500)
    # Four at the same moment stand in a row: nobody is carried beside another.
    assert asleep == [0.5, 1.0, 1.5, 2.0]


def test_a_link_that_rested_carries_no_faster_for_it():
    clock = Clock()
    shared = link.Link(lambda: clock.now, clock.sleep)
    shared.speed = link.Speed(bytes_per_second=1000)
    clock.now += 60
    shared.carry(2000)
    assert clock.now == pytest.approx(162)


def test_without_a_limit_nobody_waits():
    shared = link.Link(lambda: 0.0, pytest.fail)
    shared.carry(10**9)


@pytest.fixture
def served(tmp_path):
    for name, text in {"a/one.mjs": "1;" * 5000, "a/sub/index.html": "<p>", "secret.txt": "no"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with link.serving({"a": tmp_path / "a", "pages": tmp_path / "a"}) as server:
        yield server


def get(server, path, **headers):
    """Ask for an address just as it is written; gives the answer and what it holds."""
    connection = HTTPConnection(urlsplit(server.url).netloc)
    with closing(connection):
        connection.request("GET", f"/{path}", headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()


def test_a_file_comes_packed_with_its_type_and_once_only(served):
    answer, content = get(served, "a/one.mjs")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert brotli.decompress(content) == b"1;" * 5000
    again, nothing = get(served, "a/one.mjs", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status, nothing) == (304, b"")


def test_it_is_noted_what_was_fetched_but_not_the_benchmarks_own_pages(served):
    for path in ("a/one.mjs", "a/sub/", "pages/one.mjs", "a/none"):
        get(served, path)
    assert list(served.fetched) == ["/a/one.mjs", "/a/sub/"]


@pytest.mark.parametrize("path", ["a/none", "b/one.mjs", "a/../secret.txt", "a/%2e%2e/secret.txt"])
def test_nothing_else_of_the_machine_is_given(served, path):
    assert get(served, path)[0].status == 404


def test_another_file_can_take_an_addresss_place(served, tmp_path):
    served.replaced["/a/one.mjs"] = tmp_path / "secret.txt"
    assert get(served, "a/one.mjs")[1] == b"no"
