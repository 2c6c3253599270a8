// @ts-check
// Out of the browser without a server: a file to keep, a text to paste, a sheet of paper.
import { make } from "../checker/dom.mjs";

/**
 * Give the visitor a file.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // Later: some browsers begin to read it only now.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Print a part of the page, and nothing else of it. The browser's own engine shapes every script right.
 *
 * @param {Node} sheet - is copied
 */
export function printOnly(sheet) {
  document.querySelector("[data-paper-only]")?.remove();
  const paper = make("div", { class: "paper-only", "data-paper-only": true }, sheet.cloneNode(true));
  for (const named of paper.querySelectorAll("[id]")) named.removeAttribute("id");
  document.body.append(paper);
  document.body.classList.add("is-letter");
  const done = () => {
    paper.remove();
    document.body.classList.remove("is-letter");
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
