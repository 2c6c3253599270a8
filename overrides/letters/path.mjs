// @ts-check
// From the checker's verdict to the letters: what shall be changed and why, which letters fit, and one of them open.
// What is chosen and typed stands in this object and nowhere else.
import { make, need, say } from "../checker/dom.mjs";
import { fill } from "../checker/words.mjs";
import { isLong } from "./letter.mjs";
import { OWN, why, wishes } from "./choices.mjs";
import { load } from "./load.mjs";
import { failed } from "./failed.mjs";
import { field } from "./fields.mjs";
import { sheet } from "./sheet.mjs";
import { onward } from "./onward.mjs";

/** @typedef {import("./begin.mjs").Told} Told */
/** @typedef {import("./begin.mjs").Fitting} Fitting */
/** @typedef {import("./load.mjs").Words} Words */

/** Names of the fields that a link hands over: choices only. */
const GROUNDS = "letters.grounds";
const WISH = "letters.wish";
const FORM = "letters.form";
const OPEN = "letters.open";
/** Where the focus stands among what is drawn anew. @param {Element | null} element */
const mark = (element) => {
  const name = element?.getAttribute("name");
  const open = element?.getAttribute("data-open");
  if (element instanceof HTMLInputElement && element.type === "radio") return `[name="${name}"][value="${element.value}"]`;
  return name ? `[name="${name}"]` : open ? `[data-open="${open}"]` : "";
};

export class Path {
  /** @type {Set<string>} */
  grounds = new Set();
  wish = "";
  /** What was typed, by the name of its field. @type {Record<string, string>} */
  typed = {};
  /** Which Norwegian the letters are in. @type {"nb" | "nn"} */
  form;
  open = "";
  /** @type {Fitting[]} */
  fitting = [];
  /** Writes the open letter anew. */
  redraw = () => {};
  /** Counts what was asked for: an older answer that comes late is passed over. */
  #turn = 0;

  /**
   * @param {HTMLElement} walk
   * @param {Told} told
   */
  static async load(walk, told) {
    return new Path(walk, told, await load(told.data.language));
  }

  /**
   * @param {HTMLElement} walk
   * @param {Told} told
   * @param {Words} words
   */
  constructor(walk, told, words) {
    this.walk = walk;
    this.told = told;
    this.words = words;
    this.form = words.norwegian;
    this.#takeUp();
    this.wishes = wishes(this);
    this.why = why(this);
    this.list = make("div");
    this.place = make("div", { class: "letter__place" });
    this.onward = make("div");
    this.status = make("p", { class: "sr-only", role: "status" });
    this.root = make("section", { class: "letters" }, this.wishes, this.why, this.list, this.onward, this.status);
  }

  /** Stand in the page, for a verdict that may be new. @param {HTMLElement} place @param {Told} told */
  async show(place, told) {
    this.told = told;
    place.replaceWith(this.root);
    await this.#ask();
  }

  /** Take up what a link handed over. What is no code of ours is left out. */
  #takeUp() {
    const handed = new URLSearchParams(this.walk.dataset.letters);
    const { common } = this.words;
    for (const ground of (handed.get(GROUNDS) ?? "").split(" ")) if (Object.hasOwn(common.ground, ground)) this.grounds.add(ground);
    const wish = handed.get(WISH) ?? "";
    if (Object.hasOwn(common.wish, wish)) this.wish = wish;
    const form = handed.get(FORM);
    if (form === "nb" || form === "nn") this.form = form;
    this.open = handed.get(OPEN) ?? "";
  }

  /** Let the page's links hand over what was chosen, and nothing that was typed. */
  #handOver() {
    const fields = { [GROUNDS]: [...this.grounds].join(" "), [WISH]: this.wish, [FORM]: this.form, [OPEN]: this.open };
    const given = Object.entries(fields).filter(([, value]) => value);
    this.walk.dataset.letters = new URLSearchParams(given).toString();
  }

  /** Which letters fit is the checker's to say. */
  async #ask() {
    this.#handOver();
    const mine = (this.#turn += 1);
    const { letters } = await this.told.ask({ grounds: [...this.grounds], ...(this.wish ? { wish: this.wish } : {}) });
    if (mine !== this.#turn) return;
    const before = this.fitting.map(({ id }) => id).join();
    this.fitting = letters;
    // Asked for only where a letter has room for it.
    this.wishes.hidden = !letters.some(({ parts }) => parts.includes("wish"));
    const possible = new Set(letters.flatMap(({ facts }) => /** @type {string[]} */ (facts.grounds ?? [])));
    this.why.hidden = possible.size === 0;
    for (const ground of this.why.querySelectorAll("[data-ground]")) ground.toggleAttribute("hidden", !possible.has(ground.getAttribute("data-ground") ?? ""));
    if (!letters.some(({ id }) => id === this.open)) this.open = "";
    this.#address(letters[0]?.facts.body === "municipality");
    this.#draw();
    if (before && before !== letters.map(({ id }) => id).join()) this.#say(this.ui("fit_changed", { number: letters.length }));
  }

  /** What was chosen is something else now. What was written stays, whatever becomes of the checker. */
  again() {
    this.#ask().catch((error) => {
      console.error(error);
      this.list.replaceChildren(failed(this.told.data, () => this.again()));
    });
  }

  /** The site knows its own municipality, which is whom most people write to. @param {boolean} isOurs */
  #address(isOurs) {
    const { name } = this.told.data.site;
    if (isOurs) this.typed.municipality ??= name;
    else if (this.typed.municipality === name) delete this.typed.municipality;
  }

  /** Draw what follows the choices. Whoever is in the middle of it stays there. */
  #draw() {
    const focused = mark(document.activeElement);
    this.list.replaceChildren(...this.#cards());
    this.onward.replaceChildren(...onward(this));
    const again = focused && !this.root.contains(document.activeElement) && this.root.querySelector(focused);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** The first letter large, the others below. */
  #cards() {
    const [first, ...rest] = this.fitting.map((fitting) => this.#card(fitting));
    if (!first) return [];
    return [
      make("h3", {}, this.ui("fit_title")),
      make("p", { class: "lead-in" }, this.ui("fit_first")),
      make("div", { class: "card--first" }, ...first),
      ...(rest.length > 0 ? [make("p", { class: "lead-in" }, this.ui("fit_also")), ...rest.flat()] : []),
    ];
  }

  /** @param {Fitting} fitting */
  #card(fitting) {
    const { id } = fitting;
    const { title, use } = this.words.letters[id];
    const isOpen = id === this.open;
    if (isOpen) this.place.replaceChildren(sheet(this, fitting));
    const button = make(
      "button",
      {
        type: "button",
        class: "ds-button",
        "data-variant": isOpen ? "secondary" : "primary",
        "data-open": id,
        "aria-expanded": String(isOpen),
        onclick: () => this.#toggle(id),
      },
      this.ui(isOpen ? "close" : "open"),
      make("span", { class: "sr-only" }, `: ${this.#plain(title)}`),
    );
    const card = make("div", { class: "card", "data-card": id }, make("h4", {}, ...this.spoken(title)), make("p", {}, ...this.spoken(use)), button);
    return isOpen ? [card, this.place] : [card];
  }

  /** @param {string} id */
  #toggle(id) {
    this.open = this.open === id ? "" : id;
    this.#handOver();
    this.#draw();
    const target = this.open ? need("[data-letter] [data-heading]", this.place) : need(`[data-open="${id}"]`, this.list);
    target.focus({ preventScroll: true });
    (this.open ? this.place : target).scrollIntoView({ block: "start" });
  }

  /** A field of the open letter. @param {string} name */
  field(name) {
    return this.area(name, this.spoken(this.words.common.field[name]), isLong(name) ? 2 : 0);
  }

  /** A place to write. What is written is told to nobody but the open letter. @param {string} name @param {import("../checker/dom.mjs").Child} label @param {number} [rows] */
  area(name, label, rows = 2) {
    return field({ name, label, rows, value: this.typed[name] }, (text) => {
      this.typed[name] = text;
      this.redraw();
    });
  }

  /** @param {"nb" | "nn"} form */
  choose(form) {
    this.form = form;
    this.#handOver();
    this.redraw();
  }

  /** A text in the page's language. @param {import("./load.mjs").Text} text */
  spoken(text) {
    return say(text[this.told.data.language] ?? "", {}, this.told.data);
  }

  /** @param {import("./load.mjs").Text} text */
  #plain(text) {
    return fill(text[this.told.data.language] ?? "", {}, this.told.data.calendar);
  }

  /** @param {string} key @param {import("../checker/words.mjs").Facts} [facts] */
  ui(key, facts = {}) {
    return fill(this.words.ui[key], facts, this.told.data.calendar);
  }

  /** The same, with dates that no translation may touch. @param {string} key @param {import("../checker/words.mjs").Facts} facts */
  said(key, facts) {
    return say(this.words.ui[key], facts, this.told.data);
  }

  /** What was typed, without empty fields. */
  given() {
    const isOwn = this.wish === OWN;
    return Object.fromEntries(Object.entries(this.typed).filter(([name, text]) => text.trim() && (isOwn || name !== "wish_text")));
  }

  /** @param {string} text */
  #say(text) {
    this.status.textContent = text;
  }
}
