/* Names of the base map: seas, rivers, countries, towns. What is written at which zoom, and how large. */

import { clamp } from "../core/numbers.js";
import { pick } from "../core/words.js";
import { decodeShape, meets, partsAt } from "../model/geometry.js";
import { SANS, SERIF } from "./style.js";

/** Decode the places of the base map once; `native` is the language of each country that has names of its own.
 * @param {any} base
 * @param {Record<string, string>} native */
export function decodePlaces(base, native) {
  return ((base && base.places) || []).map((/** @type {any} */ one) => {
    const { 0: x, 1: y } = decodeShape(one.g).parts[0];
    return { x, y, names: one.n, views: one.v, native: native || {}, rank: one.r, kind: one.k, from: one.z };
  });
}

/** The name of a place as one country uses it, or with "both" the standard one and another in use beside it.
 * @param {Pick<Spot, "names" | "views" | "native">} place
 * @param {string} language
 * @param {string} side */
export function placeName({ names, views, native }, language, side) {
  const usual = pick(names, language);
  if (!views) return usual;
  const own = views[side];
  if (own) return own[language] || own[native[side]] || own.en || usual;
  if (side !== "both" || usual.includes(" / ")) return usual;
  const other = Object.values(views).map((one) => one[language]).find((form) => form && form !== usual);
  return other ? `${usual} / ${other}` : usual;
}

/** What to write for a place at a zoom, or null.
 * @param {Spot} place
 * @param {Frame} frame
 * @param {State} state
 * @param {Palette} colours
 * @returns {Label | null} */
export function placeLabel(place, frame, { language, names }, colours) {
  if (frame.zoom < place.from) return null;
  const { scale, x: left, y: top } = frame.view;
  const x = place.x * scale - left;
  const y = place.y * scale - top;
  const { box, zoom } = frame;
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return null;
  const text = placeName(place, language, names);
  const made = (KINDS[place.kind] || town)(place, zoom, colours, text);
  return made && /** @type {Label} */ ({ owner: null, text, x, y, ...made });
}

/** What to write along a river at a zoom, or null; each name once in a view.
 * @param {Water} river
 * @param {Frame} frame
 * @param {string} language
 * @param {Palette} colours */
export function riverLabel(river, frame, language, colours) {
  if (!river.names || frame.zoom < river.rank + 4 || !meets(river.box, frame.world)) return null;
  const size = clamp(11.5 - river.rank * 0.5 + (frame.zoom - river.rank - 4) * 0.4, 10, 14);
  return {
    text: pick(river.names, language), rank: 30 + river.rank, once: true, on: frame.zoom < 9, along: partsAt(river, frame.zoom - 1),
    style: { font: `italic 400 ${size}px ${SERIF}`, size, spacing: size * 0.06, colour: colours.water_ink },
  };
}

/**
 * @param {Spot} place
 * @param {number} zoom
 * @param {Palette} colours
 * @param {string} text */
function sea(place, zoom, colours, text) {
  if (zoom > place.from + 6) return null;
  const size = clamp(11 + (zoom - place.from) * 1.2, 11, 19);
  return {
    rank: -5 + place.rank, r: 0, centred: true, lines: text.split(" / "),
    style: { font: `italic 400 ${size}px ${SERIF}`, size, spacing: size * 0.08, colour: colours.water_ink, onWater: true },
  };
}

/**
 * @param {Spot} place
 * @param {number} zoom
 * @param {Palette} colours
 * @param {string} text */
function country(place, zoom, colours, text) {
  if (zoom > 7.5) return null;
  const size = clamp(9 + zoom * 0.9 - place.rank * 0.5, 10, 15);
  return {
    rank: -4, r: 0, centred: true, lines: text.toLocaleUpperCase().split(" / "),
    style: { font: `500 ${size}px ${SANS}`, size, spacing: size * 0.22, colour: colours.country },
  };
}

/**
 * @param {Spot} place
 * @param {number} zoom
 * @param {Palette} colours */
function town(place, zoom, colours) {
  const size = clamp(12.6 - place.rank * 0.45 + (zoom - place.from) * 0.4, 10.5, 16);
  const great = place.rank <= 2;
  return {
    rank: place.rank <= 1 ? 0 : great ? 2 : 10 + place.rank * 4, r: 2.6, dot: place.kind === "capital" ? "square" : "round",
    style: { font: `${place.rank <= 1 ? 600 : 400} ${size}px ${SANS}`, size, colour: colours.place },
  };
}

/** @type {Record<string, (place: Spot, zoom: number, colours: Palette, text: string) => Partial<Label> | null>} */
const KINDS = { sea, country, capital: town, city: town };
