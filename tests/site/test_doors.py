"""Two doors and what is said about the site: every page can be reached, and says where it stands."""

from urllib.parse import urldefrag, urljoin

import pytest

from sitegen.project import LANGUAGES

# A visitor with a phone gives up after a few steps.
CLICKS = 3


def address(page) -> str:
    return f"/{page.path.removesuffix('index.html')}"


def links(page) -> list[str]:
    """Give where a page's links lead, without what stands after a #."""
    return [urldefrag(urljoin(f"/{page.path}", link["href"]))[0] for link in page.all("a") if "href" in link]


def clicks(pages, language: str) -> dict[str, int]:
    """Count the clicks from a language's front page to each of its pages."""
    known = {address(page): page for page in pages.values() if page.language == language}
    found = {f"/{language}/": 0}
    waiting = list(found)
    while waiting:
        here = waiting.pop(0)
        for target in links(known[here]):
            if target in known and target not in found:
                found[target] = found[here] + 1
                waiting.append(target)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_an_orphan_and_few_clicks_reach_it(pages, language):
    found = clicks(pages, language)
    wanted = {address(page) for page in pages.values() if page.language == language}
    assert wanted - set(found) == set()
    assert {page: count for page, count in found.items() if count > CLICKS} == {}


def test_a_page_says_behind_which_door_it_stands(pages):
    for page in pages.values():
        if not page.language or page.name == "index.html":
            continue
        assert 'class="where"' in page.html, page.path
        trail = page.html.partition('class="where"')[2].partition("</nav>")[0]
        assert urljoin(f"/{page.path}", trail.split('href="')[1].partition('"')[0]) == f"/{page.language}/", page.path


def test_the_menu_marks_the_page_and_its_door(pages):
    for page in pages.values():
        if page.language:
            marked = [link for link in page.all("a") if link.get("aria-current") in ("page", "true")]
            targets = [urljoin(f"/{page.path}", link["href"]) for link in marked]
            assert address(page) in targets, page.path


def test_a_door_lists_every_page_behind_it_with_a_line_on_what_it_holds(pages):
    for page in pages.values():
        if 'class="shelf"' not in page.html:
            continue
        menu = page.html.partition('class="menu"')[2].partition("</nav>")[0].split("</ul>", 1)[1]
        listed = page.html[page.html.index('class="shelf"') :].partition("</article>")[0]
        behind = {part.partition('"')[0] for part in menu.split('href="')[1:]}
        assert behind, page.path
        for target in behind:
            assert f'href="{target}"' in listed, f"{page.path}: {target}"
        assert "<span></span>" not in listed, page.path
