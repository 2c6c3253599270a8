"""Security headers: one definition for the meta element, `serve` and the hosts' own files."""

import re
from collections.abc import Mapping

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

# WebAssembly and module scripts hang or are refused under any other type.
TYPES: Mapping[str, str] = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
# A worker is governed by the headers of its own file.
WORKER = "assets/checker/worker.mjs"
# The one that keeps pages for use without network: it must stand at the root of what it may answer for.
SERVICE_WORKER = "sw.js"
# The one file to share holds its own styles; its meta element names them by their hash.
SHARED = re.compile(r"^\w+/introguiden-\w+\.html$")
META = re.compile(r'<meta http-equiv="?Content-Security-Policy"? content="([^"]+)"')


def policy(*, wasm: bool, meta: bool = False) -> str:
    """Give the Content-Security-Policy.

    Args:
        wasm: whether WebAssembly runs there: the form pages, the search page, the worker.
        meta: leave out what a meta element cannot say.
    """
    chosen = {name: value for name, value in DIRECTIVES.items() if not (meta and name in HEADER_ONLY)}
    if wasm:
        chosen["script-src"] += f" {WASM}"
    return "; ".join(f"{name} {value}" for name, value in chosen.items())


def runs_wasm(path: str, html: str | None) -> bool:
    """Say whether a file of the site may run WebAssembly: the worker, or a page whose meta element says so.

    Args:
        path: the file's path in the site, with forward slashes.
        html: the page's text, or None for other files.
    """
    return path == WORKER or (html is not None and WASM in html)


def caching(path: str) -> str:
    """Say how long a browser may keep a file without asking."""
    return KEEP if HASHED_FOLDER.match(path) else ASK


def for_file(path: str, html: str | None = None) -> dict[str, str]:
    """Give all headers of one file of the site.

    Args:
        path: the file's path in the site, with forward slashes.
        html: the page's text, or None for other files.
    """
    headers = {**ALWAYS, CACHING: caching(path)}
    if html is not None and SHARED.match(path):
        headers["Content-Security-Policy"] = shared_policy(html)
    elif html is not None or path.endswith((".mjs", ".js")):
        headers["Content-Security-Policy"] = policy(wasm=runs_wasm(path, html))
    return headers


def shared_policy(html: str) -> str:
    """Give the policy of the one file to share: what its meta element says, and what only a header can say."""
    said = META.search(html)
    rest = "; ".join(f"{name} {DIRECTIVES[name]}" for name in sorted(HEADER_ONLY))
    return f"{said[1]}; {rest}" if said else policy(wasm=False)


def netlify(pages: Mapping[str, str], folders: Mapping[str, str]) -> str:
    """Write `_headers` as Netlify and Cloudflare Pages read it.

    Both add up the rules that match: two policies mean the stricter of them, and two rules on caching nobody
    knows what. So neither stands under `/*`.

    Args:
        pages: policy of each file that has one, by its address from the site's root, such as `nb/sok/`.
        folders: how long the files of a folder such as `assets/css` may be kept.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in ALWAYS.items())]
    for address, said in sorted(pages.items()):
        lines += [f"/{address}", f"  Content-Security-Policy: {said}"]
        if not any(address.startswith(f"{folder}/") for folder in folders):
            lines.append(f"  {CACHING}: {ASK}")
    for folder, said in sorted(folders.items()):
        lines += [f"/{folder}/*", f"  {CACHING}: {said}"]
    return "\n".join(lines) + "\n"
