/* The canvas of the atlas: every feature of the year, and what lies under the pointer. */

import { changedLast, entryOf, tinted } from "../model/changes.js";
import { meets, partsAt } from "../model/geometry.js";
import { isDim, isLit, partOf } from "../model/state.js";
import { canvasLayer } from "./canvas.js";
import { drawChangeSigns } from "./change_signs.js";
import { areaAt, lineAt, signAt } from "./hits.js";
import { drawAreas, drawHalo, drawLines, drawn } from "./lines.js";
import { Pictures } from "./pictures.js";
import { drawRoutes } from "./routes.js";
import { opensAt, placeSigns } from "./sign_places.js";
import { drawSigns } from "./signs.js";

/* Corner points of lines that are drawn in full dress: while the year moves, and when it stands still. */
const BUDGET = { moving: 12000, still: 60000 };
const SETTLED = 180; // milliseconds without a new year

/** How the canvas is painted anew: for another year, or because something else has changed.
 * @type {Record<string, any> & ThisType<any>} */
const STEPPING = {
  /** Show a year to which the reader has moved on at the next frame: a picture of it that is there already, else, as
   * something in motion, only what is in view and no slower than a frame. */
  redrawMoving() {
    this.stepped = this.moving = true;
    clearTimeout(this.wait);
    canvasLayer().prototype.redraw.call(this);
  },

  /** Paint anew at the next frame, whatever has changed. */
  redraw() {
    this.stepped = false;
    this.pictures.drop();
    canvasLayer().prototype.redraw.call(this);
  },

  redrawNow() {
    const { stepped, pictures } = this;
    this.stepped = false;
    if (stepped && this._bounds && pictures.show()) {
      L.Util.cancelAnimFrame(this._request);
      this._request = null;
      this.moving = false;
      pictures.soon();
      return;
    }
    canvasLayer().prototype.redrawNow.call(this);
    if (this.onpaint && !stepped) this.onpaint(); // after a step somebody else sees to what follows
  },

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Frame} frame */
  paint(ctx, frame) {
    const { moving, settled, pictures } = this;
    const painted = drawn(this.strokes(ctx, frame, pictures.state, moving));
    Object.assign(this, painted);
    this.settled = false;
    if (moving) this.settle();
    else pictures.drawnInFull(painted);
    if (settled) pictures.soon();
  },

  /** Paint once more in full when no other year has followed for a while. */
  settle() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => {
      this.moving = false;
      this.settled = true;
      canvasLayer().prototype.redraw.call(this);
    }, SETTLED);
  },

  /** The reader is about to move the year: be ready. */
  expectStep() {
    this.pictures.soon();
  },

  /** @param {AtlasMap} map */
  onRemove(map) {
    clearTimeout(this.wait);
    this.pictures.drop();
    L.Renderer.prototype.onRemove.call(this, map);
  },
};

/**
 * @param {State} state
 * @param {Palette} palette */
export function featureCanvas(state, palette) {
  const layer = new (canvasLayer().extend({
    ...STEPPING,

    /**
     * @param {CanvasRenderingContext2D} ctx
     * @param {Frame} frame
     * @param {State} year the state, in whatever year
     * @param {boolean} [moving] */
    strokes: (ctx, frame, year, moving = false) => paintFeatures(layer, year, ctx, frame, moving),

    /** The zoom at which some of what the sign of a feature stands for stands by itself; null where it stands for none.
     * @param {Feature} feature
     * @param {number} last */
    opensAt(feature, last) {
      const sign = signOf(layer, feature);
      return sign ? opensAt(sign, state, layer.frame.zoom, last) : null;
    },

    /** For how many others the sign of a feature stands.
     * @param {Feature} feature */
    othersOf: (feature) => signOf(layer, feature)?.others.length || 0,

    /** The topmost feature within `reach` pixels of a point (layer pixels), or null.
     * @param {number} x
     * @param {number} y
     * @param {number} reach */
    at(x, y, reach) {
      const { seen, signs, frame } = layer;
      if (!seen) return null;
      return signAt(signs, x, y, reach * 0.6) || lineAt(seen.line, frame, x, y, reach) || areaAt(seen.area, frame, x, y);
    },
  }))({ pane: "ca-features", className: "ca-canvas" });
  layer.palette = palette;
  layer.pictures = new Pictures(layer, state);
  return layer;
}

/** The sign of a feature as it was painted last.
 * @param {Painter} layer
 * @param {Feature} feature
 * @returns {Sign | undefined} */
const signOf = ({ signs = [] }, feature) => signs.find((/** @type {Sign} */ one) => one.feature === feature);

/** Paint a state, with a breath after each stroke; gives back what stands where.
 * @param {Painter} layer
 * @param {State} state
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {boolean} moving whether the next year follows soon
 * @returns {Generator<void, Painted>} */
function* paintFeatures(layer, state, ctx, frame, moving) {
  if (moving) frame.world = visible(layer._map, frame);
  frame.margin = [frame.box[0] - 30, frame.box[1] - 30, frame.box[2] + 30, frame.box[3] + 30];
  const seen = collect(state, frame);
  frame.crowded = cornersOf(seen.line, frame.zoom) > (moving ? BUDGET.moving : BUDGET.still);
  /** @type {Mark[]} */
  const marks = [[state.hovered, layer.palette.hover, 7], [state.selected, layer.palette.halo, 9]];
  for (const type of /** @type {("area" | "line")[]} */ (["area", "line"])) {
    drawMarks(ctx, frame, seen[type], marks, layer.palette.ink);
    const draw = type === "area" ? drawAreas : drawLines;
    const grown = layer.growing && layer.growing.size ? seen[type].filter(({ feature }) => !layer.growing.has(feature.id)) : seen[type];
    for (const entries of byLayer(grown)) yield* draw(ctx, frame, entries, layer.palette, state.theme);
  }
  if (layer.routes) drawRoutes(ctx, frame, layer.routes, layer.palette);
  const signs = placeSigns(seen.point, frame, state);
  drawSigns(ctx, frame, signs, layer.palette, state, marks);
  const changeSigns = tinted(state) ? drawChangeSigns(ctx, frame, seen, signs, layer.palette) : [];
  return { seen, signs, changeSigns, frame };
}

/** The halos of what is pointed at and chosen: marks = [[id, colour, pixels], …].
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Entry[]} entries
 * @param {Mark[]} marks
 * @param {string} edge */
function drawMarks(ctx, frame, entries, marks, edge) {
  for (const [id, colour, extra] of marks) {
    const entry = entries.find((one) => one.feature.id === id);
    if (entry) drawHalo(ctx, frame, entry, colour, extra, edge);
  }
}

/** What the reader sees, in world pixels of zoom 0.
 * @param {AtlasMap} map
 * @param {Frame} frame */
function visible(map, { view }) {
  const low = map.containerPointToLayerPoint([-20, -20]);
  const size = map.getSize();
  const { scale, x, y } = view;
  return [(low.x + x) / scale, (low.y + y) / scale, (low.x + x + size.x + 40) / scale, (low.y + y + size.y + 40) / scale];
}

/**
 * @param {Entry[]} entries
 * @param {number} zoom */
function cornersOf(entries, zoom) {
  let sum = 0;
  for (const { feature } of entries) for (const xy of partsAt(feature.shape, zoom)) sum += xy.length / 2;
  return sum;
}

/**
 * @param {State} state
 * @param {Frame} frame */
function collect(state, frame) {
  /** @type {Seen} */
  const seen = { area: [], line: [], point: [] };
  for (const feature of state.model.features) {
    const { shape } = feature;
    if (!shape || !meets(shape.box, frame.world)) continue;
    if (frame.zoom < feature.layer.min_zoom && feature.id !== state.selected && !isLit(state, feature)) continue;
    const entry = entryOf(state, feature);
    if (!entry) continue;
    entry.dim = isDim(state, feature);
    entry.part = partOf(state, feature);
    seen[shape.type].push(entry);
  }
  if (tinted(state)) for (const entries of Object.values(seen)) changedLast(entries);
  if (state.lit) for (const entries of Object.values(seen)) entries.sort((/** @type {Entry} */ a, /** @type {Entry} */ b) => Number(b.dim) - Number(a.dim));
  return seen;
}

/** @param {Entry[]} entries */
function byLayer(entries) {
  const found = [];
  for (const entry of entries) {
    const list = found[found.length - 1];
    if (list && list[0].feature.layer === entry.feature.layer) list.push(entry);
    else found.push([entry]);
  }
  return found;
}

