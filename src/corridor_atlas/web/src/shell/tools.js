/* The tools of the map, each in a module of its own: measure, the menu of a place, own notes, my location, files that
 * are dropped on it, and the controls beside the zoom that lead to them. */

import { drawnPane } from "../map/drawn.js";
import { Controls } from "./controls.js";
import { Drop } from "./drop.js";
import { HereMenu } from "./here_menu.js";
import { Location } from "./location.js";
import { Measure } from "./measure.js";
import { Pins } from "./pins.js";
import { Toast } from "./toast.js";

export class Tools {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    const { corner, frame, map } = atlas;
    atlas.tools = this;
    this.drawn = drawnPane(map); // what draws a line or my location
    this.toast = new Toast(corner, atlas);
    this.measure = new Measure(corner, atlas);
    this.location = new Location(atlas);
    this.pins = new Pins(frame, atlas);
    this.here = new HereMenu(frame, atlas);
    this.controls = new Controls(atlas);
    if (atlas.options.keys === "page") new Drop(frame, atlas);
  }
}
