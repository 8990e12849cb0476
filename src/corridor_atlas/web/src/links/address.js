/* The one-file page keeps its state in the part of its address after the #, with the names that the app's link has. */
(function (A) {
  "use strict";
  const PAUSE = 400; // milliseconds of rest before the address is written
  const NONE = "none"; // written for what was emptied, where the page opens with something
  const HOW = ["changes", "beside", "swipe"];
  const FIXED = { statuses: A.STATUS.map((one) => one.id), tiers: ["strategic", "sectoral", "local"], connectivity: ["hard", "soft"], confidence: ["high", "medium", "low"] };
  const FACETS = { status: "statuses", country: "countries", along: "along", tier: "tiers", kind: "connectivity", sure: "confidence" };

  /** The options with what the address says. A value that makes no sense is passed over. */
  A.addressed = function (payload, options) {
    return { ...options, ...read(location.hash, known(payload)) };
  };

  /** Every value that a parameter may have, from a payload or a model. */
  function known({ years, layers, eras, features, corridors, countries, stories, texts, native }) {
    return {
      years, stories, languages: Object.keys(texts), names: ["both", ...Object.keys(native || {})],
      layers: layers.map((one) => one.id), eras: eras.map((one) => one.id), ids: new Set(features.map((one) => one.id)),
      facets: { ...FIXED, countries: Object.keys((countries && countries.en) || {}), along: Object.keys(corridors || {}) },
    };
  }

  /** Options for `mount` from the text of an address. */
  function read(hash, may) {
    const query = new URLSearchParams(hash.replace(/^#/, ""));
    const last = (name) => query.getAll(name).pop(); // of what is there more than once the last counts, as in the app
    const found = {};
    const take = (name, option, make) => {
      const text = last(name);
      const value = text ? make(text) : undefined;
      if (value !== undefined) found[option] = value;
    };
    const oneOf = (list) => (text) => (list.includes(text) ? text : undefined);
    const orNone = (make) => (text) => (text === NONE ? null : make(text));
    const year = (text) => (/^\d{4}$/.test(text) && text >= may.years[0] && text <= may.years[1] ? Number(text) : undefined);
    const some = (list) => (text) => {
      const values = text.split(",").filter((one) => list.includes(one));
      return values.length ? values : text === NONE ? [] : undefined;
    };
    const flag = (text) => ({ 1: true, 0: false })[text];
    take("year", "year", (text) => (text === "latest" ? may.years[1] : year(text)));
    take("since", "since", orNone(year));
    take("vs", "against", orNone(year));
    take("how", "how", oneOf(HOW));
    take("layers", "layers", some(may.layers));
    take("era", "era", orNone(oneOf(may.eras)));
    take("certain", "certainOnly", flag);
    take("gone", "showGone", flag);
    for (const [name, facet] of Object.entries(FACETS)) take(name, facet, some(may.facets[facet]));
    take("id", "selected", orNone((text) => (may.ids.has(text) ? text : undefined)));
    take("lang", "language", oneOf(may.languages));
    take("names", "names", oneOf(may.names));
    take("at", "view", place);
    const staged = ["year", "since", "vs", "layers", "at"].some((name) => query.has(name)); // else as the step has it
    take("story", "story", orNone((text) => story(text, last("step"), may.stories, staged)));
    return found;
  }

  /** Zoom/latitude/longitude. */
  function place(text) {
    const parts = text.split("/");
    const [zoom, lat, lon] = parts.map((part) => (part.trim() ? Number(part) : NaN));
    const good = parts.length === 3 && zoom >= 0 && zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lon) <= 360;
    return good ? { zoom, lat, lon } : undefined;
  }

  function story(id, step, stories, staged) {
    if (!(stories || []).some((one) => one.id === id)) return undefined;
    return { id, step: /^[1-9]\d?$/.test(step || "") ? Number(step) : 1, staged };
  }

  /** What the address would say of a state: {name: text}. */
  function written(state, { lat, lon, zoom }, told) {
    const list = (values) => [...values].join(",") || NONE;
    const layers = state.model.layers.slice().filter((one) => state.layers.has(one.id));
    return {
      year: String(state.year), era: (state.era && state.era.id) || NONE, layers: list(layers.map((one) => one.id)),
      id: state.selected || NONE, certain: state.certainOnly ? "1" : "0", gone: state.showGone ? "1" : "0",
      at: `${+zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`,
      since: String(state.since || NONE), vs: String(state.against || NONE), how: state.how,
      story: told ? told.id : NONE, step: String(told ? told.step : 1), lang: state.language, names: state.names,
      ...Object.fromEntries(Object.entries(FACETS).map(([name, facet]) => [name, list(state.facets[facet])])),
    };
  }

  const encoded = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");

  /** Write the state into the address after a pause, and follow the reader who changes it there.
   * `options` are those that the page was made with: what is as they say is left out. */
  A.keepAddress = function (atlas, options) {
    const { map, state, model, payload } = atlas;
    const may = known(payload);
    const first = new A.State(model, options);
    const { center, zoom } = map.options;
    const firstView = options.view || { lat: L.latLng(center).lat, lon: L.latLng(center).lng, zoom };
    const usual = written(first, firstView, options.story);
    let told = atlas.options.story || null;
    let wait = null;

    const write = () => {
      const { lat, lng: lon } = map.getCenter();
      const now = written(state, { lat, lon, zoom: map.getZoom() }, told);
      if (near(firstView, { lat, lon, zoom: map.getZoom() })) now.at = usual.at;
      if (!state.against) now.how = usual.how;
      const text = Object.keys(now).filter((name) => now[name] !== usual[name]).map((name) => `${name}=${encoded(now[name])}`).join("&");
      try {
        history.replaceState(history.state, "", location.href.split("#")[0] + (text ? "#" + text : ""));
      } catch {
        // a page inside another one may have no address of its own
      }
    };
    const soon = () => {
      clearTimeout(wait);
      wait = setTimeout(() => (atlas.clock.playing ? soon() : write()), PAUSE);
    };
    const follow = () => {
      const asked = read(location.hash, may);
      const value = (name) => (name in asked ? asked[name] : options[name]);
      const facets = Object.fromEntries(A.FACETS.map((facet) => [facet, asked[facet] || [...first.facets[facet]]]));
      const quiet = { silent: true };
      atlas.setLanguage(value("language") || first.language);
      atlas.setNames(value("names"));
      atlas.setFilter({
        ...facets, layers: asked.layers || [...first.layers], era: value("era") || null,
        certainOnly: Boolean(value("certainOnly")), showGone: Boolean(value("showGone")),
      });
      atlas.setSince(value("since") || null, quiet);
      atlas.setYear(asked.year || first.year, quiet);
      atlas.compare({ against: value("against") || null, how: value("how") || first.how }, quiet);
      atlas.select(value("selected") || null, quiet);
      const view = asked.view || firstView;
      map.setView([view.lat, view.lon], view.zoom, { animate: false });
      told = value("story") || null;
      atlas.openStory(told && told.id, told && told.step, quiet);
    };
    atlas.on("story", ({ value }) => (told = value));
    for (const name of ["year", "since", "select", "layers", "filter", "compare", "story", "view", "dressed"]) atlas.on(name, soon);
    A.listen(atlas.undo, window, "hashchange", follow);
    atlas.undo.push(() => clearTimeout(wait));
  };

  /** Whether two views are the same to the eye: Leaflet rounds the middle to whole pixels. */
  function near(a, b) {
    const pixels = (256 * 2 ** b.zoom) / 360;
    return a.zoom === b.zoom && Math.abs(a.lat - b.lat) * pixels < 3 && Math.abs(a.lon - b.lon) * pixels < 3;
  }
})(globalThis.CorridorAtlas);
