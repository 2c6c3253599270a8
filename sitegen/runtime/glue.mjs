// @ts-check
// The JavaScript around Pyodide's WebAssembly hands over thousands of names, most of them for libraries that nobody
// loads. Read as a syntax tree: what is not found where it is expected is an error, not a guess.
import * as acorn from "acorn";

// What the WebAssembly system itself calls, whatever the JavaScript says.
const ALWAYS = new Set(["memory", "__indirect_function_table", "__wasm_call_ctors", "__wasm_apply_data_relocs"]);
// Read by name in ways that cannot be seen in the text: entry point, stack, exceptions.
const BY_NAME = new Set(["main", "__main_argc_argv", "__stack_pointer", "__cpp_exception", "__c_longjmp"]);
const HANDED_ON = "assignWasmExports";
const CONVERTED = "applySignatureConversions";
const OFFERED = "wasmImports";

/**
 * @typedef {{ exports: Set<string>, imports: Set<string>, addresses: Set<string> }} Ends names that a WebAssembly module
 *   shares with its JavaScript
 * @typedef {{ start: number, end: number }} Span
 */

/**
 * Give the exports that the scripts can use.
 *
 * @param {string} glue
 * @param {string} loader - the script that calls it
 * @param {Ends} ends - of the stock module
 * @returns {Set<string>}
 */
export function connected(glue, loader, { exports, addresses }) {
  const program = parse(glue);
  const rest = without(glue, [find(program, HANDED_ON), find(program, CONVERTED), bareNames(program)]);
  const words = new Set([...wordsOf(rest), ...wordsOf(loader)]);
  const isUsed = (/** @type {string} */ name) =>
    words.has(name) || words.has(`_${name}`) || ALWAYS.has(name) || BY_NAME.has(name) || addresses.has(name);
  return new Set([...exports].filter(isUsed));
}

/**
 * Take out what the module no longer gives or asks for, and every `eval`: they are for libraries loaded later.
 *
 * @param {string} glue
 * @param {Ends} ends - of the module that is left
 */
export function prune(glue, { exports, imports }) {
  const program = parse(glue);
  const gone = [...goneFrom(find(program, HANDED_ON).body.body, exports)];
  gone.push(...goneFrom(find(program, CONVERTED).body.body, exports));
  const offered = variable(program, OFFERED).init.properties;
  const names = offered.map((/** @type {any} */ { key }) => key.name ?? key.value);
  const left = offered.filter((/** @type {any} */ _, /** @type {number} */ at) => imports.has(names[at]));
  const list = left.map((/** @type {Span} */ { start, end }) => glue.slice(start, end)).join(",");
  const { start, end } = variable(program, OFFERED).init;
  const changes = [...gone.map((span) => ({ ...span, by: "" })), { start, end, by: `{${list}}` }, ...evals(program)];
  const pruned = `${replaced(glue, changes)};function noEval(){throw new Error("nothing is evaluated here")}`;
  return withoutBareNames(pruned);
}

/**
 * Name only those variables that something still uses.
 *
 * @param {string} glue
 */
function withoutBareNames(glue) {
  const program = parse(glue);
  const names = bareNames(program);
  const words = new Set(wordsOf(without(glue, [names])));
  const kept = names.declarations.filter((/** @type {any} */ { id }) => words.has(id.name));
  const by = `var ${kept.map((/** @type {any} */ { id }) => id.name).join(",")};`;
  return replaced(glue, [{ start: names.start, end: names.end, by }]);
}

/**
 * List the statements about exports that the module no longer has.
 *
 * @param {any[]} statements
 * @param {Set<string>} exports
 * @returns {Generator<Span>}
 */
function* goneFrom(statements, exports) {
  for (const statement of statements) {
    const name = [...visit(statement)].find(
      ({ type, object }) => type === "MemberExpression" && object.name === "wasmExports",
    )?.property.value;
    if (name !== undefined && !exports.has(name)) yield statement;
  }
}

/**
 * @param {any} program
 * @returns {Generator<Span & { by: string }>}
 */
function* evals(program) {
  for (const { type, callee } of visit(program)) {
    if (type === "CallExpression" && callee.name === "eval") yield { ...span(callee), by: "noEval" };
  }
}

/** @param {string} code */
function parse(code) {
  return acorn.parse(code, { ecmaVersion: "latest", sourceType: "module" });
}

/**
 * Give every node of a tree.
 *
 * @param {any} node
 * @returns {Generator<any>}
 */
function* visit(node) {
  if (node === null || typeof node !== "object") return;
  if (typeof node.type === "string") yield node;
  for (const part of Object.values(node)) yield* visit(part);
}

/**
 * @param {any} program
 * @param {string} name - of a function
 * @returns {any}
 */
function find(program, name) {
  return only(name, (node) => node.type === "FunctionDeclaration" && node.id.name === name, program);
}

/**
 * @param {any} program
 * @param {string} name
 * @returns {any} its declarator
 */
function variable(program, name) {
  return only(name, (node) => node.type === "VariableDeclarator" && node.id.name === name, program);
}

/**
 * Give the one declaration of a row of variables without values, which the exports are put in.
 *
 * @param {any} program
 * @returns {any}
 */
function bareNames(program) {
  const isBare = (/** @type {any} */ { init }) => init === null;
  return only(
    "names of exports",
    ({ type, declarations }) => type === "VariableDeclaration" && declarations.length > 50 && declarations.every(isBare),
    program,
  );
}

/**
 * @param {string} what
 * @param {(node: any) => boolean} is
 * @param {any} program
 */
function only(what, is, program) {
  const found = [...visit(program)].filter(is);
  if (found.length !== 1) throw new Error(`${what}: found ${found.length} times in Pyodide's script, not once`);
  return found[0];
}

/**
 * @param {Span} node
 * @returns {Span}
 */
function span({ start, end }) {
  return { start, end };
}

/**
 * Give the words of a script: names, and what stands in its texts.
 *
 * @param {string} code
 */
function wordsOf(code) {
  return code.match(/[A-Za-z_$][\w$]*/g) ?? [];
}

/**
 * @param {string} code
 * @param {Span[]} spans
 */
function without(code, spans) {
  return replaced(
    code,
    spans.map(({ start, end }) => ({ start, end, by: "" })),
  );
}

/**
 * @param {string} code
 * @param {(Span & { by: string })[]} changes
 */
function replaced(code, changes) {
  let made = code;
  for (const { start, end, by } of [...changes].sort((a, b) => b.start - a.start)) {
    made = made.slice(0, start) + by + made.slice(end);
  }
  return made;
}
