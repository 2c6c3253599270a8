// @ts-check
// A page beside the same page in another language, block by block: for two people at one screen, or on paper. Blocks
// have equal ids in all languages (decisions/0014). Nothing but that page is fetched, from this site.
import { make, need } from "../checker/dom.mjs";

/** What of the other page leads somewhere. */
const LINKS = { a: "href", img: "src" };

/** Put another language beside the page's own. @param {HTMLAnchorElement} way - to the page in the other language */
async function beside(way) {
  const article = need("article");
  const words = need("[data-besides]").dataset;
  const end = make("p", { class: "besides__end" }, make("a", { href: location.pathname }, words.end ?? ""));
  const said = make("p", { role: "status" });
  article.prepend(said);
  try {
    const other = await load(way.href);
    document.head.append(make("link", { rel: "stylesheet", href: new URL("../css/staff.css", import.meta.url).href }));
    article.classList.add("is-beside");
    article.prepend(end, names(way));
    for (const block of [...article.children]) pair(block, other, way);
  } catch {
    said.textContent = words.failed ?? "";
  }
}

/** @param {string} address @returns {Promise<Document>} with whole addresses: they were relative to another page */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const [name, attribute] of Object.entries(LINKS)) {
    for (const element of other.querySelectorAll(`${name}[${attribute}]`)) {
      element.setAttribute(attribute, new URL(element.getAttribute(attribute) ?? "", address).href);
    }
  }
  return other;
}

/** The name of each language, above its column. @param {HTMLAnchorElement} way */
function names(way) {
  const own = need('.languages a[aria-current="true"]');
  return row(make("strong", {}, own.textContent ?? ""), make("strong", {}, way.textContent ?? ""), way, "beside beside--names");
}

/** @param {Element} block @param {Document} other @param {HTMLAnchorElement} way */
function pair(block, other, way) {
  const id = block.id || block.querySelector(":scope > :is(h2, h3)[id]")?.id;
  const found = id && other.getElementById(id);
  if (!found) return;
  const copy = /** @type {Element} */ (document.importNode(found, true));
  for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
  const place = document.createComment("");
  block.replaceWith(place);
  place.replaceWith(row(block, copy, way));
}

/** @param {Element} ours @param {Element} theirs @param {HTMLAnchorElement} way @param {string} [kind] */
function row(ours, theirs, way, kind = "beside") {
  return make("div", { class: kind }, make("div", {}, ours), make("div", { lang: way.lang, dir: way.dir }, theirs));
}

const wanted = new URLSearchParams(location.search).get("ved-siden");
const way = [...document.querySelectorAll(".languages a:not([aria-current])")].find((one) => one.getAttribute("hreflang") === wanted);
if (way instanceof HTMLAnchorElement) void beside(way);
