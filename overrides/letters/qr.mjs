// @ts-check
// A link as a picture for another device's camera. The library is fetched when somebody asks for it.

/** Light modules around the code, as ISO 18004 wants. */
const MARGIN = 4;

/**
 * Draw a text.
 *
 * @param {string} text
 * @param {string} label - what a screen reader says in its place
 * @returns {Promise<SVGElement>}
 */
export async function draw(text, label) {
  const [{ generate }, { toSvg }] = await Promise.all([library(), picture()]);
  // Black on white whatever the colours of the page: cameras read nothing else surely.
  const drawn = toSvg(generate(text), document, { on: "#000", off: "#fff", pad: MARGIN });
  for (const size of ["width", "height"]) drawn.removeAttribute(size);
  for (const [name, value] of Object.entries({ class: "qr", role: "img", "aria-label": label })) drawn.setAttribute(name, value);
  return /** @type {SVGElement} */ (drawn);
}

/** @returns {Promise<typeof import("lean-qr")>} */
const library = () => import(new URL("lean-qr.mjs", import.meta.url).href);
/** @returns {Promise<typeof import("lean-qr/extras/svg")>} */
const picture = () => import(new URL("lean-qr-svg.mjs", import.meta.url).href);
