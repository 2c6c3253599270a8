"""A released site of a few small pages, and municipalities to make copies for."""

import io
import shutil
import zipfile
from pathlib import Path

from sitegen import offline, sharepage
from sitegen.project import FRAME, LANGUAGES, MUNICIPALITY, NOT_FOUND
from sitegen.settings import FILE
from sitegen.stamp import originals, released

HEAD = (
    '<!doctype html><html lang="{language}"><head><title>{title}</title>'
    '⟦if address⟧<link rel="canonical" href="⟦address⟧{url}">⟦end⟧</head>'
)
FRAMED = (
    "<body><header>⟦or logo⟧<i>mark</i>⟦end⟧<b>⟦name⟧</b><ul>⟦languages⟧{switch}⟦end⟧</ul>"
    "<nav>⟦block menu⟧</nav></header><article>⟦or own⟧{text}⟦end⟧</article>"
    "<footer>Introguiden, ⟦name⟧</footer></body></html>"
)
SHARED = (
    '<html><head><meta http-equiv="Content-Security-Policy" content="style-src \'sha256-x\'"><title>⟦name⟧</title>'
    "<style>:root{{--md-primary-fg-color:{colour}}}</style></head>"
    '<body><ul><li><a href="#hvem">x</a></li>⟦block shared.menu⟧</ul>'
    '<section class="page shared__page" id=hvem>⟦or own.hvem⟧whole⟦end⟧</section>'
    "⟦block shared.sections⟧</body></html>"
)
DATA = '<script type="application/json">{"name":"⟦name⟧","owner":"⟦owner.name⟧"}</script>'
TEXT = (
    '<h1>Who</h1><p>⟦owner.name⟧, <a href="mailto:⟦owner.email⟧">⟦owner.email⟧</a></p>'
    "⟦block contacts⟧⟦block units⟧⟦block statsforvalter⟧⟦block arrangements⟧<p>" + "word " * 300 + "</p>"
)
SWITCH = "".join(f"⟦lang {one}⟧<li>{one}</li>⟦end⟧" for one in LANGUAGES)

# A copy with everything of its own. The name is as long as any of Norway, and longer; the colour is not the site's.
LONG = "Nordre Eksempelbygda og Sørliøyane samkommune"
COLOUR = "#7a1f3d"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#fff" d="M0 0h9v9z"/></svg>'
REPLACED = "bolig"
OWN = [
    ('nb = "Eksempelby kommune"\nnn = "Eksempelby kommune"', f'nb = "{LONG}"\nnn = "{LONG}"'),
    ('norwegian = "nb"', 'norwegian = "nn"'),
    (
        "pages = []",
        'pages = ["lokal.md"]\nlogo = "assets/logo.svg"\nlanguages = ["nn", "ar", "en"]\n'
        f'address = "https://www.eksempelby.kommune.example/intro/en/"\ncolour = "{COLOUR}"',
    ),
]
OWN_MORE = """
[[unit]]
answers_for = ["programme", "complaints"]
name = {nb = "Flyktningtjenesten", nn = "Flyktningtenesta", en = "The refugee service"}
email = "flyktning.og.integrering.med.klage@eksempelby.kommune.example"
phone = "00 00 00 00"

[[arrangement]]
what = "furniture"
household = "couple"
cap = 10000
conditions = ["approved_first", "one_each"]
decided_by = "refugee_service"
as_of = 2026-11-22
note = {nb = "Bare nye møbler.", nn = "Berre nye møblar.", en = "New furniture only."}
"""
OWN_PAGE = """# Her hos oss

{{ site.name }}. [Klage](klage.md#send) eller skriv til {{ site.owner.email }}.

## Kva vi gir { #gir }

| Kva | Kor mykje | Introduksjonsprogramdeltakarar | Busetjingskommunen |
|---|---|---|---|
| Møblar | 10 000 kroner | alle | nei |

1. Ring oss.
2. Kom innom.

> Eg treng tolk.
"""


def site(folder: Path, norwegian: str) -> Path:
    """Write the pages of a small site with marks, as a build for a form of Norwegian would."""
    known: originals.Originals = {}
    for language in LANGUAGES:
        for name, text in (("", TEXT), ("hvem", TEXT + DATA), ("sjekk", f"<p>{norwegian}</p>"), (FRAME, "")):
            url = f"{language}/{name}/" if name else f"{language}/"
            title = "⟦page.title⟧" if name == FRAME else name
            page = HEAD.format(language=language, title=title, url=url) + FRAMED.format(switch=SWITCH, text=text)
            add(folder, f"{url}index.html", page)
        add(folder, f"{language}/{sharepage.file_name(language)}", SHARED.format(colour=offline.default_colour()))
        add(folder, f"assets/checker/{language}/check.json", f'{{"counter":"{norwegian}"}}')
        add(folder, f"assets/letters/complaint.{language}.docx", document("none"))
        add(folder, f"assets/forms/samtykke-{language}.docx", document("⟦name⟧"))
        meta = {"title": "Who", "description": "x"}
        originals.note(known, f"{language}/index.md", {**meta, "template": "home.html"}, "text", is_ours=False)
        originals.note(known, f"{language}/hvem.md", meta, f"text {language}", is_ours=False)
        originals.note(known, f"{language}/sjekk.md", {**meta, "part": "check"}, "text", is_ours=False)
        originals.note(known, f"{language}/lov.md", meta, "text", is_ours=True)
    add(folder, "index.html", f"<html><body><ul>⟦languages⟧{SWITCH}⟦end⟧</ul></body></html>")
    add(folder, NOT_FOUND, '<html><body><a href="⟦root⟧nb/">⟦or logo⟧x⟦end⟧</a></body></html>')
    add(
        folder,
        "assets/css/site.css",
        f":root{{--md-primary-fg-color:{offline.default_colour()}}}" + "a{color:red}" * 200,
    )
    add(folder, "assets/checker/worker.mjs", "export {};\n" * 200)
    add(folder, "sw.js", "self;\n")
    languages = ",".join(f'"{one}":{{"hash":"{one}_1"}}' for one in LANGUAGES)
    add(folder, "pagefind/pagefind-entry.json", f'{{"version":"1","languages":{{{languages}}}}}')
    originals.write(folder, known)
    return folder


def release(folder: Path) -> released.Released:
    """Make a released site for both forms of Norwegian."""
    released.write(folder / "released", {form: site(folder / form, form) for form in ("nb", "nn")})
    return released.read(folder / "released")


def municipality(folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    """Copy the example municipality, with changes to its settings."""
    shutil.copytree(MUNICIPALITY, folder)
    text = (folder / FILE).read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / FILE).write_text(f"{text}\n{more}", "utf-8")
    return folder


def with_everything(folder: Path, site: released.Released) -> Path:
    """Write a municipality with all it can have of its own, in a sub-folder, in fewer languages."""
    made = municipality(folder, *OWN, more=OWN_MORE)
    add(made, "assets/logo.svg", LOGO)
    for language in ("nb", "nn", "en"):
        add(made, f"{language}/lokal.md", f"---\ntitle: {LONG} og me\ndescription: Om oss\n---\n{OWN_PAGE}")
        fingerprint = site.pages[language][REPLACED].fingerprint
        head = f"---\ntitle: Bustad\ndescription: Bustad hos oss\nreplaces: {fingerprint}\n---\n"
        add(made, f"{language}/{REPLACED}.md", head + OWN_PAGE)
    return made


def add(folder: Path, path: str, content: str | bytes) -> Path:
    """Write a file."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def document(text: str) -> bytes:
    """Give a packed document with a text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        new.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return packed.getvalue()


def told(file: Path) -> str:
    """Read the text of a packed document."""
    with zipfile.ZipFile(file) as packed:
        return packed.read("word/document.xml").decode()
