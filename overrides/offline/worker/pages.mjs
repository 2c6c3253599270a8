// @ts-check
// Which version each open page is of, and what nobody needs any more.
import { isUnderWay } from "./keeping.mjs";
import { BOUND, STORE, isVersion, kept, worker } from "./versions.mjs";

/** @param {string} client @param {string} name */
export async function bind(client, name) {
  if (client) await (await caches.open(STORE)).put(BOUND + client, new Response(name));
}

/** @param {string} client @returns {Promise<string>} the name of its cache; empty where it is of none */
export async function binding(client) {
  const note = client && (await caches.match(BOUND + client, { cacheName: STORE }));
  return note ? note.text() : "";
}

/** Delete versions that no open page is of, and the notes of pages that are gone. */
export async function tidy() {
  const state = await kept();
  if (isUnderWay() || !state) return;
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
