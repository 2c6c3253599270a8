// @ts-check
// The words that only the checker's verdict needs, and the Norwegian beside another language. They come with the checker,
// or after the table's answer: no answer waits for them.

/** @typedef {import("./result.mjs").Data} Data */

/** @type {Promise<void> | undefined} */
let coming;

/**
 * Fetch what the page's own data lack, once, and put it there.
 *
 * @param {Data} data
 */
export function fetchLater(data) {
  coming ??= add(data).catch((error) => {
    coming = undefined;
    throw error;
  });
  return coming;
}

/** @param {Data} data */
async function add(data) {
  const response = await fetch(new URL(`${data.language}/${data.part}.json`, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  const { acts, ui, words, norwegian } = await response.json();
  Object.assign(data.acts, acts);
  Object.assign(data.ui, ui);
  for (const [kind, more] of Object.entries(words)) Object.assign(data.words[/** @type {keyof Data["words"]} */ (kind)], more);
  data.norwegian = norwegian;
}
