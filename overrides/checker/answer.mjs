// @ts-check
// What shows an answer, in one piece: fetched once there is something to answer. Letters are on one page only.
export { result } from "./result.mjs";
export * as quick from "./quick.mjs";

/** @type {Promise<typeof import("../letters/begin.mjs")> | undefined} */
let coming;

/**
 * Show the letters, where the page has some.
 *
 * @param {Parameters<typeof import("../letters/begin.mjs").letters>} given
 */
export async function letters(...given) {
  if (!document.querySelector("[data-has-letters]")) return;
  // The next verdict tries again.
  coming ??= import("../letters/begin.mjs");
  const begin = await coming.catch(() => (coming = undefined));
  await begin?.letters(...given);
}

/** Take nothing of one visitor over to the next. */
export async function forgetLetters() {
  (await coming)?.forgetLetters();
}
