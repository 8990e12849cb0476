/* The headline of a view: one sentence, computed from the data, that says what is seen, and what the year
 * brings. The rule of `time/headline.py`; spec/headline.json holds both to it. */

import { pick, pluralOf, shortName } from "../core/words.js";
import { countsOf as changesCounted } from "./changes.js";
import { untilWords } from "./dates.js";
import { touches } from "./geometry.js";
import { codeAt, DOUBTFUL, GONE, STATUSES } from "./spans.js";
import { FACETS } from "./state.js";
import { whereabouts } from "./whereabouts.js";

const LONGEST = 110; // letters of a headline, where fewer counts make it shorter, and of all news together
const MOST = 3; // counts in a headline, and pieces of news
const MOST_OPEN = 2; // counts of what operates
const NAMED = 2; // values of filters that are named; more of them are only said to be there

const [, , BUILT, OPERATING, , CLOSED, CANCELLED] = STATUSES.keys();
/** Statuses, the most telling first. */
const ORDER = ["operating", "under_construction", "suspended", "planned", "proposed", "closed", "cancelled"].map((one) => STATUSES.indexOf(one));
/** What a year may bring, the most telling first. */
const TURNS = ["opened", "resumed", "closed", "suspended", "begun", "planned", "proposed", "dropped"];
/** @type {Record<string, string>} */
const ARRIVED = { suspended: "suspended", under_construction: "begun", planned: "planned", proposed: "proposed" };

/** The headline of a view. `box` is what is seen of the world; `fresh` is empty where two years are compared or
 * a range is shown, and `news` the sentence of it. `counts` is all that was counted in view, the ground apart.
 * @param {State} state
 * @param {Model} model
 * @param {Pick<Ground, "places">} ground
 * @param {Box} box
 * @param {Tell} tell
 * @returns {Headline} */
export function headline(state, model, ground, box, tell) {
  const seen = seenBy(state, model, box);
  const counts = countsOf(seen);
  const what = state.against ? [changed(state, model, box, tell)] : counted(state, counts, tell);
  const where = isEverywhere(state) ? "" : whereabouts(model, ground, box, state.language, tell);
  const head = [where, timeIn(state, tell)].filter(Boolean);
  const plain = !state.against && !(state.since && state.since < state.year);
  const fresh = plain ? freshIn(state, seen, box, tell) : [];
  const news = fresh.map(({ text }) => text).join(tell("headline_list", {}));
  return { title: shortest(state, head, what, tell), fresh, news: news && tell("headline_fresh", { news }), counts };
}

/** The sentence with as much as fits: fewer counts first, then filters without their names.
 * @param {State} state
 * @param {string[]} head
 * @param {string[]} what
 * @param {Tell} tell */
function shortest(state, head, what, tell) {
  let found = "";
  for (const only of new Set([onlyOf(state, tell), chosenIn(state).length ? tell("headline_filtered", {}) : ""])) {
    for (const said of what) {
      found = tell("headline", { head: [...head, only].filter(Boolean).join(tell("headline_comma", {})), what: said });
      if ([...found].length <= LONGEST) return found;
    }
  }
  return found;
}

/** The year, and up to which month where it is not over; or the first and the last year.
 * @param {State} state
 * @param {Tell} tell */
function timeIn({ against, since, year, model, language }, tell) {
  const other = against || Math.min(since || year, year);
  if (other !== year) return tell("headline_span", { first: Math.min(other, year), last: Math.max(other, year) });
  const said = tell("headline_year", { year });
  if (!model.until || year !== model.years[1]) return said;
  return said + tell("headline_comma", {}) + untilWords(model.until, language, (key) => tell(key, {}));
}

/* ---- what is in view ---- */

/** @type {WeakMap<Model, { box: Box, features: Feature[] }>} */
const kept = new WeakMap();

/** The features that lie in a box, whatever the year and the filters; kept until another box is asked for.
 * @param {Model} model
 * @param {Box} box */
export function inView(model, box) {
  const known = kept.get(model);
  if (known && known.box.every((one, i) => one === box[i])) return known.features;
  const features = model.features.filter(({ shape }) => shape && touches(shape, box));
  kept.set(model, { box: [...box], features });
  return features;
}

/** The same, or what the map has taken stock of: then headline and list count the same.
 * @param {State} state
 * @param {Model} model
 * @param {Box} box */
const insideOf = (state, model, box) => (state.seen ? [...state.seen] : inView(model, box));

/** What the state shows of it, with codes, the ground apart.
 * @param {State} state
 * @param {Model} model
 * @param {Box} box */
const seenBy = (state, model, box) =>
  insideOf(state, model, box)
    .filter(({ layer }) => !layer.background)
    .map((feature) => ({ feature, code: state.code(feature) }))
    .filter(({ code }) => code >= 0);

/** @param {{ feature: Feature, code: number }[]} seen
 * @returns {LayerCount[]} */
function countsOf(seen) {
  /** @type {Map<string, LayerCount>} */
  const found = new Map();
  for (const { feature: { layer }, code } of seen) {
    const status = code & GONE && (code & 7) !== CANCELLED ? CLOSED : code & 7;
    const key = `${layer.id} ${status}`;
    const one = found.get(key);
    if (one) one.number += 1;
    else found.set(key, { layer, status: STATUSES[status], number: 1 });
  }
  return [...found.values()].sort((a, b) => byLayer(a, b) || place(a) - place(b));
}

/** @param {LayerCount} one */
const place = ({ status }) => ORDER.indexOf(STATUSES.indexOf(status));

/** As in the legend, what stands at its top first.
 * @param {{ layer: Layer }} a
 * @param {{ layer: Layer }} b */
const byLayer = (a, b) => b.layer.order - a.layer.order || (a.layer.id < b.layer.id ? -1 : a.layer.id > b.layer.id ? 1 : 0);

/* ---- in words ---- */

/** The most telling counts in words, from three of them down to one; why there are none.
 * @param {State} state
 * @param {LayerCount[]} counts
 * @param {Tell} tell */
function counted(state, counts, tell) {
  if (!counts.length) {
    const on = state.model.layers.some(({ id, background }) => !background && state.layers.has(id));
    return [tell(!on ? "headline_no_layer" : chosenIn(state).length ? "headline_nothing_fits" : "headline_nothing", {})];
  }
  const ranked = [...counts].sort((a, b) => place(a) - place(b) || b.number - a.number || byLayer(a, b));
  const there = ranked.filter(({ status }) => status === STATUSES[OPERATING]);
  const chosen = [...there.slice(0, MOST_OPEN), ...ranked.slice(there.length)].slice(0, MOST);
  return [...chosen.keys()].reverse().map((i) => groups(chosen.slice(0, i + 1), state.language, tell));
}

/** Counts in words, those of one status joined.
 * @param {LayerCount[]} chosen
 * @param {string} language
 * @param {Tell} tell */
function groups(chosen, language, tell) {
  /** @type {{ key: string, alike: LayerCount[] }[]} */
  const found = [];
  for (const one of chosen) {
    const key = `headline_${one.status}${one.status === STATUSES[OPERATING] ? `_${one.layer.manner}` : ""}`;
    const last = found[found.length - 1];
    if (last && last.key === key) last.alike.push(one);
    else found.push({ key, alike: [one] });
  }
  return found
    .map(({ key, alike }) => tell(key, { things: joined(alike.map((one) => things(one, language, tell)), tell), number: alike.length === 1 ? alike[0].number : 2 }))
    .join(tell("headline_comma", {}));
}

/** So many things of a layer; its title and the number where it does not say how they are counted.
 * @param {LayerCount} count
 * @param {string} language
 * @param {Tell} tell */
function things({ layer, number }, language, tell) {
  const forms = layer.counted && layer.counted[language];
  return forms ? pluralOf(forms, number, language) : tell("headline_things", { title: pick(layer.title, language), number });
}

/** Texts in a row, the last with an "and".
 * @param {string[]} texts
 * @param {Tell} tell */
function joined(texts, tell) {
  if (texts.length < 2) return texts.join("");
  return tell("headline_and", { first: texts.slice(0, -1).join(tell("headline_list", {})), last: texts[texts.length - 1] });
}

/** Whether two years are compared wherever something changed: then no place is named.
 * @param {State} state */
const isEverywhere = ({ against, scope }) => Boolean(against) && scope === "all";

/** How much changed between the two years that are compared, and how much of it opened.
 * @param {State} state
 * @param {Model} model
 * @param {Box} box
 * @param {Tell} tell */
function changed(state, model, box, tell) {
  const here = new Set(isEverywhere(state) ? model.dated : insideOf(state, model, box));
  const { total: number, groups: { opened } } = changesCounted(state, "all", model.dated.filter((one) => !one.shape || here.has(one)));
  if (!number) return tell("headline_unchanged", {});
  const said = [tell("headline_changes", { number })];
  if (opened) said.push(tell("headline_openings", { number: opened }));
  return said.join(tell("headline_comma", {}));
}

/* ---- filters ---- */

/** The filters that are on, each as the name of a facet and a value.
 * @param {State} state */
function chosenIn({ facets, era, certainOnly }) {
  const found = FACETS.flatMap((facet) => [...facets[facet]].map((value) => [/** @type {string} */ (facet), value]));
  if (era) found.push(["era", ""]);
  if (certainOnly) found.push(["certain", ""]);
  return found;
}

/** What the filters leave, in words; nothing without a filter.
 * @param {State} state
 * @param {Tell} tell */
function onlyOf(state, tell) {
  const chosen = chosenIn(state);
  if (!chosen.length) return "";
  if (chosen.length > NAMED) return tell("headline_filtered", {});
  return tell("headline_only", { names: joined(chosen.map(([facet, value]) => named(state, facet, value, tell)), tell) });
}

/**
 * @param {State} state
 * @param {string} facet
 * @param {string} value
 * @param {Tell} tell */
function named({ model, era, language }, facet, value, tell) {
  if (facet === "countries") return (model.countries[language] || model.countries.en || {})[value] || value;
  if (facet === "along") return shortName(pick(model.corridors[value], language)) || value;
  if (facet === "statuses") return tell(`status_${value}`, {});
  if (facet === "era") return tell("headline_era", { era: era.short ? pick(era.short, language) : `${era.start}–${era.end - 1}` });
  return tell(facet === "certain" ? "headline_certain" : `filters_${facet}_${value}`, {});
}

/* ---- what is new ---- */

/** What the year brings to what is in view: openings first, then by layer, then by how near it is to the middle.
 * @param {State} state
 * @param {{ feature: Feature, code: number }[]} seen
 * @param {Box} box
 * @param {Tell} tell */
function freshIn(state, seen, box, tell) {
  const [x, y] = middleOf(box);
  const found = seen
    .map(({ feature }) => ({ feature, layer: feature.layer, turn: turnOf(feature.spans, state.year, state.model.years) }))
    .filter(({ turn }) => turn)
    .map((one) => {
      const [px, py] = middleOf(one.feature.shape.box);
      return { ...one, distance: Math.hypot(px - x, py - y) };
    })
    .sort((a, b) => TURNS.indexOf(a.turn) - TURNS.indexOf(b.turn) || b.layer.order - a.layer.order || a.distance - b.distance || (a.feature.id < b.feature.id ? -1 : 1));
  const told = [];
  let letters = 0;
  for (const { feature, layer, turn } of found.slice(0, MOST)) {
    const manner = turn === "opened" || turn === "closed" ? `_${layer.manner}` : "";
    const text = tell(`fresh_${turn}${manner}`, { name: shortName(pick(feature.names, state.language)) });
    letters += [...text].length;
    if (told.length && letters > LONGEST) break;
    told.push({ id: feature.id, text });
  }
  return told;
}

/** @param {Box} box */
const middleOf = ([west, north, east, south]) => [(west + east) / 2, (north + south) / 2];

/** The status of what is there; -1 for what is not yet, or no longer.
 * @param {number} code */
const there = (code) => (code < 0 || code & GONE || (code & 7) >= CLOSED ? -1 : code & 7);

/** What a year brings to a feature: one of `TURNS`, or nothing. What begins with doubt about the year is not told,
 * nor is what was there before the first year of the atlas.
 * @param {number[]} spans
 * @param {number} year
 * @param {[number, number]} years */
export function turnOf(spans, year, [first, last]) {
  const now = codeAt(spans, year);
  if (now < 0 || now & GONE) return "";
  const was = there(codeAt(spans, year - 1));
  if (year > first && was !== (now & 7)) {
    const found = arrivalOf(spans, year, was, now);
    if (found) return found;
  }
  const next = year < last ? codeAt(spans, year + 1) : -1;
  if ((now & 7) >= CLOSED || next < 0 || !(next & GONE)) return "";
  return (now & 7) > BUILT ? "closed" : "dropped";
}

/** What it is that the code of a year differs from the status of the year before.
 * @param {number[]} spans
 * @param {number} year
 * @param {number} was
 * @param {number} now */
function arrivalOf(spans, year, was, now) {
  const status = now & 7;
  if (status >= CLOSED) return was < 0 ? "" : status === CLOSED ? "closed" : "dropped";
  if (was < 0 && now & DOUBTFUL) return "";
  if (status !== OPERATING) return ARRIVED[STATUSES[status]];
  for (let i = 0; i < spans.length && spans[i] < year; i += 3) if (there(spans[i + 2]) === OPERATING) return "resumed";
  return "opened";
}
