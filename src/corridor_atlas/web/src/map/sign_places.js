/* Where signs stand. */

import { isLit } from "../model/state.js";
import { signFactor } from "./style.js";

const MANY = 500; // above this number of signs nobody could read them apart; they stay where they are

/** Where each sign goes. Signs that would lie on each other move aside (a hair line leads back
 * to the place) or, at small scales, shrink to a dot. The selected comes first, then layers
 * from the top. The result is in drawing order.
 * @param {Entry[]} entries
 * @param {Frame} frame
 * @param {State} state */
export function placeSigns(entries, frame, state) {
  const factor = signFactor(frame.zoom);
  const { scale, x: left, y: top } = frame.view;
  const signs = entries.map(({ feature, code, change, dim }) => {
    const { 0: wx, 1: wy } = feature.shape.parts[0];
    const x = wx * scale - left;
    const y = wy * scale - top;
    return { feature, code, change, dim, x, y, px: x, py: y, r: feature.layer.radius * factor, small: false };
  });
  if (signs.length > MANY) return signs;
  /** @type {Sign[]} */
  const placed = [];
  for (const sign of signs.slice().reverse().sort((a, b) => Number(b.feature.id === state.selected) - Number(a.feature.id === state.selected))) {
    if (sign.feature.layer.symbol !== "none" && sign.r >= 4 && !free(sign, sign.px, sign.py, placed)) {
      if ((frame.zoom < 8 && !isLit(state, sign.feature)) || !moveAside(sign, placed)) {
        sign.small = true;
        sign.r = 2.4;
      }
    }
    if (!sign.small) placed.push(sign);
  }
  return signs.sort((a, b) => Number(b.small) - Number(a.small));
}

/**
 * @param {Sign} sign
 * @param {number} x
 * @param {number} y
 * @param {Sign[]} placed */
function free(sign, x, y, placed) {
  return placed.every((one) => Math.hypot(one.x - x, one.y - y) >= (one.r + sign.r) * 0.92 + 1);
}

/**
 * @param {Sign} sign
 * @param {Sign[]} placed */
function moveAside(sign, placed) {
  for (const reach of [2.1, 3.2]) {
    for (let i = 0; i < 8; i++) {
      const angle = -Math.PI / 4 + (i * Math.PI) / 4;
      const x = sign.px + Math.cos(angle) * sign.r * reach;
      const y = sign.py + Math.sin(angle) * sign.r * reach;
      if (!free(sign, x, y, placed)) continue;
      sign.x = x;
      sign.y = y;
      return true;
    }
  }
  return false;
}
