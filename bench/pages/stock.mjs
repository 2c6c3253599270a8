// Asks Pyodide as it comes one question, in a worker too.
const worker = new Worker("/stock/worker.mjs", { type: "module" });
worker.onerror = ({ message }) => globalThis.refuse(message ?? "the worker did not start");
worker.onmessage = ({ data }) => {
  if (data.failed !== undefined) globalThis.refuse(data.failed);
  if (data.id === 1) globalThis.tell(data.text);
};
worker.postMessage({ id: 1, text: globalThis.question });
