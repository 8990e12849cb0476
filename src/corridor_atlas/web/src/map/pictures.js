/* The years beside the one that is shown, drawn while nothing else is to be done: a step then only lays another picture
 * over the map. What was shown before the step stays as the picture of that year. */

import { el } from "../core/dom.js";

const REST = 150; // milliseconds without a step after which the years beside are drawn
const STROKES = 3; // at a time: a key that is pressed meanwhile is heard between them
const SPARE = 2; // canvases that are kept to be drawn on again

/** @typedef {{ canvas: HTMLCanvasElement, ctx: CanvasRenderingContext2D, painted: Painted | null }} Picture */

/** The same state seen in another year.
 * @param {State} state
 * @param {number} year
 * @returns {State} */
const inYear = (state, year) => Object.create(state, { year: { value: year } });

export class Pictures {
  /**
   * @param {Painter} layer
   * @param {State} state */
  constructor(layer, state) {
    this.layer = layer;
    this.state = state;
    /** @type {Map<string, Picture>} */
    this.kept = new Map();
    /** @type {Picture[]} */
    this.spare = [];
    /** @type {string | null} what is shown, if it is drawn in full */
    this.shown = null;
    this.last = state.year;
    this.way = 1; // of the last step: into the future or the past
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** What tells the pictures from each other: their years, and what of the world they cover.
   * @param {State} state */
  keyOf({ year, against }) {
    const { _bounds: { min, max }, _zoom, _map } = this.layer;
    const { x, y } = _map.getPixelOrigin();
    return [year, against, _zoom, x, y, min.x, min.y, max.x, max.y, devicePixelRatio].join(" ");
  }

  /** Something else than the year has changed: no picture is right any more. */
  drop() {
    this.stop();
    this.spare = [...this.spare, ...this.kept.values()].slice(0, SPARE);
    this.kept.clear();
    this.shown = null;
  }

  stop() {
    clearTimeout(this.timer);
    if (this.half) this.spare.push(this.half);
    this.half = null;
  }

  /** What is on the map is now drawn in full, for the year that it shows.
   * @param {Painted} painted */
  drawnInFull(painted) {
    this.kept.delete(this.keyOf(this.state));
    this.shown = this.isLasting ? this.keyOf(this.state) : null;
    this.painted = painted;
  }

  /** Whether what is drawn holds for a while: no line grows, and no way is drawn that is another one in each year. */
  get isLasting() {
    const { growing, routes } = this.layer;
    return !(growing && growing.size) && !this.state.growing && !routes;
  }

  /** A step was taken: show the picture of its year, if there is one. Gives back whether there was. */
  show() {
    this.stop();
    const { layer, state, shown } = this;
    if (state.year !== this.last) this.way = Math.sign(state.year - this.last);
    this.last = state.year;
    const next = this.isLasting ? this.kept.get(this.keyOf(state)) : null;
    if (shown) this.kept.set(shown, { canvas: layer._container, ctx: layer._ctx, painted: this.painted });
    this.shown = null;
    if (!next) {
      if (shown) this.putBack(this.blank()); // what is shown stays as a picture, and another canvas is painted on
      return false;
    }
    this.kept.delete(this.keyOf(state));
    this.putBack(next);
    this.drawnInFull(next.painted);
    Object.assign(layer, next.painted);
    return true;
  }

  /** Lay a canvas where that of the layer lies.
   * @param {Picture} picture */
  putBack({ canvas, ctx }) {
    const { layer } = this;
    canvas.className = layer._container.className;
    L.DomUtil.setPosition(canvas, layer._bounds.min);
    layer._container.replaceWith(canvas);
    [layer._container, layer._ctx] = [canvas, ctx];
  }

  /** A canvas to draw on.
   * @returns {Picture} */
  blank() {
    const canvas = el("canvas", "", null, { "aria-hidden": "true" });
    return this.spare.pop() || { canvas, ctx: canvas.getContext("2d"), painted: null };
  }

  /** Draw the years beside, after a rest. */
  soon() {
    clearTimeout(this.timer);
    if (!this.half) this.timer = setTimeout(() => this.begin(), REST);
  }

  begin() {
    const { layer, state, way } = this;
    if (!this.shown || !this.isLasting || document.hidden || (layer.isBusy && layer.isBusy())) return;
    const [first, last] = state.model.years;
    const wanted = [state.year + way, state.year - way].filter((year) => year >= first && year <= last).map((year) => inYear(state, year));
    for (const [key, one] of this.kept) {
      if (wanted.some((other) => this.keyOf(other) === key)) continue;
      this.kept.delete(key);
      if (this.spare.length < SPARE) this.spare.push(one);
    }
    const next = wanted.find((one) => !this.kept.has(this.keyOf(one)));
    if (!next) return;
    this.half = this.blank();
    const { canvas, ctx } = this.half;
    this.go(layer.strokes(ctx, layer.wiped(canvas, ctx), next), this.keyOf(next));
  }

  /** Draw a few strokes, and go on after whatever else waits.
   * @param {Generator<void, Painted>} strokes
   * @param {string} key */
  go(strokes, key) {
    for (let i = 0; i < STROKES; i++) {
      const { done, value } = strokes.next();
      if (!done) continue;
      this.kept.set(key, { ...this.half, painted: /** @type {Painted} */ (value) });
      this.half = null;
      this.begin();
      return;
    }
    this.timer = setTimeout(() => this.go(strokes, key));
  }
}
