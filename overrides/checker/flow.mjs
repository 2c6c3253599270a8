// @ts-check
// Which question comes next. The order and the conditions are the checker's own, written into the page by the
// build; this is the browser's half of `checker.asked`, and a test compares the two.

/**
 * @typedef {string | number | boolean | null} Answer - null: the event did not happen
 * @typedef {Record<string, Answer | undefined>} Answers - what is not in it has not been answered yet
 * @typedef {object} Condition
 * @property {string} key - the question whose answer decides
 * @property {(string | number | boolean)[]} [in]
 * @property {(string | number | boolean)[]} [not_in]
 * @property {string} [before] - ISO date; the answer lies, or could lie, before it
 * @property {string} [from] - ISO date; the answer lies, or could lie, on or after it
 * @typedef {object} Question
 * @property {string} key
 * @property {"choice" | "boolean" | "date" | "number" | "whole"} kind
 * @property {boolean} event - leaving it out means that it did not happen
 * @property {Condition[]} ask_if - all must hold
 * @property {string} short - a noun phrase for the answer
 */

export const UNSURE = "unsure";
const SHORTENED_DATE = /^\d{4}(-\d\d){0,2}$/;

/**
 * Say whether a question is asked, given the answers so far.
 *
 * @param {Question} question
 * @param {Answers} answers
 * @param {Question[]} questions - all of this form
 * @returns {boolean}
 */
export function isAsked(question, answers, questions) {
  return question.ask_if.every((condition) => holds(condition, answers, questions));
}

/**
 * Give the questions that are asked, in order.
 *
 * @param {Question[]} questions
 * @param {Answers} answers
 * @returns {Question[]}
 */
export function path(questions, answers) {
  return questions.filter((question) => isAsked(question, answers, questions));
}

/**
 * Give the answers that go to the checker: those of the questions asked, without what did not happen.
 *
 * @param {Question[]} questions
 * @param {Answers} answers
 * @returns {Record<string, string | number | boolean>}
 */
export function sent(questions, answers) {
  /** @type {Record<string, string | number | boolean>} */
  const result = {};
  for (const { key } of path(questions, answers)) {
    const answer = answers[key];
    if (answer !== undefined && answer !== null) result[key] = answer;
  }
  return result;
}

/**
 * @param {Condition} condition
 * @param {Answers} answers
 * @param {Question[]} questions
 */
function holds(condition, answers, questions) {
  const value = known(condition.key, answers, questions);
  if (condition.in && !condition.in.includes(value)) return false;
  if (condition.not_in && condition.not_in.includes(value)) return false;
  const days = String(value);
  if (!SHORTENED_DATE.test(days)) return true;
  // "2024" runs from 2024-01-01; its last day sorts before "2024-99", so padding is enough to compare.
  if (condition.before && !(days + "-01-01".slice(0, 10 - days.length) < condition.before)) return false;
  if (condition.from && !(days + "-99-99".slice(0, 10 - days.length) >= condition.from)) return false;
  return true;
}

/**
 * The answer to a question; one that was not asked, or not answered, or did not happen, is not known.
 *
 * @param {string} key
 * @param {Answers} answers
 * @param {Question[]} questions
 * @returns {string | number | boolean}
 */
function known(key, answers, questions) {
  const question = questions.find((candidate) => candidate.key === key);
  if (question && !isAsked(question, answers, questions)) return UNSURE;
  return answers[key] ?? UNSURE;
}
