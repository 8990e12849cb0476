/* A small map that stands by itself: the ground, the lines of a year, and what is to be seen at once. */

import { groupOf, kindOf } from "../model/changes.js";
import { meets, partsAt, project, trace } from "../model/geometry.js";
import { State } from "../model/state.js";
import { paintGround } from "./basemap.js";
import { pen } from "./canvas.js";
import { drawAreas, drawLines, drawn } from "./lines.js";
import { layerColour } from "./style.js";

const STRONG = 4; // pixels
const DOT = 7; // radius

/** What is drawn of it: `box` west, south, east, north in degrees, all of which is seen; `ids` strongly, and with
 * `against` in its colour what opened since that year.
 * @typedef {{ box: number[], ids: string[], year: number, against?: number | null }} Shown */

/** The frame of a canvas of so many pixels that shows the whole box, and what lies around it; lines are fine in it.
 * @param {number[]} box
 * @param {number} width
 * @param {number} height
 * @param {number} ratio
 * @returns {Frame} */
export function frameOf([west, south, east, north], width, height, ratio) {
  const [left, top] = project(west, north);
  const [right, bottom] = project(east, south);
  const scale = Math.min(width / (right - left), height / (bottom - top));
  const x = ((left + right) / 2) * scale - width / 2;
  const y = ((top + bottom) / 2) * scale - height / 2;
  const box = [0, 0, width, height];
  const world = [x / scale, y / scale, (x + width) / scale, (y + height) / scale];
  return { zoom: Math.log2(scale), view: { scale, x, y }, ratio, box, world, inner: box, crowded: true, margin: [-30, -30, width + 30, height + 30] };
}

/** Paint it over the whole canvas, at the size that the canvas has on the page.
 * @param {HTMLCanvasElement} canvas
 * @param {Shown} shown
 * @param {{ model: Model, ground: Ground, palette: Palette, theme: Theme }} from */
export function paintPicture(canvas, shown, { model, ground, palette, theme }) {
  const { width, height } = canvas.getBoundingClientRect();
  if (!width || !height) return;
  const { ctx, ratio } = pen(canvas, width, height);
  canvas.style.width = canvas.style.height = ""; // the style sheet has the say
  const frame = frameOf(shown.box, width, height, ratio);
  paintGround(ctx, frame, ground, palette);
  const state = new State(model, { year: shown.year });
  for (const layer of model.layers.filter((one) => one.kind !== "points" && state.layers.has(one.id) && frame.zoom >= one.min_zoom)) {
    const entries = entriesOf(state, frame, layer);
    if (entries.length) drawn((layer.kind === "areas" ? drawAreas : drawLines)(ctx, frame, entries, palette, theme));
  }
  const opened = shown.against ? openedSince(state, shown.against) : [];
  strongLines(ctx, frame, opened, palette.change_opened, palette);
  const chosen = shown.ids.map((id) => model.byId.get(id)).filter((one) => one && one.shape);
  strongLines(ctx, frame, chosen.filter(({ shape }) => shape.type === "line"), palette.accent, palette);
  for (const one of chosen) if (one.shape.type === "point") dot(ctx, frame, one, layerColour(one.layer, theme), palette);
}

/**
 * @param {State} state
 * @param {Frame} frame
 * @param {Layer} layer */
function entriesOf(state, frame, layer) {
  const found = [];
  for (const feature of state.model.features) {
    if (feature.layer !== layer || !feature.shape || !meets(feature.shape.box, frame.world)) continue;
    const code = state.code(feature);
    if (code >= 0) found.push(/** @type {Entry} */ ({ feature, code }));
  }
  return found;
}

/** @param {State} state
 * @param {number} since */
const openedSince = ({ model, layers, year }, since) => model.features.filter((one) =>
  one.shape && one.shape.type === "line" && !one.timeless && layers.has(one.layer.id) && groupOf(kindOf(one, since, year)) === "opened");

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Feature[]} features
 * @param {string} colour
 * @param {Palette} palette */
function strongLines(ctx, frame, features, colour, palette) {
  const path = new Path2D();
  for (const { shape } of features) for (const xy of partsAt(shape, frame.zoom)) trace(path, xy, frame.view, false);
  ctx.lineCap = ctx.lineJoin = "round";
  for (const [tone, width] of /** @type {[string, number][]} */ ([[palette.casing, STRONG + 3], [colour, STRONG]])) {
    ctx.strokeStyle = tone;
    ctx.lineWidth = width;
    ctx.stroke(path);
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Feature} feature
 * @param {string} colour
 * @param {Palette} palette */
function dot(ctx, { view: { scale, x, y } }, { shape: { parts: [xy] } }, colour, palette) {
  ctx.beginPath();
  ctx.arc(xy[0] * scale - x, xy[1] * scale - y, DOT, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = palette.casing;
  ctx.lineWidth = 3;
  ctx.stroke();
}
