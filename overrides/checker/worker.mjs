// @ts-check
// Runs the Python checker off the main thread. Text in, text out: `check_json` is the one Python name used here.

/** Where Python looks for the checker. */
const CHECKER = "/checker.zip";
const download = globalThis.fetch;
/** @type {RequestCache} */
let cache = "default";

/**
 * Count the bytes of every download as they arrive. WebAssembly gets its own type, which not every host gives it.
 *
 * @param {RequestInfo | URL} address
 * @param {RequestInit} [options]
 */
globalThis.fetch = async (address, options) => {
  const response = await download(address, { ...options, cache }).catch(tell);
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

/**
 * @param {string[]} files - addresses of the engine's files
 * @param {boolean} anew - take nothing from the browser's cache
 */
async function start(files, anew) {
  if (anew) {
    cache = "reload";
    // An import takes what the cache has, so that is renewed first.
    const scripts = files.filter((url) => url.endsWith(".mjs"));
    await Promise.all(scripts.map((url) => download(url, { cache }).then((response) => response.arrayBuffer())));
  }
  const address = (/** @type {string} */ name) => files.find((url) => url.endsWith(`/${name}`)) ?? name;
  const archive = fetch(address("checker.zip")).then((response) => response.arrayBuffer());
  const [{ loadPyodide, index }, { default: createPyodideModule }] = await Promise.all([
    import(address("pyodide.mjs")),
    import(address("pyodide.asm.mjs")),
  ]);
  const python = await loadPyodide({
    indexURL: new URL(".", address("pyodide.mjs")).href,
    stdLibURL: address("python_stdlib.zip"),
    createPyodideModule,
    lockFileContents: index,
    env: { PYTHONPATH: CHECKER },
    fsInit: async (/** @type {{ writeFile(path: string, data: Uint8Array): void }} */ FS) =>
      FS.writeFile(CHECKER, new Uint8Array(await archive)),
  });
  return python.pyimport("checker").check_json;
}

/** @type {Promise<(text: string) => string> | undefined} */
let ready;

globalThis.onmessage = async (
  /** @type {MessageEvent<{ files: string[], anew: boolean } | { id: number, text: string }>} */ { data },
) => {
  if ("files" in data) {
    ready = start(data.files, data.anew);
    ready.then(() => postMessage({ ready: true })).catch(tell).catch(() => {});
    return;
  }
  try {
    const checkJson = await ready;
    postMessage({ id: data.id, text: checkJson?.(data.text) });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
