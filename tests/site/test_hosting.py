"""web.config, read as IIS reads it; and the files themselves."""

import copy
from itertools import accumulate
from xml.etree import ElementTree

import pytest

from sitegen import compress, headers, hosting
from sitegen.hosting import rules

FRAME = ("https://www.example.no",)


@pytest.fixture(scope="module", params=[(), FRAME], ids=["framed by nobody", "framed"])
def framed(request):
    return request.param


@pytest.fixture(scope="module")
def found(site, framed):
    return rules.of(site, "https://intro.example/sub/", framed)


@pytest.fixture(scope="module")
def web_config(found):
    return ElementTree.fromstring(hosting.iis.write(found))


def files(site):
    packed = (*compress.ENCODINGS.values(), ".config", ".conf", ".htaccess", "_headers", ".nojekyll")
    found = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*")) if file.is_file()]
    return [file for file in found if not file.endswith(packed)]


def sent_by_iis(config, file):
    """Give the headers of a file: those of the site's own folder, then those of each folder on the way, then its own."""
    found = {}
    at_root = [config]
    parts = list(accumulate(file.split("/"), lambda way, part: f"{way}/{part}"))
    locations = {location.get("path"): location for location in config.findall("location")}
    for place in (*at_root, *(locations[path] for path in parts if path in locations)):
        for rule in place.find("system.webServer/httpProtocol/customHeaders"):
            if rule.tag == "remove":
                found.pop(rule.get("name"), None)
            else:
                # The same name twice is an error of the server.
                assert rule.get("name") not in found, (file, rule.get("name"))
                found[rule.get("name")] = rule.get("value")
    return found


def test_iis_sends_of_every_file_what_the_definition_says(web_config, site, framed):
    for file in files(site):
        assert sent_by_iis(web_config, file) == headers.for_file(file, rules.head(site / file), framed), file


def test_iis_knows_every_type_once(web_config):
    static = web_config.find("system.webServer/staticContent")
    removed = [rule.get("fileExtension") for rule in static.findall("remove")]
    known = {rule.get("fileExtension"): rule.get("mimeType") for rule in static.findall("mimeMap")}
    assert known == {ending: headers.kind(f"a{ending}") for ending in headers.TYPES}
    assert removed == list(known)
    assert len(static.findall("mimeMap")) == len(known)


def test_iis_leaves_caching_to_the_headers_and_has_the_site_s_own_pages(web_config):
    server = web_config.find("system.webServer")
    assert server.find("staticContent/clientCache").get("cacheControlMode") == "NoControl"
    assert [rule.get("value") for rule in server.findall("defaultDocument/files/add")] == ["index.html"]
    error = server.find("httpErrors/error")
    assert (error.get("statusCode"), error.get("path"), error.get("responseMode")) == ("404", "404.html", "File")


def test_every_part_of_web_config_is_one_that_was_looked_at(web_config):
    """What is not compared above must not be there."""
    rest = copy.deepcopy(web_config)
    server = rest.find("system.webServer")
    known = {"defaultDocument", "staticContent", "urlCompression", "httpErrors", "httpProtocol"}
    assert {part.tag for part in server} == known
    for location in rest.findall("location"):
        assert [part.tag for part in location] == ["system.webServer"]
        assert [part.tag for part in location[0]] == ["httpProtocol"]


def test_the_rules_are_few(found):
    """A part is a policy or a way of caching, not a page."""
    assert len(found.parts) == 3
    assert found.prefix == "/sub/"


def test_no_file_is_in_two_parts(found, site):
    for file in files(site):
        fitting = [part for part in found.parts if file in part.files or file.startswith(tuple(f"{one}/" for one in part.folders))]
        assert len(fitting) <= 1, file


def test_the_site_holds_every_server_s_file(site):
    for name in (".htaccess", "web.config", "_headers", "hosting/nginx.conf"):
        assert (site / name).stat().st_size > 1000, name
        assert "127.0.0.1" not in (site / name).read_text("utf-8")
    assert (site / ".nojekyll").read_bytes() == b""


def test_a_site_in_a_sub_folder_names_it_wherever_a_server_needs_it(found):
    assert "location /sub/ {" in hosting.nginx.write(found)
    assert "error_page 404 /sub/404.html;" in hosting.nginx.write(found)
    assert "ErrorDocument 404 /sub/404.html" in hosting.apache.write(found)
