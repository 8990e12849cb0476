/* What differs between the ends of two years, and how a map shows it: by colour, and by a sign beside it. */
(function (A) {
  "use strict";

  /** Kinds of difference; the colour of each is `change_…` in palette.toml. */
  A.CHANGES = ["opened", "closed", "changed", "same"];

  const OPERATING = 3;
  const CLOSED = 5; // this and what comes after it is an end
  const MANY = 300; // above this number of changes in view their signs would hide the map

  /** The status of what is there; -1 for what is not yet, or no longer. */
  const there = (code) => (code < 0 || code & A.GONE || (code & 7) >= CLOSED ? -1 : code & 7);

  /** The difference of two codes, the earlier first; the rule of `changes.drawn`. */
  A.change = function (before, after) {
    const was = there(before);
    const is = there(after);
    if ((was === OPERATING) !== (is === OPERATING)) return is === OPERATING ? "opened" : "closed";
    return was === is ? "same" : "changed";
  };

  /** Whether the map is coloured by what changed. */
  A.tinted = (state) => Boolean(state.against) && state.how === "changes";

  /** How a feature is drawn now: {feature, code, change?}, or null when it is not. What is gone by
   * the later of two compared years is drawn as closed, what is to come by then as it will be. */
  A.entry = function (state, feature) {
    const code = state.code(feature);
    if (!A.tinted(state)) return code < 0 ? null : { feature, code };
    if (feature.timeless) return code < 0 ? null : { feature, code, change: "same" };
    const other = state.code(feature, state.against);
    if (code < 0 && other < 0) return null;
    const forward = state.against <= state.year;
    const change = forward ? A.change(other, code) : A.change(code, other);
    return { feature, code: code >= 0 ? code : forward ? CLOSED : other, change };
  };

  /** How many features of the layers that are on are of each kind; what has no dates is none. */
  A.countChanges = function (state) {
    const found = Object.fromEntries(A.CHANGES.map((kind) => [kind, 0]));
    const [first, last] = [state.year, state.against].sort((a, b) => a - b);
    for (const feature of state.model.features) {
      if (feature.timeless || !feature.shape) continue;
      const before = state.code(feature, first);
      const after = state.code(feature, last);
      if (before >= 0 || after >= 0) found[A.change(before, after)] += 1;
    }
    return found;
  };

  /** What it is in each of the two years, a line each. */
  A.bothStates = function (feature, state, text) {
    if (feature.timeless) return "";
    const years = [state.against, state.year].sort((a, b) => a - b);
    const status = (year) => A.stateText(feature, { year, model: state.model }, text) || text("compare_absent");
    return years.map((year) => A.fill(text("compare_at"), { year, status: status(year) })).join("\n");
  };

  const moved = (entry) => Boolean(entry.change) && entry.change !== "same";

  /** What changed comes last: it lies over what did not. */
  A.changedLast = (entries) => entries.sort((a, b) => moved(a) - moved(b));

  /** Its colour on the map: that of the difference, else that of its layer. */
  A.colourOf = ({ feature, change }, palette, theme) => (change ? palette["change_" + change] : A.layerColour(feature.layer, theme));

  /** As `styleOf`; what changed is not faint even when it is gone. */
  A.lookOf = function (entry) {
    const style = A.styleOf(entry.code);
    if (entry.dim) return { ...style, dim: true, alpha: style.alpha * A.DIM };
    return moved(entry) ? { ...style, alpha: Math.max(style.alpha, 0.9) } : style;
  };

  /** Factor on the width of a line. */
  A.changeWidth = (change) => (!change ? 1 : change === "same" ? 0.75 : 1.25);

  /* ---- the sign beside it ---- */

  const RADIUS = 6;
  const GLYPHS = {
    opened: (p, r) => { p.moveTo(-r, 0); p.lineTo(r, 0); p.moveTo(0, -r); p.lineTo(0, r); },
    closed: (p, r) => { p.moveTo(-r * 0.8, -r * 0.8); p.lineTo(r * 0.8, r * 0.8); p.moveTo(-r * 0.8, r * 0.8); p.lineTo(r * 0.8, -r * 0.8); },
    changed: (p, r) => { p.moveTo(-r * 0.4, -r); p.lineTo(r * 0.6, 0); p.lineTo(-r * 0.4, r); },
  };

  /** A disc with plus (opened), cross (closed) or arrow head (changed) at x, y. */
  A.changeSign = function (ctx, kind, x, y, palette) {
    ctx.save();
    ctx.translate(x, y);
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineCap = ctx.lineJoin = "round";
    ctx.fillStyle = palette["change_" + kind];
    ctx.strokeStyle = palette.casing;
    ctx.beginPath();
    ctx.arc(0, 0, RADIUS, 0, 7);
    ctx.fill();
    ctx.lineWidth = 1.2;
    ctx.stroke();
    ctx.beginPath();
    GLYPHS[kind](ctx, RADIUS * 0.52);
    ctx.lineWidth = 1.7;
    ctx.stroke();
    ctx.restore();
  };

  /** A small picture of a kind of difference: a line in its colour with its sign. */
  A.paintChange = function (canvas, kind, palette) {
    const [width, height] = [52, 20];
    const { ctx } = A.pen(canvas, width, height);
    ctx.strokeStyle = palette["change_" + kind];
    ctx.lineWidth = kind === "same" ? 1.8 : 3;
    ctx.lineCap = "round";
    ctx.beginPath();
    ctx.moveTo(4, height / 2);
    ctx.lineTo(width - 4, height / 2);
    ctx.stroke();
    if (GLYPHS[kind]) A.changeSign(ctx, kind, width / 2, height / 2, palette);
  };

  /** Put its sign to whatever changed and has room for one; gives back their places [x, y, radius]. */
  A.drawChangeSigns = function (ctx, frame, seen, signs, palette) {
    const found = signs.filter((one) => moved(one) && !one.small && !one.dim).map(({ change, x, y, r }) => ({ change, x: x + r * 0.85, y: y - r * 0.85 }));
    for (const entry of [...seen.line, ...seen.area].filter((one) => moved(one) && !one.dim)) {
      const at = middle(entry.feature.shape, frame);
      if (at) found.push({ change: entry.change, x: at[0], y: at[1] });
    }
    if (found.length > MANY || frame.zoom < 5) return [];
    const placed = [];
    for (const { change, x, y } of found) {
      if (placed.some((one) => Math.hypot(one[0] - x, one[1] - y) < 2 * RADIUS + 2)) continue;
      A.changeSign(ctx, change, x, y, palette);
      placed.push([x, y, RADIUS]);
    }
    return placed;
  };

  /** The corner in the middle of what is seen of a line's longest stretch, or of an area its middle. */
  function middle({ type, parts, box }, { view, world }) {
    if (type === "area") return [((box[0] + box[2]) / 2) * view.scale - view.x, ((box[1] + box[3]) / 2) * view.scale - view.y];
    let best = null;
    let most = 0;
    for (const xy of parts) {
      let from = 0;
      for (let i = 0; i <= xy.length; i += 2) {
        if (i < xy.length && xy[i] >= world[0] && xy[i] <= world[2] && xy[i + 1] >= world[1] && xy[i + 1] <= world[3]) continue;
        if (i - from > most) [most, best] = [i - from, [xy, from + ((i - from) >> 2) * 2]];
        from = i + 2;
      }
    }
    return best && [best[0][best[1]] * view.scale - view.x, best[0][best[1] + 1] * view.scale - view.y];
  }
})(globalThis.CorridorAtlas);
