// @ts-check
// Text from right to left: what is written from left to right inside it keeps its order, as sitegen/bidi.py does in pages.

/** A section with its letter, digits in groups, an address, Latin words. */
const RUN = /(§§? ?\d+(?:-\d+)?(?: [a-z](?![\wÀ-ÿ]))?|\+?\d+(?:[ \u00a0]\d+)+|[A-Za-zÀ-ÿ][\wÀ-ÿ./:@?=&#’'-]*(?: (?:§ ?)?[A-Za-zÀ-ÿ0-9][\wÀ-ÿ./:@’'-]*)*)/;

/**
 * Give the nodes of a text in the page's direction.
 *
 * @param {string} text
 * @param {string} name - of the element that it goes into
 * @returns {(string | Node)[]}
 */
export function isolated(text, name) {
  if (document.documentElement.dir !== "rtl" || name === "textarea" || name === "option" || name === "bdi") return [text];
  return text
    .split(RUN)
    .map((piece, place) => {
      if (place % 2 === 0) return piece;
      const run = document.createElement("bdi");
      run.dir = "ltr";
      run.textContent = piece;
      return run;
    })
    .filter((piece) => piece !== "");
}
