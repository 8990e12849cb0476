/* The tape of the measure tool: its points, and whether it is still being laid. */

import { measured } from "./geodesy.js";

const CORNERS = 3; // of a ring

export class Tape {
  constructor() {
    this.clear();
  }

  clear() {
    /** @type {Point[]} */
    this.points = [];
    this.ended = false;
    this.closed = false;
  }

  /** Lay it on to a place; after its end it begins anew there.
   * @param {Point} point */
  add(point) {
    if (this.ended) this.clear();
    this.points.push(point);
  }

  /** Take the last step back: the end, or else a point. */
  back() {
    if (this.ended) this.ended = this.closed = false;
    else this.points.pop();
  }

  /** It lies: what is added next begins another. One point is no line. */
  end() {
    if (this.points.length > 1) this.ended = true;
  }

  get canClose() {
    return !this.ended && this.points.length >= CORNERS;
  }

  /** Join the last point to the first. */
  close() {
    if (this.canClose) this.ended = this.closed = true;
  }

  /** What it measures; `aim` is where it would be laid on to.
   * @param {Point | null} [aim] */
  measure(aim) {
    return measured(aim && !this.ended && this.points.length ? [...this.points, aim] : this.points, this.closed);
  }
}
