"""One definition of the policy, said in three places."""

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
    said = f'<meta content="{headers.policy(wasm=True, meta=True)}">'
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


def test_the_file_to_share_is_sent_with_what_it_says_itself():
    said = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-x'\">"
    sent = headers.for_file("nb/introguiden-nb.html", said)["Content-Security-Policy"]
    assert sent == "default-src 'none'; style-src 'sha256-x'; frame-ancestors 'none'"
    assert headers.for_file("nb/klage/index.html", said)["Content-Security-Policy"] == headers.policy(wasm=False)
