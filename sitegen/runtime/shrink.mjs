// @ts-check
// Takes out of Pyodide's WebAssembly and of its JavaScript what neither needs of the other. Called by engine.py.
// Nothing that the function table or the JavaScript can reach is lost.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import binaryen from "binaryen";
import { minify } from "terser";
import { connected, prune } from "./glue.mjs";
import { read as job } from "./job.mjs";

const WASM = "pyodide.asm.wasm";
const GLUE = "pyodide.asm.mjs";
const LOADER = "pyodide.mjs";
// What the stock build uses. With `GC` or `All` heap types are written that older browsers refuse.
const { Features } = binaryen;
const FEATURES =
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.ExceptionHandling |
  Features.Multivalue |
  Features.ReferenceTypes |
  Features.CallIndirectOverlong;

/** @type {{ source: string, target: string, index: object }} folders, and the index of packages to use for Pyodide's */
const { source, target, index } = await job();

const read = (/** @type {string} */ name) => readFileSync(join(source, name), "utf8");
const loader = read(LOADER).replace(/\n\/\/# sourceMappingURL=.*\n?$/, "\n");
const stock = readFileSync(join(source, WASM));
const used = connected(read(GLUE), loader, ends(stock));
const wasm = optimised(stock, used);
writeFileSync(join(target, WASM), wasm);
writeFileSync(join(target, GLUE), await short(prune(read(GLUE), ends(wasm))));
writeFileSync(join(target, LOADER), await short(`${loader}export const index=${JSON.stringify(index)};`));

/**
 * Give the names that a module and its JavaScript share.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {import("./glue.mjs").Ends}
 */
function ends(bytes) {
  const module = new WebAssembly.Module(bytes);
  const imported = WebAssembly.Module.imports(module);
  return {
    exports: new Set(WebAssembly.Module.exports(module).map(({ name }) => name)),
    imports: new Set(imported.map(({ name }) => name)),
    // Addresses that the JavaScript looks up among the exports by their name.
    addresses: new Set(imported.filter(({ module }) => module.startsWith("GOT.")).map(({ name }) => name)),
  };
}

/**
 * Keep only some exports, then what can still be reached.
 *
 * @param {Uint8Array} bytes
 * @param {Set<string>} kept
 */
function optimised(bytes, kept) {
  // @ts-expect-error - its types lag behind: they know the features in a function that is gone.
  const module = binaryen.readBinary(bytes, FEATURES);
  for (const { name } of WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(bytes)))) {
    if (!kept.has(name)) module.removeExport(name);
  }
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  module.runPasses(["remove-unused-module-elements", "strip-debug", "strip-producers"]);
  module.optimize();
  return Uint8Array.from(module.emitBinary());
}

/** @param {string} code */
async function short(code) {
  const { code: made } = await minify(code, { module: true, ecma: 2020, compress: { passes: 3 } });
  if (!made) throw new Error("nothing is left of the script");
  return made;
}
