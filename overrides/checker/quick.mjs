// @ts-check
// The answer at once: the table's finding is shown while Python is on its way, and gives way to Python's verdict
// without taking the focus or the place on the page from whoever is reading.
import { find } from "./diagram.mjs";
import { make } from "./dom.mjs";
import { waysOn } from "./loading.mjs";

/** @typedef {import("./result.mjs").Data} Data */
/** @typedef {import("./result.mjs").Verdict} Verdict */

/**
 * Fetch the table of a form.
 *
 * @param {string} part
 * @returns {Promise<import("./diagram.mjs").Table>}
 */
export async function load(part) {
  const response = await fetch(new URL(`diagram-${part}.json`, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: HTTP ${response.status}`);
  return response.json();
}

/**
 * Give what the table finds, as a verdict.
 *
 * @param {Data} data
 * @param {import("./diagram.mjs").Table} table
 * @param {Record<string, string | number | boolean>} answers - as they go to the checker
 * @param {string} today
 * @returns {Verdict | null} null where only the checker can tell
 */
export function verdict({ findings: names, questions, law_checked }, table, answers, today) {
  const findings = find(names, { table, questions, answers, today });
  return findings && { today, law_checked, findings };
}

/** Whether Python finds something else than the table did. @param {Verdict} quick @param {Verdict} python */
export function differs({ findings }, python) {
  return Object.entries(findings).some(([name, { outcome }]) => python.findings[name]?.outcome !== outcome);
}

/** Who is told of it. @param {Data} data */
export function warning({ ui, site }) {
  const { email } = site.owner;
  return make("p", { class: "admonition warning", "data-differs": true }, `${ui.differs} `, make("a", { href: `mailto:${email}`, translate: "no" }, email));
}

/**
 * The line that says where the answer comes from, and what is still to come; hidden as long as there is nothing to tell.
 *
 * @param {Data} data
 * @param {() => void} compute
 */
export function note(data, compute) {
  return make(
    "div",
    { class: "small", "data-note": true, hidden: true },
    make("p", { tabindex: "-1" }),
    make("p", { "data-compute": true, hidden: true }, make("button", { type: "button", class: "ds-button", "data-variant": "secondary", onclick: compute })),
    make("ul", { "data-ways": true, hidden: true }, ...waysOn(data)),
  );
}

/**
 * Say in the line how it stands.
 *
 * @param {HTMLElement} place - the result
 * @param {{ text: string, button?: string, ways?: boolean }} state - the button's label; whether other ways are offered
 */
export function tell(place, { text, button, ways = false }) {
  const line = place.querySelector("[data-note]");
  if (!(line instanceof HTMLElement)) return;
  const [said, row, links] = /** @type {HTMLElement[]} */ ([...line.children]);
  line.hidden = false;
  said.textContent = text;
  // What was pressed goes: the focus stays at the line.
  if (!button && row.contains(document.activeElement)) said.focus({ preventScroll: true });
  row.hidden = !button;
  if (button) /** @type {HTMLElement} */ (row.firstElementChild).textContent = button;
  links.hidden = !ways;
}

/**
 * Put Python's result in the place of the table's. The heading stays the same element: it holds the focus, and a
 * screen reader does not read it again.
 *
 * @param {HTMLElement} place
 * @param {Node[]} parts
 */
export function swap(place, parts) {
  const box = /** @type {HTMLElement} */ (place.querySelector(".verdict"));
  const fresh = /** @type {HTMLElement} */ (parts.find((part) => part instanceof HTMLElement && part.matches(".verdict")));
  const focus = document.activeElement !== box.querySelector("h2") && place.contains(document.activeElement) && mark(document.activeElement);
  const open = marks(place, "details[open] > summary");
  const seen = [...place.querySelectorAll("h2, h3")].find((heading) => heading.getBoundingClientRect().bottom > 0);
  const [top, name] = [seen?.getBoundingClientRect().top ?? 0, mark(seen)];

  const [badge, heading] = [...box.children];
  const [newBadge, newHeading] = [...fresh.children];
  box.dataset.tone = fresh.dataset.tone;
  badge.replaceWith(newBadge);
  if (mark(heading) !== mark(newHeading)) heading.replaceChildren(...newHeading.childNodes);
  for (const child of [...place.children]) if (child !== box) child.remove();
  box.before(...parts.slice(0, parts.indexOf(fresh)));
  box.after(...parts.slice(parts.indexOf(fresh) + 1));

  for (const summary of place.querySelectorAll("summary")) if (open.includes(mark(summary))) summary.parentElement?.setAttribute("open", "");
  const same = focus && [...place.querySelectorAll("a, button, summary, textarea")].find((one) => mark(one) === focus);
  if (focus) /** @type {HTMLElement} */ (same || heading).focus({ preventScroll: true });
  const again = seen && [...place.querySelectorAll("h2, h3")].find((one) => one === seen || mark(one) === name);
  if (again) scrollBy(0, again.getBoundingClientRect().top - top);
}

/** By what the same element is known in another result. @param {Element | null | undefined} element */
const mark = (element) => element && element.tagName + (element.getAttribute("aria-label") ?? element.textContent);
/** @param {HTMLElement} place @param {string} selector */
const marks = (place, selector) => [...place.querySelectorAll(selector)].map(mark);
