/* How a status looks. Colour belongs to the layer, pattern and strength to the status. */

import { DOUBTFUL, GONE, onlyOf, STATUSES } from "../model/spans.js";

/** dash: in pixels for width 2, grows with the width; tint: strength of a solid line underneath, of which the line
 * itself has the part `core`
 * @type {Record<string, Omit<Look, "id" | "doubtful" | "gone">>} */
const LOOKS = {
  proposed: { dash: [0.01, 6], cap: "round", alpha: 0.8, tint: 0, core: 1, sign: "hollow" },
  planned: { dash: [0.01, 4], cap: "round", alpha: 0.95, tint: 0, core: 1, sign: "hollow" },
  under_construction: { dash: [4.5, 4.5], cap: "butt", alpha: 1, tint: 0.28, core: 1, sign: "half" },
  operating: { dash: null, cap: "round", alpha: 1, tint: 0, core: 1, sign: "solid" },
  suspended: { dash: [12, 5], cap: "butt", alpha: 0.85, tint: 0, core: 1, sign: "barred" },
  closed: { dash: [2.5, 2.5], cap: "butt", alpha: 0.5, tint: 0, core: 1, sign: "crossed" },
  cancelled: { dash: [1.2, 5], cap: "butt", alpha: 0.5, tint: 0, core: 1, sign: "crossed" },
};

/** What differs where something is carried alone: half a sign, and a thin line on a pale one.
 * @type {Record<string, Partial<Look>>} */
const LIMITED = {
  freight: { tint: 0.4, core: 0.42, sign: "left" },
  passengers: { tint: 0.4, core: 0.42, sign: "right" },
};

/** The looks of the statuses in the order of their codes. */
export const STATUS = STATUSES.map((id) => ({ id, ...LOOKS[id] }));

/** Everything that follows from the code of a span.
 * @param {number} code */
export function styleOf(code) {
  const status = STATUS[code & 7];
  const doubtful = (code & DOUBTFUL) !== 0;
  const gone = (code & GONE) !== 0;
  return {
    ...status,
    ...LIMITED[onlyOf(code)],
    doubtful,
    gone,
    alpha: status.alpha * (doubtful ? 0.62 : 1) * (gone ? 0.5 : 1),
  };
}

const WIDTHS = [[3, 0.5], [5, 0.66], [7, 0.9], [9, 1.1], [12, 1.5], [15, 1.9]];
const SIGNS = [[3, 0.4], [5, 0.5], [6, 0.62], [8, 0.9], [9, 1.1], [11, 1.3], [14, 1.5]];

/**
 * @param {number[][]} table
 * @param {number} zoom */
function between(table, zoom) {
  if (zoom <= table[0][0]) return table[0][1];
  for (let i = 1; i < table.length; i++) {
    const [z1, v1] = table[i];
    const [z0, v0] = table[i - 1];
    if (zoom <= z1) return v0 + ((v1 - v0) * (zoom - z0)) / (z1 - z0);
  }
  return table[table.length - 1][1];
}

/** Factor on a layer's line width at a zoom.
 * @param {number} zoom */
export const widthFactor = (zoom) => between(WIDTHS, zoom);

/** Factor on a layer's sign size at a zoom.
 * @param {number} zoom */
export const signFactor = (zoom) => between(SIGNS, zoom);

/** Strength of what steps back while a guided tour speaks of something else. */
export const DIM = 0.22;

/** `#rrggbb` with an opacity.
 * @param {string} colour
 * @param {number} opacity */
export function withAlpha(colour, opacity) {
  const value = parseInt(colour.slice(1), 16);
  return `rgba(${value >> 16}, ${(value >> 8) & 255}, ${value & 255}, ${opacity})`;
}

/** Part of a layer's colour in its names, the rest is ink: small letters need more contrast than signs. */
const IN_NAMES = 0.6;

/** The colour of letters that go with a colour.
 * @param {string} colour
 * @param {Palette} palette */
export function inkOf(colour, { ink }) {
  const [one, other] = [colour, ink].map((hex) => parseInt(hex.slice(1), 16));
  const mixed = [16, 8, 0].map((shift) => Math.round(((one >> shift) & 255) * IN_NAMES + ((other >> shift) & 255) * (1 - IN_NAMES)));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * @param {Pick<Layer, "color" | "color_dark">} layer
 * @param {Theme} theme */
export const layerColour = (layer, theme) => (theme === "dark" ? layer.color_dark : layer.color);

export const SANS = '"Atlas Page Sans", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", ' +
  '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Malgun Gothic", sans-serif';
export const SERIF = '"Atlas Page Serif", "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Liberation Serif", ' +
  '"Noto Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif';
