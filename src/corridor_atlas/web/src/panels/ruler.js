/* A corridor as a ruler: its runs from left to right, each as its status looks. */

import { el } from "../core/dom.js";

/** Stretches of a ruler that is so many kilometres long.
 * @param {HTMLElement} box
 * @param {CorridorRun[]} runs
 * @param {number} km */
export function fillRuler(box, runs, km) {
  box.replaceChildren(...runs.map(({ from, to, look }) => place(el("i", classOf(look), null), from, to, km)));
}

/** Put something where it stands on a ruler.
 * @template {HTMLElement} Node
 * @param {Node} node
 * @param {number} from in kilometres
 * @param {number} to
 * @param {number} km of the whole
 * @returns {Node} */
export function place(node, from, to, km) {
  node.style.left = `${(100 * from) / km}%`;
  node.style.width = `${(100 * (to - from)) / km}%`;
  return node;
}

/** The classes for a look, as `lookOf` tells it.
 * @param {string} look */
export const classOf = (look) => `cam-run ${look.split(" ").map((one) => `cam-run-${one}`).join(" ")}`;
