/* Names and sentences. */

/** The name in a language; English, then any other, when there is none.
 * @param {Names | null | undefined} names
 * @param {string} language */
export function pick(names, language) {
  if (!names) return "";
  return names[language] || names.en || Object.values(names)[0] || "";
}

/** Fill `{placeholders}` of a sentence.
 * @param {string} sentence
 * @param {Record<string, any>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}
