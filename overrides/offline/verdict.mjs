// @ts-check
// After a verdict: the language is kept for use without network, unless the visitor wants to save data or said no.
// Fetched only then. Nothing of the answers is looked at here.
import { isPossible, isRefused, keep, kept, megabytes, offer } from "./store.mjs";

let isAsked = false;

/**
 * @param {HTMLElement} result - where it is told
 * @param {string} language
 * @param {string} locale
 * @param {string} address - of the page that tells more
 */
export async function keepAfterVerdict(result, language, locale, address) {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  if (isAsked) return;
  isAsked = true;
  if (!isPossible || connection?.saveData || (await isRefused()) || (await kept())) return;
  const { words } = await offer(language);
  const said = document.createElement("p");
  said.className = "small";
  said.dataset.kept = "";
  const more = document.createElement("a");
  more.href = address;
  more.textContent = words.more;
  try {
    const { bytes } = await keep(language);
    said.textContent = `${words.kept.replace("{megabytes}", megabytes(bytes, locale))} `;
  } catch (error) {
    said.textContent = `${error instanceof Error && error.message === "full" ? words.full : words.broken} `;
  }
  said.append(more);
  if (result.firstChild) result.append(said);
}
