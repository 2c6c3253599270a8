// @ts-check
// Keeps one language of the site on the device and answers from there. Published at the site's root as sw.js, a
// classic script: not every browser takes a module here.
//
// A page is bound to the version it came from, and gets all its files from that version: a page that is open while a
// new version is fetched never sees a mixture. What is kept is the site's own files and nothing else: no address with
// a query is looked at, and a fragment never reaches a store.

/**
 * @typedef {{ path: string, bytes: number, br: number, gzip: number, sha256: string }} KeptFile
 * @typedef {{ language: string, version: string, date: string, files: KeptFile[] }} Manifest
 * @typedef {{ language: string, version: string, date: string, bytes: number, cache: string }} Kept - bytes: as the
 *   network carried them
 * @typedef {(message: object) => void} Tell
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ROOT = new URL("./", worker.location.href);
// Other copies of the site may stand in other folders of the same host.
const STORE = `introguiden ${ROOT.pathname}`;
const NOTE = new URL("assets/offline/kept", ROOT).href;
const BOUND = new URL("assets/offline/bound/", ROOT).href;
const HASHED = /^assets\/(?:[^/]+\/)*?[^/]*[0-9a-f]{8,}[^/]*\//;
const AT_ONCE = 4;
/** How many bytes the network carried for a copy. */
const SENT = "X-Sent-Bytes";
const REMOVED = "removed";
/** Longer than this nobody waits for word of a new version. */
const PATIENCE_MS = 3000;
const ASK_AGAIN_MS = { answered: 600_000, silent: 30_000 };

/** @type {{ manifest: Manifest | null, until: number }} */
let news = { manifest: null, until: 0 };
/** @type {Promise<Kept> | null} */
let underWay = null;
/** Raised by a removal, so that what is under way stops. */
let removals = 0;

/** @param {string} language */
const manifestAddress = (language) => new URL(`assets/offline/${language}.json`, ROOT).href;
/** @param {Manifest} manifest */
const cacheName = ({ language, version }) => `${STORE} ${language} ${version}`;
/** Another copy of the site, in a folder of this one's, has another name. @param {string} name */
const isVersion = (name) => name.startsWith(`${STORE} `);
/** @param {string} address */
const inside = (address) => address.slice(ROOT.href.length);

/** @returns {Promise<Kept | null>} */
async function kept() {
  const note = await caches.match(NOTE, { cacheName: STORE });
  return note ? note.json() : null;
}

/** @param {string} address @param {string} cacheName */
const copyOf = (address, cacheName) => caches.match(address, { cacheName });

// ---------------------------------------------------------------- which version a page is of

/** @param {string} client @param {string} name */
async function bind(client, name) {
  if (client) await (await caches.open(STORE)).put(BOUND + client, new Response(name));
}

/** @param {string} client @returns {Promise<string>} the name of its cache; empty where it is of none */
async function binding(client) {
  const note = client && (await caches.match(BOUND + client, { cacheName: STORE }));
  return note ? note.text() : "";
}

/** Delete versions that no open page is of, and the notes of pages that are gone. */
async function tidy() {
  const state = await kept();
  if (underWay || !state) return;
  const used = new Set([state.cache]);
  const store = await caches.open(STORE);
  for (const { url } of await store.keys()) {
    if (!url.startsWith(BOUND)) continue;
    const client = url.slice(BOUND.length);
    if (await worker.clients.get(client)) used.add(await binding(client));
    else await store.delete(url);
  }
  for (const name of await caches.keys()) {
    if (isVersion(name) && !used.has(name)) await caches.delete(name);
  }
}

// ---------------------------------------------------------------- keeping

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
 * Fetch a file, and write down how many bytes it was on its way. One that is not byte for byte what the version names (a page of a hotel's network, half a file, a newer
 * version) is refused.
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
function reason({ name, message }) {
  if (message === REMOVED) return REMOVED;
  return name === "QuotaExceededError" ? "full" : "broken";
}

/** One at a time; who asks meanwhile gets the same. @param {string} language @param {Tell} [tell] */
function keepOnce(language, tell = () => {}) {
  underWay ??= keep(language, tell).finally(() => {
    underWay = null;
  });
  return underWay;
}

// ---------------------------------------------------------------- answering

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
async function navigate(event, address) {
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
async function part({ request, clientId, resultingClientId }, address) {
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

worker.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const address = url.replace(/#.*$/, "");
  if (method !== "GET" || !address.startsWith(ROOT.href) || address.includes("?")) return;
  // What is new is asked of the network.
  if (/^assets\/offline\/\w+\.json$/.test(inside(address))) return;
  event.respondWith(mode === "navigate" ? navigate(event, address) : part(event, address));
});

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  /** @type {{ keep?: string, stop?: boolean }} */
  const { keep: language, stop } = event.data;
  if (stop) {
    removals += 1;
    event.waitUntil(Promise.resolve(underWay).catch(() => {}).then(() => port.postMessage({ stopped: true })));
  } else if (language) {
    event.waitUntil(
      keepOnce(language, (message) => port.postMessage(message)).then(
        async (state) => {
          port.postMessage({ kept: state });
          await tidy();
        },
        (error) => port.postMessage({ failed: reason(error) }),
      ),
    );
  }
});
