// @ts-check
// Where the letters begin: nothing of them is fetched before the checker has found what the decision is.
import { failed } from "./failed.mjs";

/**
 * @typedef {{ grounds: string[], wish?: string }} Chosen - codes, as the checker knows them
 * @typedef {{ id: string, parts: string[], facts: import("../checker/words.mjs").Facts,
 *   cites: import("../checker/result.mjs").Cite[] }} Fitting - a letter that fits, by the checker's rule
 * @typedef {object} Told - what the form tells
 * @property {import("../checker/result.mjs").Data} data
 * @property {import("../checker/result.mjs").Verdict} verdict
 * @property {import("../checker/flow.mjs").Answers} answers
 * @property {(letters: Chosen) => Promise<{ letters: Fitting[] }>} ask - the checker, once more
 * @property {() => string} link - the page's address with the answers and what was chosen here
 */

/** @type {Promise<import("./path.mjs").Path> | undefined} */
let coming;

/**
 * Show the letters after what to do next, and before what the answer rests on.
 *
 * @param {HTMLElement} walk
 * @param {HTMLElement} answer - the checker's
 * @param {Told} told
 */
export async function letters(walk, answer, told) {
  const place = document.createElement("div");
  const parts = answer.querySelectorAll(":scope > :is(.verdict, .panel)");
  parts[parts.length - 1].after(place);
  coming ??= import("./path.mjs").then(({ Path }) => Path.load(walk, told));
  try {
    await (await coming).show(place, told);
  } catch (error) {
    console.error(error);
    coming = undefined;
    place.replaceChildren(failed(told.data, () => void letters(walk, answer, told).then(() => place.remove())));
  }
}

/** Take nothing of one visitor over to the next. */
export function forgetLetters() {
  coming = undefined;
}
