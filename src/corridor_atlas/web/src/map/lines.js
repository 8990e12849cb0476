/* Drawing of lines and areas: rim first, then the pattern of the status. */

import { clip, partsAt, trace, traceInside, upTo, within } from "../model/geometry.js";
import { changeWidth, colourOf, lookOf } from "./change_signs.js";
import { widthFactor } from "./style.js";

const BATCH = 50; // features to one path: few calls, and no path so large that it is slow to fill

const BUILT = new Set(["under_construction", "operating", "suspended"]);

/** Group entries ({feature, code}) by everything that decides how they are stroked.
 * @param {Entry[]} entries */
function groups(entries) {
  const found = new Map();
  for (const entry of entries) {
    const { feature, code, change, dim, part } = entry;
    const key = `${code}|${feature.schematic}|${feature.mode}|${change}|${dim}|${part}`;
    const group = found.get(key);
    if (group) group.push(entry);
    else found.set(key, [entry]);
  }
  return [...found.values()];
}

/**
 * @param {Entry[]} entries
 * @param {Frame} frame
 * @param {boolean} close */
function paths(entries, frame, close) {
  const found = [];
  const batch = close ? 1 : BATCH; // areas one by one: two that overlap would cut holes into each other
  for (let i = 0; i < entries.length; i += batch) {
    const path = new Path2D();
    for (const { feature, part } of entries.slice(i, i + batch)) {
      const whole = close || within(feature.shape.box, frame.world);
      const parts = partsAt(feature.shape, frame.crowded ? frame.zoom - 2 : frame.zoom);
      for (const xy of part === undefined ? parts : upTo(parts, part)) {
        if (whole) trace(path, xy, frame.view, close);
        else traceInside(path, xy, frame.view, frame.margin);
      }
    }
    found.push(path);
  }
  return found;
}

/** Stroke paths one after the other, with a breath after each.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Path2D[]} list
 * @returns {Strokes} */
function* strokeAll(ctx, list) {
  for (const path of list) {
    ctx.stroke(path);
    yield;
  }
}

/** Draw to the end at once.
 * @template Made
 * @param {Generator<void, Made>} strokes
 * @returns {Made} */
export function drawn(strokes) {
  for (;;) {
    const { done, value } = strokes.next();
    if (done) return /** @type {Made} */ (value);
  }
}

/** Width in pixels of a line of this layer.
 * @param {Pick<Entry, "feature" | "change">} entry
 * @param {number} zoom */
export function lineWidth({ feature, change }, zoom) {
  const width = feature.layer.width * widthFactor(zoom) * changeWidth(change);
  return Math.max(0.8, feature.schematic ? width * 0.85 : width);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Entry[]} entries
 * @param {Palette} palette
 * @param {Theme} theme
 * @returns {Strokes} */
export function* drawLines(ctx, frame, entries, palette, theme) {
  const ready = groups(entries).map((group) => {
    const [first] = group;
    const colour = colourOf(first, palette, theme);
    return { feature: first.feature, style: lookOf(first), colour, width: lineWidth(first, frame.zoom), list: paths(group, frame, false), group };
  });
  ctx.lineJoin = "round";
  if (frame.crowded) for (const one of ready) yield* hairLine(ctx, one);
  else {
    for (const one of ready) yield* rim(ctx, one, palette);
    for (const one of ready) yield* pattern(ctx, frame, one, palette);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** Thousands of lines at once: thin and without rim. A rasteriser without a graphics card draws
 * a line of one pixel about ten times as fast as one of two.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Stroke} stroke
 * @returns {Strokes} */
function* hairLine(ctx, { feature, style, colour, list }) {
  ctx.strokeStyle = colour;
  ctx.globalAlpha = style.alpha;
  ctx.lineCap = "butt";
  ctx.lineWidth = 1;
  ctx.setLineDash(dashOf(feature, { ...style, dash: style.dash && style.dash.map((one) => Math.max(1, one)) }, 2));
  yield* strokeAll(ctx, list);
}

/** Paper around a line of traffic. A border has none: the ground has bands along it.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Stroke} stroke
 * @param {Palette} palette
 * @returns {Strokes} */
function* rim(ctx, { feature, style, width, list }, palette) {
  if (style.gone || style.dim || isBorder(feature)) return;
  ctx.setLineDash([]);
  ctx.lineCap = "round";
  ctx.globalAlpha = style.dash ? 0.55 : 0.9;
  ctx.strokeStyle = palette.casing;
  ctx.lineWidth = width + 2.2;
  yield* strokeAll(ctx, list);
}

/** A line on which nothing travels.
 * @param {Feature} feature */
const isBorder = (feature) => feature.mode === "";

/** Whether a line is drawn as two rims: its way is only known roughly.
 * @param {Feature} feature
 * @param {Look} style
 * @param {number} zoom */
const isHollow = (feature, style, zoom) => feature.schematic && feature.mode !== "sea" && !isBorder(feature) && !style.dash && zoom >= 5;

/**
 * @param {Feature} feature
 * @param {Look} style
 * @param {number} zoom */
const hasTicks = (feature, style, zoom) => feature.mode === "rail" && zoom >= 9 && BUILT.has(style.id) && !style.gone;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Stroke} one
 * @param {Palette} palette
 * @returns {Strokes} */
function* pattern(ctx, frame, one, palette) {
  const { feature, style, colour, width, list } = one;
  const hollow = isHollow(feature, style, frame.zoom);
  ctx.strokeStyle = colour;
  if (style.tint) {
    ctx.setLineDash([]);
    ctx.globalAlpha = style.tint * style.alpha;
    ctx.lineWidth = width;
    yield* strokeAll(ctx, list);
  }
  ctx.globalAlpha = style.alpha;
  ctx.lineCap = hollow ? "butt" : style.cap;
  ctx.lineWidth = hollow ? width + 0.9 : style.cap === "round" && style.dash ? width * 1.05 : width * style.core;
  ctx.setLineDash(dashOf(feature, style, width));
  yield* strokeAll(ctx, list);
  if (hollow) {
    ctx.strokeStyle = palette.casing;
    ctx.lineWidth = Math.max(0.8, width * 0.45);
    yield* strokeAll(ctx, list);
  }
  if (style.doubtful && !style.gone) yield* doubt(ctx, one, palette);
  if (hasTicks(feature, style, frame.zoom) && one.group[0].part === undefined) ticks(ctx, frame, one, colour);
}

/**
 * @param {Feature} feature
 * @param {Look} style
 * @param {number} width */
function dashOf(feature, style, width) {
  if (style.dash) return style.dash.map((length) => length * Math.max(0.75, width / 2));
  return isBorder(feature) ? [9, 2.5, 1.5, 2.5] : [];
}

/** Small cuts across the line: "possibly".
 * @param {CanvasRenderingContext2D} ctx
 * @param {Stroke} stroke
 * @param {Palette} palette
 * @returns {Strokes} */
function* doubt(ctx, { width, list }, palette) {
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette.casing;
  ctx.lineCap = "butt";
  ctx.lineWidth = width + 0.6;
  ctx.setLineDash([1.4, 6.2]);
  yield* strokeAll(ctx, list);
}

/** The cross strokes of a railway.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Stroke} stroke
 * @param {string} colour */
function ticks(ctx, frame, { width, group }, colour) {
  const step = 15;
  const reach = width * 0.5 + 2.6;
  ctx.beginPath();
  for (const { feature } of group) {
    for (const xy of partsAt(feature.shape, frame.zoom)) crossStrokes(ctx, xy, frame, step, reach);
  }
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
  ctx.strokeStyle = colour;
  ctx.lineWidth = Math.max(1, width * 0.42);
  ctx.stroke();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Flat} xy
 * @param {Frame} frame
 * @param {number} step
 * @param {number} reach */
function crossStrokes(ctx, xy, { view, margin }, step, reach) {
  let due = step / 2;
  for (let i = 2; i < xy.length; i += 2) {
    const ax = xy[i - 2] * view.scale - view.x;
    const ay = xy[i - 1] * view.scale - view.y;
    const bx = xy[i] * view.scale - view.x;
    const by = xy[i + 1] * view.scale - view.y;
    const length = Math.hypot(bx - ax, by - ay);
    if (!length) continue;
    const cut = clip(ax, ay, bx, by, margin);
    if (cut) {
      const ux = (bx - ax) / length;
      const uy = (by - ay) / length;
      const enter = Math.hypot(cut[0] - ax, cut[1] - ay);
      const leave = Math.hypot(cut[2] - ax, cut[3] - ay);
      let at = due;
      if (at < enter) at += Math.ceil((enter - at) / step) * step;
      for (; at <= leave; at += step) {
        const x = ax + ux * at;
        const y = ay + uy * at;
        ctx.moveTo(x - uy * reach, y + ux * reach);
        ctx.lineTo(x + uy * reach, y - ux * reach);
      }
    }
    due = ((due - length) % step + step) % step;
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Entry[]} entries
 * @param {Palette} palette
 * @param {Theme} theme
 * @returns {Strokes} */
export function* drawAreas(ctx, frame, entries, palette, theme) {
  const { layer } = entries[0].feature;
  ctx.lineJoin = "round";
  for (const group of groups(entries)) {
    const colour = colourOf(group[0], palette, theme);
    const style = lookOf(group[0]);
    const { schematic } = group[0].feature;
    const built = style.id === "operating";
    const list = paths(group, frame, true);
    ctx.fillStyle = colour;
    ctx.globalAlpha = layer.fill * style.alpha * (built ? 1 : 0.45);
    for (const path of list) ctx.fill(path, "evenodd");
    if (style.id === "under_construction") hatch(ctx, frame, list, colour);
    const width = Math.max(0.9, layer.width * widthFactor(frame.zoom) * (schematic ? 0.8 : 1));
    ctx.globalAlpha = layer.rim * style.alpha * (schematic ? 0.75 : 1);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.lineCap = style.cap;
    ctx.setLineDash(style.dash || (schematic ? [3.5, 3] : []));
    yield* strokeAll(ctx, list);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Path2D[]} list
 * @param {string} colour */
function hatch(ctx, { box }, list, colour) {
  ctx.save();
  ctx.globalAlpha = 0.35;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.8;
  ctx.setLineDash([]);
  const lines = new Path2D();
  const height = box[3] - box[1];
  const start = Math.floor((box[0] - height) / 7) * 7;
  for (let x = start; x < box[2]; x += 7) {
    lines.moveTo(x, box[3]);
    lines.lineTo(x + height, box[1]);
  }
  for (const path of list) {
    ctx.save();
    ctx.clip(path, "evenodd");
    ctx.stroke(lines);
    ctx.restore();
  }
  ctx.restore();
}

/** The halo of a line or area, drawn before it.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Entry} entry
 * @param {string} colour
 * @param {number} extra
 * @param {string} [edge] */
export function drawHalo(ctx, frame, entry, colour, extra, edge) {
  const area = entry.feature.shape.type === "area";
  ctx.setLineDash([]);
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.globalAlpha = 0.75;
  const width = (area ? 2 : lineWidth(entry, frame.zoom)) + extra;
  const list = paths([entry], frame, area);
  const rings = [{ tone: colour, wide: width }];
  if (edge) rings.unshift({ tone: edge, wide: width + 2 });
  for (const { tone, wide } of rings) {
    ctx.strokeStyle = tone;
    ctx.lineWidth = wide;
    drawn(strokeAll(ctx, list));
  }
  ctx.globalAlpha = 1;
}
