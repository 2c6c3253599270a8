// @ts-check
// The answer at once: the checker's own decisions as a table (sitegen/quick.py says how it is written), read
// without Python. This is the browser's half of `sitegen.guide.reader.find`, and a test compares the two.
import { UNSURE, span } from "./flow.mjs";

/**
 * @typedef {import("./flow.mjs").Question} Question
 * @typedef {import("./result.mjs").Finding} Finding
 * @typedef {{ first: string, last: string }} Span
 * @typedef {any} Node - 0, a place in its part, or an array: a question, a test, or what is found
 * @typedef {Node[]} Part
 * @typedef {object} Table
 * @property {{ first: string, last: string, since: string, until: string }} days - of reading; of answers
 * @property {{ before: [string, string][], above: Record<string, number> }} refused
 * @property {Record<string, Record<string, Part>>} [conditions]
 * @property {string[]} [closed]
 * @property {string[]} moved
 * @typedef {{ table: Table & Record<string, any>, questions: Question[], answers: Record<string, any>, today: string }} Asked
 */

const NOT_HAPPENED = "did-not-happen";
const UNKNOWN = "unknown";
const DAY_MS = 86_400_000;

/**
 * Give what the table finds, as the checker words it, but for dates, amounts, and what they rest on.
 *
 * @param {string[]} names - the findings of the form, the most important first
 * @param {Asked} asked - the answers as they go to the checker
 * @returns {Record<string, Finding> | null} null where only the checker can tell the first of them
 */
export function find(names, asked) {
  if (!isReadable(asked)) return null;
  /** @type {Record<string, Finding>} */
  const findings = {};
  for (const name of names) {
    const end = asked.table[name] && ending(asked.table[name], asked);
    if (end) findings[name] = finding(end, asked.today);
  }
  return findings[names[0]] ? findings : null;
}

/** Whether the table holds for the day and the answers, and the checker would not refuse them. @param {Asked} asked */
function isReadable({ table: { days, refused }, questions, answers, today }) {
  if (today < days.first || today > days.last) return false;
  const isKnown = (/** @type {string} */ key) => key in answers && answers[key] !== UNSURE;
  if (isKnown("programme_decided_on")) return false;
  for (const { key, kind } of questions) {
    if (!isKnown(key)) continue;
    const value = answers[key];
    if (kind === "date") {
      const known = span(value);
      if (!known || known.first < days.since || known.last > days.until) return false;
    } else if (key in refused.above) {
      if (typeof value !== "number" || value < 0 || value > refused.above[key]) return false;
      if (kind === "whole" && !Number.isInteger(value)) return false;
    }
  }
  return !refused.before.some(
    ([one, other]) => isKnown(one) && isKnown(other) && (span(answers[one])?.last ?? "") < (span(answers[other])?.first ?? ""),
  );
}

/**
 * Follow the answers through a part.
 *
 * @param {Part} part
 * @param {Asked} asked
 * @returns {Node | null} what is found; null where only the checker can tell
 */
function ending(part, asked) {
  const ends = evaluate(part, asked);
  const [end] = ends;
  if (ends.size !== 1 || !end) return null;
  // Of a date known in part the checker tries every day, which the table does not.
  const known = asked.questions.map((question) => days(question, asked));
  return end[0] === UNKNOWN && known.some((one) => one && one.first !== one.last) ? null : end;
}

/**
 * Give the days that an answer may be. What lies in the past does so until today.
 *
 * @param {Question} question
 * @param {Asked} asked
 * @returns {Span | null} null where it is no date, or not known
 */
function days({ key, kind, past }, { answers, today }) {
  const known = kind === "date" && answers[key] !== undefined ? span(answers[key]) : null;
  return known && past && known.last > today ? { ...known, last: today } : known;
}

/**
 * @param {Part} part
 * @param {Asked} asked
 * @returns {Set<Node>} the ends the answers may lead to; null among them where a condition cannot be told
 */
function evaluate(part, asked) {
  const ends = new Set();
  const waiting = [part[0]];
  while (waiting.length > 0) {
    let node = waiting.pop();
    if (typeof node === "number" && node > 0) node = part[node];
    if (!node || (typeof node[0] === "string" && Array.isArray(node[1]))) {
      ends.add(node);
    } else if (typeof node[0] === "string") {
      const ways = Object.fromEntries(Object.entries(node[1]).flatMap(([answers, way]) => answers.split(" ").map((one) => [one, way])));
      const taken = waysFrom(node[0], asked);
      if (taken.length === 0) ends.add(null);
      waiting.push(...taken.map((way) => ways[way] ?? node[2]));
    } else {
      const held = holds(node, asked);
      if (held !== false) waiting.push(node[0]);
      if (held !== true) waiting.push(node[1]);
    }
  }
  return ends;
}

/** The answers that a question or a condition may have. @param {string} key @param {Asked} asked @returns {string[]} */
function waysFrom(key, asked) {
  const question = asked.questions.find((one) => one.key === key);
  if (!question) return condition(key, asked);
  const value = asked.answers[key];
  if (value === undefined) return [question.event ? NOT_HAPPENED : UNSURE];
  if (value === UNSURE) return [UNSURE];
  return [question.kind === "choice" || question.kind === "boolean" ? String(value) : "some"];
}

/** @param {string} name @param {Asked} asked */
function condition(name, asked) {
  const law = ending(asked.table.which_law ?? [0], asked);
  const part = law && asked.table.conditions?.[name]?.[law[0]];
  if (!part) return [];
  const ends = [...evaluate(part, asked)];
  return ends.every(Boolean) ? ends.map(([outcome]) => outcome) : [];
}

/** Whether a test holds; null where it depends on the day. @param {Node} node @param {Asked} asked */
function holds([, , one, other], asked) {
  if (typeof one === "string") return asked.answers[one] >= other;
  const [first, second] = [one, other].map((place) => moved(asked.table.moved[place], asked));
  if (first.last < second.first) return true;
  return first.first >= second.last ? false : null;
}

/** @param {string} text - a day, and the rules that move it @param {Asked} asked @returns {Span} */
function moved(text, asked) {
  const [key, ...moves] = text.split(" ");
  const question = asked.questions.find((one) => one.key === key);
  const day = question ? days(question, asked) : span(key === "today" ? asked.today : key);
  const [from, to] = [day?.first, day?.last].map((end) =>
    moves.reduce((at, move) => {
      const [rule, number] = move.split(":");
      return MOVES[rule](at, Number(number), asked.table.closed ?? []);
    }, end ?? ""),
  );
  return { first: from, last: to };
}

/** @param {number} time */
const iso = (time) => new Date(time).toISOString().slice(0, 10);
/** @param {string} day @param {number} days */
const later = (day, days) => iso(Date.parse(day) + days * DAY_MS);

/** @param {string} day @param {number} months */
function addMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** As checker/days.py and checker/workdays.py count. @type {Record<string, (day: string, number: number, closed: string[]) => string>} */
const MOVES = {
  months: addMonths,
  years: (day, years) => addMonths(day, 12 * years),
  weeks: (day, weeks) => later(day, 7 * weeks),
  // 29 February becomes 1 March, as JavaScript counts.
  birthday: (day, age) => iso(Date.UTC(Number(day.slice(0, 4)) + age, Number(day.slice(5, 7)) - 1, Number(day.slice(8)))),
  working_day(day, _, closed) {
    let next = day;
    while (new Date(next).getUTCDay() % 6 === 0 || closed.includes(next)) next = later(next, 1);
    return next;
  },
};

/** @param {Node} node @param {string} today @returns {Finding} */
function finding([outcome, cites, facts = {}], today) {
  return {
    outcome,
    cites: cites.map((/** @type {string} */ text) => {
      const [act, section, ledd, letter] = text.split("|");
      return { act, section, ...(ledd && { ledd: Number(ledd) }), ...(letter && { letter }) };
    }),
    certainty: "",
    facts: outcome === "last_day_today" ? { ...facts, last_day: today } : facts,
    because: [],
    missing: [],
  };
}
