/* Lines that run along one another stand side by side: the rule of `draw/beside.py`, which also finds where they do. */

import { clamp } from "../core/numbers.js";

const GAP = 1.8; // pixels of ground between two lines side by side
const TAPER = 26; // pixels in which a line goes aside and comes back
const DEGREE = 256 / 360; // world pixels of zoom 0 in a degree of the equator

/** Where a part of a line runs along others: begin and end as parts of its length, places to the right, and how far it
 * lies from the other in the units of the line.
 * @typedef {{ part: number, begin: number, end: number, slot: number, gap: number }} Stretch */
/** All of a line, and how far lines of its layer stand apart in pixels.
 * @typedef {{ stretches: Stretch[], apart: number }} Beside */

/** The stretches of a feature as the payload tells them: five whole numbers each.
 * @param {number[] | undefined} flat
 * @param {number} width of the lines of its layer
 * @returns {Beside | null} */
export function decodeBeside(flat, width) {
  if (!flat) return null;
  const stretches = [];
  for (let i = 0; i < flat.length; i += 5) {
    const [part, begin, end, slot, gap] = flat.slice(i, i + 5);
    stretches.push({ part, begin: begin / 1e4, end: end / 1e4, slot, gap: (gap / 1e5) * DEGREE });
  }
  return { stretches, apart: width * 1.1 + GAP };
}

/** The parts of a line as they are drawn at a zoom.
 * @param {Flat[]} parts
 * @param {Beside} beside
 * @param {number} zoom */
export function partsAside(parts, { stretches, apart }, zoom) {
  const pixel = 1 / Math.pow(2, zoom);
  return parts.map((xy, number) => {
    const mine = stretches.filter((one) => one.part === number);
    return mine.length ? aside(xy, mine, apart * pixel, TAPER * pixel) : xy;
  });
}

/** A line moved aside where it runs along others, y downwards; all lengths in its units.
 * @param {Flat} xy
 * @param {Omit<Stretch, "part">[]} stretches
 * @param {number} apart
 * @param {number} taper */
export function aside(xy, stretches, apart, taper) {
  const far = [0];
  for (let i = 2; i < xy.length; i += 2) far.push(far[far.length - 1] + Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]));
  const whole = far[far.length - 1];
  if (!whole) return xy;
  const shifts = stretches.map(({ begin, end, slot, gap }) => {
    const ramp = Math.max(Math.min(taper, ((end - begin) * whole) / 2), whole * 1e-9);
    return { begin: begin * whole, end: end * whole, ramp, size: Math.sign(slot) * Math.max(0, Math.abs(slot) * apart - gap) };
  });
  const at = [...far, ...shifts.flatMap(({ begin, end, ramp }) => [begin, begin + ramp, end - ramp, end])].sort((a, b) => a - b)
    .filter((one, i, all) => !i || one - all[i - 1] > whole * 1e-9);
  const points = along(xy, far, at);
  const moved = new Float64Array(points.length);
  at.forEach((distance, i) => {
    const size = shifts.reduce((sum, one) => sum + one.size * clamp(Math.min(distance - one.begin, one.end - distance) / one.ramp, 0, 1), 0);
    const [before, after] = [2 * Math.max(i - 1, 0), 2 * Math.min(i + 1, at.length - 1)];
    const [dx, dy] = [points[after] - points[before], points[after + 1] - points[before + 1]];
    const length = Math.hypot(dx, dy) || 1;
    moved[2 * i] = points[2 * i] - (dy / length) * size;
    moved[2 * i + 1] = points[2 * i + 1] + (dx / length) * size;
  });
  return moved;
}

/** The points of a line at distances from its begin, both in order.
 * @param {Flat} xy
 * @param {number[]} far of its vertices
 * @param {number[]} at */
function along(xy, far, at) {
  const points = new Float64Array(2 * at.length);
  let i = 1;
  at.forEach((distance, number) => {
    while (i < far.length - 1 && far[i] < distance) i++;
    const part = clamp((distance - far[i - 1]) / (far[i] - far[i - 1] || 1), 0, 1);
    for (const axis of [0, 1]) points[2 * number + axis] = xy[2 * i - 2 + axis] + (xy[2 * i + axis] - xy[2 * i - 2 + axis]) * part;
  });
  return points;
}
