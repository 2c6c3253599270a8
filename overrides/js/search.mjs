// @ts-check
// Search by Pagefind. Nothing of it is loaded before somebody searches.

const HITS = 20;
const form = document.querySelector("[data-search]");

/**
 * @typedef {{ url: string, excerpt: string, plain_excerpt?: string, meta: { title: string } }} Hit
 * @typedef {{ search: (words: string) => Promise<{ results: { data: () => Promise<Hit> }[] }> }} Pagefind
 */

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
      /** @type {Pagefind} */
      const pagefind = await import(script);
      const { results } = await pagefind.search(words);
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

/** @param {Hit} hit */
function line({ url, excerpt, meta }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = meta.title;
  const text = document.createElement("p");
  // The excerpt marks its words with <mark>; parsed as a document of its own, nothing in it can run.
  const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
  for (const node of parsed.childNodes) {
    const isMark = node.nodeName === "MARK";
    const part = isMark ? document.createElement("mark") : document.createTextNode(node.textContent ?? "");
    if (isMark) part.textContent = node.textContent;
    text.append(part);
  }
  item.append(link, text);
  return item;
}
