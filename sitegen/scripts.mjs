// @ts-check
// Publishes the site's scripts: a module and all that it imports in one file, without comments and long names. Reads a
// job as JSON on standard input, called by assets.py. The sources stay readable in the repository; a phone on a small
// data plan gets a third of the bytes, in a few requests.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { text } from "node:stream/consumers";
import { rollup } from "@rollup/wasm-node";
import { minify } from "terser";

/**
 * @typedef {object} Job
 * @property {string} site - where the files go
 * @property {Record<string, string>} scripts - where each source is published, from the site's root
 * @property {string[]} entries - the sources that pages name and workers start with
 */

/** @type {Job} */
const { site, scripts, entries } = JSON.parse(await text(process.stdin));

/**
 * Call a file by its first module, or by the one that the others of it are for.
 *
 * @param {{ facadeModuleId?: string | null, moduleIds: string[] }} chunk
 */
const name = ({ facadeModuleId, moduleIds }) => scripts[facadeModuleId ?? moduleIds[moduleIds.length - 1]];

/**
 * A module finds files beside its own place, wherever its code has gone.
 *
 * @param {string | null} property
 * @param {{ chunkId: string, moduleId: string }} place
 */
function resolveImportMeta(property, { chunkId, moduleId }) {
  const way = posix.relative(posix.dirname(chunkId), scripts[moduleId]);
  return property === "url" && way.includes("/") ? `new URL(${JSON.stringify(way)}, import.meta.url).href` : null;
}

/**
 * Write a source with all that it needs at once, and beside it what it fetches later.
 *
 * Each begins anew: a file that two pages shared would be one more to fetch for both.
 *
 * @param {string} entry
 */
async function publish(entry) {
  const bundle = await rollup({
    input: entry,
    // What a file gives to others is theirs alone: no page imports from it.
    preserveEntrySignatures: false,
    plugins: [{ name: "places", resolveImportMeta }],
    onLog(level, { message }) {
      if (level === "warn") throw new Error(message);
    },
  });
  const { output } = await bundle.generate({ entryFileNames: name, chunkFileNames: name, hoistTransitiveImports: false });
  for (const file of output) {
    if (file.type !== "chunk" || written.has(file.fileName)) throw new Error(`${file.fileName}: twice, or no script`);
    written.add(file.fileName);
    const { code } = await minify(file.code, { module: true, ecma: 2020, compress: { passes: 3 } });
    if (!code) throw new Error(`${file.fileName}: nothing is left of it`);
    mkdirSync(dirname(join(site, file.fileName)), { recursive: true });
    writeFileSync(join(site, file.fileName), code);
  }
}

/** @type {Set<string>} */
const written = new Set();
for (const entry of entries) await publish(entry);
