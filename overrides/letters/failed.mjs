// @ts-check
// Where the letters do not come: the blank ones do without script, and what was chosen is kept.
import { make } from "../checker/dom.mjs";
import { waysOn } from "../checker/loading.mjs";

/**
 * @param {import("../checker/result.mjs").Data} data
 * @param {() => void} retry
 */
export function failed(data, retry) {
  const { ui } = data;
  return make(
    "section",
    { class: "part", role: "alert" },
    make("h3", {}, ui.failed),
    make("p", {}, make("button", { type: "button", class: "ds-button", onclick: retry }, ui.try_again)),
    make("ul", {}, ...waysOn(data)),
  );
}
