import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, shownRows, table } from "../../src/corridor_atlas/web/src/model/csv.js";
import { decodeModel } from "../../src/corridor_atlas/web/src/model/model.js";
import { State } from "../../src/corridor_atlas/web/src/model/state.js";
import { citedAs, hasLink, publicLink } from "../../src/corridor_atlas/web/src/panels/take.js";
import { scaleFor, SHEETS } from "../../src/corridor_atlas/web/src/shell/print.js";
import { said, spec } from "./spec.js";

test("a text stands in a spreadsheet as Python has it", () => {
  for (const one of spec("tables").cells) assert.equal(cell(one.text), one.cell, said(one));
});

test("a table has a mark at its head, quotes what needs it and ends its lines as spreadsheets want", () => {
  assert.equal(table(["a", "b"], [["x,y", 1], ['say "no"', true]]), '\ufeffa,b\r\n"x,y",1\r\n"say ""no""",true\r\n');
});

test("what is shown is in the table once, with its status in the year", () => {
  const model = decodeModel(spec("filters").payload);
  const state = new State(model, { year: 2010 });
  const { columns, rows } = shownRows(state, ["en"]);
  const shown = new Set(model.features.filter((one) => state.code(one) >= 0).map((one) => one.id));
  assert.deepEqual(rows.map((row) => row[0]).sort(), [...shown].sort());
  assert.ok(rows.length > 2);
  assert.ok(rows.every((row) => row.length === columns.length && row[columns.indexOf("year")] === 2010));
});

const CITE = { link: "LINK", year: "YEAR", linked: { text: "View of YEAR. LINK\n" }, plain: { text: "View of YEAR.\n" } };

test("a citation has the year and the link of the view, or no link at all", () => {
  assert.equal(citedAs(CITE, "text", { link: "https://a.example/#year=2001", year: 2001 }), "View of 2001. https://a.example/#year=2001");
  assert.equal(citedAs(CITE, "text", { link: "", year: 2001 }), "View of 2001.");
  assert.equal(citedAs(CITE, "text", { link: 'https://a.example/#{"\\}', year: 2001 }), "View of 2001. https://a.example/#%7B%22%5C%7D");
});

test("a file has a link for others where the atlas is published", () => {
  const file = new URL("file:///home/reader/atlas.html#year=2001&lang=zh");
  assert.equal(publicLink(file, "https://a.example/"), "https://a.example/?year=2001&lang=zh");
  assert.equal(publicLink(file, null), "");
  assert.equal(publicLink(new URL("https://b.example/x#year=2001"), "https://a.example/"), "https://b.example/x#year=2001");
  assert.deepEqual(["https:", "http:", "file:", "about:", "blob:"].map(hasLink), [true, true, true, false, false]);
});

test("a map of any size fits both papers, either way", () => {
  const inches = { wide: [11 - 20 / 25.4, 210 / 25.4 - 20 / 25.4], tall: [210 / 25.4 - 20 / 25.4, 11 - 20 / 25.4] };
  for (const [way, sheet] of Object.entries(SHEETS)) {
    for (const size of [[1440, 980], [390, 1200], [1280, 900]]) {
      const scale = scaleFor(size, sheet);
      for (const [at, most] of inches[way].entries()) assert.ok(size[at] * scale <= most * 96, `${way} ${size}`);
    }
  }
});
