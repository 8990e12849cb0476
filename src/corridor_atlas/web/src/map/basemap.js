/* The quiet map underneath: sea, land, lakes, rivers, hair-line borders. */

import { clamp } from "../core/numbers.js";
import { decodeShape, meets, partsAt, project, trace, WORLD } from "../model/geometry.js";
import { canvasLayer } from "./canvas.js";
import { decodePlaces } from "./places.js";
import { withAlpha } from "./style.js";

const RIM = 2; // pixels
/** Zoom from which a finer tier takes the place of the one before.
 * @type {[string, number][]} */
const TIERS = [["world", 0], ["region", 5], ["detail", 9]];
const GRATICULE = [[4, 20], [6, 10], [8, 5], [9.5, 2], [11, 1], [99, 0]];

/** Decode the base map once: {tiers: {name: {box, land, lines}}, lakes, rivers, places}; for `native` see `decodePlaces`.
 * @param {any} base
 * @param {Record<string, string>} native
 * @returns {Ground} */
export function decodeBase(base, native) {
  /**
   * @param {any[] | undefined} list
   * @returns {Water[]} */
  const shapes = (list) => (list || []).map((one) => ({ ...decodeShape(one.g), rank: one.r || 0, names: one.n })).filter((one) => one.parts);
  /** @type {Record<string, Tier>} */
  const tiers = {};
  for (const [name] of TIERS) {
    const tier = base && base[name];
    if (tier) tiers[name] = { box: tier.box && worldBox(tier.box), land: shapes(tier.land), lines: shapes(tier.borders) };
  }
  return { tiers, lakes: shapes(base && base.lakes), rivers: shapes(base && base.rivers), places: decodePlaces(base, native) };
}

/** @param {number[]} degrees */
function worldBox([west, south, east, north]) {
  return [...project(west, north), ...project(east, south)];
}

/**
 * @param {Box} outer
 * @param {Box} inner */
function contains(outer, inner) {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/**
 * @param {Ground} base
 * @param {Palette} palette */
export function baseMap(base, palette) {
  const layer = new (canvasLayer().extend({
    /**
     * @param {CanvasRenderingContext2D} ctx
     * @param {Frame} frame */
    paint: (ctx, frame) => paintGround(ctx, frame, base, layer.palette),
  }))({ pane: "ca-base", className: "ca-canvas", padding: 0.3 });
  layer.palette = palette;
  return layer;
}

/** The whole ground, for the map or for a small picture.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
export function paintGround(ctx, frame, base, colours) {
  const { box } = frame;
  ctx.fillStyle = groundOf(base, colours);
  ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
  graticule(ctx, frame, colours);
  const chosen = tiersFor(base.tiers, frame);
  chosen.forEach((tier, i) => within(ctx, frame, tier, chosen[i + 1], () => land(ctx, frame, tier, colours)));
  chosen.forEach((tier, i) => within(ctx, frame, tier, chosen[i + 1], () => borderBand(ctx, frame, tier, colours)));
  water(ctx, frame, base, colours);
  chosen.forEach((tier, i) => within(ctx, frame, tier, chosen[i + 1], () => borders(ctx, frame, tier, colours)));
}

/** What a map is on where no land is drawn: sea, or plain paper if nobody knows where land is.
 * @param {Ground} base
 * @param {Palette} colours */
export function groundOf({ tiers }, colours) {
  return Object.keys(tiers).length ? colours.sea : colours.paper;
}

/** The tiers to draw, coarse to fine; a coarse one only where the finer does not cover the view.
 * @param {Record<string, Tier>} tiers
 * @param {Frame} frame */
function tiersFor(tiers, frame) {
  let chosen = [];
  for (const [name, from] of TIERS) {
    const tier = tiers[name];
    if (!tier || frame.zoom < from || (tier.box && !meets(tier.box, frame.world))) continue;
    if (!tier.box || contains(tier.box, frame.world)) chosen = [];
    chosen.push(tier);
  }
  return chosen;
}

/** Draw a tier inside its own bounds, and outside those of the next finer one.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Tier} tier
 * @param {Tier | undefined} finer
 * @param {() => void} draw */
function within(ctx, frame, tier, finer, draw) {
  ctx.save();
  if (tier.box) {
    ctx.beginPath();
    rect(ctx, tier.box, frame.view);
    ctx.clip();
  }
  if (finer && finer.box) {
    ctx.beginPath();
    ctx.rect(frame.box[0], frame.box[1], frame.box[2] - frame.box[0], frame.box[3] - frame.box[1]);
    rect(ctx, finer.box, frame.view);
    ctx.clip("evenodd");
  }
  draw();
  ctx.restore();
}

/** A tier's box, less its rim: there the land is cut off, and the cut must not look like a coast. Whole
 * pixels, so that no seam shows between two tiers.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Box} box
 * @param {View} view */
function rect(ctx, box, { scale, x, y }) {
  /**
   * @param {number} value
   * @param {number} off
   * @param {number} rim */
  const at = (value, off, rim) => Math.round(value * scale - off) + rim;
  const [west, north, east, south] = [at(box[0], x, RIM), at(box[1], y, RIM), at(box[2], x, -RIM), at(box[3], y, -RIM)];
  ctx.rect(west, north, Math.max(0, east - west), Math.max(0, south - north));
}

/** The three copies of the world that may be in view, as shifts in world pixels.
 * @param {Frame} frame */
function copies(frame) {
  return [-WORLD, 0, WORLD].filter((shift) => frame.world[0] < WORLD + shift && frame.world[2] > shift);
}

/**
 * @param {Frame} frame
 * @param {Shape[]} shapes
 * @param {boolean} close */
function path(frame, shapes, close) {
  const result = new Path2D();
  for (const shift of copies(frame)) {
    const view = { ...frame.view, x: frame.view.x - shift * frame.view.scale };
    const world = [frame.world[0] - shift, frame.world[1], frame.world[2] - shift, frame.world[3]];
    for (const shape of shapes) {
      if (!meets(shape.box, world)) continue;
      for (const xy of partsAt(shape, frame.zoom)) trace(result, xy, view, close);
    }
  }
  return result;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Tier} tier
 * @param {Palette} colours */
function land(ctx, frame, tier, colours) {
  const shape = path(frame, tier.land, true);
  ctx.lineJoin = "round";
  // bands of water along the coast, as on an engraved map; the land covers their inner half
  for (const [width, opacity] of [[22, 0.3], [12, 0.4], [5, 0.5]]) {
    ctx.strokeStyle = withAlpha(colours.shallows, opacity);
    ctx.lineWidth = width * clamp(frame.zoom / 7, 0.45, 1);
    ctx.stroke(shape);
  }
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = 1.5;
  ctx.stroke(shape);
  ctx.fillStyle = colours.paper;
  ctx.fill(shape, "evenodd");
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
function water(ctx, frame, base, colours) {
  const reach = Math.max(0, frame.zoom - 2);
  const rivers = base.rivers.filter((one) => one.rank <= reach);
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = colours.river;
  for (const rank of new Set(rivers.map((one) => one.rank))) {
    ctx.lineWidth = clamp((frame.zoom - 1.6) * 0.3 - rank * 0.13, 0.5, 2.6);
    ctx.stroke(path(frame, rivers.filter((one) => one.rank === rank), false));
  }
  const lakes = path(frame, base.lakes, true);
  ctx.fillStyle = colours.sea;
  ctx.fill(lakes, "evenodd");
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = 0.7;
  ctx.stroke(lakes);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Tier} tier
 * @param {Palette} colours */
function borderBand(ctx, frame, tier, colours) {
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = withAlpha(colours.border_band, 0.8);
  ctx.lineWidth = clamp(frame.zoom * 0.8 - 1.5, 1.5, 8);
  ctx.stroke(path(frame, tier.lines, false));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Tier} tier
 * @param {Palette} colours */
function borders(ctx, frame, tier, colours) {
  const lines = path(frame, tier.lines, false);
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = frame.zoom < 6 ? 0.7 : 1;
  ctx.setLineDash(frame.zoom < 5 ? [] : [7, 2.5, 1.5, 2.5]);
  ctx.stroke(lines);
  ctx.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Palette} colours */
function graticule(ctx, frame, colours) {
  const step = GRATICULE.find(([zoom]) => frame.zoom <= zoom)[1];
  if (!step) return;
  const { scale, x, y } = frame.view;
  ctx.beginPath();
  const west = Math.floor((frame.world[0] / WORLD * 360 - 180) / step) * step;
  for (let lon = west; ; lon += step) {
    const at = ((lon + 180) / 360) * WORLD * scale - x;
    if (at > frame.box[2]) break;
    ctx.moveTo(at, frame.box[1]);
    ctx.lineTo(at, frame.box[3]);
  }
  for (let lat = -80; lat <= 80; lat += step) {
    const at = project(0, lat)[1] * scale - y;
    if (at < frame.box[1] || at > frame.box[3]) continue;
    ctx.moveTo(frame.box[0], at);
    ctx.lineTo(frame.box[2], at);
  }
  ctx.strokeStyle = colours.graticule;
  ctx.lineWidth = 0.6;
  ctx.stroke();
}
