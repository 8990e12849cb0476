/* Where lines run in the view, of whatever year: names stand beside them if there is room, and so do not move when a
 * line comes or goes. */

import { clip, meets, partsAt } from "../model/geometry.js";
import { contains } from "./label_places.js";

const CELL = 6; // pixels
const AROUND = 250; // pixels around the view, so that the lines need not be laid again for each step of a pan

/** Cells of the view through which a line runs; their edges stay where they are on the ground while the map is moved. */
export class Tracks {
  /** @param {{ box: Box, view: View, zoom: number }} frame */
  constructor({ box: [x0, y0, x1, y1], view, zoom }) {
    const box = [x0 - AROUND, y0 - AROUND, x1 + AROUND, y1 + AROUND];
    const { scale, x, y } = view;
    this.box = box;
    this.world = [(box[0] + x) / scale, (box[1] + y) / scale, (box[2] + x) / scale, (box[3] + y) / scale];
    this.view = view;
    this.zoom = zoom;
    this.left = Math.floor((box[0] + view.x) / CELL);
    this.top = Math.floor((box[1] + view.y) / CELL);
    this.columns = Math.ceil((box[2] + view.x) / CELL) - this.left + 1;
    this.rows = Math.ceil((box[3] + view.y) / CELL) - this.top + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** Whether all lines of a view are there.
   * @param {Frame} frame */
  serves({ zoom, view, box }) {
    return zoom === this.zoom && view.x === this.view.x && view.y === this.view.y && contains(this.box, box);
  }

  /** @param {Flat} xy in world pixels */
  add(xy) {
    const { scale, x, y } = this.view;
    const [west, north, east, south] = this.world;
    for (let i = 2; i < xy.length; i += 2) {
      const [ax, ay, bx, by] = [xy[i - 2], xy[i - 1], xy[i], xy[i + 1]];
      if ((ax < west && bx < west) || (ax > east && bx > east) || (ay < north && by < north) || (ay > south && by > south)) continue;
      const cut = clip(ax * scale - x, ay * scale - y, bx * scale - x, by * scale - y, this.box);
      if (cut) this.mark(cut[0], cut[1], cut[2], cut[3]);
    }
  }

  /** Mark every cell that a segment runs through, from one edge of the grid to the next (Amanatides and Woo 1987).
   * @param {number} ax
   * @param {number} ay
   * @param {number} bx
   * @param {number} by */
  mark(ax, ay, bx, by) {
    const end = this.cellAt(bx, by);
    let cell = this.cellAt(ax, ay);
    this.cells[cell] = 1;
    const [right, down] = [bx > ax ? 1 : -1, by > ay ? 1 : -1];
    const [wide, high] = [CELL / Math.abs(bx - ax), CELL / Math.abs(by - ay)];
    let [nextX, nextY] = [toEdge(ax + this.view.x, right) * wide, toEdge(ay + this.view.y, down) * high];
    for (let left = this.columns + this.rows; cell !== end && left > 0; left--) {
      if (nextX < nextY) {
        cell += right;
        nextX += wide;
      } else {
        cell += down * this.columns;
        nextY += high;
      }
      this.cells[cell] = 1;
    }
  }

  /**
   * @param {number} x
   * @param {number} y */
  cellAt(x, y) {
    return (Math.floor((y + this.view.y) / CELL) - this.top) * this.columns + Math.floor((x + this.view.x) / CELL) - this.left;
  }

  /** Whether a line runs through a box, in layer pixels.
   * @param {Box} box */
  cross(box) {
    const inside = [Math.max(box[0], this.box[0]), Math.max(box[1], this.box[1]), Math.min(box[2], this.box[2]), Math.min(box[3], this.box[3])];
    if (inside[0] > inside[2] || inside[1] > inside[3]) return false;
    const [first, last] = [this.cellAt(inside[0], inside[1]), this.cellAt(inside[2], inside[3])];
    const wide = (last - first) % this.columns;
    for (let row = first; row <= last; row += this.columns) {
      for (let cell = row; cell <= row + wide; cell++) if (this.cells[cell]) return true;
    }
    return false;
  }

  /** Visit the middle of each cell with a line, in layer pixels.
   * @param {(x: number, y: number) => void} visit */
  each(visit) {
    for (let cell = 0; cell < this.cells.length; cell++) {
      if (!this.cells[cell]) continue;
      const row = Math.floor(cell / this.columns);
      visit((cell - row * this.columns + this.left + 0.5) * CELL - this.view.x, (row + this.top + 0.5) * CELL - this.view.y);
    }
  }
}

/** How far it is to the next edge of the grid, in cells.
 * @param {number} at
 * @param {number} direction */
function toEdge(at, direction) {
  const part = at / CELL - Math.floor(at / CELL);
  return direction > 0 ? 1 - part : part;
}

/** The lines of all layers that are on, as far as they run through the view.
 * @param {State} state
 * @param {Frame} frame */
export function tracksIn(state, frame) {
  const tracks = new Tracks(frame);
  for (const { shape, layer } of state.model.features) {
    if (!shape || shape.type !== "line" || !state.layers.has(layer.id) || frame.zoom < layer.min_zoom || !meets(shape.box, tracks.world)) continue;
    for (const xy of partsAt(shape, frame.zoom)) tracks.add(xy);
  }
  return tracks;
}
