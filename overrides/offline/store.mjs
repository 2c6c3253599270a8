// @ts-check
// What pages do with the kept copy: see it, ask the service worker to make it, remove it.

/**
 * @typedef {{ language: string, version: string, date: string, bytes: number, cache: string }} Kept
 * @typedef {{ language: string, version: string, date: string, bytes: number, br: number, gzip: number,
 *   largest: string, words: Record<string, string> }} Offer - what could be kept
 * @typedef {{ done?: number, total?: number, kept?: Kept, failed?: string, stopped?: boolean }} Message
 */

const ROOT = new URL("../../", import.meta.url);
// The names under which sw.mjs keeps things.
const STORE = `introguiden ${ROOT.pathname}`;
const NOTE = new URL("assets/offline/kept", ROOT).href;
/** An empty cache of this name: the visitor has asked that nothing be kept without being asked. */
const REFUSED = `refused ${ROOT.pathname}`;
const MEGABYTE = 1_000_000;
/** A file of several megabytes may take this long on a slow network. */
const PATIENCE_MS = 240_000;
/** A worker that does not answer is removed all the same. */
const STOP_PATIENCE_MS = 5000;

export const isPossible = "serviceWorker" in navigator && "caches" in globalThis;

/** @returns {Promise<Kept | null>} */
export async function kept() {
  const note = await caches.match(NOTE, { cacheName: STORE });
  return note ? note.json() : null;
}

/**
 * Ask the network what there is to keep.
 *
 * @param {string} language
 * @returns {Promise<Offer>}
 */
export async function offer(language) {
  const answer = await fetch(new URL(`assets/offline/${language}.json`, ROOT), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

/** How many bytes a download would be: that depends on what the host packs. @param {Offer} offer */
export async function size({ bytes, br, gzip, largest }) {
  const { headers } = await fetch(new URL(largest, ROOT), { method: "HEAD" });
  return { br, gzip }[/** @type {"br" | "gzip"} */ (headers.get("Content-Encoding"))] ?? bytes;
}

/** Write bytes as megabytes. @param {number} bytes @param {string} locale */
export function megabytes(bytes, locale) {
  return (bytes / MEGABYTE).toLocaleString([locale, "nb"], { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/**
 * Keep a language, or bring it up to date.
 *
 * @param {string} language
 * @param {(share: number) => void} [told] - how much is here, from 0 to 1
 * @returns {Promise<Kept>}
 * @throws {Error} with the message "full" where the device has no room, "broken" otherwise; nothing new is kept then
 */
export async function keep(language, told = () => {}) {
  await caches.delete(REFUSED);
  const registration = await register();
  /** @type {Message} */
  const reply = await new Promise((resolve) => {
    const givenUp = () => resolve({ failed: "broken" });
    let timer = setTimeout(givenUp, PATIENCE_MS);
    ask(registration, { keep: language }, (message) => {
      clearTimeout(timer);
      if (message.done === undefined) return resolve(message);
      timer = setTimeout(givenUp, PATIENCE_MS);
      return told(message.done / (message.total ?? message.done));
    });
  });
  if (reply.kept) return reply.kept;
  // Nothing was kept before either: then nothing is left behind.
  if (reply.failed !== "removed" && !(await kept())) await remove();
  throw new Error(reply.failed);
}

/** Remove everything the site has kept on the device. */
export async function remove() {
  const registration = await navigator.serviceWorker.getRegistration(ROOT);
  if (registration?.active) {
    await new Promise((resolve) => {
      setTimeout(resolve, STOP_PATIENCE_MS);
      ask(registration, { stop: true }, resolve);
    });
  }
  for (const name of await caches.keys()) {
    if (name === REFUSED || name === STORE || name.startsWith(`${STORE} `)) await caches.delete(name);
  }
  await registration?.unregister();
}

/** Remove everything, and remember that nothing is to be kept unless the visitor asks. */
export async function refuse() {
  await remove();
  await caches.open(REFUSED);
}

export const isRefused = () => caches.has(REFUSED);

async function register() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", ROOT), { updateViaCache: "none" });
  const { installing, waiting, active } = registration;
  const starting = installing ?? waiting;
  if (!active && starting) {
    await new Promise((resolve) => {
      starting.addEventListener("statechange", () => {
        if (starting.state === "activated" || starting.state === "redundant") resolve(undefined);
      });
    });
  }
  return registration;
}

/** @param {ServiceWorkerRegistration} registration @param {object} message @param {(message: Message) => void} hear */
function ask({ active }, message, hear) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  if (active) active.postMessage(message, [port2]);
  else hear({ failed: "broken" });
}
