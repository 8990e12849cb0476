/* Two years at once: the second map beside the first, or laid over it behind a line that is dragged. */

import { el, isCommand, isField, listen } from "../core/dom.js";
import { isStill, keepStill } from "../core/motion.js";
import { isPressed, keyOf } from "../core/keys.js";
import { clamp } from "../core/numbers.js";
import { fill } from "../core/words.js";
import { baseMap } from "../map/basemap.js";
import { makePanes } from "../map/canvas.js";
import { featureCanvas } from "../map/features.js";
import { labelCanvas } from "../map/labels.js";
import { Hover } from "../panels/hover.js";
import { chooseEra } from "../time/bands.js";
import { Clock } from "../time/clock.js";
import { STEPS } from "../time/steps.js";
import { TimeBar } from "../time/timebar.js";
import { bindPointer } from "./input.js";
import { panelBoxes } from "./sight.js";
import { align, inOtherYear, lead } from "./twin.js";

const NARROW = 640; // below this width the two maps stand one above the other
const CRAMPED = 640; // a map narrower than this has no room for an open legend

/** By how many hundredths of the width a key moves the line.
 * @type {Record<string, number>} */
const DIVIDER_STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };

/** The second map: same data, filter and view as the first, a year of its own. */
export class Second {
  /**
   * @param {Atlas} atlas
   * @param {string} how */
  constructor(atlas, how) {
    this.atlas = atlas;
    this.how = how;
    /** @type {Undo[]} */
    this.undo = [];
    this.state = inOtherYear(atlas.state);
    atlas.frame.classList.add("cam-" + how);
    this.container = el("div", "cam-map cam-second", null, { role: "application", tabindex: "0" });
    atlas.map.getContainer().before(this.container);
    this.labels = [this.container, atlas.map.getContainer()].map((one) => el("div", "cam-side-year", one, { "aria-hidden": "true" }));
    if (how === "beside") this.addBar();
    else this.addDivider();
    listen(this.undo, atlas.frame, "keydown", (event) => this.key(event));
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
    /** @type {AtlasMap} */
    this.map = L.map(container, {
      ...first.options, center: first.getCenter(), zoom: first.getZoom(),
      zoomControl: false, attributionControl: false, keyboard: false, maxBounds: null, // the first one minds the bounds
    });
    if (isStill()) keepStill(this.map);
    makePanes(this.map);
    const palette = atlas.palettes[atlas.state.theme];
    this.base = baseMap(atlas.ground, palette).addTo(this.map);
    this.features = featureCanvas(this.state, palette).addTo(this.map);
    this.names = labelCanvas(this.state, atlas.ground, this.features, palette).addTo(this.map);
    this.names.panels = () => panelBoxes(atlas, this.map);
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
    this.clock = new Clock(step, (playing) => {
      this.bar.setPlaying(playing);
      if (!playing) comparison.go(state.against, true);
    });
    this.bar = new TimeBar(atlas.frame, atlas.model, atlas.text, {
      /**
       * @param {number} year
       * @param {boolean} settled */
      go: (year, settled) => this.go(year, settled),
      /** @param {number} years */
      step: (years) => this.go(state.against + years, true),
      toggle: () => this.toggle(),
      /** @param {number} value */
      speed: (value) => (this.clock.speed = value),
      /** @param {Era} era */
      era: (era) => chooseEra(atlas, era, state.against, (year, settled) => this.go(year, settled)),
      /**
       * @param {string} key
       * @param {Record<string, any>} values */
      tell: (key, values) => atlas.tell(key, values),
    });
    this.bar.box.classList.add("cam-bar-second");
    this.bar.box.setAttribute("role", "region");
    atlas.frame.insertBefore(this.bar.box, atlas.timebar.box);
  }

  /**
   * @param {number} year
   * @param {boolean} settled */
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

  /** Whether keys typed there are for this map or its bar, and not for a field of it.
   * @param {HTMLElement} node */
  heeds(node) {
    return !isField(node) && (this.container.contains(node) || Boolean(this.bar && this.bar.box.contains(node)));
  }

  /** The keys of the time, for the year of the map or bar that has the focus.
   * @param {Key} event */
  key(event) {
    const { target } = event;
    const key = keyOf(event);
    if (event.defaultPrevented || isCommand(event) || event.shiftKey || !this.heeds(target)) return;
    const [first, last] = this.atlas.model.years;
    if (key in STEPS) this.go(this.atlas.state.against + STEPS[key], true);
    else if (key === "Home" || key === "End") this.go(key === "Home" ? first : last, true);
    else if (key === " " && this.bar && !isPressed(target)) this.toggle();
    else return;
    event.preventDefault();
  }

  /** The line between the two years: it is dragged, or moved with the arrow keys. */
  addDivider() {
    const { stage } = this.atlas;
    this.divider = el("div", "cam-divider", stage, { role: "slider", tabindex: "0", "aria-orientation": "horizontal", "aria-valuemin": "0", "aria-valuemax": "100" });
    el("i", "", this.divider);
    this.labels.forEach((label) => this.divider.appendChild(label));
    this.cut(50);
    /** @param {PointerEvent} event */
    const at = (event) => {
      const { left, width } = stage.getBoundingClientRect();
      return ((event.clientX - left) / width) * 100;
    };
    /**
     * @param {string} names
     * @param {(event: any) => void} handler */
    const on = (names, handler) => listen(this.undo, this.divider, names, handler);
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
      const step = DIVIDER_STEPS[event.key];
      if (!step || isCommand(event)) return;
      event.preventDefault();
      this.cut(this.share + step);
    });
  }

  /** Show the second map as far as so many hundredths of the width.
   * @param {number} share */
  cut(share) {
    this.share = clamp(share, 0, 100);
    this.atlas.stage.style.setProperty("--cam-cut", this.share + "%");
    this.say();
  }

  say() {
    const { text, state } = this.atlas;
    const share = Math.round(this.share);
    this.divider.setAttribute("aria-valuenow", String(share));
    this.divider.setAttribute("aria-valuetext", fill(text("compare_share"), { year: state.against, share }));
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
    for (const one of [frame, this.container]) watcher.observe(one); // two maps share what a drawer leaves free
    this.undo.push(() => watcher.disconnect());
    settle();
  }

  bindPointer() {
    this.hover = new Hover(this.container);
    bindPointer(this.atlas, this, this.undo);
  }

  /** The year, or what else changed with it. */
  update() {
    const { against, year } = this.atlas.state;
    this.labels[0].textContent = String(against);
    this.labels[1].textContent = String(year);
    this.container.setAttribute("aria-label", fill(this.atlas.text("compare_map"), { year: against }));
    if (this.bar) {
      if (this.bar.changes !== this.atlas.timebar.changes) this.bar.setChanges(this.atlas.timebar.changes);
      this.bar.setYear(against, this.state);
    } else this.say();
  }

  repaint() {
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
      this.bar.nameYear(atlas.text("compare_with"));
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
}
