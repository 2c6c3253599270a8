// @ts-check
// Takes comments and long names out of the site's scripts. Reads their paths as JSON on standard input, called by
// scripts.py. The sources stay readable in the repository; a phone on a small data plan gets half the bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { minify } from "terser";

/** @type {string[]} */
const files = JSON.parse(await text(process.stdin));

for (const file of files) {
  const { code } = await minify(readFileSync(file, "utf8"), { module: true, ecma: 2020 });
  if (!code) throw new Error(`${file}: nothing is left of it`);
  writeFileSync(file, code);
}
