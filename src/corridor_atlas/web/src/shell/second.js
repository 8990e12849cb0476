/* Two years at once: the second map beside the first, or laid over it behind a line that is dragged. */
(function (A) {
  "use strict";
  const NARROW = 640; // below this width the two maps stand one above the other
  const CRAMPED = 640; // a map narrower than this has no room for an open legend

  /** What two compared years put on the screen, and the way back: `fit` makes it match the state. */
  A.Comparison = class {
    constructor(atlas) {
      this.atlas = atlas;
      this.second = null;
      this.sign = A.el("div", "cam-versus cam-panel", atlas.overlay);
      this.years = A.el("b", "", this.sign);
      this.what = A.el("span", "", this.sign);
      this.off = A.el("button", "cam-card-close", this.sign, { type: "button", text: "×" });
      this.off.onclick = () => {
        const { entries } = atlas.drawer;
        atlas.compare({ against: null });
        if (entries.has("compare")) entries.get("compare").button.node.focus({ preventScroll: true }); // this button is gone
      };
      this.sign.hidden = true;
      atlas.shield(this.sign);
      atlas.on("shown", () => this.update());
    }

    /** The year to begin with: that in which the era of the year shown begins, else the first one. */
    suggestion() {
      const { model, state } = this.atlas;
      const { year } = state;
      const own = model.eras.filter((era) => !era.side);
      const era = own.find((one) => year > one.start && year < (one.end || Infinity));
      const [first, last] = model.years;
      return era ? Math.max(first, era.start) : year === first ? last : first;
    }

    /** Bring the other year to `year`; while it moves (not `settled`) nobody outside is told. */
    go(year, settled) {
      const { atlas } = this;
      const { state } = atlas;
      const wanted = A.clamp(Math.round(year), ...atlas.model.years);
      if (settled) {
        atlas.compare({ against: wanted });
        return;
      }
      if (wanted === state.against) return;
      state.against = wanted;
      (this.second || atlas).features.redrawMoving();
      atlas.legend.update(state, atlas.map.getZoom());
      atlas.drawer.update(state);
      this.update();
    }

    /** Make the screen match the state: build the second map, move it, or take it away. */
    fit() {
      const { atlas } = this;
      const { against, how } = atlas.state;
      const wanted = against && how !== "changes" ? how : null;
      if (this.second && this.second.how !== wanted) this.takeAway();
      if (wanted && !this.second) this.second = new A.Second(atlas, wanted);
      this.update();
    }

    takeAway() {
      this.second.destroy();
      this.second = null;
      this.atlas.map.invalidateSize({ animate: false });
    }

    update() {
      const { state } = this.atlas;
      const { against, year } = state;
      this.sign.hidden = !against;
      if (!against) return;
      this.years.textContent = A.tinted(state) ? [against, year].sort().join(" → ") : ""; // two maps bear their years themselves
      if (this.second) this.second.update();
    }

    /** The two years and the way they are shown, to be read out. */
    inWords() {
      const { text, state } = this.atlas;
      const [first, last] = [state.against, state.year].sort((a, b) => a - b);
      return `${text("compare_" + state.how)}. ${A.fill(text("compare_span"), { first, last })}`;
    }

    repaint() {
      if (this.second) this.second.repaint();
    }

    /** New language or theme. */
    dress() {
      const { text, state } = this.atlas;
      this.what.textContent = text("compare_" + state.how);
      this.off.setAttribute("aria-label", text("compare_stop"));
      this.off.title = text("compare_stop");
      if (this.second) this.second.dress();
      this.update();
    }

    destroy() {
      if (this.second) this.second.destroy();
      this.second = null;
    }
  };

  /** The second map: same data, filter and view as the first, a year of its own. */
  A.Second = class {
    constructor(atlas, how) {
      this.atlas = atlas;
      this.how = how;
      this.undo = [];
      this.state = yearOf(atlas.state);
      atlas.frame.classList.add("cam-" + how);
      this.container = A.el("div", "cam-map cam-second", null, { role: "application", tabindex: "0" });
      atlas.stage.insertBefore(this.container, atlas.map.getContainer());
      this.labels = [this.container, atlas.map.getContainer()].map((one) => A.el("div", "cam-side-year", one, { "aria-hidden": "true" }));
      if (how === "beside") this.addBar();
      else this.addDivider();
      A.listen(this.undo, atlas.frame, "keydown", (event) => this.key(event));
      this.buildMap();
      this.watch();
      this.folded = how === "beside" && atlas.legend.isOpen && this.container.clientWidth < CRAMPED;
      if (this.folded) atlas.legend.open(false);
      this.bindPointer();
      this.dress();
    }

    buildMap() {
      const { atlas, container } = this;
      const first = atlas.map;
      this.map = L.map(container, {
        ...first.options, center: first.getCenter(), zoom: first.getZoom(),
        zoomControl: false, attributionControl: false, keyboard: false, maxBounds: null, // the first one minds the bounds
      });
      if (A.isStill()) A.keepStill(this.map);
      A.makePanes(this.map);
      const palette = atlas.palettes[atlas.state.theme];
      this.base = A.baseMap(atlas.ground, palette).addTo(this.map);
      this.features = A.featureCanvas(this.state, palette).addTo(this.map);
      this.names = A.labelCanvas(this.state, atlas.ground, this.features, palette).addTo(this.map);
      this.names.panels = () => atlas.panelBoxes(this.map);
      this.features.onpaint = () => this.names.redrawNow();
      if (atlas.options.tiles) {
        L.tileLayer(atlas.options.tiles.url, { className: "cam-tiles" }).addTo(this.map).once("tileload", () => this.names.hidePlaces());
      }
      L.control.scale({ imperial: false, maxWidth: 110 }).addTo(this.map);
      lead(this, first, this.map);
      lead(this, this.map, first);
    }

    /** A time bar of its own under it, with a clock of its own. */
    addBar() {
      const { atlas } = this;
      const { comparison, state } = atlas;
      const step = () => {
        comparison.go(state.against + 1, false);
        return state.against < atlas.model.years[1];
      };
      this.clock = new A.Clock(step, (playing) => {
        this.bar.setPlaying(playing);
        if (!playing) comparison.go(state.against, true);
      });
      this.bar = new A.TimeBar(atlas.frame, atlas.model, atlas.text, {
        go: (year, settled) => this.go(year, settled),
        step: (years) => this.go(state.against + years, true),
        toggle: () => this.toggle(),
        speed: (value) => (this.clock.speed = value),
        tell: (key, values) => atlas.tell(key, values),
      });
      this.bar.box.classList.add("cam-bar-second");
      atlas.frame.insertBefore(this.bar.box, atlas.timebar.box);
    }

    go(year, settled) {
      if (this.clock) this.clock.pause();
      this.atlas.comparison.go(year, settled);
    }

    toggle() {
      const { comparison, model, state } = this.atlas;
      if (!this.clock.playing && state.against >= model.years[1]) comparison.go(model.years[0], false);
      if (this.clock.playing) this.clock.pause();
      else this.clock.play();
    }

    /** The keys of the time, for the year of the map or bar that has the focus. */
    key(event) {
      const { target, key } = event;
      if (!this.container.contains(target) && !(this.bar && this.bar.box.contains(target))) return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || /^(INPUT|SELECT)$/.test(target.tagName)) return;
      const [first, last] = this.atlas.model.years;
      if (key in A.STEPS) this.go(this.atlas.state.against + A.STEPS[key], true);
      else if (key === "Home" || key === "End") this.go(key === "Home" ? first : last, true);
      else if (key === " " && this.bar && target.tagName !== "BUTTON") this.toggle();
      else return;
      event.preventDefault();
    }

    /** The line between the two years: it is dragged, or moved with the arrow keys. */
    addDivider() {
      const { stage } = this.atlas;
      this.divider = A.el("div", "cam-divider", stage, { role: "slider", tabindex: "0", "aria-orientation": "horizontal", "aria-valuemin": "0", "aria-valuemax": "100" });
      A.el("i", "", this.divider);
      this.labels.forEach((label) => this.divider.appendChild(label));
      this.cut(50);
      const at = (event) => {
        const { left, width } = stage.getBoundingClientRect();
        return ((event.clientX - left) / width) * 100;
      };
      const on = (names, handler) => A.listen(this.undo, this.divider, names, handler);
      on("pointerdown", (event) => {
        if (event.button) return;
        event.preventDefault();
        event.stopPropagation();
        this.divider.focus({ preventScroll: true });
        this.divider.setPointerCapture(event.pointerId);
        this.dragging = true;
      });
      on("pointermove", (event) => this.dragging && this.cut(at(event)));
      on("pointerup pointercancel", () => (this.dragging = false));
      on("keydown", (event) => {
        const step = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 }[event.key];
        if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        this.cut(this.share + step);
      });
    }

    /** Show the second map as far as so many hundredths of the width. */
    cut(share) {
      this.share = A.clamp(share, 0, 100);
      this.atlas.stage.style.setProperty("--cam-cut", this.share + "%");
      this.say();
    }

    say() {
      const { text, state } = this.atlas;
      const share = Math.round(this.share);
      this.divider.setAttribute("aria-valuenow", String(share));
      this.divider.setAttribute("aria-valuetext", A.fill(text("compare_share"), { year: state.against, share }));
    }

    /** Follow the size of the frame; on a narrow one the maps stand one above the other. */
    watch() {
      const { frame, map } = this.atlas;
      const settle = () => {
        const { clientWidth: width, clientHeight: height } = frame;
        frame.classList.toggle("cam-stacked", this.how === "beside" && width < NARROW && height > width);
        if (!this.map) return;
        this.following = true; // each keeps its middle by itself, the second then takes that of the first
        for (const one of [map, this.map]) one.invalidateSize({ animate: false });
        align(map, this.map);
        this.following = false;
      };
      const watcher = new ResizeObserver(settle);
      watcher.observe(frame);
      this.undo.push(() => watcher.disconnect());
      settle();
    }

    bindPointer() {
      this.hover = new A.Hover(this.container);
      A.bindPointer(this.atlas, this, this.undo);
    }

    /** The year, or what else changed with it. */
    update() {
      const { against, year } = this.atlas.state;
      this.labels[0].textContent = String(against);
      this.labels[1].textContent = String(year);
      this.container.setAttribute("aria-label", A.fill(this.atlas.text("compare_map"), { year: against }));
      if (this.bar) {
        if (this.bar.changes !== this.atlas.timebar.changes) this.bar.setChanges(this.atlas.timebar.changes);
        this.bar.setYear(against, this.state);
      } else this.say();
    }

    repaint() {
      this.features.ways = this.atlas.features.ways;
      this.features.redraw();
    }

    /** New language or theme. */
    dress() {
      const { atlas, base, features, names } = this;
      const palette = atlas.palettes[atlas.state.theme];
      if (base.palette !== palette) {
        for (const layer of [base, features, names]) layer.palette = palette;
        base.redraw();
      }
      if (this.bar) {
        this.bar.dress(this.state);
        this.bar.box.setAttribute("aria-label", atlas.text("compare_bar"));
        for (const node of [this.bar.track, this.bar.yearBox]) node.setAttribute("aria-label", atlas.text("compare_with"));
      } else this.divider.setAttribute("aria-label", atlas.text("compare_divider"));
      this.repaint();
    }

    destroy() {
      const { atlas } = this;
      if (this.clock) this.clock.playing = false;
      for (const undo of this.undo) undo();
      this.map.remove();
      this.map = null;
      this.container.remove();
      for (const label of this.labels) label.remove();
      if (this.bar) this.bar.destroy();
      if (this.divider) this.divider.remove();
      if (this.folded) atlas.legend.open(true);
      atlas.stage.style.removeProperty("--cam-cut");
      atlas.frame.classList.remove("cam-" + this.how, "cam-stacked");
    }
  };

  /** The same state seen in its other year: filter, selection, theme and language stay shared. */
  function yearOf(state) {
    return Object.create(state, {
      year: { get: () => state.against },
      against: { value: null },
    });
  }

  /** Let one map lead another: it follows each step of a drag or pinch, and zooms along. */
  function lead(second, leader, follower) {
    const on = (name, action) => {
      const handler = (event) => {
        if (second.following || follower._animatingZoom) return;
        second.following = true;
        action(event);
        second.following = false;
      };
      leader.on(name, handler);
      second.undo.push(() => leader.off(name, handler));
    };
    on("dragstart", () => follower.stop());
    on("move", () => {
      if (leader.getZoom() !== follower.getZoom()) {
        follower._move(leader.getCenter(), leader.getZoom(), { pinch: true });
        return;
      }
      const offset = between(leader, follower);
      if (!offset.x && !offset.y) return;
      follower._rawPanBy(offset); // no painting until the map rests, as on the leading map
      follower.fire("move");
    });
    on("zoomanim", ({ center, zoom, noUpdate }) => noUpdate || follower.setView(center, zoom, { animate: true }));
    // without motion the steps of a zoom are not those of an animation: parts of a pixel would be left
    on("zoomend", () => leader._zoomAnimated || follower.setView(leader.getCenter(), leader.getZoom(), { animate: false, reset: true }));
    on("moveend", () => align(leader, follower));
  }

  /** Whole pixels from the middle of one map to that of another of the same zoom. */
  function between(leader, follower) {
    return follower.project(leader.getCenter()).subtract(follower.project(follower.getCenter())).round();
  }

  /** Bring a map to the pixel to where the other is, and paint it. */
  function align(leader, follower) {
    const zoom = leader.getZoom();
    if (zoom === follower.getZoom()) follower.panBy(between(leader, follower), { animate: false });
    else follower.setView(leader.getCenter(), zoom, { animate: false });
  }
})(globalThis.CorridorAtlas);
