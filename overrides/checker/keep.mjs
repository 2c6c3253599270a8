// @ts-check
// What a visitor may take along: paper, a link, a question to copy, and a report that the answer surprises.
import { icon, make } from "./dom.mjs";
import { fill, today } from "./words.mjs";

/** @typedef {import("./result.mjs").Case} Case */
/** @typedef {import("./result.mjs").Data} Data */

let fields = 0;

/**
 * The end of the result: print, link, report, start again.
 *
 * @param {Case} shown
 * @param {import("./result.mjs").Spoken[]} spoken
 */
export function keep(shown, spoken) {
  const { ui } = shown.data;
  const made = make("div");
  const askForLink = () => {
    made.replaceChildren(
      make("p", {}, ui.link_text),
      copyField(shown.data, { text: shown.link(), label: ui.link_label, rows: 3 }),
    );
    made.querySelector("textarea")?.focus();
  };
  return make(
    "section",
    { class: "part keep" },
    make("h3", {}, ui.keep),
    make(
      "div",
      { class: "keep__row" },
      button(ui.print, "print", () => print()),
      button(ui.link, "link", askForLink),
      button(ui.again, "edit", shown.restart),
    ),
    made,
    surprise(shown, spoken),
  );
}

/**
 * A text and a button that copies it; where copying is refused the text is selected instead.
 *
 * @param {Data} data
 * @param {{ text: string, label: string, rows: number, lang?: string }} field
 */
export function copyField({ ui }, { text, label, rows, lang }) {
  const id = `copy-${(fields += 1)}`;
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { id, class: "ds-input", readonly: true, rows: String(rows), translate: "no", dir: lang ? "ltr" : "auto", ...(lang ? { lang } : {}) }, text)
  );
  const said = make("span", { role: "status" });
  const copy = async () => {
    area.select();
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = ui.copied;
    } catch {
      area.focus();
      said.textContent = ui.copy_by_hand;
    }
  };
  return make(
    "div",
    { class: "copy" },
    make("label", { for: id, class: "sr-only" }, label),
    area,
    make("p", { class: "copy__row" }, button(ui.copy, "copy", copy), said),
  );
}

/** @param {Case} shown @param {import("./result.mjs").Spoken[]} spoken */
function surprise({ data, verdict, answers }, spoken) {
  const { ui, site } = data;
  const facts = { today: today(), version: data.version, checked: verdict.law_checked };
  const text = [
    ui.surprise_head,
    "",
    "",
    "---",
    `${site.name}, ${data.part}, ${data.language}`,
    fill(ui.stamp, facts, data.calendar),
    ...Object.entries(answers)
      .filter(([, answer]) => answer !== undefined && answer !== null)
      .map(([key, answer]) => `${key} = ${JSON.stringify(answer)}`),
    ...spoken.map(({ name, finding }) => `${name}: ${finding.outcome} ${JSON.stringify(finding.facts)}`),
  ].join("\n");
  return make(
    "details",
    { class: "surprise" },
    make("summary", {}, ui.surprise),
    make("p", {}, ui.surprise_text),
    copyField(data, { text, label: ui.surprise_label, rows: 10 }),
    make(
      "p",
      {},
      `${ui.surprise_to} `,
      make("span", { translate: "no" }, `${site.owner.name} (`, make("a", { href: `mailto:${site.owner.email}` }, site.owner.email), ")"),
    ),
  );
}

/** @param {string} text @param {string} image @param {() => void} act */
function button(text, image, act) {
  return make("button", { type: "button", class: "ds-button", "data-variant": "secondary", onclick: act }, icon(image), text);
}
