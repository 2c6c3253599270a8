// @ts-check
// The checker's worker: started at the first answer, watched while it loads, started anew when it failed.

/** No byte and no sign of life for this long means that it will not come. */
const PATIENCE_MS = 30_000;
/** Once everything is here a slow phone still has to start Python, which reports nothing meanwhile. */
const START_PATIENCE_MS = 90_000;

/**
 * @typedef {"idle" | "loading" | "ready" | "failed"} State
 * @typedef {{ url: string, bytes: number }} EngineFile
 * @typedef {{ resolve: (text: string) => void, reject: (reason: Error) => void }} Waiting
 */

export class Engine {
  /** @type {State} */
  state = "idle";
  loaded = 0;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #next = 1;
  #timer = 0;
  #failures = 0;
  #files;
  #changed;

  /**
   * @param {EngineFile[]} files - what the worker downloads, for the share that has arrived
   * @param {(engine: Engine) => void} changed - called when the state or the share changes
   */
  constructor(files, changed) {
    // Scripts are imported, not fetched, and their bytes cannot be counted as they come.
    this.total = files.filter(({ url }) => !url.endsWith(".mjs")).reduce((sum, { bytes }) => sum + bytes, 0);
    this.#files = files.map(({ url }) => new URL(url, document.baseURI).href);
    this.#changed = changed;
  }

  /** Start, or start anew after a failure. Does nothing while it loads or runs. */
  start() {
    if (this.state === "loading" || this.state === "ready") return;
    this.state = "loading";
    this.loaded = 0;
    try {
      this.#worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
      this.#worker.onmessage = ({ data }) => this.#hear(data);
      this.#worker.onerror = () => this.#fail();
      // A browser keeps the files for good, a broken one too: whoever tries a third time gets them anew.
      this.#worker.postMessage({ files: this.#files, anew: this.#failures > 1 });
      this.#watch();
      this.#changed(this);
    } catch {
      this.#fail();
    }
  }

  /**
   * Ask the checker.
   *
   * @param {string} text - JSON, as `check_json` takes it
   * @returns {Promise<string>} JSON, as `check_json` gives it
   */
  check(text) {
    this.start();
    return new Promise((resolve, reject) => {
      if (!this.#worker) {
        reject(new Error("the engine did not start"));
        return;
      }
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, text });
      this.#watch();
    });
  }

  /** @param {{ loaded?: number, ready?: boolean, failed?: string, id?: number, text?: string }} message */
  #hear(message) {
    if (message.failed !== undefined) {
      this.#fail();
      return;
    }
    if (message.loaded) this.loaded += message.loaded;
    if (message.ready) {
      this.state = "ready";
      this.#failures = 0;
    }
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.resolve(String(message.text));
      this.#waiting.delete(message.id);
    }
    this.#watch();
    if (message.id === undefined) this.#changed(this);
  }

  #watch() {
    clearTimeout(this.#timer);
    if (this.state === "ready" && this.#waiting.size === 0) return;
    const patience = this.loaded < this.total ? PATIENCE_MS : START_PATIENCE_MS;
    this.#timer = setTimeout(() => this.#fail(), patience);
  }

  #fail() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.state = "failed";
    this.#failures++;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error("the engine failed"));
    this.#changed(this);
  }
}
