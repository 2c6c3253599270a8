// @ts-check
// The sheets to hand out: one of them, in two languages, with a code for the camera in each.
import { need } from "../checker/dom.mjs";
import { draw } from "../letters/qr.mjs";

const form = /** @type {HTMLFormElement} */ (need("[data-handout]"));
const [topic, left, right] = ["#ark-tema", "#ark-left", "#ark-right"].map((id) => /** @type {HTMLSelectElement} */ (need(id, form)));
const sheets = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-sheet]")]);

/** Show the chosen sheet with its two languages, in the order they were chosen. */
function show() {
  for (const sheet of sheets) {
    sheet.hidden = sheet.dataset.sheet !== topic.value;
    const halves = /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll("[data-half]")]);
    for (const half of halves) {
      const place = [left.value, right.value].indexOf(half.dataset.half ?? "");
      half.hidden = place < 0;
      half.classList.toggle("half--last", place > 0);
      if (!sheet.hidden && !half.hidden) void code(half);
    }
  }
}

/** Draw the code of a half once, and write its address as this copy of the site has it. @param {HTMLElement} half */
async function code(half) {
  const frame = need("[data-qr]", half);
  const link = /** @type {HTMLAnchorElement} */ (need(".half__address a", half));
  link.textContent = link.href;
  if (frame.childElementCount > 0) return;
  frame.hidden = false;
  frame.replaceChildren(await draw(link.href, `${frame.dataset.qr} ${link.href}`));
}

/** The first sheet shows the municipality's form of Norwegian, beside a language that is not Norwegian if there is one. */
function begin() {
  left.value = form.dataset.norwegian ?? left.value;
  const others = [...right.options].map(({ value }) => value).filter((value) => value !== left.value);
  right.value = others.find((value) => value !== "nb" && value !== "nn") ?? others[0] ?? left.value;
}

form.reset();
begin();
form.addEventListener("change", show);
need("[data-print-sheet]", form).addEventListener("click", () => print());
form.hidden = false;
show();
