/* By how many years a key moves the year. */

/** @type {Record<string, number>} */
export const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
