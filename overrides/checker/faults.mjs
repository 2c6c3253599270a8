// @ts-check
// Messages at the field they are about.
import { fill } from "./words.mjs";

/**
 * Put a message at a question and move the focus there.
 *
 * @param {HTMLElement} question - its fieldset
 * @param {string} text
 * @param {{ wrong?: boolean }} [options] - false for a question back to the visitor
 */
export function showFault(question, text, { wrong = true } = {}) {
  const message = question.querySelector("[data-error]");
  if (!(message instanceof HTMLElement)) return;
  message.textContent = text;
  message.hidden = false;
  message.setAttribute("data-color", wrong ? "danger" : "warning");
  question.setAttribute("aria-describedby", message.id);
  const inputs = [...question.querySelectorAll("input")];
  const first = inputs.find((input) => input.type === "text" && input.offsetParent) ?? inputs[0];
  if (wrong) for (const input of inputs) if (input.type === "text") input.setAttribute("aria-invalid", "true");
  if (first.type !== "text") first.setAttribute("aria-describedby", message.id);
  first.focus({ preventScroll: true });
  question.scrollIntoView({ block: "start" });
}

/** Take all messages away. @param {HTMLElement} form */
export function clearFaults(form) {
  for (const message of form.querySelectorAll("[data-error]")) {
    message.setAttribute("hidden", "");
    message.textContent = "";
  }
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  for (const question of form.querySelectorAll("fieldset[aria-describedby]")) question.removeAttribute("aria-describedby");
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
