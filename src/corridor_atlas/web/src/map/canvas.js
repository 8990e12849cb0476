/* A canvas that moves and zooms with the map: a Leaflet renderer that paints by itself. */

import { el } from "../core/dom.js";

/** @type {any} */
let CanvasLayer = null;

/** How many points of a canvas lie in a pixel of the page. */
const density = () => Math.min(globalThis.devicePixelRatio || 1, 3);

/** Give a canvas a size in pixels of the page, and a fresh pen for it.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height */
export function pen(canvas, width, height) {
  const ratio = density();
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  Object.assign(canvas.style, { width: width + "px", height: height + "px" });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  return { ctx, ratio };
}

/** Give a canvas a size in pixels of the page if it has another: setting it wipes what is painted.
 * @param {HTMLCanvasElement} canvas
 * @param {{ x: number, y: number }} size
 * @param {number} ratio */
function fit(canvas, { x, y }, ratio) {
  const width = Math.round(x * ratio);
  const height = Math.round(y * ratio);
  if (canvas.width === width && canvas.height === height) return;
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: x + "px", height: y + "px" });
}

/** A renderer of Leaflet that paints one canvas by itself.
 * @type {Record<string, any> & ThisType<any>} */
const PAINTER = {
  options: { padding: 0.2 },

  _initContainer() {
    this._container = el("canvas", this.options.className);
    this._container.setAttribute("aria-hidden", "true");
    this._ctx = this._container.getContext("2d");
  },

  _destroyContainer() {
    L.Util.cancelAnimFrame(this._request);
    this._request = null;
    this._container.remove();
    delete this._container;
    delete this._ctx;
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    /** @type {any} */ (L.Renderer.prototype)._update.call(this);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this.redrawNow();
  },

  _updatePaths() {},

  /** Paint at the next animation frame, once however often it is asked for. */
  redraw() {
    if (!this._request && this._map) this._request = L.Util.requestAnimFrame(this.redrawNow, this);
  },

  redrawNow() {
    L.Util.cancelAnimFrame(this._request);
    this._request = null;
    if (!this._map || !this._bounds || this._map.atlasHeld) return;
    this.paint(this._ctx, this.wiped(this._container, this._ctx));
  },

  /** Make a canvas as large as what is to be painted, and empty; what of the world it then covers.
   * @param {HTMLCanvasElement} canvas
   * @param {CanvasRenderingContext2D} ctx
   * @returns {Omit<Frame, "margin" | "inner">} */
  wiped(canvas, ctx) {
    const { min, max } = this._bounds;
    const size = this._bounds.getSize();
    const ratio = density();
    fit(canvas, size, ratio);
    const zoom = this._zoom;
    const scale = Math.pow(2, zoom);
    const origin = this._map.getPixelOrigin();
    const view = { scale, x: origin.x, y: origin.y };
    ctx.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
    ctx.clearRect(min.x, min.y, size.x, size.y);
    return {
      zoom, view, ratio,
      box: [min.x, min.y, max.x, max.y],
      world: [(min.x + view.x) / scale, (min.y + view.y) / scale, (max.x + view.x) / scale, (max.y + view.y) / scale],
    };
  },
};

/** Class of our canvases. Made on first use, because Leaflet may be loaded after this file.
 * A subclass has `paint(ctx, frame)`, with frame = {zoom, view, box, world, ratio}:
 * `box` what the canvas covers in layer pixels, `world` the same in world pixels of zoom 0. */
export function canvasLayer() {
  CanvasLayer = CanvasLayer || L.Renderer.extend(PAINTER);
  return CanvasLayer;
}

/** @type {[string, number][]} */
const PANES = [["ca-base", 150], ["ca-features", 400], ["ca-glow", 420], ["ca-labels", 450]];

/** @param {AtlasMap} map */
export function makePanes(map) {
  for (const [name, z] of PANES) {
    const pane = map.getPane(name) || map.createPane(name);
    pane.style.zIndex = String(z);
    pane.style.pointerEvents = "none";
  }
}
