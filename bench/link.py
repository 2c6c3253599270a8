"""A server on a slow link: one bandwidth for all requests together, and a round trip before each answer.

A browser's own throttling does not reach workers, so the link itself is slow.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen import compress, headers

HOST = "127.0.0.1"
# About what one packet carries.
PIECE_BYTES = 1400
# The pages of the benchmark themselves, which no visitor would fetch.
OWN = "/pages/"
# What others serve has a version in its address; giving them that is fair.
KEPT = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Speed:
    """How fast a link is.

    Attributes:
        bytes_per_second: for all requests together; 0 for no limit.
        round_trip_seconds: waited before each answer, twice where the connection is new.
    """

    bytes_per_second: float = 0
    round_trip_seconds: float = 0


UNLIMITED = Speed()
SLOW_4G = Speed(200_000, 0.15)


class Link:
    """Bandwidth that all requests share."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self.speed = UNLIMITED
        self.clock = clock
        self.sleep = sleep
        self.free_at = 0.0
        self.lock = threading.Lock()

    def carry(self, size: int) -> None:
        """Wait as long as so many bytes take behind those that are on their way already."""
        if not self.speed.bytes_per_second:
            return
        with self.lock:
            now = self.clock()
            self.free_at = max(now, self.free_at) + size / self.speed.bytes_per_second
            wait = self.free_at - now
        self.sleep(wait)


@dataclass
class Server:
    """A running server.

    Attributes:
        url: its address, with a slash at the end.
        folders: first part of an address → the folder it stands for.
        link: the link it answers over.
        replaced: address → the file given in its place.
        fetched: address → the file given, in the order of the first requests.
    """

    url: str
    folders: dict[str, Path]
    link: Link = field(default_factory=Link)
    replaced: dict[str, Path] = field(default_factory=dict)
    fetched: dict[str, Path] = field(default_factory=dict)

    def find(self, path: str) -> Path | None:
        """Give the file of an address."""
        first, _, rest = unquote(path).removeprefix("/").partition("/")
        folder = self.folders.get(first)
        if folder is None:
            return None
        file = (folder / rest / "index.html" if path.endswith("/") else folder / rest).resolve()
        return file if file.is_file() and file.is_relative_to(folder.resolve()) else None


class Handler(BaseHTTPRequestHandler):
    """Answers with a file, packed with Brotli as a good host does it."""

    server_of: Server
    protocol_version = "HTTP/1.1"
    connected = False

    def do_GET(self) -> None:
        """Answer after a round trip; a browser that has the file already is told so."""
        link = self.server_of.link
        time.sleep(link.speed.round_trip_seconds * (1 if self.connected else 2))
        self.connected = True
        path = urlsplit(self.path).path
        file = self.server_of.replaced.get(path) or self.server_of.find(path)
        if file is None:
            self.answer(HTTPStatus.NOT_FOUND, {}, b"")
            return
        if not path.startswith(OWN):
            self.server_of.fetched.setdefault(path, file)
        content, fields = answer_of(path, file)
        if self.headers["If-None-Match"] == fields["ETag"]:
            self.answer(HTTPStatus.NOT_MODIFIED, fields, b"")
        else:
            self.answer(HTTPStatus.OK, fields, content)

    def answer(self, status: HTTPStatus, fields: Mapping[str, str], content: bytes) -> None:
        """Send an answer piece by piece, as fast as the link carries it."""
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        for start in range(0, len(content), PIECE_BYTES):
            piece = content[start : start + PIECE_BYTES]
            self.server_of.link.carry(len(piece))
            self.wfile.write(piece)

    def handle(self) -> None:
        """Serve a connection until the browser leaves it."""
        try:
            super().handle()
        except ConnectionError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: it would stand between the figures."""


def pack(name: str, content: bytes, encoding: str) -> bytes:
    """Give a file as a host sends it, from the store of the build."""
    compress.STORE.mkdir(parents=True, exist_ok=True)
    return compress.packed_bytes(name, content, encoding, compress.STORE)


@cache
def answer_of(path: str, file: Path) -> tuple[bytes, Mapping[str, str]]:
    """Give the content and the headers of an address; nothing changes while the benchmark runs."""
    content = file.read_bytes()
    fields = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:16]}"', "Cache-Control": KEPT}
    if path.startswith("/site/"):
        html = content.decode("utf-8") if file.suffix == ".html" else None
        fields |= headers.for_file(path.removeprefix("/site/"), html)
    fields["Content-Type"] = headers.kind(file.name)
    packed = pack(file.name, content, "br")
    if len(packed) < len(content):
        return packed, {**fields, "Content-Encoding": "br"}
    return content, fields


@contextmanager
def serving(folders: dict[str, Path]) -> Iterator[Server]:
    """Serve folders of this machine."""
    with ThreadingHTTPServer((HOST, 0), Handler) as behind:
        behind.daemon_threads = True
        server = Server(f"http://{HOST}:{behind.server_address[1]}/", folders)
        behind.RequestHandlerClass = type("Serving", (Handler,), {"server_of": server})
        threading.Thread(target=behind.serve_forever, daemon=True).start()
        yield server
        behind.shutdown()
