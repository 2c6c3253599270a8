"""One definition of the policy, said in three places."""

import pytest

from sitegen import headers


def test_nothing_inline_and_no_eval_is_ever_allowed():
    for wasm in (False, True):
        policy = headers.policy(wasm=wasm)
        assert "'unsafe-inline'" not in policy
        assert "'unsafe-eval'" not in policy
        assert policy.startswith("default-src 'none'; ")
        assert "http" not in policy
        assert "*" not in policy


def test_webassembly_is_the_only_difference():
    plain, wasm = headers.policy(wasm=False), headers.policy(wasm=True)
    assert wasm.replace(f" {headers.WASM}", "") == plain
    assert wasm != plain


def test_a_meta_element_says_all_it_can():
    meta = headers.policy(wasm=True, meta=True).split("; ")
    header = headers.policy(wasm=True).split("; ")
    assert [part for part in header if part not in meta] == ["frame-ancestors 'none'"]


def test_a_worker_has_a_policy_of_its_own():
    assert headers.WASM in headers.for_file(headers.WORKER)["Content-Security-Policy"]
    other = headers.for_file("assets/js/site.mjs")["Content-Security-Policy"]
    assert headers.WASM not in other


def test_a_page_gets_what_its_meta_element_says():
    said = f'<meta http-equiv="Content-Security-Policy" content="{headers.policy(wasm=True, meta=True)}">'
    assert headers.for_file("nb/sok/index.html", said)["Content-Security-Policy"] == headers.policy(wasm=True)
    assert headers.for_file("nb/index.html", "")["Content-Security-Policy"] == headers.policy(wasm=False)


def test_every_file_has_the_common_headers():
    for path, html in (("index.html", ""), ("assets/css/site.css", None), (headers.WORKER, None)):
        sent = headers.for_file(path, html)
        assert dict(headers.ALWAYS).items() <= sent.items()


def test_only_a_folder_named_by_its_hash_is_kept_without_asking():
    for path in ("assets/engine-0a1b2c3d4e5f/python.wasm", "assets/py/0a1b2c3d/python.zip"):
        assert headers.for_file(path)["Cache-Control"] == "public, max-age=31536000, immutable", path
    for path in (
        "assets/css/site.css",
        "sw.js",
        "assets/checker/worker.mjs",
        "nb/0a1b2c3d4e5f/x.css",
        "assets/0a1b2c3d4e5f",
    ):
        assert headers.for_file(path)["Cache-Control"] == "no-cache", path


def test_the_service_worker_has_a_policy_of_its_own():
    assert headers.for_file(headers.SERVICE_WORKER)["Content-Security-Policy"] == headers.policy(wasm=False)


def test_a_page_that_only_tells_of_webassembly_may_not_run_it():
    said = f'<meta http-equiv="Content-Security-Policy" content="{headers.policy(wasm=False, meta=True)}">'
    html = f"{said}<p>{headers.WASM}</p>"
    assert headers.for_file("nb/ansatt-drift/index.html", html)["Content-Security-Policy"] == headers.policy(wasm=False)


def test_the_file_to_share_says_itself_all_but_what_only_a_header_can():
    said = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-x'\">"
    sent = headers.for_file("nb/introguiden-nb.html", said)["Content-Security-Policy"]
    # Two policies mean the stricter of them: one that named no styles would take them away.
    assert sent == "frame-ancestors 'none'"
    assert headers.for_file("nb/klage/index.html", said)["Content-Security-Policy"] == headers.policy(wasm=False)


def test_nobody_may_frame_a_site_that_names_nobody():
    for path, html in (("nb/index.html", ""), ("nb/introguiden-nb.html", ""), (headers.WORKER, None), ("x.svg", None)):
        assert headers.for_file(path, html)["Content-Security-Policy"].endswith("frame-ancestors 'none'"), path


def test_those_a_site_names_may_frame_it_and_nothing_else_changes():
    frame = ("https://www.example.no", "https://cms.example.no:8443")
    for path, html in (("nb/index.html", ""), ("nb/introguiden-nb.html", ""), (headers.WORKER, None)):
        alone, framed = headers.for_file(path, html), headers.for_file(path, html, frame)
        assert framed["Content-Security-Policy"] == alone["Content-Security-Policy"].replace(
            "frame-ancestors 'none'", f"frame-ancestors {' '.join(frame)}"
        )
        assert {**framed, "Content-Security-Policy": ""} == {**alone, "Content-Security-Policy": ""}
    assert headers.policy(wasm=False, meta=True, frame=frame) == headers.policy(wasm=False, meta=True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("nb/klage/index.html", "text/html; charset=utf-8"),
        ("assets/js/site.mjs", "text/javascript; charset=utf-8"),
        ("assets/engine/a/pyodide.asm.wasm", "application/wasm"),
        ("nb/manifest.webmanifest", "application/manifest+json"),
        ("assets/letters/complaint.nb.docx", headers.TYPES[".docx"]),
        ("_headers", "application/octet-stream"),
    ],
)
def test_types(path, kind):
    assert headers.kind(path) == kind
