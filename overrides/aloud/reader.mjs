// @ts-check
// Reads sentences one after the other, and marks the one that is being read.
import { isNorwegian, norwegianVoice, voiceFor } from "./voices.mjs";

/** @typedef {import("./text.mjs").Sentence} Sentence */
/** @typedef {import("./text.mjs").Piece} Piece */
/** @typedef {"silent" | "reading" | "paused"} State */

/** Name of the mark in the style sheet, and of the class where a browser cannot mark a piece of text. */
const MARK = "aloud";

export class Reader {
  /** @type {State} */
  state = "silent";
  /** @type {Sentence[]} */
  #sentences = [];
  #at = 0;
  /** What an earlier voice still reports is passed over. */
  #turn = 0;

  /**
   * @param {string} language - of the page
   * @param {() => void} changed - called whenever the state is another
   */
  constructor(language, changed) {
    this.language = language;
    this.changed = changed;
  }

  /** @param {Sentence[]} sentences */
  start(sentences) {
    this.stop();
    this.#sentences = sentences;
    this.#at = 0;
    this.goOn();
  }

  /** A voice that is halted by the browser does not go on everywhere: the sentence begins anew. */
  pause() {
    this.#silence();
    this.#set("paused");
  }

  goOn() {
    this.#set("reading");
    this.#read();
  }

  stop() {
    this.#silence();
    mark(null);
    if (this.state !== "silent") this.#set("silent");
  }

  #silence() {
    this.#turn += 1;
    speechSynthesis.cancel();
  }

  /** @param {State} state */
  #set(state) {
    this.state = state;
    this.changed();
  }

  /** Read on from the sentence that is next. What has gone from the page meanwhile ends it. @returns {void} */
  #read() {
    const sentence = this.#sentences[this.#at];
    const voice = voiceFor(this.language);
    if (!sentence || !voice || !sentence.block.isConnected || sentence.block.getClientRects().length === 0) return this.stop();
    mark(sentence);
    return this.#speak(this.#spoken(sentence.pieces, voice), this.#turn);
  }

  /** One voice for what has none of its own. @param {Piece[]} pieces @param {SpeechSynthesisVoice} own */
  #spoken(pieces, own) {
    /** @type {{ text: string, voice: SpeechSynthesisVoice }[]} */
    const found = [];
    for (const { text, language } of pieces) {
      const voice = (isNorwegian(language) && !isNorwegian(this.language) ? norwegianVoice() : null) ?? own;
      const last = found[found.length - 1];
      if (last?.voice === voice) last.text += text;
      else found.push({ text, voice });
    }
    return found.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  }

  /** @param {{ text: string, voice: SpeechSynthesisVoice }[]} spoken @param {number} turn @returns {void} */
  #speak([first, ...rest], turn) {
    if (!first) {
      this.#at += 1;
      return this.#read();
    }
    const utterance = new SpeechSynthesisUtterance(first.text.trim());
    utterance.voice = first.voice;
    utterance.lang = first.voice.lang;
    utterance.onend = () => turn === this.#turn && this.#speak(rest, turn);
    utterance.onerror = () => turn === this.#turn && this.stop();
    return speechSynthesis.speak(utterance);
  }
}

/** Mark a sentence, and no other. @param {Sentence | null} sentence */
function mark(sentence) {
  for (const marked of document.querySelectorAll(`.${MARK}-now`)) marked.classList.remove(`${MARK}-now`);
  if (CSS.highlights) {
    CSS.highlights.delete(MARK);
    if (sentence) CSS.highlights.set(MARK, new Highlight(sentence.range));
  } else {
    sentence?.block.classList.add(`${MARK}-now`);
  }
  const box = sentence?.range.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight)) sentence?.block.scrollIntoView({ block: "center" });
}
