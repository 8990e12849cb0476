/* What lies within so many kilometres or border crossings of a place in a year, as `network/graph.py` finds it. */

import { distances } from "./paths.js";

/** What is asked: from where, how far (either limit), for what, and with which year it is compared.
 * @typedef {{ origin: string | null, within: number, borders: number | null, before: number | null }} ReachAsked */

/** Nodes within the limit by number, each with its kilometres along the lines or the border crossings passed; none where
 * no line leads to the place.
 * @param {import("./router.js").Router} router
 * @param {ReachAsked} reach
 * @param {number} year
 * @param {Asked} asked
 * @returns {Map<number, number>} */
export function reachedFrom(router, { origin, within, borders }, year, asked) {
  const { net, width } = router;
  const graph = router.graph(year, asked);
  /** Going in and coming out make one crossing.
   * @param {Leg} leg */
  const crossings = ({ start, end }) => 0.5 * (Number(net.isBorder(start)) + Number(net.isBorder(end)));
  const byKm = borders === null;
  const far = distances(graph, router.verticesOf(graph, origin), byKm ? ({ km }) => km : crossings, byKm ? within : borders);
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [key, value] of far) {
    const node = Math.floor(key / width);
    found.set(node, Math.min(value, found.get(node) ?? Infinity));
  }
  return found;
}

/** The legs that are open in a year between nodes that were reached, each once.
 * @param {import("./router.js").Router} router
 * @param {Map<number, number>} reached
 * @param {number} year
 * @param {Asked} asked
 * @returns {Leg[]} */
export function legsWithin(router, reached, year, asked) {
  const { legs } = router.graph(year, asked);
  return [...new Set(legs)].filter((leg) => leg && reached.has(leg.start) && reached.has(leg.end));
}

/** What is told of as within reach: crossings, and the places from which one may ask, each with the least distance of the
 * nodes that it is or has.
 * @param {import("./net.js").Net} net
 * @param {Map<number, number>} reached
 * @returns {Map<string, number>} */
export function placesAmong(net, reached) {
  const { nodes, at, choices } = net.told;
  const places = new Set([...choices, ...net.valves]);
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const [node, value] of reached) {
    for (const id of [nodes[node], at[node]]) {
      if (places.has(id)) found.set(id, Math.min(value, found.get(id) ?? Infinity));
    }
  }
  return found;
}

/** Legs of both years, of the second alone ("gained") and of the first alone ("lost"), each once.
 * @param {Leg[]} before
 * @param {Leg[]} now
 * @returns {{ way: Leg[], gained: Leg[], lost: Leg[] }} */
export function toldApart(before, now) {
  const [then, here] = [before, now].map((legs) => new Map(legs.map((leg) => [leg.stretch, leg])));
  /**
   * @param {Map<number, Leg>} legs
   * @param {(stretch: number) => boolean} keep */
  const some = (legs, keep) => [...legs].filter(([stretch]) => keep(stretch)).map(([, leg]) => leg);
  return {
    way: some(here, (stretch) => then.has(stretch)),
    gained: some(here, (stretch) => !then.has(stretch)),
    lost: some(then, (stretch) => !here.has(stretch)),
  };
}
