// @ts-check
// Facts become sentences: the right variant of a finding, dates by the language's own rules.

/**
 * @typedef {Record<string, unknown>} Facts
 * @typedef {{ when?: Facts, tone: string, label: string, answer: string, means: string[], next: string[],
 *   change: string[], ask?: string }} Variant
 * @typedef {{ text: string, kept: boolean }} Piece - kept: a term, date or letter that no translation may touch
 */

const ISO_DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;
const FULL_DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Find the first variant that fits.
 *
 * @param {Variant[]} variants - the last one fits always
 * @param {Facts} known - facts, answers, and the outcomes of the other findings
 * @returns {number} its place
 */
export function pick(variants, known) {
  return variants.findIndex(({ when = {} }) =>
    Object.entries(when).every(([key, wanted]) => {
      const has = [known[key]].flat();
      return [wanted].flat().some((one) => has.includes(one));
    }),
  );
}

/**
 * Fill a sentence with facts.
 *
 * @param {string} sentence - text with {placeholders} and [[Norwegian terms]]
 * @param {Facts} facts - ISO dates stay strings
 * @param {string} locale - "nb", "nn", "en-GB"
 * @returns {Piece[]} what a person reads, in order
 * @throws {Error} if a placeholder has no fact
 */
export function pieces(sentence, facts, locale) {
  return sentence
    .split(/(\{\w+\}|\[\[.+?\]\])/)
    .filter(Boolean)
    .map((part) => {
      if (part.startsWith("[[")) return { text: part.slice(2, -2), kept: true };
      if (!/^\{\w+\}$/.test(part)) return { text: part, kept: false };
      const fact = facts[part.slice(1, -1)];
      if (fact === undefined) throw new Error(`no fact for ${part}`);
      const isDate = typeof fact === "string" && FULL_DATE.test(fact);
      return { text: isDate ? day(fact, locale) : String(fact), kept: isDate };
    });
}

/**
 * The same as plain text, for the clipboard and for status messages.
 *
 * @param {string} sentence
 * @param {Facts} facts
 * @param {string} locale
 */
export function fill(sentence, facts, locale) {
  return pieces(sentence, facts, locale)
    .map(({ text }) => text)
    .join("");
}

/**
 * Write a date with its weekday, or a shortened one as far as it is known.
 *
 * @param {string} iso - YYYY-MM-DD, YYYY-MM or YYYY
 * @param {string} locale
 */
export function day(iso, locale) {
  const [, year, month, date] = ISO_DATE.exec(iso) ?? [];
  if (!year) return iso;
  if (!month) return year;
  /** @type {Intl.DateTimeFormatOptions} */
  const style = date
    ? { weekday: "long", day: "numeric", month: "long", year: "numeric" }
    : { month: "long", year: "numeric" };
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1));
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" }).format(moment);
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
