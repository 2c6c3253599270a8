// @ts-check
// Facts become sentences: the right variant of a finding, dates by the language's own rules.
import { UNSURE } from "./flow.mjs";

/**
 * @typedef {Record<string, unknown>} Facts
 * @typedef {{ when?: Facts, tone: string, label: string, answer: string, means?: string[], next: string[],
 *   change?: string[], ask?: string }} Variant
 * @typedef {object} Calendar - written by the build from CLDR: browsers do not know every language (Chromium
 *   has no nynorsk and would give American dates)
 * @property {string[]} days - Monday first
 * @property {string[]} months
 * @property {string} full - with {weekday} {day} {month} {year}
 * @property {string} month_and_year
 * @property {string} decimal - the sign before the øre
 * @property {string} group - between thousands
 * @typedef {{ text: string, kept: boolean }} Piece - kept: a term, date or letter that no translation may touch
 */

const ISO_DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;
/** NOK with øre, as the checker writes them. */
const MONEY = /^\d+\.\d\d$/;
/** Letters of scripts from right to left. */
const RTL = /[\u0590-\u08ff]/;
const FULL_DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Find the first variant that fits. What is not known counts as "unsure", as in sitegen/words.py.
 *
 * @param {Variant[]} variants - the last one fits always
 * @param {Facts} known - facts, answers, and the outcomes of the other findings
 * @returns {number} its place
 */
export function pick(variants, known) {
  return variants.findIndex(({ when = {} }) =>
    Object.entries(when).every(([key, wanted]) => {
      const has = /** @type {unknown[]} */ ([known[key] ?? UNSURE]).flat();
      return [wanted].flat().some((one) => has.includes(one));
    }),
  );
}

/**
 * Fill a sentence with facts.
 *
 * @param {string} sentence - text with {placeholders} and [[Norwegian terms]]
 * @param {Facts} facts - ISO dates stay strings
 * @param {Calendar} calendar
 * @returns {Piece[]} what a person reads, in order
 * @throws {Error} if a placeholder has no fact
 */
export function pieces(sentence, facts, calendar) {
  return sentence
    .split(/(\{\w+\}|\[\[.+?\]\])/)
    .filter(Boolean)
    .map((part) => {
      if (part.startsWith("[[")) return { text: part.slice(2, -2), kept: true };
      if (!/^\{\w+\}$/.test(part)) return { text: part, kept: false };
      const fact = facts[part.slice(1, -1)];
      if (fact === undefined) throw new Error(`no fact for ${part}`);
      const isDate = typeof fact === "string" && FULL_DATE.test(fact);
      return { text: isDate ? day(fact, calendar) : amount(String(fact), calendar), kept: isDate };
    });
}

/**
 * The same as plain text, for the clipboard and for status messages.
 *
 * @param {string} sentence
 * @param {Facts} facts
 * @param {Calendar} calendar
 */
export function fill(sentence, facts, calendar) {
  return pieces(sentence, facts, calendar)
    .map(({ text, kept }) => (kept ? apart(text, sentence) : text))
    .join("");
}

/**
 * Set a text apart from letters that run the other way, by signs of Unicode: where there is no markup, numbers and names
 * would change places.
 *
 * @param {string} text
 * @param {string} around - the sentence it stands in
 */
export const apart = (text, around) => (RTL.test(around) && !RTL.test(text) && /[\p{L}\p{N}]/u.test(text) ? `\u2068${text}\u2069` : text);

/**
 * Write a number as the language does: thousands apart, and øre only where there are any. Other text stays.
 *
 * @param {string} text
 * @param {Calendar} calendar
 */
function amount(text, { decimal, group }) {
  if (!MONEY.test(text) && !/^\d{5,}$/.test(text)) return text;
  const [kroner, oere = "00"] = text.split(".");
  return kroner.replace(/\B(?=(\d{3})+$)/g, group) + (oere === "00" ? "" : decimal + oere);
}

/**
 * Write a date with its weekday, or a shortened one as far as it is known.
 *
 * @param {string} iso - YYYY-MM-DD, YYYY-MM or YYYY
 * @param {Calendar} calendar
 */
export function day(iso, { days, months, full, month_and_year }) {
  const [, year, month, date] = ISO_DATE.exec(iso) ?? [];
  if (!month) return iso;
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1))).getUTCDay();
  return (date ? full : month_and_year)
    .replace("{weekday}", days[(weekday + 6) % 7])
    .replace("{day}", String(Number(date)))
    .replace("{month}", months[Number(month) - 1])
    .replace("{year}", year);
}

/**
 * Today's date in Norway, whatever the device's own time zone.
 *
 * @param {Date} [now]
 * @returns {string} YYYY-MM-DD
 */
export function today(now = new Date()) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Oslo",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (/** @type {string} */ type) => parts.find((candidate) => candidate.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}
