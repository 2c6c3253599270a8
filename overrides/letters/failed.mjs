// @ts-check
// Where the letters do not come: the blank ones do without script, and what was chosen is kept.
import { make } from "../checker/dom.mjs";
import { waysOn } from "../checker/loading.mjs";

/**
 * @param {HTMLElement} place
 * @param {import("../checker/result.mjs").Data} data
 * @param {() => void} retry
 */
export function failed(place, data, retry) {
  const { ui } = data;
  const again = make("button", { type: "button", class: "ds-button", onclick: () => { place.remove(); retry(); } }, ui.try_again);
  place.replaceChildren(
    make("section", { class: "part", "data-letters-failed": true, role: "alert" }, make("h3", {}, ui.failed), make("p", {}, again), make("ul", {}, ...waysOn(data))),
  );
}
