/* Puts the atlas on a Leaflet map: `CorridorAtlas.mount(map, payload, options)`. */
(function (A) {
  "use strict";
  const PANES = [["ca-base", 150], ["ca-features", 400], ["ca-labels", 450]];
  const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };

  /** Options: year, language, theme (light, dark, auto), layers, era, certainOnly, showGone,
   * selected, card (show a small card for the chosen feature), keys ("page" takes keys that no
   * element has the focus for), tiles ({url, attribution}; online, off unless given). */
  A.mount = function (map, payload, options) {
    return new Atlas(map, payload, options || {});
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
      this.options = options;
      this.undo = [];
      this.texts = payload.texts;
      this.palettes = payload.palette;
      this.model = A.model(payload);
      this.state = new A.State(this.model, options);
      this.text = (key) => (this.texts[this.state.language] || {})[key] || (this.texts.en || {})[key] || key;
      this.buildFrame();
      map.atlasHeld = true; // nothing is painted until all is in place: one painting instead of five
      this.buildLayers(payload);
      this.buildControls(payload);
      this.clock = new A.Clock(() => this.tick(), (playing) => this.playingChanged(playing));
      this.timebar.setChanges(A.changes(this.state));
      this.bindMap();
      this.bindKeys();
      this.bindTheme(options.theme || "auto");
      if (options.view) map.setView([options.view.lat, options.view.lon], options.view.zoom, { animate: false });
      this.refresh(true);
      map.atlasHeld = false;
      for (const layer of [this.base, this.features]) layer.redrawNow(); // the labels follow the features
    }

    /* ---- building ---- */

    buildFrame() {
      const container = this.map.getContainer();
      this.frame = A.el("div", "cam-frame");
      container.parentNode.insertBefore(this.frame, container);
      this.frame.appendChild(container);
      container.classList.add("cam-map");
      this.overlay = A.el("div", "cam-overlay", container);
      const stop = ["click", "dblclick", "mousedown", "touchstart", "pointerdown", "wheel", "contextmenu"];
      this.shield = (node) => A.listen(this.undo, node, stop.join(" "), (event) => event.stopPropagation(), { passive: true });
      for (const [name, z] of PANES) {
        const pane = this.map.getPane(name) || this.map.createPane(name);
        pane.style.zIndex = String(z);
        pane.style.pointerEvents = "none";
      }
    }

    buildLayers(payload) {
      const palette = this.palettes.light;
      const base = A.decodeBase(payload.base);
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
      if (map.zoomControl) map.zoomControl.setPosition("topleft");
      if (map.attributionControl) map.attributionControl.remove(); // it would take HTML
      const owed = [...payload.attribution, this.options.tiles && this.options.tiles.attribution].filter(Boolean);
      this.credit = A.el("details", "cam-attribution", this.overlay);
      this.creditTitle = A.el("summary", "", this.credit);
      this.creditFirst = (owed[0] || "").split(",")[0];
      A.el("span", "", this.credit, { text: owed.join(" · ") });
      this.legend = new A.Legend(this.overlay, this.model, text, { toggle: (id) => this.toggleLayer(id) });
      this.card = new A.Card(this.overlay, text, () => this.select(null));
      this.hover = new A.Hover(this.overlay);
      this.timebar = new A.TimeBar(this.frame, this.model, text, {
        go: (year, settled) => this.byHand(year, settled),
        step: (years) => this.byHand(this.state.year + years, true),
        toggle: () => (this.clock.playing ? this.pause() : this.play()),
        speed: (value) => (this.clock.speed = value),
      });
      for (const node of [this.legend.box, this.card.box, this.credit]) this.shield(node);
      this.labels.panels = () => this.panelBoxes();
      this.legend.onopen = () => this.labels.redraw();
      const narrow = this.frame.clientWidth <= 760;
      const long = narrow || owed.join(" · ").length > 150;
      this.credit.open = !long;
      this.credit.classList.toggle("cam-fold", long);
      if (narrow || this.options.legend === "closed") this.legend.open(false);
      map.invalidateSize({ animate: false });
    }

    /** Where our panels lie, in layer pixels: names keep clear of them. */
    panelBoxes() {
      const room = this.map.getContainer().getBoundingClientRect();
      const controls = this.map.getContainer().querySelectorAll(".leaflet-control");
      return [this.legend.box, this.card.box, this.credit, ...controls].filter((node) => node.offsetWidth).map((node) => {
        const box = node.getBoundingClientRect();
        const low = this.map.containerPointToLayerPoint([box.left - room.left, box.top - room.top]);
        return [low.x - 4, low.y - 4, low.x + box.width + 4, low.y + box.height + 4];
      });
    }

    bindMap() {
      const { map } = this;
      const on = (names, handler) => {
        map.on(names, handler);
        this.undo.push(() => map.off(names, handler));
      };
      let pointer = null;
      on("mousemove", (event) => {
        const busy = pointer;
        pointer = event;
        if (!busy) requestAnimationFrame(() => { const last = pointer; pointer = null; if (last && this.map) this.pointAt(last); });
      });
      on("mouseout movestart zoomstart", () => { pointer = null; this.setHover(null); });
      on("click", (event) => {
        const found = this.under(event);
        this.select(found ? found.id : null);
      });
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
      const watcher = new ResizeObserver(() => map.invalidateSize({ animate: false }));
      watcher.observe(this.frame);
      this.undo.push(() => watcher.disconnect());
    }

    bindKeys() {
      const { map } = this;
      map.keyboard.disable(); // its arrows would move the map where ours move the year
      map.getContainer().setAttribute("tabindex", "0");
      A.listen(this.undo, document, "keydown", (event) => this.key(event));
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

    /* ---- input ---- */

    key(event) {
      const { target } = event;
      const inside = this.frame.contains(target);
      const loose = this.options.keys === "page" && target === document.body;
      if ((!inside && !loose) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable) return;
      if (this.act(event, target)) event.preventDefault();
    }

    act({ key, shiftKey }, target) {
      const [first, last] = this.model.years;
      if (shiftKey && key.startsWith("Arrow")) {
        this.map.panBy({ ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] }[key]);
      } else if (key in STEPS) this.byHand(this.state.year + STEPS[key], true);
      else if (key === "Home") this.byHand(first, true);
      else if (key === "End") this.byHand(last, true);
      else if (key === " " && target.tagName !== "BUTTON") this.clock.playing ? this.pause() : this.play();
      else if (key === "+" || key === "=") this.map.zoomIn();
      else if (key === "-") this.map.zoomOut();
      else if (key === "Escape" && this.state.selected) this.select(null);
      else return false;
      return true;
    }

    under(event) {
      const touch = event.originalEvent && (event.originalEvent.pointerType === "touch" || matchMedia("(pointer: coarse)").matches);
      return this.features.at(event.layerPoint.x, event.layerPoint.y, touch ? 16 : 7);
    }

    pointAt(event) {
      const found = this.under(event);
      this.setHover(found);
      if (found) this.hover.show(found, event.containerPoint, this.state, this.text);
    }

    setHover(feature) {
      const id = feature ? feature.id : null;
      if (!feature) this.hover.hide();
      if (id === this.state.hovered) return;
      this.state.hovered = id;
      this.map.getContainer().classList.toggle("cam-pointing", Boolean(id));
      this.features.redraw();
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
      this.legend.update(this.state, this.map.getZoom());
      this.showCard();
    }

    say() {
      const drawn = [...this.state.counts()].reduce((sum, [id, number]) => sum + (this.state.layers.has(id) ? number : 0), 0);
      this.timebar.setYear(this.state.year, this.state, A.fill(this.text("spoken"), { year: this.state.year, number: drawn }));
    }

    showCard() {
      if (this.options.card) this.card.show(this.model.byId.get(this.state.selected), this.state);
    }

    refresh(all) {
      if (all) {
        this.legend.dress(this.state, this.palettes[this.state.theme]);
        this.timebar.dress(this.state);
        this.creditTitle.textContent = [this.creditFirst, this.text("credits")].filter(Boolean).join(" · ");
        this.map.getContainer().setAttribute("aria-label", this.text("map_help"));
      }
      this.timebar.setYear(this.state.year, this.state);
      this.legend.update(this.state, this.map.getZoom());
      this.showCard();
      this.features.redraw();
    }

    toggleLayer(id) {
      const { layers } = this.state;
      if (!layers.delete(id)) layers.add(id);
      this.filterChanged();
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

    /** Change the filter; what is not named stays. `era`: an id, [first, last] years, or null. */
    setFilter({ layers, era, certainOnly, showGone }) {
      const { state } = this;
      if (layers) state.layers = new Set(layers);
      if (era !== undefined) state.setEra(era);
      if (certainOnly !== undefined) state.certainOnly = Boolean(certainOnly);
      if (showGone !== undefined) state.showGone = Boolean(showGone);
      this.filterChanged();
    }

    /** Choose a feature by id, or none. `pan` brings it into view. */
    select(id, { silent, pan } = {}) {
      const feature = this.model.byId.get(id) || null;
      const chosen = feature ? feature.id : null;
      if (chosen === this.state.selected) return;
      this.state.selected = chosen;
      if (pan && feature && feature.shape) this.bringIntoView(feature);
      this.showCard();
      this.features.redraw();
      if (!silent) this.emit("select", { id: chosen });
    }

    bringIntoView({ shape }) {
      const [west, north, east, south] = shape.box;
      const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
      const bounds = L.latLngBounds(corner(west, south), corner(east, north));
      if (this.map.getBounds().contains(bounds)) return;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (shape.type === "point") this.map.panTo(bounds.getCenter(), { animate: !still });
      else this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: Math.max(9, this.map.getZoom()), animate: !still });
    }

    /** Draw ways under the lines: flat integer lines as in the payload by kind ("way", "gained",
     * "lost"), or null for none. `pan` brings all of them into view. */
    setWay(kinds, { pan } = {}) {
      const shapeOf = (lines) => A.shape({ t: "MultiLineString", c: lines });
      const drawn = Object.entries(kinds || {}).filter(([, lines]) => lines.length);
      this.frame.dataset.ways = String(drawn.length);
      this.features.ways = drawn.map(([kind, lines]) => ({ kind, shape: shapeOf(lines), layer: { width: 2 } }));
      if (pan && drawn.length) this.bringIntoView({ shape: shapeOf(drawn.flatMap(([, lines]) => lines)) });
      this.features.redraw();
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
