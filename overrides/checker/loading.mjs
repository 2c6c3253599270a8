// @ts-check
// Shows how far the checker's download has come, and what to do if it does not come.
import { need } from "./dom.mjs";
import { fill } from "./words.mjs";

const MEGABYTE = 1_000_000;

/**
 * @param {import("./engine.mjs").Engine} engine
 * @param {import("./result.mjs").Data} data
 * @param {string} step - what the form shows
 * @param {boolean} [broken] - no answer came, whatever the state
 */
export function showLoading(engine, { ui, locale, calendar }, step, broken = false) {
  const { state, loaded, total } = engine;
  const share = Math.min(loaded / total, 1);
  const number = (/** @type {number} */ bytes) =>
    (bytes / MEGABYTE).toLocaleString([locale, "nb"], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const facts = { percent: Math.round(share * 100), loaded: number(Math.min(loaded, total)), total: number(total) };
  const text = share < 1 ? fill(ui.loading_share, facts, calendar) : ui.starting;
  const failed = broken || state === "failed";

  need("[data-wait-title]").textContent = failed ? ui.failed : ui.loading;
  need("[data-wait-text]").textContent = failed ? ui.failed_text : ui.loading_text;
  need("[data-wait-bytes]").textContent = failed ? "" : text;
  need("[data-wait-failed]").hidden = !failed;
  bar("[data-wait-bar]", share).hidden = failed;

  need("[data-engine]").hidden = state !== "loading" || step === "wait";
  need("[data-engine-text]").textContent = text;
  bar("[data-engine-bar]", share);
  // Announced once, not at every byte.
  if (failed && step === "wait") need("[data-status]").textContent = ui.failed;
}

/** @param {string} selector @param {number} share */
function bar(selector, share) {
  const progress = /** @type {HTMLProgressElement} */ (need(selector));
  // Without a value the bar moves without saying how far: right while Python starts.
  if (share < 1) progress.value = share * progress.max;
  else progress.removeAttribute("value");
  return progress;
}
