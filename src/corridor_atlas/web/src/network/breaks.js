/* Where the gauge changes on a chain of legs. */

/** Changes so far: of two, the lesser is the better one.
 * @typedef {{ cost: number, order: number[], nodes: number[] }} Changes */

/** @type {Changes} */
const NONE = { cost: 0, order: [], nodes: [] };

/** Nodes at which the gauge is changed: as few as can be, each as late as can be, for cargo is reloaded on the side
 * that receives it. A change away from the stations that can make it is told only where there is no other way.
 * @param {Travelled[]} legs
 * @param {(leg: Leg) => number[]} gaugesOf
 * @param {Set<number>} stations */
export function gaugeBreaks(legs, gaugesOf, stations) {
  /** @type {Map<number, Changes>} */
  let byGauge = new Map();
  let told = NONE;
  let here = -1;
  legs.forEach(({ leg, start, end }, i) => {
    if (leg.mode !== "rail") {
      told = least(byGauge.values(), told);
      byGauge = new Map();
      return;
    }
    const gauges = gaugesOf(leg);
    if (byGauge.size) {
      // between two nodes of one town the cargo is carried over anyhow
      const cost = start !== here || stations.has(start) ? 1 : 1000;
      const changed = least([...byGauge.values()].map((was) => ({
        cost: was.cost + cost, order: [...was.order, -i], nodes: [...was.nodes, start],
      })), NONE);
      const before = byGauge;
      byGauge = new Map(gauges.map((gauge) => [gauge, least([changed, before.get(gauge) || changed], changed)]));
    } else byGauge = new Map(gauges.map((gauge) => [gauge, told]));
    here = end;
  });
  return least(byGauge.values(), told).nodes;
}

/** The least of some; `otherwise` where there is none.
 * @param {Iterable<Changes>} some
 * @param {Changes} otherwise */
function least(some, otherwise) {
  /** @type {Changes | null} */
  let best = null;
  for (const one of some) if (!best || isLess(one, best)) best = one;
  return best || otherwise;
}

/** By cost, then by the order of the changes, then by their nodes, as tuples are compared.
 * @param {Changes} a
 * @param {Changes} b */
function isLess(a, b) {
  if (a.cost !== b.cost) return a.cost < b.cost;
  for (const [left, right] of [[a.order, b.order], [a.nodes, b.nodes]]) {
    for (let i = 0; i < left.length && i < right.length; i++) if (left[i] !== right[i]) return left[i] < right[i];
    if (left.length !== right.length) return left.length < right.length;
  }
  return false;
}
