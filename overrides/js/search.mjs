// @ts-check
// Search by Pagefind. Nothing of it is loaded before somebody searches.

const HITS = 20;
const form = document.querySelector("[data-search]");

/**
 * @typedef {{ url: string, meta: { title: string, description?: string } }} Hit
 * @typedef {{ options: (options: { noWorker: boolean }) => Promise<void>,
 *   search: (words: string) => Promise<{ results: { data: () => Promise<Hit> }[] }> }} Pagefind
 */

/** @type {Pagefind | null} */
let pagefind = null;

if (form instanceof HTMLFormElement) {
  const said = /** @type {HTMLElement} */ (form.querySelector(".search__said"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".search__hits"));
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const script = new URL(form.dataset.pagefind ?? "", document.baseURI).href;

  const search = async () => {
    const words = input.value.trim();
    list.replaceChildren();
    if (!words) {
      said.textContent = "";
      input.focus();
      return;
    }
    said.textContent = form.dataset.busy ?? "";
    try {
      const { results } = await (await load(script)).search(words);
      const hits = await Promise.all(results.slice(0, HITS).map((result) => result.data()));
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
