"""Apache 2.4: `.htaccess`, read from the site's own folder wherever it stands. It takes `AllowOverride FileInfo`."""

from sitegen import compress, headers
from sitegen.hosting.rules import Rules

START = """\
# Introguiden: security headers, types and caching for Apache 2.4, written by the build. Do not change it by hand.
# The server must let this folder say so: AllowOverride FileInfo (or All). Modules: headers, mime, rewrite, setenvif.
"""
# Packed files are chosen here, because Apache has nothing that does. The address of a folder means its page.
PACKED = """\
<IfModule mod_rewrite.c>
RewriteEngine On"""
CHOICE = """\
RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b
RewriteCond %{{REQUEST_FILENAME}}{ending} -f
RewriteRule ^(.+)$ $1{ending} [L,E=no-gzip:1,E=no-brotli:1]
RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b
RewriteCond %{{REQUEST_FILENAME}}index.html{ending} -f
RewriteRule ^(.*/)?$ $1index.html{ending} [L,E=no-gzip:1,E=no-brotli:1]"""


def write(rules: Rules) -> str:
    """Write the file of a site."""
    texts = " ".join(ending for ending, kind in headers.TYPES.items() if kind.startswith("text/"))
    lines = [
        *START.splitlines(),
        f"ErrorDocument 404 {rules.prefix}404.html",
        "<IfModule mod_mime.c>",
        *(f"AddType {kind} {ending}" for ending, kind in headers.TYPES.items()),
        f"AddCharset {headers.CHARSET} {texts}",
        # Many servers take .gz for a kind of file, and .br for Breton.
        *(f"RemoveType {ending}" for ending in compress.ENCODINGS.values()),
        *(f"RemoveLanguage {ending}" for ending in compress.ENCODINGS.values()),
        *(f"AddEncoding {encoding} {ending}" for encoding, ending in compress.ENCODINGS.items()),
        "</IfModule>",
        "<IfModule mod_headers.c>",
        *(f'Header always set {name} "{value}"' for name, value in rules.common.items()),
    ]
    for part in rules.parts:
        fits = f"%{{REQUEST_URI}} =~ m#^{rules.prefix}(?:{part.pattern(packed=True)})$#"
        lines += [f'Header always set {name} "{value}" "expr={fits}"' for name, value in part.headers.items()]
    endings = "|".join(sorted(ending.removeprefix(".") for ending in compress.SUFFIXES))
    lines += [
        f'Header merge Vary Accept-Encoding "expr=%{{REQUEST_URI}} =~ m#(?:/|\\.(?:{endings})(?:\\.\\w+)?)$#"',
        "</IfModule>",
        PACKED,
        *(CHOICE.format(encoding=encoding, ending=ending) for encoding, ending in compress.ENCODINGS.items()),
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"
