// @ts-check
// The letter checker: what is not ticked stands in the request. What is ticked is kept nowhere.
import { need } from "../checker/dom.mjs";
import { download, printOnly } from "./take.mjs";

const list = need("[data-checklist]");
const request = need("[data-request]");
const status = need("[data-missing]");
const take = need("[data-take]");

/** @param {string} id */
const isTicked = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id))?.checked ?? true;

/** Let the request ask for what is missing, and for nothing of a group that does not concern the reader. */
function follow() {
  let missing = 0;
  for (const group of list.querySelectorAll("[data-group]")) {
    const concerns = isTicked(`gjelder-${group.getAttribute("data-group")}`);
    group.toggleAttribute("hidden", !concerns);
    for (const item of group.querySelectorAll("[data-item]")) {
      const id = item.getAttribute("data-item");
      const isMissing = concerns && !isTicked(`har-${id}`);
      need(`[data-ask="${id}"]`, request).hidden = !isMissing;
      missing += Number(isMissing);
    }
  }
  for (const part of [request, take]) part.hidden = missing === 0;
  status.textContent = missing > 0 ? (status.dataset.some ?? "").replace("{number}", String(missing)) : (status.dataset.none ?? "");
}

/** The request as it is sent: the Norwegian side, without what is not asked for. */
function sheet() {
  const paper = document.createElement("div");
  paper.className = "sheet-a4";
  for (const row of request.querySelectorAll("[data-block]:not([hidden])")) {
    const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
    copy.className = "";
    copy.querySelector(".side--kept")?.remove();
    paper.append(copy);
  }
  return paper;
}

/** What is asked for stands line by line, the rest with air between. */
function text() {
  const rows = [...sheet().children].map((row) => ({
    isAsk: row.hasAttribute("data-ask"),
    // In a text, a blank that holds a line together is a blank.
    text: [...row.querySelectorAll("p")].map((line) => line.textContent?.trim().replaceAll("\u00a0", " ")).join("\n"),
  }));
  return `${rows.map((row, place) => (row.isAsk && rows[place - 1]?.isAsk ? "\n" : place > 0 ? "\n\n" : "") + row.text).join("").trimEnd()}\n`;
}

// The box is for the pen, where there is no script.
for (const pen of request.querySelectorAll("[data-pen]")) pen.textContent = "–";
/** @type {HTMLFormElement} */ (list).reset();
list.addEventListener("change", follow);
need("[data-print]", take).addEventListener("click", () => printOnly(sheet()));
need("[data-download]", take).addEventListener("click", () => download(`${take.dataset.take}.txt`, text(), "text/plain"));
follow();
