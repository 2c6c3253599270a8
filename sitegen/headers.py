"""Security headers, caching and types: one definition for the meta element, `serve` and every server's own files."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

# Where WebAssembly runs (Pyodide, Pagefind) `script-src` gets one more word; nothing else ever differs.
WASM = "'wasm-unsafe-eval'"
DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# What a meta element cannot say (Content Security Policy level 3, section 3.3).
HEADER_ONLY = frozenset({"frame-ancestors"})

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CACHING = "Cache-Control"
# Most files keep their name from one version to the next, so a browser asks whether they have changed.
ASK = "no-cache"
# Those in a folder whose name holds the hash of its files never change.
KEEP = "public, max-age=31536000, immutable"
HASHED_FOLDER = re.compile(r"^assets/(?:[^/]+/)*?[^/]*[0-9a-f]{8,}[^/]*/")

# Every kind of file the site may hold. WebAssembly and module scripts hang or are refused under any other type.
TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".pagefind": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
CHARSET = "utf-8"
# A worker is governed by the headers of its own file.
WORKER = "assets/checker/worker.mjs"
# The one that keeps pages for use without network: it must stand at the root of what it may answer for.
SERVICE_WORKER = "sw.js"
# The one file to share opens from a phone's storage: its meta element says all that one can, its styles' hash too.
SHARED = re.compile(r"^\w+/introguiden-\w+\.html$")
META = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]+)"')
POLICY = "Content-Security-Policy"


def policy(*, wasm: bool, meta: bool = False, frame: Sequence[str] = ()) -> str:
    """Give the Content-Security-Policy.

    Args:
        wasm: whether WebAssembly runs there: the form pages, the search page, the worker.
        meta: leave out what a meta element cannot say.
        frame: origins whose pages may show this one in a frame; none for nobody.
    """
    chosen = {**DIRECTIVES, **_framed(frame)}
    if wasm:
        chosen["script-src"] += f" {WASM}"
    return _said({name: value for name, value in chosen.items() if not (meta and name in HEADER_ONLY)})


def runs_wasm(path: str, html: str | None) -> bool:
    """Say whether a file of the site may run WebAssembly: the worker, or a page whose meta element says so.

    Args:
        path: the file's path in the site, with forward slashes.
        html: the page's text, its head at least, or None for other files.
    """
    said = META.search(html) if html else None
    return path == WORKER or (said is not None and WASM in said[1])


def caching(path: str) -> str:
    """Say how long a browser may keep a file without asking."""
    return KEEP if HASHED_FOLDER.match(path) else ASK


def kind(path: str) -> str:
    """Give a file's Content-Type; what is no kind of the site's is nothing a browser should read."""
    found = TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return f"{found}; charset={CHARSET}" if found.startswith("text/") else found


def for_file(path: str, html: str | None = None, frame: Sequence[str] = ()) -> dict[str, str]:
    """Give all headers of one file of the site, its type apart.

    Args:
        path: the file's path in the site, with forward slashes.
        html: the page's text, its head at least, or None for other files.
        frame: as for `policy`.
    """
    if html is not None and SHARED.match(path):
        said = _said({name: value for name, value in {**DIRECTIVES, **_framed(frame)}.items() if name in HEADER_ONLY})
    else:
        said = policy(wasm=runs_wasm(path, html), frame=frame)
    return {**ALWAYS, CACHING: caching(path), POLICY: said}


def _framed(origins: Sequence[str]) -> dict[str, str]:
    return {"frame-ancestors": " ".join(origins)} if origins else {}


def _said(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
