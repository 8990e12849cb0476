/* Ways from one place to another in a year, as `network/graph.py` finds them: same costs, same order, same answers. */

import { DOUBTFUL } from "../model/spans.js";
import { MODES } from "../model/state.js";
import { gaugeBreaks } from "./breaks.js";
import { Graph, shortest } from "./paths.js";

/** What changes cost, in kilometres of detour that one would rather take. */
export const COSTS = { gaugeBreak: 100, transfer: 150, border: 20, voyage: 200 };
/** How far a thing is from being open: to reopen is nearer than to build.
 * @type {Record<string, number>} */
const HARDSHIP = { planned: 2, proposed: 2.5, cancelled: 3, none: 3 };
const FAR_KM = 1e6; // longer than any way: what one thing that is shut counts
const TOO_LONG = 3; // times the best way, beyond which another one is not worth telling
const KEPT = 400; // graphs that are kept

export class Router {
  /** @param {import("./net.js").Net} net */
  constructor(net) {
    this.net = net;
    this.width = net.gauges.length + MODES.length; // ways of travelling that a node may have
    /** @type {Map<string, Graph>} */
    this.graphs = new Map();
    /** @type {Map<string, { key: string, legs: Leg[], needed: number[] }>} */
    this.wanted = new Map();
  }

  /** The legs that are asked for, their status apart, and what must be open for them, by number.
   * @param {Asked} asked */
  wantedBy({ modes, load, anySea }) {
    const key = [...modes].sort().join() + load + Boolean(anySea);
    let wanted = this.wanted.get(key);
    if (!wanted) {
      const legs = this.net.legs.filter((leg) => modes.includes(leg.mode) && (leg.freight || load !== "cargo") && (!leg.lane || anySea));
      wanted = { key, legs, needed: [...new Set(legs.flatMap((leg) => leg.needs))] };
      this.wanted.set(key, wanted);
    }
    return wanted;
  }

  /** The graph of a year, the same one for all years in which the same things are open.
   * @param {number} year
   * @param {Asked} asked */
  graph(year, asked) {
    const { key, legs, needed } = this.wantedBy(asked);
    const open = this.net.openIn(year, asked);
    const name = `${key}|${this.net.epoch(year)}|${needed.map((number) => open[number]).join("")}`;
    let graph = this.graphs.get(name);
    if (!graph) {
      graph = this.build(legs.filter((leg) => leg.needs.every((number) => open[number])), year);
      if (this.graphs.size >= KEPT) this.graphs.clear();
      this.graphs.set(name, graph);
    }
    return graph;
  }

  /**
   * @param {Leg[]} legs
   * @param {number} year */
  build(legs, year) {
    const { net } = this;
    const { gauges } = net;
    const graph = new Graph(net.nodes.length * this.width);
    for (const leg of legs) {
      let cost = leg.km + (COSTS.border / 2) * (Number(net.isBorder(leg.start)) + Number(net.isBorder(leg.end)));
      if (leg.lane) cost += COSTS.voyage;
      /** @param {number} way */
      const add = (way) => graph.join(this.key(leg.start, way), this.key(leg.end, way), cost, leg, true);
      if (leg.mode === "rail") for (const gauge of net.gaugesOf(leg, year)) add(gauges.indexOf(gauge));
      else add(gauges.length + MODES.indexOf(leg.mode));
    }
    this.addChanges(graph, net.stationsIn(year));
    return graph;
  }

  /** The vertex of a node for a way of travelling: rail of each gauge, then the other modes.
   * @param {number} node
   * @param {number} way */
  key(node, way) {
    return node * this.width + way;
  }

  /** @param {number} way */
  isRail(way) {
    return way < this.net.gauges.length;
  }

  /** Changes between the ways of travelling at one node, and between the nodes of one place.
   * @param {Graph} graph
   * @param {Set<number>} stations */
  addChanges(graph, stations) {
    const { placesOf } = this.net;
    /** @type {Map<number, number[]>} */
    const at = new Map();
    for (const key of graph.keys) {
      for (const place of placesOf[Math.floor(key / this.width)]) {
        const here = at.get(place);
        if (here) here.push(key);
        else at.set(place, [key]);
      }
    }
    for (const here of at.values()) {
      for (let i = 0; i < here.length; i++) {
        for (let j = i + 1; j < here.length; j++) this.addChange(graph, here[i], here[j], stations);
      }
    }
  }

  /**
   * @param {Graph} graph
   * @param {number} here
   * @param {number} there
   * @param {Set<number>} stations */
  addChange(graph, here, there, stations) {
    const [from, to] = [here % this.width, there % this.width];
    const [a, b] = [(here - from) / this.width, (there - to) / this.width];
    const gauge = from !== to && this.isRail(from) && this.isRail(to);
    if (gauge && a === b && !stations.has(a)) return;
    const cost = gauge ? COSTS.gaugeBreak : from !== to ? COSTS.transfer : 0;
    graph.join(here, there, cost + this.net.apartKm(a, b), null, true);
  }

  /** Where a way may begin or end: at the vertices of a place, or of its town.
   * @param {Graph} graph
   * @param {string} place */
  verticesOf(graph, place) {
    const ways = [...Array(this.width).keys()];
    for (const nodes of this.net.nodesOf(place)) {
      const found = nodes.flatMap((node) => ways.map((way) => this.key(node, way)).filter((key) => graph.has(key)));
      if (found.length) return found;
    }
    return [];
  }

  /** The best way in a year, or what is missing for one.
   * @param {string} origin
   * @param {string} destination
   * @param {number} year
   * @param {Asked} asked
   * @returns {Route} */
  way(origin, destination, year, asked) {
    const found = this.found(origin, destination, year, asked);
    return found || { ...this.empty(year, asked), missing: this.missing(origin, destination, year, asked) };
  }

  /** The best way alone, null when there is none; `used` as in `shortest`.
   * @param {string} origin
   * @param {string} destination
   * @param {number} year
   * @param {Asked} asked
   * @param {Map<number, number>} [used] */
  found(origin, destination, year, asked, used) {
    if (this.net.isSame(origin, destination)) return null;
    const graph = this.graph(year, asked);
    const path = shortest(graph, this.verticesOf(graph, origin), this.verticesOf(graph, destination), used);
    return path && this.told(path, year, asked);
  }

  /** The best way and up to `count` - 1 others that lead over different lines, best first.
   * @param {string} origin
   * @param {string} destination
   * @param {number} year
   * @param {Asked} asked
   * @param {number} count */
  ways(origin, destination, year, asked, count) {
    const best = this.found(origin, destination, year, asked);
    if (!best) return [];
    const found = [best];
    const used = new Map();
    let last = best;
    for (let i = 0; i < count * 3 && found.length < count; i++) {
      for (const stretch of new Set(last.legs.map(({ leg }) => leg.stretch))) used.set(stretch, (used.get(stretch) || 0) + 1);
      last = this.found(origin, destination, year, asked, used);
      const { lines, km } = last;
      if (found.every((one) => !sameSet(one.lines, lines)) && km <= TOO_LONG * best.km) found.push(last);
    }
    return [best, ...found.slice(1).sort((a, b) => a.km - b.km)];
  }

  /** The best way of every year, null where there is none.
   * @param {string} origin
   * @param {string} destination
   * @param {Asked} asked */
  series(origin, destination, asked) {
    return this.net.years.map((year) => this.found(origin, destination, year, asked));
  }

  /**
   * @param {number} year
   * @param {Asked} asked
   * @returns {Route} */
  empty(year, asked) {
    return { year, modes: asked.modes, legs: [], lines: new Set(), km: null, borders: [], breaks: [], transfers: [], missing: [], doubtful: false };
  }

  /** A path as a way.
   * @param {import("./paths.js").Path} path
   * @param {number} year
   * @param {Asked} asked
   * @returns {Route} */
  told({ keys, legs: over }, year, asked) {
    const { net } = this;
    const { nodes, told } = net;
    const at = keys.map((key) => [Math.floor(key / this.width), key % this.width]);
    const legs = travelled(over, at.map(([node]) => node));
    const borders = new Set(legs.filter(({ end }) => net.isBorder(end)).map(({ end }) => told.at[end] || nodes[end]));
    const transfers = at.slice(1).filter(([, way], i) => !over[i] && way !== at[i][1] && !(this.isRail(way) && this.isRail(at[i][1])));
    const breaks = gaugeBreaks(legs, (leg) => net.gaugesOf(leg, year), net.stationsIn(year));
    const doubtful = legs.some(({ leg }) => [leg.line, ...leg.gates].some((id) => (Math.max(0, net.codeOf(id, year) ?? 0) & DOUBTFUL) !== 0));
    return {
      ...this.empty(year, asked), legs, lines: new Set(legs.map(({ leg }) => leg.line)), km: tenths(sum(legs.map(({ leg }) => leg.km))),
      borders: [...borders], breaks: breaks.map((node) => nodes[node]), transfers: transfers.map(([node]) => nodes[node]), doubtful,
    };
  }

  /** The fewest features that would have to open for a way.
   * @param {string} origin
   * @param {string} destination
   * @param {number} year
   * @param {Asked} asked */
  missing(origin, destination, year, asked) {
    if (this.net.isSame(origin, destination)) return [];
    const open = this.net.openIn(year, asked);
    const needed = new Set(this.lackingLeast(origin, destination, year, asked).flatMap((leg) => leg.needs));
    return [...needed].filter((number) => !open[number]).map((number) => this.net.statusOf(this.net.needed[number], year));
  }

  /** The way for which the fewest features have to open, whatever the gauge. A line is boarded and left at a hub: what
   * it lacks counts once, however many of its stations are passed.
   * @param {string} origin
   * @param {string} destination
   * @param {number} year
   * @param {Asked} asked */
  lackingLeast(origin, destination, year, asked) {
    const { net } = this;
    const { legs, needed } = this.wantedBy(asked);
    const open = net.openIn(year, asked);
    /** @type {number[]} */
    const hard = [];
    for (const number of needed) hard[number] = open[number] ? 0 : HARDSHIP[net.statusOf(net.needed[number], year).status || "none"] || 1;
    const width = net.needed.length + 1; // a vertex of a node for each line, and its hub
    const graph = new Graph(net.nodes.length * width);
    /**
     * @param {number} node
     * @param {number} [line] */
    const key = (node, line) => node * width + (line === undefined ? width - 1 : line);
    for (const leg of legs) {
      const [line, ...gates] = leg.needs;
      const shut = (FAR_KM / 2) * gates.reduce((all, number) => all + hard[number], 0); // a crossing has a leg on each side of it
      graph.join(key(leg.start, line), key(leg.end, line), leg.km + shut, leg);
      for (const node of [leg.start, leg.end]) graph.join(key(node, line), key(node), (FAR_KM / 2) * hard[line], null);
    }
    for (const [place, nodes] of net.places) {
      if (net.valves.has(place)) continue;
      const here = nodes.filter((node) => graph.has(key(node)));
      here.slice(1).forEach((node, i) => graph.join(key(here[i]), key(node), 0, null));
    }
    const wanted = new Set(legs.flatMap((leg) => [leg.start, leg.end]));
    const [starts, ends] = [origin, destination].map((place) => net.nodesOf(place).find((nodes) => nodes.some((node) => wanted.has(node))) || []);
    /** @param {number[]} nodes */
    const hubs = (nodes) => nodes.map((node) => key(node)).filter((one) => graph.has(one));
    const path = shortest(graph, hubs(starts), hubs(ends));
    return path ? path.legs.filter(Boolean) : [];
  }
}

/** The legs of a path in the direction of travel; `nodes` are those that it passes.
 * @param {(Leg | null)[]} legs
 * @param {number[]} nodes
 * @returns {Travelled[]} */
function travelled(legs, nodes) {
  return legs.flatMap((leg, i) => {
    if (!leg) return [];
    const turned = leg.start !== nodes[i];
    return [{ leg, turned, start: turned ? leg.end : leg.start, end: turned ? leg.start : leg.end }];
  });
}

/** The sum, with what rounding loses on the way carried along (Neumaier 1974).
 * @param {number[]} numbers */
export function sum(numbers) {
  let whole = 0;
  let lost = 0;
  for (const one of numbers) {
    const next = whole + one;
    lost += Math.abs(whole) >= Math.abs(one) ? whole - next + one : one - next + whole;
    whole = next;
  }
  return whole + lost;
}

/** A number to one decimal; what lies right between two goes to the even one, as in Python.
 * @param {number} number */
export function tenths(number) {
  const twice = number * 20;
  if (!Number.isInteger(number * 4) || twice % 2 === 0) return Number(number.toFixed(1));
  const low = Math.floor(number * 10);
  return (low % 2 ? low + 1 : low) / 10;
}

/**
 * @param {Set<string>} a
 * @param {Set<string>} b */
const sameSet = (a, b) => a.size === b.size && [...a].every((one) => b.has(one));
