/* What a panel draws over the network, on one map or on two of different years; the rest of the map steps back. */

import { lineOf } from "../model/geometry.js";
import { courseOf } from "../network/course.js";

/** What is drawn in a year: its name, lines, places that are marked, and ids of what stays in sight.
 * @typedef {{ name: string, lines: import("../map/routes.js").Route[], ends: [number, number][], lit: Set<string> }} Drawing */

/** Each map with its state.
 * @param {Atlas} atlas
 * @returns {{ features: Painter, state: State }[]} */
const mapsOf = ({ features, state, comparison: { second } }) => [{ features, state }, ...(second ? [second] : [])];

/** The years that the maps show, and how: what is drawn for them need not be drawn again.
 * @param {Atlas} atlas */
export const yearsOf = ({ state, comparison: { second } }) => [state.year, ...(second ? [second.how, state.against] : [])].join(" ");

/** Legs by kind ("way", "gained", "lost") as lines, and what they are about.
 * @param {import("../network/net.js").Net} net
 * @param {Record<string, Leg[]>} kinds
 * @param {Iterable<string>} more ids that stay in sight too
 * @returns {Pick<Drawing, "lines" | "lit">} */
export function linesOf(net, kinds, more) {
  const lines = Object.entries(kinds).map(([kind, legs]) => ({ kind, shape: lineOf(legs.map((leg) => courseOf(net, leg)).filter((xy) => xy.length)) }));
  const lit = new Set([...more, ...Object.values(kinds).flat().flatMap(({ line, gates }) => [line, ...gates])]);
  return { lines: /** @type {Drawing["lines"]} */ (lines.filter(({ shape }) => shape.parts.length)), lit };
}

/** Draw on each map what there is in its year.
 * @param {Atlas} atlas
 * @param {(year: number) => Drawing} drawing */
export function drawLegs(atlas, drawing) {
  for (const { features, state } of mapsOf(atlas)) {
    const { name, lit, ...routes } = drawing(state.year);
    features.routes = routes;
    state.lit = lit;
    if (state === atlas.state) atlas.frame.dataset.routes = name;
  }
  atlas.repaint();
}

/** Take away what was drawn.
 * @param {Atlas} atlas */
export function clearLegs(atlas) {
  for (const { features, state } of mapsOf(atlas)) {
    features.routes = null;
    if (state === atlas.state) state.lit = null;
    else delete state.lit; // it has that of the first map again
  }
  atlas.frame.dataset.routes = "";
  atlas.repaint();
}

/** Light these shapes, or none; `name` says which they are.
 * @param {Atlas} atlas
 * @param {Shape[]} shapes
 * @param {string} name */
export function lightLegs(atlas, shapes, name) {
  for (const { features } of mapsOf(atlas)) {
    const { lines, ends } = features.routes;
    const rest = lines.filter((/** @type {{ kind: string }} */ one) => one.kind !== "lit");
    features.routes = { ends, lines: [...rest, ...shapes.map((shape) => ({ kind: "lit", shape }))] };
  }
  atlas.frame.dataset.lit = name;
  atlas.repaint();
}

/** Bring all that is drawn into view.
 * @param {Atlas} atlas */
export function bringLegs({ features, sight }) {
  const { lines, ends } = features.routes;
  const parts = [...lines.flatMap((/** @type {{ shape: Shape }} */ { shape }) => shape.parts), ends.flat()];
  sight.fill(lineOf(parts.filter((xy) => xy.length)));
}
