/* Finding features by any of their names, in any script, word by word and through typing errors.
 * The words of all names stand in a radix tree (vendor/minisearch), which finds those that begin
 * with what was typed and those a few letters away; what comes first is decided here. */

import Dictionary from "../../vendor/minisearch/SearchableMap.js";
import { pick } from "../core/words.js";
import { fold, KOREAN, NONE, SIGN, syllables, wordsOf } from "./folding.js";

const FEW = 4; // with fewer hits than this, none of them by its full name, those a typing error away are added
const SHORTEST = 5; // letters of the beginning of a word that may hold an error
const LONGEST = 14;
const BETWEEN = /[–—,;:()/"«»“”（）、·]|\s-\s/; // parts of a name that nobody writes as one word

const HIDDEN = 2; // rank of a layer that nobody sees unless asked for

/* How well a name fits; the lower the better. */
const FIT = { exact: 0, unfinished: 1, beginning: 2, words: 3, beginnings: 4, inside: 5, id: 6, scattered: 7 };

/** Number of wrong letters that are forgiven in a word.
 * @param {string} word */
function forgiven(word) {
  const { length } = word;
  if (KOREAN.test(word)) return length < 5 ? 0 : length < 9 ? 1 : 2;
  return length < 4 ? 0 : length < 6 ? 1 : length < 11 ? 2 : 3;
}

/** A name, the same without its part in brackets, and that part: each is a name in its own right.
 * @param {string} text
 * @param {string[]} words */
function partsOf(text, words) {
  /** @type {NamePart[]} */
  const parts = [{ words, whole: words.join("") }];
  const inner = text.match(/[(（]([\p{Lu}\p{Lo}\p{N}][^()（）]*)[)）]/u); // "(bridge)" is no name
  if (!inner) return parts;
  for (const aside of [false, true]) {
    const some = wordsOf(fold(aside ? inner[1] : text.replace(inner[0], " ")));
    if (some.length) parts.push({ words: some, whole: some.join(""), aside });
  }
  return parts;
}

/** Everything a feature is called, each text once; ids are found too but never shown.
 * @param {Feature} feature */
function formsOf(feature) {
  const { id, names, aliases = NONE, layer } = feature;
  const rank = rankOf(layer);
  const seen = new Set();
  /** @type {Form[]} */
  const forms = [];
  /**
   * @param {string} text
   * @param {string} language
   * @param {any} isId */
  const add = (text, language, isId) => {
    if (seen.has(text)) return;
    seen.add(text);
    forms.push({ text, language, id: isId, feature, rank, parts: NONE });
  };
  for (const language of Object.keys(names)) add(names[language], language, false);
  for (const text of aliases) add(text, "", /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text));
  add(id, "", true);
  return forms;
}

/** Towns first, since most of the rest is named after them; last what is hidden.
 * @param {Layer} layer */
function rankOf(layer) {
  if (!layer.background) return 1;
  if (!layer.on) return HIDDEN;
  return layer.kind === "points" && layer.symbol !== "none" ? 0 : 1;
}

/** The search over all features; made at first use. */
export class Search {
  /** `features` as in the model: id, names, aliases, layer.
   * @param {Feature[]} features */
  constructor(features) {
    this.plain = new Set();
    this.signs = new Map(); // Chinese signs and kana one by one: in a tree each would be a branch of the root
    const index = new Map(); // the tree is filled at the end, when every list is complete
    for (const feature of features) for (const form of formsOf(feature)) this.add(index, form);
    this.keys = Dictionary.from(index);
  }

  /** A name goes under its signs, its words, their syllables, and the words that may be written as one.
   * @param {Index} index
   * @param {Form} form */
  add(index, form) {
    const all = [];
    for (const segment of form.text.split(BETWEEN)) {
      const words = wordsOf(fold(segment));
      for (let i = 0; i < words.length; i++) {
        const word = words[i];
        all.push(word);
        if (SIGN.test(word)) {
          for (const sign of word) put(this.signs, sign, form);
          continue;
        }
        this.plain.add(word);
        put(index, word, form);
        for (const at of syllables(word)) put(index, word.slice(at), form);
        if (i && !form.id) put(index, words[i - 1] + word, form);
      }
      if (words.length > 2 && !form.id) put(index, words.join(""), form);
    }
    form.parts = partsOf(form.text, all);
  }

  /** Look for what was typed. Returns {hits, near}: hits = [{feature, form, needles}], best first;
   * `near` when nothing fits and these are only similar. `needles` are for `marksIn`.
   * @param {string} query
   * @param {string} language */
  find(query, language) {
    const words = wordsOf(fold(query.slice(0, 80))).slice(0, 8);
    if (!words.length) return { hits: [], near: false };
    const ways = words.length > 1 ? [words, [words.join("")]] : [words];
    const found = new Map();
    for (const way of ways) this.collect(found, way, (word) => this.begun(word));
    const named = [...found.values()].some((hit) => hit.fit <= FIT.unfinished && hit.rest === 0);
    if (found.size < FEW && !named) this.addMistyped(found, ways);
    if (found.size) return { hits: sorted(found.values(), language), near: false };
    return { hits: this.similar(words), near: true };
  }

  /** Add the features for which every word is found, in one of their names if possible.
   * @param {Map<Feature, Hit>} found
   * @param {string[]} words
   * @param {(word: string) => Map<Form, Match>} look */
  collect(found, words, look) {
    const looked = words.map(look);
    const least = looked.reduce((a, b) => (b.size < a.size ? b : a));
    for (const form of least.keys()) {
      if (looked.every((one) => one.has(form))) keep(found, rated(form, looked.map((one) => one.get(form))));
    }
    if (words.length < 2 || found.size) return;
    const by = looked.map((one) => new Map(Array.from(one, ([form, match]) => [form.feature, { form, match }])));
    for (const [feature, { form }] of by[0]) {
      if (!by.every((one) => one.has(feature))) continue;
      keep(found, { ...rated(form, by.map((one) => one.get(feature).match)), fit: FIT.scattered });
    }
  }

  /** What is a typing error away: only the closest, and next to sure hits only what is very close.
   * @param {Map<Feature, Hit>} found
   * @param {string[][]} ways */
  addMistyped(found, ways) {
    const fresh = new Map();
    /** @param {string[]} way */
    const most = (way) => (way === ways[0] ? 3 : 1); // read as one word it has to fit more closely
    for (const way of ways) this.collect(fresh, way, (word) => this.mistyped(word, Math.min(forgiven(word), most(way))));
    const closest = Math.min(...Array.from(fresh.values(), (hit) => hit.edits));
    const limit = found.size ? 1 : closest + 0.5;
    for (const hit of fresh.values()) if (hit.edits <= limit) keep(found, hit);
  }

  /** Nothing fits: what has most of what was typed, word by word (or sign by sign), or what looks like it.
   * @param {string[]} words */
  similar(words) {
    const fresh = new Map();
    const pieces = new Set(words.flatMap((word) => (SIGN.test(word) ? [...word] : word.length > 1 ? word : NONE)));
    for (const piece of pieces) {
      const closest = new Map(); // of each feature the name that has the piece best
      for (const [form, match] of this.mistyped(piece, Math.min(4, Math.floor(piece.length * 0.45)))) {
        const before = closest.get(form.feature);
        if (!before || match.edits < before.match.edits) closest.set(form.feature, { form, match });
      }
      for (const [feature, { form, match }] of closest) {
        const matches = [...(fresh.has(feature) ? fresh.get(feature).matches : NONE), match];
        fresh.set(feature, { ...rated(form, matches), matches, held: matches.reduce((sum, one) => sum + one.as.length - one.edits, 0) });
      }
    }
    const most = Math.max(...Array.from(fresh.values(), (hit) => hit.held));
    return [...fresh.values()].filter((hit) => hit.held > most - 1).sort(compare).slice(0, 5);
  }

  /** Names that hold the word: form → {edits, as}. Signs anywhere, other words from their beginning.
   * @param {string} word */
  begun(word) {
    const found = new Map();
    const match = { edits: 0, as: word };
    if (SIGN.test(word)) {
      for (const form of this.signs.get(word[0]) || NONE) if (form.parts[0].whole.includes(word)) found.set(form, match);
    } else {
      for (const [, forms] of this.keys.atPrefix(word)) for (const form of forms) found.set(form, match);
    }
    return found;
  }

  /** The same, and names with a word, or the beginning of one, that differs in up to `edits` letters.
   * @param {string} word
   * @param {number} edits */
  mistyped(word, edits) {
    const found = this.begun(word);
    if (!edits || SIGN.test(word)) return found;
    /**
     * @param {string} key
     * @param {string} as
     * @param {any} distance */
    const add = (key, as, distance) => {
      for (const form of this.keys.get(key)) {
        const before = found.get(form);
        if (!before || distance < before.edits) found.set(form, { edits: distance, as });
      }
    };
    for (const [key, [, distance]] of this.keys.fuzzyGet(word, edits)) add(key, key, distance);
    if (word.length < SHORTEST) return found;
    for (const [start, [keys, distance]] of this.beginnings().fuzzyGet(word, Math.min(2, edits))) {
      for (const key of keys) add(key, start, distance + 0.5); // a whole word is the better guess
    }
    return found;
  }

  /** Every beginning of a word, for errors made while still typing; made when first needed. */
  beginnings() {
    if (this.starts) return this.starts;
    const index = new Map();
    for (const word of this.plain) {
      const end = Math.min(word.length, LONGEST);
      for (let length = SHORTEST; length < end; length++) put(index, word.slice(0, length), word);
    }
    this.starts = Dictionary.from(index);
    return this.starts;
  }
}

/**
 * @param {Map<string, any[]>} index
 * @param {string} key
 * @param {any} value */
function put(index, key, value) {
  const known = index.get(key);
  if (!known) index.set(key, [value]);
  else if (known[known.length - 1] !== value) known.push(value);
}

/**
 * @param {Map<Feature, Hit>} found
 * @param {Hit} hit */
function keep(found, hit) {
  const before = found.get(hit.feature);
  if (!before || compare(hit, before) < 0) found.set(hit.feature, hit);
}

/** How well a name fits, given how each word was matched in it.
 * @param {Form} form
 * @param {Match[]} matches */
function rated(form, matches) {
  const typed = matches.map((one) => one.as);
  const edits = matches.reduce((sum, one) => sum + one.edits, 0);
  return { feature: form.feature, form, edits, needles: typed, ...fitOf(form, typed) };
}

/**
 * @param {Form} form
 * @param {string[]} typed */
function fitOf(form, typed) {
  const whole = typed.join("");
  if (form.id) return { fit: form.parts[0].whole === whole ? FIT.unfinished : FIT.id, rest: 0 };
  let best = { fit: FIT.inside, rest: Infinity };
  for (const part of form.parts) {
    const fit = fitOfPart(part, typed, whole);
    const rest = fit === FIT.unfinished || fit === FIT.inside ? Math.max(0, part.whole.length - whole.length) : 0;
    if (fit < best.fit || (fit === best.fit && rest < best.rest)) best = { fit, rest };
  }
  return best;
}

/**
 * @param {NamePart} part
 * @param {string[]} typed
 * @param {string} whole */
function fitOfPart({ words, whole: name, aside }, typed, whole) {
  if (name === whole) return aside ? FIT.unfinished : FIT.exact;
  const begun = typed.every((word) => words.some((one) => one.startsWith(word)));
  if (aside) return begun ? FIT.beginnings : FIT.inside;
  if (begun && words.length <= typed.length) return FIT.unfinished; // every word of it, in any order
  if (name.startsWith(whole)) return words.length === 1 ? FIT.unfinished : FIT.beginning;
  if (!begun) return FIT.inside;
  return typed.every((word) => words.includes(word)) ? FIT.words : FIT.beginnings;
}

/** Which hit comes first: fewer errors, better fit, drawn before background, less left to type,
 * higher layer, name before alias.
 * @param {Hit} a
 * @param {Hit} b */
function compare(a, b) {
  return (
    a.edits - b.edits || a.fit - b.fit || a.form.rank - b.form.rank || a.rest - b.rest ||
    b.feature.layer.order - a.feature.layer.order || Number(Boolean(b.form.language)) - Number(Boolean(a.form.language))
  );
}

/** Slow to make.
 * @type {Record<string, Intl.Collator>} */
const collators = {};

/** In the order of the list. Stations come after all that is drawn, unless one alone has the very name.
 * @param {Iterable<Hit>} hits
 * @param {string} language */
function sorted(hits, language) {
  collators[language] = collators[language] || new Intl.Collator(language, { numeric: true });
  const { compare: byName } = collators[language];
  /** @param {Hit} hit */
  const name = (hit) => pick(hit.feature.names, language);
  const all = [...hits];
  const known = all.some((hit) => hit.fit === FIT.exact && hit.form.rank !== HIDDEN);
  /** @param {Hit} hit */
  const isLate = ({ form, fit }) => form.rank === HIDDEN && (known || fit > FIT.unfinished);
  return all.sort((a, b) => a.edits - b.edits || Number(isLate(a)) - Number(isLate(b)) || compare(a, b) || byName(name(a), name(b)));
}
