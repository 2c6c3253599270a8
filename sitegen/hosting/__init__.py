"""A site's headers, types and caching, written out for the servers that municipalities have.

`sitegen/headers.py` says what holds for a file. `rules` finds the few rules that say the same of all files of a site;
the other modules write them as each server reads them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sitegen.hosting import apache, embed, iis, netlify, nginx, rules

# Where each server looks for its own, in the site; nginx is told to look there.
FILES = {
    ".htaccess": apache.write,
    "web.config": iis.write,
    "_headers": netlify.write,
    "hosting/nginx.conf": nginx.write,
}
# GitHub Pages leaves out folders and files that begin with _, unless this one stands there.
NO_JEKYLL = ".nojekyll"


def write(
    site: Path, address: str | None = None, frame: Sequence[str] = (), known: Mapping[str, bytes] = MappingProxyType({})
) -> None:
    """Write the files that servers read into a built site.

    Args:
        site: the built site, before its files are packed.
        address: where it is published, with a slash at the end; None for the root of some host.
        frame: origins whose pages may show this site in a frame.
        known: files that need not be read again.
    """
    embed.write(site, address, frame)
    found = rules.of(site, address, frame, known)
    for name, written in FILES.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(written(found), "utf-8", newline="\n")
    (site / NO_JEKYLL).touch()
