/* Puts the atlas on a Leaflet map: `CorridorAtlas.mount(map, payload, options)`. */
(function (A) {
  "use strict";
  const PANES = [["ca-base", 150], ["ca-features", 400], ["ca-labels", 450]];

  /** Options: year, since, language, names, theme (light, dark, auto), layers, era, certainOnly, showGone,
   * the facets by name (A.FACETS), against and how (two years compared), story ({id, step}), selected,
   * card (show a small card for the chosen feature), keys ("page" takes keys that no element has the
   * focus for), panels (names of those that the host page draws), address (keep the state in the part
   * of the page's address after the #), tiles ({url, attribution}; online,
   * off unless given). */
  A.mount = function (map, payload, options) {
    const atlas = new Atlas(map, payload, options && options.address ? A.addressed(payload, options) : options || {});
    if (options && options.address) A.keepAddress(atlas, options);
    return atlas;
  };

  A.makePanes = function (map) {
    for (const [name, z] of PANES) {
      const pane = map.getPane(name) || map.createPane(name);
      pane.style.zIndex = String(z);
      pane.style.pointerEvents = "none";
    }
  };

  /** Mount with the payload that is stored under an id; how Folium's script calls it. */
  A.attach = function (map, id, options) {
    const stored = A.store[id];
    return A.mount(map, stored ? stored.payload : A.data(id), { ...options, ...(stored && stored.options) });
  };

  /** Build a rendered Folium map inside `host`. parts = {id, name, html, script, payload};
   * options as for `mount`, and view = {lat, lon, zoom}. Returns the controller. */
  A.start = function (host, parts, options) {
    host.innerHTML = parts.html; // made by the program, holds nothing of the data
    A.store[parts.id] = { payload: parts.payload, options };
    const map = new Function(`${parts.script}\nreturn ${parts.name};`)();
    delete A.store[parts.id];
    return map.atlas;
  };

  class Atlas extends A.Emitter {
    constructor(map, payload, options) {
      super();
      this.map = map;
      if (A.isStill()) A.keepStill(map);
      this.options = options;
      this.undo = [];
      this.texts = payload.texts;
      this.palettes = payload.palette;
      this.model = A.model(payload);
      this.state = new A.State(this.model, options);
      this.payload = payload;
      this.text = (key) => {
        const found = (this.texts[this.state.language] || {})[key] || (this.texts.en || {})[key] || key;
        return typeof found === "string" ? found : found.other;
      };
      this.buildFrame();
      map.atlasHeld = true; // nothing is painted until all is in place: one painting instead of five
      this.buildLayers(payload);
      this.buildControls(payload);
      this.clock = new A.Clock(() => this.tick(), (playing) => this.playingChanged(playing));
      this.timebar.setChanges(A.changes(this.state));
      A.bindPointer(this, this, this.undo);
      A.bindKeys(this);
      A.bindPrint(this);
      this.steps = new A.Steps(this);
      this.bindMap();
      this.bindTheme(options.theme || "auto");
      const { view } = options;
      const chosen = this.model.byId.get(options.selected);
      if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
      else if (chosen && chosen.shape && !options.story) this.sight.bring(chosen.shape);
      this.refresh(true);
      if (options.against) this.compare(options, { silent: true });
      if (options.story) this.openStory(options.story.id, options.story.step, { silent: true, staged: options.story.staged });
      if (options.panel) this.setPanel(options.panel);
      map.atlasHeld = false;
      for (const layer of [this.base, this.features]) layer.redrawNow(); // the labels follow the features
    }

    /* ---- building ---- */

    buildFrame() {
      const container = this.map.getContainer();
      this.frame = A.el("div", "cam-frame");
      container.parentNode.insertBefore(this.frame, container);
      this.stage = A.el("div", "cam-stage", this.frame);
      // in the order in which the focus goes: search, tools, drawer; the map; legend and card
      this.overlay = A.el("div", "cam-overlay cam-overlay-first", this.stage);
      this.toMap = A.addSkip(this.overlay, () => container);
      this.stage.appendChild(container);
      container.classList.add("cam-map");
      this.corner = A.el("div", "cam-overlay", this.stage);
      this.toTime = A.addSkip(this.corner, () => this.timebar.track);
      const stop = ["click", "dblclick", "mousedown", "touchstart", "pointerdown", "wheel", "contextmenu"];
      this.shield = (node) => A.listen(this.undo, node, stop.join(" "), (event) => event.stopPropagation(), { passive: true });
      A.makePanes(this.map);
    }

    buildLayers(payload) {
      const palette = this.palettes.light;
      const base = this.ground = A.decodeBase(payload.base, payload.native);
      this.base = A.baseMap(base, palette).addTo(this.map);
      this.features = A.featureCanvas(this.state, palette).addTo(this.map);
      this.labels = A.labelCanvas(this.state, base, this.features, palette).addTo(this.map);
      this.features.onpaint = () => this.labels.redrawNow();
      if (this.options.tiles) {
        this.tiles = L.tileLayer(this.options.tiles.url, { className: "cam-tiles" }).addTo(this.map);
        this.tiles.once("tileload", () => this.labels.hidePlaces()); // the tiles bring their own names
      }
    }

    buildControls(payload) {
      const { map, text } = this;
      this.scale = L.control.scale({ imperial: false, maxWidth: 110 }).addTo(map);
      if (map.zoomControl) map.zoomControl.setPosition("bottomright");
      if (map.attributionControl) map.attributionControl.remove(); // it would take HTML
      const owed = [...payload.attribution, this.options.tiles && this.options.tiles.attribution].filter(Boolean);
      this.credit = A.el("details", "cam-attribution", this.corner);
      this.creditTitle = A.el("summary", "", this.credit);
      this.creditFirst = (owed[0] || "").split(",")[0];
      A.el("span", "", this.credit, { text: owed.join(" · ") });
      this.legend = new A.Legend(this.corner, this.model, text, { toggle: (id) => this.toggleLayer(id) });
      this.card = new A.Card(this.corner, text, () => this.select(null));
      this.hover = new A.Hover(this.map.getContainer());
      this.corner.append(this.credit); // after the legend for the keyboard too
      this.drawer = new A.Drawer(this.overlay, this);
      if (A.Finder) this.finder = new A.Finder(this.drawer.place, this);
      this.chips = new A.Chips(this.overlay, this);
      this.timebar = new A.TimeBar(this.frame, this.model, text, {
        go: (year, settled) => this.byHand(year, settled),
        step: (years) => this.byHand(this.state.year + years, true),
        toggle: () => (this.clock.playing ? this.pause() : this.play()),
        speed: (value) => (this.clock.speed = value),
        tell: (key, values) => this.tell(key, values),
      });
      this.sight = new A.Sight(this);
      this.voice = new A.Voice(this.frame);
      this.undo.push(() => this.voice.silence());
      this.comparison = new A.Comparison(this);
      this.range = new A.Range(this.timebar, this);
      for (const node of [this.legend.box, this.card.box, this.credit, this.drawer.top, this.drawer.box]) this.shield(node);
      this.labels.panels = () => this.panelBoxes();
      this.legend.onopen = () => this.labels.redraw();
      const narrow = this.frame.clientWidth <= 760;
      const long = narrow || owed.join(" · ").length > 150;
      this.credit.open = !long;
      this.credit.classList.toggle("cam-fold", long);
      if (narrow || this.options.legend === "closed") this.legend.open(false);
      map.invalidateSize({ animate: false });
    }

    /** Where our panels lie, in layer pixels of this map or of the one beside it: names keep clear of them. */
    panelBoxes(map = this.map) {
      const room = map.getContainer().getBoundingClientRect();
      const controls = map.getContainer().querySelectorAll(".leaflet-control, .cam-side-year");
      return [this.legend.box, this.card.box, this.credit, this.drawer.bar, this.drawer.place, this.drawer.box, ...this.chips.boxes(), this.comparison.sign, ...controls].filter((node) => node.offsetWidth).map((node) => {
        const box = node.getBoundingClientRect();
        const low = map.containerPointToLayerPoint([box.left - room.left, box.top - room.top]);
        return [low.x - 4, low.y - 4, low.x + box.width + 4, low.y + box.height + 4];
      });
    }

    bindMap() {
      const { map } = this;
      const on = (names, handler) => {
        map.on(names, handler);
        this.undo.push(() => map.off(names, handler));
      };
      let wait = null;
      on("moveend", () => {
        clearTimeout(wait);
        wait = setTimeout(() => {
          const { lat, lng } = map.getCenter();
          this.emit("view", { lat, lon: lng, zoom: map.getZoom() });
        }, 250);
        this.legend.update(this.state, map.getZoom());
      });
      this.undo.push(() => clearTimeout(wait));
      let narrow = this.frame.clientWidth <= 760;
      const watcher = new ResizeObserver(() => {
        map.invalidateSize({ animate: false });
        this.frame.classList.toggle("cam-low", this.stage.clientHeight < 290);
        if (narrow === (narrow = this.frame.clientWidth <= 760)) return;
        this.legend.fold(narrow); // a panel of the page came or went: the legend would lie over the buttons of the map
      });
      watcher.observe(this.frame);
      this.undo.push(() => watcher.disconnect());
    }

    bindTheme(theme) {
      if (theme !== "auto") {
        this.setTheme(theme);
        return;
      }
      const query = matchMedia("(prefers-color-scheme: dark)");
      const follow = () => this.setTheme(query.matches ? "dark" : "light");
      query.addEventListener("change", follow);
      this.undo.push(() => query.removeEventListener("change", follow));
      follow();
    }

    /* ---- what is pointed at ---- */

    setHover(feature) {
      const id = feature ? feature.id : null;
      if (!feature) this.hover.hide();
      if (id === this.state.hovered) return;
      this.state.hovered = id;
      this.repaint();
      this.emit("hover", { id });
    }

    /* ---- the year ---- */

    byHand(year, settled) {
      this.clock.pause();
      const wanted = A.clamp(year, ...this.model.years);
      const changed = wanted !== this.state.year;
      this.show(wanted);
      if (changed || settled) this.emit("year", { year: wanted, settled });
      if (settled) this.say();
    }

    /** One step of the clock. During play nobody is told that the year has settled. */
    tick() {
      this.show(this.state.year + 1);
      this.emit("year", { year: this.state.year, settled: false });
      return this.state.year < this.model.years[1];
    }

    playingChanged(playing) {
      this.timebar.setPlaying(playing);
      if (playing) return;
      this.emit("year", { year: this.state.year, settled: true });
      this.say();
    }

    show(year) {
      if (year === this.state.year) return;
      this.state.year = year;
      this.features.redrawMoving();
      this.timebar.setYear(year, this.state);
      this.range.update(this.state);
      this.legend.update(this.state, this.map.getZoom());
      this.drawer.update(this.state);
      this.chips.update();
      this.emit("shown", { year });
      this.showCard();
    }

    /** A text of the interface with {number} in it, in the plural form that the number asks for. */
    tell(key, values) {
      const { language } = this.state;
      const known = (this.texts[language] || {})[key] !== undefined ? language : "en";
      const found = (this.texts[known] || {})[key] || key;
      const form = typeof found === "string" ? found : found[new Intl.PluralRules(known).select(values.number)] || found.other;
      const number = typeof values.number === "number" ? values.number.toLocaleString(language) : values.number;
      return A.fill(form, { ...values, number });
    }

    /** Say what the year and the filters leave on the map; nothing while it plays. */
    say() {
      const drawn = [...this.state.counts()].reduce((sum, [id, number]) => sum + (this.state.layers.has(id) ? number : 0), 0);
      this.voice.say(A.fill(this.text("spoken"), { year: A.filters.timeOf(this.state), number: drawn }));
    }

    showCard() {
      if (this.options.card) this.card.show(this.model.byId.get(this.state.selected) || this.model.unplaced.get(this.state.selected), this.state);
    }

    refresh(all) {
      if (all) {
        this.drawer.dress(this.state);
        this.chips.dress();
        if (this.finder) this.finder.dress(this.state);
        this.legend.dress(this.state, this.palettes[this.state.theme]);
        this.timebar.dress(this.state);
        this.range.dress(this.state);
        this.comparison.dress();
        this.emit("dressed", {});
        const { names, language } = this.state;
        const whose = names === "both" ? "" : A.fill(this.text("names_of"), { country: (this.model.countries[language] || {})[names] || names });
        this.creditTitle.textContent = [whose, this.creditFirst, this.text("credits")].filter(Boolean).join(" · ");
        this.map.getContainer().setAttribute("aria-label", this.text("map_help"));
        this.steps.dress();
      }
      this.timebar.setYear(this.state.year, this.state);
      this.range.update(this.state);
      this.legend.update(this.state, this.map.getZoom());
      this.drawer.update(this.state);
      this.chips.update();
      this.showCard();
      this.repaint();
    }

    /** Paint again what is drawn of the features, on both maps when there are two. */
    repaint() {
      this.features.redraw();
      this.comparison.repaint();
    }

    toggleLayer(id) {
      const { layers } = this.state;
      if (!layers.delete(id)) layers.add(id);
      this.filterChanged();
      this.say();
      this.emit("layers", { ids: [...layers] });
    }

    filterChanged() {
      this.timebar.setChanges(A.changes(this.state));
      this.refresh(false);
    }

    /* ---- the controller ---- */

    getYear() {
      return this.state.year;
    }

    /** Go to a year; with `silent` nobody is told. */
    setYear(year, { silent } = {}) {
      if (this.clock.playing && year !== this.state.year) this.clock.pause();
      const wanted = A.clamp(Math.round(year), ...this.model.years);
      const changed = wanted !== this.state.year;
      this.show(wanted);
      if (changed && !silent) this.emit("year", { year: wanted, settled: true });
    }

    /** Change the filter; what is not named stays. `era`: an id, [first, last] years, or null; facets
     * by name with a list of values, an empty one for all. */
    setFilter({ layers, era, certainOnly, showGone, ...facets }) {
      const { state } = this;
      state.setFacets(facets);
      if (layers) state.layers = new Set(layers);
      if (era !== undefined) state.setEra(era);
      if (certainOnly !== undefined) state.certainOnly = Boolean(certainOnly);
      if (showGone !== undefined) state.showGone = Boolean(showGone);
      this.filterChanged();
    }

    /** Change the filter as the reader does: those who listen are told. */
    chooseFilter(changed) {
      this.setFilter(changed);
      const { layers, filter } = this.held();
      if (changed.layers) this.emit("layers", { ids: layers });
      this.emit("filter", { value: filter });
    }

    /** All that a link to the map holds, each part as those who listen are told of it. */
    held() {
      const { state, map, drawer } = this;
      const { year, since, selected, against, how, era, certainOnly, showGone } = state;
      const { panel: tours } = drawer.entries.get("stories") || {};
      const { lat, lng: lon } = map.getCenter();
      const facets = Object.fromEntries(A.FACETS.map((facet) => [facet, [...state.facets[facet]]]));
      return {
        year, since, selected, layers: [...state.layers], compare: { against, how }, panel: drawer.shownOutside || null,
        filter: { ...facets, era: (era && era.id) || null, certainOnly, showGone },
        story: tours && tours.playing ? { id: tours.tour.id, step: tours.number } : null,
        viewport: { lat, lon, zoom: map.getZoom() },
      };
    }

    /** Show all years from `since` to the year, or with null the year alone. */
    setSince(since, { silent } = {}) {
      const wanted = since ? A.clamp(Math.round(since), ...this.model.years) : null;
      if (wanted === this.state.since) return;
      this.state.since = wanted;
      this.filterChanged();
      if (!silent) this.emit("since", { value: wanted });
    }

    /** Compare with another year: {against: year or null, how: changes, beside or swipe}; what is not named stays. */
    compare({ against, how }, { silent } = {}) {
      const { state } = this;
      if (against !== undefined) state.against = against ? A.clamp(Math.round(against), ...this.model.years) : null;
      state.how = how || state.how;
      this.comparison.fit();
      this.refresh(true);
      this.emit("compared", {});
      if (!silent && state.against) this.voice.say(this.comparison.inWords());
      if (!silent) this.emit("compare", { value: { against: state.against, how: state.how } });
    }

    /** Whose names stand first for what has several in use: "both" or a country's code. */
    setNames(names) {
      this.state.names = names || "both";
      this.refresh(true);
    }

    /** Mark the button of a panel that the host page draws. */
    setPanel(name) {
      this.drawer.setOutside(name || null);
    }

    /** Open a guided tour at a step (from 1), or with null leave it; `staged` as the player has it. */
    openStory(id, step, { silent, staged } = {}) {
      const player = this.drawer.panel("stories");
      if (player) player.openStory(id || null, step || 1, { silent, staged });
    }

    /** Choose a feature by id, or none. `pan` brings it into view. */
    select(id, { silent, pan } = {}) {
      const feature = this.model.byId.get(id) || this.model.unplaced.get(id) || null;
      const chosen = feature ? feature.id : null;
      if (chosen === this.state.selected) return;
      this.state.selected = chosen;
      if (pan && feature && feature.shape) this.sight.bring(feature.shape);
      const held = this.card.box.contains(document.activeElement);
      this.showCard();
      if (held && this.card.box.hidden) this.map.getContainer().focus({ preventScroll: true });
      this.repaint();
      if (silent) return;
      if (feature) this.voice.say(A.describe(feature, this.state, this.text));
      this.emit("select", { id: chosen });
    }

    /** Draw ways under the lines: flat integer lines as in the payload by kind ("way", "gained",
     * "lost"), or null for none. `pan` brings all of them into view. */
    setWay(kinds, { pan } = {}) {
      const shapeOf = (lines) => A.shape({ t: "MultiLineString", c: lines });
      const drawn = Object.entries(kinds || {}).filter(([, lines]) => lines.length);
      this.frame.dataset.ways = String(drawn.length);
      this.wayParts = (kinds && kinds.way) || [];
      this.features.ways = drawn.map(([kind, lines]) => ({ kind, shape: shapeOf(lines), layer: { width: 2 } }));
      if (pan && drawn.length) this.sight.bring(shapeOf(drawn.flatMap(([, lines]) => lines)));
      this.repaint();
    }

    /** Light what is pointed at beside the map: parts [first, last] of the way that is drawn, or without
     * them a feature by id; with neither nothing is lit. */
    light(id, parts) {
      const lines = parts ? this.wayParts.slice(parts[0], parts[1] + 1) : [];
      const lit = lines.length ? [{ kind: "lit", shape: A.shape({ t: "MultiLineString", c: lines }), layer: { width: 6 } }] : [];
      this.features.ways = (this.features.ways || []).filter(({ kind }) => kind !== "lit").concat(lit);
      this.state.hovered = !lit.length && this.model.byId.has(id) ? id : null;
      this.frame.dataset.lit = lit.length ? parts.join("-") : this.state.hovered || "";
      this.repaint();
    }

    setTheme(theme) {
      if (theme === this.state.theme && this.frame.dataset.theme) return;
      this.state.theme = theme;
      this.frame.dataset.theme = theme;
      const palette = this.palettes[theme];
      for (const [name, colour] of Object.entries(palette)) this.frame.style.setProperty(`--ca-${name.replace(/_/g, "-")}`, colour);
      for (const layer of [this.base, this.features, this.labels]) layer.palette = palette;
      this.base.redraw();
      this.refresh(true);
    }

    setLanguage(code) {
      if (code === this.state.language) return;
      this.state.language = code;
      this.refresh(true);
    }

    play() {
      if (this.state.year >= this.model.years[1]) this.show(this.model.years[0]);
      this.clock.play();
    }

    pause() {
      this.clock.pause();
    }

    /** Take everything away again, the map included; no listener stays behind. */
    destroy() {
      this.clock.playing = false;
      this.comparison.destroy();
      for (const undo of this.undo) undo();
      this.timebar.destroy();
      this.handlers = {};
      const { map } = this;
      this.map = null;
      map.remove();
      this.frame.remove();
    }
  }
})(globalThis.CorridorAtlas);
