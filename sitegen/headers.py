"""Security headers: one definition for the meta element, `serve` and the hosts' own files."""

from collections.abc import Iterable, Mapping

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
    # Every file keeps its name from one version to the next, so a browser asks whether it has changed.
    "Cache-Control": "no-cache",
}

# WebAssembly and module scripts hang or are refused under any other type.
TYPES: Mapping[str, str] = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
}
# A worker is governed by the headers of its own file.
WORKER = "assets/checker/worker.mjs"


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


def for_file(path: str, html: str | None = None) -> dict[str, str]:
    """Give all headers of one file of the site."""
    headers = dict(ALWAYS)
    if html is not None or path.endswith((".mjs", ".js")):
        headers["Content-Security-Policy"] = policy(wasm=runs_wasm(path, html))
    return headers


def netlify(wasm_pages: Iterable[str], pages: Iterable[str]) -> str:
    """Write `_headers` as Netlify and Cloudflare Pages read it.

    Both add up the rules that match, and two policies mean the stricter of them. So the policy stands with
    each page and never under `/*`.

    Args:
        wasm_pages: addresses of pages that run WebAssembly, from the site's root, such as `nb/sok/`.
        pages: addresses of the others.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in ALWAYS.items())]
    addresses = [(page, False) for page in pages] + [(page, True) for page in wasm_pages] + [(WORKER, True)]
    for address, wasm in sorted(addresses):
        lines += [f"/{address}", f"  Content-Security-Policy: {policy(wasm=wasm)}"]
    return "\n".join(lines) + "\n"
