"""A server for this machine: the built site with the headers a real host must send."""

import os
from email.message import Message
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from sitegen import compress, headers
from sitegen.project import NOT_FOUND

HOST = "127.0.0.1"
PORTS_TRIED = 100


class Handler(SimpleHTTPRequestHandler):
    """Answers with a file of the site, its type, its headers, and the site's own page for unknown addresses.

    Attributes:
        site: the folder served; it may be replaced while the server runs.
        prefix: the sub-folder the site stands in, such as "/en/sub/folder/".
        packed: send the files packed in advance to browsers that take them. Not every host does.
        frame: origins whose pages may show the site in a frame.
    """

    site: Path
    prefix = "/"
    packed = True
    frame: tuple[str, ...] = ()
    protocol_version = "HTTP/1.1"

    def send_head(self) -> BinaryIO | None:
        """Send everything before the content; None where there is no content."""
        path = unquote(urlsplit(self.path).path)
        file = self.find(path)
        if file is None:
            missing = self.site.resolve() / NOT_FOUND
            if missing.is_file():
                return self.send_file(HTTPStatus.NOT_FOUND, missing)
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE, "The site is not built yet; see the terminal")
            return None
        if file.is_dir():
            # Relative links hold only below an address that ends with a slash.
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{urlsplit(self.path).path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return self.send_file(HTTPStatus.OK, file)

    def find(self, path: str) -> Path | None:
        """Give the file of an address, the folder where only the slash at the end is missing, or None."""
        if not path.startswith(self.prefix):
            return None
        inside = path[len(self.prefix) :]
        if "\0" in inside or "\\" in inside:
            return None
        site = self.site.resolve()
        file = (site / inside).resolve()
        if not file.is_relative_to(site):
            return None
        if file.is_dir():
            entry = file / "index.html"
            return (entry if path.endswith("/") else file) if entry.is_file() else None
        return file if file.is_file() and not path.endswith("/") else None

    def send_file(self, status: HTTPStatus, file: Path) -> BinaryIO:
        """Send status and headers of a file, and give its content, packed where the browser takes it."""
        html = file.read_text("utf-8") if file.suffix == ".html" else None
        encoding = self.encoding_of(file)
        sent = file.with_name(file.name + compress.ENCODINGS[encoding]) if encoding else file
        content = sent.open("rb")
        self.send_response(status)
        self.send_header("Content-Type", headers.kind(file.name))
        self.send_header("Content-Length", str(os.fstat(content.fileno()).st_size))
        if encoding:
            self.send_header("Content-Encoding", encoding)
        if self.packed:
            self.send_header("Vary", "Accept-Encoding")
        path = file.relative_to(self.site.resolve()).as_posix()
        for name, value in headers.for_file(path, html, self.frame).items():
            self.send_header(name, value)
        self.end_headers()
        return content

    def encoding_of(self, file: Path) -> str | None:
        """Choose the packed form of a file that the browser takes; None where there is none."""
        if not self.packed:
            return None
        wanted = accepted(self.headers)
        return next(
            (name for name, end in compress.ENCODINGS.items() if name in wanted and Path(f"{file}{end}").is_file()),
            None,
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: a visit is nobody's business, and warnings of the build must not drown."""


def accepted(sent: Message) -> set[str]:
    """Read which encodings a browser takes (RFC 9110, section 12.5.3): those it names without a weight of 0."""
    names = set()
    for one in sent.get("Accept-Encoding", "").split(","):
        name, _, weight = one.partition(";")
        if weight.strip().removeprefix("q=").strip("0.") or not weight:
            names.add(name.strip().lower())
    return names


def server(site: Path, port: int = 0, prefix: str = "/", *, packed: bool = True) -> ThreadingHTTPServer:
    """Make a server of a built site on this machine only. It listens at once; `serve_forever` answers.

    Args:
        site: the folder to serve.
        port: 0 for any that is free.
        prefix: the sub-folder the site stands in, with a slash at both ends.
        packed: as for the handler.

    Raises:
        OSError: the port is taken.
    """
    handler = type("SiteHandler", (Handler,), {"site": site, "prefix": prefix, "packed": packed})
    return _Server((HOST, port), handler)


def server_near(site: Path, port: int) -> ThreadingHTTPServer:
    """Make a server on a port, or on the next one that is free.

    Raises:
        OSError: none of the next hundred is.
    """
    for candidate in range(port, port + PORTS_TRIED):
        try:
            return server(site, candidate)
        except OSError:
            continue
    raise OSError(f"no free port from {port} to {port + PORTS_TRIED - 1}")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows this option would let two servers share a port in silence.
    allow_reuse_address = os.name != "nt"
