import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { articleOf, Articles } from "../../src/corridor_atlas/web/src/model/articles.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { Article, brief } from "../../src/corridor_atlas/web/src/panels/article.js";
import { correction, fieldsOf } from "../../src/corridor_atlas/web/src/panels/article/correction.js";
import { el } from "../../src/corridor_atlas/web/src/core/dom.js";
import { fakeDocument, said, spec } from "./spec.js";

const { packed, articles } = spec("articles");
const pack = (value) => gzipSync(JSON.stringify(value)).toString("base64");

test("what was packed comes out as Python has it", () => {
  for (const { id, language, article } of articles) assert.deepEqual(articleOf(packed, id, language), article, said(id));
  assert.equal(articleOf(packed, "port-0", "fr").name, articleOf(packed, "port-0", "en").name);
  assert.equal(articleOf(packed, "no-such", "en"), null);
});

test("the figures come with the articles, or from the host page", async () => {
  const [figure] = await new Articles(async () => pack(packed)).figures("en");
  assert.deepEqual([figure.id, figure.claimed, figure.verdict, figure.ways], ["as-claimed", "10 km", "differs", []]);
  const held = new Articles(null, true);
  const waiting = held.figures("ru");
  held.giveFigures({ language: "ru", all: [figure] });
  assert.deepEqual([await waiting, await held.figures("ru"), await new Articles(null, false).figures("en")], [[figure], [figure], null]);
});

test("all articles are unpacked once, when the first is opened", async () => {
  let asked = 0;
  const all = new Articles(async () => { asked += 1; return pack(packed); });
  assert.equal(asked, 0);
  const [first, again, other] = await Promise.all([all.get("port-0", "en"), all.get("port-0", "en"), all.get("line-0", "zh")]);
  assert.deepEqual([first.id, again.id, other.language, asked], ["port-0", "port-0", "zh", 1]);
  assert.equal(await all.get("no-such", "en"), null);
});

test("an article that the host page gives is there for those who wait, and for later", async () => {
  const held = new Articles(null, true);
  const waiting = held.get("a-port", "ru");
  held.give({ id: "a-port", language: "en" });
  held.give(null);
  held.give({ id: "a-port", language: "ru", lead: "now" });
  assert.equal((await waiting).lead, "now");
  assert.equal(held.held("a-port", "en").language, "en");
  assert.equal(await new Articles(null, false).get("a-port", "en"), null);
});

/* ---- what is drawn ---- */

const LINE = {
  id: "port-0", language: "en", kind: "railway", countries: ["Fiji", "Australia"], name: "Coast line", lead: "Opened in 1995.",
  names: [["en", "English", "Coast line"], ["zh", "中文", "海岸线"]],
  runs: [[1991, 1994, 2, "being built", "since 1990", 0], [1995, 2002, 3, "open", "since 1995", 1], [2003, 2025, 12, "suspended", "since 2003", 2]],
  rows: [{ dates: "1990 – 1995", code: 2, words: "being built", note: "Slowly", marks: [1, 2] }, { dates: "1995 – 2003", code: 3, words: "open" }, { dates: "2003 –", code: 4, words: "suspended" }],
  differ: { contests: [{ label: "Length", values: [{ text: "400 m", followed: true, marks: [1] }, { text: "623 m", marks: [2], says: "It is long" }], folded: [{ text: "1 m", followed: true }] }], others: [{ marks: [2], says: "Elsewhere" }], text: null },
  facts: [{ label: "Gauge", values: [["", "1520 mm"]], marks: [1] }],
  series: [{ title: "Freight", unit: "t", rows: [{ when: "2004", figure: "2", years: [2004, 2004], kind: "counted", marks: [1], share: 1 }, { gap: "no figure for 2005" }, { when: "2006", figure: "1", years: [2006, 2006], kind: "part", marks: [2], share: 0.5, note: "to May" }] }],
  claims: { 2: [{ says: "It is long", differs: true, where: "p. 3" }] },
  works: [{ short: "Lee 2015", title: "A book", url: "javascript:alert(1)" }, { short: "News", title: "<img src=x>", url: "https://example.org/" }],
  corridors: [{ id: "way", name: "Way", where: "2 of 3", next: [{ id: "port-1", name: "South", words: "Next on the way to South" }] }],
  groups: [{ title: "Near by", members: [{ id: "port-1", name: "South", kind: "port", far: "3 km" }] }],
  place: true,
};

/** A page of an article with nothing behind it, what was chosen and what was asked. */
function page(data, options = { panels: ["changes"] }) {
  globalThis.document = fakeDocument;
  const model = decodeModel(spec("filters").payload);
  const told = { chosen: [], lit: [], asked: [] };
  const atlas = {
    model, options, map: {}, article: new Articles(null, Boolean(options.panels)),
    state: { year: 2000, language: "en", model },
    text: (key) => ({ article_in_year: "{year}: {status}", article_run: "{years}: {status}", list_semicolon: "; ", list_comma: ", ", article_source: "Source {number}: {name}" })[key] || key,
    tell: (key, { number }) => `${key} ${number}`,
    find: (id) => model.byId.get(id) || null,
    select: (id) => told.chosen.push(id), light: (id) => told.lit.push(id), ask: (value) => told.asked.push(value), emit: () => {},
    asking: { can: Boolean(options.panels) }, reaching: { ask: ({ origin }) => told.asked.push({ reach: origin }) },
    figures: { about: (id) => (id === "port-0" ? [{ id: "a-check", n: { en: "A check" } }] : []), show: (check) => told.asked.push({ check }) },
    drawer: { entries: new Map(), open() {} },
  };
  const places = { head: el("div"), body: el("div"), foot: el("div") };
  Object.assign(places.body, { scrollTop: 0, clientHeight: 900 });
  const article = new Article(places, atlas);
  if (data) atlas.article.give(data);
  return { ...told, article, atlas, ...places };
}

test("an article begins with name, lead, status of the year and tabs of what there is", () => {
  const { article, body, head, foot } = page(LINE);
  article.show("port-0");
  assert.equal(head.children[0].seen, "railway · Fiji, Australia");
  const text = body.seen;
  for (const one of ["Coast line", "海岸线", "Opened in 1995.", "2000: open since 1995", "1990 – 1995"]) assert.ok(text.includes(one), one);
  assert.deepEqual(body.having("cam-article-tab").map((one) => one.seen), ["article_story", "article_differ article_differ_short 2", "article_figures", "article_sources 2"]);
  assert.equal(foot.seen, "Next on the way to South South");
});

test("status, row and bar follow the year without asking", () => {
  const { article, atlas, body } = page(LINE);
  article.show("port-0");
  article.open("figures");
  assert.deepEqual(body.having("cam-current").map((one) => one.children[0].seen), ["1995 – 2003"]);
  atlas.state.year = 2004;
  article.update(atlas.state);
  assert.ok(body.having("cam-article-now")[0].seen.startsWith("2004: suspended since 2003 possibly"));
  assert.deepEqual(body.having("cam-current").map((one) => one.children[0].seen), ["2003 –", "2004"]);
});

test("every value stands with those who say it, and what is followed is marked", () => {
  const { article, body } = page(LINE);
  article.show("port-0");
  article.open("differ");
  const [first, second] = body.having("cam-values")[0].having("cam-values")[0].children.filter((one) => one.tag === "dd").map((one) => one.seen);
  assert.deepEqual([first, second], ["Lee 2015 1", "News : It is long 2"]);
  assert.ok(body.seen.includes("400 m article_followed"));
  assert.ok(body.seen.includes("article_folded 1"));
});

test("a bar has its value on it and no number of a source", () => {
  const { article, body } = page(LINE);
  article.show("port-0");
  article.open("figures");
  assert.deepEqual(body.having("cam-bar-line").map((one) => one.seen), ["2", "1"]);
  assert.deepEqual(body.having("cam-bar-row").map((one) => one.having("cam-sup").length), [0, 0]);
  assert.ok(body.seen.includes("no figure for 2005"));
  assert.ok(body.seen.includes("article_kind_part · to May · News"));
});

test("a number leads to its source, and only a safe address is a link", () => {
  const { article, body } = page(LINE);
  article.show("port-0");
  body.having("cam-sup-mark")[1].onclick();
  assert.equal(article.tab, "sources");
  assert.equal(fakeDocument.activeElement, body.having("cam-work")[1]);
  const links = body.all.filter((one) => one.tag === "a");
  assert.deepEqual(links.map((one) => [one.textContent, one.attributes.href]), [["<img src=x>", "https://example.org/"]]);
  assert.ok(body.having("cam-claim-differs")[0].seen.includes("p. 3"));
});

test("related things are chosen by a click and lit while pointed at, and the network is asked", () => {
  const { article, body, chosen, lit, asked } = page(LINE);
  article.show("port-0");
  const link = body.having("cam-article-links")[0].children[0];
  link.onpointerenter();
  link.onpointerleave();
  link.onclick();
  for (const one of body.having("cam-action")) if (one.onclick) one.onclick();
  body.all.find((one) => one.attributes["data-check"]).onclick();
  assert.deepEqual([chosen, lit], [["port-1"], ["port-1", null]]);
  assert.deepEqual(asked.slice(0, 3), [{ origin: "port-0" }, { destination: "port-0" }, { reach: "port-0" }]);
  assert.deepEqual(asked.at(-1), { check: "a-check" });
});

test("until the article is there, and where there is none, the map tells what it knows", async () => {
  const { article, atlas, body } = page(null);
  article.show("port-0");
  const feature = atlas.find("port-0");
  assert.deepEqual(article.data, brief(feature, atlas));
  assert.ok(body.seen.includes("article_loading"));
  atlas.article.give(LINE);
  await new Promise((done) => setTimeout(done));
  assert.ok(body.seen.includes("Opened in 1995."));
  assert.ok(!body.seen.includes("article_loading"));
  const alone = page(null, {});
  alone.article.show("port-0");
  await new Promise((done) => setTimeout(done));
  assert.ok(!alone.body.seen.includes("article_loading"));
  assert.deepEqual([body.having("cam-article-asks").length, alone.body.having("cam-article-asks").length], [1, 0]);
});

test("an article that comes after another was chosen is not drawn", async () => {
  const { article, atlas, body } = page(null);
  article.show("port-0");
  article.show("port-1");
  atlas.article.give(LINE);
  await new Promise((done) => setTimeout(done));
  assert.ok(!body.seen.includes("Opened in 1995."));
});

test("a correction names the thing, the field, today's value and its sources", () => {
  const [, first] = fieldsOf(LINE);
  const text = correction(LINE, first, "1991", (key) => ({ article_wrong_text: "Correction to {name} ({id})", article_wrong_said: "Today: {value}", article_wrong_right: "Right:" })[key]);
  assert.equal(text, "Correction to Coast line (port-0)\nbeing built, 1990 – 1995\nToday: being built, 1990 – 1995\n[1] A book, javascript:alert(1)\n[2] <img src=x>, https://example.org/\n\nRight:\n1991\n");
});
