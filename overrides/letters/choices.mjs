// @ts-check
// What shall be changed and why: the checker gets the codes, the open letter the own words.
import { make } from "../checker/dom.mjs";
import { option } from "./fields.mjs";

/** @typedef {import("./path.mjs").Path} Path */

/** The wish that is none of the usual. */
export const OWN = "own";

/** What shall be changed: one of the usual, or in own words. @param {Path} path */
export function wishes(path) {
  const { wish: usual, field } = path.words.common;
  const own = path.area("wish_text", path.spoken(field.wish_text));
  own.hidden = path.wish !== OWN;
  const options = Object.entries(usual).map(([wish, text]) =>
    option({ type: "radio", name: "letters-wish", value: wish, checked: wish === path.wish }, path.spoken(text), () => {
      path.wish = wish;
      own.hidden = wish !== OWN;
      path.again();
    }),
  );
  return make(
    "div",
    { class: "why" },
    make("h3", {}, path.ui("wish_title")),
    make("fieldset", { class: "ds-fieldset" }, make("legend", {}, path.ui("wish_legend")), ...options),
    own,
  );
}

/** Why the decision is wrong: ticks, and own words beside each. @param {Path} path */
export function why(path) {
  const grounds = Object.entries(path.words.common.ground).map(([ground, { label, hint }]) => {
    const own = path.area(`reason_${ground}`, path.spoken(hint));
    own.hidden = !path.grounds.has(ground);
    const box = option({ type: "checkbox", name: `letters-${ground}`, value: ground, checked: path.grounds.has(ground) }, path.spoken(label), (input) => {
      if (input.checked) path.grounds.add(ground);
      else path.grounds.delete(ground);
      own.hidden = !input.checked;
      path.again();
    });
    return make("div", { class: "ground", "data-ground": ground }, box, own);
  });
  return make(
    "div",
    { class: "why" },
    make("h3", {}, path.ui("why_title")),
    make("fieldset", { class: "ds-fieldset" }, make("legend", {}, path.ui("why_legend")), ...grounds),
    make("p", { class: "small" }, path.ui("typed_stays")),
  );
}
