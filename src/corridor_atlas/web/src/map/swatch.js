/* Small pictures of how a layer or a status looks. */

import { clamp } from "../core/numbers.js";
import { pen } from "./canvas.js";
import { drawAreas, drawLines, drawn } from "./lines.js";
import { signPicture } from "./signs.js";
import { layerColour } from "./style.js";

/** A small picture of how a layer, or a status, looks.
 * @param {HTMLCanvasElement} canvas
 * @param {Pick<Layer, "kind" | "color" | "color_dark"> & Record<string, any>} layer
 * @param {number} code
 * @param {boolean} schematic
 * @param {Palette} palette
 * @param {Theme} theme
 * @param {boolean} [both] */
export function paintSwatch(canvas, layer, code, schematic, palette, theme, both) {
  const width = both ? 44 : 30;
  const height = 20;
  const { ctx, ratio } = pen(canvas, width, height);
  const view = { scale: 1, x: 0, y: 0 };
  const box = [0, 0, width, height];
  const frame = { zoom: 8, view, box, world: box, margin: box, inner: box, ratio };
  const at = both ? 35 : width / 2;
  /**
   * @param {string} type
   * @param {number[]} parts
   * @param {string} mode
   * @returns {any} as far as drawing asks for it */
  const feature = (type, parts, mode) => ({ layer, schematic, mode, shape: { type, parts: [Float64Array.from(parts)], box, detail: {} } });
  if (layer.kind === "areas") {
    const ring = [4, 4, width - 4, 4, width - 4, height - 4, 4, height - 4];
    drawn(drawAreas(ctx, frame, [{ feature: feature("area", ring, ""), code }], palette, theme));
  } else if (layer.kind === "lines") {
    drawn(drawLines(ctx, frame, [{ feature: feature("line", [3, height / 2, both ? 25 : width - 3, height / 2], layer.mode || (both ? "x" : "")), code }], palette, theme));
  }
  if ((layer.kind === "points" || both) && layer.symbol !== "none") {
    const look = { symbol: layer.symbol, colour: layerColour(layer, theme), casing: palette.casing, code, schematic, radius: both ? 5 : clamp(layer.radius * 1.15, 4, 7.5), ratio };
    const { image, size } = signPicture(look);
    ctx.drawImage(image, at - size / 2, height / 2 - size / 2, size, size);
  }
}
