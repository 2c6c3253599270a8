// @ts-check
// Small helpers that build elements. Text is always set as text, never as markup.
import { pieces } from "./words.mjs";

/** @typedef {string | Node | false | null | undefined | (string | Node)[]} Child */

/**
 * Make an element.
 *
 * @param {string} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} [properties] - attributes; `on…` are listeners
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== false && child != null).map((child) => child ?? ""));
  return element;
}

/**
 * Make the nodes of a sentence: what no translation may touch is marked.
 *
 * @param {string} sentence
 * @param {import("./words.mjs").Facts} facts
 * @param {{ calendar: import("./words.mjs").Calendar, language: string }} page
 * @returns {(string | Node)[]}
 */
export function say(sentence, facts, { calendar, language }) {
  const norwegian = language === "nb" || language === "nn";
  return pieces(sentence, facts, calendar).map(({ text, kept }) => {
    if (!kept) return held(text);
    const isTerm = sentence.includes(`[[${text}]]`);
    return make("span", { translate: "no", ...(isTerm && !norwegian ? { lang: "nb", dir: "ltr" } : {}) }, text);
  });
}

/** A section's number stays with its sign. @param {string} text */
export const held = (text) => text.replaceAll("§ ", "§\u00a0");

/**
 * Give a copy of an icon that the build wrote into the page.
 *
 * @param {string} name
 * @returns {Node}
 */
export function icon(name) {
  const template = document.querySelector(`template[data-icon="${name}"]`);
  return template instanceof HTMLTemplateElement ? template.content.cloneNode(true) : document.createTextNode("");
}

/**
 * Find an element that the template must have written.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 * @throws {Error} if it is not there
 */
export function need(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} in the page`);
  return found;
}
