// @ts-check
// Answers a page's requests: from its own version, or from the network.
import { keepOnce } from "./keeping.mjs";
import { bind, binding, tidy } from "./pages.mjs";
import { HASHED, NOTE, ROOT, STORE, cacheName, copyOf, inside, isVersion, kept, manifestAddress, worker } from "./versions.mjs";

/** @typedef {import("./versions.mjs").Kept} Kept */
/** @typedef {import("./versions.mjs").Manifest} Manifest */

/** Longer than this nobody waits for word of a new version. */
const PATIENCE_MS = 3000;
const ASK_AGAIN_MS = { answered: 600_000, silent: 30_000 };

/** @type {{ manifest: Manifest | null, until: number }} */
let news = { manifest: null, until: 0 };

/**
 * Ask whether there is something new; seldom, and not for long.
 *
 * @param {Kept} state
 * @returns {Promise<Manifest | null>} null where nobody knows
 */
async function newest({ language }) {
  if (Date.now() < news.until && (!news.manifest || news.manifest.language === language)) return news.manifest;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(manifestAddress(language), { cache: "no-cache", signal: stop.signal });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    news = { manifest: await answer.json(), until: Date.now() + ASK_AGAIN_MS.answered };
  } catch {
    news = { manifest: null, until: Date.now() + ASK_AGAIN_MS.silent };
  } finally {
    clearTimeout(timer);
  }
  return news.manifest;
}

/** @param {FetchEvent} event @param {string} address @returns {Promise<Response>} */
export async function navigate(event, address) {
  const state = await kept();
  if (!state) return fetch(event.request);
  const copy = await copyOf(address, state.cache);
  if (!copy) return fetch(event.request).catch(() => instead(state, address));
  const manifest = await newest(state);
  event.waitUntil(afterwards(state, manifest));
  if (manifest && manifest.version !== state.version) {
    try {
      const fresh = await fetch(event.request);
      await bind(event.resultingClientId, cacheName(manifest));
      return fresh;
    } catch {
      // The network went away meanwhile: what is kept is whole.
    }
  }
  await bind(event.resultingClientId, state.cache);
  return copy;
}

/** @param {Kept} state @param {Manifest | null} manifest */
async function afterwards(state, manifest) {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (worker.navigator);
  if (manifest && manifest.version !== state.version) {
    if (!connection?.saveData) await keepOnce(state.language).catch(() => {});
  } else if (manifest && manifest.date !== state.date) {
    // The same files, published anew: they are as good as those of that day.
    await (await caches.open(STORE)).put(NOTE, new Response(JSON.stringify({ ...state, date: manifest.date })));
  }
  await tidy();
}

/**
 * For a page that is not kept, while there is no network: the kept page that says so.
 *
 * @param {Kept} state
 * @param {string} address
 */
async function instead({ language, cache }, address) {
  // An address without its slash is the page with it.
  if (await copyOf(`${address}/`, cache)) return Response.redirect(`${address}/`);
  return Response.redirect(new URL(`${language}/uten-nett/#ikke-lagret`, ROOT).href);
}

/** @param {FetchEvent} event @param {string} address @returns {Promise<Response>} */
export async function part({ request, clientId, resultingClientId }, address) {
  const name = await binding(clientId);
  // A worker is of the version of the page that starts it.
  if (name) await bind(resultingClientId, name);
  // A name with a hash in it means the same bytes in every version.
  const copy = HASHED.test(inside(address)) ? await anyCopy(address) : name && (await copyOf(address, name));
  return copy || fetch(request);
}

/** @param {string} address */
async function anyCopy(address) {
  for (const name of await caches.keys()) {
    const copy = isVersion(name) && (await copyOf(address, name));
    if (copy) return copy;
  }
  return undefined;
}
