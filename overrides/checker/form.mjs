// @ts-check
// The walk through the form: one question at a time, then the result. State is the form's fields and `step`.
import { dateFault, read, write } from "./answers.mjs";
import { make, need } from "./dom.mjs";
import { Engine } from "./engine.mjs";
import { clearFaults, faultText, showFault } from "./faults.mjs";
import { FIRST_DAY, path, sent } from "./flow.mjs";
import { decode, encode } from "./handover.mjs";
import { fetchLater } from "./later.mjs";
import { megabytes, showLoading } from "./loading.mjs";
import { day, fill, today } from "./words.mjs";
// What every page has. In one file with the form it takes fewer bytes.
import "../js/site.mjs";

/** A letter that took longer than this is asked about once: one of the two dates is easily mistaken. */
const LONG_ON_THE_WAY_DAYS = 60;
const DAY_MS = 86_400_000;
/** Whoever waits longer than this is shown another way. */
const SLOW_MS = 8_000;
const FULL_DATE = "YYYY-MM-DD";
const TYPED = new Set(["date", "number", "whole"]);

const data = /** @type {import("./result.mjs").Data} */ (JSON.parse(need("#checker-data").textContent ?? ""));
/** The day on which staff judge an older decision: a date of the form that is no question of the checker. @type {import("./flow.mjs").Question} */
const AS_OF = { key: "as_of", kind: "date", event: false, past: true, ask_if: [], short: "" };
const walk = need("[data-walk]");
const form = /** @type {HTMLFormElement} */ (need("[data-questions]"));
const answer = need("[data-result]");
const status = need("[data-status]");
const engine = new Engine(data.engine.files, (changed) => showLoading(changed, data, step));
const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);

/** "intro", the key of a question, "wait" or "result". */
let step = "intro";
/** A visitor who changes one answer goes back to the result, not through everything again. */
let returning = false;
/** The pair of dates that was asked about. */
let confirmed = "";
/** Whether the browser's own Back button leads to the step before, not out of the form. */
let guarded = false;
/** Who saves data is asked before megabytes are fetched. */
let isWanted = !connection?.saveData;
/** Counts what was asked for: an answer that comes after the visitor went elsewhere is passed over. */
let turn = 0;
/**
 * What shows answers, once it is here.
 *
 * @typedef {typeof import("./answer.mjs") & {
 *   table: import("./diagram.mjs").Table | null }} Tools
 * @type {Tools | undefined}
 */
let tools;
/** @type {Promise<Tools> | undefined} */
let coming;
/** What the table found, as long as it is shown. @type {import("./result.mjs").Verdict | null} */
let shownQuick = null;
/** Counts what was put on the page, so that the rest of an answer never joins another. */
let drawn = 0;
/** What is told beneath it. @type {Note | undefined} */
let noted;

/** @param {string} key */
const fieldset = (key) => need(`[data-key="${key}"]`, form);
const answers = () => read(form, data.questions);
/** Empty where nobody chose a day. */
const asOf = () => String(read(form, [AS_OF])[AS_OF.key] ?? "");
const asOfIsFaulty = () =>
  asOf() !== "" && (dateFault(form, AS_OF, today()) !== "" || asOf().length !== FULL_DATE.length || asOf() < FIRST_DAY);
/** The day whose law decides. */
const judged = () => (asOfIsFaulty() ? "" : asOf()) || today();
const asked = (given = answers()) => path(data.questions, given, judged(), data.premises);
/** What the checker gets. */
const toChecker = () => sent(data.questions, answers(), judged(), data.premises);
/** The answers as a fragment, with what the letters of this page let hand over. @param {import("./flow.mjs").Answers} given @param {string} at */
const fragment = (given, at) => encode(given, at, walk.dataset.letters);

/**
 * Show one step, and move the focus to its heading.
 *
 * @param {string} next
 * @param {HTMLElement} [focus] - instead of the heading
 */
function show(next, focus) {
  step = next;
  turn += 1;
  walk.setAttribute("data-now", ["intro", "wait", "result"].includes(next) ? next : "question");
  for (const section of walk.querySelectorAll("[data-step]")) section.toggleAttribute("hidden", section.getAttribute("data-step") !== next);
  for (const question of form.querySelectorAll("[data-key]")) question.toggleAttribute("hidden", question.getAttribute("data-key") !== next);
  const place = asked().findIndex(({ key }) => key === next);
  form.hidden = place < 0;
  if (place >= 0) {
    const number = need("[data-number]", fieldset(next));
    number.textContent = fill(data.ui.step, { number: place + 1 }, data.calendar);
    number.hidden = false;
  }
  for (const outside of document.querySelectorAll("[data-outside]")) outside.classList.toggle("is-walking", next !== "intro");
  showLoading(engine, data, step);
  const section = place >= 0 ? fieldset(next) : need(`[data-step="${next}"]`, walk);
  const heading = section.querySelector("[data-heading]");
  const target = focus ?? (heading instanceof HTMLElement ? heading : section);
  if (next !== "intro") guard();
  target.focus({ preventScroll: true });
  walk.scrollIntoView({ block: "start" });
}

/** Begin with the first question, unless the day to judge on is no day. */
function begin() {
  clearFaults(walk);
  if (asOfIsFaulty()) showFault(need("[data-as-of]"), data.ui.as_of_fault);
  else show(asked()[0].key);
}

/** Go on from the question shown, unless something is wrong with its answer. */
async function goOn() {
  const key = step;
  const question = data.questions.find((candidate) => candidate.key === key);
  if (!question) return;
  clearFaults(form);
  const given = answers();
  const fault = dateFault(form, question, judged());
  if (fault) return complain(key, data.ui[fault] ?? faultText(data, key, fault));
  if (given[key] === undefined) return complain(key, data.ui.answer_needed);
  if (askAboutLongWay(given, key)) return undefined;
  // An option is always one that the checker knows. What is typed may be wrong beside another answer.
  if (engine.state === "ready" && TYPED.has(question.kind)) {
    const reply = JSON.parse(await engine.check(input()));
    if (reply.error && step === key) return refuse(reply.error);
  }
  // What was said of an answer before this one is over.
  status.textContent = "";
  const order = asked(given);
  const after = order.slice(order.findIndex((candidate) => candidate.key === key) + 1);
  const next = returning ? after.find((candidate) => given[candidate.key] === undefined) : after[0];
  return next ? show(next.key) : finish();
}

/** Go to the question before, with all answers kept. */
function goBack() {
  clearFaults(form);
  const order = asked();
  const place = step === "wait" || step === "result" ? order.length : order.findIndex(({ key }) => key === step);
  show(order[place - 1]?.key ?? "intro");
}

/** Show what the table finds, and get the checker's verdict. */
async function finish() {
  const here = prepare();
  shownQuick = null;
  noted = undefined;
  // What shows answers is here long before the last one is given.
  if (!tools) show("wait");
  const mine = turn;
  try {
    const { quick, table } = await here;
    if (mine !== turn) return;
    // Even where the checker has started: on a slow phone the table is still quicker.
    const found = table && quick.verdict(data, table, toChecker(), judged());
    if (found) {
      present(found, true);
      void addNorwegian(found);
    } else if (step !== "wait") show("wait");
  } catch (error) {
    if (mine === turn) fail(error);
    return;
  }
  if (isWanted) await compute();
  else if (shownQuick) tellNote({ text: fill(data.ui.saving, { total: megabytes(engine.total, data.locale) }, data.calendar), button: data.ui.compute, ways: true });
}

/** Get the checker's verdict, and put it in the place of the table's. */
async function compute() {
  const mine = turn;
  isWanted = true;
  // What has started answers before a line could be read.
  if (engine.state !== "ready") tellNote({ text: data.ui.computing });
  const slow = setTimeout(() => {
    if (mine !== turn) return;
    if (shownQuick) tellNote({ text: data.ui.computing, ways: true });
    else showLoading(engine, data, step, { slow: true });
  }, SLOW_MS);
  try {
    const reply = JSON.parse(await engine.check(input()));
    await Promise.all([prepare(), fetchLater(data)]);
    if (mine !== turn) return;
    if (reply.error) refuse(reply.error);
    else present(reply, false);
  } catch (error) {
    if (mine === turn) fail(error);
  } finally {
    clearTimeout(slow);
  }
}

/** Say that no verdict came. What the table found stays. @param {unknown} error */
function fail(error) {
  console.error(error);
  if (!shownQuick) return showLoading(engine, data, step, { broken: true });
  tellNote({ text: `${data.ui.failed}.`, button: data.ui.try_again, ways: true });
  status.textContent = data.ui.failed;
  return undefined;
}

/**
 * @typedef {{ text: string, button?: string, ways?: boolean }} Note
 * @param {Note} note
 */
function tellNote(note) {
  noted = note;
  if (shownQuick) tools?.quick.tell(answer, { ...note, text: `${data.ui.table} ${note.text}` });
}

/** Put the Norwegian sentences beside the table's answer, once they are here. @param {import("./result.mjs").Verdict} found */
async function addNorwegian(found) {
  if (data.norwegian !== undefined) return;
  // Without them the answer stands as it is.
  await fetchLater(data).catch(() => {});
  if (data.norwegian && shownQuick === found) {
    present(found, true);
    if (noted) tellNote(noted);
  }
}

/** Get the table, the checker and what shows their verdicts, once there is an answer and not before. */
function prepare() {
  if (isWanted) {
    engine.start();
    fetchLater(data).catch(() => {});
  }
  coming ??= fetchTools().catch((error) => {
    coming = undefined;
    throw error;
  });
  return coming;
}

async function fetchTools() {
  const answering = await import("./answer.mjs");
  // Amounts stand in no table, and without one the checker answers alone.
  tools = { ...answering, table: data.has_table ? await answering.quick.load(data.part).catch(() => null) : null };
  return tools;
}

/**
 * @param {import("./result.mjs").Verdict} verdict
 * @param {boolean} isQuick - the table's
 */
function present(verdict, isQuick) {
  if (!tools) return;
  const { result, quick } = tools;
  const given = answers();
  const shown = { ...Object.fromEntries(asked(given).map(({ key }) => [key, given[key]])), [AS_OF.key]: asOf() || undefined };
  const link = () => location.href.replace(/#.*$/, "") + fragment(shown, "result");
  returning = true;
  const { first, rest } = result({
    data,
    verdict,
    answers: shown,
    shown: (key) => inWords(key, given[key]),
    where: (key) => [...(fieldset(key).querySelector(".hint__where span:last-child")?.cloneNode(true).childNodes ?? [])],
    change: (key) => show(key),
    link,
    restart: forget,
    note: isQuick && quick.note(data, () => void compute()),
  });
  const warnings = [];
  if (verdict.today !== today()) {
    // Before the answer: nobody may take it for the one of today.
    const other = fill(data.ui.as_of_result, { day: verdict.today }, data.calendar);
    warnings.push(make("p", { class: "admonition warning" }, other));
    if (!shownQuick) status.textContent = other;
  }
  drawn += 1;
  const by = isQuick ? "table" : "checker";
  if (shownQuick) {
    const before = heading();
    const isOther = quick.differs(shownQuick, verdict);
    quick.swap(answer, [...(isOther ? [quick.warning(data)] : []), ...warnings, ...first, ...rest()]);
    // The answer was read out; again only where it reads otherwise now. Who was told to wait is told that it is over.
    const news = [...(isOther ? [data.ui.differs] : noted ? [data.ui.computed] : []), ...(heading() === before ? [] : [heading()])];
    if (!isQuick && news.length > 0) status.textContent = news.join(" ");
  } else {
    answer.replaceChildren(...warnings, ...first, ...(isQuick ? [] : rest()));
    show("result");
  }
  if (isQuick && !shownQuick) void complete(rest, by);
  else answer.setAttribute("data-by", by);
  shownQuick = isQuick ? verdict : null;
  if (isQuick) return;
  const ask = async (/** @type {import("../letters/begin.mjs").Chosen} */ letters) => JSON.parse(await engine.check(input({ letters })));
  void tools.letters(walk, answer, { data, verdict, answers: shown, ask, link });
  void keepSite();
}

/**
 * Put the rest of an answer below it, once the answer is seen: a slow phone takes its time over it.
 *
 * @param {() => Node[]} rest
 * @param {string} by
 */
async function complete(rest, by) {
  const mine = drawn;
  answer.removeAttribute("data-by");
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  if (mine !== drawn) return;
  answer.append(...rest());
  answer.setAttribute("data-by", by);
}

/** The answer's sentence. */
const heading = () => need("[data-heading]", answer).textContent ?? "";

/** Keep the site for use without network. Not a byte of it comes before a verdict, and no verdict waits for it. */
async function keepSite() {
  try {
    const { keepAfterVerdict } = await import("../offline/verdict.mjs");
    await keepAfterVerdict(answer, data.language, data.locale, data.pages["uten-nett"]);
  } catch {
    // The answer is there; the page about use without network tells more.
  }
}

/** An answer as the form words it: where it is more than the option chosen, the two together. @param {string} key @param {import("./flow.mjs").Answer | undefined} value */
function inWords(key, value) {
  const chosen = fieldset(key).querySelector("input:checked");
  if (typeof value === "string" && /^\d{4}(-\d\d){0,2}$/.test(value)) return day(value, data.calendar);
  const number = typeof value === "number" ? String(value).replace(".", data.calendar.decimal) : "";
  if (!(chosen instanceof HTMLInputElement)) return number || String(value);
  const said = optionText(chosen);
  if (chosen.value !== "happened") return said;
  const unsure = fieldset(key).querySelector('input[value="unsure"]');
  return [said, number || (unsure instanceof HTMLInputElement ? optionText(unsure) : "")].join(" ");
}

/** What stands on an option, without its help. @param {HTMLInputElement} option */
function optionText(option) {
  const label = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (option.closest("label")).cloneNode(true));
  label.querySelector(".option__help")?.remove();
  return label.textContent ?? "";
}

/** What the checker gets, as text. @param {{ letters: import("../letters/begin.mjs").Chosen }} [more] */
function input(more) {
  return JSON.stringify({ answers: toChecker(), today: judged(), ...more });
}

/** Bring an error of the checker back to its question. @param {{ field: string | null, code: string }} error */
function refuse({ field, code }) {
  const key = asked().find((question) => question.key === field)?.key;
  if (!key) throw new Error(`the checker refused the input: ${field} ${code}`);
  complain(key, faultText(data, key, code));
}

/** @param {string} key @param {string} text */
function complain(key, text) {
  if (step !== key) show(key);
  showFault(fieldset(key), text);
}

/**
 * Ask once about a letter that was very long on its way.
 *
 * @param {import("./flow.mjs").Answers} given
 * @param {string} key
 */
function askAboutLongWay({ decision_dated: dated, decision_received: received }, key) {
  const pair = `${dated} ${received}`;
  if (!["decision_dated", "decision_received"].includes(key) || pair === confirmed) return false;
  const days = (Date.parse(String(received)) - Date.parse(String(dated))) / DAY_MS;
  const whole = [dated, received].every((date) => String(date).length === "2026-11-21".length);
  if (!whole || !(days > LONG_ON_THE_WAY_DAYS)) return false;
  confirmed = pair;
  const facts = { days, dated, received };
  showFault(fieldset(key), fill(data.ui.days_apart, facts, data.calendar), { wrong: false });
  return true;
}

/** Delete every answer. */
function forget() {
  form.reset();
  clearFaults(form);
  answer.replaceChildren();
  shownQuick = null;
  returning = false;
  confirmed = "";
  delete walk.dataset.letters;
  tools?.forgetLetters();
  show("intro");
  status.textContent = data.ui.forgotten;
}

/** Let the browser's Back button mean the step before: on a phone it is the nearest one, and answers are in memory only. */
function guard() {
  if (guarded) return;
  guarded = true;
  history.pushState({ walk: true }, "");
}

/** Take up answers from the fragment, and take them out of the address at once. */
function takeOver() {
  const fields = [...data.questions, AS_OF];
  const handed = decode(location.hash, fields);
  if (!handed) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  write(form, fields, handed.answers);
  walk.dataset.letters = handed.letters;
  status.textContent = data.ui.language_kept;
  if (handed.step === "result" || handed.step === "wait") {
    returning = true;
    void finish();
  } else if (asked().some(({ key }) => key === handed.step)) {
    show(handed.step);
  }
}

/** @param {Event} event */
function handOver({ currentTarget }) {
  const given = { ...answers(), [AS_OF.key]: asOf() || undefined };
  const isEmpty = Object.values(given).every((value) => value === undefined);
  if (currentTarget instanceof HTMLAnchorElement) currentTarget.hash = isEmpty ? "" : fragment(given, step);
}

/** What was typed and what was chosen go together. @param {Event} event */
function follow({ target }) {
  // Fails again, and is told, where the answer is shown.
  prepare().catch(() => {});
  if (!(target instanceof HTMLInputElement)) return;
  const question = target.closest("[data-key]");
  const unsure = question?.querySelector('input[type="checkbox"]');
  const boxes = question?.querySelectorAll('input[type="text"]') ?? [];
  if (target.type === "text" && target.value) {
    if (unsure instanceof HTMLInputElement) unsure.checked = false;
    const happened = question?.querySelector('input[value="happened"]');
    if (happened instanceof HTMLInputElement) happened.checked = true;
  } else if (target === unsure && target.checked) {
    for (const box of boxes) if (box instanceof HTMLInputElement) box.value = "";
  }
}

form.addEventListener("input", follow);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void goOn();
});
need("[data-start]").addEventListener("click", begin);
need("[data-back]").addEventListener("click", goBack);
need("[data-wait-back]").addEventListener("click", goBack);
need("[data-retry]").addEventListener("click", () => {
  isWanted = true;
  void finish();
});
need("[data-forget]").addEventListener("click", forget);
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", handOver);
  link.addEventListener("auxclick", handOver);
}
addEventListener("popstate", () => {
  if (!guarded || document.documentElement.hidden) return;
  guarded = false;
  if (step !== "intro") goBack();
});
addEventListener("hashchange", takeOver);

form.reset();
for (const element of walk.querySelectorAll("[data-script], [data-steps]")) element.removeAttribute("hidden");
need("[data-next]").removeAttribute("disabled");
need("[data-plain]").hidden = true;
form.hidden = true;
// Written as attributes, under the names the style sheet knows them by.
walk.setAttribute("data-ready", "");
walk.setAttribute("data-now", step);
takeOver();
