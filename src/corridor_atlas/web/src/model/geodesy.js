/* Lengths and areas on the ellipsoid of WGS 84, after Karney: what the measure tool tells. */

import geodesic from "../../vendor/geographiclib/geographiclib-geodesic.js";

const { WGS84, LATITUDE, LONGITUDE, LONG_UNROLL } = geodesic.Geodesic;
const STEP = 20000; // metres between two points of a course that is drawn
const MOST = 128; // pieces of one

/** Metres from one place to another along the shortest line.
 * @param {Point} a
 * @param {Point} b */
export const distance = (a, b) => WGS84.Inverse(a.lat, a.lon, b.lat, b.lon).s12;

/** What a line measures, in metres: all of it and its last leg; closed to a ring also the area, in square metres.
 * @param {Point[]} points
 * @param {boolean} [closed]
 * @returns {{ length: number, last: number, area: number | null }} */
export function measured(points, closed = false) {
  const ring = closed && points.length > 2;
  const corners = ring ? [...points, points[0]] : points;
  const legs = corners.slice(1).map((one, i) => distance(corners[i], one));
  const length = legs.reduce((sum, leg) => sum + leg, 0);
  return { length, last: legs.at(-1) || 0, area: ring ? areaOf(points) : null };
}

/** Square metres within a ring; which way round it runs does not matter.
 * @param {Point[]} points */
function areaOf(points) {
  const ring = WGS84.Polygon(false);
  for (const { lat, lon } of points) ring.AddPoint(lat, lon);
  return Math.abs(ring.Compute(false, true).area);
}

/** Places along the shortest line from one place to another, both ends with them; it may lead on past 180 degrees.
 * @param {Point} a
 * @param {Point} b
 * @returns {[number, number][]} latitude, longitude */
export function course(a, b) {
  const line = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
  const pieces = Math.min(MOST, Math.max(1, Math.ceil(line.s13 / STEP)));
  return [...Array(pieces + 1).keys()].map((i) => {
    const { lat2, lon2 } = line.Position((line.s13 * i) / pieces, LATITUDE | LONGITUDE | LONG_UNROLL);
    return [lat2, lon2];
  });
}
