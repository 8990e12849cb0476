/* Lines without corners, as in print (`draw/rounding.py`): each vertex gives way to a curve that begins and ends in the
 * middle of the edges beside it, no farther from it than a reach. */

const BEND = Math.PI / 15; // angle that one straight piece of a curve may turn
const EQUAL = 1e-9; // by so many pieces a curve may turn further before it gets another

/** The name of a place among joints.
 * @param {number} x
 * @param {number} y */
export const jointAt = (x, y) => `${x},${y}`;

/** A line with its corners rounded; ends stay where they are, but a ring has none.
 * @param {Flat} xy
 * @param {number} reach in units of the line
 * @param {Set<string>} [joints] vertices that stay where they are, because another line ends there
 * @returns {Flat} */
export function rounded(xy, reach, joints) {
  const last = xy.length - 2;
  const ring = last > 4 && xy[0] === xy[last] && xy[1] === xy[last + 1];
  const size = ring ? last : xy.length; // without its closing point
  const isKept = (/** @type {number} */ i) => (!ring && (i === 0 || i === last)) || Boolean(joints && joints.has(jointAt(xy[i], xy[i + 1])));
  /** @type {number[]} */
  const found = [];
  for (let i = 0; i < size; i += 2) {
    if (isKept(i)) found.push(xy[i], xy[i + 1]);
    else {
      const [before, after] = [i ? i - 2 : size - 2, i + 2 < size ? i + 2 : 0];
      curve(found, xy, [before, i, after], reach, isKept(before));
    }
  }
  if (ring) found.push(found[0], found[1]);
  return Float64Array.from(found);
}

/** Add the curve of a vertex.
 * @param {number[]} found
 * @param {Flat} xy
 * @param {number[]} at where it stands, and those beside it
 * @param {number} reach
 * @param {boolean} anew whether no curve goes before it */
function curve(found, xy, [before, i, after], reach, anew) {
  const [x, y] = [xy[i], xy[i + 1]];
  const [bx, by, ax, ay] = [xy[before] - x, xy[before + 1] - y, xy[after] - x, xy[after + 1] - y];
  const [back, ahead] = [share(bx, by, reach), share(ax, ay, reach)];
  const turn = Math.abs(Math.atan2(by * ax - bx * ay, -(bx * ax + by * ay)));
  const pieces = Math.max(1, Math.ceil(turn / BEND - EQUAL));
  // where the curve before ends in the middle of the edge, this one goes on from there
  for (let k = back === 0.5 && !anew ? 1 : 0; k <= pieces; k++) {
    const [begin, end] = [back * (1 - k / pieces) ** 2, ahead * (k / pieces) ** 2];
    found.push(x + bx * begin + ax * end, y + by * begin + ay * end);
  }
}

/** The part of an edge that belongs to a curve.
 * @param {number} dx
 * @param {number} dy
 * @param {number} reach */
function share(dx, dy, reach) {
  const length = Math.hypot(dx, dy);
  return length > 2 * reach ? reach / length : 0.5;
}
