// @ts-check
// Messages at the field they are about.
import { make } from "./dom.mjs";
import { fill } from "./words.mjs";

const ID = "fault";

/**
 * Put a message at a question and move the focus there.
 *
 * @param {HTMLElement} question - its fieldset
 * @param {string} text
 * @param {{ wrong?: boolean }} [options] - false for a question back to the visitor
 */
export function showFault(question, text, { wrong = true } = {}) {
  const message = make("p", { class: "ds-validation-message", id: ID, "data-error": true, "data-color": wrong ? "danger" : "warning" }, text);
  (question.querySelector(".hint") ?? question.querySelector("legend"))?.after(message);
  const inputs = [...question.querySelectorAll("input")];
  const texts = inputs.filter((input) => input.type === "text");
  const first = texts.find((input) => input.offsetParent) ?? inputs[0];
  for (const element of [question, first, ...texts]) element.setAttribute("aria-describedby", ID);
  if (wrong) for (const input of texts) input.setAttribute("aria-invalid", "true");
  first.focus({ preventScroll: true });
  question.scrollIntoView({ block: "start" });
}

/** Take all messages away. @param {HTMLElement} form */
export function clearFaults(form) {
  for (const message of form.querySelectorAll("[data-error]")) message.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  for (const element of form.querySelectorAll(`[aria-describedby=${ID}]`)) element.removeAttribute("aria-describedby");
}

/**
 * Word an error code of the checker.
 *
 * @param {import("./result.mjs").Data} data
 * @param {string} key
 * @param {string} code
 */
export function faultText({ words, questions, ui, calendar }, key, code) {
  const short = (/** @type {string} */ one) => questions.find((question) => question.key === one)?.short ?? one;
  const [, other = ""] = /^before_(.+)$/.exec(code) ?? [];
  const sentence = words.error[other ? "before" : code] ?? ui.error_elsewhere;
  return fill(sentence, { field: short(key), other: short(other) }, calendar);
}
