// @ts-check
// Where the letters begin: nothing of them is fetched before the checker has found what the decision is.

/**
 * @typedef {{ grounds: string[], wish: string }} Chosen - codes, as the checker knows them
 * @typedef {{ id: string, parts: string[], facts: import("../checker/words.mjs").Facts,
 *   cites: import("../checker/result.mjs").Cite[] }} Fitting - a letter that fits, by the checker's rule
 * @typedef {object} Told - what the form tells
 * @property {import("../checker/result.mjs").Data} data
 * @property {import("../checker/result.mjs").Verdict} verdict
 * @property {import("../checker/flow.mjs").Answers} answers
 * @property {(letters: Chosen) => Promise<{ letters?: Fitting[] }>} ask - the checker, once more
 * @property {() => string} link - the page's address with the answers and what was chosen here
 */

const walk = document.querySelector("[data-walk]");
/** @type {Promise<import("./path.mjs").Path> | undefined} */
let coming;

walk?.addEventListener("verdict", async (event) => {
  const { detail } = /** @type {CustomEvent<Told>} */ (event);
  const place = document.createElement("div");
  // After what to do next, before what the answer rests on.
  const panels = document.querySelectorAll("[data-result] > .panel");
  (panels[panels.length - 1] ?? document.querySelector("[data-result] > .verdict"))?.after(place);
  coming ??= import("./path.mjs").then(({ Path }) => Path.load(walk, detail));
  try {
    (await coming).show(place, detail);
  } catch (error) {
    console.error(error);
    coming = undefined;
    const { failed } = await import("./failed.mjs");
    failed(place, detail.data, () => walk.dispatchEvent(new CustomEvent("verdict", { detail })));
  }
});
walk?.addEventListener("forgotten", () => {
  coming = undefined;
});
