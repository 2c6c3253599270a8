// @ts-check
// The link builder: a page and a language give an address, a text for a message and a code for a camera. All of it stands
// in the page's own list; nothing is fetched but the library that draws the code.
import { make, need } from "../checker/dom.mjs";
import { draw } from "../letters/qr.mjs";
import { download } from "../letters/take.mjs";
import { copy } from "./copy.mjs";
import { count } from "./sms.mjs";

const EVERY = "every";
const form = /** @type {HTMLFormElement} */ (need("[data-builder]"));
const topics = /** @type {HTMLSelectElement} */ (need("select", form));
const languages = need("[data-languages]", form);
const address = /** @type {HTMLTextAreaElement} */ (need("#lenke-adresse", form));
const text = /** @type {HTMLTextAreaElement} */ (need("#lenke-tekst", form));
const signs = need("[data-signs]", form);
const said = need("[data-said]", form);
const code = need("[data-qr]", form);
const open = /** @type {HTMLAnchorElement} */ (need("[data-open]", form));

/** The links of the chosen page, as the list has them. */
function links() {
  const item = need(`[data-topic="${topics.value}"]`);
  return /** @type {HTMLAnchorElement[]} */ ([...item.querySelectorAll("a")]);
}

/** @param {HTMLAnchorElement} link */
const languageOf = (link) => (link.hasAttribute("data-every") ? EVERY : link.hreflang);

/** @returns {string} the language that is ticked; the last one asked for stays where the new page has it */
const chosen = () => /** @type {HTMLInputElement | null} */ (languages.querySelector("input:checked"))?.value ?? "";

/** Offer the languages of the chosen page. */
function offer() {
  const before = chosen();
  const options = links().map((link) => {
    const value = languageOf(link);
    const isEvery = value === EVERY;
    const box = make("input", { type: "radio", class: "tick", name: "lenke-sprak", value });
    return make("label", { class: "pick" }, box, make("span", isEvery ? {} : { lang: value }, link.dataset.name ?? link.textContent ?? ""));
  });
  languages.replaceChildren(...options);
  const boxes = /** @type {HTMLInputElement[]} */ ([...languages.querySelectorAll("input")]);
  const box = boxes.find(({ value }) => value === before) ?? boxes.find(({ value }) => value !== EVERY);
  if (box) box.checked = true;
}

/** For all languages at once: each title, then the address. @param {string} url */
function everyMessage(url) {
  const titles = links().flatMap((link) => (languageOf(link) === EVERY ? [] : [link.textContent ?? ""]));
  return `${[...new Set(titles)].join(" / ")}: ${url}`;
}

/** In a text from right to left the address gets a line of its own: its last slash would stand before it. @param {HTMLAnchorElement} link */
function message(link) {
  const told = link.dataset.message ?? "";
  return (link.dir === "rtl" ? told.replace(" {address}", "\n{address}") : told).replace("{address}", link.href);
}

let drawn = "";

/** Show what belongs to the choice. */
async function show() {
  const link = links().find((one) => languageOf(one) === chosen());
  if (!link) return;
  const url = link.href;
  const isEvery = chosen() === EVERY;
  address.value = url;
  text.value = isEvery ? everyMessage(url) : message(link);
  text.lang = isEvery ? "" : link.lang;
  text.dir = isEvery ? "auto" : link.dir;
  open.href = url;
  said.textContent = "";
  weigh();
  drawn = url;
  const picture = await draw(url, `${code.dataset.qr} ${url}`);
  // Somebody may have chosen another while the library came.
  if (drawn === url) code.replaceChildren(picture);
}

/** Say how many messages the text takes. */
function weigh() {
  const found = count(text.value);
  signs.textContent = (signs.dataset.signs ?? "").replace("{signs}", String(found.signs)).replace("{parts}", String(found.parts));
}

/** The code as a file, named after the page and the language. */
function save() {
  const picture = code.querySelector("svg");
  if (!picture) return;
  const copied = /** @type {SVGElement} */ (picture.cloneNode(true));
  copied.removeAttribute("class");
  download(`qr-${topics.value}-${chosen()}.svg`, new XMLSerializer().serializeToString(copied), "image/svg+xml");
}

topics.addEventListener("change", () => {
  offer();
  void show();
});
languages.addEventListener("change", () => void show());
text.addEventListener("input", weigh);
for (const button of form.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button.getAttribute("data-copy") === text.id ? text : address, said));
}
need("[data-save]", form).addEventListener("click", save);
form.reset();
offer();
form.hidden = false;
void show();
