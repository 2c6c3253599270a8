"""IIS 7 and newer: `web.config`, read from the site's own folder.

IIS packs files itself and does not choose those packed in advance without a module that few have.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from sitegen import headers
from sitegen.hosting.rules import INDEX, Rules

START = "Introguiden: security headers, types and caching for IIS, written by the build. Do not change it by hand."


def write(rules: Rules) -> str:
    """Write the file of a site."""
    root = Element("configuration")
    root.append(Comment(f" {START} "))
    server = SubElement(root, "system.webServer")
    start = SubElement(SubElement(server, "defaultDocument", enabled="true"), "files")
    SubElement(start, "clear")
    SubElement(start, "add", value=INDEX)
    static = SubElement(server, "staticContent")
    for ending in headers.TYPES:
        # A type that the server knows already must go first: two of them are an error of the server.
        SubElement(static, "remove", fileExtension=ending)
        SubElement(static, "mimeMap", fileExtension=ending, mimeType=headers.kind(f"any{ending}"))
    # Caching is said among the other headers, word by word.
    SubElement(static, "clientCache", cacheControlMode="NoControl")
    SubElement(server, "urlCompression", doStaticCompression="true")
    errors = SubElement(server, "httpErrors", errorMode="Custom", existingResponse="Auto")
    SubElement(errors, "remove", statusCode="404")
    SubElement(errors, "error", statusCode="404", path="404.html", responseMode="File")
    _add(server, rules.common)
    for part in rules.parts:
        for path in (*part.folders, *(file.removesuffix(f"/{INDEX}") for file in part.files)):
            location = SubElement(root, "location", path=path)
            _add(SubElement(location, "system.webServer"), part.headers)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add(server: Element, values: Mapping[str, str]) -> None:
    custom = SubElement(SubElement(server, "httpProtocol"), "customHeaders")
    for name, value in values.items():
        SubElement(custom, "remove", name=name)
        SubElement(custom, "add", name=name, value=value)
