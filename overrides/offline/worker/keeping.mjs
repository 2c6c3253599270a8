// @ts-check
// Fetches a version, whole or not at all.
import { HASHED, NOTE, ROOT, STORE, cacheName, copyOf, isVersion, kept, manifestAddress } from "./versions.mjs";

/** @typedef {import("./versions.mjs").Kept} Kept */
/** @typedef {import("./versions.mjs").KeptFile} KeptFile */
/** @typedef {import("./versions.mjs").Manifest} Manifest */
/** @typedef {(message: object) => void} Tell */

const AT_ONCE = 4;
/** How many bytes the network carried for a copy. */
const SENT = "X-Sent-Bytes";
const REMOVED = "removed";

/** @type {Promise<Kept> | null} */
let underWay = null;
/** Raised by a removal, so that what is under way stops. */
let removals = 0;

/**
 * Keep a language, or bring it up to date. What has not changed is not fetched again.
 *
 * @param {string} language
 * @param {Tell} tell
 */
async function keep(language, tell) {
  const began = removals;
  const answer = await fetch(manifestAddress(language), { cache: "no-cache" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  /** @type {Manifest} */
  const manifest = await answer.json();
  const state = { language, version: manifest.version, date: manifest.date, bytes: 0, cache: cacheName(manifest) };
  try {
    if ((await kept())?.cache === state.cache) state.bytes = /** @type {Kept} */ (await kept()).bytes;
    else state.bytes = await fill(state.cache, manifest, tell, () => removals !== began);
    if (removals !== began) throw new Error(REMOVED);
    await (await caches.open(STORE)).put(NOTE, new Response(JSON.stringify(state)));
  } catch (error) {
    // What was fetched is in the browser's own cache still, so trying again costs little.
    if ((await kept())?.cache !== state.cache) await caches.delete(state.cache);
    throw error;
  }
  return state;
}

/**
 * Put all files of a version into a cache of its own.
 *
 * @param {string} name
 * @param {Manifest} manifest
 * @param {Tell} tell
 * @param {() => boolean} stopped
 * @returns {Promise<number>} how many bytes the network carried for what is in it now
 */
async function fill(name, manifest, tell, stopped) {
  const older = await versions();
  const cache = await caches.open(name);
  const waiting = [...manifest.files];
  let bytes = 0;
  let done = 0;
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      if (stopped()) throw new Error(REMOVED);
      const copy = (await reuse(file, older)) ?? (await download(file));
      bytes += Number(copy.headers.get(SENT));
      await cache.put(new URL(file.path, ROOT).href, copy);
      tell({ done: (done += 1), total: manifest.files.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await cache.put(manifestAddress(manifest.language), new Response(JSON.stringify(manifest)));
  return bytes;
}

/** The versions that are here, with what is in them. */
async function versions() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!isVersion(name)) continue;
    const [, language] = name.slice(STORE.length).split(" ");
    const manifest = await copyOf(manifestAddress(language), name);
    if (manifest) found.push({ name, files: /** @type {Manifest} */ (await manifest.json()).files });
  }
  return found;
}

/** @param {KeptFile} file @param {{ name: string, files: KeptFile[] }[]} older */
async function reuse(file, older) {
  for (const { name, files } of older) {
    const same = files.find(({ sha256 }) => sha256 === file.sha256);
    const copy = same && (await copyOf(new URL(same.path, ROOT).href, name));
    if (copy) return copy;
  }
  return undefined;
}

/**
 * Fetch a file, and write down how many bytes it was on its way. One that is not byte for byte what the version names
 * (a page of a hotel's network, half a file, a newer version) is refused.
 *
 * @param {KeptFile} file
 */
async function download({ path, sha256, bytes, br, gzip }) {
  const answer = await fetch(new URL(path, ROOT), { cache: HASHED.test(path) ? "default" : "no-cache" });
  if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status}`);
  const body = await answer.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  if ([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== sha256) throw new Error(`${path} is another`);
  const headers = new Headers(answer.headers);
  const packed = { br, gzip }[/** @type {"br" | "gzip"} */ (headers.get("Content-Encoding"))];
  headers.set(SENT, String(packed ?? bytes));
  // The body is unpacked already, whatever it was packed with.
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  return new Response(body, { headers });
}

/** @param {Error} error */
export function reason({ name, message }) {
  if (message === REMOVED) return REMOVED;
  return name === "QuotaExceededError" ? "full" : "broken";
}

/** One at a time; who asks meanwhile gets the same. @param {string} language @param {Tell} [tell] */
export function keepOnce(language, tell = () => {}) {
  underWay ??= keep(language, tell).finally(() => {
    underWay = null;
  });
  return underWay;
}

/** Say whether a version is being fetched. */
export const isUnderWay = () => underWay !== null;

/** Stop what is being fetched, and wait until it has stopped. */
export async function stop() {
  removals += 1;
  await Promise.resolve(underWay).catch(() => {});
}
