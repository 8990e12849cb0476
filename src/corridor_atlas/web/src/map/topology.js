/* Areas that share their edges: each line once, an area as the arcs around it. What is thinned, is thinned once for
 * both sides, so neighbours fit at every zoom. */

import { decodeShape, inArea, meets, partsAt } from "../model/geometry.js";

/** Decode what `_topology.pack` made.
 * @param {{ arcs: number[][], areas: number[][][], shores: number[], borders: number[] }} packed
 * @param {number} unit parts of a degree
 * @param {number} [reach] of the rounding of corners, in world pixels
 * @returns {Mosaic} */
export function decodeMosaic({ arcs, areas, shores, borders }, unit, reach) {
  const lines = arcs.map((one) => ({ ...decodeShape({ t: "LineString", c: [one] }, unit), reach }));
  const between = new Set(borders);
  const numberOf = (/** @type {number} */ arc) => (arc < 0 ? ~arc : arc);
  return {
    lines,
    areas: areas.map((rings) => {
      const around = rings.flat().map(numberOf);
      return { rings, box: boxAround(around.map((one) => lines[one])), edges: around.filter((one) => between.has(one)).map((one) => lines[one]) };
    }),
    shores: shores.map((one) => lines[one]),
    borders: borders.map((one) => lines[one]),
  };
}

/** @param {Shape[]} shapes */
function boxAround(shapes) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box: [west, north, east, south] } of shapes) {
    box[0] = Math.min(box[0], west);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], south);
  }
  return box;
}

/** Add an area to a path. Of an arc that lies outside of the view the ends do: the straight way between them lies
 * outside as well, so what is inside and what is not stays as it is.
 * @param {CanvasPath} path
 * @param {Mosaic} mosaic
 * @param {MosaicArea} area
 * @param {{ zoom: number, view: View, world: Box }} frame */
export function traceArea(path, { lines }, { rings }, { zoom, view: { scale, x, y }, world }) {
  for (const ring of rings) {
    let begun = false;
    for (const arc of ring) {
      const line = lines[arc < 0 ? ~arc : arc];
      const xy = meets(line.box, world) ? partsAt(line, zoom)[0] : endsOf(line.parts[0]);
      for (let k = begun ? 2 : 0; k < xy.length; k += 2) {
        const i = arc < 0 ? xy.length - 2 - k : k;
        if (begun) path.lineTo(xy[i] * scale - x, xy[i + 1] * scale - y);
        else path.moveTo(xy[i] * scale - x, xy[i + 1] * scale - y);
        begun = true;
      }
    }
    path.closePath();
  }
}

/** Whether a place of the world lies in an area.
 * @param {Mosaic} mosaic
 * @param {MosaicArea} area
 * @param {number} zoom
 * @param {number[]} place */
export function liesIn(mosaic, area, zoom, [x, y]) {
  /** @type {number[][]} */
  const rings = [];
  const path = /** @type {any} */ ({
    moveTo: (/** @type {number[]} */ ...point) => rings.push(point), lineTo: (/** @type {number[]} */ ...point) => rings[rings.length - 1].push(...point), closePath: () => {},
  });
  const view = { scale: 1, x: 0, y: 0 };
  traceArea(path, mosaic, area, { zoom, view, world: [x, y, x, y] });
  return inArea(x, y, rings, view);
}

/** @param {Flat} xy */
const endsOf = (xy) => [xy[0], xy[1], xy[xy.length - 2], xy[xy.length - 1]];
