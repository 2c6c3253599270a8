// A visitor of the site's own form, put into the page before its scripts. `plan` says what they answer, how long they
// think, and what ends the visit: "verdict", or "ready", when the engine has started. Times are in milliseconds since
// the page was asked for.
globalThis.visit = ((plan) => {
  const seen = {};
  const now = () => performance.now();
  const shown = () => {
    const state = document.querySelector("[data-walk]")?.dataset.now;
    return state === "question" ? document.querySelector("[data-key]:not([hidden])").dataset.key : state;
  };
  const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (/** @type {() => boolean} */ holds) => {
    while (!holds()) await sleep(5);
  };

  globalThis.Worker = class extends Worker {
    constructor(address, options) {
      super(address, options);
      this.addEventListener("message", ({ data }) => {
        if (data.ready && seen.ready === undefined) {
          seen.ready = now();
          performance.mark("engine ready");
        }
        if (data.failed !== undefined) seen.failed = data.failed;
        if (data.id !== undefined && data.id === seen.asked) seen.python ??= now();
      });
    }
    postMessage(message, ...rest) {
      // The first question after the last answer is the one that decides.
      if (seen.answering) seen.asked ??= message.id;
      super.postMessage(message, ...rest);
    }
  };

  function fill(/** @type {string} */ key) {
    const question = document.querySelector(`[data-key="${key}"]`);
    const answer = plan.answers[key];
    if (answer === undefined) throw new Error(`no answer to ${key}`);
    const choose = (/** @type {string} */ value) => question.querySelector(`input[type="radio"][value="${value}"]`)?.click();
    if (!question.querySelector('input[type="text"]')) return choose(String(answer));
    if (answer === null) return choose("did-not-happen");
    choose("happened");
    const [year, month, day] = answer.split("-");
    for (const [part, text] of Object.entries({ day, month, year })) {
      const box = question.querySelector(`input[name="${key}.${part}"]`);
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  async function walk() {
    await until(() => document.querySelector("[data-walk]")?.hasAttribute("data-ready") ?? false);
    seen.usable = now();
    const answer = document.querySelector("[data-result]");
    new MutationObserver(() => {
      if (answer.querySelector(".verdict__answer")?.textContent) seen.verdict ??= now();
    }).observe(answer, { childList: true, subtree: true, characterData: true });
    document.querySelector("[data-start]").click();
    const keys = Object.keys(plan.answers);
    for (const [place, key] of keys.entries()) {
      await sleep(plan.think);
      if (shown() !== key) throw new Error(`asked ${shown()}, not ${key}`);
      seen.answering = place === keys.length - 1;
      if (place === 0) performance.mark("first answer");
      fill(key);
      if (plan.end === "ready") break;
      seen.last = now();
      document.querySelector("[data-next]").click();
      await until(() => shown() !== key);
    }
    const awaited = plan.end === "ready" ? ["ready"] : ["verdict", "python"];
    await until(() => seen.failed !== undefined || awaited.every((event) => seen[event] !== undefined));
    return seen;
  }
  const giveUp = () => sleep(300_000).then(() => Promise.reject(new Error("no end in five minutes")));
  return () => Promise.race([walk(), giveUp()]).catch((error) => ({ ...seen, failed: String(error) }));
})(globalThis.plan);
