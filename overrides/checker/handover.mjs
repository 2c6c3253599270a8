// @ts-check
// Answers in the fragment: only when the language is switched, or when the visitor asks for a link.
// Browsers do not send the fragment to the server, and the page that opens it removes it at once.
import { NOT_HAPPENED } from "./answers.mjs";

/** @typedef {import("./flow.mjs").Answers} Answers */
/** @typedef {import("./flow.mjs").Question} Question */

/** Keeps a fragment with answers apart from one that names a heading. */
const MARK = "#?";
const STEP = "step";
/** How the fields of the letters begin: choices, never what was typed. */
const LETTERS = "letters.";

/**
 * @param {Answers} answers
 * @param {string} step - "intro", "result" or the key of a question
 * @param {string} [letters] - fields of the letters, as `decode` gives them
 * @returns {string} a fragment, with its #
 */
export function encode(answers, step, letters = "") {
  const fields = new URLSearchParams(letters);
  fields.set(STEP, step);
  for (const [key, answer] of Object.entries(answers)) {
    if (answer !== undefined) fields.set(key, answer === null ? NOT_HAPPENED : String(answer));
  }
  return MARK + fields;
}

/**
 * Read a fragment. Keys that are no questions of this form are passed over.
 *
 * @param {string} fragment
 * @param {Question[]} questions
 * @returns {{ answers: Answers, step: string, letters: string } | null} null if it holds no answers
 */
export function decode(fragment, questions) {
  if (!fragment.startsWith(MARK)) return null;
  const fields = new URLSearchParams(fragment.slice(MARK.length));
  /** @type {Answers} */
  const answers = {};
  for (const { key } of questions) {
    const text = fields.get(key);
    if (text !== null) answers[key] = text === NOT_HAPPENED ? null : text;
  }
  const letters = new URLSearchParams([...fields].filter(([key]) => key.startsWith(LETTERS)));
  return { answers, step: fields.get(STEP) ?? "intro", letters: letters.toString() };
}
