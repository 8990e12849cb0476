/* Corridors as strips: a ruler in kilometres, its segments with their status in a year, as `network/strip.py` has them.
 * The chain of legs comes ready made and is the same in every year. */

import { gaugeBreaks } from "./breaks.js";
import { sum, tenths } from "./router.js";

const AFLOAT = ["sea", "river"];

export class Strips {
  /** @param {import("./net.js").Net} net */
  constructor(net) {
    this.net = net;
    this.terminals = new Set(net.told.terminals);
    /** Corridors that have a length. */
    this.ids = Object.keys(net.told.corridors).filter((id) => net.told.corridors[id].legs.length);
    /** @type {Map<string, CorridorLeg[]>} */
    this.chains = new Map();
    /** @type {Map<string, (number | null)[]>} */
    this.shares = new Map();
  }

  /** The legs of a corridor in order of travel, each from and to so many kilometres.
   * @param {string} id
   * @returns {CorridorLeg[]} */
  chain(id) {
    const { legs } = this.net.told.corridors[id] || { legs: [] };
    return kept(this.chains, id, () => {
      let km = 0;
      return legs.map((number) => {
        const turned = number < 0;
        const leg = this.net.legs[turned ? -1 - number : number];
        const from = hundredths(km);
        km += leg.km;
        return { leg, turned, start: turned ? leg.end : leg.start, end: turned ? leg.start : leg.end, from, to: hundredths(km) };
      });
    });
  }

  /** Neighbouring stops between which no line leads, as ids.
   * @param {string} id */
  gaps(id) {
    return (this.net.told.corridors[id] || {}).gaps || [];
  }

  /** The strip of a corridor in a year for a load.
   * @param {string} id
   * @param {number} year
   * @param {string} load
   * @returns {CorridorStrip} */
  strip(id, year, load) {
    const open = this.net.openIn(year, { modes: [], load });
    const segments = this.chain(id).map((one) => ({ ...one, usable: isUsable(one, open), ...this.stateOf(one, year) }));
    return { id, year, segments, ...measured(segments, open) };
  }

  /** Status and limits of a leg in a year.
   * @param {CorridorLeg} of
   * @param {number} year */
  stateOf({ leg, turned }, year) {
    const { net } = this;
    const valves = turned ? leg.gates.slice().reverse() : leg.gates;
    const states = [leg.line, ...valves].map((one) => net.statusOf(one, year));
    const { only = null } = states.find((one) => one.only) || {};
    return { status: states[0].status, valves, only };
  }

  /** The usable share of a corridor in every year; null where it has no length.
   * @param {string} id
   * @param {string} load */
  series(id, load) {
    return kept(this.shares, `${id}|${load}`, () => {
      const chain = this.chain(id);
      return this.net.years.map((year) => measured(chain, this.net.openIn(year, { modes: [], load })).share);
    });
  }

  /** Border crossings, gauge breaks and ports on a strip, each once, with whether one can pass there.
   * @param {CorridorStrip} strip
   * @param {string} load
   * @returns {CorridorMark[]} */
  marks({ segments, year }, load) {
    const { net } = this;
    const { nodes, told } = net;
    const breaks = new Set(gaugeBreaks(segments, (leg) => net.gaugesOf(leg, year), net.stationsIn(year)));
    /** @type {Map<number, CorridorMark>} */
    const found = new Map();
    for (const { leg, start, end, from, to } of segments) {
      for (const [node, km] of [[start, from], [end, to]]) {
        const sign = this.sign(node, leg.mode, breaks);
        if (!sign || found.has(node)) continue;
        const place = told.at[node];
        const isValve = net.valves.has(place);
        const open = !isValve || net.isOpen(place, year, load);
        found.set(node, { node: nodes[node], km, sign, open, id: place && (isValve || sign === "port") ? place : nodes[node] });
      }
    }
    return [...found.values()].sort((a, b) => a.km - b.km);
  }

  /**
   * @param {number} node
   * @param {string} mode of the leg that leads there
   * @param {Set<number>} breaks
   * @returns {CorridorMark["sign"] | null} */
  sign(node, mode, breaks) {
    const { net } = this;
    if (breaks.has(node)) return "gauge";
    if (net.valves.has(net.told.at[node]) || net.isBorder(node)) return "crossing";
    return AFLOAT.includes(mode) || this.terminals.has(node) ? "port" : null;
  }
}

/** Whether a line operates and cannot be used: what it carries, a crossing or a bridge stands against it.
 * @param {CorridorSegment} segment */
export const isShut = ({ status, usable }) => status === "operating" && !usable;

/** Neighbouring segments that look the same as one: from and to in kilometres, and how they look.
 * @param {CorridorStrip} strip
 * @returns {CorridorRun[]} */
export function runsOf({ segments }) {
  /** @type {CorridorRun[]} */
  const found = [];
  for (const one of segments) {
    const look = lookOf(one);
    const last = found[found.length - 1];
    if (last && last.look === look) last.to = one.to;
    else found.push({ from: one.from, to: one.to, look });
  }
  return found;
}

/** How a segment looks, as the names of classes: its status, whether it is for one load alone, whether it is shut.
 * @param {CorridorSegment} segment */
export function lookOf(segment) {
  const { status, only, usable } = segment;
  return [status || "none", only && usable ? "only" : "", isShut(segment) ? "shut" : ""].filter(Boolean).join(" ");
}

/** A share as whole per cent; what is not quite all or nothing is not told as such.
 * @param {number | null} share */
export function percentOf(share) {
  if (share === null) return null;
  const twice = 200 * share;
  const value = Number.isInteger(twice) && twice % 2 ? 2 * Math.round(twice / 4) : Math.round(twice / 2); // a half goes to the even one
  return share > 0 && share < 1 ? Math.min(99, Math.max(1, value)) : value;
}

/** @param {CorridorLeg} leg
 * @param {Uint8Array} open */
const isUsable = ({ leg }, open) => leg.needs.every((number) => open[number]);

/** Kilometres, how many of them can be used, and their share, to a ten-thousandth.
 * @param {CorridorLeg[]} chain
 * @param {Uint8Array} open */
function measured(chain, open) {
  const km = chain.length ? tenths(chain[chain.length - 1].to) : 0;
  const usableKm = tenths(sum(chain.filter((one) => isUsable(one, open)).map(({ from, to }) => to - from)));
  return { km, usableKm, share: km ? Number((usableKm / km).toFixed(4)) : null };
}

/** A number to two decimals; what lies right between two goes to the even one, as in Python.
 * @param {number} number */
function hundredths(number) {
  if (!Number.isInteger(number * 8) || Number.isInteger(number * 4)) return Number(number.toFixed(2));
  const low = Math.floor(number * 100);
  return (low % 2 ? low + 1 : low) / 100;
}

/** What a map holds for a key, made where it holds nothing.
 * @template T
 * @param {Map<string, T>} map
 * @param {string} key
 * @param {() => T} make
 * @returns {T} */
function kept(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}
