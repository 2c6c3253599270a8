// Asks a checker's worker one question, as the site's form does.
const { worker: address } = document.documentElement.dataset;
const worker = new Worker(address, { type: "module" });
worker.onerror = ({ message }) => globalThis.refuse(message ?? "the worker did not start");
worker.onmessage = ({ data }) => {
  if (data.failed !== undefined) globalThis.refuse(data.failed);
  if (data.id === 1) globalThis.tell(data.text);
};
worker.postMessage({ id: 1, text: globalThis.question });
