/* What the reader draws on the map for a while: a measured line. It follows the map by itself, as an SVG of Leaflet's. */

import { course } from "../model/geodesy.js";

export const PANE = "ca-drawn";
const DOT = 4.5; // radius in pixels

/** The pane of what is drawn, and its renderer.
 * @param {AtlasMap} map */
export function drawnPane(map) {
  const pane = map.getPane(PANE) || map.createPane(PANE);
  pane.style.zIndex = "455";
  pane.style.pointerEvents = "none";
  return L.svg({ pane: PANE, padding: 0.5 });
}

/** A measured line: its legs along the shortest way, its corners, and the leg that is being laid. */
export class DrawnTape {
  /**
   * @param {AtlasMap} map
   * @param {L.Renderer} renderer */
  constructor(map, renderer) {
    const options = { pane: PANE, renderer, interactive: false };
    this.options = options;
    this.area = L.polygon([], { ...options, className: "cam-tape-area" });
    this.rim = L.polyline([], { ...options, className: "cam-tape-rim" });
    this.line = L.polyline([], { ...options, className: "cam-tape" });
    this.next = L.polyline([], { ...options, className: "cam-tape cam-tape-next" });
    this.dots = L.layerGroup();
    this.all = L.layerGroup([this.area, this.rim, this.line, this.next, this.dots]).addTo(map);
  }

  /**
   * @param {import("../model/tape.js").Tape} tape
   * @param {Point | null} aim where it would be laid on to */
  draw({ points, closed, ended }, aim) {
    const corners = closed ? [...points, points[0]] : points;
    const legs = corners.slice(1).map((one, i) => course(corners[i], one));
    this.rim.setLatLngs(legs);
    this.line.setLatLngs(legs);
    this.area.setLatLngs(closed ? legs.flat() : []);
    this.next.setLatLngs(aim && points.length && !ended ? course(points.at(-1), aim) : []);
    this.dots.clearLayers();
    for (const { lat, lon } of points) L.circleMarker([lat, lon], { ...this.options, radius: DOT, className: "cam-tape-dot" }).addTo(this.dots);
  }

  remove() {
    this.all.remove();
  }
}
