/* On paper: the map as it stands on the screen, with its legend and the year, made to fit the page. */

import { listen } from "../core/dom.js";

const SHEET = [1040, 690]; // pixels: A4 lying on its side, less the margins of styles/everyone.css

/** @param {Atlas} atlas */
export function bindPrint({ frame, undo }) {
  /** @type {{ width: string, height: string, zoom: string } | null} */
  let before = null;
  listen(undo, globalThis, "beforeprint", () => {
    if (before) return;
    const { width, height, zoom } = frame.style;
    before = { width, height, zoom };
    const size = [frame.clientWidth, frame.clientHeight];
    // the canvases keep their size: what is painted while the browser prints does not reach the paper
    [frame.style.width, frame.style.height] = size.map((one) => `${one}px`);
    frame.style.zoom = String(Math.min(SHEET[0] / size[0], SHEET[1] / size[1]));
  });
  listen(undo, globalThis, "afterprint", () => {
    Object.assign(frame.style, before);
    before = null;
  });
}
