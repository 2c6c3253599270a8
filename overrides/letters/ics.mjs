// @ts-check
// The last day as a calendar file (RFC 5545): a whole day with two reminders, for any calendar, without a server.

/** The hour of the reminders: a week before, and the day before. A whole day begins at midnight. */
const REMINDERS = ["-P6DT15H", "-PT15H"];
const DAY_MS = 86_400_000;
/** Octets of a line, without its end. */
const LINE = 75;

/**
 * @typedef {object} Entry
 * @property {string} day - YYYY-MM-DD
 * @property {string} kind - what the day is of; with the day it makes the entry's name, so that a second file replaces the first
 * @property {string} language - BCP 47
 * @property {string} title
 * @property {string} text
 * @property {[string, string]} reminders - what is said a week before, and the day before
 */

/**
 * Write a calendar with one entry.
 *
 * @param {Entry} entry
 * @param {Date} [now]
 * @returns {string} lines that end as RFC 5545 wants
 */
export function calendar({ day, kind, language, title, text, reminders }, now = new Date()) {
  const said = (/** @type {string} */ name, /** @type {string} */ value) => `${name};LANGUAGE=${language}:${escaped(value)}`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Introguiden//Klagefrist//NO",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-TIMEZONE:Europe/Oslo",
    "BEGIN:VEVENT",
    `UID:${basic(day)}-${kind}@introguiden`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(after(day))}`,
    said("SUMMARY", title),
    said("DESCRIPTION", text),
    "TRANSP:TRANSPARENT",
    ...REMINDERS.flatMap((trigger, place) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `TRIGGER:${trigger}`,
      said("DESCRIPTION", reminders[place]),
      "END:VALARM",
    ]),
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");
}

/** @param {string} day */
const basic = (day) => day.replaceAll("-", "");
/** The end of a whole day is the next one. @param {string} day */
const after = (day) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** Break a long line without breaking a letter: the limit counts octets. @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  let room = LINE;
  let out = "";
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (size > room) {
      out += "\r\n ";
      room = LINE - 1;
    }
    out += letter;
    room -= size;
  }
  return out;
}
