/* Which eras there are, and which lie beside each other. */

/** The eras of the main line, without those of other sides.
 * @param {Pick<Model, "eras">} model */
export const mainEras = ({ eras }) => eras.filter((era) => !era.side);

/** The main era that a year lies inside of, later than its first; undefined when there is none.
 * @param {Pick<Model, "eras">} model
 * @param {number} year */
export const eraAround = (model, year) => mainEras(model).find((era) => year > era.start && year < (era.end || Infinity));

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
