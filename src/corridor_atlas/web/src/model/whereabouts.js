/* What a part of the map is called: after a region of the atlas, or after the town in its middle.
 * The rule of `view/whereabouts.py`; spec/headline.json holds both to it. */

import { pick, shortName } from "../core/words.js";
import { WORLD } from "./geometry.js";

const MOST = 0.5; // a region gives its name to what lies in it with more than this part of its area
const FITS = 4; // so many times the area of the map a region may have, and still is a better name than that of a town
const CLOSE_KM = 300; // a map whose sides are shorter than this, taken together, may be named after a town
const INNER = 0.6; // the part of width and height in the middle of a map in which the town has to lie
const EQUATOR_KM = 40075;
const MAJOR = 4; // rank of a place of the base map up to which it goes before the towns of the atlas that are no cities

/** @param {Box} box */
const areaOf = ([west, north, east, south]) => Math.max(0, east - west) * Math.max(0, south - north);

/** The area that two boxes share.
 * @param {Box} a
 * @param {Box} b */
const shared = (a, b) => areaOf([Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]);

/** What the part of the world in a box is called.
 * @param {Model} model
 * @param {Pick<Ground, "places">} ground
 * @param {Box} box
 * @param {string} language
 * @param {Tell} tell */
export function whereabouts(model, ground, box, language, tell) {
  const area = areaOf(box);
  const held = model.regions.find((one) => shared(one.box, box) > MOST * area);
  if (held && areaOf(held.box) <= FITS * area) return pick(held.names, language);
  const town = sideOf(box) < CLOSE_KM ? townIn(model, ground, box) : null;
  if (town) return tell("headline_around", { place: shortName(pick(town, language)) });
  const widest = held || model.regions.findLast((one) => shared(one.box, box) > 0);
  return pick(widest ? widest.names : model.title, language);
}

/** The side, in kilometres, of a square as large as the box.
 * @param {Box} box */
function sideOf(box) {
  const middle = (latitude(box[1]) + latitude(box[3])) / 2;
  return (Math.sqrt(areaOf(box)) / WORLD) * EQUATOR_KM * Math.cos((middle * Math.PI) / 180);
}

/** @param {number} y */
const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;

/** The names of the best known place in the middle of a box, of several alike the one that lies nearest to it.
 * @param {Model} model
 * @param {Pick<Ground, "places">} ground
 * @param {Box} box */
function townIn(model, ground, [west, north, east, south]) {
  const [x, y] = [(west + east) / 2, (north + south) / 2];
  const [wide, high] = [((east - west) * INNER) / 2, ((south - north) * INNER) / 2];
  /** @type {{ standing: number, distance: number, names: Names } | null} */
  let best = null;
  /**
   * @param {number} standing
   * @param {number} px
   * @param {number} py
   * @param {Names} names */
  const offer = (standing, px, py, names) => {
    if (Math.abs(px - x) > wide || Math.abs(py - y) > high || (best && standing > best.standing)) return;
    const distance = Math.hypot(px - x, py - y);
    if (!best || standing < best.standing || distance < best.distance) best = { standing, distance, names };
  };
  for (const { standing, shape, names } of model.towns) offer(standing, shape.parts[0][0], shape.parts[0][1], names);
  for (const one of ground.places) {
    if (one.kind === "capital" || one.kind === "city") offer(one.rank <= MAJOR ? 1 : one.rank - 2, one.x, one.y, one.names);
  }
  return best && best.names;
}
