/* Where legs run: cut out of the lines that the map has anyway. */

import { decodeShape, project } from "../model/geometry.js";

const UNIT = 1e5; // parts of a degree in which the places of lanes are told

/** The course of a leg in world pixels, in the direction of its line; nothing where the line has no place.
 * @param {import("./net.js").Net} net
 * @param {Leg} leg
 * @returns {Flat} */
export function courseOf(net, { line, cut, lane }) {
  if (lane) {
    const { places } = net.told.lanes;
    return Float64Array.from(lane.flatMap((at) => project(places[2 * at] / UNIT, places[2 * at + 1] / UNIT)));
  }
  const whole = shapeOf(net, line);
  return whole ? Float64Array.prototype.slice.call(whole.parts[0], 2 * cut[0], 2 * cut[1] + 2) : [];
}

/**
 * @param {import("./net.js").Net} net
 * @param {string} id */
function shapeOf(net, id) {
  const feature = net.model.byId.get(id);
  const { g } = net.told.more[id] || {};
  return feature ? feature.shape : decodeShape(g);
}

/** Where a place lies, in world pixels: where it is drawn, else at the middle of its nodes.
 * @param {import("./net.js").Net} net
 * @param {string} place
 * @returns {[number, number] | null} */
export function placeOf(net, place) {
  const shape = shapeOf(net, place);
  if (!shape) return null;
  const [west, north, east, south] = shape.box;
  return [(west + east) / 2, (north + south) / 2];
}
