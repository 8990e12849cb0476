/* How a map shows what differs between two years: by colour, and by a sign beside it. */

import { moved } from "../model/changes.js";
import { pen } from "./canvas.js";
import { DIM, layerColour, styleOf } from "./style.js";

const MOST = 300; // above this number of changes in view their signs would hide the map
const RADIUS = 6;
/** @type {Record<string, (p: CanvasPath, r: number) => void>} */
const GLYPHS = {
  opened: (p, r) => { p.moveTo(-r, 0); p.lineTo(r, 0); p.moveTo(0, -r); p.lineTo(0, r); },
  closed: (p, r) => { p.moveTo(-r * 0.8, -r * 0.8); p.lineTo(r * 0.8, r * 0.8); p.moveTo(-r * 0.8, r * 0.8); p.lineTo(r * 0.8, -r * 0.8); },
  changed: (p, r) => { p.moveTo(-r * 0.4, -r); p.lineTo(r * 0.6, 0); p.lineTo(-r * 0.4, r); },
};

/** A disc with plus (opened), cross (closed) or arrow head (changed) at x, y.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Change} kind
 * @param {number} x
 * @param {number} y
 * @param {Palette} palette */
function changeSign(ctx, kind, x, y, palette) {
  ctx.save();
  ctx.translate(x, y);
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.fillStyle = palette["change_" + kind];
  ctx.strokeStyle = palette.casing;
  ctx.beginPath();
  ctx.arc(0, 0, RADIUS, 0, 7);
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.beginPath();
  GLYPHS[kind](ctx, RADIUS * 0.52);
  ctx.lineWidth = 1.7;
  ctx.stroke();
  ctx.restore();
}

/** A small picture of a kind of difference: a line in its colour with its sign.
 * @param {HTMLCanvasElement} canvas
 * @param {Change} kind
 * @param {Palette} palette */
export function paintChange(canvas, kind, palette) {
  const [width, height] = [52, 20];
  const { ctx } = pen(canvas, width, height);
  ctx.strokeStyle = palette["change_" + kind];
  ctx.lineWidth = kind === "same" ? 1.8 : 3;
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(4, height / 2);
  ctx.lineTo(width - 4, height / 2);
  ctx.stroke();
  if (GLYPHS[kind]) changeSign(ctx, kind, width / 2, height / 2, palette);
}

/** Put its sign to whatever changed and has room for one; gives back their places [x, y, radius].
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Seen} seen
 * @param {Sign[]} signs
 * @param {Palette} palette */
export function drawChangeSigns(ctx, frame, seen, signs, palette) {
  const found = signs.filter((one) => moved(one) && !one.covered && !one.dim).map(({ change, x, y, r }) => ({ change, x: x + r * 0.85, y: y - r * 0.85 }));
  for (const entry of [...seen.line, ...seen.area].filter((one) => moved(one) && !one.dim)) {
    const at = middle(entry.feature.shape, frame);
    if (at) found.push({ change: entry.change, x: at[0], y: at[1] });
  }
  if (found.length > MOST || frame.zoom < 5) return [];
  /** @type {[number, number, number][]} */
  const placed = [];
  for (const { change, x, y } of found) {
    if (placed.some((one) => Math.hypot(one[0] - x, one[1] - y) < 2 * RADIUS + 2)) continue;
    changeSign(ctx, change, x, y, palette);
    placed.push([x, y, RADIUS]);
  }
  return placed;
}

/** The corner in the middle of what is seen of a line's longest stretch, or of an area its middle.
 * @param {Shape} shape
 * @param {Frame} frame */
function middle({ type, parts, box }, { view, world }) {
  if (type === "area") return [((box[0] + box[2]) / 2) * view.scale - view.x, ((box[1] + box[3]) / 2) * view.scale - view.y];
  let best = null;
  let most = 0;
  for (const xy of parts) {
    let from = 0;
    for (let i = 0; i <= xy.length; i += 2) {
      if (i < xy.length && xy[i] >= world[0] && xy[i] <= world[2] && xy[i + 1] >= world[1] && xy[i + 1] <= world[3]) continue;
      if (i - from > most) [most, best] = [i - from, { xy, at: from + ((i - from) >> 2) * 2 }];
      from = i + 2;
    }
  }
  return best && [best.xy[best.at] * view.scale - view.x, best.xy[best.at + 1] * view.scale - view.y];
}

/** Its colour on the map: that of the difference, else that of its layer.
 * @param {Pick<Entry, "feature" | "change">} entry
 * @param {Palette} palette
 * @param {Theme} theme */
export const colourOf = ({ feature, change }, palette, theme) => (change ? palette["change_" + change] : layerColour(feature.layer, theme));

/** As `styleOf`; what changed is not faint even when it is gone.
 * @param {Entry} entry */
export function lookOf(entry) {
  const style = styleOf(entry.code);
  if (entry.dim) return { ...style, dim: true, alpha: style.alpha * DIM };
  return moved(entry) ? { ...style, alpha: Math.max(style.alpha, 0.9) } : style;
}

/** Factor on the width of a line.
 * @param {Change | undefined} change */
export const changeWidth = (change) => (!change ? 1 : change === "same" ? 0.75 : 1.25);
