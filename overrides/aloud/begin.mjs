// @ts-check
// Reading aloud: a button where a page, a question or an answer begins. Fetched only where the device itself has a voice
// for the page's language (site.mjs looks). Nothing of the text leaves the device.
import { Reader } from "./reader.mjs";
import { sentences } from "./text.mjs";
import { voiceFor } from "./voices.mjs";

/** A loudspeaker. */
const SPEAKER = "M3 9v6h4l5 5V4L7 9zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.5 4.5 0 0 0 2.5-4M14 3.2v2.1a7 7 0 0 1 0 13.4v2.1a9 9 0 0 0 0-17.6";
/** Where reading begins: what is read, and what the button stands behind. */
const PARTS = [
  ["article", "h1 + p", "h1"],
  [".question", "legend"],
  [".step:target", ".verdict", "h2"],
  ["[data-result]", ".verdict"],
];

const language = document.documentElement.lang;
const [listen, pause, goOn, stop, told] = (document.querySelector("[data-tools]")?.getAttribute("data-aloud") ?? "").split("|");
const reader = new Reader(language, show);
/** The controls of what is being read. @type {HTMLElement | null} */
let active = null;

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ds-button";
  made.dataset.variant = "secondary";
  made.append(text);
  made.addEventListener("click", act);
  return made;
}

function speaker() {
  const icon = document.createElement("span");
  icon.className = "icon";
  icon.setAttribute("aria-hidden", "true");
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", SPEAKER);
  svg.append(path);
  icon.append(svg);
  return icon;
}

/** @param {Element} root */
function controls(root) {
  const place = document.createElement("div");
  place.className = "aloud";
  const main = button(listen, () => press(place, root));
  main.prepend(speaker());
  const end = button(stop, () => {
    reader.stop();
    main.focus();
  });
  end.hidden = true;
  const said = document.createElement("p");
  said.className = "small";
  said.textContent = told;
  said.hidden = true;
  place.append(main, end, said);
  return place;
}

/** @param {HTMLElement} place @param {Element} root */
function press(place, root) {
  if (active === place && reader.state === "reading") return reader.pause();
  if (active === place && reader.state === "paused") return reader.goOn();
  reader.stop();
  active = place;
  return reader.start(sentences(root));
}

/** Let the buttons say what they do now. */
function show() {
  if (!active) return;
  const [main, end, said] = /** @type {HTMLElement[]} */ ([...active.children]);
  /** @type {ChildNode} */ (main.lastChild).textContent = { silent: listen, reading: pause, paused: goOn }[reader.state];
  end.hidden = said.hidden = reader.state === "silent";
  if (reader.state === "silent") active = null;
}

/** Put a button wherever something to read has come. */
function place() {
  for (const [part, ...behind] of PARTS) {
    for (const root of document.querySelectorAll(part)) {
      const before = behind.map((one) => root.querySelector(one)).find(Boolean);
      if (before && !before.nextElementSibling?.matches(".aloud")) before.after(controls(root));
    }
  }
  // What is read has been left: the next question has come.
  if (active && active.getClientRects().length === 0) reader.stop();
}

/** Begin when the device has named a voice for the language. */
function begin() {
  if (!voiceFor(language)) return;
  speechSynthesis.removeEventListener("voiceschanged", begin);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../css/aloud.css", import.meta.url).href;
  document.head.append(link);
  place();
  new MutationObserver(place).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"] });
  addEventListener("hashchange", place);
  addEventListener("pagehide", () => reader.stop());
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") reader.stop();
  });
}

speechSynthesis.addEventListener("voiceschanged", begin);
begin();
