/* Names of the base map: seas, rivers, countries, towns. What is written at which zoom, and how large. */

import { clamp } from "../core/numbers.js";
import { pick } from "../core/words.js";
import { decodeShape, meets, partsAt } from "../model/geometry.js";
import { wrap } from "./label_places.js";
import { lettering, orderOf } from "./ranks.js";
import { SANS, SERIF } from "./style.js";

const COARSE = 10; // parts of a degree of the waters of a sea
const CLOSE = 7.5; // zoom up to which a country or sea is named at the point that is set for it
const LONG = 10; // letters above which a wide name is broken in two
const BOLD = 3; // up to this rank the dot of a town is filled

/** Decode the places of the base map once; `native` is the language of each country that has names of its own.
 * @param {any} base
 * @param {Record<string, string>} native */
export function decodePlaces(base, native) {
  return ((base && base.places) || []).map((/** @type {any} */ one) => {
    const { 0: x, 1: y } = decodeShape(one.g).parts[0];
    return {
      x, y, names: one.n, views: one.v, native: native || {}, rank: one.r, kind: one.k, from: one.z,
      code: one.c, waters: one.w ? decodeShape(one.w, COARSE) : undefined,
    };
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
  const text = placeName(place, language, names);
  const key = `${place.kind} ${text}`;
  const realm = REALMS[place.kind];
  if (realm) return { owner: null, key, text, ...realm(place, zoom, colours, text), ...(zoom <= CLOSE ? { x, y } : {}) };
  if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) return null;
  return { owner: null, key, text, x, y, ...town(place, zoom, colours) };
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
  const size = clamp(11 + (zoom - place.from) * 1.2, 11, 19);
  const style = (/** @type {number} */ of) => ({ font: `italic 400 ${of}px ${SERIF}`, size: of, spacing: of * 0.08, colour: colours.water_ink, onWater: true });
  return { rank: -4 + place.rank / 10, waters: place.waters, forms: formsOf(text.split(" / "), 2 * LONG, size, style) };
}

/**
 * @param {Spot} place
 * @param {number} zoom
 * @param {Palette} colours
 * @param {string} text */
function country(place, zoom, colours, text) {
  const size = clamp(7.5 + zoom * 1.5 - place.rank * 0.5, 11, 21);
  const style = (/** @type {number} */ of) => ({ font: `400 ${of}px ${SERIF}`, size: of, spacing: of * 0.36, colour: colours.country });
  return { rank: -5, code: place.code, forms: formsOf(text.toLocaleUpperCase().split(" / "), LONG, size, style) };
}

/** The ways in which a wide name may be written, the best first: broken in two where it is long, then smaller.
 * @param {string[]} lines
 * @param {number} most letters of a line
 * @param {number} size
 * @param {(size: number) => Lettering} style */
function formsOf(lines, most, size, style) {
  const broken = lines.flatMap((one) => wrap(one, most));
  return [size, size * 0.8].map((of) => ({ lines: broken, style: style(of) }));
}

/**
 * @param {Spot} place
 * @param {number} zoom
 * @param {Palette} colours */
function town(place, zoom, colours) {
  const { size, radius, bold, soft } = lettering(place.rank, zoom - place.from);
  return {
    rank: orderOf(place.rank, false), r: radius, dot: place.kind === "capital" ? "square" : place.rank <= BOLD ? "disc" : "ring",
    style: { font: `${bold ? 600 : 400} ${size}px ${SANS}`, size, colour: colours[soft ? "ink_soft" : "place"] },
  };
}

/** What covers a part of the map instead of standing at a place.
 * @type {Record<string, (place: Spot, zoom: number, colours: Palette, text: string) => Omit<Label, "text">>} */
const REALMS = { sea, country };
