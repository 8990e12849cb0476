/* Where names may stand: what is occupied, how a long name breaks, and the straight stretches of a line. */

import { clip, meets } from "../model/geometry.js";

const CELL = 64;

/** Whether a box lies in another.
 * @param {Box} outer
 * @param {Box} box */
export const contains = (outer, box) => outer[0] <= box[0] && outer[1] <= box[1] && outer[2] >= box[2] && outer[3] >= box[3];

/** Occupied boxes [x0, y0, x1, y1], in a grid so that asking stays cheap. An owner may write
 * over its own boxes. */
export class Occupied {
  constructor() {
    /** @type {Map<number, [Box, object | null | undefined][]>} */
    this.cells = new Map();
  }
  /**
   * @param {Box} box
   * @param {(key: number) => boolean} visit */
  keys(box, visit) {
    for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i++) {
      for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j++) if (visit(i * 100003 + j)) return true;
    }
    return false;
  }
  /**
   * @param {Box} box
   * @param {object | null} [owner] */
  add(box, owner) {
    this.keys(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push([box, owner]);
      else this.cells.set(key, [[box, owner]]);
      return false;
    });
  }
  /**
   * @param {Box} box
   * @param {object | null} [owner] */
  free(box, owner) {
    return !this.keys(box, (key) => (this.cells.get(key) || []).some(([one, whose]) => (!owner || whose !== owner) && meets(one, box)));
  }
}

/* ---- a name at a place ---- */

const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.8, -0.8], [0.8, 0.8], [-0.8, -0.8], [-0.8, 0.8]];
/* Close to the place first; a little further off for towns, whose place a sign may cover. */
const NEAR = SIDES.map(([x, y]) => [x, y, 0]);
const FAR = [0, 6, 14].flatMap((gap) => SIDES.map(([x, y]) => [x, y, gap]));
const HERE = [[0, 0, 0]];
const SLACK = 3; // pixels by which a name may come closer to a line on the side where it stood before

/** The boxes in which a name may stand, the best first: about its place or, centred, on it.
 * @typedef {{ count: number, at: (side: number) => Box }} Sides
 * @param {Pick<Label, "x" | "y" | "r" | "centred" | "dot" | "town">} item
 * @param {number} width
 * @param {number} height
 * @returns {Sides} */
export function sidesOf({ x, y, r, centred, dot, town }, width, height) {
  const spots = centred ? HERE : dot || town ? FAR : NEAR;
  return {
    count: spots.length,
    at(side) {
      const [sx, sy, gap] = spots[side];
      const cx = x + sx * (r + 3 + gap + width / 2) * (sy && sx ? 0.95 : 1);
      const cy = y + sy * (r + 2 + gap + height / 2);
      return [cx - width / 2 - 2, cy - height / 2 - 1, cx + width / 2 + 2, cy + height / 2 + 1];
    },
  };
}

/** Which side a name takes, -1 for none: rather that of before and a little off the best place than one over a line.
 * @param {Sides} sides
 * @param {number} before the side on which it stood, -1 for none
 * @param {(box: Box) => boolean} free
 * @param {(box: Box) => boolean} crossed whether a line runs through */
export function sideFor({ count, at }, before, free, crossed) {
  const kept = before >= 0 && before < count ? at(before) : null;
  const stays = kept !== null && free(kept);
  if (stays && !crossed(shrunk(kept))) return before;
  let second = stays ? before : -1;
  for (let side = 0; side < count; side++) {
    const box = at(side);
    if (!free(box)) continue;
    if (!crossed(box)) return side;
    if (second < 0) second = side;
  }
  return second;
}

/** @param {Box} box */
const shrunk = ([x0, y0, x1, y1]) => [x0 + SLACK, y0 + SLACK, x1 - SLACK, y1 - SLACK];

/* ---- a long name, and a name along a line ---- */

/** Break a long name into two lines near its middle.
 * @param {string} text
 * @param {number} most */
export function wrap(text, most) {
  if (text.length <= most) return [text];
  const spaces = [...text.matchAll(/[\s–—-]/g)].map((found) => found.index);
  if (!spaces.length) return /[\u3000-\u9fff\uac00-\ud7af]/.test(text) ? [text.slice(0, Math.ceil(text.length / 2)), text.slice(Math.ceil(text.length / 2))] : [text];
  const middle = text.length / 2;
  const at = spaces.reduce((a, b) => (Math.abs(a - middle) <= Math.abs(b - middle) ? a : b));
  return [text.slice(0, at + 1).trimEnd(), text.slice(at + 1)];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} angle
 * @param {number} width
 * @param {number} size */
export function boxesAlong(x, y, angle, width, size) {
  const count = Math.max(2, Math.ceil(width / size));
  const boxes = [];
  for (let i = 0; i < count; i++) {
    const t = ((i + 0.5) / count - 0.5) * width;
    const cx = x + Math.cos(angle) * t;
    const cy = y + Math.sin(angle) * t;
    boxes.push([cx - size * 0.6, cy - size * 0.6, cx + size * 0.6, cy + size * 0.6]);
  }
  return boxes;
}

/** Stretches of a line, at least `need` pixels long and nearly straight, inside the view.
 * @param {Flat} xy
 * @param {Frame} frame
 * @param {number} need */
export function straightSpots(xy, frame, need) {
  const { scale, x: left, y: top } = frame.view;
  const pad = 20;
  const [x0, y0, x1, y1] = [frame.inner[0] + pad, frame.inner[1] + pad, frame.inner[2] - pad, frame.inner[3] - pad];
  /** @type {Corner[]} */
  const points = [];
  /** @type {{ x: number, y: number, angle: number, straight: number }[]} */
  const spots = [];
  const flush = () => {
    spots.push(...windows(points, need));
    points.length = 0;
  };
  for (let i = 0; i < xy.length; i += 2) {
    const x = xy[i] * scale - left;
    const y = xy[i + 1] * scale - top;
    if (points.length) {
      const before = points[points.length - 1];
      const cut = clip(before.rawX, before.rawY, x, y, [x0, y0, x1, y1]);
      if (!cut) flush();
      else if (cut[2] !== x || cut[3] !== y) {
        points.push({ x: cut[2], y: cut[3], rawX: x, rawY: y });
        flush();
      }
      if (cut && points.length === 1 && (cut[0] !== before.x || cut[1] !== before.y)) [before.x, before.y] = [cut[0], cut[1]];
    }
    points.push({ x, y, rawX: x, rawY: y });
  }
  flush();
  return spots.filter((one) => one.x > x0 && one.x < x1 && one.y > y0 && one.y < y1);
}

/**
 * @param {Corner[]} points
 * @param {number} need */
export function windows(points, need) {
  /** @type {{ x: number, y: number, angle: number, straight: number }[]} */
  const spots = [];
  let total = 0;
  const far = points.map((point, i) => (i ? (total += Math.hypot(point.x - points[i - 1].x, point.y - points[i - 1].y)) : 0));
  /** @param {number} distance */
  const at = (distance) => {
    let i = 1;
    while (i < far.length - 1 && far[i] < distance) i++;
    const t = (distance - far[i - 1]) / (far[i] - far[i - 1] || 1);
    return [points[i - 1].x + (points[i].x - points[i - 1].x) * t, points[i - 1].y + (points[i].y - points[i - 1].y) * t];
  };
  if (points.length < 2 || total < need) return spots;
  const steps = Math.min(40, Math.floor((total - need) / 30) + 1);
  for (let i = 0; i < steps; i++) {
    const start = steps === 1 ? (total - need) / 2 : (i * (total - need)) / (steps - 1);
    const [ax, ay] = at(start);
    const [bx, by] = at(start + need);
    const [mx, my] = at(start + need / 2);
    const chord = Math.hypot(bx - ax, by - ay);
    if (chord / need < 0.95) continue;
    let angle = Math.atan2(by - ay, bx - ax);
    if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
    spots.push({ x: (ax + bx + 2 * mx) / 4, y: (ay + by + 2 * my) / 4, angle, straight: Math.round((chord / need) * 50) });
  }
  return spots;
}
