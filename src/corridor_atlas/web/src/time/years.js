/* Years as they are typed. */

/** @param {number} code */
const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));

/** Digits of any script as 0 to 9: in Unicode those of a script stand in a row, from its nought on.
 * @param {string} text */
export function plainDigits(text) {
  return text.normalize("NFKC").replace(/\p{Nd}/gu, (one) => {
    const code = one.codePointAt(0);
    let before = 0;
    while (isDigit(code - before - 1)) before += 1;
    return String(before % 10);
  });
}

/** The year that a text names, or null: digits of any script, with or without the word for year that follows them.
 * @param {string} text */
export function readYear(text) {
  const found = /^(\d+) ?[年년]?$/u.exec(plainDigits(text.trim()));
  return found ? Number(found[1]) : null;
}
