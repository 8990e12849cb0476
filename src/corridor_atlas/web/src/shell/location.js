/* Where the reader is, on a telephone. It stays in the browser: no link and no report holds it. */

import { PANE } from "../map/drawn.js";
import { lengthOf } from "../model/coordinates.js";

const ROUGH = 10; // parts of a degree to which the middle of the map is rounded: it is not to be the place itself
const NEAR = 9; // zoom at which the place is looked at
const PATIENCE = 20000; // milliseconds
const AGE = 60000; // of a place that the browser knows already
/** @type {Record<number, string>} */
const FAULTS = { 1: "locate_denied", 3: "locate_slow" };

export class Location {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.asking = false;
    /** @type {L.LayerGroup | null} */
    this.marks = null;
    this.going = false;
    const reveal = () => !this.going && this.atlas.sight && this.atlas.sight.withhold(null);
    atlas.map.on("dragstart zoomstart", reveal); // from then on the link holds what the reader chose to look at
    atlas.undo.push(() => atlas.map.off("dragstart zoomstart", reveal));
  }

  /** Whether it is offered: where the browser can find out and a finger is used. */
  get can() {
    return Boolean(navigator.geolocation) && matchMedia("(pointer: coarse)").matches;
  }

  get shown() {
    return Boolean(this.marks);
  }

  toggle() {
    if (this.marks) this.clear();
    else if (!this.asking) this.ask();
  }

  ask() {
    this.asking = true;
    this.atlas.tools.controls.update();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.answered(() => this.found(coords)), ({ code }) => this.answered(() => this.fail(code)),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: AGE },
    );
  }

  /** @param {() => void} then */
  answered(then) {
    if (!this.atlas.map) return; // the map is gone
    this.asking = false;
    then();
    this.atlas.tools.controls.update();
  }

  /** @param {number} code of the browser */
  fail(code) {
    this.atlas.notices.tell([this.atlas.text(FAULTS[code] || "locate_unknown")]);
  }

  /** @param {{ latitude: number, longitude: number, accuracy: number }} coords degrees (WGS84), and metres */
  found({ latitude, longitude, accuracy }) {
    const { map, text, state, tools, notices } = this.atlas;
    const bounds = map.options.maxBounds;
    if (bounds && !L.latLngBounds(/** @type {any} */ (bounds)).contains([latitude, longitude])) {
      notices.tell([text("locate_outside")]);
      return;
    }
    const options = { pane: PANE, renderer: tools.drawn, interactive: false };
    this.marks = L.layerGroup([
      L.circle([latitude, longitude], { ...options, radius: accuracy, className: "cam-located-around" }),
      L.circleMarker([latitude, longitude], { ...options, radius: 8, className: "cam-located" }),
    ]).addTo(map);
    this.go(latitude, longitude);
    tools.toast.say(text("locate_here").replace("{length}", lengthOf(accuracy, text, state.language)));
  }

  /** Go there; what links and reports hold stays where the map was, until the reader moves it.
   * @param {number} lat
   * @param {number} lon */
  go(lat, lon) {
    const { sight, map } = this.atlas;
    const [y, x] = [lat, lon].map((degrees) => Math.round(degrees * ROUGH) / ROUGH);
    sight.withhold(sight.view());
    this.going = true;
    sight.fly(sight.aside([y, x], NEAR));
    if (sight.flying) map.once("moveend", () => (this.going = false));
    else this.going = false;
  }

  clear() {
    if (this.marks) this.marks.remove();
    this.marks = null;
    this.atlas.tools.controls.update();
  }
}
