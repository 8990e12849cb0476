/* Names and sentences. */

/** The name in a language; English, then any other, when there is none.
 * @param {Names | null | undefined} names
 * @param {string} language */
export function pick(names, language) {
  if (!names) return "";
  return names[language] || names.en || Object.values(names)[0] || "";
}

/** A name without what stands in brackets: that belongs in the story, not on the map.
 * @param {string} name */
export function shortName(name) {
  return name.replace(/\s*[(（][^)）]*[)）]/g, "").trim() || name;
}

/** Fill `{placeholders}` of a sentence.
 * @param {string} sentence
 * @param {Record<string, any>} values */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

/** @type {Map<string, Intl.PluralRules>} */
const rules = new Map();

/** The plural form of a number: one, few, many, other.
 * @param {string} language
 * @param {number} number */
function formOf(language, number) {
  if (!rules.has(language)) rules.set(language, new Intl.PluralRules(language));
  return rules.get(language).select(number);
}

/** So many things, with their plural forms in the language; `single` among them stands for exactly one.
 * @param {Record<string, string>} forms
 * @param {number} number
 * @param {string} language */
export function pluralOf(forms, number, language) {
  const form = number === 1 && forms.single ? "single" : formOf(language, number);
  return fill(forms[form] || forms.other, { number: number.toLocaleString(language) });
}

/** A text of the interface with {number} in it, in the plural form that the number asks for.
 * @param {Texts} texts
 * @param {string} language
 * @param {string} key
 * @param {Record<string, any>} values */
export function tellIn(texts, language, key, values) {
  const known = (texts[language] || {})[key] !== undefined ? language : "en";
  const found = (texts[known] || {})[key] || key;
  const form = typeof found === "string" ? found : found[formOf(known, values.number)] || found.other;
  const number = typeof values.number === "number" ? values.number.toLocaleString(language) : values.number;
  return fill(form, { ...values, number });
}
