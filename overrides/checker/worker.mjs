// @ts-check
// Runs the Python checker off the main thread. Text in, text out: `check_json` is the one Python name used here.

const PYODIDE = new URL("../pyodide/", import.meta.url);
const ARCHIVE = new URL("checker.zip", import.meta.url);
const download = globalThis.fetch;

/**
 * Count the bytes of every download as they arrive. WebAssembly gets its own type, which not every host gives it.
 *
 * @param {RequestInfo | URL} address
 * @param {RequestInit} [options]
 */
globalThis.fetch = async (address, options) => {
  const response = await download(address, options).catch(tell);
  if (!response.ok || !response.body) tell(new Error(`${response.url}: HTTP ${response.status}`));
  const counter = new TransformStream({
    transform(chunk, controller) {
      postMessage({ loaded: chunk.byteLength });
      controller.enqueue(chunk);
    },
  });
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  if (response.url.endsWith(".wasm")) headers.set("Content-Type", "application/wasm");
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
};

// A download that breaks off, a file that is no WebAssembly, a policy that refuses it: Pyodide waits for ever.
const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = (
  /** @type {Response | PromiseLike<Response>} */ source,
  /** @type {WebAssembly.Imports | undefined} */ imports,
) => instantiate(source, imports).catch(tell);

/**
 * Report a failure at once: Pyodide swallows some of them.
 *
 * @param {unknown} error
 * @returns {never}
 */
function tell(error) {
  postMessage({ failed: String(error) });
  throw error;
}

async function start() {
  const { loadPyodide } = await import(new URL("pyodide.mjs", PYODIDE).href);
  const [python, archive] = await Promise.all([
    loadPyodide({ indexURL: PYODIDE.href }),
    fetch(ARCHIVE).then((response) => response.arrayBuffer()),
  ]);
  python.unpackArchive(archive, "zip");
  return python.pyimport("checker").check_json;
}

const ready = start();
ready.then(() => postMessage({ ready: true })).catch(tell).catch(() => {});

globalThis.onmessage = async (/** @type {MessageEvent<{ id: number, text: string }>} */ { data: { id, text } }) => {
  try {
    const checkJson = await ready;
    postMessage({ id, text: checkJson(text) });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
