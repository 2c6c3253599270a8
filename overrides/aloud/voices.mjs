// @ts-check
// Voices of the device itself. Others send the text to a server, so they are never used.

/** Codes of both forms of Norwegian, and the one that stands for either. */
const NORWEGIAN = ["nb", "nn", "no"];

/** @param {string} tag - BCP 47, or with the underscores of Android */
const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];

/**
 * Give a voice of the device for a language, or none: a wrong one is worse than silence.
 *
 * @param {string} language
 * @returns {SpeechSynthesisVoice | undefined}
 */
export function voiceFor(language) {
  const own = base(language);
  const fitting = speechSynthesis.getVoices().filter(({ localService, lang }) => localService && [own, ...(NORWEGIAN.includes(own) ? ["no"] : [])].includes(base(lang)));
  return fitting.find((voice) => voice.default) ?? fitting[0];
}

/** Give a voice for Norwegian words in another language: either form will do. */
export const norwegianVoice = () => NORWEGIAN.map(voiceFor).find(Boolean);

/** @param {string} language */
export const isNorwegian = (language) => NORWEGIAN.includes(base(language));
