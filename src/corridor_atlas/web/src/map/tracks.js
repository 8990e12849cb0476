/* Where lines run in the view, of whatever year: names stand beside them if there is room, and so do not move when a
 * line comes or goes. */

import { clip, meets, partsAt } from "../model/geometry.js";

const CELL = 6; // pixels
const STEP = 4;

/** Cells of the view through which a line runs; their edges stay where they are on the ground while the map is moved. */
export class Tracks {
  /** @param {{ box: Box, view: View }} frame */
  constructor({ box, view }) {
    this.box = box;
    this.view = view;
    this.left = Math.floor((box[0] + view.x) / CELL);
    this.top = Math.floor((box[1] + view.y) / CELL);
    this.columns = Math.ceil((box[2] + view.x) / CELL) - this.left + 1;
    this.rows = Math.ceil((box[3] + view.y) / CELL) - this.top + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** @param {Flat} xy in world pixels */
  add(xy) {
    const { scale, x, y } = this.view;
    for (let i = 2; i < xy.length; i += 2) {
      const cut = clip(xy[i - 2] * scale - x, xy[i - 1] * scale - y, xy[i] * scale - x, xy[i + 1] * scale - y, this.box);
      if (cut) this.mark(cut[0], cut[1], cut[2], cut[3]);
    }
  }

  /**
   * @param {number} ax
   * @param {number} ay
   * @param {number} bx
   * @param {number} by */
  mark(ax, ay, bx, by) {
    const steps = Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / STEP);
    for (let k = 0; k <= steps; k++) {
      const t = steps ? k / steps : 0;
      this.cells[this.cellAt(ax + (bx - ax) * t, ay + (by - ay) * t)] = 1;
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

/** The lines of all layers that are on, as far as they run through the view.
 * @param {State} state
 * @param {Frame} frame */
export function tracksIn(state, frame) {
  const tracks = new Tracks(frame);
  for (const { shape, layer } of state.model.features) {
    if (!shape || shape.type !== "line" || !state.layers.has(layer.id) || frame.zoom < layer.min_zoom || !meets(shape.box, frame.world)) continue;
    for (const xy of partsAt(shape, frame.zoom)) tracks.add(xy);
  }
  return tracks;
}
