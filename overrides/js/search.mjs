// @ts-check
// Search by Pagefind. Nothing of it is loaded before somebody searches. The index is of the site as it was released: a
// copy's own pages stand in a list, and are found by every word that was typed.

const HITS = 20;
/**
 * Pages for staff have a letter's words more often than those for whoever got the letter, who mostly asks: they count as
 * a fifth of what the index gives them.
 */
const STAFF = /\/ansatt[\w-]*\/$/;
const STAFF_SHARE = 0.2;
const form = document.querySelector("[data-search]");

/**
 * @typedef {{ url: string, meta: { title: string, description?: string } }} Hit
 * @typedef {{ options: (options: { noWorker: boolean }) => Promise<void>,
 *   search: (words: string) => Promise<{ results: Result[] }> }} Pagefind
 * @typedef {{ score: number, data: () => Promise<Hit> }} Result
 */

/** @typedef {{ url: string, title: string, description: string, text: string }} Own - the url from the language's folder */

/** @type {Pagefind | null} */
let pagefind = null;

if (form instanceof HTMLFormElement) {
  const said = /** @type {HTMLElement} */ (form.querySelector(".search__said"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".search__hits"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const script = new URL(form.dataset.pagefind ?? "", document.baseURI).href;

  const search = async () => {
    const words = input.value.trim();
    const sought = withoutForms(words, form.dataset.forms);
    list.replaceChildren();
    if (!words) {
      said.textContent = "";
      input.focus();
      return;
    }
    said.textContent = form.dataset.busy ?? "";
    try {
      const [{ results }, own] = await Promise.all([load(script).then((loaded) => loaded.search(sought)), ownPages()]);
      const hits = together(await inOrder(results.slice(0, HITS)), own, sought);
      const count = { 0: form.dataset.none, 1: form.dataset.one }[hits.length] ?? form.dataset.many ?? "";
      said.textContent = count.replace("{words}", words).replace("{number}", String(hits.length));
      list.replaceChildren(...hits.map(line));
    } catch {
      said.textContent = form.dataset.failed ?? "";
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void search();
  });
}

/**
 * Load Pagefind, once. Its worker would need a security policy of its own; the index is small enough without.
 *
 * @param {string} script
 * @returns {Promise<Pagefind>}
 */
async function load(script) {
  /** @type {Pagefind} */
  const loaded = pagefind ?? (await import(script));
  if (!pagefind) await loaded.options({ noWorker: true });
  pagefind = loaded;
  return loaded;
}

/**
 * Leave the forms of words out of what was typed, as they are out of the index (sitegen/search.py).
 *
 * @param {string} words
 * @param {string | undefined} forms - the language's pattern; its group is kept
 */
export function withoutForms(words, forms) {
  return forms ? words.toLowerCase().replace(new RegExp(forms, "g"), "$1") : words;
}

/** Read what was found, and put pages for participants before those for staff. @param {Result[]} results */
async function inOrder(results) {
  const found = await Promise.all(results.map(async ({ score, data }) => ({ score, hit: await data() })));
  const worth = found.map(({ score, hit }) => ({ hit, worth: STAFF.test(hit.url) ? score * STAFF_SHARE : score }));
  return worth.sort((one, other) => other.worth - one.worth).map(({ hit }) => hit);
}

/** The pages that the municipality wrote, with whole addresses. @returns {Promise<Own[]>} */
async function ownPages() {
  const list = form instanceof HTMLFormElement ? form.dataset.own : undefined;
  if (!list) return [];
  /** @type {Own[]} */
  const pages = await (await fetch(list)).json();
  const folder = new URL("../", document.baseURI);
  return pages.map((page) => ({ ...page, url: new URL(page.url, folder).pathname }));
}

/**
 * The municipality's pages first. What the index says of a page that one of them replaces is another's text.
 *
 * @param {Hit[]} found
 * @param {Own[]} own
 * @param {string} typed
 * @returns {Hit[]}
 */
export function together(found, own, typed) {
  const words = typed.toLowerCase().split(/\s+/);
  const fits = own.filter((page) => {
    const text = `${page.title} ${page.description} ${page.text}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const replaced = new Set(own.map((page) => page.url));
  const theirs = fits.map(({ url, title, description }) => ({ url, meta: { title, description } }));
  return [...theirs, ...found.filter(({ url }) => !replaced.has(url))];
}

/** @param {Hit} hit */
function line({ url, meta }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  const text = document.createElement("p");
  text.textContent = meta.description ?? "";
  item.append(link, text);
  return item;
}
