/* Ways through the network, drawn over the lines: the way itself, its ends, what of it is there in one of two years or
 * states alone, and what would have to open for another. */

import { meets, partsAt, traceInside } from "../model/geometry.js";

const CASING = 4; // pixels of paper around it
const WIDTH = 5;
const END = 6.5; // radius of the mark at an end

/** @typedef {{ kind: "way" | "gained" | "lost" | "missing" | "lit", shape: Shape, name?: string }} Route
 * @typedef {{ lines: Route[], ends: [number, number][] }} Routes */

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Routes} routes
 * @param {Palette} palette */
export function drawRoutes(ctx, frame, { lines, ends }, palette) {
  ctx.save();
  ctx.lineJoin = ctx.lineCap = "round";
  ctx.globalAlpha = 1;
  /** @type {Record<string, string>} */
  const colours = { lost: palette.lost, way: palette.accent, gained: palette.gained, lit: palette.halo, missing: palette.ink };
  for (const kind of Object.keys(colours)) {
    const path = new Path2D();
    for (const { shape } of lines.filter((one) => one.kind === kind && meets(one.shape.box, frame.world))) {
      for (const xy of partsAt(shape, frame.zoom)) traceInside(path, xy, frame.view, frame.margin);
    }
    ctx.setLineDash([]);
    stroke(ctx, path, palette.casing, WIDTH + CASING);
    if (kind === "missing") ctx.setLineDash([2, 7]);
    stroke(ctx, path, colours[kind], kind === "missing" ? 4 : WIDTH);
  }
  ctx.setLineDash([]);
  for (const [x, y] of ends) mark(ctx, x * frame.view.scale - frame.view.x, y * frame.view.scale - frame.view.y, palette);
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Path2D} path
 * @param {string} colour
 * @param {number} width */
function stroke(ctx, path, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke(path);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {Palette} palette */
function mark(ctx, x, y, palette) {
  for (const [radius, colour] of /** @type {[number, string][]} */ ([[END + 2, palette.casing], [END, palette.accent], [END - 4, palette.casing]])) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 7);
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/** Names for what is missing, beside the middle of its course.
 * @param {Routes} routes
 * @param {Frame} frame
 * @param {Palette} colours
 * @param {string} font
 * @returns {Label[]} */
export function routeLabels({ lines }, { view }, colours, font) {
  return lines.filter((one) => one.kind === "missing" && one.name).map(({ shape, name }) => {
    const xy = shape.parts[Math.floor(shape.parts.length / 2)];
    const at = 2 * Math.floor(xy.length / 4);
    const [x, y] = [xy[at] * view.scale - view.x, xy[at + 1] * view.scale - view.y];
    return { text: name, rank: -12, x, y, r: 5, style: { font: `700 13px ${font}`, size: 13, colour: colours.ink } };
  });
}
