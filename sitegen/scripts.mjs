// @ts-check
// Publishes the site's scripts without comments and long names. Reads a job as JSON on standard input, called by
// assets.py. The sources stay readable in the repository; a phone on a small data plan gets half the bytes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { minify } from "terser";

/** @type {{ source: string, target: string }[]} */
const job = JSON.parse(await text(process.stdin));

for (const { source, target } of job) {
  const { code } = await minify(readFileSync(source, "utf8"), { module: true, ecma: 2020 });
  if (!code) throw new Error(`${source}: nothing is left of it`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}
