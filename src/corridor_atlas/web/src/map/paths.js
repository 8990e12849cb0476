/* Shapes of the ground as paths, for each copy of the world that is in view. */

import { meets, partsAt, trace, WORLD } from "../model/geometry.js";
import { traceArea } from "./topology.js";

const SMALLEST = 1.2; // pixels: what is smaller is not drawn

/** The frame once for each copy of the world that may be in view.
 * @param {Frame} frame
 * @returns {Frame[]} */
export function copies(frame) {
  return [-WORLD, 0, WORLD].filter((shift) => frame.world[0] < WORLD + shift && frame.world[2] > shift).map((shift) => ({
    ...frame,
    view: { ...frame.view, x: frame.view.x - shift * frame.view.scale },
    world: [frame.world[0] - shift, frame.world[1], frame.world[2] - shift, frame.world[3]],
  }));
}

/** Lines as one path.
 * @param {Frame} frame
 * @param {Shape[]} shapes
 * @param {boolean} [close] */
export function path(frame, shapes, close = false) {
  const result = new Path2D();
  for (const { view, world, zoom } of copies(frame)) {
    for (const shape of shapes) {
      if (!meets(shape.box, world)) continue;
      for (const xy of partsAt(shape, zoom)) trace(result, xy, view, close);
    }
  }
  return result;
}

/** Areas of several mosaics as one path; they may overlap.
 * @param {Frame} frame
 * @param {Land[]} areas */
export function surface(frame, areas) {
  const result = new Path2D();
  for (const copy of copies(frame)) {
    for (const { mosaic, area } of areas) {
      const { box: [west, north, east, south] } = area;
      const size = Math.max(east - west, south - north) * frame.view.scale;
      if (size > SMALLEST && meets(area.box, copy.world)) traceArea(result, mosaic, area, copy);
    }
  }
  return result;
}
