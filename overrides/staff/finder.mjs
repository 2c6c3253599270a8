// @ts-check
// Looks in a text for what no longer holds: patterns from docs/outdated.toml, and what stands near what they find.

/**
 * @typedef {object} Rule - lists of patterns; docs/outdated.toml says what each is for
 * @property {string} id
 * @property {string[]} find
 * @property {string[]} [unless]
 * @property {string[]} [near]
 * @property {string[]} [lacks]
 * @typedef {{ about: string[], rules: Rule[] }} Outdated
 * @typedef {{ before: string, hit: string, after: string }} Quote
 * @typedef {{ id: string, quotes: Quote[] }} Found
 */

/** How far from what was found its neighbourhood reaches, and how much of it is shown. */
const NEAR = 160;
const SHOWN = 60;
const LETTER = "[\\p{L}\\p{N}_]";
const BOUNDARY = `(?:(?<!${LETTER})(?=${LETTER})|(?<=${LETTER})(?!${LETTER}))`;

/** A pattern that knows every letter: JavaScript's own \b and \w end at z. @param {string} source */
const pattern = (source) => new RegExp(source.replaceAll("\\b", BOUNDARY).replaceAll("\\w", LETTER), "giu");

/** @param {string[]} sources @param {string} text */
const says = (sources, text) => sources.some((source) => pattern(source).test(text));

/** One blank between words, no soft hyphens: line breaks of a page that was copied mean nothing. @param {string} text */
const flat = (text) => text.replaceAll("\u00ad", "").replace(/\s+/gu, " ").trim();

/**
 * @param {string} pasted
 * @param {Outdated} outdated
 * @returns {{ isAbout: boolean, found: Found[] }} `isAbout`: the text is about the programme at all
 */
export function find(pasted, { about, rules }) {
  const text = flat(pasted);
  if (!says(about, text)) return { isAbout: false, found: [] };
  const found = rules.map((rule) => ({ id: rule.id, quotes: quotes(text, rule) }));
  return { isAbout: true, found: found.filter((one) => one.quotes.length > 0) };
}

/** @param {string} text @param {Rule} rule @returns {Quote[]} */
function quotes(text, { find: sources, unless = [], near, lacks = [] }) {
  if (says(lacks, text)) return [];
  /** @type {Quote[]} */
  const found = [];
  for (const match of sources.flatMap((source) => [...text.matchAll(pattern(source))])) {
    const [begin, end] = [match.index, match.index + match[0].length];
    const around = text.slice(Math.max(0, begin - NEAR), end + NEAR);
    if (says(unless, around) || (near && !says(near, around))) continue;
    found.push({ before: text.slice(Math.max(0, begin - SHOWN), begin), hit: match[0], after: text.slice(end, end + SHOWN) });
  }
  return found;
}
