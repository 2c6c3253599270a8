// @ts-check
// A letter in one language: the words of docs/letters/, the checker's facts, and what was typed. The browser's half of
// sitegen/letters.py; a test compares the two, letter by letter.
import { fill } from "../checker/words.mjs";

/** @typedef {import("./load.mjs").Words} Words */
/** @typedef {import("./load.mjs").Text} Text */
/** @typedef {import("./begin.mjs").Fitting} Fitting */
/** @typedef {{ kind: string, text: string }} Block - text may have several lines */

/** What nobody knows or typed is written by pen. */
const LINE = "____________";
const PLACEHOLDER = /\{(\w+)\}/g;
/** Facts that are codes, and where their words stand. */
const CODES = /** @type {const} */ (["decision", "decided_by", "body"]);

/**
 * @param {Words} words
 * @param {Fitting} fitting
 * @param {Record<string, string>} typed
 * @param {string} language
 * @returns {Block[]}
 */
export function compose(words, fitting, typed, language) {
  const { word } = words.common;
  const letter = words.letters[fitting.id];
  const { write, facts } = writer(words, fitting, typed, language);
  const named = (/** @type {string} */ key, /** @type {string} */ value) => `${write(word[key])}: ${value}`;
  const enclosures = Object.values(letter.enclosures);
  return [
    { kind: "from", text: [named("from", facts.name ?? LINE), named("born", facts.birth_date ?? LINE), facts.address ?? LINE].join("\n") },
    { kind: "to", text: named("to", facts.body ?? LINE) },
    { kind: "case", text: named("case_number", facts.case_number ?? LINE) },
    { kind: "date", text: named("place_date", LINE) },
    { kind: "subject", text: write(letter.subject) },
    ...fitting.parts.map((part) => ({ kind: "part", text: write(letter.parts[part]) })),
    { kind: "closing", text: write(word.closing) },
    { kind: "signature", text: [named("signature", LINE), facts.name ?? ""].join("\n").trim() },
    ...(enclosures.length > 0 ? [{ kind: "enclosures", text: [`${write(word.enclosures)}:`, ...enclosures.map((text) => `- ${write(text)}`)].join("\n") }] : []),
  ];
}

/**
 * The letter as one text, for the clipboard and for a file.
 *
 * @param {Block[]} blocks
 */
export const asText = (blocks) => `${blocks.map(({ text }) => text).join("\n\n")}\n`;

/**
 * Which fields a letter has to type in, in the order in which they are asked for.
 *
 * @param {Words} words
 * @param {Fitting} fitting
 */
export function fieldsOf({ common, letters }, { id, parts, facts }) {
  const letter = letters[id];
  const texts = [letter.subject, ...parts.map((part) => letter.parts[part]), ...Object.values(letter.enclosures)];
  const named = new Set(texts.flatMap((text) => [...text.nb.matchAll(PLACEHOLDER)].map(([, name]) => name)));
  const always = ["name", "birth_date", "address", "municipality", "case_number"];
  return Object.keys(common.field).filter((name) => (always.includes(name) || named.has(name)) && facts[name] === undefined);
}

/** @param {Fitting} fitting @param {string} form */
export const fileName = ({ id }, form) => `${id.replaceAll("_", "-")}-${form}.txt`;

/**
 * @param {Words} words
 * @param {Fitting} fitting
 * @param {Record<string, string>} typed
 * @param {string} language
 */
function writer({ common, calendars }, fitting, typed, language) {
  /** @type {Record<string, string>} */
  const facts = { ...typed };
  for (const [key, value] of Object.entries(fitting.facts)) if (typeof value === "string") facts[key] = value;
  const write = (/** @type {Text} */ text) => {
    const lacking = [...text[language].matchAll(PLACEHOLDER)].filter(([, name]) => facts[name] === undefined);
    return fill(text[language], { ...facts, ...Object.fromEntries(lacking.map(([, name]) => [name, LINE])) }, calendars[language]);
  };
  const wish = String(fitting.facts.wish ?? "");
  if (common.wish[wish]) facts.wish_text ??= write(common.wish[wish]);
  for (const code of CODES) {
    const spoken = common[code][facts[code]];
    if (spoken) facts[code] = write(spoken);
    else delete facts[code];
  }
  return { write, facts };
}
