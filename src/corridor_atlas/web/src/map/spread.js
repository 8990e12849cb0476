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

/** How far two signs stay from each other at least.
 * @type {(a: { r: number }, b: { r: number }) => number} */
export const apart = (a, b) => (a.r + b.r) * ROOM + GAP;

/** Whether two signs are ever there in the same year.
 * @param {Wish["years"]} a
 * @param {Wish["years"]} b */
const meetInTime = (a, b) => !a || !b || a.some(([first, last]) => b.some((one) => first <= one[1] && one[0] <= last));

/** A sign that stands, for the years of all that it stands for.
 * @typedef {{ x: number, y: number, r: number, years: Wish["years"], number: number }} Standing */

/** Where each of the signs stands, the most important first. One whose place is taken stands beside what takes it, as
 * near to its place as can be; one that finds nothing within its reach is stood for by the nearest in its way on whose
 * place it could stand too, in the years in which that is not there.
 * @param {Wish[]} wishes
 * @returns {Spot[]} */
export function spread(wishes) {
  /** @type {Standing[]} */
  const standing = [];
  return wishes.map((wish, number) => {
    const met = standing.filter((one) => meetInTime(wish.years, one.years));
    const near = met.filter((one) => away(wish, one) < 2 * apart(wish, one) + wish.reach);
    const leader = isFree(wish, near, wish) ? null : leaderOf(wish, near);
    const at = beside(wish, near, wish.reach) || (leader ? null : beside(wish, met, Infinity));
    if (at) {
      standing.push({ ...at, r: wish.r, years: wish.years, number });
      return { ...at, under: null };
    }
    leader.years = leader.years && wish.years && [...leader.years, ...wish.years];
    return { x: wish.x, y: wish.y, under: leader.number };
  });
}

/** @type {(a: { x: number, y: number }, b: { x: number, y: number }) => number} */
const away = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/** Whether a sign can stand at a place.
 * @param {Wish} wish
 * @param {Standing[]} near
 * @param {{ x: number, y: number }} at */
const isFree = (wish, near, at) => near.every((one) => one === at || away(one, at) >= apart(wish, one));

/** The one that can stand for it, if any.
 * @param {Wish} wish
 * @param {Standing[]} near */
function leaderOf(wish, near) {
  const found = near.filter((one) => away(one, wish) < apart(wish, one) && isFree(wish, near, one));
  return nearest(wish, found);
}

/** The first of those as near to its place as can be.
 * @template {{ x: number, y: number }} T
 * @param {Wish} wish
 * @param {T[]} found */
function nearest(wish, found) {
  const least = Math.min(...found.map((one) => away(one, wish)));
  return found.find((one) => away(one, wish) <= least + ALIKE);
}

/** Its own place if that is free, else the free one beside one of those near that is nearest to it, within a reach.
 * @param {Wish} wish
 * @param {Standing[]} near
 * @param {number} reach */
function beside(wish, near, reach) {
  if (isFree(wish, near, wish)) return { x: wish.x, y: wish.y };
  const found = [];
  for (const one of near) {
    const distance = apart(wish, one) + ALIKE;
    for (const turn of TURNS) {
      const at = { x: one.x + Math.cos(turn) * distance, y: one.y + Math.sin(turn) * distance };
      if (away(at, wish) <= reach && isFree(wish, near, at)) found.push(at);
    }
  }
  return nearest(wish, found);
}
