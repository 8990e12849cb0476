/* Texts made alike, so that one can be found in another whatever the script, the case and the accents. */

/** @type {never[]} */
export const NONE = [];
export const SIGN = /[\u3005-\u3007\u30a0-\u30ff\u3400-\u9fff\uf900-\ufaff]/; // Chinese signs and kana
export const KOREAN = /[\u1100-\u1175]/; // letters, as `fold` leaves them
const WORD = new RegExp(`${SIGN.source}+|${KOREAN.source}+|(?:(?!${SIGN.source}|${KOREAN.source})[\\p{L}\\p{N}])+`, "gu");
const SYLLABLE = /[\u1100-\u1112](?=[\u1161-\u1175])/g; // first letter of a Korean syllable
const LAST_LETTERS = "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".normalize("NFKD").split(" ");

/** One way to write what can be written in several: small letters, no accents, no apostrophes,
 * Korean syllables as their letters (so that unfinished ones match), hiragana as katakana.
 * @param {string} text */
export function fold(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’‘ʼʹʻ`]/gu, "").replace(/[өү\u11a8-\u11c2\u3041-\u3096]/g, alike);
}

/** @param {string} sign */
function alike(sign) {
  if (sign === "ө") return "о"; // keyboards without the Mongolian letters
  if (sign === "ү") return "у";
  const code = sign.charCodeAt(0);
  if (code >= 0x3041) return String.fromCharCode(code + 0x60);
  return LAST_LETTERS[code - 0x11a8];
}

/** @param {string} folded */
export function wordsOf(folded) {
  return folded.match(WORD) || [];
}

/** Where a search may enter a Korean word besides its beginning: at any syllable.
 * @param {string} word */
export function syllables(word) {
  return KOREAN.test(word) ? Array.from(word.matchAll(SYLLABLE), (found) => found.index).filter(Boolean) : NONE;
}

/** Where the needles stand in a text: [start, end) pairs in order, none overlapping.
 * @param {string} text
 * @param {string[]} needles */
export function marksIn(text, needles) {
  let folded = "";
  const from = [];
  const to = [];
  const starts = [];
  let at = 0;
  let fresh = true;
  for (const char of text) {
    const plain = fold(char);
    const end = at + char.length;
    if (wordsOf(plain).length) {
      for (let i = 0; i < plain.length; i++) {
        from.push(at);
        to.push(end);
        starts.push(i === 0 && (fresh || SIGN.test(plain) || KOREAN.test(plain)));
      }
      folded += plain;
      fresh = false;
    } else if (plain) fresh = true;
    else if (to.length) to[to.length - 1] = end; // an accent belongs to its letter
    at = end;
  }
  /** @type {[number, number][]} */
  const found = [];
  for (const needle of needles) {
    for (let i = folded.indexOf(needle); i >= 0; i = folded.indexOf(needle, i + 1)) {
      if (starts[i]) found.push([from[i], to[i + needle.length - 1]]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], i) => i === 0 || found.slice(0, i).every(([, end]) => start >= end));
}
