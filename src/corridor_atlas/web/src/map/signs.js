/* Signs of places: the form says what it is, the filling which status it has. */

import { clamp } from "../core/numbers.js";
import { colourOf } from "./change_signs.js";
import { DIM, SANS, styleOf, withAlpha } from "./style.js";

/** Outlines, as a path around 0,0 with "radius" r.
 * @type {Record<string, (p: Path2D, r: number) => void>} */
const FORMS = {
  anchor: (p, r) => p.arc(0, 0, r, 0, 7),
  gate: (p, r) => p.roundRect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, r * 0.3),
  bridge: (p, r) => p.roundRect(-r * 1.15, -r * 0.78, r * 2.3, r * 1.56, r * 0.78),
  zone: (p, r) => polygon(p, r * 1.06, 6, Math.PI / 6),
  square: (p, r) => polygon(p, r * 1.12, 4, 0),
  dot: (p, r) => p.arc(0, 0, r, 0, 7),
};

/**
 * @param {Path2D} path
 * @param {number} r
 * @param {number} corners
 * @param {number} turn */
function polygon(path, r, corners, turn) {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    path[i ? "lineTo" : "moveTo"](Math.cos(angle) * r, Math.sin(angle) * r);
  }
  path.closePath();
}

/** Glyphs inside, stroked.
 * @type {Record<string, (c: CanvasRenderingContext2D, r: number) => void>} */
const GLYPHS = {
  anchor(c, r) {
    c.moveTo(0, -r * 0.28); c.lineTo(0, r * 0.58);
    c.moveTo(-r * 0.3, -r * 0.1); c.lineTo(r * 0.3, -r * 0.1);
    c.moveTo(r * 0.15, -r * 0.44); c.arc(0, -r * 0.44, r * 0.15, 0, 7);
    c.moveTo(-r * 0.52, r * 0.14); c.quadraticCurveTo(-r * 0.46, r * 0.58, 0, r * 0.58);
    c.quadraticCurveTo(r * 0.46, r * 0.58, r * 0.52, r * 0.14);
  },
  gate(c, r) {
    c.moveTo(-r * 0.52, r * 0.55); c.lineTo(-r * 0.52, -r * 0.5);
    c.moveTo(r * 0.52, r * 0.55); c.lineTo(r * 0.52, -r * 0.5);
    c.moveTo(-r * 0.52, -r * 0.12); c.lineTo(r * 0.52, -r * 0.12);
    c.moveTo(0, -r * 0.12); c.lineTo(0, r * 0.2);
  },
  bridge(c, r) {
    c.moveTo(-r * 0.8, r * 0.3); c.lineTo(r * 0.8, r * 0.3);
    c.moveTo(-r * 0.66, r * 0.3); c.quadraticCurveTo(0, -r * 0.95, r * 0.66, r * 0.3);
    c.moveTo(0, r * 0.3); c.lineTo(0, -r * 0.32);
  },
  zone(c, r) {
    c.rect(-r * 0.4, -r * 0.05, r * 0.36, r * 0.5);
    c.rect(r * 0.06, -r * 0.45, r * 0.36, r * 0.9);
  },
};

/** Which half of a sign is filled: the lower while it is built, one side while it carries one thing alone.
 * @type {Record<string, (r: number) => [number, number, number, number]>} */
const HALVES = {
  half: (r) => [-2 * r, 0, 4 * r, 2 * r],
  left: (r) => [-2 * r, -2 * r, 2 * r, 4 * r],
  right: (r) => [0, -2 * r, 2 * r, 4 * r],
};

const cache = new Map();

/** A sign as a small picture: {image, size}; `size` in CSS pixels, its middle is the place.
 * look = {symbol, colour, casing, code, schematic, radius, ratio}.
 * @param {SignLook} look */
export function signPicture(look) {
  const key = Object.values(look).join("|");
  let found = cache.get(key);
  if (!found) {
    if (cache.size > 4000) cache.clear();
    found = paint(look);
    cache.set(key, found);
  }
  return found;
}

/** @param {SignLook} look */
function paint(look) {
  const { symbol, colour, casing, code, schematic, radius: r, ratio } = look;
  const style = styleOf(code);
  const size = Math.ceil(r * 2.9 + 6);
  const image = document.createElement("canvas");
  image.width = image.height = size * ratio;
  const c = image.getContext("2d");
  c.scale(ratio, ratio);
  c.translate(size / 2, size / 2);
  const form = new Path2D();
  FORMS[symbol](form, r);
  const line = clamp(r * 0.17, 1, 1.7);
  c.lineJoin = "round";
  c.strokeStyle = withAlpha(casing, 0.9);
  c.lineWidth = line + 2.4;
  c.stroke(form);
  c.globalAlpha = Math.max(style.alpha, 0.45);
  fill(c, form, r, style, colour, casing);
  if (schematic || style.id === "proposed" || style.doubtful) c.setLineDash([line * 1.3, line * 1.3]);
  c.strokeStyle = colour;
  c.lineWidth = line;
  c.stroke(form);
  c.setLineDash([]);
  glyph(c, symbol, r, style, colour, casing);
  return { image, size };
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {Path2D} form
 * @param {number} r
 * @param {Look} style
 * @param {string} colour
 * @param {string} casing */
function fill(c, form, r, style, colour, casing) {
  c.fillStyle = style.sign === "solid" ? colour : casing;
  c.fill(form);
  if (HALVES[style.sign] || style.sign === "barred") {
    c.save();
    c.clip(form);
    c.fillStyle = colour;
    if (HALVES[style.sign]) c.fillRect(...HALVES[style.sign](r));
    else {
      c.globalAlpha *= 0.35;
      c.fillRect(-2 * r, -2 * r, 4 * r, 4 * r);
    }
    c.restore();
  }
}

/** The stroke across a sign: what is suspended is barred, what has ended crossed out.
 * @param {CanvasRenderingContext2D} c
 * @param {number} r
 * @param {Look} look
 * @param {string} colour
 * @param {string} casing */
function strike(c, r, { sign }, colour, casing) {
  c.strokeStyle = colour;
  c.lineWidth = Math.max(1.3, r * 0.24);
  c.lineCap = "round";
  c.beginPath();
  if (sign === "barred") {
    const d = r * 1.2;
    c.moveTo(-d, d * 0.62); c.lineTo(d, -d * 0.62);
    c.save(); c.strokeStyle = casing; c.lineWidth += 2.2; c.stroke(); c.restore();
  } else {
    const d = r * 0.62;
    c.moveTo(-d, d); c.lineTo(d, -d);
    c.moveTo(-d, -d); c.lineTo(d, d);
  }
  c.stroke();
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {string} symbol
 * @param {number} r
 * @param {Look} style
 * @param {string} colour
 * @param {string} casing */
function glyph(c, symbol, r, style, colour, casing) {
  if (style.sign === "crossed" || style.sign === "barred") {
    strike(c, r, style, colour, casing);
    return;
  }
  if (!GLYPHS[symbol] || r < 6.2) return;
  c.beginPath();
  GLYPHS[symbol](c, r);
  c.lineWidth = clamp(r * 0.16, 1, 1.8);
  c.lineCap = c.lineJoin = "round";
  if (HALVES[style.sign]) {
    // paper-coloured rim first, so that the glyph reads on the empty and on the filled half
    c.save(); c.strokeStyle = casing; c.lineWidth += 1.8; c.stroke(); c.restore();
  }
  c.strokeStyle = style.sign === "solid" ? casing : colour;
  c.stroke();
}

/** Draw signs where they were placed; marks = [[id, colour, pixels], …] get a disc behind them.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Sign[]} signs
 * @param {Palette} palette
 * @param {State} state
 * @param {Mark[]} marks */
export function drawSigns(ctx, frame, signs, palette, state, marks) {
  drawHairLines(ctx, signs, palette, state.theme);
  drawDiscs(ctx, signs, palette, marks);
  ctx.globalAlpha = 1;
  for (const sign of signs) {
    ctx.globalAlpha = sign.dim ? DIM : 1;
    drawSign(ctx, frame, sign, palette, state.theme, 1);
  }
  for (const sign of signs) if (sign.others.length) drawCount(ctx, sign, palette);
  ctx.globalAlpha = 1;
}

/** How many things a sign stands for, at its foot.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Sign} sign
 * @param {Palette} palette */
function drawCount(ctx, { x, y, r, others, dim }, palette) {
  const text = String(others.length + 1);
  const [left, top, width, height] = [x + r * 0.35, y + r * 0.3, 4 + 5 * text.length, 10];
  ctx.globalAlpha = dim ? DIM : 1;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, 4);
  ctx.fillStyle = palette.casing;
  ctx.fill();
  ctx.fillStyle = palette.ink;
  ctx.font = `600 9px ${SANS}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left + width / 2, top + height / 2 + 0.5);
}

/** One sign, `scale` times as large as it is.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Sign} sign
 * @param {Palette} palette
 * @param {Theme} theme
 * @param {number} scale */
export function drawSign(ctx, { ratio }, sign, palette, theme, scale) {
  const { feature, code, x, y, r, covered } = sign;
  if (covered || feature.layer.symbol === "none") return;
  const { image, size } = signPicture({
    symbol: feature.layer.symbol, colour: colourOf(sign, palette, theme), casing: palette.casing,
    code, schematic: feature.schematic, radius: Math.round(r * 4) / 4, ratio,
  });
  const wide = size * scale;
  ctx.drawImage(image, Math.round(x * ratio) / ratio - wide / 2, Math.round(y * ratio) / ratio - wide / 2, wide, wide);
}

/** From a sign that had to move aside back to its place.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Sign[]} signs
 * @param {Palette} palette
 * @param {Theme} theme */
function drawHairLines(ctx, signs, palette, theme) {
  for (const sign of signs) {
    if (Math.hypot(sign.x - sign.px, sign.y - sign.py) < sign.r) continue;
    const colour = colourOf(sign, palette, theme);
    ctx.globalAlpha = sign.dim ? DIM : 0.8;
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(sign.px, sign.py);
    ctx.lineTo(sign.x, sign.y);
    ctx.stroke();
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(sign.px, sign.py, 1.6, 0, 7);
    ctx.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Sign[]} signs
 * @param {Palette} palette
 * @param {Mark[]} marks */
function drawDiscs(ctx, signs, palette, marks) {
  for (const [id, colour, extra] of marks) {
    const sign = signs.find((one) => one.feature.id === id);
    if (!sign) continue;
    ctx.globalAlpha = 0.75;
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(sign.x, sign.y, sign.r * 1.15 + extra * 0.5, 0, 7);
    ctx.fill();
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
}
