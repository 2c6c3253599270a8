// @ts-check
// Keeps one language of the site on the device and answers from there. Published at the site's root as sw.js, a
// classic script: not every browser takes a module here.
//
// A page is bound to the version it came from, and gets all its files from that version: a page that is open while a
// new version is fetched never sees a mixture. What is kept is the site's own files and nothing else: no address with
// a query is looked at, and a fragment never reaches a store.
import { navigate, part } from "./worker/answering.mjs";
import { keepOnce, reason, stop as stopKeeping } from "./worker/keeping.mjs";
import { tidy } from "./worker/pages.mjs";
import { ROOT, inside, worker } from "./worker/versions.mjs";

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
    event.waitUntil(stopKeeping().then(() => port.postMessage({ stopped: true })));
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
