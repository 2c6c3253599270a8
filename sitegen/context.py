"""What pages and templates get, as plain values: the municipality, the strings, the law, the languages."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import checker
from checker.parameters import Row
from sitegen import (
    assets,
    benefittext,
    checklist,
    documents,
    fonts,
    form,
    freshness,
    glossary,
    languages,
    lawpages,
    lawtext,
    letterfiles,
    letters,
    papers,
    project,
    quick,
    strings,
    translations,
    words,
)
from sitegen.guide import booklet, guidewords, sections, store
from sitegen.guide import page as guidepage
from sitegen.stamp import marks
from sitegen.trust import coverage


@dataclass(frozen=True)
class Alternate:
    """A language of the switch, with an address relative to the page that shows it."""

    lang: str
    name: str
    url: str
    dir: str


@dataclass(frozen=True)
class Build:
    """What one build knows, whatever the page. Of the municipality it knows no more than the form of Norwegian.

    Attributes:
        norwegian: the form that is shown where a page needs Norwegian and is not in Norwegian itself.
        docs: the staged pages, with each language's strings and words.
        today: the day in Oslo that decides which rows of the law are today's.
    """

    norwegian: str
    docs: Path
    today: date

    @cached_property
    def version(self) -> str:
        """The site's version."""
        return project.version()

    @cached_property
    def ui(self) -> dict[str, strings.Strings]:
        """The strings of templates and scripts, by language."""
        return {language: strings.load(self.docs, language) for language in project.LANGUAGES}

    @cached_property
    def laws(self) -> dict[str, lawpages.LawPages]:
        """The rules in words, by language."""
        return {language: lawpages.LawPages(self.docs, language, self.today) for language in project.LANGUAGES}

    @cached_property
    def made_from(self) -> dict[str, translations.Record]:
        """Which Bokmål paragraphs each language was made from."""
        return {language: translations.load(self.docs, language) for language in project.LANGUAGES}

    @cached_property
    def law_checked(self) -> date:
        """The oldest day on which a row of the law was last compared with its source."""
        return lawtext.checked()

    def language(self, locale: str) -> str:
        """Give the language of a locale: the entrance speaks the municipality's form of Norwegian."""
        return self.norwegian if locale == project.ENTRANCE else locale

    def for_text(self, language: str, note: Callable[[Row], object] = lambda _: None) -> dict[str, object]:
        """Give what a page's own text may use; `note` gets each row of the law that the page tells."""
        return {
            "site": marks.site(self.norwegian),
            "local": marks.LOCAL,
            "ui": self.ui[language],
            "law": lawtext.lookup(language, self.today, note),
            "laws": self.laws[language],
            "benefit": benefittext.lookup(language, self.today),
            "glossary": glossary.Glossary(self.docs, language),
            "coverage": lambda: coverage.table(self.docs, self.ui[language]),
            "version": self.version,
            "law_checked": lawtext.long_date(self.law_checked, language),
        }

    def for_template(self, language: str, alternates: Iterable[Alternate], base: str) -> dict[str, object]:
        """Give what every template may use.

        Args:
            language: of the page.
            alternates: the page in every language.
            base: the way from the page to the site's root.
        """
        others = list(alternates)
        return {
            **self.for_text(language),
            "alternates": others,
            "entrance": [self.welcome(other) for other in others if other.lang in self.ui],
            "base": base,
            # mkdocs-static-i18n gives it the entrance's pseudo locale.
            "i18n_page_locale": language,
            "direction": direction(language),
            "script_sheet": fonts.sheet(language),
        }

    def staleness(self, rows: Iterable[Row]) -> dict[str, object]:
        """Say from which day the rows that a page rests on are stale, and whether it has come."""
        stale_from = freshness.stale_from(rows)
        return {"law_stale_from": stale_from, "law_is_stale": stale_from is not None and stale_from <= self.today}

    def welcome(self, other: Alternate) -> dict[str, str]:
        """Give a language of the entrance, in its own words."""
        ui = self.ui[other.lang]
        return {
            "lang": other.lang,
            "name": other.name,
            "url": other.url,
            "dir": other.dir,
            "text": ui["entrance_text"],
            "not_found": ui["not_found_text"],
            "home": ui["not_found_home"],
        }

    def form(self, part: str, language: str, base: str, addresses: Mapping[str, str]) -> form.FormView:
        """Give the form of a page.

        Args:
            part: the form, `check`, `appeal` or `benefit`.
            language: of the page.
            base: the way from the page to the site's root.
            addresses: of all pages of this language, relative to this one, by file name without its ending.
        """
        told = self.words(language)
        urls = lawtext.act_urls()
        return form.view(
            part,
            checker.QUESTIONS,
            words=told,
            norwegian=self.words(self.norwegian),
            ui=self.ui[language],
            page={
                "language": language,
                "acts": {act: {"name": name, "url": urls[act]} for act, name in told["act"].items()},
                "engine": {
                    "files": [{"url": f"{base}/{file['path']}", "bytes": file["bytes"]} for file in assets.engine()]
                },
                "site": {key: value for key, value in marks.site(self.norwegian).items() if key in form.SITE},
                "version": self.version,
                "law_checked": self.law_checked.isoformat(),
                "pages": {name: url for name, url in addresses.items() if name in form.PAGES},
            },
            cited=quick.acts(store.load(self.today), part),
        )

    def paper(self, name: str, language: str, site: Path) -> dict[str, object]:
        """Give the form of a page, and write it into the site as a document.

        Args:
            name: of the file in docs/forms/, without its ending.
            language: of the page.
            site: the folder that is being built.
        """
        paper = papers.load(self.docs, name)
        seen = papers.view(paper, language, lambda text: papers.marked(text, language))
        owner, ui = marks.mark("name"), self.ui[language]
        content = documents.write(papers.view(paper, language), language, owner, ui, self.foot(language))
        address = f"assets/forms/{name}-{language}.docx"
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(content)
        return {"view": seen, "address": address, "kilobytes": str(math.ceil(len(content) / 1024))}

    def letters(self, language: str, site: Path) -> list[letterfiles.Sheet]:
        """Give the blank letters of a page, and write them into the site as documents.

        Args:
            language: of the page.
            site: the folder that is being built.
        """
        words = letters.load(self.docs, self.today)
        foots = {one: self.foot(one) for one in project.LANGUAGES}
        return letterfiles.sheets(words, language, self.norwegian, site, foots)

    def checklist(self, language: str) -> checklist.View:
        """Give what a decision must hold, to tick."""
        norwegian = language if language in letterfiles.SENT else self.norwegian
        common = letters.load(self.docs, self.today).common
        return checklist.view(checklist.load(self.docs), common, language, norwegian, self.today)

    def foot(self, language: str) -> str:
        """Give the line at the foot of a document: which version it is of, and how old the comparison with the law."""
        return (
            f"Introguiden {self.version}. {self.ui[language]['law_checked']} {self.for_text(language)['law_checked']}."
        )

    def guide(self, part: str, language: str, addresses: Mapping[str, str]) -> dict[str, object]:
        """Give a part of the guide without script.

        Args:
            part: `check`, `appeal` or `money`.
            language: of the page.
            addresses: of all pages of this language, relative to this one, by file name without its ending.
        """
        speech, ui = self.speech(language), self.ui[language]
        nodes = booklet.load(self.today, self.docs)[part]
        page, text = {"check": ("frist", "js_deadline"), "appeal": ("klage", "js_complain")}.get(part, ("", ""))
        return {
            "sections": guidepage.spoken(part, sections.sections(nodes), speech, self.today),
            "text": speech.guide["text"],
            "table": addresses["frister"],
            "onward": addresses.get(page),
            "onward_text": ui[text] if text else "",
        }

    def speech(self, language: str) -> guidepage.Language:
        """Give the words of the guide in one language."""
        both = {
            one: (self.words(one), guidewords.load(self.docs, one, lawtext.lookup(one, self.today)))
            for one in {language, self.norwegian}
        }
        return guidepage.Language(language, *both[language], both[self.norwegian], self.ui[language])

    def words(self, language: str) -> words.Words:
        """Give the words of the checker in one language."""
        return words.load(self.docs, language, lawtext.lookup(language, self.today))


def direction(language: str) -> str:
    """Give `ltr` or `rtl`."""
    return languages.of(language).direction
