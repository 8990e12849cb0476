/* Numbers. */

/** The value itself between two others, else the nearer of them.
 * @param {number} value
 * @param {number} low
 * @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
