// Before anything else on each page of the benchmark: what is asked, and where the answer goes.
// `question` is set by the benchmark, and `files`, the engine's as the form names them.
// tell(text) gives the checker's answer, refuse(text) why there is none; `outcome` waits for either.
globalThis.outcome = new Promise((resolve) => {
  globalThis.tell = (text) => resolve({ text, ms: performance.now() });
  globalThis.refuse = (text) => resolve({ refused: String(text) });
  setTimeout(() => globalThis.refuse("no answer in time"), 120_000);
});
