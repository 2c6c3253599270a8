// @ts-check
// The answer, from the checker's verdict: what it is, what it means, why, what to do, and what it rests on.
import { icon, make, say } from "./dom.mjs";
import { UNSURE } from "./flow.mjs";
import { copyField, keep } from "./keep.mjs";
import { fill, pick, today } from "./words.mjs";

/** Whoever is told this may want to know what the programme pays. */
const WITH_BENEFIT = new Set(["right_and_duty", "right_only", "finish_only"]);

/**
 * @typedef {import("./words.mjs").Variant} Variant
 * @typedef {import("./words.mjs").Facts} Facts
 * @typedef {{ act: string, section: string, ledd?: number, letter?: string }} Cite
 * @typedef {{ outcome: string, cites: Cite[], certainty: string, facts: Facts, because: string[], missing: string[] }} Finding
 * @typedef {{ today: string, law_checked: string, findings: Record<string, Finding> }} Verdict
 * @typedef {object} Words
 * @property {Record<string, Record<string, Variant[]>>} finding
 * @property {Record<string, string>} error
 * @property {Record<string, string>} certainty
 * @property {Record<string, Record<string, string>>} reason
 * @typedef {{ language: string, calendar: import("./words.mjs").Calendar,
 *   finding: Record<string, Record<string, { answer: string, ask?: string }[]>> }} Norwegian
 * @typedef {object} Data - what the build wrote into the page
 * @property {"check" | "appeal" | "benefit"} part
 * @property {boolean} has_table - whether a table answers before the checker
 * @property {Record<string, string>} premises - answers that the form takes for granted
 * @property {string} language
 * @property {string} locale - for numbers
 * @property {import("./words.mjs").Calendar} calendar
 * @property {string[]} findings - the findings this part answers with, the most important first
 * @property {import("./flow.mjs").Question[]} questions
 * @property {Words} words
 * @property {Norwegian | null} [norwegian] - null where the page is Norwegian itself; on others it comes later
 * @property {Record<string, string>} ui
 * @property {Record<string, { name: string, url: string }>} acts
 * @property {{ files: import("./engine.mjs").EngineFile[] }} engine
 * @property {{ name: string, owner: { name: string, email: string, phone?: string | null } }} site
 * @property {string} version
 * @property {string} law_checked
 * @property {Record<string, string>} pages
 * @typedef {object} Case - what is shown
 * @property {Data} data
 * @property {Verdict} verdict
 * @property {import("./flow.mjs").Answers} answers - those of the questions asked
 * @property {(key: string) => string} shown - an answer in words
 * @property {(key: string) => Node[]} where - the question's own hint: which paper, which word
 * @property {(key: string) => void} change - go to a question
 * @property {() => string} link - the page's address with the answers
 * @property {() => void} restart
 * @property {Node | false} note - where the answer comes from, if not from the checker
 * @typedef {{ name: string, finding: Finding, variant: Variant, norwegian?: { answer: string, ask?: string } }} Spoken
 */

/**
 * Build the result. The heading that takes the focus has `data-heading`.
 *
 * @param {Case} shown
 * @returns {{ first: Node[], rest: () => Node[] }} the answer itself, and what stands below it
 */
export function result(shown) {
  const { data, verdict } = shown;
  const [main, ...also] = data.findings
    .filter((name) => verdict.findings[name])
    .map((name, place) => speak(shown, name, place))
    .filter(({ finding }, place) => place === 0 || finding.outcome !== "not_applicable");
  return { first: nodes([headline(shown, main), shown.note, ...counter(shown, main)]), rest: () => nodes(below(shown, main, also)) };
}

/** @param {(Node | false | null | undefined)[]} parts @returns {Node[]} */
const nodes = (parts) => /** @type {Node[]} */ (parts.filter((part) => part instanceof Node));

/** What the answer means, what to do, and what it rests on. @param {Case} shown @param {Spoken} main @param {Spoken[]} also */
function below(shown, main, also) {
  const { data } = shown;
  const spoken = [main, ...also];
  // In a language that is not Norwegian some words come after the table's answer (sitegen/form.py).
  const means = [...paragraphs(shown, main, "means"), ...reasons(shown, main), ...notes(shown, main)];
  const next = [...new Set(spoken.flatMap((one) => sentences(shown, one, "next")))];
  const change = [...new Set(spoken.flatMap((one) => sentences(shown, one, "change")))];
  return [
    means.length > 0 && section(data.ui.means, ...means),
    main.finding.outcome === "unknown" && missing(shown, spoken),
    next.length > 0 && panel(section(data.ui.next, list("ol", next, shown, main), onward(shown))),
    question(shown, spoken),
    also.length > 0 && make("div", { class: "also" }, ...also.map((one) => alsoFinding(shown, one, main))),
    because(shown, spoken),
    main.finding.outcome !== "unknown" && missing(shown, spoken),
    change.length > 0 && section(data.ui.could_change, list("ul", change, shown, main)),
    law(shown, spoken, main),
    keep(shown, spoken),
    stamp(shown),
  ];
}

/** @param {Case} shown @param {string} name @param {number} place @returns {Spoken} */
function speak({ data, verdict, answers }, name, place) {
  const finding = verdict.findings[name];
  const others = Object.entries(verdict.findings).map(([other, { outcome }]) => [other, outcome]);
  const known = { ...answers, ...Object.fromEntries(others), ...finding.facts };
  const variants = data.words.finding[name][finding.outcome];
  const which = variants ? pick(variants, known) : -1;
  if (which < 0) throw new Error(`no words for ${name}.${finding.outcome} (${place})`);
  return { name, finding, variant: variants[which], norwegian: data.norwegian?.finding[name][finding.outcome][which] };
}

/** @param {Case} shown @param {Spoken} main */
function headline({ data }, { finding, variant }) {
  const answer = say(variant.answer, finding.facts, data);
  return make(
    "div",
    { class: "verdict", "data-tone": variant.tone },
    badge(variant),
    make("h2", { class: "verdict__answer", tabindex: "-1", "data-heading": true }, ...answer),
  );
}

/** @param {Variant} variant */
function badge({ tone, label }) {
  return make("p", { class: "badge", "data-tone": tone }, icon(tone), make("span", {}, label));
}

/** The same sentence in Norwegian, large, where the page speaks another language. @param {Case} shown @param {Spoken} main */
function counter({ data }, { norwegian, finding }) {
  const page = data.norwegian;
  if (!page || !norwegian) return [];
  return [
    make(
      "figure",
      { class: "counter" },
      make("figcaption", {}, data.ui.counter),
      make("p", { lang: page.language, dir: "ltr", translate: "no" }, ...say(norwegian.answer, finding.facts, page)),
    ),
  ];
}

/**
 * What to ask the municipality: always about the main finding, about the others where they are not certain.
 *
 * @param {Case} shown
 * @param {Spoken[]} spoken
 */
function question({ data }, spoken) {
  const asking = spoken.filter(({ variant }, place) => variant.ask && (place === 0 || variant.tone === "maybe"));
  if (asking.length === 0) return null;
  const { language, calendar } = data.norwegian ?? data;
  const text = asking.map(({ norwegian, variant, finding }) => fill((norwegian ?? variant).ask ?? "", finding.facts, calendar)).join("\n");
  const meaning = asking.map(({ variant, finding }) => make("p", { class: "small" }, ...say(variant.ask ?? "", finding.facts, data)));
  return section(
    data.ui.ask,
    make("p", {}, data.ui.ask_text),
    copyField(data, { text, label: data.ui.ask, lang: language, rows: 2 + asking.length }),
    ...(data.norwegian ? meaning : []),
  );
}

/** Another finding, smaller. @param {Case} shown @param {Spoken} one @param {Spoken} main */
function alsoFinding(shown, one, main) {
  const { data } = shown;
  return make(
    "section",
    { class: "also__one", "data-tone": one.variant.tone },
    make("h3", {}, data.ui[`finding_${one.name}`]),
    badge(one.variant),
    make("p", { class: "also__answer" }, ...say(one.variant.answer, one.finding.facts, data)),
    ...paragraphs(shown, one, "means"),
    ...reasons(shown, one),
    one.finding.certainty !== main.finding.certainty && certainty(shown, one),
  );
}

/** How sure the reading is. @param {Case} shown @param {Spoken} one */
function certainty({ data }, { finding }) {
  const sentence = data.words.certainty[finding.certainty];
  return sentence ? make("p", { class: "small" }, ...say(sentence, finding.facts, data)) : null;
}

/** What fails, where there is no right. @param {Case} shown @param {Spoken} one */
function reasons(shown, { name, finding }) {
  const { reason } = shown.data.words;
  const failed = [finding.facts.failed ?? []].flat().map((key) => reason[name]?.[String(key)]).filter(Boolean);
  if (failed.length === 0) return [];
  return [
    make("p", { class: "lead-in" }, shown.data.ui.reasons + ":"),
    make("ul", {}, ...[...new Set(failed)].map((text) => make("li", {}, ...say(text, finding.facts, shown.data)))),
  ];
}

/** @param {Case} shown @param {Spoken} one */
function notes({ data, answers }, { finding: { facts } }) {
  // Counted from another day than the visitor said: say which, and why.
  if (!facts.safe_day || facts.safe_day === answers.decision_received) return [];
  return [make("p", { class: "small" }, ...say(data.ui.safe_day, facts, data))];
}

/** @param {Case} shown */
function onward({ data: { part, pages, ui }, verdict, link }) {
  const ways = [part === "appeal" ? [pages.klage, ui.complain] : [pages.frist, ui.deadline]];
  if (part === "check" && WITH_BENEFIT.has(verdict.findings.programme.outcome)) ways.unshift([pages["stonad-regn"], ui.calculate]);
  const links = ways.map(([href, text]) => way(href, text));
  if (part === "appeal" && !isHere(pages.klagebrev)) links.unshift(way(pages.klagebrev, ui.write, link));
  return make("div", {}, ...links.map((one) => make("p", {}, one)));
}

/** A page to go on to, with the answers where it takes them up. @param {string} href @param {string} text @param {() => string} [link] */
function way(href, text, link) {
  const page = /** @type {HTMLAnchorElement} */ (make("a", { class: "onward", href }, text, icon("arrow")));
  const handOver = () => {
    if (link) page.hash = new URL(link()).hash;
  };
  page.addEventListener("click", handOver);
  page.addEventListener("auxclick", handOver);
  return page;
}

/** @param {string} href */
const isHere = (href) => new URL(href, location.href).pathname === location.pathname;

/** @param {Case} shown @param {Spoken[]} spoken */
function because(shown, spoken) {
  const { data, answers } = shown;
  const decided = new Set(spoken.flatMap(({ finding }) => finding.because));
  const given = data.questions.filter(({ key }) => answers[key] !== undefined);
  const chosen = given.filter(({ key }) => decided.has(key));
  const rest = given.filter(({ key }) => !decided.has(key));
  if (chosen.length === 0) return rest.length > 0 && section(data.ui.other_answers, answersList(shown, rest));
  return section(
    data.ui.because,
    answersList(shown, chosen),
    rest.length > 0 && make("details", { "data-print": true }, make("summary", {}, data.ui.other_answers), answersList(shown, rest)),
  );
}

/** @param {Case} shown @param {import("./flow.mjs").Question[]} questions */
function answersList({ data, shown, change }, questions) {
  return make(
    "dl",
    { class: "answers" },
    ...questions.map(({ key, short }) =>
      make(
        "div",
        {},
        make("dt", {}, ...say(short, {}, data)),
        make("dd", {}, shown(key)),
        make(
          "dd",
          { class: "answers__change" },
          make(
            "button",
            { type: "button", class: "link", onclick: () => change(key), "aria-label": fill(data.ui.change_answer, { short }, data.calendar) },
            data.ui.change,
          ),
        ),
      ),
    ),
  );
}

/** @param {Case} shown @param {Spoken[]} spoken */
function missing({ data, answers, change, where }, spoken) {
  const keys = new Set(spoken.flatMap(({ finding }) => finding.missing));
  // With nothing known of a letter no rule applies, so none names what it lacks: whatever was not known may help.
  if (spoken[0].finding.outcome === "not_applicable") {
    for (const [key, answer] of Object.entries(answers)) if (answer === UNSURE) keys.add(key);
  }
  const questions = data.questions.filter(({ key }) => keys.has(key));
  if (questions.length === 0) return null;
  return section(
    data.ui.missing,
    make("p", {}, data.ui.missing_text),
    make(
      "ul",
      { class: "missing" },
      ...questions.map(({ key, short }) =>
        make(
          "li",
          {},
          make("button", { type: "button", class: "link", onclick: () => change(key) }, fill(data.ui.answer_now, { short }, data.calendar)),
          make("p", { class: "small" }, ...where(key)),
        ),
      ),
    ),
  );
}

/** @param {Case} shown @param {Spoken[]} spoken @param {Spoken} main */
function law(shown, spoken, main) {
  const { data, verdict } = shown;
  /** @type {Map<string, Node>} */
  const cites = new Map();
  for (const { finding } of spoken) {
    for (const cite of finding.cites) cites.set(JSON.stringify(cite), citation(data, cite));
  }
  if (cites.size === 0) return null;
  return section(
    data.ui.law,
    make("ul", { class: "cites" }, ...[...cites.values()].map((cite) => make("li", {}, cite))),
    certainty(shown, main),
    make("p", { class: "small" }, data.ui.at_lovdata),
    make("p", { class: "small" }, ...say(data.ui.law_checked, { day: verdict.law_checked }, data)),
  );
}

/** @param {Data} data @param {Cite} cite */
function citation(data, { act, section: number, ledd, letter }) {
  const known = data.acts[act] ?? { name: act, url: "" };
  const pattern = ["cite", ledd && "ledd", letter && "letter"].filter(Boolean).join("_");
  const facts = { act: known.name, section: number.replace(" ", "\u00a0"), ledd: ledd ?? "", letter: letter ?? "" };
  const text = say(data.ui[pattern], facts, data);
  if (!known.url) return make("span", { translate: "no" }, ...text);
  return make("a", { href: `${known.url}/§${number.replace(" ", "")}`, rel: "noreferrer", translate: "no" }, make("span", {}, ...text), icon("open"));
}

/** @param {Case} shown */
function stamp({ data, verdict }) {
  const facts = { today: today(), version: data.version, checked: verdict.law_checked };
  return make("div", { class: "stamp" }, make("p", {}, ...say(data.ui.guidance, {}, data)), make("p", {}, ...say(data.ui.stamp, facts, data)));
}

/**
 * Paragraphs of a finding. One that names a fact the finding lacks says nothing about this case: it is left out.
 *
 * @param {Case} shown
 * @param {Spoken} one
 * @param {"means" | "next" | "change"} key
 */
function sentences(shown, { variant, finding }, key) {
  return (variant[key] ?? []).filter((text) =>
    [...text.matchAll(/\{(\w+)\}/g)].every(([, fact]) => finding.facts[fact] !== undefined),
  );
}

/** @param {Case} shown @param {Spoken} one @param {"means"} key */
function paragraphs(shown, one, key) {
  return sentences(shown, one, key).map((text) => make("p", {}, ...say(text, one.finding.facts, shown.data)));
}

/** @param {"ol" | "ul"} kind @param {string[]} texts @param {Case} shown @param {Spoken} one */
function list(kind, texts, shown, one) {
  const facts = Object.assign({}, ...Object.values(shown.verdict.findings).map((finding) => finding.facts), one.finding.facts);
  return make(kind, { class: kind === "ol" ? "next" : "" }, ...texts.map((text) => make("li", {}, ...say(text, facts, shown.data))));
}

/** What matters most after the answer. @param {HTMLElement} section */
function panel(section) {
  section.classList.add("panel");
  return section;
}

/** @param {string} title @param {...import("./dom.mjs").Child} children */
export function section(title, ...children) {
  return make("section", { class: "part" }, make("h3", {}, title), ...children);
}

