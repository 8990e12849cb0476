/* Where the name of a long line stands: at fixed places along it, about every 500 pixels, so that one of them is seen
 * wherever one pans, and none moves. */

const EVERY = 500; // pixels
const STEP = 25; // pixels between two tries
const STRAIGHT = 0.95; // of its length is the chord of a stretch that can bear a name

/** How far each vertex lies from the begin, by line: asked again at each painting.
 * @type {WeakMap<Flat, Float64Array>} */
const known = new WeakMap();

/** @param {Flat} xy */
function distances(xy) {
  let far = known.get(xy);
  if (!far) {
    far = new Float64Array(xy.length / 2);
    for (let i = 1; i < far.length; i++) far[i] = far[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    known.set(xy, far);
  }
  return far;
}

/** The point of a line at a distance from its begin.
 * @param {Flat} xy
 * @param {Float64Array} far
 * @param {number} distance */
function pointAt(xy, far, distance) {
  let [low, high] = [0, far.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (far[middle] <= distance) low = middle;
    else high = middle;
  }
  const part = far[high] > far[low] ? (distance - far[low]) / (far[high] - far[low]) : 0;
  return [xy[2 * low] + (xy[2 * high] - xy[2 * low]) * part, xy[2 * low + 1] + (xy[2 * high + 1] - xy[2 * low + 1]) * part];
}

/** Where a name may stand along a line, in layer pixels: for each of its fixed places in sight the stretches around
 * it that are straight enough, the best first.
 * @param {Flat} xy
 * @param {Frame} frame
 * @param {number} need pixels that the name takes
 * @returns {{ x: number, y: number, angle: number }[][]} */
export function nameSpots(xy, { view, inner }, need) {
  const far = distances(xy);
  const whole = far[far.length - 1] * view.scale;
  const number = Math.max(1, Math.round(whole / EVERY));
  const every = whole / number;
  if (whole < need) return [];
  const found = [];
  for (let i = 0; i < number; i++) {
    const middle = every * (i + 0.5);
    const [x, y] = pointAt(xy, far, middle / view.scale);
    const [left, top] = [x * view.scale - view.x, y * view.scale - view.y];
    const reach = every / 2;
    if (left < inner[0] - reach || left > inner[2] + reach || top < inner[1] - reach || top > inner[3] + reach) continue;
    found.push(stretchesAround(xy, far, middle, Math.min(reach - need / 2, whole / 2 - need / 2), need, view));
  }
  return found;
}

/** The straight stretches around a place, the straightest and nearest first.
 * @param {Flat} xy
 * @param {Float64Array} far
 * @param {number} middle
 * @param {number} reach
 * @param {number} need
 * @param {View} view */
function stretchesAround(xy, far, middle, reach, need, { scale, x: left, y: top }) {
  const found = [];
  for (let away = 0; away <= Math.max(reach, 0); away += STEP) {
    for (const centre of away ? [middle - away, middle + away] : [middle]) {
      const [[ax, ay], [mx, my], [bx, by]] = [centre - need / 2, centre, centre + need / 2].map((one) => pointAt(xy, far, one / scale));
      const straight = (Math.hypot(bx - ax, by - ay) * scale) / need;
      if (straight < STRAIGHT) continue;
      let angle = Math.atan2(by - ay, bx - ax);
      if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
      found.push({ x: ((ax + bx + 2 * mx) / 4) * scale - left, y: ((ay + by + 2 * my) / 4) * scale - top, angle, straight: Math.round(straight * 50) });
    }
  }
  return found.sort((a, b) => b.straight - a.straight);
}
