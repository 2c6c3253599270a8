// @ts-check
// Fields of the letters. They belong to no form: nothing can send them, and no browser keeps what is written in them.
import { make } from "../checker/dom.mjs";

let number = 0;

/**
 * A place to write, with its label.
 *
 * @param {object} shape
 * @param {string} shape.name
 * @param {import("../checker/dom.mjs").Child} shape.label
 * @param {string} [shape.hint]
 * @param {number} [shape.rows] - none for a single line
 * @param {string} [shape.value]
 * @param {(text: string) => void} written
 */
export function field({ name, label, hint = "", rows = 0, value = "" }, written) {
  const id = `letters-${name}-${(number += 1)}`;
  const shape = {
    id,
    class: "ds-input",
    name: `letters.${name}`,
    autocomplete: "off",
    dir: "auto",
    ...(hint ? { "aria-describedby": `${id}-hint` } : {}),
    ...(rows > 0 ? { rows: String(rows) } : { type: "text" }),
  };
  const box = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (make(rows > 0 ? "textarea" : "input", shape));
  box.value = value;
  box.addEventListener("input", () => written(box.value));
  return make(
    "div",
    { class: "write", "data-field": name },
    make("label", { for: id }, label),
    hint && make("p", { class: "small", id: `${id}-hint` }, hint),
    box,
  );
}

/**
 * A radio button or a box to tick.
 *
 * @param {{ type: "radio" | "checkbox", name: string, value: string, checked: boolean }} shape
 * @param {import("../checker/dom.mjs").Child} label
 * @param {(input: HTMLInputElement) => void} chosen
 */
export function option({ type, name, value, checked }, label, chosen) {
  const input = /** @type {HTMLInputElement} */ (make("input", { class: "ds-input", type, name, value }));
  input.checked = checked;
  input.addEventListener("change", () => chosen(input));
  return make("label", { class: "option" }, input, make("span", {}, label));
}

/**
 * A button.
 *
 * @param {string} text
 * @param {Node} image
 * @param {(event: Event) => void} act
 * @param {Record<string, string>} [more] - attributes
 */
export function button(text, image, act, more = {}) {
  return make("button", { type: "button", class: "ds-button", "data-variant": "secondary", onclick: act, ...more }, image, text);
}
