/* Where articles come from, and the figures that are computed again: a host page gives them one by one, or all of them
 * are packed in the page. */

/** What `article/packing.py` packs.
 * @typedef {{ languages: string[], texts: any[][], articles: Record<string, any>, works: Record<string, any>, figures: any }} Packed */

const KEPT = 40; // articles that were given, the last ones

export class Articles {
  /**
   * @param {(() => Promise<string>) | null} [packed] all articles: JSON in gzip, in base64
   * @param {boolean} [hosted] whether a host page gives them */
  constructor(packed, hosted) {
    this.packed = packed || null;
    this.hosted = Boolean(hosted);
    /** @type {Promise<Packed> | null} */
    this.all = null;
    /** @type {Map<string, ArticleData>} */
    this.given = new Map();
    /** @type {Map<string, FigureData[]>} */
    this.computed = new Map();
    /** @type {Map<string, ((value: any) => void)[]>} */
    this.waiting = new Map();
  }

  /** Whether there are any. */
  get any() {
    return Boolean(this.packed) || this.hosted;
  }

  /** Take an article that the host page gives.
   * @param {ArticleData | null} article */
  give(article) {
    if (!article) return;
    const key = keyOf(article.id, article.language);
    this.given.delete(key);
    this.given.set(key, article);
    if (this.given.size > KEPT) this.given.delete(this.given.keys().next().value);
    this.arrived(key, article);
  }

  /** Take the figures that the host page gives, in a language.
   * @param {{ language: string, all: FigureData[] } | null} figures */
  giveFigures(figures) {
    if (!figures) return;
    this.computed.set(figures.language, figures.all);
    this.arrived(keyOf("", figures.language), figures.all);
  }

  /**
   * @param {string} key
   * @param {any} value */
  arrived(key, value) {
    for (const done of this.waiting.get(key) || []) done(value);
    this.waiting.delete(key);
  }

  /** An article that is at hand, or nothing.
   * @param {string} id
   * @param {string} language */
  held(id, language) {
    return this.given.get(keyOf(id, language)) || null;
  }

  /** The article of a feature, as soon as it is there; null where the page has none.
   * @param {string} id
   * @param {string} language
   * @returns {Promise<ArticleData | null>} */
  async get(id, language) {
    const held = this.held(id, language);
    if (held) return held;
    if (!this.packed && !this.hosted) return null;
    if (!this.packed) return new Promise((done) => this.await(keyOf(id, language), done));
    const found = articleOf(await this.unpacked(), id, language);
    this.give(found);
    return found;
  }

  /** All figures that are computed again, as soon as they are there; null where the page has none.
   * @param {string} language
   * @returns {Promise<FigureData[] | null>} */
  async figures(language) {
    const held = this.computed.get(language);
    if (held || !this.any) return held || null;
    if (!this.packed) return new Promise((done) => this.await(keyOf("", language), done));
    const { figures, ...all } = await this.unpacked();
    const found = tellerOf(all, language)(figures);
    this.computed.set(language, found);
    return found;
  }

  unpacked() {
    this.all = this.all || this.packed().then(unpack);
    return this.all;
  }

  /**
   * @param {string} key
   * @param {(value: any) => void} done */
  await(key, done) {
    this.waiting.set(key, [...(this.waiting.get(key) || []), done]);
  }
}

/**
 * @param {string} id
 * @param {string} language */
const keyOf = (id, language) => `${language} ${id}`;

/** Takes a tree apart: gives each value in a language; in one that is not there in English, else in the first.
 * @param {Pick<Packed, "languages" | "texts">} all
 * @param {string} language */
function tellerOf({ languages, texts }, language) {
  const at = Math.max(0, [language, "en"].map((code) => languages.indexOf(code)).find((number) => number >= 0) || 0);
  /** What differs is a number in the table of texts.
   * @param {any} value
   * @returns {any} */
  const told = (value) => {
    if (Array.isArray(value)) return value.map(told);
    if (value === null || typeof value !== "object") return value;
    if ("" in value) return texts[value[""]][at];
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, told(one)]));
  };
  return told;
}

/** An article with the works that it names.
 * @param {Packed} all
 * @param {string} id
 * @param {string} language
 * @returns {ArticleData | null} */
export function articleOf({ articles, works, ...all }, id, language) {
  if (!(id in articles)) return null;
  const told = tellerOf(all, language);
  const article = told(articles[id]);
  return { ...article, language, works: article.works.map((/** @type {string} */ key) => told(works[key])) };
}

/** @param {string} packed
 * @returns {Promise<Packed>} */
function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
