/* The signs that the map shows: node signs.mjs PAYLOAD YEARS ZOOMS, each list with commas. Writes, for each year and
 * zoom, [id, x, y, radius, number of things it stands for] of every sign, in pixels. */

import { readFileSync } from "node:fs";
import { entryOf } from "../../src/corridor_atlas/web/src/model/changes.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { placeSigns } from "../../src/corridor_atlas/web/src/map/sign_places.js";

const [, , path, years, zooms] = process.argv;
const model = decodeModel(JSON.parse(readFileSync(path, "utf8")));
const found = [];
for (const year of years.split(",").map(Number)) {
  const state = new State(model, { year });
  for (const zoom of zooms.split(",").map(Number)) {
    const entries = model.features.filter(({ shape, layer }) => shape && shape.type === "point" && zoom >= layer.min_zoom).map((one) => entryOf(state, one)).filter(Boolean);
    const signs = placeSigns(entries, { zoom, view: { scale: 2 ** zoom, x: 0, y: 0 } }, state).filter((one) => !one.covered && one.feature.layer.symbol !== "none");
    found.push({ year, zoom, wanted: entries.length, signs: signs.map(({ feature, x, y, r, others }) => [feature.id, x, y, r, others.length + 1]) });
  }
}
process.stdout.write(JSON.stringify(found));
