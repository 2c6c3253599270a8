// @ts-check
// What is kept: a version of one language in a cache of its own, and a note that says which one it is.

/**
 * @typedef {{ path: string, bytes: number, br: number, gzip: number, sha256: string }} KeptFile
 * @typedef {{ language: string, version: string, date: string, files: KeptFile[] }} Manifest
 * @typedef {{ language: string, version: string, date: string, bytes: number, cache: string }} Kept - bytes: as the
 *   network carried them
 */

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const ROOT = new URL("./", worker.location.href);
// Other copies of the site may stand in other folders of the same host.
export const STORE = `introguiden ${ROOT.pathname}`;
export const NOTE = new URL("assets/offline/kept", ROOT).href;
export const BOUND = new URL("assets/offline/bound/", ROOT).href;
export const HASHED = /^assets\/(?:[^/]+\/)*?[^/]*[0-9a-f]{8,}[^/]*\//;

/** @param {string} language */
export const manifestAddress = (language) => new URL(`assets/offline/${language}.json`, ROOT).href;
/** @param {Manifest} manifest */
export const cacheName = ({ language, version }) => `${STORE} ${language} ${version}`;
/** Another copy of the site, in a folder of this one's, has another name. @param {string} name */
export const isVersion = (name) => name.startsWith(`${STORE} `);
/** @param {string} address */
export const inside = (address) => address.slice(ROOT.href.length);

/** @returns {Promise<Kept | null>} */
export async function kept() {
  const note = await caches.match(NOTE, { cacheName: STORE });
  return note ? note.json() : null;
}

/** @param {string} address @param {string} cacheName */
export const copyOf = (address, cacheName) => caches.match(address, { cacheName });
