/* The network as the page holds it: nodes, places, legs, and what of it is open in a year. */

import { codeAt, GONE, onlyOf, STATUSES, TRAFFIC } from "../model/spans.js";
import { MODES } from "../model/state.js";

/** What alone a line may carry that is of use for each load.
 * @type {Record<string, string>} */
const CARRIED = { cargo: TRAFFIC[0], people: TRAFFIC[1] };
const OFFERED = ["rail", "road", "river", "sea"];
const BORDER = 2; // kinds of node: a train passes and nobody can reload it at the first two but stations, which are 0
const STATION = 0;
const OPERATING = STATUSES.indexOf("operating");
const ENDED = ["closed", "cancelled"];

export class Net {
  /** `told` as `draw/network.py` has it; `model` knows the spans and shapes of all that is drawn.
   * @param {NetworkTold} told
   * @param {Model} model */
  constructor(told, model) {
    this.told = told;
    this.model = model;
    const [from, to] = model.years;
    this.years = [...Array(to - from + 1).keys()].map((i) => from + i);
    this.gauges = told.gauges;
    this.nodes = told.nodes;
    this.valves = new Set(told.valves);
    this.numberOf = new Map(told.nodes.map((id, number) => [id, number]));
    this.places = placesOf(told);
    /** Of each node by number the places at which one can change: itself, and what it serves unless that is a crossing,
     * whose nodes are ways through it.
     * @type {number[][]} */
    this.placesOf = this.changesAt(told);
    /** All that opens and shuts, by number.
     * @type {string[]} */
    this.needed = [];
    this.legs = this.legsOf(told);
    /** Modes of which there is a line, in the order in which they are offered. */
    this.modes = OFFERED.filter((mode) => this.legs.some((leg) => leg.mode === mode && !leg.lane));
    this.hasLanes = told.lanes.rows.length > 0;
    this.apart = new Map();
    for (let i = 0; i < told.apart.length; i += 3) this.apart.set(pair(told.apart[i], told.apart[i + 1]), told.apart[i + 2]);
    const turns = told.tracks.flatMap(({ later }) => later.map(([year]) => year));
    this.regauged = [...new Set(turns)].sort((a, b) => a - b);
    /** The gauges of each track in each epoch; all there are where they are not settled. */
    this.tracks = told.tracks.map((track) => [-Infinity, ...this.regauged].map((year) => {
      const found = track.later.reduce((now, [first, gauges]) => (first <= year ? gauges : now), track.gauges);
      return found.length ? found : this.gauges;
    }));
    /** @type {Map<number, Set<number>>} */
    this.stations = new Map();
    /** @type {Map<string, Uint8Array>} */
    this.open = new Map();
  }

  /** @param {NetworkTold} told */
  changesAt({ at }) {
    const numbers = new Map(this.numberOf);
    /** @param {string} place */
    const number = (place) => numbers.get(place) ?? numbers.set(place, numbers.size).get(place);
    return at.map((place, node) => (place && !this.valves.has(place) ? [node, number(place)] : [node]));
  }

  /** Every leg in the order of Python: of the lines, then of the lanes of the sea.
   * @param {NetworkTold} told
   * @returns {Leg[]} */
  legsOf(told) {
    const stretches = new Map();
    const numbers = new Map();
    /**
     * @param {Map<string, number>} list
     * @param {string} key */
    const number = (list, key) => list.get(key) ?? list.set(key, list.size).get(key);
    /** @param {Omit<Leg, "gates" | "needs" | "stretch">} leg */
    const whole = (leg) => {
      const gates = [leg.start, leg.end].map((node) => told.at[node]).filter((place) => this.valves.has(place));
      if (leg.lane) gates.push(told.nodes[leg.start], told.nodes[leg.end]);
      const needs = [leg.line, ...gates].map((id) => number(numbers, id));
      return { ...leg, gates, needs, stretch: number(stretches, `${leg.line}|${pair(leg.start, leg.end)}`) };
    };
    const lines = told.lines.flatMap(({ id, mode, nodes, cut, legs, people }) => nodes.slice(1).map((end, i) => whole({
      line: id, mode: MODES[mode], start: nodes[i], end, km: legs[3 * i], track: legs[3 * i + 1],
      lands: told.lands[legs[3 * i + 2]], freight: !people, cut: [cut[i], cut[i + 1]],
    })));
    const { line, rows } = told.lanes;
    const lanes = rows.map(([start, end, km, land, ...over]) => whole({
      line, mode: "sea", start, end, km, track: -1, lands: told.lands[land], freight: true, lane: over,
    }));
    this.needed = [...numbers.keys()];
    return [...lines, ...lanes];
  }

  /** How often gauges have changed by a year: what is the same for all years between two changes.
   * @param {number} year */
  epoch(year) {
    return this.regauged.filter((first) => first <= year).length;
  }

  /** The gauges of a leg of a railway in a year.
   * @param {Leg} leg
   * @param {number} year */
  gaugesOf({ track }, year) {
    return this.tracks[track][this.epoch(year)];
  }

  /** Nodes at which the gauge can be changed in a year: stations at which a gauge ends.
   * @param {number} year */
  stationsIn(year) {
    const epoch = this.epoch(year);
    if (!this.stations.has(epoch)) {
      /** @type {Map<number, Set<string>>} */
      const meeting = new Map();
      for (const leg of this.legs) {
        if (leg.mode !== "rail") continue;
        const gauges = this.gaugesOf(leg, year).slice().sort().join();
        for (const node of [leg.start, leg.end]) meeting.set(node, (meeting.get(node) || new Set()).add(gauges));
      }
      const found = [...meeting].filter(([node, sets]) => sets.size > 1 && this.told.kinds[node] === STATION);
      this.stations.set(epoch, new Set(found.map(([node]) => node)));
    }
    return this.stations.get(epoch);
  }

  /** @param {number} node */
  isBorder(node) {
    return this.told.kinds[node] === BORDER;
  }

  /** Kilometres between two nodes of one place.
   * @param {number} a
   * @param {number} b */
  apartKm(a, b) {
    return a === b ? 0 : this.apart.get(pair(a, b)) || 0;
  }

  /** The nodes of a place; and those of its town, for a station or quay that is out of use.
   * @param {string} place */
  nodesOf(place) {
    const number = this.numberOf.get(place);
    const town = number === undefined ? this.told.towns[place] : this.told.at[number];
    return [this.places.get(place) || [], this.places.get(town) || []];
  }

  /** Whether two places are the same to the network, which has then nothing to say.
   * @param {string} a
   * @param {string} b */
  isSame(a, b) {
    const here = new Set(this.places.get(a));
    return a === b || (this.places.get(b) || []).some((node) => here.has(node));
  }

  /** The code of a feature in a year, as in its spans; of what has no dates null.
   * @param {string} id
   * @param {number} year */
  codeOf(id, year) {
    const feature = this.model.byId.get(id);
    if (feature) return feature.timeless ? null : codeAt(feature.spans, year);
    const { s } = this.told.more[id] || {};
    return s ? codeAt(s, year) : null;
  }

  /** Which of `needed` may be used in a year, by their numbers: to be read only.
   * @param {number} year
   * @param {Asked} asked */
  openIn(year, { load, opened }) {
    const key = `${load}|${year}`;
    let open = this.open.get(key);
    if (!open) {
      open = Uint8Array.from(this.needed, (id) => Number(this.isOpen(id, year, load)));
      this.open.set(key, open);
    }
    if (!opened || !opened.length) return open;
    return open.map((one, number) => one || Number(opened.includes(this.needed[number])));
  }

  /**
   * @param {string} id
   * @param {number} year
   * @param {string} load */
  isOpen(id, year, load) {
    const code = this.codeOf(id, year);
    if (code === null) return true;
    const only = onlyOf(code);
    return code >= 0 && (code & 7) === OPERATING && !(code & GONE) && (!only || only === CARRIED[load]);
  }

  /** The status of a feature that would have to open, and what alone it carries.
   * @param {string} id
   * @param {number} year
   * @returns {MissingOne} */
  statusOf(id, year) {
    const code = this.codeOf(id, year);
    const status = code === null || code < 0 ? null : STATUSES[code & 7];
    const ended = code & GONE && !ENDED.includes(status);
    return { id, status: ended ? null : status, only: (!ended && onlyOf(code ?? -1)) || null };
  }

  /** The names of a line, a node, a crossing or a place.
   * @param {string} id */
  namesOf(id) {
    const { more } = this.told;
    return this.model.nameOf(id) || (more[id] ? more[id].n : undefined);
  }
}

/** One key for two nodes, whichever comes first.
 * @param {number} a
 * @param {number} b */
export const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** The nodes of each place: a town has its stations, a port its quays; one that has none has those of its town.
 * @param {NetworkTold} told */
function placesOf({ nodes, at, towns }) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  /**
   * @param {string} place
   * @param {number} node */
  const add = (place, node) => (found.get(place) ? found.get(place).push(node) : found.set(place, [node]));
  nodes.forEach((id, node) => {
    add(id, node);
    if (at[node]) add(at[node], node);
  });
  for (const [place, town] of Object.entries(towns)) if (!found.has(place)) found.set(place, found.get(town).slice());
  return found;
}
