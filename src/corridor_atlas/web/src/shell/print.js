/* On paper: the map as it stands on the screen, the headline over it, the legend and the year below it, made to fit
 * one page of A4 or Letter either way. */

import { listen } from "../core/dom.js";

/** Pixels of what both papers leave within the margins of styles/paper.css: width, height.
 * @type {Record<string, [number, number]>} */
export const SHEETS = { wide: [975, 710], tall: [710, 975] };

/** How much smaller something of this size becomes, so that it fits a sheet.
 * @param {[number, number]} size
 * @param {[number, number]} sheet */
export const scaleFor = ([width, height], [wide, high]) => Math.min(wide / width, high / height);

/** @param {Atlas} atlas */
export function bindPrint({ frame, stage, undo }) {
  let printing = false;
  listen(undo, globalThis, "beforeprint", () => {
    if (printing) return;
    printing = true;
    const { clientWidth, clientHeight } = stage;
    // the canvases keep their size: what is painted while the browser prints does not reach the paper
    frame.style.setProperty("--cam-paper-width", `${clientWidth}px`);
    frame.style.setProperty("--cam-paper-height", `${clientHeight}px`);
    frame.classList.add("cam-paper");
    /** @type {[number, number]} */
    const size = [clientWidth, frame.scrollHeight];
    for (const [way, sheet] of Object.entries(SHEETS)) frame.style.setProperty(`--cam-paper-${way}`, String(scaleFor(size, sheet)));
  });
  listen(undo, globalThis, "afterprint", () => {
    printing = false;
    frame.classList.remove("cam-paper");
    for (const name of ["width", "height", ...Object.keys(SHEETS)]) frame.style.removeProperty(`--cam-paper-${name}`);
  });
}
