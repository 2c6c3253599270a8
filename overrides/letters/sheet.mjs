// @ts-check
// One letter, opened: what is sent in Norwegian, and beside it what it means, paragraph by paragraph.
import { held, icon, make, need } from "../checker/dom.mjs";
import { copyField } from "../checker/keep.mjs";
import { button, option } from "./fields.mjs";
import { asText, compose, fieldsOf, fileName, forPen, TERM } from "./letter.mjs";
import { download, printOnly } from "./take.mjs";

/** @typedef {import("./path.mjs").Path} Path */
/** @typedef {import("./begin.mjs").Fitting} Fitting */
/** @typedef {import("./letter.mjs").Block} Block */

const FORMS = /** @type {const} */ (["nb", "nn"]);

/**
 * @param {Path} path
 * @param {Fitting} fitting
 */
export function sheet(path, fitting) {
  const { common, letters } = path.words;
  const { title } = letters[fitting.id];
  const columns = make("div", { class: "columns" });
  const take = actions(path, fitting);
  path.redraw = () => {
    columns.replaceChildren(...rows(path, fitting));
    // Whoever reads what is sent needs no second side.
    need("[data-print-letter=both]", take).hidden = isSame(path);
  };
  path.redraw();
  // What shall be changed is written further up, with the choices.
  const fields = fieldsOf(path.words, fitting).filter((name) => name !== "wish_text");
  return make(
    "section",
    { class: "letter", "data-letter": fitting.id, "aria-labelledby": "letter-title" },
    make("h3", { id: "letter-title", tabindex: "-1", "data-heading": true }, ...path.spoken(title)),
    ...fitting.facts.can_be_worse ? [make("p", { class: "admonition warning" }, ...path.spoken(common.warning.can_be_worse))] : [],
    make(
      "div",
      { class: "letter__fields" },
      make("h4", {}, path.ui("fields_title")),
      make("p", { class: "small" }, path.ui("fields_text")),
      make("div", { class: "letter__grid" }, ...fields.map((name) => path.field(name))),
    ),
    form(path),
    columns,
    take,
  );
}

/** The letter is sent in the language of the page. @param {Path} path */
const isSame = (path) => path.told.data.language === path.form;

/** Which Norwegian. @param {Path} path */
function form(path) {
  const chosen = FORMS.map((name) =>
    option({ type: "radio", name: "letters-form", value: name, checked: name === path.form }, path.ui(`form_${name}`), () => path.choose(name)),
  );
  return make("fieldset", { class: "ds-fieldset letter__form" }, make("legend", {}, path.ui("form_legend")), ...chosen);
}

/** Both sides, row by row, so that two people see the same place. @param {Path} path @param {Fitting} fitting */
function rows(path, fitting) {
  const { language } = path.told.data;
  const sent = compose(path.words, fitting, path.given(), path.form);
  const kept = compose(path.words, fitting, path.given(), language);
  const head = (/** @type {string} */ side, /** @type {string} */ text) => make("p", { class: `side side--${side} side__head` }, text);
  return [
    ...(isSame(path) ? [] : [make("div", { class: "row row--head" }, head("sent", path.ui("side_sent")), head("kept", path.ui("side_kept")))]),
    ...sent.map((block, place) =>
      make("div", { class: "row", "data-block": block.kind }, side(block, "sent", path.form), !isSame(path) && side(kept[place], "kept", language)),
    ),
  ];
}

/** @param {Block} block @param {"sent" | "kept"} name @param {string} language */
function side({ text }, name, language) {
  // What is sent stays Norwegian, whatever the browser translates.
  const kept = name === "sent" && { lang: language, dir: "ltr", translate: "no" };
  return make("div", { class: `side side--${name}`, ...(kept || {}) }, ...lines(text));
}

/** Each line runs as what was typed into it does. @param {string} text */
const lines = (text) => text.split("\n").map((line) => make("p", /\p{L}/u.test(line) ? { dir: "auto" } : {}, ...marked(line)));

/** Norwegian terms in another language are marked, so that they are spoken as Norwegian and not translated. @param {string} text */
function marked(text) {
  return held(text).split(TERM).map((piece, place) => (place % 2 ? make("span", { lang: "nb", dir: "ltr", translate: "no" }, piece) : piece));
}

/** @param {Path} path @param {Fitting} fitting */
function actions(path, fitting) {
  const said = make("p", { role: "status", class: "letter__said" });
  const byHand = make("div");
  const text = () => asText(compose(path.words, fitting, path.given(), path.form));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = path.ui("copied");
    } catch {
      // Copied by hand: the text is selected.
      const field = copyField(path.told.data, { text: text(), label: path.ui("side_sent"), lang: path.form, rows: 12 });
      byHand.replaceChildren(field);
      field.querySelector("textarea")?.select();
    }
  };
  return make(
    "div",
    { class: "letter__take" },
    make(
      "div",
      { class: "keep__row" },
      button(path.ui("print"), icon("print"), () => printOnly(paper(path, fitting, false)), { "data-variant": "primary", "data-print-letter": "sent" }),
      button(path.ui("print_both"), icon("print"), () => printOnly(paper(path, fitting, true)), { "data-print-letter": "both" }),
      button(path.ui("copy"), icon("copy"), () => void copy(), { "data-copy-letter": "" }),
      button(path.ui("download"), icon("save"), () => download(fileName(fitting, path.form), text(), "text/plain"), { "data-download": "txt" }),
    ),
    said,
    byHand,
  );
}

/** What is printed: the sent side, and the other only where it was asked for. @param {Path} path @param {Fitting} fitting @param {boolean} isBoth */
function paper(path, fitting, isBoth) {
  if (isBoth) return make("div", { class: "sheet-a4 sheet-a4--both" }, ...rows(path, fitting));
  const blocks = compose(path.words, fitting, path.given(), path.form, forPen);
  return make("div", { class: "sheet-a4", lang: path.form, dir: "ltr" }, ...blocks.map(({ kind, text }) => make("div", { "data-block": kind }, ...lines(text))));
}
