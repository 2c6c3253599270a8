"""`_headers`, as Netlify and Cloudflare Pages read it.

Both add up the rules that match: two policies mean the stricter of them, and two rules on caching nobody knows what.
So neither stands under `/*`. Cloudflare Pages reads a hundred rules, so all pages at one depth share one. Where some of
them run WebAssembly the rule allows it to all, and the other pages' own meta elements take it away again.
"""

from collections.abc import Mapping

from sitegen import headers
from sitegen.hosting.rules import INDEX, Rules

MOST_RULES = 100


def write(rules: Rules) -> str:
    """Write the file of a site. It holds for a site at the root of its host: these hosts have no other."""
    always = {name: value for name, value in rules.common.items() if name not in (headers.POLICY, headers.CACHING)}
    lines = ["/*", *(f"  {name}: {value}" for name, value in always.items())]
    for address, said in sorted(by_depth(rules.pages).items()):
        lines += [f"/{address}", f"  {headers.POLICY}: {said}"]
        if not any(address.startswith(f"{folder}/") for folder in rules.folders):
            lines.append(f"  {headers.CACHING}: {headers.ASK}")
    for folder, said in sorted(rules.folders.items()):
        lines += [f"/{folder}/*", f"  {headers.CACHING}: {said}"]
    return "\n".join(lines) + "\n"


def by_depth(pages: Mapping[str, str]) -> dict[str, str]:
    """Give the policy of each address, those of folders' pages by how deep they lie: `:a/:b/` is any two folders."""
    found: dict[str, str] = {}
    for file, said in pages.items():
        folder = file.removesuffix(INDEX)
        address = (
            "".join(f":{chr(ord('a') + depth)}/" for depth in range(folder.count("/"))) if folder != file else file
        )
        if headers.WASM not in found.get(address, ""):
            found[address] = said
    return found
