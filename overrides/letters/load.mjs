// @ts-check
// The words of the letters, as sitegen/letters.py writes them: fetched once, with the first verdict of the page.

/**
 * @typedef {Record<string, string>} Text - by language: both forms of Norwegian, and the page's own language. With
 *   {facts} and [[Norwegian terms]]; the law's numbers are filled in
 * @typedef {object} LetterWords
 * @property {Text} title
 * @property {Text} use
 * @property {Text} subject
 * @property {boolean} decides - has a line that says who decides
 * @property {Record<string, Text>} parts
 * @property {Record<string, Text>} enclosures
 * @typedef {object} Common
 * @property {Record<string, Text>} word
 * @property {Record<string, Text>} address - by the code of the body
 * @property {Record<string, Text>} decided_by
 * @property {Record<string, Text>} decision
 * @property {Record<string, Text>} wish
 * @property {Record<string, { label: Text, hint: Text }>} ground
 * @property {Record<string, Text>} field
 * @property {Record<string, Text>} warning
 * @typedef {object} Words
 * @property {"nb" | "nn"} norwegian - the municipality's form
 * @property {Record<string, { months: string[], long: string }>} calendars - by language, as CLDR has them; long with
 *   {day} {month} {year}
 * @property {[string, Text | null][]} frame - kind and words of each block, from sitegen/letters.py
 * @property {Record<string, string>} ui - strings of ui.toml that begin with letters_, without it
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
