// Pyodide as it comes from npm, behind the messages of the site's own worker.
import { loadPyodide } from "/pyodide/pyodide.mjs";

// The form waits longer for a start than for a download, and counts no bytes here.
postMessage({ loaded: Number.MAX_SAFE_INTEGER });

async function start() {
  const [python, archive] = await Promise.all([
    loadPyodide({ indexURL: "/pyodide/" }),
    fetch("/checker/checker.zip").then((response) => response.arrayBuffer()),
  ]);
  python.unpackArchive(archive, "zip");
  return python.pyimport("checker").check_json;
}

const ready = start();
ready.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error) }),
);
globalThis.onmessage = async ({ data: { id, text } }) => {
  // The site's form says first which files its own engine is made of.
  if (id !== undefined) postMessage({ id, text: (await ready)(text) });
};
