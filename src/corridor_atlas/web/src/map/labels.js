/* Names on the map: placed by rank, never one over another, haloed, along the line for lines. */

import { clamp } from "../core/numbers.js";
import { pick, shortName } from "../core/words.js";
import { entryOf, tinted } from "../model/changes.js";
import { partsAt } from "../model/geometry.js";
import { isDim, isLit } from "../model/state.js";
import { canvasLayer } from "./canvas.js";
import { colourOf } from "./change_signs.js";
import { nameSpots } from "./line_names.js";
import { boxesAlong, contains, Occupied, sideFor, sidesOf, straightSpots, wrap } from "./label_places.js";
import { lettering, orderOf } from "./ranks.js";
import { Memory, placeRealm, viewOf } from "./realms.js";
import { routeLabels } from "./routes.js";
import { placeLabel, riverLabel } from "./places.js";
import { inkOf, SANS, withAlpha } from "./style.js";
import { tracksIn } from "./tracks.js";

const STATION = 8; // the lowest rank of a place
const SAME_SPOT = 9; // pixels within which two towns are one
const MANY = 400; // above this number of lines in view only the chosen one is named
const [LINE, WIDE] = [1.18, 1.3]; // height of a line of text, and of one in wide capitals, in parts of its size

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
      layer.placed = writeNames({ ctx, frame, state, base, memory: layer.memory, colours: layer.palette }, features, layer.panels ? layer.panels() : []);
    },

    /** Leave the names of the base map to somebody else. */
    hidePlaces() {
      base = { ...base, places: [], rivers: [] };
      layer.redraw();
    },
  }))({ pane: "ca-labels", className: "ca-canvas", padding: 0.05 });
  layer.palette = palette;
  layer.memory = new Memory();
  const lettered = () => { // the letters have come: what was measured and written with others is written anew
    widths.clear();
    const counts = features.signs && features.signs.some((/** @type {Sign} */ one) => one.others.length); // they are letters too
    if (layer._map) (counts ? features : layer).redraw();
  };
  layer.on("add", () => document.fonts.addEventListener("loadingdone", lettered));
  layer.on("remove", () => document.fonts.removeEventListener("loadingdone", lettered));
  return layer;
}

/** Write the names of a view, each where there is room; they stay where the memory says, as long as they can.
 * @param {Pick<Job, "ctx" | "frame" | "state" | "base" | "memory" | "colours">} asked
 * @param {Painter} features what is drawn, with its signs
 * @param {Box[]} panels where no name may stand besides
 * @returns {string[]} the names written */
export function writeNames(asked, features, panels) {
  const { ctx, frame, state, memory } = asked;
  const lines = String([...state.layers]);
  if (memory.lines !== lines || !memory.tracks || !memory.tracks.serves(frame)) [memory.lines, memory.tracks] = [lines, tracksIn(state, frame)];
  /** @type {Job} */
  const job = { ...asked, view: viewOf(frame), panels: String(panels), tracks: memory.tracks, occupied: occupiedBy(features, panels), widthOf: (text, style) => widthOf(ctx, text, style) };
  const items = candidates(job, asked.base, features);
  /** @type {string[]} */
  const placed = [];
  for (const item of items) {
    if (item.once && placed.includes(item.text)) continue;
    const done = item.forms ? placeOver(job, item, items) : item.along ? placeAlong(job, item) : placeAround(job, item);
    if (done) placed.push(item.text);
  }
  return placed;
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
function folded(text) {
  let plain = plains.get(text);
  if (plain === undefined) plains.set(text, (plain = text.normalize("NFD").replace(/[\p{M}\p{P}\s]/gu, "").toLowerCase()));
  return plain;
}

/** @type {Map<string, string>} */
const plains = new Map();

/** @param {Feature} feature */
const isTown = (feature) => feature.layer.symbol === "dot" && feature.timeless;

/** Whether a feature of the map is named at a zoom.
 * @param {Feature} feature
 * @param {State} state
 * @param {number} zoom */
function wantsName(feature, state, zoom) {
  if (zoom < (feature.named ?? feature.layer.label_zoom) && feature.id !== state.selected && !isLit(state, feature)) return false;
  return isTown(feature) || !isDim(state, feature);
}

/** How important a name is, the lower the more.
 * @param {Feature} feature
 * @param {State} state */
function importance(feature, state) {
  if (feature.id === state.selected) return -10;
  if (isLit(state, feature)) return -6;
  return isTown(feature) ? orderOf(feature.rank ?? STATION, true) : 20 - feature.layer.order / 100;
}

/** How it is written, without its colour.
 * @param {Feature} feature
 * @param {number} zoom
 * @param {boolean} chosen */
function letters(feature, zoom, chosen) {
  const from = feature.named ?? feature.layer.label_zoom;
  if (!isTown(feature)) return { size: clamp(11 + (zoom - from) * 0.5, 11, 13), weight: chosen ? 700 : 500, soft: false };
  const { size, bold, soft } = lettering(feature.rank ?? STATION, zoom - from);
  return { size, weight: chosen ? 700 : bold ? 600 : 400, soft };
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
    const { size, weight, soft } = letters(feature, frame.zoom, feature.id === state.selected);
    const colour = town ? colours[soft ? "ink_soft" : "place"] : inkOf(colourOf({ feature, change }, colours, state.theme), colours);
    const text = shortName(pick(feature.names, state.language));
    found.push({ key: feature.id, owner: feature, town, text, rank: importance(feature, state), style: { font: `${weight} ${size}px ${SANS}`, size, colour }, ...rest });
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

/**
 * @param {Job} job
 * @param {Label} item */
function placeAround(job, item) {
  const { occupied, frame, memory, tracks } = job;
  const { style } = item;
  const lines = item.lines || wrap(item.text, 24);
  const boxes = sidesOf(item, Math.max(...lines.map((one) => job.widthOf(one, style))), style.size * LINE * lines.length);
  const free = occupied.free([item.x - 1, item.y - 1, item.x + 1, item.y + 1]);
  const before = memory.sides.get(item.key) ?? -1;
  const side = sideFor(boxes, before, (box) => contains(frame.inner, box) && occupied.free(box, item.owner), (box) => tracks.cross(box));
  if (side < 0) return false;
  memory.sides.set(item.key, side);
  const box = boxes.at(side);
  occupied.add(box);
  if (item.dot && free) dot(job, item);
  writeLines(job, lines, style, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, LINE);
  return true;
}

/** The name of a country or a sea.
 * @param {Job} job
 * @param {Label} item
 * @param {Label[]} items */
function placeOver(job, item, items) {
  const found = placeRealm(job, item, items);
  if (!found) return false;
  job.occupied.add(found.box);
  writeLines(job, found.lines, found.style, found.x, found.y, WIDE);
  return true;
}

/** Lines of text around their middle.
 * @param {Job} job
 * @param {string[]} lines
 * @param {Lettering} style
 * @param {number} x
 * @param {number} y
 * @param {number} height of a line, in parts of its size */
function writeLines(job, lines, style, x, y, height) {
  const shift = (style.spacing || 0) / 2; // a space follows the last letter too
  lines.forEach((text, i) => write(job, text, style, x + shift, y + (i - (lines.length - 1) / 2) * style.size * height, 0));
}

/**
 * @param {Job} job
 * @param {Label} item */
function dot({ ctx, colours, occupied }, { x, y, r, dot: form }) {
  occupied.add([x - r, y - r, x + r, y + r]);
  ctx.beginPath();
  if (form === "square") ctx.rect(x - r, y - r, 2 * r, 2 * r);
  else ctx.arc(x, y, r - 0.4, 0, 7);
  ctx.fillStyle = form === "ring" ? colours.casing : colours.place;
  ctx.fill();
  ctx.strokeStyle = form === "ring" ? colours.place : colours.casing;
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
    if (!boxes.every((box) => contains(frame.inner, box) && occupied.free(box))) continue;
    for (const box of boxes) occupied.add(box);
    write(job, item.text, item.style, px, py, angle);
    return true;
  }
  return false;
}
