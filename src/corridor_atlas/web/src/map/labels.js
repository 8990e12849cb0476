/* Names on the map: placed by rank, never one over another, haloed, along the line for lines. */

import { clamp } from "../core/numbers.js";
import { pick, shortName } from "../core/words.js";
import { entryOf, tinted } from "../model/changes.js";
import { partsAt } from "../model/geometry.js";
import { isDim, isLit } from "../model/state.js";
import { canvasLayer } from "./canvas.js";
import { colourOf } from "./change_signs.js";
import { nameSpots } from "./line_names.js";
import { boxesAlong, Occupied, straightSpots, wrap } from "./label_places.js";
import { routeLabels } from "./routes.js";
import { placeLabel, riverLabel } from "./places.js";
import { inkOf, SANS, withAlpha } from "./style.js";

const SAME_SPOT = 9; // pixels within which two towns are one
const MANY = 400; // above this number of lines in view only the chosen one is named

const widths = new Map();

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {Lettering} style */
function widthOf(ctx, text, style) {
  const key = `${style.font}|${style.spacing || 0}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 5000) widths.clear();
    setFont(ctx, style);
    width = ctx.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Lettering} style */
function setFont(ctx, style) {
  ctx.font = style.font;
  if ("letterSpacing" in ctx) ctx.letterSpacing = `${style.spacing || 0}px`;
}

/**
 * @param {State} state
 * @param {Ground} base
 * @param {Painter} features
 * @param {Palette} palette */
export function labelCanvas(state, base, features, palette) {
  const layer = new (canvasLayer().extend({
    /**
     * @param {CanvasRenderingContext2D} ctx
     * @param {Frame} frame */
    paint(ctx, frame) {
      frame.inner = inside(layer._map);
      const occupied = occupiedBy(features, layer.panels ? layer.panels() : []);
      const job = { ctx, frame, occupied, colours: layer.palette, state };
      layer.placed = [];
      for (const item of candidates(job, base, features)) {
        if (item.once && layer.placed.includes(item.text)) continue;
        const done = item.along ? placeAlong(job, item) : placeAround(job, item);
        if (done) layer.placed.push(item.text);
      }
    },

    /** Leave the names of the base map to somebody else. */
    hidePlaces() {
      base = { ...base, places: [], rivers: [] };
      layer.redraw();
    },
  }))({ pane: "ca-labels", className: "ca-canvas", padding: 0.05 });
  layer.palette = palette;
  const lettered = () => { // the letters have come: what was measured and written with others is written anew
    widths.clear();
    if (layer._map) layer.redraw();
  };
  layer.on("add", () => document.fonts.addEventListener("loadingdone", lettered));
  layer.on("remove", () => document.fonts.removeEventListener("loadingdone", lettered));
  return layer;
}

/** Where no name may stand: on signs and panels.
 * @param {Painter} features
 * @param {Box[]} panels */
function occupiedBy({ signs, changeSigns }, panels) {
  const occupied = new Occupied();
  for (const { x, y, r, feature } of signs || []) if (r >= 2) occupied.add([x - r, y - r, x + r, y + r], feature);
  for (const [x, y, r] of changeSigns || []) occupied.add([x - r, y - r, x + r, y + r]);
  for (const box of panels) occupied.add(box);
  return occupied;
}

/** What the reader sees, in layer pixels: a name is written whole or not at all.
 * @param {AtlasMap} map */
function inside(map) {
  const low = map.containerPointToLayerPoint([3, 3]);
  const size = map.getSize();
  return [low.x, low.y, low.x + size.x - 6, low.y + size.y - 6];
}

/**
 * @param {Box} outer
 * @param {Box} box */
const holds = (outer, box) => outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3];

/** Everything that wants a name, the most important first.
 * @param {Job} job
 * @param {Ground} base
 * @param {Painter} features */
function candidates(job, base, features) {
  const { state, frame } = job;
  const found = features.seen ? fromFeatures(job, features) : [];
  if (features.routes) found.push(...routeLabels(features.routes, frame, job.colours, SANS));
  // by the English name too: the base map has a town in fewer languages than the atlas
  /** @param {Names} names */
  const keys = (names) => [names.en, pick(names, state.language)].filter(Boolean).map((name) => folded(shortName(name)));
  const towns = found.filter((one) => one.town);
  const named = new Set(towns.flatMap((one) => keys(one.owner.names)));
  /**
   * @param {Spot} place
   * @param {Label} label */
  const isNamed = (place, { x, y, dot: form }) => form && (keys(place.names).some((key) => named.has(key)) || towns.some((one) => Math.hypot(one.x - x, one.y - y) < SAME_SPOT));
  for (const river of base.rivers) {
    const item = riverLabel(river, frame, state.language, job.colours);
    if (item) found.push(item);
  }
  for (const place of base.places) {
    const item = placeLabel(place, frame, state, job.colours);
    if (item && !isNamed(place, item)) found.push(item);
  }
  return found.sort((a, b) => a.rank - b.rank);
}

/** A name without accents and signs: two sources may write the same town differently.
 * @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/[\p{M}\p{P}\s]/gu, "").toLowerCase();

/** @param {Feature} feature */
const isTown = (feature) => feature.layer.symbol === "dot" && feature.timeless;

/** Whether a feature of the map is named at a zoom.
 * @param {Feature} feature
 * @param {State} state
 * @param {number} zoom */
function wantsName(feature, state, zoom) {
  if (zoom < feature.layer.label_zoom && feature.id !== state.selected && !isLit(state, feature)) return false;
  return isTown(feature) || !isDim(state, feature);
}

/** How important a name is, the lower the more, and how heavily it is written.
 * @param {Feature} feature
 * @param {State} state */
function standing(feature, state) {
  const lit = isLit(state, feature);
  if (feature.id === state.selected) return { rank: -10, weight: 700 };
  if (isTown(feature)) return { rank: lit ? -5 : 3, weight: 600 };
  return { rank: lit ? -5 : 20 - feature.layer.order / 100, weight: 500 };
}

/**
 * @param {Job} job
 * @param {Painter} features */
function fromFeatures({ state, frame, colours }, features) {
  /** @type {Label[]} */
  const found = [];
  /**
   * @param {Feature} feature
   * @param {Partial<Label>} rest */
  const add = (feature, rest) => {
    if (!wantsName(feature, state, frame.zoom)) return;
    const town = isTown(feature);
    const change = tinted(state) ? entryOf(state, feature)?.change : undefined;
    if (change === "same" && !town && feature.id !== state.selected) return; // what did not change is only the ground
    const size = clamp(11 + (frame.zoom - feature.layer.label_zoom) * 0.5, 11, 13) + (town ? 0.5 : 0);
    const colour = town ? colours.place : inkOf(colourOf({ feature, change }, colours, state.theme), colours);
    const { rank, weight } = standing(feature, state);
    const text = shortName(pick(feature.names, state.language));
    found.push({ owner: feature, town, text, rank, style: { font: `${weight} ${size}px ${SANS}`, size, colour }, ...rest });
  };
  for (const sign of features.signs) {
    const { feature, x, y, r, covered } = sign;
    if (!covered || feature.id === state.selected || isTown(feature)) add(feature, { x, y, r });
  }
  /** @type {Entry[]} */
  const lines = features.seen.line;
  for (const { feature } of lines.length > MANY ? lines.filter((one) => one.feature.id === state.selected) : lines) add(feature, { along: partsAt(feature.shape, frame.zoom) });
  for (const { feature } of features.seen.area) {
    const [x0, y0, x1, y1] = feature.shape.box;
    const { scale, x, y } = frame.view;
    add(feature, { x: ((x0 + x1) / 2) * scale - x, y: ((y0 + y1) / 2) * scale - y, r: 0, centred: true });
  }
  return found;
}

/* ---- a name at a place ---- */

const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -0.8], [0.8, 0.8], [-0.8, -0.8], [-0.8, 0.8]];
const HERE = [[0, 0, 0]];
/* Close to the place first; a little further off for towns, whose place a sign may cover. */
const NEAR = SIDES.map(([x, y]) => [x, y, 0]);
const FAR = [...NEAR, ...SIDES.map(([x, y]) => [x, y, 6])];

/**
 * @param {Job} job
 * @param {Label} item */
function placeAround(job, item) {
  const { ctx, occupied, frame } = job;
  const { style } = item;
  const lines = item.lines || wrap(item.text, 24);
  const width = Math.max(...lines.map((one) => widthOf(ctx, one, style)));
  const height = style.size * 1.18 * lines.length;
  const free = occupied.free([item.x - 1, item.y - 1, item.x + 1, item.y + 1]);
  const spots = item.centred ? HERE : item.dot || item.town ? FAR : NEAR;
  for (const [sx, sy, gap] of spots) {
    const cx = item.x + sx * (item.r + 3 + gap + width / 2) * (sy && sx ? 0.95 : 1);
    const cy = item.y + sy * (item.r + 2 + gap + height / 2);
    const box = [cx - width / 2 - 2, cy - height / 2 - 1, cx + width / 2 + 2, cy + height / 2 + 1];
    if (!holds(frame.inner, box) || !occupied.free(box, item.owner)) continue;
    occupied.add(box);
    if (item.dot && free) dot(job, item);
    lines.forEach((text, i) => write(job, text, style, cx, cy + (i - (lines.length - 1) / 2) * style.size * 1.18, 0));
    return true;
  }
  return false;
}

/**
 * @param {Job} job
 * @param {Label} item */
function dot({ ctx, colours }, item) {
  ctx.beginPath();
  if (item.dot === "square") ctx.rect(item.x - 2.3, item.y - 2.3, 4.6, 4.6);
  else ctx.arc(item.x, item.y, item.r - 0.6, 0, 7);
  ctx.fillStyle = colours.casing;
  ctx.fill();
  ctx.strokeStyle = colours.place;
  ctx.lineWidth = 1.1;
  ctx.stroke();
}

/**
 * @param {Job} job
 * @param {string} text
 * @param {Lettering} style
 * @param {number} x
 * @param {number} y
 * @param {number} angle */
function write({ ctx, colours }, text, style, x, y, angle) {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  setFont(ctx, style);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.globalAlpha = style.alpha || 1;
  if (style.halo !== false) {
    ctx.strokeStyle = withAlpha(style.onWater ? colours.sea : colours.casing, 0.9);
    ctx.lineWidth = 3;
    ctx.strokeText(text, 0, 0);
  }
  ctx.fillStyle = style.colour;
  ctx.fillText(text, 0, 0);
  ctx.restore();
}

/* ---- a name along a line ---- */

/**
 * @param {Job} job
 * @param {Label} item */
function placeAlong(job, item) {
  const { ctx, frame } = job;
  const width = widthOf(ctx, item.text, item.style);
  if (!item.once) { // a name of the map stands at each of its fixed places in sight
    const fixed = item.along.flatMap((/** @type {Flat} */ xy) => nameSpots(xy, frame, width + 12));
    if (fixed.filter((spots) => placeOn(job, item, width, spots)).length) return true;
  }
  const spots = [];
  for (const xy of item.along) spots.push(...straightSpots(xy, frame, width + 12));
  // the straightest first, then the one nearest to the middle of the view
  const cx = (frame.inner[0] + frame.inner[2]) / 2;
  const cy = (frame.inner[1] + frame.inner[3]) / 2;
  spots.sort((a, b) => b.straight - a.straight || Math.hypot(a.x - cx, a.y - cy) - Math.hypot(b.x - cx, b.y - cy));
  return placeOn(job, item, width, spots);
}

/** Write a name at the first of some spots along a line that is free.
 * @param {Job} job
 * @param {Label} item
 * @param {number} width
 * @param {{ x: number, y: number, angle: number }[]} spots */
function placeOn(job, item, width, spots) {
  const { frame, occupied } = job;
  for (const { x, y, angle } of spots.slice(0, 12)) {
    const lift = item.on ? 0 : item.style.size * 0.5 + 5;
    const px = x + Math.sin(angle) * lift;
    const py = y - Math.cos(angle) * lift;
    const boxes = boxesAlong(px, py, angle, width, item.style.size);
    if (!boxes.every((box) => holds(frame.inner, box) && occupied.free(box))) continue;
    for (const box of boxes) occupied.add(box);
    write(job, item.text, item.style, px, py, angle);
    return true;
  }
  return false;
}
