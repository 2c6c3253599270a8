// @ts-check
// A letter in one language: the words of docs/letters/, the checker's facts, and what was typed. The browser's half of
// sitegen/letters.py; a test compares the two, letter by letter.
import { apart, day } from "../checker/words.mjs";

/** @typedef {import("./load.mjs").Words} Words */
/** @typedef {import("./load.mjs").Text} Text */
/** @typedef {import("./begin.mjs").Fitting} Fitting */
/** @typedef {{ kind: string, text: string }} Block - of several lines, perhaps; Norwegian terms between TERM's signs */

/** What nobody knows or typed is written by pen. */
const LINE = "____________";
/** On paper, what is told in own words gets lines of its own. */
const ROWS = `\n${LINE.repeat(6)}`.repeat(4);
const PLACEHOLDER = /\{(\w+)\}/g;
/** A Norwegian term in the words. In a letter other signs stand in place of the brackets, which people may type. */
const BRACKETS = /\[\[(.+?)\]\]/g;
export const TERM = /\u0002(.+?)\u0003/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
/** Fields of every letter: who writes, and about which case. */
const ALWAYS = ["name", "birth_date", "address", "case_number"];

/**
 * @param {Words} words
 * @param {Fitting} fitting
 * @param {Record<string, string>} typed
 * @param {string} language
 * @param {(name: string) => string} [line] - what stands for something that is not known
 * @returns {Block[]}
 */
export function compose(words, fitting, typed, language, line = () => LINE) {
  const letter = words.letters[fitting.id];
  const known = spoken(words, fitting, typed, language, line);
  const found = words.frame.flatMap((frame) => blocks(frame, { words, letter, fitting, language }));
  return found.map(({ kind, text }) => ({ kind, text: filled(signed(text), known, line) }));
}

/**
 * @param {import("./load.mjs").Frame} frame
 * @param {{ words: Words, letter: import("./load.mjs").LetterWords, fitting: Fitting, language: string }} place
 * @returns {Block[]}
 */
function blocks({ kind, text, only }, { words, letter, fitting, language }) {
  if (kind === "parts") return fitting.parts.map((part) => ({ kind: "part", text: letter.parts[part][language] }));
  if (kind === "enclosures") {
    const rows = Object.values(letter.enclosures).map((each) => `– ${each[language]}`);
    return rows.length > 0 ? [{ kind, text: [`${words.common.word.enclosures[language]}:`, ...rows].join("\n") }] : [];
  }
  if (only && !(only.includes(fitting.id) && fitting.facts.decided_by)) return [];
  return [{ kind, text: (text ?? letter.subject)[language] }];
}

/** Whether a field has room for more than a line. @param {string} name */
export const isLong = (name) => /^(reason_|wish_text|question$|asked_for$|scope$|papers$|address$)/.test(name);

/** Room to write by pen. @param {string} name */
export const forPen = (name) => (isLong(name) && name !== "address" ? ROWS : LINE.repeat(2));

/**
 * The letter as one text, for the clipboard and for a file.
 *
 * @param {Block[]} found
 */
export const asText = (found) => `${found.map(({ text }) => text.replace(/[\u0002\u0003]/g, "")).join("\n\n")}\n`;

/**
 * Which fields a letter has to type in, in the order in which they are asked for.
 *
 * @param {Words} words
 * @param {Fitting} fitting
 */
export function fieldsOf({ common, letters }, { id, parts, facts }) {
  const letter = letters[id];
  const texts = [common.body[String(facts.body)], letter.subject, ...parts.map((part) => letter.parts[part]), ...Object.values(letter.enclosures)];
  const named = new Set([...ALWAYS, ...texts.flatMap((text) => [...text.nb.matchAll(PLACEHOLDER)].map(([, name]) => name))]);
  return Object.keys(common.field).filter((name) => named.has(name) && facts[name] === undefined);
}

/** @param {Fitting} fitting @param {string} form */
export const fileName = ({ id }, form) => `${id.replaceAll("_", "-")}-${form}.txt`;

/**
 * What fills the words: days in words, codes by their words, and what was typed.
 *
 * @param {Words} words
 * @param {Fitting} fitting
 * @param {Record<string, string>} typed
 * @param {string} language
 * @param {(name: string) => string} line
 * @returns {Record<string, string>}
 */
function spoken({ common, calendars }, { facts }, typed, language, line) {
  const days = Object.entries(facts).filter(([, value]) => DATE.test(String(value)));
  const word = (/** @type {Record<string, Text>} */ table, /** @type {unknown} */ code) => signed(table[String(code)]?.[language] ?? "");
  const known = {
    ...(facts.wish ? { wish_text: word(common.wish, facts.wish) } : {}),
    ...typed,
    ...Object.fromEntries(days.map(([key, value]) => [key, day(String(value), calendars[language])])),
    decision: word(common.decision, facts.decision),
    decided_by: word(common.decided_by, facts.decided_by),
  };
  // The receiver's line may hold the municipality's name, which is typed.
  const body = filled(word(common.body, facts.body), known, line);
  return Object.fromEntries(Object.entries({ ...known, body }).filter(([, text]) => text));
}

/** @param {string} text */
const signed = (text) => text.replace(BRACKETS, "\u0002$1\u0003");

/** What was typed is never read as a placeholder. @param {string} text @param {Record<string, string | undefined>} known @param {(name: string) => string} line */
const filled = (text, known, line) => text.replace(PLACEHOLDER, (_, name) => (known[name] ? apart(known[name], text) : line(name)));
