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
