/* Eras beside each other. */

/** Eras that overlap go into different lanes, the first that has room.
 * @param {Era[]} eras
 * @param {number} last */
export function lanesOf(eras, last) {
  /** @type {Era[][]} */
  const lanes = [];
  for (const era of eras) {
    const lane = lanes.find((row) => row.every((one) => (era.end || last) <= one.start || era.start >= (one.end || last)));
    if (lane) lane.push(era);
    else lanes.push([era]);
  }
  return lanes;
}
