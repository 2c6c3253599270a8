// @ts-check
// What the scripts of this folder share: a job comes as JSON on standard input, and an error is told in its own words.
// Node would quote the line at fault, which in Pyodide's script is a megabyte.
import { text } from "node:stream/consumers";

process.on("uncaughtException", (error) => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});

/** @returns {Promise<any>} */
export async function read() {
  return JSON.parse(await text(process.stdin));
}
