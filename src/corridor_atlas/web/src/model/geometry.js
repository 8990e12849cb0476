/* Shapes: from delta-encoded integers to world pixels of zoom 0, and from there to the canvas. */

import { clamp } from "../core/numbers.js";
import { partsAside } from "./aside.js";
import { rounded } from "./rounding.js";

const UNIT = 1e5;
const SEEN = 4; // pixels from which on the rounding of a corner is seen
export const WORLD = 256;

/** Longitude and latitude in degrees as world pixels of zoom 0 (spherical Mercator).
 * @param {number} lon
 * @param {number} lat */
export function project(lon, lat) {
  const sin = Math.sin((clamp(lat, -85.0511, 85.0511) * Math.PI) / 180);
  return [((lon + 180) / 360) * WORLD, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD];
}

/** A box in degrees (west, south, east, north) as one in world pixels.
 * @param {number[]} degrees
 * @returns {Box} */
export const projectBox = ([west, south, east, north]) => [...project(west, north), ...project(east, south)];

/** One encoded line or ring as a flat array x, y, x, y …
 * @param {number[]} flat
 * @param {number} unit */
function decode(flat, unit) {
  const xy = new Float64Array(flat.length);
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    const point = project(lon / unit, lat / unit);
    xy[i] = point[0];
    xy[i + 1] = point[1];
  }
  return xy;
}

/** @param {Flat[]} parts */
function boxOf(parts) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const xy of parts) {
    for (let i = 0; i < xy.length; i += 2) {
      if (xy[i] < box[0]) box[0] = xy[i];
      if (xy[i] > box[2]) box[2] = xy[i];
      if (xy[i + 1] < box[1]) box[1] = xy[i + 1];
      if (xy[i + 1] > box[3]) box[3] = xy[i + 1];
    }
  }
  return box;
}

/** A shape ready to draw: {type: point|line|area, parts, box}; null when there is none.
 * @param {Encoded | null | undefined} g
 * @param {number} [unit] parts of a degree that one integer step stands for
 * @returns {Shape | null} */
export function decodeShape(g, unit = UNIT) {
  if (!g || !g.c) return null;
  const type = g.t.includes("Point") ? "point" : g.t.includes("Line") ? "line" : "area";
  const parts = (g.t === "MultiPolygon" ? g.c.flat() : g.c).map((/** @type {number[]} */ one) => decode(one, unit));
  return { type, parts, box: boxOf(parts), detail: {} };
}

/** Lines in world pixels as a shape.
 * @param {Flat[]} parts
 * @returns {Shape} */
export const lineOf = (parts) => ({ type: "line", parts, box: boxOf(parts), detail: {} });

/** The parts of a shape with no more points than a zoom can show; kept for the next time.
 * @param {Shape} shape
 * @param {number} zoom */
export function partsAt(shape, zoom) {
  const level = Math.round(zoom);
  if (!shape.detail[level]) {
    const step = 0.8 / Math.pow(2, level);
    shape.detail[level] = partsBent(shape, level).map((xy) => thin(xy, step));
  }
  return shape.detail[level];
}

/** The parts of a shape as they are drawn at a zoom: aside, to be seen beside others, or without corners.
 * @param {Shape} shape
 * @param {number} level */
function partsBent({ parts, beside, reach = 0, joints }, level) {
  if (beside) return partsAside(parts, beside, level);
  return reach * 2 ** level >= SEEN ? parts.map((xy) => rounded(xy, reach, joints)) : parts;
}

/**
 * @param {Flat} xy
 * @param {number} step */
function thin(xy, step) {
  const last = xy.length - 2;
  if (last < 8) return xy;
  const kept = [xy[0], xy[1]];
  for (let i = 2; i < last; i += 2) {
    const dx = xy[i] - kept[kept.length - 2];
    const dy = xy[i + 1] - kept[kept.length - 1];
    if (dx * dx + dy * dy >= step * step) kept.push(xy[i], xy[i + 1]);
  }
  kept.push(xy[last], xy[last + 1]);
  return kept.length === xy.length ? xy : Float64Array.from(kept);
}

/**
 * @param {Box} inner
 * @param {Box} outer */
export const within = (inner, outer) => inner[0] >= outer[0] && inner[2] <= outer[2] && inner[1] >= outer[1] && inner[3] <= outer[3];

/**
 * @param {Box} a
 * @param {Box} b */
export const meets = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** Add a ring or line to the path. `view` = {scale, x, y}: world pixels to canvas pixels.
 * @param {CanvasPath} path
 * @param {Flat} xy
 * @param {View} view
 * @param {boolean} close */
export function trace(path, xy, view, close) {
  const { scale, x, y } = view;
  path.moveTo(xy[0] * scale - x, xy[1] * scale - y);
  for (let i = 2; i < xy.length; i += 2) path.lineTo(xy[i] * scale - x, xy[i + 1] * scale - y);
  if (close) path.closePath();
}

/** Add a line to the path, only as far as it runs inside the box (canvas pixels). A dashed
 * line of 4,000 km would else cost a hundred thousand dashes that nobody sees.
 * @param {CanvasPath} path
 * @param {Flat} xy
 * @param {View} view
 * @param {Box} box */
export function traceInside(path, xy, view, box) {
  const { scale, x, y } = view;
  let ax = xy[0] * scale - x;
  let ay = xy[1] * scale - y;
  let pen = false;
  for (let i = 2; i < xy.length; i += 2) {
    const bx = xy[i] * scale - x;
    const by = xy[i + 1] * scale - y;
    const cut = clip(ax, ay, bx, by, box);
    if (cut) {
      if (!pen || cut[0] !== ax || cut[1] !== ay) path.moveTo(cut[0], cut[1]);
      path.lineTo(cut[2], cut[3]);
      pen = cut[2] === bx && cut[3] === by;
    } else pen = false;
    ax = bx;
    ay = by;
  }
}

/**
 * @param {Box} box
 * @param {number} x
 * @param {number} y */
const holds = (box, x, y) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

/** The stretch of a segment inside a box (Liang and Barsky 1984); null when it is all outside.
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 * @param {Box} box */
export function clip(ax, ay, bx, by, box) {
  if (holds(box, ax, ay) && holds(box, bx, by)) return [ax, ay, bx, by];
  const dx = bx - ax;
  const dy = by - ay;
  let t0 = 0;
  let t1 = 1;
  for (const [p, q] of [[-dx, ax - box[0]], [dx, box[2] - ax], [-dy, ay - box[1]], [dy, box[3] - ay]]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) t0 = Math.max(t0, q / p);
    else t1 = Math.min(t1, q / p);
  }
  if (t0 > t1) return null;
  return [t0 > 0 ? ax + t0 * dx : ax, t0 > 0 ? ay + t0 * dy : ay, t1 < 1 ? ax + t1 * dx : bx, t1 < 1 ? ay + t1 * dy : by];
}

/** Whether any of a shape lies in a box, both in world pixels.
 * @param {Shape} shape
 * @param {Box} box */
export function touches({ type, parts, box: around }, box) {
  if (!meets(around, box)) return false;
  if (within(around, box)) return true;
  if (type === "point") return parts.some((xy) => holds(box, xy[0], xy[1]));
  const crossed = parts.some((xy) => {
    for (let i = 2; i < xy.length; i += 2) if (clip(xy[i - 2], xy[i - 1], xy[i], xy[i + 1], box)) return true;
    return false;
  });
  return crossed || (type === "area" && inArea(box[0], box[1], parts, { scale: 1, x: 0, y: 0 }));
}

/** Distance in pixels from a point to a line given in world pixels; stops early when `near`.
 * @param {number} px
 * @param {number} py
 * @param {Flat} xy
 * @param {View} view
 * @param {number} near */
export function distanceToLine(px, py, xy, view, near) {
  const { scale, x, y } = view;
  let best = Infinity;
  let ax = xy[0] * scale - x;
  let ay = xy[1] * scale - y;
  for (let i = 2; i < xy.length; i += 2) {
    const bx = xy[i] * scale - x;
    const by = xy[i + 1] * scale - y;
    const dx = bx - ax;
    const dy = by - ay;
    const length = dx * dx + dy * dy;
    const t = length ? clamp(((px - ax) * dx + (py - ay) * dy) / length, 0, 1) : 0;
    best = Math.min(best, Math.hypot(px - ax - t * dx, py - ay - t * dy));
    if (best <= near) return best;
    ax = bx;
    ay = by;
  }
  return best;
}

/** Whether a point lies in an area (even-odd over all its rings).
 * @param {number} px
 * @param {number} py
 * @param {Flat[]} parts
 * @param {View} view */
export function inArea(px, py, parts, view) {
  const wx = (px + view.x) / view.scale;
  const wy = (py + view.y) / view.scale;
  let inside = false;
  for (const xy of parts) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      if (xy[i + 1] > wy !== xy[j + 1] > wy &&
          wx < ((xy[j] - xy[i]) * (wy - xy[i + 1])) / (xy[j + 1] - xy[i + 1]) + xy[i]) inside = !inside;
    }
  }
  return inside;
}

/** The beginning of lines: of all their length together, the first part of it (0 to 1).
 * @param {Flat[]} parts
 * @param {number} part
 * @returns {Flat[]} */
export function upTo(parts, part) {
  /** @type {(xy: Flat, i: number) => number} */
  const step = (xy, i) => Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
  let left = 0;
  for (const xy of parts) for (let i = 2; i < xy.length; i += 2) left += step(xy, i);
  left *= part;
  const found = [];
  for (const xy of parts) {
    const kept = [xy[0], xy[1]];
    for (let i = 2; i < xy.length && left > 0; i += 2) {
      const length = step(xy, i);
      const share = length > left ? left / length : 1;
      kept.push(xy[i - 2] + (xy[i] - xy[i - 2]) * share, xy[i - 1] + (xy[i + 1] - xy[i - 1]) * share);
      left -= length;
    }
    if (kept.length > 2) found.push(kept);
    if (left <= 0) break;
  }
  return found;
}
