// @ts-check
// Which question comes next. The order and the conditions are the checker's own, written into the page by the
// build; this is the browser's half of `checker.asked`, and a test compares the two.

/**
 * @typedef {string | number | boolean | null} Answer - null: the event did not happen
 * @typedef {Record<string, Answer | undefined>} Answers - what is not in it has not been answered yet
 * @typedef {object} Condition - on one answer; exactly one of the others is there
 * @property {string} key - the question whose answer decides
 * @property {string[]} [in] - the answer is one of these
 * @property {string[]} [not_in] - the answer is none of these
 * @property {number} [at_least] - the number is this or more
 * @property {string} [before] - the date may lie before this day
 * @property {string} [from] - the date may lie on or after this day
 * @property {number} [days_ago] - the date may lie this many days back, or more
 * @property {number} [years_ago] - the date may lie this many full years back, or more
 * @property {number} [under] - born on the date, somebody may be younger than this on the date `on`
 * @property {string} [on] - the question that asks for it
 * @typedef {object} Question
 * @property {string} key
 * @property {"choice" | "boolean" | "date" | "number" | "whole"} kind
 * @property {boolean} event - leaving it out means that it did not happen
 * @property {boolean} past - a date that cannot lie after today
 * @property {Condition[][]} ask_if - asked if all conditions of one of these hold, or if there are none
 * @property {string} short - a noun phrase for the answer
 */

export const UNSURE = "unsure";
/** The first day the checker takes. */
export const FIRST_DAY = "1900-01-01";
const DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;
const DAY_MS = 86_400_000;

/**
 * Give the questions that are asked, in order. Each looks at the answers to those asked before it.
 *
 * @param {Question[]} questions
 * @param {Answers} answers
 * @param {string} today - YYYY-MM-DD
 * @param {Answers} [premises] - what the form takes for granted
 * @returns {Question[]}
 */
export function path(questions, answers, today, premises = {}) {
  const known = { ...premises };
  return questions.filter((question) => {
    const asked = isAsked(question, known, questions, today);
    if (asked) known[question.key] = answers[question.key];
    return asked;
  });
}

/**
 * Say whether a question is asked.
 *
 * @param {Question} question
 * @param {Answers} answers - to questions that were asked themselves
 * @param {Question[]} questions
 * @param {string} today
 */
export function isAsked({ ask_if }, answers, questions, today) {
  const isEvent = (/** @type {string} */ key) => questions.some((other) => other.key === key && other.event);
  return (
    ask_if.length === 0 ||
    ask_if.some((conditions) => conditions.every((one) => holds(one, answers, isEvent(one.key), today)))
  );
}

/**
 * Give the answers that go to the checker: what the form takes for granted, and those of the questions asked, without
 * what did not happen.
 *
 * @param {Question[]} questions
 * @param {Answers} answers
 * @param {string} today
 * @param {Record<string, string>} [premises]
 */
export function sent(questions, answers, today, premises = {}) {
  /** @type {Record<string, string | number | boolean>} */
  const result = { ...premises };
  for (const { key } of path(questions, answers, today, premises)) {
    const answer = answers[key];
    if (answer !== undefined && answer !== null) result[key] = answer;
  }
  return result;
}

/**
 * Give the first and the last day that a date may be: a shortened one is some day in it.
 *
 * @param {string} text
 * @returns {{ first: string, last: string } | null} null if it is no date
 */
export function span(text) {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (!year) return null;
  if (day) return { first: text, last: text };
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0));
  return { first: `${year}-${month ?? "01"}-01`, last: last.toISOString().slice(0, 10) };
}

/**
 * @param {Condition} condition
 * @param {Answers} answers
 * @param {boolean} isEvent
 * @param {string} today
 */
function holds(condition, answers, isEvent, today) {
  // Not known, or did not happen.
  const given = answers[condition.key] ?? null;
  const value = String(given ?? UNSURE);
  if (condition.in) return condition.in.includes(value);
  if (condition.not_in) return !condition.not_in.includes(value);
  if (condition.at_least !== undefined) return typeof given === "number" && given >= condition.at_least;
  // What is left out of the events did not happen, on no day.
  if (given === null && isEvent) return false;
  const { first, last } = span(value) ?? { first: FIRST_DAY, last: today };
  if (condition.before) return first < condition.before;
  if (condition.from) return last >= condition.from;
  if (condition.under !== undefined) {
    const on = span(String(answers[condition.on ?? ""] ?? UNSURE))?.first ?? FIRST_DAY;
    return yearsBetween(last, on) < condition.under;
  }
  if (condition.days_ago !== undefined) return (Date.parse(today) - Date.parse(first)) / DAY_MS >= condition.days_ago;
  return yearsBetween(first, today) >= (condition.years_ago ?? 0);
}

/** @param {string} first @param {string} last */
function yearsBetween(first, last) {
  return Number(last.slice(0, 4)) - Number(first.slice(0, 4)) - (last.slice(5) < first.slice(5) ? 1 : 0);
}
