// @ts-check
// The page about use without network: what is kept, how large it is and of which day, and the buttons.
import { fill } from "../checker/words.mjs";
import { isPossible, isRefused, keep, kept, megabytes, offer, refuse, remove, size } from "./store.mjs";

/**
 * @typedef {{ language: string, locale: string, calendar: import("../checker/words.mjs").Calendar,
 *   words: Record<string, string>, languages: Record<string, string> }} Data
 */

const data = /** @type {Data} */ (JSON.parse(need("#offline-data").textContent ?? ""));
const { language, locale, calendar, words } = data;
const panel = need("[data-offline]");
const state = need("[data-offline-state]");
const said = need("[data-offline-said]");
const bar = /** @type {HTMLProgressElement} */ (need("[data-offline-bar]"));

/** @param {string} selector */
function need(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} in the page`);
  return found;
}

/** Show what is kept and what could be, and the buttons that do something now. */
async function show() {
  const [has, online, refused] = await Promise.all([kept(), offer(language).catch(() => null), isRefused()]);
  const lines = [];
  if (has) {
    const facts = { megabytes: megabytes(has.bytes, locale), day: has.date, language: data.languages[has.language] };
    lines.push(fill(words.is_kept, facts, calendar));
  }
  const isHere = has?.language === language;
  const isNewer = Boolean(isHere && online && online.version !== has.version);
  if (!online) lines.push(words.no_network);
  else if (isHere) lines.push(isNewer ? fill(words.newer, { day: online.date }, calendar) : words.newest);
  else {
    const bytes = await size(online).catch(() => online.bytes);
    lines.push(fill(words.offer, { megabytes: megabytes(bytes, locale), day: online.date }, calendar));
  }
  if (has && !isHere) lines.push(words.one_language);
  if (refused) lines.push(words.refused);
  state.replaceChildren(...lines.map(paragraph));
  button("keep").hidden = isHere || !online;
  button("update").hidden = !isHere || !online;
  button("remove").hidden = !has;
  button("refuse").hidden = refused;
}

/** @param {string} text */
function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** @param {string} name */
const button = (name) => need(`[data-offline-${name}]`);
const buttons = () => ["keep", "update", "remove", "refuse"].map(button);

/**
 * Do what a button says, and tell how it went. The focus stays in the panel, where a button may go.
 *
 * @param {() => Promise<unknown>} act
 * @param {string} done
 */
async function run(act, done) {
  for (const one of buttons()) one.setAttribute("disabled", "");
  said.textContent = words.busy;
  const told = await act().then(
    () => done,
    (error) => (error.message === "full" ? words.full : words.broken),
  );
  bar.hidden = true;
  for (const one of buttons()) one.removeAttribute("disabled");
  await show();
  panel.focus();
  said.textContent = told;
}

function fetchAll() {
  bar.hidden = false;
  bar.removeAttribute("value");
  return keep(language, (share) => {
    bar.value = share * bar.max;
  });
}

/**
 * Save the file to share. Browsers fetch a download past the service worker, so without network a link alone fails.
 *
 * @param {Event} event
 */
async function save(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  event.preventDefault();
  const answer = (await fetch(link.href).catch(() => null)) ?? (await caches.match(link.href));
  if (!answer?.ok) {
    said.textContent = words.broken;
    return;
  }
  const ready = /** @type {HTMLAnchorElement} */ (link.cloneNode());
  ready.href = URL.createObjectURL(await answer.blob());
  ready.download = new URL(link.href).pathname.split("/").pop() ?? "";
  ready.click();
  setTimeout(() => URL.revokeObjectURL(ready.href), 60_000);
}

need("[data-offline-share]").addEventListener("click", save);
need("[data-offline-without]").hidden = true;
panel.hidden = false;
if (isPossible) {
  button("keep").addEventListener("click", () => void run(fetchAll, words.done));
  button("update").addEventListener("click", () => void run(fetchAll, words.done));
  button("remove").addEventListener("click", () => void run(remove, words.removed));
  button("refuse").addEventListener("click", () => void run(refuse, words.removed));
  await show();
} else {
  state.replaceChildren(paragraph(words.impossible));
}
