/* The first picture of a page whose data are on their way: the part of the map on which it opens, painted from a
 * payload that holds no more than that (`draw/first.py`). */

import { el } from "../core/dom.js";
import { baseMap, decodeBase } from "../map/basemap.js";
import { makePanes } from "../map/canvas.js";
import { featureCanvas } from "../map/features.js";
import { labelCanvas } from "../map/labels.js";
import { decodeModel } from "../model/model.js";
import { State } from "../model/state.js";
import { shown } from "./early.js";
import { held, store } from "./store.js";
import { dress, themeOf } from "./theme.js";

/** Whether a page opens as it was made: nothing in its address asks for something else.
 * @param {Options} options */
const isPlain = ({ story, against }) => !location.search && !location.hash && !story && !against;

/** Paint the first picture, bring the data, and do what is to be done with them.
 * @param {AtlasMap} map
 * @param {string} id of the data in the store
 * @param {Options} options
 * @param {(stored: any) => void} then */
export async function preview(map, id, options, then) {
  const { src, first } = options.data;
  const payload = store[first].payload;
  const picture = isPlain(options) ? new Picture(map, payload, options) : null;
  if (picture) await shown();
  try {
    const stored = await held(id, src);
    if (picture) picture.remove();
    then(stored);
  } catch (error) {
    map.getContainer().after(el("p", "cam-lost", null, { role: "alert", text: payload.texts[payload.language].data_lost }));
    throw error;
  }
}

/** The part of the map on which the page opens, in an empty frame, so that nothing moves when the rest comes. */
class Picture {
  /**
   * @param {AtlasMap} map
   * @param {Payload} payload
   * @param {Options} options */
  constructor(map, payload, options) {
    const state = new State(decodeModel(payload), options);
    state.theme = themeOf(options);
    this.map = map;
    this.palette = payload.palette[state.theme];
    this.build();
    this.paint(decodeBase(payload.base, payload.native), state);
  }

  build() {
    const container = this.map.getContainer();
    this.frame = el("div", "cam-frame", null, { "aria-busy": "true" });
    dress(this.frame, this.palette);
    container.before(this.frame);
    el("div", "cam-top", this.frame);
    el("div", "cam-main", el("div", "cam-stage", this.frame)).append(container);
    el("div", "cam-bar", this.frame);
    container.classList.add("cam-map");
    this.map.invalidateSize({ animate: false });
    makePanes(this.map);
  }

  /**
   * @param {Ground} ground
   * @param {State} state */
  paint(ground, state) {
    const { map, palette } = this;
    const base = baseMap(ground, palette).addTo(map);
    const features = featureCanvas(state, palette).addTo(map);
    const labels = labelCanvas(state, ground, features, palette).addTo(map);
    features.onpaint = () => labels.redrawNow();
    this.layers = [base, features, labels];
  }

  remove() {
    for (const layer of this.layers) layer.remove();
    this.frame.replaceWith(this.map.getContainer());
  }
}
