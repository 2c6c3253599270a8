// @ts-check
// Paste a page, and see what in it is old. The text stays in the browser, and is kept nowhere.
import { make, need } from "../checker/dom.mjs";
import { copy } from "./copy.mjs";
import { find } from "./finder.mjs";

/** Quotes of one kind that are shown. */
const MOST = 3;

const form = /** @type {HTMLFormElement} */ (need("[data-finder]"));
const text = /** @type {HTMLTextAreaElement} */ (need("textarea", form));
const results = need("[data-results]");
const report = /** @type {HTMLTextAreaElement} */ (need("[data-list]"));
const keep = need("[data-keep]");
const status = need("[data-found]");
const outdated = JSON.parse(need("[data-rules]").textContent ?? "");

/** @param {import("./finder.mjs").Quote} quote */
const line = ({ before, hit, after }) => make("li", {}, `…${before}`, make("mark", {}, hit), `${after}…`);

/** A kind of old statement: where it stands, and what holds now, as the list of all has it. @param {import("./finder.mjs").Found} found */
function shown({ id, quotes }) {
  const told = /** @type {HTMLElement} */ (need(`#regel-${id}`).cloneNode(true));
  told.removeAttribute("id");
  const more = quotes.length > MOST ? make("p", { class: "small" }, `+ ${quotes.length - MOST}`) : null;
  return make(
    "li",
    { class: "card" },
    make("ul", { class: "quotes", lang: "no", translate: "no" }, ...quotes.slice(0, MOST).map(line)),
    more,
    ...told.childNodes,
  );
}

/** The same as text, for whoever mends the page. @param {import("./finder.mjs").Found[]} found */
function written(found) {
  return found
    .map(({ id, quotes }) => {
      const rule = need(`#regel-${id}`);
      const told = [...rule.querySelectorAll("p")].map((part) => part.textContent?.trim());
      const links = [...rule.querySelectorAll("a")].map(({ href }) => href);
      return [...quotes.slice(0, MOST).map(({ before, hit, after }) => `«…${before}${hit}${after}…»`), ...told, ...links].join("\n");
    })
    .join("\n\n");
}

function look() {
  const { none = "", other = "", some = "", empty = "" } = status.dataset;
  const { isAbout, found } = find(text.value, outdated);
  results.replaceChildren(...found.map(shown));
  report.value = written(found);
  keep.hidden = found.length === 0;
  const said = found.length > 0 ? some.replace("{number}", String(found.length)) : isAbout ? none : other;
  status.textContent = text.value.trim() ? said : empty;
}

form.reset();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
need("[data-copy-report]", keep).addEventListener("click", () => copy(report, need("[data-said]", keep)));
form.hidden = false;
