/* What the page holds: all features, decoded once, and the one question asked of each: drawn now? */
(function (A) {
  "use strict";

  /** Decode a payload. Features come back sorted as they are drawn, low layers first. */
  A.model = function (payload) {
    const features = payload.features.map((one) => {
      const layer = payload.layers[one.l];
      return {
        id: one.id, layer, names: one.n, spans: one.s, mode: one.m || "", timeless: Boolean(one.t),
        schematic: one.p === A.SCHEMATIC, shape: A.shape(one.g), aliases: one.a || [],
        countries: one.c || [], along: one.k || [], tiers: one.tier ? [one.tier] : [],
        connectivity: one.soft === "both" ? ["hard", "soft"] : one.soft ? [one.soft] : [],
        confidence: one.sure ? [one.sure] : [],
        eras: payload.eras.filter((era) => aliveIn(one.s, era, payload.years[1])).map((era) => era.id),
      };
    });
    features.sort((a, b) => a.layer.order - b.layer.order);
    const unplaced = (payload.unplaced || []).map((one) => ({
      id: one.id, names: one.n, aliases: one.a || [], spans: [], timeless: true, shape: null,
      layer: { ...payload.layers.find((layer) => layer.id === one.table), id: one.table, order: 0 },
    }));
    const byId = new Map(features.map((one) => [one.id, one]));
    const names = new Map([...features, ...unplaced].map((one) => [one.id, one.names]));
    return {
      nameOf: (id) => names.get(id),
      years: payload.years,
      layers: payload.layers.slice().sort((a, b) => a.order - b.order),
      eras: payload.eras,
      features,
      byId,
      unplaced: new Map(unplaced.map((one) => [one.id, one])),
      happenings: payload.happenings || [],
      corridors: payload.corridors || {},
      countries: payload.countries || {},
    };
  };

  /** The code of a feature in a year: status, doubt, gone; -1 when it is not there. */
  A.codeAt = function (spans, year) {
    for (let i = 0; i < spans.length; i += 3) {
      if (year < spans[i]) return -1;
      if (year <= spans[i + 1]) return spans[i + 2];
    }
    return -1;
  };

  /** What can be filtered by: names of the sets of values in `State.facets`. */
  A.FACETS = ["statuses", "countries", "along", "tiers", "connectivity", "confidence"];

  /* Every filter has its bit, so that what keeps a feature off the map is one number: the facets, then these. */
  const [ERA, CERTAIN, GONE, LAYER] = [0, 1, 2, 3].map((i) => 1 << (A.FACETS.length + i));
  const NARROWING = GONE - 1; // all but what is gone and what is switched off

  /** What is shown at a moment: the year, the filter, the selection. */
  A.State = class {
    constructor(model, options) {
      this.model = model;
      this.year = A.clamp(options.year || model.years[1], model.years[0], model.years[1]);
      this.layers = new Set(options.layers || model.layers.filter((one) => one.on).map((one) => one.id));
      this.since = options.since || null;
      this.era = null;
      this.facets = {};
      this.setFacets(options, true);
      this.against = options.against || null;
      this.how = options.how || "changes";
      this.names = options.names || "both";
      this.certainOnly = Boolean(options.certainOnly);
      this.showGone = Boolean(options.showGone);
      this.selected = options.selected || null;
      this.hovered = null;
      this.lit = null; // ids of what a guided tour speaks of: the rest steps back
      this.story = null; // the tour and the step that it shows, from 1
      this.step = 1;
      this.theme = "light";
      this.language = options.language || "en";
      if (options.era) this.setEra(options.era);
    }

    /** An era by its id, [first, last] years, or null for all. */
    setEra(era) {
      if (Array.isArray(era)) this.era = { start: era[0], end: era[1] + 1 };
      else this.era = this.model.eras.find((one) => one.id === era) || null;
    }

    /** Its code in the year shown, or another, or -1 when filter or time keep it off the map. */
    code(feature, year) {
      return this.layers.has(feature.layer.id) ? this.codeIfOn(feature, year) : -1;
    }

    /** The same as if its layer were on. */
    codeIfOn(feature, year) {
      const code = this.codeInTime(feature, year);
      return code >= 0 && A.FACETS.every((facet) => this.fits(feature, code, facet)) ? code : -1;
    }

    /** Its code as time, era and doubt have it, whatever its kind. */
    codeInTime(feature, year = this.year) {
      const code = this.codeOf(feature, year);
      return code >= 0 && !this.keptByTime(feature, code) ? code : -1;
    }

    /** Its code whatever the filter; of a range of years the last that is not gone. */
    codeOf({ spans }, year = this.year) {
      const code = A.codeAt(spans, year);
      if (!this.since || this.since >= year || (code >= 0 && !(code & A.GONE))) return code;
      for (let i = spans.length - 3; i >= 0; i -= 3) {
        if (spans[i] <= year && spans[i + 1] >= this.since && !(spans[i + 2] & A.GONE)) return spans[i + 2];
      }
      return code;
    }

    /** Bits of era, doubt and end, where they keep a feature with this code off the map. */
    keptByTime(feature, code) {
      const { era } = this;
      const outside = era && !(era.id ? feature.eras.includes(era.id) : aliveIn(feature.spans, era, this.model.years[1]));
      return (
        (outside ? ERA : 0) +
        (code & A.DOUBTFUL && this.certainOnly && !feature.timeless ? CERTAIN : 0) +
        (code & A.GONE && !this.showGone ? GONE : 0)
      );
    }

    /** Bits of all that keep it off the map. */
    keptBy(feature, code) {
      let kept = this.keptByTime(feature, code);
      A.FACETS.forEach((facet, i) => { if (!this.fits(feature, code, facet)) kept |= 1 << i; });
      return this.layers.has(feature.layer.id) ? kept : kept | LAYER;
    }

    /** Whether it has one of the chosen values of a facet. Background answers for its country only. */
    fits(feature, code, facet) {
      const chosen = this.facets[facet];
      if (!chosen.size || (feature.layer.background && facet !== "countries")) return true;
      return this.valuesOf(feature, code, facet).some((value) => chosen.has(value));
    }

    valuesOf(feature, code, facet) {
      if (facet !== "statuses") return feature[facet];
      return feature.timeless ? [] : [A.STATUS[code & 7].id];
    }

    /** Take over chosen values by facet; what is not named stays, or with `all` is emptied. */
    setFacets(chosen, all) {
      for (const facet of A.FACETS) {
        if (chosen[facet] || all) this.facets[facet] = new Set(chosen[facet] || []);
      }
    }

    /** Whether anything narrows what is shown: a chosen value, an era, certain only. */
    get narrowed() {
      return Boolean(this.era) || this.certainOnly || A.FACETS.some((facet) => this.facets[facet].size > 0);
    }

    /** For each facet, `eras` and `layers` a Map of how many features a value would put on the map,
     * all other filters applied; `doubtful` and `gone`: how many "certain only" and "show what is
     * gone" decide about; `shown` and, without what narrows, `all`. The background counts in `layers` alone. */
    tally() {
      const found = Object.fromEntries([...A.FACETS, "eras", "layers"].map((name) => [name, new Map()]));
      Object.assign(found, { doubtful: 0, gone: 0, shown: 0, all: 0 });
      for (const feature of this.model.features) {
        if (!feature.shape) continue;
        const code = this.codeOf(feature);
        if (code >= 0) this.count(found, feature, code);
      }
      return found;
    }

    count(found, feature, code) {
      const kept = this.keptBy(feature, code);
      const add = (name, value) => found[name].set(value, (found[name].get(value) || 0) + 1);
      const only = (bits) => (kept & ~bits) === 0; // nothing else stands against it
      if (only(LAYER)) add("layers", feature.layer.id);
      if (feature.layer.background) return;
      if (only(NARROWING)) found.all += 1;
      if (kept & (kept - 1)) return; // two filters against it: no single choice brings it back
      if (!kept) found.shown += 1;
      A.FACETS.forEach((facet, i) => { if (only(1 << i)) for (const value of this.valuesOf(feature, code, facet)) add(facet, value); });
      if (only(ERA)) for (const era of feature.eras) add("eras", era);
      if (only(CERTAIN) && code & A.DOUBTFUL && !feature.timeless) found.doubtful += 1;
      if (only(GONE) && code & A.GONE) found.gone += 1;
    }

    /** Number of features of each layer in the year shown, or another, layers that are off included. */
    counts(year) {
      const found = new Map(this.model.layers.map((one) => [one.id, 0]));
      for (const feature of this.model.features) {
        if (feature.shape && this.codeIfOn(feature, year) >= 0) found.set(feature.layer.id, found.get(feature.layer.id) + 1);
      }
      return found;
    }
  };

  /** A boundary year belongs to the later era. */
  function aliveIn(spans, era, lastYear) {
    const last = era.end ? era.end - 1 : lastYear;
    for (let i = 0; i < spans.length; i += 3) {
      if (!(spans[i + 2] & A.GONE) && spans[i] <= last && spans[i + 1] >= era.start) return true;
    }
    return false;
  }

  /** Number of changes of status in each year, over the layers that are on; the first year has none. */
  A.changes = function (state) {
    const [first, last] = state.model.years;
    const found = new Array(last - first + 1).fill(0);
    for (const { spans, layer, timeless } of state.model.features) {
      if (timeless || !state.layers.has(layer.id)) continue;
      let before = -1;
      for (let i = 0; i < spans.length; i += 3) {
        const what = spans[i + 2] & ~A.DOUBTFUL;
        if (what !== before && spans[i] > first) found[spans[i] - first] += 1;
        before = what;
      }
    }
    return found;
  };

  /** First year of the unbroken run of the same status that holds in `year`. */
  A.since = function (spans, year) {
    let start = year;
    const status = A.codeAt(spans, year) & 7;
    for (let i = spans.length - 3; i >= 0; i -= 3) {
      if (spans[i] > year) continue;
      if ((spans[i + 2] & 7) !== status || spans[i + 1] < start - 1) break;
      start = spans[i];
    }
    return start;
  };
})(globalThis.CorridorAtlas);
