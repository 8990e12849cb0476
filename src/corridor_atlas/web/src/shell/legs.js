/* Legs of the network on the map: drawn by kind, with what they are about; the rest of the map steps back. */

import { lineOf } from "../model/geometry.js";
import { courseOf } from "../network/course.js";

/** Draw legs by kind ("way", "gained", "lost").
 * @param {Atlas} atlas
 * @param {string} name what it is that is drawn
 * @param {Record<string, Leg[]>} kinds
 * @param {{ ends?: [number, number][], lit?: Iterable<string> }} more places that are marked, and what else stays in sight */
export function drawLegs(atlas, name, kinds, { ends = [], lit = [] } = {}) {
  const { features, state, frame } = atlas;
  const { net } = atlas.asking.answers;
  const lines = Object.entries(kinds).map(([kind, legs]) => ({ kind, shape: lineOf(legs.map((leg) => courseOf(net, leg)).filter((xy) => xy.length)) }));
  features.routes = { lines: lines.filter(({ shape }) => shape.parts.length), ends };
  state.lit = new Set([...lit, ...Object.values(kinds).flat().flatMap(({ line, gates }) => [line, ...gates])]);
  frame.dataset.routes = name;
  atlas.repaint();
}

/** Take away what was drawn.
 * @param {Atlas} atlas */
export function clearLegs(atlas) {
  atlas.features.routes = null;
  atlas.state.lit = null;
  atlas.frame.dataset.routes = "";
  atlas.repaint();
}

/** Bring all that is drawn into view.
 * @param {Atlas} atlas */
export function bringLegs({ features, sight }) {
  const { lines, ends } = features.routes;
  const parts = [...lines.flatMap((/** @type {{ shape: Shape }} */ { shape }) => shape.parts), ends.flat()];
  sight.fill(lineOf(parts.filter((xy) => xy.length)));
}
