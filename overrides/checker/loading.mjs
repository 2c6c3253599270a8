// @ts-check
// Shows how far the checker's download has come, and what to do if it does not come.
import { make, need } from "./dom.mjs";
import { fill } from "./words.mjs";

const MEGABYTE = 1_000_000;
/** The guide without script that answers what a form does. */
const GUIDES = { check: "veiviser", appeal: "veiviser-vedtak", benefit: "veiviser-penger" };

/**
 * Where to go on without the engine.
 *
 * @param {import("./result.mjs").Data} data
 */
export function waysOn({ part, pages, ui }) {
  const ways = [
    [pages[GUIDES[part]], ui.guide],
    part === "benefit" ? [pages.stonad, ui.amounts] : [pages.klage, ui.deadline_rule],
    ...(part === "appeal" ? [[pages.frister, ui.deadlines], [pages.brev, ui.blank_letters]] : []),
  ];
  return ways.filter(([address]) => address).map(([href, text]) => make("li", {}, make("a", { href }, text)));
}

/**
 * How much there is to fetch, in megabytes.
 *
 * @param {number} bytes
 * @param {string} locale
 */
export function megabytes(bytes, locale) {
  return (bytes / MEGABYTE).toLocaleString([locale, "nb"], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/**
 * @param {import("./engine.mjs").Engine} engine
 * @param {import("./result.mjs").Data} data
 * @param {string} step - what the form shows
 * @param {{ broken?: boolean, slow?: boolean }} [options] - no answer came, whatever the state; none has come for long
 */
export function showLoading(engine, data, step, { broken = false, slow = false } = {}) {
  const { ui, locale, calendar } = data;
  const { state, loaded, total } = engine;
  const share = Math.min(loaded / total, 1);
  const facts = { percent: Math.round(share * 100), loaded: megabytes(Math.min(loaded, total), locale), total: megabytes(total, locale) };
  const text = share < 1 ? fill(ui.loading_share, facts, calendar) : ui.starting;
  const failed = broken || state === "failed";
  // Not begun, since the visitor saves data and has not asked for it.
  const idle = state === "idle" && step === "wait";

  need("[data-wait-title]").textContent = failed ? ui.failed : idle ? ui.saving_title : ui.loading;
  need("[data-wait-text]").textContent = failed ? ui.failed_text : idle ? fill(ui.saving_wait, facts, calendar) : ui.loading_text;
  need("[data-wait-bytes]").textContent = failed || idle ? "" : text;
  need("[data-wait-failed]").hidden = !failed && !idle;
  need("[data-retry]").textContent = idle ? ui.compute_wait : ui.try_again;
  bar("[data-wait-bar]", share).hidden = failed || idle;
  const ways = need("[data-wait-ways]");
  if (failed || idle || slow) ways.replaceChildren(...waysOn(data));
  else if (state === "ready") ways.replaceChildren();

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
