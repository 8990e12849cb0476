/* What readers come for, done in Firefox with the page at $ADDRESS: the app, a folder or one file. Run by test_firefox.py. */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { PATIENCE, Reader } from "./reader.mjs";

const reader = new Reader(process.env.ADDRESS);
const TELEPHONE = { width: 390, height: 844 };
const IN_REACH = ".cam-tool, .cam-menu-button, .cam-finder-input, .cam-play, .cam-handle-year";
const PORT = { id: "zarubino-port", name: "Zarubino Port", at: "13/42.643/131.086" };

before(() => reader.start(), { timeout: PATIENCE });
after(() => reader.leave());
afterEach(() => assert.deepEqual(reader.complaints.splice(0), []));

test("the opening lies over a map that is drawn, and gives way to it", async () => {
  await reader.open("", { been: false });
  await reader.sees(".cam-opening-title");
  await reader.page.keyboard.press("Escape");
  await reader.misses(".cam-opening-title");
  await reader.sees(".cam-headline", "open");
  await reader.reaches(IN_REACH);
});

test("the year is chosen by the keys of the time bar and by typing", async () => {
  await reader.open("year=2015");
  await reader.page.focus(".cam-handle-year");
  await reader.page.keyboard.press("ArrowLeft");
  await reader.year(2014);
  for (const year of ["2003", "2010"]) {
    await reader.writes(".cam-year", year);
    await reader.year(year);
  }
  await reader.holds({ year: "2010" });
});

test("a click on a sign opens its article, and Back and Forward lead out and in", async () => {
  await reader.open(`year=2014&at=${PORT.at}&layers=ports`);
  await reader.click(".cam-map");
  await reader.sees(".cam-article-name", PORT.name);
  await reader.holds({ id: PORT.id });
  await reader.page.goBack();
  await reader.misses(".cam-article-name");
  await reader.page.goForward();
  await reader.sees(".cam-article-name", PORT.name);
});

test("what is looked for is found in any language", async () => {
  await reader.open();
  await reader.page.locator(".cam-finder-input").fill("扎鲁比诺港");
  await reader.sees(".cam-finder-row", PORT.name);
  await reader.page.keyboard.press("Enter");
  await reader.sees(".cam-article-name", PORT.name);
});

test("could cargo go, asked by name", async () => {
  await reader.open("year=2010");
  await reader.click(".cam-tool-cargo");
  await reader.writes('::-p-aria([name="From"][role="combobox"])', "Hunchun");
  await reader.writes('::-p-aria([name="To"][role="combobox"])', "Rajin port");
  await reader.sees(".cam-answer", "In 2010 it could go by road");
  await reader.holds({ from: "hunchun", to: "rajin-port" });
});

test("what changed between two years", async () => {
  await reader.open("year=2015");
  await reader.click(".cam-tool-changes");
  await reader.sees(".cam-ledger .cam-entry");
});

test("the page speaks Russian", async () => {
  await reader.open();
  await reader.click(".cam-menu-button");
  await reader.click('::-p-aria([name="Русский"][role="menuitemradio"])');
  await reader.sees(".cam-tool-changes", "Изменения");
  await reader.until("the page says that it is Russian", () => document.documentElement.lang === "ru");
  await reader.page.keyboard.press("Escape");
  await reader.reaches(IN_REACH);
});

test("what is taken away is offered", async () => {
  await reader.open("year=2014");
  await reader.click(".cam-tool-take");
  await reader.sees(".st-key-take_preview img, .cam-take-text");
  await reader.page.keyboard.press("Escape");
  await reader.misses(".st-key-take_preview img, .cam-take-text");
});

test("on a telephone nothing is cut off", async () => {
  await reader.open("", TELEPHONE);
  await reader.sees(".cam-headline", "open");
  await reader.reaches(IN_REACH);
  await reader.open(`id=${PORT.id}`, TELEPHONE);
  await reader.sees(".cam-article-name", PORT.name);
  await reader.reaches(".cam-drawer-close, .cam-menu-button, .cam-play");
});

test("on a dark system the page is dark", async () => {
  await reader.leave();
  await reader.start("dark");
  await reader.open(`id=${PORT.id}`);
  await reader.finds(".cam-frame", "data-theme", "dark");
  await reader.sees(".cam-article-name", PORT.name);
});
