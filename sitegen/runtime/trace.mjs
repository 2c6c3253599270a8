// @ts-check
// Asks the slim Python everything and tells which modules were imported for it. Called by trace.py.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { read as job } from "./job.mjs";

/** @type {{ library: string, archive: string, texts: string[], target: string }} files, and what to ask */
const given = await job();

const python = await loadPyodide({
  stdLibURL: given.library,
  env: { PYTHONPATH: "/checker.zip" },
  fsInit: async (FS) => FS.writeFile("/checker.zip", readFileSync(given.archive)),
});
const { check_json: checkJson } = python.pyimport("checker");
const answers = given.texts.map((asked) => checkJson(asked));
const files = JSON.parse(python.pyimport("imported").files());
writeFileSync(given.target, JSON.stringify({ answers, files }));
