// @ts-check
// Between the form's fields and the answers. State is read from values and never from text, since a browser
// may have translated the text.
import { UNSURE, span } from "./flow.mjs";

/** @typedef {import("./flow.mjs").Answer} Answer */
/** @typedef {import("./flow.mjs").Answers} Answers */
/** @typedef {import("./flow.mjs").Question} Question */

const HAPPENED = "happened";
export const NOT_HAPPENED = "did-not-happen";
const DATE_PARTS = ["day", "month", "year"];

/**
 * Read every answer.
 *
 * @param {HTMLFormElement} form
 * @param {Question[]} questions
 * @returns {Answers}
 */
export function read(form, questions) {
  return Object.fromEntries(questions.map((question) => [question.key, readOne(form, question)]));
}

/**
 * Fill in answers, such as those handed over from another language. What does not fit is left out.
 *
 * @param {HTMLFormElement} form
 * @param {Question[]} questions
 * @param {Answers} answers
 */
export function write(form, questions, answers) {
  form.reset();
  for (const question of questions) {
    const answer = answers[question.key];
    if (answer !== undefined) writeOne(form, question, answer);
  }
}

/**
 * Find what is wrong with a date by itself, before the checker is there to say it.
 *
 * @param {HTMLFormElement} form
 * @param {Question} question
 * @param {string} today
 * @returns {"" | "month_missing" | "year_missing" | "not_a_date" | "impossible_date" | "in_future"}
 */
export function dateFault(form, question, today) {
  if (question.kind !== "date") return "";
  const [day, month, year] = DATE_PARTS.map((part) => digits(field(form, `${question.key}.${part}`)?.value ?? ""));
  if (!day && !month && !year) return "";
  if (!year) return "year_missing";
  if (day && !month) return "month_missing";
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return "not_a_date";
  const date = new Date(Date.UTC(Number(year), Number(month || 1) - 1, Number(day || 1)));
  const exists = date.getUTCMonth() === Number(month || 1) - 1 && date.getUTCDate() === Number(day || 1);
  if (!exists) return "impossible_date";
  const days = span(readDate(form, question.key) ?? "");
  return question.past && days && days.first > today ? "in_future" : "";
}

/**
 * @param {HTMLFormElement} form
 * @param {Question} question
 * @returns {Answer | undefined}
 */
function readOne(form, question) {
  const chosen = choice(form, question.key);
  if (chosen === UNSURE || field(form, `${question.key}.unsure`)?.checked) return UNSURE;
  if (chosen === NOT_HAPPENED) return null;
  if (question.kind === "choice") return chosen;
  if (question.kind === "boolean") return chosen === undefined ? undefined : chosen === "true";
  if (question.event && chosen === undefined) return undefined;
  const value = question.kind === "date" ? readDate(form, question.key) : readNumber(form, question.key);
  // It happened, and the visitor does not know when.
  return value === undefined && chosen === HAPPENED ? UNSURE : value;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function readDate(form, key) {
  const [day, month, year] = DATE_PARTS.map((part) => digits(field(form, `${key}.${part}`)?.value ?? ""));
  if (!day && !month && !year) return undefined;
  return [year, month && month.padStart(2, "0"), day && day.padStart(2, "0")].filter(Boolean).join("-");
}

/**
 * Text that is no number goes on as it is: the checker says what is wrong with it.
 *
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function readNumber(form, key) {
  const text = digits(field(form, `${key}.number`)?.value ?? "");
  if (!text) return undefined;
  const number = Number(text.replace(",", "."));
  return Number.isFinite(number) ? number : text;
}

/**
 * @param {HTMLFormElement} form
 * @param {Question} question
 * @param {Answer} answer
 */
function writeOne(form, question, answer) {
  const { key } = question;
  const box = field(form, `${key}.unsure`);
  if (answer === UNSURE && box) {
    box.checked = true;
  } else if (answer === null || answer === UNSURE || question.kind === "choice" || question.kind === "boolean") {
    choose(form, key, answer === null ? NOT_HAPPENED : String(answer));
  } else {
    if (question.event) choose(form, key, HAPPENED);
    if (question.kind === "date") {
      const [year = "", month = "", day = ""] = String(answer).split("-");
      for (const [part, value] of Object.entries({ day, month, year })) fillIn(form, `${key}.${part}`, value);
    } else {
      fillIn(form, `${key}.number`, String(answer));
    }
  }
}

/**
 * Digits of other scripts count too: a phone set to Arabic or Persian types them.
 *
 * @param {string} text
 */
function digits(text) {
  return text.trim().replace(/\p{Nd}/gu, (digit) => {
    // Decimal digits stand in rows of ten: walk back to the row's zero.
    let value = 0;
    const point = /** @type {number} */ (digit.codePointAt(0));
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
    return String(value);
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
function field(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function choice(form, name) {
  const chosen = form.querySelector(`input[name="${name}"]:checked`);
  return chosen instanceof HTMLInputElement ? chosen.value : undefined;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function choose(form, name, value) {
  for (const option of form.querySelectorAll(`input[name="${name}"]`)) {
    if (option instanceof HTMLInputElement && option.value === value) option.checked = true;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function fillIn(form, name, value) {
  const input = field(form, name);
  if (input) input.value = value;
}
