/* A row of buttons of which Tab reaches one, and the arrows the others. */

import { clamp } from "../core/numbers.js";

/** Let Tab reach one of some buttons.
 * @param {HTMLElement[]} nodes
 * @param {number} at its number */
export function reach(nodes, at) {
  nodes.forEach((node, i) => (node.tabIndex = i === at ? 0 : -1));
}

/** Move the focus among the buttons of a row: whether the key does that.
 * @param {HTMLElement[]} nodes
 * @param {Key} event */
export function rove(nodes, { key, target }) {
  const at = nodes.indexOf(target);
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: nodes.length - 1 };
  if (at < 0 || !(key in steps)) return false;
  const next = clamp(steps[key], 0, nodes.length - 1);
  reach(nodes, next);
  nodes[next].focus();
  return true;
}
