/* Which eras there are, and which lie beside each other. */

/** The eras of the main line, without those of other sides.
 * @param {Pick<Model, "eras">} model */
export const mainEras = ({ eras }) => eras.filter((era) => !era.side);

/** The main era that a year lies inside of, later than its first; undefined when there is none.
 * @param {Pick<Model, "eras">} model
 * @param {number} year */
export const eraAround = (model, year) => mainEras(model).find((era) => year > era.start && year < (era.end || Infinity));

/** Where a click on an era leads: its id and a year inside of it, the one shown if it lies there, else the last of the
 * atlas that does; of an era that is chosen already, to no era.
 * @param {Era} era
 * @param {Years | null} chosen
 * @param {number} year
 * @param {[number, number]} years the first and the last of the atlas */
export function eraStep(era, chosen, year, [first, last]) {
  if (chosen && chosen.id === era.id) return { era: null, year };
  const end = Math.min(last, era.end ? era.end - 1 : last);
  const begin = Math.max(first, era.start);
  return { era: era.id, year: year >= begin && year <= end ? year : Math.max(begin, end) };
}

/** Eras that overlap go into different lanes, the first that has room. With `wide` a name needs so many years of room,
 * to the right of where its era begins, or in the later half of the atlas to the left of where it ends.
 * @param {Era[]} eras
 * @param {number} last
 * @param {{ first: number, room: number }} [wide] */
export function lanesOf(eras, last, wide) {
  /** @param {Era} era */
  const taken = ({ start, end }) => {
    const [from, to] = [start, end || last];
    if (!wide) return [from, to];
    return from + to > wide.first + last ? [Math.min(from, to - wide.room), to] : [from, Math.max(to, from + wide.room)];
  };
  /** @type {Era[][]} */
  const lanes = [];
  for (const era of eras) {
    const [from, to] = taken(era);
    const lane = lanes.find((row) => row.map(taken).every(([begin, end]) => end <= from || to <= begin));
    if (lane) lane.push(era);
    else lanes.push([era]);
  }
  return lanes;
}
