"""nginx: one file to include in a `server` block. Only `location`s, so that many copies can stand on one host."""

from collections.abc import Mapping

from sitegen import headers
from sitegen.hosting.rules import Rules

START = """\
# Introguiden: security headers, types and caching for nginx, written by the build. Do not change it by hand.
# Put a line in the server block whose root is the folder above the site (the site itself, if it stands at the
# root of its host), then run: nginx -t && nginx -s reload
#   include {root}{prefix}hosting/nginx.conf;
"""


def write(rules: Rules) -> str:
    """Write the file of a site."""
    prefix = rules.prefix
    lines = [
        *START.format(root="/var/www/html", prefix=prefix).splitlines(),
        f"location {prefix} {{",
        "    index index.html;",
        f"    error_page 404 {prefix}404.html;",
        "    absolute_redirect off;",
        "    charset utf-8;",
        f"    charset_types {' '.join(text_types())};",
        "    default_type application/octet-stream;",
        "    types {",
        *(f"        {kind} {ending.removeprefix('.')};" for ending, kind in headers.TYPES.items()),
        "    }",
        "    gzip_static on;",
        "    gzip_vary on;",
        "    # brotli_static on;  # with the module ngx_brotli: the smallest files",
        *_added(rules.common, "    "),
    ]
    # A block with an add_header of its own inherits none, so each says all of them.
    for part in rules.parts:
        lines += [
            f'    location ~ "^{prefix}(?:{part.pattern()})$" {{',
            *_added({**rules.common, **part.headers}, "        "),
            "    }",
        ]
    return "\n".join([*lines, "}"]) + "\n"


def text_types() -> list[str]:
    """List the types that say how their text is written; nginx takes HTML for granted."""
    return sorted({kind for kind in headers.TYPES.values() if kind.startswith("text/")} - {"text/html"})


def _added(values: Mapping[str, str], indent: str) -> list[str]:
    # `always`: the page for unknown addresses has them too.
    return [f'{indent}add_header {name} "{value}" always;' for name, value in values.items()]
