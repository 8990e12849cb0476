/* Notes of the reader's own at places of the map: what one may hold, and when they go into a link. Python has the same
 * rules (`view/notes.py`). */

export const MAX_NOTES = 20;
export const MAX_LETTERS = 160;
const MAX_LINK = 1500; // characters of a link that all of them together may take, escaped
const WRITTEN = /^(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?),(.*)$/s;
const BREAKS = /[ \t\r\n\u2028\u2029]+/g;
const UNFIT = /[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu; // control characters, halves, marks of direction

/** A text on one line.
 * @param {string} text */
const onOneLine = (text) => text.replace(BREAKS, " ").replace(/^ +| +$/g, "");

/** A text as a note may hold it: what no text may hold becomes a space, what is too much is cut off.
 * @param {string} text */
export const cleaned = (text) => onOneLine([...onOneLine(text.replace(BREAKS, " ").replace(UNFIT, " "))].slice(0, MAX_LETTERS).join(""));

/** A note of values that come from outside, or undefined for what makes none.
 * @param {number} lon
 * @param {number} lat
 * @param {string} text
 * @returns {Note | undefined} */
export function made(lon, lat, text) {
  const line = onOneLine(text);
  const letters = [...line].length;
  const good = Math.abs(lat) <= 85 && Math.abs(lon) <= 360 && letters >= 1 && letters <= MAX_LETTERS && line.search(UNFIT) < 0;
  return good ? { lon: degrees(lon), lat: degrees(lat), text: line } : undefined;
}

/** A note as it stands in a link: longitude,latitude,text; undefined for what is none.
 * @param {string} text */
export function read(text) {
  const found = WRITTEN.exec(text);
  return found ? made(Number(found[1]), Number(found[2]), found[3]) : undefined;
}

/** A note as `read` reads it, not yet escaped.
 * @param {Note} note */
export const written = ({ lon, lat, text }) => `${degrees(lon)},${degrees(lat)},${text}`;

/** Whether a link can carry them all; if not, it carries none.
 * @param {Note[]} notes */
export const linkable = (notes) => notes.reduce((sum, one) => sum + `&note=${escaped(written(one))}`.length, 0) <= MAX_LINK;

/** Notes as the values that a link has of them; none where they are too long.
 * @param {Note[]} notes */
export const inLink = (notes) => (linkable(notes) ? notes.map(written) : []);

/** @param {string} text */
const escaped = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");

/** @param {number} value */
const degrees = (value) => Number(value.toFixed(5)) + 0; // no zero below zero
