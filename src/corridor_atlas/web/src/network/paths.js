/* Search in a graph of the network: vertices are numbered as they come, an edge stands at both its ends. */

/** A path: the keys of its vertices, and between each two of them the leg that leads there, null for a change.
 * @typedef {{ keys: number[], legs: (Leg | null)[] }} Path */

/** A graph without direction, in the order in which its edges came. Its vertices have keys from 0. An edge has two
 * numbers, 2n and 2n + 1, one for each direction; all is kept in flat lists, for a hundred graphs are made at a time. */
export class Graph {
  /** @param {number} size One more than the highest key. */
  constructor(size) {
    /** Numbers of vertices by their keys, -1 for one that is not there. */
    this.numbers = new Int32Array(size).fill(-1);
    /** Keys of vertices by their numbers.
     * @type {number[]} */
    this.keys = [];
    /** The first and the last edge that leaves each vertex.
     * @type {number[]} */
    this.first = [];
    /** @type {number[]} */
    this.last = [];
    /** Of each edge where it leads, the next one from the same vertex, its cost, and the leg that it is, if any.
     * @type {number[]} */
    this.to = [];
    /** @type {number[]} */
    this.next = [];
    /** @type {number[]} */
    this.costs = [];
    /** @type {(Leg | null)[]} */
    this.legs = [];
  }

  /** @param {number} key */
  has(key) {
    return this.numbers[key] >= 0;
  }

  /** @param {number} key */
  vertex(key) {
    if (this.numbers[key] < 0) {
      this.numbers[key] = this.keys.push(key) - 1;
      this.first.push(-1);
      this.last.push(-1);
    }
    return this.numbers[key];
  }

  /** The edge from one vertex to another, -1 where there is none.
   * @param {number} from
   * @param {number} to */
  edge(from, to) {
    let edge = this.first[from];
    while (edge >= 0 && this.to[edge] !== to) edge = this.next[edge];
    return edge;
  }

  /** Set the edge between two vertices, given by their keys; one that was there keeps its place in the order. With
   * `dearer` only one that costs more is replaced.
   * @param {number} a
   * @param {number} b
   * @param {number} cost
   * @param {Leg | null} leg
   * @param {boolean} [dearer] */
  join(a, b, cost, leg, dearer) {
    const here = this.vertex(a);
    const there = this.vertex(b);
    const known = this.edge(here, there);
    if (known < 0) {
      this.leave(here, there, cost, leg);
      this.leave(there, here, cost, leg);
    } else if (!dearer || this.costs[known] > cost) {
      this.costs[known] = this.costs[known ^ 1] = cost;
      this.legs[known] = this.legs[known ^ 1] = leg;
    }
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} cost
   * @param {Leg | null} leg */
  leave(from, to, cost, leg) {
    const edge = this.to.push(to) - 1;
    this.costs.push(cost);
    this.legs.push(leg);
    this.next.push(-1);
    if (this.last[from] < 0) this.first[from] = edge;
    else this.next[this.last[from]] = edge;
    this.last[from] = edge;
  }
}

/** The path of least cost from any of `starts` to any of `ends`, all given by their keys; null when there is none.
 * Of paths that cost the same the one that is found first counts, in the order of Python. `used`: how often ways that
 * are known already lead over a stretch; each time makes it dearer by half.
 * @param {Graph} graph
 * @param {number[]} starts
 * @param {number[]} ends
 * @param {Map<number, number>} [used]
 * @returns {Path | null} */
export function shortest(graph, starts, ends, used) {
  const { numbers, keys } = graph;
  const targets = ends.map((key) => numbers[key]).filter((one) => one >= 0);
  if (!targets.length || !starts.length) return null;
  const cost = new Float64Array(keys.length).fill(Infinity);
  const came = new Int32Array(keys.length).fill(-1); // by which edge
  const done = new Uint8Array(keys.length);
  const wanted = new Set(targets);
  const heap = new Heap();
  for (const key of starts) {
    const start = numbers[key];
    if (cost[start] === 0) continue;
    cost[start] = 0;
    heap.push(0, start);
  }
  while (heap.size && wanted.size) {
    const here = heap.pop();
    if (done[here]) continue;
    done[here] = 1;
    wanted.delete(here);
    for (let edge = graph.first[here]; edge >= 0; edge = graph.next[edge]) {
      const there = graph.to[edge];
      const sum = cost[here] + costOf(graph, edge, used);
      if (done[there] || sum >= cost[there]) continue;
      cost[there] = sum;
      came[there] = edge;
      heap.push(sum, there);
    }
  }
  const end = targets.reduce((best, one) => (cost[one] < cost[best] ? one : best));
  return cost[end] < Infinity ? traced(graph, came, end) : null;
}

/** How far it is from any of `starts` to each vertex within a limit, by their keys; a leg counts as `weigh` says, a
 * change nothing.
 * @param {Graph} graph
 * @param {number[]} starts
 * @param {(leg: Leg) => number} weigh
 * @param {number} limit
 * @returns {Map<number, number>} */
export function distances(graph, starts, weigh, limit) {
  const { numbers, keys } = graph;
  /** @type {Map<number, number>} */
  const found = new Map();
  const least = new Float64Array(keys.length).fill(Infinity);
  const heap = new Heap();
  for (const key of starts) {
    least[numbers[key]] = 0;
    heap.push(0, numbers[key]);
  }
  while (heap.size) {
    const here = heap.pop();
    if (found.has(keys[here])) continue;
    found.set(keys[here], least[here]);
    for (let edge = graph.first[here]; edge >= 0; edge = graph.next[edge]) {
      const there = graph.to[edge];
      const far = least[here] + (graph.legs[edge] ? weigh(graph.legs[edge]) : 0);
      if (far > limit || far >= least[there]) continue;
      least[there] = far;
      heap.push(far, there);
    }
  }
  return found;
}

/**
 * @param {Graph} graph
 * @param {number} edge
 * @param {Map<number, number>} [used] */
function costOf({ costs, legs }, edge, used) {
  const times = used && legs[edge] ? used.get(legs[edge].stretch) : 0;
  return times ? costs[edge] * 1.5 ** times : costs[edge];
}

/**
 * @param {Graph} graph
 * @param {Int32Array} came
 * @param {number} end
 * @returns {Path} */
function traced({ keys, to, legs }, came, end) {
  /** @type {Path} */
  const path = { keys: [keys[end]], legs: [] };
  for (let here = end; came[here] >= 0;) {
    path.legs.unshift(legs[came[here]]);
    here = to[came[here] ^ 1];
    path.keys.unshift(keys[here]);
  }
  return path;
}

/** A heap of vertices by cost; of equal costs the one that came first comes out first. */
class Heap {
  constructor() {
    /** @type {number[]} */
    this.costs = [];
    /** @type {number[]} */
    this.turns = [];
    /** @type {number[]} */
    this.items = [];
    this.count = 0;
  }

  get size() {
    return this.items.length;
  }

  /**
   * @param {number} cost
   * @param {number} item */
  push(cost, item) {
    let at = this.items.length;
    const turn = (this.count += 1);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.costs[up] <= cost) break; // an equal one came before
      this.move(up, at);
      at = up;
    }
    this.put(at, cost, turn, item);
  }

  pop() {
    const { costs, turns, items } = this;
    const [first] = items;
    const cost = costs.pop();
    const turn = turns.pop();
    const item = items.pop();
    const { length } = items;
    let at = 0;
    while (length) {
      let down = 2 * at + 1;
      if (down >= length) break;
      if (down + 1 < length && this.isBefore(down + 1, costs[down], turns[down])) down += 1;
      if (!this.isBefore(down, cost, turn)) break;
      this.move(down, at);
      at = down;
    }
    if (length) this.put(at, cost, turn, item);
    return first;
  }

  /**
   * @param {number} at
   * @param {number} cost
   * @param {number} turn */
  isBefore(at, cost, turn) {
    return this.costs[at] < cost || (this.costs[at] === cost && this.turns[at] < turn);
  }

  /**
   * @param {number} from
   * @param {number} to */
  move(from, to) {
    this.put(to, this.costs[from], this.turns[from], this.items[from]);
  }

  /**
   * @param {number} at
   * @param {number} cost
   * @param {number} turn
   * @param {number} item */
  put(at, cost, turn, item) {
    this.costs[at] = cost;
    this.turns[at] = turn;
    this.items[at] = item;
  }
}
