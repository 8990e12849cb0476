/* How the name of a town is written by its rank: 1 a capital, 2 to 7 by the number of people, 8 a station or a halt.
 * The rule of print (`draw/figure/ranks.py`), where letters are a little smaller. */

import { clamp } from "../core/numbers.js";

const SIZES = [0, 14.5, 14, 13.2, 12.6, 12.2, 11.6, 11.2, 10.4];
const RADII = [0, 3.2, 3, 2.8, 2.5, 2.3, 2.1, 1.9, 1.7];
const BOLD = 4; // up to this rank
const SOFT = 6; // from this rank on
const LOWEST = 8;

/** Size of the letters and radius of the dot in pixels, whether they are bold and whether they step back.
 * @param {number} rank
 * @param {number} beyond zooms since it was first named */
export function lettering(rank, beyond) {
  const of = clamp(Math.round(rank), 1, LOWEST);
  return { size: SIZES[of] + clamp(beyond * 0.4 - 0.6, -0.6, 1), radius: RADII[of], bold: of <= BOLD, soft: of >= SOFT };
}

/** How early a name finds its place, the lower the earlier: those of towns before those of lines and signs, which come
 * and go with the year, those of stations after them.
 * @param {number} rank
 * @param {boolean} own whether the atlas itself speaks of it */
export const orderOf = (rank, own) => (rank < LOWEST ? rank - (own ? 0.5 : 0) : 24);
