/* Names of countries and seas: at a calm place in the part of them that is in view, where they stay while the map is
 * moved, as long as they can. */

import { contains } from "./label_places.js";
import { Survey } from "./survey.js";

const BACK = 1.5; // zooms farther away than where a name found its place, from which it looks for another
const AGAIN = 120; // pixels by which the map has been moved when a name without room looks for some again
const ROOM = 10; // pixels that stay free around a name
const NAME = 56; // pixels beside a town that its name may need

/** What is known about a view: where names stood before, and what was made out about it.
 * @typedef {{ x: number, y: number, form: number, zoom: number, hand: boolean }} Kept in world pixels */
export class Memory {
  constructor() {
    /** Of each name at a place, on which side it stood.
     * @type {Map<string, number>} */
    this.sides = new Map();
    /** @type {Map<string, Kept>} */
    this.realms = new Map();
    /** The views in which names found no room, by name.
     * @type {Map<string, { zoom: number, x: number, y: number, panels: string }>} */
    this.without = new Map();
    this.view = "";
    /** @type {Survey | null} */
    this.survey = null;
    this.lines = "";
    /** @type {import("./tracks.js").Tracks | null} */
    this.tracks = null;
  }
}

/** What tells one view from another.
 * @param {Frame} frame */
export const viewOf = ({ zoom, view, inner }) => [zoom, view.x, view.y, ...inner].join();

/** Where a country or sea is named, or null.
 * @param {Job} job
 * @param {Label} item
 * @param {Label[]} items all that want a name */
export function placeRealm(job, item, items) {
  const { memory, frame } = job;
  if (hadNoRoom(job, memory.without.get(item.key))) return null;
  const forms = item.forms.map((one) => ({ ...one, ...extent(job, one) }));
  const kept = stay(job, item, forms) || settle(job, item, forms, items);
  if (!kept) {
    memory.without.set(item.key, { zoom: frame.zoom, ...middleOf(frame), panels: job.panels });
    return null;
  }
  memory.realms.set(item.key, kept);
  const [x, y] = inView(kept, frame);
  return { ...forms[kept.form], x, y, box: boxAround(forms[kept.form], x, y) };
}

/** Whether a name found no room in a view that was much the same.
 * @param {Job} job
 * @param {{ zoom: number, x: number, y: number, panels: string } | undefined} before */
function hadNoRoom({ frame, panels }, before) {
  if (!before || before.zoom !== frame.zoom || before.panels !== panels) return false;
  const { x, y } = middleOf(frame);
  return Math.hypot(x - before.x, y - before.y) < AGAIN;
}

/** The middle of a view in pixels of the world at its zoom.
 * @param {Frame} frame */
const middleOf = ({ inner, view }) => ({ x: (inner[0] + inner[2]) / 2 + view.x, y: (inner[1] + inner[3]) / 2 + view.y });

/** A place of the world in layer pixels.
 * @param {{ x: number, y: number }} at
 * @param {Frame} frame */
const inView = ({ x, y }, { view }) => [x * view.scale - view.x, y * view.scale - view.y];

/**
 * @param {Job} job
 * @param {{ lines: string[], style: Lettering }} form */
function extent({ widthOf }, { lines, style }) {
  return { width: Math.max(...lines.map((one) => widthOf(one, style))), height: style.size * 1.3 * lines.length };
}

/**
 * @param {{ width: number, height: number }} form
 * @param {number} x
 * @param {number} y */
const boxAround = ({ width, height }, x, y) => [x - width / 2 - 2, y - height / 2 - 1, x + width / 2 + 2, y + height / 2 + 1];

/** The place at which it stood before, if it still is one.
 * @param {Job} job
 * @param {Label} item
 * @param {{ width: number, height: number }[]} forms */
function stay(job, item, forms) {
  const { memory, frame } = job;
  const kept = memory.realms.get(item.key);
  if (!kept || frame.zoom < kept.zoom - BACK) return null;
  const [x, y] = inView(kept, frame);
  const box = boxAround(forms[kept.form], x, y);
  if (!fits(job, box)) return null;
  if (frame.zoom >= kept.zoom || kept.hand) return kept;
  const cells = cellsFor(job, item);
  return cells && surveyOf(job, []).holds(cells, box) ? kept : null;
}

/** A new place: that set by hand, else the calmest one.
 * @param {Job} job
 * @param {Label} item
 * @param {{ width: number, height: number }[]} forms
 * @param {Label[]} items
 * @returns {Kept | null} */
function settle(job, item, forms, items) {
  const { frame } = job;
  /** @param {number} x
   * @param {number} y
   * @param {number} form
   * @param {boolean} hand */
  const at = (x, y, form, hand) => ({ x: (x + frame.view.x) / frame.view.scale, y: (y + frame.view.y) / frame.view.scale, form, zoom: frame.zoom, hand });
  if (item.x !== undefined && fits(job, boxAround(forms[0], item.x, item.y))) return at(item.x, item.y, 0, true);
  const survey = surveyOf(job, items);
  const cells = cellsFor(job, item);
  const calm = cells && survey.calm(cells);
  for (let form = 0; calm && form < forms.length; form++) {
    const { width, height } = forms[form];
    for (const [x, y] of calm(width + 2 * ROOM, height + 2 * ROOM)) {
      if (fits(job, boxAround(forms[form], x, y))) return at(x, y, form, false);
    }
  }
  return null;
}

/**
 * @param {Job} job
 * @param {Box} box */
const fits = ({ frame, occupied }, box) => contains(frame.inner, box) && occupied.free(box);

/** What of it is in the view, null for nothing.
 * @param {Job} job
 * @param {Label} item */
function cellsFor(job, { waters, code }) {
  const survey = surveyOf(job, []);
  return waters ? survey.seaCells(waters) : survey.countryCells(code);
}

/** The grid of a view, made once; names, lines and signs are better left uncovered.
 * @param {Job} job
 * @param {Label[]} items */
function surveyOf({ memory, view, frame, base, tracks }, items) {
  if (memory.survey && memory.view === view) return memory.survey;
  const survey = new Survey(base, frame);
  tracks.each((x, y) => survey.avoid(x, y, 1));
  for (const { x, y, dot, town, owner } of items) {
    if (x === undefined || !(dot || town || owner)) continue;
    survey.avoid(x, y, 3);
    if (dot || town) for (let right = 0; right < NAME; right += 18) survey.avoid(x + right, y, 2);
  }
  [memory.survey, memory.view] = [survey, view];
  return survey;
}
