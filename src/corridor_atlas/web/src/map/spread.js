/* Where signs stand that would lie on each other: the rule of `draw/figure/spread.py`. It knows nothing of what is in
 * view nor of a year, so that a sign stays where it is while one pans and while time goes by. */

/** A sign that wants a place: its middle, its radius and how far it may go from there, all in pixels; the years in
 * which it is there, [first, last] of each run, or null for always.
 * @typedef {{ x: number, y: number, r: number, reach: number, years: [number, number][] | null }} Wish */
/** Where it stands; or, where it found no room, the number of the one that stands for it.
 * @typedef {{ x: number, y: number, under: number | null }} Spot */

const ROOM = 0.92; // of both radii lie between the middles of two signs at least
const GAP = 1; // pixels more than that
const ALIKE = 1e-6; // pixels: what is as near as that is as near
/* Where a sign is tried beside another: above, below, left, right, then between these and again between. */
const TURNS = [12, 4, 8, 0, 14, 10, 2, 6, 13, 11, 15, 9, 3, 5, 1, 7].map((part) => (part * Math.PI) / 8);

/** @type {(a: Wish, b: Wish) => number} */
const apart = (a, b) => (a.r + b.r) * ROOM + GAP;

/** Whether two signs are ever there in the same year.
 * @param {Wish} a
 * @param {Wish} b */
const meetInTime = (a, b) => !a.years || !b.years || a.years.some(([first, last]) => b.years.some((one) => first <= one[1] && one[0] <= last));

/** Where each of the signs stands, the most important first. One whose place is taken stands beside what takes it, as
 * near to its place as can be; one that finds nothing within its reach is stood for by the nearest that is in its way.
 * @param {Wish[]} wishes
 * @returns {Spot[]} */
export function spread(wishes) {
  /** @type {{ x: number, y: number, wish: Wish, number: number }[]} */
  const standing = [];
  return wishes.map((wish, number) => {
    /** @param {{ x: number, y: number }} one */
    const away = (one) => Math.hypot(one.x - wish.x, one.y - wish.y);
    const near = standing.filter((one) => away(one) < 2 * apart(wish, one.wish) + wish.reach && meetInTime(wish, one.wish));
    const inTheWay = near.filter((one) => away(one) < apart(wish, one.wish));
    const at = inTheWay.length ? beside(wish, near) : [wish.x, wish.y];
    if (at) {
      standing.push({ x: at[0], y: at[1], wish, number });
      return { x: at[0], y: at[1], under: null };
    }
    const least = Math.min(...inTheWay.map(away));
    return { x: wish.x, y: wish.y, under: inTheWay.find((one) => away(one) <= least + ALIKE).number };
  });
}

/** The free place beside one of those near that is nearest to its own, within its reach.
 * @param {Wish} wish
 * @param {{ x: number, y: number, wish: Wish }[]} near */
function beside(wish, near) {
  const found = [];
  for (const one of near) {
    const distance = apart(wish, one.wish) + ALIKE;
    for (const turn of TURNS) {
      const [x, y] = [one.x + Math.cos(turn) * distance, one.y + Math.sin(turn) * distance];
      const away = Math.hypot(x - wish.x, y - wish.y);
      if (away <= wish.reach && near.every((other) => Math.hypot(other.x - x, other.y - y) >= apart(wish, other.wish))) found.push({ x, y, away });
    }
  }
  if (!found.length) return null;
  const least = Math.min(...found.map((one) => one.away));
  const { x, y } = found.find((one) => one.away <= least + ALIKE);
  return [x, y];
}
