// @ts-check
// What goes along with a letter: the last day in a calendar, and the same page on another device.
import { icon, make } from "../checker/dom.mjs";
import { copyField } from "../checker/keep.mjs";
import { button } from "./fields.mjs";
import { calendar } from "./ics.mjs";
import { draw } from "./qr.mjs";
import { download } from "./take.mjs";

/** @typedef {import("./path.mjs").Path} Path */

/**
 * @param {Path} path
 * @returns {Node[]}
 */
export function onward(path) {
  return [...reminder(path), elsewhere(path)];
}

/** The last day, while it can still be kept. @param {Path} path */
function reminder(path) {
  const { data, verdict } = path.told;
  const { last_day: day, days_left: left } = verdict.findings.appeal.facts;
  if (typeof day !== "string" || !(Number(left) >= 0) || path.told.answers.complaint_sent) return [];
  const entry = () => ({
    day,
    kind: String(path.told.answers.decision),
    language: data.locale,
    title: path.ui("ics_title"),
    text: path.ui("ics_text", { last_day: day }),
    reminders: /** @type {[string, string]} */ ([path.ui("ics_week", { last_day: day }), path.ui("ics_day", { last_day: day })]),
  });
  return [
    make(
      "section",
      { class: "part" },
      make("h3", {}, path.ui("calendar_title")),
      make("p", {}, ...path.said("calendar_text", { last_day: day })),
      button(path.ui("calendar"), icon("calendar"), () => download(`${path.ui("calendar_file")}-${day}.ics`, calendar(entry()), "text/calendar"), { "data-download": "ics" }),
    ),
  ];
}

/** A link and its picture, made when somebody asks. @param {Path} path */
function elsewhere(path) {
  const { data } = path.told;
  const made = make("div", { "data-elsewhere": true });
  const show = async () => {
    const text = path.told.link();
    const link = copyField(data, { text, label: data.ui.link_label, rows: 3 });
    made.replaceChildren(make("p", {}, path.ui("link_holds")), link);
    made.querySelector("textarea")?.focus();
    // The link alone will do where the picture does not come.
    await draw(text, path.ui("qr_label")).then((picture) => link.before(make("figure", { class: "qr__frame" }, picture)), console.error);
  };
  return make(
    "section",
    { class: "part" },
    make("h3", {}, path.ui("link_title")),
    make("p", {}, path.ui("link_text")),
    button(path.ui("link_button"), icon("link"), () => void show(), { "data-link": "" }),
    made,
  );
}
