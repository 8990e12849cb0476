/* Where a country or a sea lies in the view, and where in it a name stands calmly: a coarse grid over what the reader
 * sees, made only when a name looks for a place. */

import { meets, partsAt, within } from "../model/geometry.js";

const CELL = 20; // pixels
const MOST = 24; // calm places that are offered
const DEEP = 5; // cells from an edge beyond which a place is no calmer
const BUSY = 0.7; // what something to avoid in a cell of the name costs, in cells from the edge

/** A grid of the view, with the country of each cell. */
export class Survey {
  /**
   * @param {Ground} base
   * @param {Frame} frame */
  constructor(base, frame) {
    const [left, top, right, bottom] = frame.inner;
    const { x, y } = frame.view;
    this.frame = frame;
    // on the ground the cells stay where they are while the map is moved
    this.left = Math.ceil((left + x) / CELL) * CELL - x;
    this.top = Math.ceil((top + y) / CELL) * CELL - y;
    this.columns = Math.max(1, Math.floor((right - this.left) / CELL));
    this.rows = Math.max(1, Math.floor((bottom - this.top) / CELL));
    this.busy = new Uint8Array(this.columns * this.rows);
    /** Cells by the code of their country.
     * @type {Map<string, Uint8Array>} */
    this.countries = new Map();
    this.land = new Uint8Array(this.columns * this.rows);
    for (const { drawn } of cellsOf(base, frame)) if (drawn) this.lay(drawn);
  }

  /** @param {Drawn} drawn */
  lay({ land, codes }) {
    const { view, world } = this.frame;
    const zoom = this.frame.zoom;
    land.areas.forEach((area, i) => {
      if (!meets(area.box, world)) return;
      const cells = this.countries.get(codes[i]) || new Uint8Array(this.land.length);
      let number = 0;
      const rows = this.crossings();
      for (const arc of area.rings.flat()) {
        const line = land.lines[arc < 0 ? ~arc : arc];
        this.cross(rows, meets(line.box, world) ? partsAt(line, zoom)[0] : endsOf(line.parts[0]), view, false);
      }
      this.fill(rows, (cell) => {
        this.land[cell] = cells[cell] = 1;
        number++;
      });
      if (number) this.countries.set(codes[i], cells);
    });
  }

  /** Cells of a country by its code, null for none.
   * @param {string} code */
  countryCells(code) {
    return (code && this.countries.get(code)) || null;
  }

  /** Cells of the water inside an area, null for none.
   * @param {Shape} waters */
  seaCells(waters) {
    if (!meets(waters.box, this.frame.world)) return null;
    const cells = new Uint8Array(this.land.length);
    const rows = this.crossings();
    for (const ring of waters.parts) this.cross(rows, ring, this.frame.view, true);
    this.fill(rows, (cell) => {
      if (!this.land[cell]) cells[cell] = 1;
    });
    return cells;
  }

  /** Something in the view that a name had better avoid, the more the heavier it weighs.
   * @param {number} x
   * @param {number} y
   * @param {number} weight */
  avoid(x, y, weight) {
    const i = Math.floor((x - this.left) / CELL);
    const j = Math.floor((y - this.top) / CELL);
    if (i < 0 || j < 0 || i >= this.columns || j >= this.rows) return;
    const cell = j * this.columns + i;
    this.busy[cell] = Math.max(this.busy[cell], weight);
  }

  /** @returns {number[][]} none yet in any row */
  crossings() {
    return Array.from({ length: this.rows }, () => /** @type {number[]} */ ([]));
  }

  /** Where the edges of a ring cross the middles of the rows.
   * @param {number[][]} rows
   * @param {Flat} xy
   * @param {View} view
   * @param {boolean} close */
  cross(rows, xy, { scale, x, y }, close) {
    const last = xy.length - 2;
    for (let i = 0; i < (close ? xy.length : last); i += 2) {
      const k = i === last ? 0 : i + 2;
      const y0 = (xy[i + 1] * scale - y - this.top) / CELL - 0.5;
      const y1 = (xy[k + 1] * scale - y - this.top) / CELL - 0.5;
      const low = Math.max(0, Math.ceil(Math.min(y0, y1)));
      const high = Math.min(this.rows - 1, Math.ceil(Math.max(y0, y1)) - 1);
      if (low > high) continue;
      const x0 = (xy[i] * scale - x - this.left) / CELL - 0.5;
      const slope = ((xy[k] * scale - x - this.left) / CELL - 0.5 - x0) / (y1 - y0);
      for (let row = low; row <= high; row++) rows[row].push(x0 + (row - y0) * slope);
    }
  }

  /** The cells between every other crossing.
   * @param {number[][]} rows
   * @param {(cell: number) => void} visit */
  fill(rows, visit) {
    rows.forEach((found, row) => {
      found.sort((a, b) => a - b);
      for (let k = 0; k + 1 < found.length; k += 2) {
        const high = Math.min(this.columns - 1, Math.floor(found[k + 1]));
        for (let i = Math.max(0, Math.ceil(found[k])); i <= high; i++) visit(row * this.columns + i);
      }
    });
  }

  /** What finds the calmest places in some cells for a name of a size: their middles in layer pixels, the best first,
   * far from the edges of the cells, over little that it would cover.
   * @param {Uint8Array} cells
   * @returns {(width: number, height: number) => [number, number][]} */
  calm(cells) {
    const { columns, rows } = this;
    const depth = depths(cells, columns, rows);
    const [outside, busy] = [sums(columns, rows, (cell) => 1 - cells[cell]), sums(columns, rows, (cell) => this.busy[cell])];
    return (width, height) => {
      const [wide, high] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
      /** @type {[number, number, number][]} */
      const found = [];
      for (let j = 0; j + high <= rows; j++) {
        for (let i = 0; i + wide <= columns; i++) {
          if (inBox(outside, columns, i, j, wide, high)) continue;
          const middle = (j + Math.floor(high / 2)) * columns + i + Math.floor(wide / 2);
          const score = Math.min(depth[middle], DEEP + wide / 2) - BUSY * inBox(busy, columns, i, j, wide, high);
          found.push([score, this.left + (i + wide / 2) * CELL, this.top + (j + high / 2) * CELL]);
        }
      }
      return found.sort((a, b) => b[0] - a[0]).slice(0, MOST).map(([, x, y]) => [x, y]);
    };
  }

  /** Whether a box, in layer pixels, lies in some cells, but for its rim.
   * @param {Uint8Array} cells
   * @param {Box} box */
  holds(cells, box) {
    const [i0, i1] = [box[0], box[2]].map((x) => Math.floor((x - this.left) / CELL));
    const [j0, j1] = [box[1], box[3]].map((y) => Math.floor((y - this.top) / CELL));
    for (let j = Math.max(0, j0); j <= Math.min(this.rows - 1, j1); j++) {
      for (let i = Math.max(0, i0); i <= Math.min(this.columns - 1, i1); i++) if (!cells[j * this.columns + i]) return false;
    }
    return true;
  }
}

/** The cells of the finest land of one piece that covers the view; the world where none does.
 * @param {Ground} base
 * @param {Frame} frame */
function cellsOf({ tiers }, { world, zoom }) {
  const { region, world: whole, detail } = tiers;
  if (region && (!whole || (zoom >= 5 && (!region.box || within(world, region.box))))) return region.cells;
  return whole ? whole.cells : detail ? detail.cells : [];
}

/** @param {Flat} xy */
const endsOf = (xy) => [xy[0], xy[1], xy[xy.length - 2], xy[xy.length - 1]];

/** How many cells it is from each to the nearest that is not one of them, or to the rim.
 * @param {Uint8Array} cells
 * @param {number} columns
 * @param {number} rows */
function depths(cells, columns, rows) {
  const depth = new Float32Array(cells.length);
  /** @param {number} i
   * @param {number} j */
  const at = (i, j) => (i < 0 || j < 0 || i >= columns || j >= rows ? 0 : depth[j * columns + i]);
  for (let cell = 0; cell < cells.length; cell++) {
    const [i, j] = [cell % columns, Math.floor(cell / columns)];
    if (cells[cell]) depth[cell] = 1 + Math.min(at(i - 1, j), at(i, j - 1), at(i - 1, j - 1) + 0.4, at(i + 1, j - 1) + 0.4);
  }
  for (let cell = cells.length - 1; cell >= 0; cell--) {
    const [i, j] = [cell % columns, Math.floor(cell / columns)];
    if (cells[cell]) depth[cell] = Math.min(depth[cell], 1 + Math.min(at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + 0.4, at(i - 1, j + 1) + 0.4));
  }
  return depth;
}

/** Sums of all cells above and to the left, one row and column more than the grid.
 * @param {number} columns
 * @param {number} rows
 * @param {(cell: number) => number} value */
function sums(columns, rows, value) {
  const sum = new Float64Array((columns + 1) * (rows + 1));
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const at = (j + 1) * (columns + 1) + i + 1;
      sum[at] = value(j * columns + i) + sum[at - 1] + sum[at - columns - 1] - sum[at - columns - 2];
    }
  }
  return sum;
}

/**
 * @param {Float64Array} sum
 * @param {number} columns
 * @param {number} i
 * @param {number} j
 * @param {number} wide
 * @param {number} high */
function inBox(sum, columns, i, j, wide, high) {
  const [top, bottom] = [j * (columns + 1), (j + high) * (columns + 1)];
  return sum[bottom + i + wide] - sum[bottom + i] - sum[top + i + wide] + sum[top + i];
}
