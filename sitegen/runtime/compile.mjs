// @ts-check
// Compiles Python with Pyodide's own Python, so that no phone has to. Called by compiled.py.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadPyodide } from "pyodide";
import { read as job } from "./job.mjs";

/** @type {{ sources: Record<string, string>, target: string }} sources by the file's path in the package */
const { sources, target } = await job();

// Sets are written in the order of their hashes.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf8"));
const compiled = python.globals.get("compiled");
for (const [path, source] of Object.entries(sources)) {
  const file = join(target, path.replace(/\.py$/, ".pyc"));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, compiled(source, path).toJs());
}
