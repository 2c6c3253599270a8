// @ts-check
// Asks the slim Python everything and tells which modules were imported for it. Reads a job as JSON on standard input,
// called by trace.py.
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { loadPyodide } from "pyodide";

/** @type {{ library: string, archive: string, texts: string[], target: string }} files, and what to ask */
const job = JSON.parse(await text(process.stdin));

const python = await loadPyodide({
  stdLibURL: job.library,
  env: { PYTHONPATH: "/checker.zip" },
  fsInit: async (FS) => FS.writeFile("/checker.zip", readFileSync(job.archive)),
});
const { check_json: checkJson } = python.pyimport("checker");
const answers = job.texts.map((asked) => checkJson(asked));
const files = JSON.parse(python.pyimport("imported").files());
writeFileSync(job.target, JSON.stringify({ answers, files }));
