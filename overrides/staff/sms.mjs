// @ts-check
// How many messages a text takes (3GPP TS 23.038 and 23.040): Norwegian letters are in the small alphabet, Ukrainian and
// Arabic ones are not.

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Each takes the place of two. */
const EXTENDED = new Set("\f^{}\\[~]|€");

/** What one message holds, and what each of several holds. */
const SMALL = { alone: 160, joined: 153 };
const LARGE = { alone: 70, joined: 67 };

/**
 * @param {string} text
 * @returns {{ signs: number, parts: number }} `signs` as the network counts them
 */
export function count(text) {
  const letters = [...text];
  const isSmall = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter));
  // In the large alphabet a sign outside the first plane counts as two, as in a string's length.
  const signs = isSmall ? letters.reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0) : text.length;
  const { alone, joined } = isSmall ? SMALL : LARGE;
  return { signs, parts: signs <= alone ? 1 : Math.ceil(signs / joined) };
}
