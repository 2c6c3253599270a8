// @ts-check
// The words of the letters, as sitegen/letters.py writes them: fetched once, with the first verdict of the page.

/**
 * @typedef {Record<string, string>} Text - by language: both forms of Norwegian and the page's own, or the page's alone
 *   where nothing of it is sent. With {facts} and [[Norwegian terms]]; the law's numbers are filled in
 * @typedef {object} LetterWords
 * @property {Text} title
 * @property {Text} use
 * @property {Text} subject
 * @property {Record<string, Text>} parts
 * @property {Record<string, Text>} enclosures
 * @typedef {object} Common
 * @property {Record<string, Text>} word
 * @property {Record<string, Text>} body
 * @property {Record<string, Text>} decided_by
 * @property {Record<string, Text>} decision
 * @property {Record<string, Text>} wish
 * @property {Record<string, { label: Text, hint: Text }>} ground
 * @property {Record<string, Text>} field
 * @property {Record<string, Text>} warning
 * @typedef {{ kind: string, text?: Text, only?: string[] }} Frame - a block of every letter, or of those in `only`
 * @typedef {object} Words
 * @property {"nb" | "nn"} norwegian - the municipality's form
 * @property {Record<string, import("../checker/words.mjs").Calendar>} calendars - by language; days are without weekday
 * @property {Record<string, string>} ui - strings of ui.toml that begin with letters_, without it
 * @property {Frame[]} frame
 * @property {Common} common
 * @property {Record<string, LetterWords>} letters
 */

/**
 * @param {string} language - of the page
 * @returns {Promise<Words>}
 */
export async function load(language) {
  const response = await fetch(new URL(`${language}.json`, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  return response.json();
}
