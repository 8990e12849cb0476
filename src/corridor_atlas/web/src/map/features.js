/* The canvas of the atlas: every feature of the year, and what lies under the pointer. */

import { changedLast, entryOf, tinted } from "../model/changes.js";
import { distanceToLine, inArea, meets, partsAt } from "../model/geometry.js";
import { isDim, isLit } from "../model/state.js";
import { canvasLayer } from "./canvas.js";
import { colourOf, drawChangeSigns } from "./change_signs.js";
import { drawAreas, drawHalo, drawLines } from "./lines.js";
import { placeSigns } from "./sign_places.js";
import { signPicture } from "./signs.js";
import { DIM } from "./style.js";

/* Corner points of lines that are drawn in full dress: while the year moves, and when it stands still. */
const BUDGET = { moving: 12000, still: 60000 };
const SETTLED = 180; // milliseconds without a new year

export function featureCanvas(state, palette) {
  const layer = new (canvasLayer().extend({
    /** Paint soon, as something in motion: only what is in view, and no slower than a frame. */
    redrawMoving() {
      layer.moving = true;
      clearTimeout(layer.wait);
      layer.wait = setTimeout(() => {
        layer.moving = false;
        layer.redraw();
      }, SETTLED);
      layer.redraw();
    },

    onRemove(map) {
      clearTimeout(layer.wait);
      L.Renderer.prototype.onRemove.call(this, map);
    },

    paint(ctx, frame) {
      if (layer.moving) frame.world = visible(layer._map, frame);
      frame.margin = [frame.box[0] - 30, frame.box[1] - 30, frame.box[2] + 30, frame.box[3] + 30];
      const seen = collect(state, frame);
      for (const way of layer.ways || []) {
        const colour = { way: "accent", gained: "gained", lost: "lost", lit: "halo" }[way.kind];
        drawHalo(ctx, frame, { feature: way }, layer.palette[colour], 8);
      }
      frame.crowded = cornersOf(seen.line, frame.zoom) > (layer.moving ? BUDGET.moving : BUDGET.still);
      const marks = [[state.hovered, layer.palette.hover, 7], [state.selected, layer.palette.halo, 9]];
      for (const type of ["area", "line"]) {
        for (const [id, colour, extra] of marks) {
          const entry = seen[type].find((one) => one.feature.id === id);
          if (entry) drawHalo(ctx, frame, entry, colour, extra, layer.palette.ink);
        }
        const draw = type === "area" ? drawAreas : drawLines;
        for (const entries of byLayer(seen[type])) draw(ctx, frame, entries, layer.palette, state.theme);
      }
      layer.seen = seen;
      layer.signs = placeSigns(seen.point, frame, state);
      drawSigns(ctx, frame, layer.signs, layer.palette, state, marks);
      layer.changeSigns = tinted(state) ? drawChangeSigns(ctx, frame, seen, layer.signs, layer.palette) : [];
      layer.frame = frame;
      if (layer.onpaint) layer.onpaint();
    },

    /** The topmost feature within `reach` pixels of a point (layer pixels), or null. */
    at(x, y, reach) {
      const { seen, signs, frame } = layer;
      if (!seen) return null;
      let best = null;
      let least = Infinity;
      for (let i = signs.length - 1; i >= 0; i--) {
        const distance = Math.hypot(signs[i].x - x, signs[i].y - y) - signs[i].r;
        if (distance <= reach * 0.6 && distance < least) [best, least] = [signs[i].feature, distance];
      }
      return best || lineAt(seen.line, frame, x, y, reach) || areaAt(seen.area, frame, x, y);
    },
  }))({ pane: "ca-features", className: "ca-canvas" });
  layer.palette = palette;
  return layer;
}

/** What the reader sees, in world pixels of zoom 0. */
function visible(map, { view }) {
  const low = map.containerPointToLayerPoint([-20, -20]);
  const size = map.getSize();
  const { scale, x, y } = view;
  return [(low.x + x) / scale, (low.y + y) / scale, (low.x + x + size.x + 40) / scale, (low.y + y + size.y + 40) / scale];
}

function cornersOf(entries, zoom) {
  let sum = 0;
  for (const { feature } of entries) for (const xy of partsAt(feature.shape, zoom)) sum += xy.length / 2;
  return sum;
}

function collect(state, frame) {
  const seen = { area: [], line: [], point: [] };
  for (const feature of state.model.features) {
    const { shape } = feature;
    if (!shape || !meets(shape.box, frame.world)) continue;
    if (frame.zoom < feature.layer.min_zoom && feature.id !== state.selected && !isLit(state, feature)) continue;
    const entry = entryOf(state, feature);
    if (!entry) continue;
    entry.dim = isDim(state, feature);
    seen[shape.type].push(entry);
  }
  if (tinted(state)) for (const entries of Object.values(seen)) changedLast(entries);
  if (state.lit) for (const entries of Object.values(seen)) entries.sort((a, b) => b.dim - a.dim);
  return seen;
}

function byLayer(entries) {
  const found = [];
  for (const entry of entries) {
    const list = found[found.length - 1];
    if (list && list[0].feature.layer === entry.feature.layer) list.push(entry);
    else found.push([entry]);
  }
  return found;
}

function lineAt(entries, frame, x, y, reach) {
  const { view } = frame;
  const pad = reach / view.scale;
  const wx = (x + view.x) / view.scale;
  const wy = (y + view.y) / view.scale;
  let best = null;
  let least = reach;
  for (let i = entries.length - 1; i >= 0; i--) {
    const { feature } = entries[i];
    const { box } = feature.shape;
    if (wx < box[0] - pad || wx > box[2] + pad || wy < box[1] - pad || wy > box[3] + pad) continue;
    for (const xy of partsAt(feature.shape, frame.zoom)) {
      const distance = distanceToLine(x, y, xy, view, 0.5);
      if (distance < least) [best, least] = [feature, distance];
    }
  }
  return best;
}

function areaAt(entries, frame, x, y) {
  for (let i = entries.length - 1; i >= 0; i--) {
    const { feature } = entries[i];
    if (inArea(x, y, feature.shape.parts, frame.view)) return feature;
  }
  return null;
}

/* ---- signs ---- */

function drawSigns(ctx, frame, signs, palette, state, marks) {
  for (const sign of signs) {
    if (sign.x === sign.px && sign.y === sign.py) continue;
    const colour = colourOf(sign, palette, state.theme);
    ctx.globalAlpha = sign.dim ? DIM : 0.8;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(sign.px, sign.py);
    ctx.lineTo(sign.x, sign.y);
    ctx.stroke();
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(sign.px, sign.py, 1.6, 0, 7);
    ctx.fill();
  }
  for (const [id, colour, extra] of marks) {
    const sign = signs.find((one) => one.feature.id === id);
    if (!sign) continue;
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(sign.x, sign.y, sign.r * 1.15 + extra * 0.5, 0, 7);
    ctx.fill();
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  for (const sign of signs) {
    const { feature, code, x, y, r, small } = sign;
    if (feature.layer.symbol === "none") continue;
    const { image, size } = signPicture({
      symbol: small ? "dot" : feature.layer.symbol, colour: colourOf(sign, palette, state.theme), casing: palette.casing,
      code, schematic: feature.schematic, radius: Math.round(r * 4) / 4, ratio: frame.ratio,
    });
    ctx.globalAlpha = sign.dim ? DIM : 1;
    ctx.drawImage(image, Math.round(x * frame.ratio) / frame.ratio - size / 2, Math.round(y * frame.ratio) / frame.ratio - size / 2, size, size);
  }
  ctx.globalAlpha = 1;
}
