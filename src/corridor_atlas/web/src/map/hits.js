/* What lies at a point of the map, in layer pixels. */

import { distanceToLine, inArea, partsAt } from "../model/geometry.js";

/** The nearest sign whose rim is within `reach`, of two as near the upper one.
 * @param {Sign[]} signs
 * @param {number} x
 * @param {number} y
 * @param {number} reach */
export function signAt(signs, x, y, reach) {
  let best = null;
  let least = Infinity;
  for (let i = signs.length - 1; i >= 0; i--) {
    if (signs[i].covered) continue;
    const distance = Math.hypot(signs[i].x - x, signs[i].y - y) - signs[i].r;
    if (distance <= reach && distance < least) [best, least] = [signs[i].feature, distance];
  }
  return best;
}

/** The nearest line within `reach`, of two as near the upper one.
 * @param {Entry[]} entries
 * @param {Frame} frame
 * @param {number} x
 * @param {number} y
 * @param {number} reach */
export function lineAt(entries, frame, x, y, reach) {
  const { view } = frame;
  const pad = reach / view.scale;
  const wx = (x + view.x) / view.scale;
  const wy = (y + view.y) / view.scale;
  let best = null;
  let least = reach;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { feature } = entries[i];
    const { box } = feature.shape;
    if (wx < box[0] - pad || wx > box[2] + pad || wy < box[1] - pad || wy > box[3] + pad) continue;
    for (const xy of partsAt(feature.shape, frame.zoom)) {
      const distance = distanceToLine(x, y, xy, view, 0.5);
      if (distance < least) [best, least] = [feature, distance];
    }
  }
  return best;
}

/** The uppermost area that holds the point.
 * @param {Entry[]} entries
 * @param {Frame} frame
 * @param {number} x
 * @param {number} y */
export function areaAt(entries, frame, x, y) {
  for (let i = entries.length - 1; i >= 0; i--) {
    const { feature } = entries[i];
    if (inArea(x, y, feature.shape.parts, frame.view)) return feature;
  }
  return null;
}
