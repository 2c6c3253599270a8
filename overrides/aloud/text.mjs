// @ts-check
// What is read of a part of the page, in the order of the page: sentence by sentence, and nothing that is hidden.

/**
 * @typedef {{ text: string, language: string }} Piece - of a sentence, in one language
 * @typedef {{ pieces: Piece[], range: Range, block: Element }} Sentence
 * @typedef {{ node: Text, start: number }} Place - where a text begins in its block
 */

/** Signs, things to press, and what only staff look at. Headings of columns are read with their cells. */
const UNREAD =
  "script, style, template, svg, button, input, select, textarea, progress, nav, thead, .sr-only, [hidden], [aria-hidden=true], .where, .origin, .letters, .keep, .copy, .engine, .aloud, .here";
/** For browsers that cannot tell sentences apart. */
const SENTENCE = /[^.!?؟]+[.!?؟]*\s*/g;
/** Signs that only order letters. */
const UNHEARD = /[\u2066-\u2069\u200e\u200f\u00ad]/g;
const SAID = /[\p{L}\p{N}]/u;

/**
 * @param {Element} root
 * @returns {Sentence[]}
 */
export function sentences(root) {
  return blocks(root).flatMap(split);
}

/**
 * Give the texts of each block: a paragraph, a point of a list, a cell.
 *
 * @param {Element} root
 * @returns {{ block: Element, places: Place[], text: string }[]}
 */
function blocks(root) {
  /** @type {{ block: Element, places: Place[], text: string }[]} */
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = node.parentElement;
    if (!parent || !node.data.trim() || parent.closest(UNREAD) || !isSeen(parent)) continue;
    const block = blockOf(parent, root);
    let last = found[found.length - 1];
    if (last?.block !== block) found.push((last = { block, places: [], text: "" }));
    last.places.push({ node, start: last.text.length });
    last.text += node.data;
  }
  return found;
}

/** @param {Element} element */
const isSeen = (element) => (element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0);

/** @param {Element} element @param {Element} root */
function blockOf(element, root) {
  let block = element;
  while (block !== root && block.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  return block;
}

/** @param {{ block: Element, places: Place[], text: string }} found @returns {Sentence[]} */
function split({ block, places, text }) {
  const before = heading(block);
  return spans(text, languageOf(block))
    .filter(([start, end]) => SAID.test(text.slice(start, end)))
    .map(([start, end], number) => ({
      pieces: [...(before && number === 0 ? [before] : []), ...pieces(places, start, end)],
      range: rangeOf(places, start, end),
      block,
    }));
}

/** Where the sentences begin and end. @param {string} text @param {string} language @returns {[number, number][]} */
function spans(text, language) {
  const parts = Intl.Segmenter ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment) : (text.match(SENTENCE) ?? [text]);
  let at = 0;
  return parts.map((part) => [at, (at += part.length)]);
}

/**
 * A sentence by language: a Norwegian word in another one has a voice of its own.
 *
 * @param {Place[]} places
 * @param {number} start
 * @param {number} end
 * @returns {Piece[]}
 */
function pieces(places, start, end) {
  /** @type {Piece[]} */
  const found = [];
  for (const { node, start: first } of places) {
    const text = node.data.slice(Math.max(start - first, 0), Math.max(end - first, 0)).replace(UNHEARD, "");
    const language = languageOf(node.parentElement);
    const last = found[found.length - 1];
    if (text && last?.language === language) last.text += text;
    else if (text) found.push({ text, language });
  }
  return found;
}

/** The heading of a cell's column, which nobody hears otherwise. @param {Element} block @returns {Piece | null} */
function heading(block) {
  const cell = block.closest("td");
  const title = cell?.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
  const text = title?.textContent?.trim();
  return title && text ? { text: `${text}: `, language: languageOf(title) } : null;
}

/** @param {Element | null} element */
const languageOf = (element) => element?.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang;

/** @param {Place[]} places @param {number} start @param {number} end */
function rangeOf(places, start, end) {
  const range = document.createRange();
  for (const { node, start: first } of places) {
    if (first <= start && start <= first + node.length) range.setStart(node, start - first);
    if (first < end && end <= first + node.length) range.setEnd(node, end - first);
  }
  return range;
}
