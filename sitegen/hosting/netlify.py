"""`_headers`, as Netlify and Cloudflare Pages read it.

Both add up the rules that match: two policies mean the stricter of them, and two rules on caching nobody knows what.
So neither stands under `/*`. Cloudflare Pages reads a hundred rules, so pages of the same name in each language, and
of the same policy, share one.
"""

from collections import defaultdict
from collections.abc import Mapping

from sitegen import headers
from sitegen.hosting.rules import INDEX, Rules
from sitegen.project import LANGUAGES

ANY = ":language"
MOST_RULES = 100


def write(rules: Rules) -> str:
    """Write the file of a site. It holds for a site at the root of its host: these hosts have no other."""
    always = {name: value for name, value in rules.common.items() if name not in (headers.POLICY, headers.CACHING)}
    lines = ["/*", *(f"  {name}: {value}" for name, value in always.items())]
    for address, said in sorted(shared(rules.pages).items()):
        lines += [f"/{address}", f"  {headers.POLICY}: {said}"]
        if not any(address.startswith(f"{folder}/") for folder in rules.folders):
            lines.append(f"  {headers.CACHING}: {headers.ASK}")
    for folder, said in sorted(rules.folders.items()):
        lines += [f"/{folder}/*", f"  {headers.CACHING}: {said}"]
    return "\n".join(lines) + "\n"


def shared(pages: Mapping[str, str]) -> dict[str, str]:
    """Give the policy of each address, those of one name that are alike in all languages in one."""
    named: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for file, said in pages.items():
        first, _, rest = file.partition("/")
        named[rest if first in LANGUAGES else ""][file] = said
    found = named.pop("", {})
    for rest, files in named.items():
        found |= {f"{ANY}/{rest}": files.popitem()[1]} if len(files) > 1 and len(set(files.values())) == 1 else files
    return {file.removesuffix(INDEX): said for file, said in found.items()}
