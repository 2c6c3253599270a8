// @ts-check
// On every page: copy a link, print, leave quickly. What needs script is shown by script.

/** @param {string} address @param {HTMLElement} tools */
async function copy(address, tools) {
  const said = tools.querySelector("[role=status]");
  let text = tools.dataset.copied ?? "";
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    text = tools.dataset.copyFailed ?? "";
  }
  if (said) said.textContent = text;
}

/** The page's address without answers: a fragment may hold some. */
const here = () => location.href.replace(/#.*$/, "");

/** Replace the page in the history, and what it pushed there, with an empty one. */
function leave() {
  // The form looks at this too: it must not take its own Back for the visitor's.
  document.documentElement.hidden = true;
  const go = () => location.replace("about:blank");
  if (history.state?.walk) {
    addEventListener("popstate", go, { once: true, capture: true });
    history.back();
  } else {
    go();
  }
}

/** Paper cannot be opened: what is closed on the screen and belongs to the answer is opened before printing. */
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details[data-print]")) part.setAttribute("open", "");
});

const tools = document.querySelector("[data-tools]");
if (tools instanceof HTMLElement) {
  tools.hidden = false;
  tools.querySelector("[data-copy-page]")?.addEventListener("click", () => copy(here(), tools));
  tools.querySelector("[data-print]")?.addEventListener("click", () => print());
  const icon = tools.querySelector("[data-copy-page] .icon");
  for (const heading of document.querySelectorAll("article :is(h2, h3)[id]:not([data-walk] *)")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "anchor";
    button.title = tools.dataset.copyHeading ?? "";
    button.setAttribute("aria-label", `${button.title}: ${heading.textContent}`);
    if (icon) button.append(icon.cloneNode(true));
    button.addEventListener("click", () => copy(`${here()}#${heading.id}`, tools));
    heading.after(button);
    const row = document.createElement("div");
    row.className = "headed";
    heading.replaceWith(row);
    row.append(heading, button);
  }
}

// Two languages side by side: the address says so, so that it can be sent, and what does it is fetched only then.
if (document.querySelector("[data-besides]") && new URLSearchParams(location.search).has("ved-siden")) {
  import(new URL("../staff/beside.mjs", import.meta.url).href);
}

// Reading aloud: fetched only where the device has voices of its own. Some devices name them late.
const { speechSynthesis: speech } = globalThis;
const listen = () => {
  if (!speech.getVoices().some(({ localService }) => localService)) return;
  speech.removeEventListener("voiceschanged", listen);
  import(new URL("../aloud/begin.mjs", import.meta.url).href);
};
if (speech && tools) {
  speech.addEventListener("voiceschanged", listen);
  listen();
}

/** One quiet link to a paragraph, beside the one that the mouse is over. Headings have a button of their own. */
const link = document.createElement("a");
link.className = "here";
link.textContent = "#";
// Not a stop for the keyboard, and not read aloud: there would be one for every paragraph.
link.tabIndex = -1;
link.setAttribute("aria-hidden", "true");
document.querySelector("article")?.addEventListener("pointerover", ({ target }) => {
  const block = target instanceof Element ? target.closest("article > :is(p, ul, ol)[id]") : null;
  if (!block || block.contains(link)) return;
  link.href = `#${block.id}`;
  (block.matches("p") ? block : (block.lastElementChild ?? block)).append(link);
});

// The build knows the day on which the page's law will have gone unchecked for too long; it may be read after that.
for (const note of document.querySelectorAll("[data-after]")) {
  if (new Date().toISOString() > (note.getAttribute("data-after") ?? "")) note.removeAttribute("hidden");
}

for (const button of document.querySelectorAll("[data-paper]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => print());
}

for (const place of document.querySelectorAll("[data-leave]")) {
  if (place instanceof HTMLElement) place.hidden = false;
}
for (const button of document.querySelectorAll("[data-leave] button, button[data-leave-now]")) {
  button.addEventListener("click", leave);
}

for (const place of document.querySelectorAll("[data-address]")) {
  if (!place.textContent?.trim()) place.textContent = here();
}

/** The block of the page that was marked, or that the address names: what a mistake stands in. */
const wrong = () => {
  const marked = getSelection()?.anchorNode;
  const near = marked instanceof Element ? marked : marked?.parentElement;
  return near?.closest("article [id]") ?? document.getElementById(decodeURIComponent(location.hash.slice(1)));
};

for (const place of document.querySelectorAll("[data-report]")) {
  if (!(place instanceof HTMLElement)) continue;
  place.hidden = false;
  place.querySelector("button")?.addEventListener("click", () => {
    const block = wrong();
    const text = getSelection()?.toString().trim() || block?.textContent?.trim().slice(0, 200) || document.title;
    copy(`${place.dataset.report}\n${here()}${block ? `#${block.id}` : ""}\n«${text}»\n`, place);
  });
}
