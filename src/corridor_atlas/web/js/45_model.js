/* What the page holds: all features, decoded once, and the one question asked of each: drawn now? */
(function (A) {
  "use strict";

  /** Decode a payload. Features come back sorted as they are drawn, low layers first. */
  A.model = function (payload) {
    const features = payload.features.map((one) => {
      const layer = payload.layers[one.l];
      return {
        id: one.id, layer, names: one.n, spans: one.s, mode: one.m || "", timeless: Boolean(one.t),
        schematic: one.p === A.SCHEMATIC, shape: A.shape(one.g),
      };
    });
    features.sort((a, b) => a.layer.order - b.layer.order);
    return {
      years: payload.years,
      layers: payload.layers.slice().sort((a, b) => a.order - b.order),
      eras: payload.eras,
      features,
      byId: new Map(features.map((one) => [one.id, one])),
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

  /** What is shown at a moment: the year, the filter, the selection. */
  A.State = class {
    constructor(model, options) {
      this.model = model;
      this.year = A.clamp(options.year || model.years[1], model.years[0], model.years[1]);
      this.layers = new Set(options.layers || model.layers.filter((one) => one.on).map((one) => one.id));
      this.era = null;
      this.certainOnly = Boolean(options.certainOnly);
      this.showGone = Boolean(options.showGone);
      this.selected = options.selected || null;
      this.hovered = null;
      this.theme = "light";
      this.language = options.language || "en";
      if (options.era) this.setEra(options.era);
    }

    /** An era by its id, [first, last] years, or null for all. */
    setEra(era) {
      if (Array.isArray(era)) this.era = { start: era[0], end: era[1] + 1 };
      else this.era = this.model.eras.find((one) => one.id === era) || null;
    }

    /** Its code in the year shown, or -1 when filter or time keep it off the map. */
    code(feature) {
      return this.layers.has(feature.layer.id) ? this.codeIfOn(feature) : -1;
    }

    /** The same as if its layer were on. */
    codeIfOn(feature) {
      const code = A.codeAt(feature.spans, this.year);
      if (code < 0) return -1;
      if (code & A.GONE && !this.showGone) return -1;
      if (code & A.DOUBTFUL && this.certainOnly) return -1;
      return this.era && !aliveIn(feature.spans, this.era, this.model.years[1]) ? -1 : code;
    }

    /** Number of features of each layer in the year shown, layers that are off included. */
    counts() {
      const found = new Map(this.model.layers.map((one) => [one.id, 0]));
      for (const feature of this.model.features) {
        if (feature.shape && this.codeIfOn(feature) >= 0) found.set(feature.layer.id, found.get(feature.layer.id) + 1);
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
