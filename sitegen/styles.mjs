// @ts-check
// Builds the site's style sheets: one for every page, more for some. Reads a job as JSON on standard input, called by
// styles.py.
//
// Designsystemet's own files come first, without their cascade layers (old phones drop layered rules), then
// ours. What no page and no script uses is removed, the rest is minified. The same input gives the same bytes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { browserslistToTargets, transform } from "lightningcss";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

/**
 * @typedef {object} Job
 * @property {string[]} system - files of Designsystemet, in order
 * @property {string[]} own - our files, in order
 * @property {string} palette - Material's named colours
 * @property {string[]} content - globs of the pages and scripts that use the rules
 * @property {Record<string, string[]>} more - where each further sheet goes, and the names of the files that only it holds
 * @property {Record<string, { parts: string[], content: string[] }>} whole - where sheets made of several others go, which
 *   those are, and what uses the sheet
 * @property {string} sheet - where the style sheet goes
 */

/** @type {Job} */
const job = JSON.parse(await text(process.stdin));

/** Browsers from 2021 on: the phones people were given and still use. */
const TARGETS = browserslistToTargets(["chrome 90", "firefox 90", "safari 15", "samsung 15"]);

/**
 * Selectors of other colour schemes, of states a browser does not set by itself here, and of kinds of field and of
 * message that no form here has.
 */
const UNUSED_PARTS =
  /\[data-(color-scheme="(light|dark)|typography|color="(info|success|neutral|accent))|:is\(select\)|role="?switch|:has\(\.ds-input\[readonly\]|:indeterminate|:lang\(/;

/** A choice among others in a selector that no form here has. */
const UNUSED_CHOICES = /, (\[(aria-)?readonly(="true")?\]|\[aria-disabled="true"\]|\.\\:click-delegate-hover|label:has\(input\[readonly\]\))/g;

/** Colour scales of Designsystemet that no part of this site wears. */
const UNUSED_SCALES = /--ds-color-(brand\d|support\d)/;

/**
 * Make Designsystemet's theme follow the system's setting: it waits for `data-color-scheme`, which Material's
 * base template does not write.
 *
 * @param {import("postcss").Root} root
 */
function followTheSystem(root) {
  root.walkAtRules("layer", (layer) => {
    if (layer.nodes) layer.replaceWith(layer.nodes);
    else layer.remove();
  });
  root.walkRules((rule) => {
    const selectors = rule.selectors
      .filter((selector) => !UNUSED_PARTS.test(selector))
      .map((selector) => selector.replaceAll('[data-color-scheme="auto"]', ":root").replaceAll(UNUSED_CHOICES, ""));
    if (selectors.length === 0) rule.remove();
    else rule.selectors = [...new Set(selectors)];
  });
  root.walkAtRules("media", (media) => {
    // Light is the default of :root already.
    if (media.params.includes("prefers-color-scheme: light")) media.remove();
  });
  root.walkAtRules("supports", (supports) => {
    // Lengths in whole pixels: a phone draws parts of them finely enough.
    if (supports.params.includes("round(")) supports.remove();
  });
  root.walkDecls(UNUSED_SCALES, (declaration) => {
    declaration.remove();
  });
}

/**
 * Keep of Material's palette the two colours of each name that `palette.primary` can take.
 *
 * @param {import("postcss").Root} root
 */
function primariesOnly(root) {
  root.walkAtRules((rule) => {
    rule.remove();
  });
  root.walkRules((rule) => {
    if (!/^\[data-md-color-primary=[\w-]+\]$/.test(rule.selector)) rule.remove();
  });
  root.walkDecls((declaration) => {
    if (!/^--md-primary-[fb]g-color$/.test(declaration.prop)) declaration.remove();
  });
}

/**
 * Write images that stand inside the style sheet as files: the security policy refuses `data:` addresses.
 *
 * @param {import("postcss").Root} root
 */
function imagesToFiles(root) {
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/url\("data:image\/svg\+xml;[^,]*,([^"]+)"\)/g, (_, image) => {
      const name = declaration.prop.replace(/^--/, "").replace(/-url$/, "");
      const parent = declaration.parent?.type === "rule" ? /** @type {import("postcss").Rule} */ (declaration.parent) : null;
      const variant = /\[data-color="?(\w+)/.exec(parent?.selector ?? "")?.[1];
      const file = `icons/${variant ? `${name}-${variant}` : name}.svg`;
      images.set(file, decodeURIComponent(image));
      return `url("${file}")`;
    });
  });
}

/** @type {Map<string, string>} */
const images = new Map();
/**
 * Read a file of Designsystemet. Without nesting, so that single selectors can be told apart.
 *
 * @param {string} file
 */
function component(file) {
  const { code } = transform({ filename: basename(file), code: readFileSync(file), targets: TARGETS });
  const root = postcss.parse(new TextDecoder().decode(code));
  followTheSystem(root);
  imagesToFiles(root);
  return root.toString();
}

const palette = postcss.parse(readFileSync(job.palette, "utf8"));
primariesOnly(palette);

// Purged as one, since rules of one file may use what another defines; a comment says where each file begins.
const read = (/** @type {string} */ file) => readFileSync(file, "utf8");
const files = [...job.system.map((file) => [file, component(file)]), ...job.own.map((file) => [file, read(file)])];
const marked = files.map(([file, rules]) => `/*! ${basename(file)} */\n${rules}`).join("\n");
const purged = await used(job.content, `${marked}\n/*! palette */\n${palette.toString()}`);

/** @type {Record<string, string[]>} */
const sheets = Object.fromEntries([job.sheet, ...Object.keys(job.more)].map((file) => [file, []]));
const parts = purged.split(/\/\*! ([\w.-]+) \*\//).slice(1);
for (let at = 0; at < parts.length; at += 2) {
  const owner = Object.keys(job.more).find((file) => job.more[file].includes(parts[at]));
  sheets[owner ?? job.sheet].push(parts[at + 1]);
}
for (const [file, { parts: several, content }] of Object.entries(job.whole)) {
  sheets[file] = [await used(content, several.flatMap((part) => sheets[part]).join("\n"))];
}
for (const [file, rules] of Object.entries(sheets)) write(file, rules.join("\n"));

/**
 * Keep of rules what pages and scripts use.
 *
 * @param {string[]} content
 * @param {string} raw
 */
async function used(content, raw) {
  const [purged] = await new PurgeCSS().purge({
    content,
    css: [{ raw }],
    variables: true,
    keyframes: true,
    // Belong to Designsystemet's web components, which the site does not load.
    blocklist: [/u-summary/, /data-readonly/],
    safelist: { standard: [/^:/] },
  });
  return purged.css;
}

/**
 * Minify a sheet, and write it with the images it names.
 *
 * @param {string} file
 * @param {string} rules
 */
function write(file, rules) {
  const { code } = transform({
    filename: basename(file),
    code: new TextEncoder().encode(rules),
    minify: true,
    targets: TARGETS,
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  const sheet = new TextDecoder().decode(code);
  for (const [name, image] of images) {
    if (!sheet.includes(name)) continue;
    const path = join(dirname(file), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, image);
  }
}
