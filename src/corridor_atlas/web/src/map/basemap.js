/* The quiet map underneath: sea, land in the tint of its country, rivers and lakes, borders. */

import { clamp } from "../core/numbers.js";
import { decodeShape, meets, projectBox, WORLD } from "../model/geometry.js";
import { jointAt } from "../model/rounding.js";
import { canvasLayer } from "./canvas.js";
import { decodeDisputes, paintDisputes } from "./disputes.js";
import { path, surface } from "./paths.js";
import { decodePlaces } from "./places.js";
import { withAlpha } from "./style.js";
import { decodeMosaic } from "./topology.js";

const TIERS = ["world", "region", "detail"]; // from coarse to fine
const PROVINCE_UNIT = 1000; // parts of a degree
const PROVINCES = 10; // zoom to which the borders of provinces are true enough to be drawn
const PATIENCE = 5000; // milliseconds after which a cell that did not come is asked for again

/** Decode the base map once; what is left for later is decoded when it is there.
 * @param {any} base
 * @param {Record<string, string>} native see `decodePlaces`
 * @param {((id: string) => Promise<any>) | null} [fetch] gets a cell that does not stand in the base
 * @returns {Ground} */
export function decodeBase(base, native, fetch = null) {
  base = base || {};
  /** @type {Record<string, Tier>} */
  const tiers = {};
  for (const name of TIERS) if (base[name]) tiers[name] = decodeTier(base[name]);
  const rivers = waters(base.rivers);
  for (const { cells } of Object.values(tiers)) for (const { drawn } of cells) if (drawn) rivers.push(...drawn.rivers);
  return {
    tiers, lakes: waters(base.lakes), far: waters(base.rivers), rivers,
    provinces: (base.provinces || []).map((/** @type {Encoded} */ one) => decodeShape(one, PROVINCE_UNIT)),
    places: decodePlaces(base, native), disputes: decodeDisputes(base, native), fetch, waiting: new Set(),
  };
}

/** @param {any} tier
 * @returns {Tier} */
function decodeTier({ unit, box, cells, from, water: own, reach: degrees }) {
  const reach = (degrees / 360) * WORLD;
  return {
    unit, from, reach, water: Boolean(own), box: box && projectBox(box),
    cells: cells.map((/** @type {any} */ one) => ({
      id: one.id, box: one.box && projectBox(one.box), drawn: one.arcs ? decodeCell(one, { unit, reach }) : null, again: 0,
    })),
  };
}

/** @param {any} cell
 * @param {Pick<Tier, "unit" | "reach">} tier
 * @returns {Drawn} */
function decodeCell(cell, { unit, reach }) {
  const rivers = waters(cell.rivers, unit);
  const joints = new Set(rivers.flatMap(({ parts }) => parts.flatMap((xy) => [jointAt(xy[0], xy[1]), jointAt(xy[xy.length - 2], xy[xy.length - 1])])));
  for (const river of rivers) [river.reach, river.joints] = [reach, joints];
  return { land: decodeMosaic(cell, unit, reach), tints: cell.tints, codes: cell.codes || [], lakes: decodeMosaic(cell.lakes, unit, reach), rivers };
}

/**
 * @param {any[] | undefined} list
 * @param {number} [unit]
 * @returns {Water[]} */
function waters(list, unit) {
  return (list || []).map((one) => ({ ...decodeShape(one.g, unit), rank: one.r || 0, names: one.n })).filter((one) => one.parts);
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
  const anew = () => layer.redraw();
  layer.on("add", () => base.waiting.add(anew));
  layer.on("remove", () => base.waiting.delete(anew));
  return layer;
}

/** The whole ground, for the map or for a small picture.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
export function paintGround(ctx, frame, base, colours) {
  emptySheet(ctx, frame, base, colours);
  for (const { tier, cells } of chosenFor(base, frame)) {
    ctx.save();
    if (tier.box) {
      ctx.beginPath();
      for (const { box } of cells) rect(ctx, box || tier.box, frame.view);
      ctx.clip();
      emptySheet(ctx, frame, base, colours); // over what a coarser tier has drawn there
    }
    paintTier(ctx, frame, base, tier, cells.map((one) => one.drawn), colours);
    ctx.restore();
  }
}

/** Nothing but sea.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
function emptySheet(ctx, { box }, base, colours) {
  ctx.fillStyle = groundOf(base, colours);
  ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
}

/** What a map is on where no land is drawn: sea, or plain paper if nobody knows where land is.
 * @param {Pick<Ground, "tiers">} base
 * @param {Palette} colours */
export function groundOf({ tiers }, colours) {
  return Object.keys(tiers).length ? colours.sea : colours.paper;
}

/** The tiers to draw, coarse to fine, each with the cells in view that are there; a coarse one only where the finer
 * does not cover the view. Cells that are not there yet are asked for.
 * @param {Ground} base
 * @param {Frame} frame */
function chosenFor(base, frame) {
  /** @type {{ tier: Tier, cells: Cell[] }[]} */
  let chosen = [];
  for (const name of TIERS) {
    const tier = base.tiers[name];
    if (!tier || frame.zoom < tier.from || (tier.box && !meets(tier.box, frame.world))) continue;
    const inView = tier.cells.filter(({ box }) => !box || meets(box, frame.world));
    for (const cell of inView) if (!cell.drawn) ask(base, tier, cell);
    const cells = inView.filter((one) => one.drawn);
    const whole = cells.length === inView.length && (!tier.box || contains(tier.box, frame.world));
    if (whole) chosen = [];
    if (cells.length) chosen.push({ tier, cells });
  }
  return chosen;
}

/**
 * @param {Box} outer
 * @param {Box} inner */
function contains(outer, inner) {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Have a cell brought, once; what cannot be had is asked for again after a while.
 * @param {Ground} base
 * @param {Tier} tier
 * @param {Cell} cell */
function ask(base, tier, cell) {
  if (!base.fetch || performance.now() < cell.again) return;
  cell.again = Infinity;
  base.fetch(cell.id).then((content) => {
    cell.drawn = decodeCell(content, tier);
    for (const anew of base.waiting) anew();
  }, () => {
    cell.again = performance.now() + PATIENCE;
  });
}

/** A box in whole pixels, so that no seam shows between two.
 * @param {CanvasPath} ctx
 * @param {Box} box
 * @param {View} view */
function rect(ctx, box, { scale, x, y }) {
  const [west, north, east, south] = [box[0] * scale - x, box[1] * scale - y, box[2] * scale - x, box[3] * scale - y].map(Math.round);
  ctx.rect(west, north, Math.max(0, east - west), Math.max(0, south - north));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Tier} tier
 * @param {Drawn[]} cells
 * @param {Palette} colours */
function paintTier(ctx, frame, base, tier, cells, colours) {
  coast(ctx, frame, path(frame, cells.flatMap(({ land }) => land.shores)), colours);
  const areas = cells.flatMap(({ land, tints }) => land.areas.map((area, i) => ({ mosaic: land, area, tint: tints[i] })));
  ctx.fillStyle = colours.paper;
  ctx.fill(surface(frame, areas), "nonzero");
  for (const tint of new Set(areas.map((one) => one.tint))) {
    country(ctx, frame, areas.filter((one) => one.tint === tint), [colours[`wash_${tint}`], colours[`band_${tint}`]]);
  }
  paintDisputes(ctx, frame, base.disputes, areas, colours);
  if (tier.water) water(ctx, frame, cells, colours);
  else farWater(ctx, frame, base, colours);
  if (tier.box && frame.zoom < PROVINCES) provinces(ctx, frame, base, colours);
  borders(ctx, frame, path(frame, cells.flatMap(({ land }) => land.borders)), colours);
}

/** Soft bands of water along the coast, as on an engraved map; the land covers their inner half.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Path2D} shores
 * @param {Palette} colours */
function coast(ctx, frame, shores, colours) {
  ctx.lineJoin = ctx.lineCap = "round";
  for (const [width, opacity] of [[26, 0.3], [14, 0.4], [6, 0.6]]) {
    ctx.strokeStyle = withAlpha(colours.shallows, opacity);
    ctx.lineWidth = width * clamp(frame.zoom / 7, 0.45, 1.3);
    ctx.stroke(shores);
  }
  ctx.strokeStyle = colours.coast;
  ctx.lineWidth = frame.zoom < 6 ? 1.2 : 1.6;
  ctx.stroke(shores);
}

/** The wash of the countries of one tint, and a band inside their borders. No two of them are neighbours.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Land[]} areas
 * @param {string[]} colours of wash and band */
function country(ctx, frame, areas, [wash, band]) {
  const shape = surface(frame, areas);
  ctx.fillStyle = ctx.strokeStyle = wash;
  ctx.fill(shape, "nonzero");
  const edges = path(frame, areas.flatMap(({ area }) => area.edges));
  ctx.save();
  ctx.clip(shape, "nonzero");
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = band;
  ctx.lineWidth = 2 * clamp(frame.zoom * 2.2 - 6, 2.5, 13); // half of it lies on the other side
  ctx.stroke(edges);
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Drawn[]} cells
 * @param {Palette} colours */
function water(ctx, frame, cells, colours) {
  riverLines(ctx, frame, cells.flatMap((one) => one.rivers), colours);
  ctx.fillStyle = colours.water;
  ctx.fill(surface(frame, cells.flatMap(({ lakes }) => lakes.areas.map((area) => ({ mosaic: lakes, area })))), "nonzero");
  ctx.strokeStyle = colours.river;
  ctx.lineWidth = 0.9;
  ctx.stroke(path(frame, cells.flatMap(({ lakes }) => lakes.shores)));
}

/** Lakes and rivers where a tier has none of its own.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
function farWater(ctx, frame, base, colours) {
  riverLines(ctx, frame, base.far, colours);
  const lakes = path(frame, base.lakes, true);
  ctx.fillStyle = colours.water;
  ctx.fill(lakes, "evenodd");
  ctx.strokeStyle = colours.river;
  ctx.lineWidth = 0.7;
  ctx.stroke(lakes);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Water[]} rivers
 * @param {Palette} colours */
function riverLines(ctx, frame, rivers, colours) {
  const seen = rivers.filter((one) => one.rank <= Math.max(0, frame.zoom - 2));
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.strokeStyle = colours.river;
  for (const rank of new Set(seen.map((one) => one.rank))) {
    ctx.lineWidth = clamp((frame.zoom - 1.6) * 0.3 - rank * 0.16, 0.5, 2.6);
    ctx.stroke(path(frame, seen.filter((one) => one.rank === rank)));
  }
}

/** Borders between provinces, faint.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Ground} base
 * @param {Palette} colours */
function provinces(ctx, frame, base, colours) {
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.strokeStyle = colours.province;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 3]);
  ctx.stroke(path(frame, base.provinces));
  ctx.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Path2D} lines
 * @param {Palette} colours */
function borders(ctx, frame, lines, colours) {
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = frame.zoom < 6 ? 0.8 : 1.2;
  ctx.setLineDash(frame.zoom < 5 ? [] : [8, 3, 1.6, 3]);
  ctx.stroke(lines);
  ctx.setLineDash([]);
}
