"""The files beside the pages."""

import json
import re

import pytest

from sitegen import assets, compress, headers, sharepage
from sitegen.hosting import netlify
from sitegen.project import LANGUAGES
from sitegen.runtime import engine


def test_the_engine_is_complete_and_nothing_more(site):
    packed = tuple(compress.ENCODINGS.values())
    files = [path.relative_to(site).as_posix() for path in (site / engine.FOLDER).rglob("*") if path.is_file()]
    assert {file for file in files if not file.endswith(packed)} == set(engine.files())


def test_the_sizes_the_progress_bar_counts_are_the_files_sizes(site):
    for file in assets.engine():
        assert (site / str(file["path"])).stat().st_size == file["bytes"]


def test_the_theme_s_own_scripts_and_styles_are_not_published(site):
    assert not (site / "assets" / "javascripts").exists()
    assert not (site / "assets" / "stylesheets").exists()
    assert not list(site.rglob("*.map"))


def test_sources_are_not_published(site):
    assert not [file for file in site.rglob("*") if file.suffix in (".toml", ".md", ".py", ".yml")]
    assert not [folder for folder in ("css", "js", "checker", "partials") if (site / folder).exists()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_search_index_of_its_own(site, language):
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    found = entry["languages"][language]
    # The search page and pages of no language are not results.
    assert found["page_count"] >= 6
    assert set(entry["languages"]) == set(LANGUAGES)


def test_pagefind_s_own_interfaces_are_left_out(site):
    assert not list((site / "pagefind").glob("pagefind-*ui*"))


def test_the_headers_file_gives_each_page_its_policy_once(site, pages):
    rules = _rules((site / "_headers").read_text("utf-8"))
    assert "Content-Security-Policy" not in rules["/*"]
    assert rules["/*"] == dict(headers.ALWAYS)
    assert headers.CACHING not in rules["/*"], "two rules on caching nobody could read"
    policies = {path: rule for path, rule in rules.items() if "Content-Security-Policy" in rule}
    for page in pages.values():
        address = f"/{page.path.removesuffix('index.html')}"
        sent = headers.for_file(page.path, page.html)["Content-Security-Policy"]
        # Hosts add up the rules that match, so it must be one.
        [said] = [rule for path, rule in policies.items() if re.fullmatch(re.sub(":[a-z]", "[^/]+", path), address)]
        assert said[headers.CACHING] == headers.ASK
        # The page's own meta element takes away again what only its neighbours need.
        own = headers.META.search(page.html)[1]
        more = f" {headers.WASM}" if headers.WASM not in own else ""
        assert said["Content-Security-Policy"].replace(more, "") == sent
    for file in (headers.SERVICE_WORKER, *(f"{one}/{sharepage.file_name(one)}" for one in LANGUAGES)):
        assert rules[f"/{file}"]["Content-Security-Policy"], file
    assert headers.WASM in rules[f"/{headers.WORKER}"]["Content-Security-Policy"]
    # However many pages there are.
    assert len(rules) <= netlify.MOST_RULES / 2


def test_every_kind_of_file_has_a_type(site):
    packed = tuple(compress.ENCODINGS.values())
    kinds = {file.suffix for file in site.rglob("*") if file.is_file() and not file.name.endswith(packed)}
    # What only a server reads: .htaccess, _headers, web.config and nginx.conf.
    assert kinds - {"", ".config", ".conf"} <= set(headers.TYPES)


def _rules(text):
    rules, path = {}, ""
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    return rules


def test_no_site_map_without_an_address(site):
    assert not (site / "sitemap.xml").exists()


def test_the_headers_file_says_of_every_other_file_once_how_long_it_may_be_kept(site):
    rules = _rules((site / "_headers").read_text("utf-8"))
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and file.suffix != ".html" and path.startswith(("assets/", "api/", "pagefind/")):
            fitting = [rule for rule in rules if rule.endswith("/*") and f"/{path}".startswith(rule[:-1])]
            said = [rules[rule][headers.CACHING] for rule in fitting if headers.CACHING in rules[rule]]
            assert said == [headers.caching(path)], path
