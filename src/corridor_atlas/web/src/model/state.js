/* What is shown at a moment, and the one question asked of each feature: drawn now? */

import { clamp } from "../core/numbers.js";
import { touches } from "./geometry.js";
import { aliveIn, codeAt, DOUBTFUL, GONE, onlyOf, STATUSES, TRAFFIC } from "./spans.js";

/** What can be filtered by: names of the sets of values in `State.facets`.
 * @type {Facet[]} */
export const FACETS = ["statuses", "traffic", "countries", "along", "tiers", "connectivity", "confidence"];

/** The values of those facets that have the same ones in every atlas, in the order in which they are offered. */
export const SAME_EVERYWHERE = {
  statuses: STATUSES,
  traffic: TRAFFIC,
  tiers: ["strategic", "sectoral", "local"],
  connectivity: ["hard", "soft"],
  confidence: ["high", "medium", "low"],
};

/** Ways of travelling, in the order in which links name them. */
export const MODES = ["rail", "road", "sea", "river"];
/** What a way may be for. */
export const LOADS = ["cargo", "people"];
/** What makes a question to the network.
 * @type {("origin" | "destination" | "modes" | "load" | "anySea")[]} */
const QUESTION = ["origin", "destination", "modes", "load", "anySea"];
/** How far one may ask for what can be reached, and how many border crossings may be passed for it. */
export const FARTHEST = { km: [50, 5000], borders: [0, 9] };
/** A reach that nobody has asked for yet.
 * @type {import("../network/reach.js").ReachAsked} */
export const NO_REACH = { origin: null, within: 500, borders: null, before: null };
/** How many ways between two places are offered at most: three whatever one travels by, and the best of each mode. */
export const MAX_ALTERNATIVES = 3 + MODES.length;

/* Every filter has its bit, so that what keeps a feature off the map is one number: the facets, then these. */
const [BY_ERA, BY_DOUBT, BY_END, BY_LAYER] = [0, 1, 2, 3].map((i) => 1 << (FACETS.length + i));
const NARROWING = BY_END - 1; // all but what is gone and what is switched off

/** Whether "certain only" decides about a feature with this code.
 * @param {Feature} feature
 * @param {number} code */
const isDoubtful = (feature, code) => (code & DOUBTFUL) !== 0 && !feature.timeless;

/** What is shown at a moment: the year, the filter, the selection. */
export class State {
  /** What is to be within reach of a place; load and ships are those of the question. */
  reach = { ...NO_REACH };
  /** @type {string | null} the corridor that is open, by id */
  corridor = null;
  /** @type {string | null} the figure computed again that is open, by id */
  check = null;

  /**
   * @param {Model} model
   * @param {Options} options */
  constructor(model, options) {
    this.model = model;
    this.year = clamp(options.year || model.years[1], model.years[0], model.years[1]);
    this.layers = new Set(options.layers || model.layers.filter((one) => one.on).map((one) => one.id));
    this.since = options.since || null;
    /** @type {Scope} */
    this.scope = options.scope || "view";
    /** What has a place in the part of the map that is seen; null where there is no map.
     * @type {Set<Feature> | null} */
    this.seen = null;
    /** That part, in world pixels: to ask the page in each year what its panels leave free would lay it out anew.
     * @type {Box | null} */
    this.room = null;
    /** @type {Years | null} */
    this.era = null;
    /** @type {Record<Facet, Set<string>>} */
    this.facets = { statuses: new Set(), traffic: new Set(), countries: new Set(), along: new Set(), tiers: new Set(), connectivity: new Set(), confidence: new Set() };
    this.setFacets(options, true);
    this.against = options.against || null;
    this.how = options.how || "changes";
    this.names = options.names || "both";
    this.certainOnly = Boolean(options.certainOnly);
    this.showGone = Boolean(options.showGone);
    this.selected = options.selected || null;
    /** @type {Note[]} the reader's own */
    this.notes = options.notes || [];
    /** @type {string | null} */
    this.hovered = null;
    /** @type {Set<string> | null} */
    this.lit = null; // ids of what a guided tour speaks of: the rest steps back
    /** @type {Map<string, number> | null} */
    this.growing = null; // lines that are drawn as they are built, and how much of them is there by now (0 to 1)
    this.story = null; // the tour and the step that it shows, from 1
    this.step = 1;
    /** @type {string | null} between which places a way is asked for, by ids, and which of the ways is shown, from 1 */
    this.origin = null;
    /** @type {string | null} */
    this.destination = null;
    this.alternative = 1;
    this.modes = MODES;
    this.load = LOADS[0];
    this.anySea = false;
    this.asking = false; // whether the question is open
    this.setQuestion(options);
    Object.assign(this, shownIn(options));
    this.theme = "light";
    this.language = options.language || "en";
    if (options.era) this.setEra(options.era);
  }

  /** An era by its id, [first, last] years, or null for all.
   * @param {string | number[] | null} era */
  setEra(era) {
    if (Array.isArray(era)) this.era = { start: era[0], end: era[1] + 1 };
    else this.era = this.model.eras.find((one) => one.id === era) || null;
  }

  /** Its code in the year shown, or another, or -1 when filter or time keep it off the map.
   * @param {Feature} feature
   * @param {number} [year] */
  code(feature, year) {
    return this.layers.has(feature.layer.id) ? this.codeIfOn(feature, year) : -1;
  }

  /** The same as if its layer were on.
   * @param {Feature} feature
   * @param {number} [year] */
  codeIfOn(feature, year) {
    const code = this.codeInTime(feature, year);
    return code >= 0 && FACETS.every((facet) => this.fits(feature, code, facet)) ? code : -1;
  }

  /** Its code as time, era and doubt have it, whatever its kind.
   * @param {Feature} feature
   * @param {number} [year] */
  codeInTime(feature, year = this.year) {
    const code = this.codeOf(feature, year);
    return code >= 0 && !this.keptByTime(feature, code) ? code : -1;
  }

  /** Its code whatever the filter; of a range of years the last that is not gone.
   * @param {Pick<Feature, "spans">} feature
   * @param {number} [year] */
  codeOf({ spans }, year = this.year) {
    const code = codeAt(spans, year);
    if (!this.since || this.since >= year || (code >= 0 && !(code & GONE))) return code;
    for (let i = spans.length - 3; i >= 0; i -= 3) {
      if (spans[i] <= year && spans[i + 1] >= this.since && !(spans[i + 2] & GONE)) return spans[i + 2];
    }
    return code;
  }

  /** Bits of era, doubt and end, where they keep a feature with this code off the map.
   * @param {Feature} feature
   * @param {number} code */
  keptByTime(feature, code) {
    return (
      (this.inEra(feature) ? 0 : BY_ERA) +
      (this.certainOnly && isDoubtful(feature, code) ? BY_DOUBT : 0) +
      (code & GONE && !this.showGone ? BY_END : 0)
    );
  }

  /** Whether it was there in the chosen era, if there is one.
   * @param {Feature} feature */
  inEra({ eras, spans }) {
    const { era } = this;
    return !era || (era.id ? eras.includes(era.id) : aliveIn(spans, era, this.model.years[1]));
  }

  /** Bits of all that keep it off the map.
   * @param {Feature} feature
   * @param {number} code */
  keptBy(feature, code) {
    let kept = this.keptByTime(feature, code);
    FACETS.forEach((facet, i) => { if (!this.fits(feature, code, facet)) kept |= 1 << i; });
    return this.layers.has(feature.layer.id) ? kept : kept | BY_LAYER;
  }

  /** Whether it has one of the chosen values of a facet. Background answers for its country only.
   * @param {Feature} feature
   * @param {number} code
   * @param {Facet} facet */
  fits(feature, code, facet) {
    const chosen = this.facets[facet];
    if (!chosen.size || (feature.layer.background && facet !== "countries")) return true;
    return this.valuesOf(feature, code, facet).some((value) => chosen.has(value));
  }

  /**
   * @param {Feature} feature
   * @param {number} code
   * @param {Facet} facet */
  valuesOf(feature, code, facet) {
    if (facet === "traffic") return onlyOf(code) ? [onlyOf(code)] : [];
    if (facet !== "statuses") return feature[facet];
    return feature.timeless ? [] : [STATUSES[code & 7]];
  }

  /** Take over chosen values by facet; what is not named stays, or with `all` is emptied.
   * @param {Options} chosen
   * @param {boolean} [all] */
  setFacets(chosen, all) {
    for (const facet of FACETS) {
      if (chosen[facet] || all) this.facets[facet] = new Set(chosen[facet] || []);
    }
  }

  /** Take over what is asked of the network; what is not named stays, but for another question its best way is shown.
   * @param {Options} asked */
  setQuestion(asked) {
    const named = QUESTION.filter((name) => asked[name] !== undefined);
    if (named.length) this.alternative = 1;
    for (const name of named) Object.assign(this, { [name]: asked[name] });
    if (asked.alternative) this.alternative = asked.alternative;
    this.asking = Boolean(this.origin || this.destination);
  }

  /** Whether anything narrows what is shown: a chosen value, an era, certain only. */
  get narrowed() {
    return Boolean(this.era) || this.certainOnly || FACETS.some((facet) => this.facets[facet].size > 0);
  }

  /** Look at a part of the map: what of all features, of any time and filter, has a place there and a layer that is
   * drawn at this zoom.
   * @param {Box} room world pixels
   * @param {number} zoom */
  look(room, zoom) {
    this.room = room;
    this.seen = new Set(this.model.features.filter(({ shape, layer }) => shape && zoom >= layer.min_zoom && touches(shape, room)));
  }

  /** Whether a feature counts: it has a place, and it is seen if only what is in view counts.
   * @param {Feature} feature
   * @param {Scope} [scope] */
  isCounted(feature, scope = this.scope) {
    return Boolean(feature.shape) && (scope === "all" || !this.seen || this.seen.has(feature));
  }

  /** The one source of every count: for each facet, `eras` and `layers` a Map of how many features a value would put
   * on the map, all other filters applied; `doubtful` and `gone`: how many "certain only" and "show what is
   * gone" decide about; `schematic`: of how many the course is only sketched; `shown` and, without what narrows,
   * `all`. The background counts in `layers` alone.
   * @param {number} [year]
   * @param {Scope} [scope] in view or everywhere; else as the reader chose */
  tally(year = this.year, scope = this.scope) {
    const maps = Object.fromEntries([...FACETS, "eras", "layers"].map((name) => [name, new Map()]));
    const found = /** @type {Tally} */ ({ ...maps, doubtful: 0, gone: 0, schematic: 0, shown: 0, all: 0 });
    for (const feature of this.model.features) {
      if (!this.isCounted(feature, scope)) continue;
      const code = this.codeOf(feature, year);
      if (code >= 0) this.count(found, feature, code);
    }
    return found;
  }

  /**
   * @param {Tally} found
   * @param {Feature} feature
   * @param {number} code */
  count(found, feature, code) {
    const kept = this.keptBy(feature, code);
    /**
     * @param {Facet | "eras" | "layers"} name
     * @param {string} value */
    const add = (name, value) => found[name].set(value, (found[name].get(value) || 0) + 1);
    /** @param {number} bits */
    const only = (bits) => (kept & ~bits) === 0; // nothing else stands against it
    if (only(BY_LAYER)) add("layers", feature.layer.id);
    if (feature.layer.background) return;
    if (only(NARROWING)) found.all += 1;
    if (kept & (kept - 1)) return; // two filters against it: no single choice brings it back
    found.shown += Number(!kept);
    found.schematic += Number(!kept && feature.schematic);
    FACETS.forEach((facet, i) => { if (only(1 << i)) for (const value of this.valuesOf(feature, code, facet)) add(facet, value); });
    if (only(BY_ERA)) for (const era of feature.eras) add("eras", era);
    if (only(BY_DOUBT) && isDoubtful(feature, code)) found.doubtful += 1;
    if (only(BY_END) && code & GONE) found.gone += 1;
  }
}

/** What the panels show with these options.
 * @param {Options} options */
const shownIn = ({ reach, corridor, check }) => ({ reach: { ...NO_REACH, ...reach }, corridor: corridor || null, check: check || null });

/** How much of a line is there (0 to 1) that is drawn as it was built; nothing for what does not grow.
 * @param {State} state
 * @param {Feature} feature */
export const partOf = ({ growing }, { id }) => (growing ? growing.get(id) : undefined);

/** Whether a guided tour speaks of it now, and whether it steps back because the tour speaks of others.
 * @param {State} state
 * @param {Feature} feature */
export const isLit = (state, feature) => Boolean(state.lit) && state.lit.has(feature.id);

/**
 * @param {State} state
 * @param {Feature} feature */
export const isDim = (state, feature) => Boolean(state.lit) && !state.lit.has(feature.id) && !feature.layer.background && feature.id !== state.selected;
