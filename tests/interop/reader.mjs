/* A reader in Firefox: opens a page of the atlas, looks, clicks and types, and waits for what is to come. */

import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

/** Milliseconds for anything that is to come: a busy machine is slow, not wrong. */
export const PATIENCE = 90_000;
const BEAT = 100;
/** Addresses of the machine itself; the page may ask for no other. */
const HOME = /^(?:data|blob|about):|^(?:https?|wss?):\/\/localhost[:/]/;

/* --- questions to the page, run in it ---------------------------------------------------------------------- */

/** Whether the map of the features is painted: a canvas with many colours. */
const isPainted = () => {
  const canvas = document.querySelector(".leaflet-ca-features-pane canvas");
  if (!(canvas instanceof HTMLCanvasElement) || !canvas.width) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 250) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return seen.size > 5;
};

/** Whether something is seen, and says this if anything is asked of it. */
const isSeen = (selector, text) =>
  [...document.querySelectorAll(selector)].some((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.includes(text));

const isGone = (selector) => ![...document.querySelectorAll(selector)].some((one) => one.checkVisibility({ visibilityProperty: true }));

/** Whether an attribute of the first such element is this. */
const isSet = (selector, name, value) => document.querySelector(selector)?.getAttribute(name) === value;

/** Whether the address holds these parameters, after ? or after #; null means left out. */
const isHeld = (wanted) => {
  const held = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`);
  return Object.entries(wanted).every(([name, value]) => held.get(name) === value);
};

/** What of the page does not fit the screen: the page itself, and buttons that a reader cannot reach. */
const whatIsCutOff = (within) => {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  const found = wide > 0 ? [`the page is ${wide} px wider than the screen`] : [];
  for (const one of document.querySelectorAll(within)) {
    const box = one.getBoundingClientRect();
    if (!box.width || !one.checkVisibility({ visibilityProperty: true })) continue;
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const fits = box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
    if (!fits || !(one.contains(there) || there?.contains(one))) found.push(`${one.getAttribute("aria-label") || one.textContent} is out of reach`);
  }
  return found;
};

/* --- the reader -------------------------------------------------------------------------------------------- */

export class Reader {
  /** @param {string} address the page, without parameters */
  constructor(address) {
    this.address = address;
    /** @type {string[]} */
    this.complaints = [];
  }

  /** Start a browser on a system that wants little motion, and light or dark colours.
   * @param {"light" | "dark"} [theme] */
  async start(theme = "light") {
    const wishes = { "ui.prefersReducedMotion": 1, "ui.systemUsesDarkTheme": theme === "dark" ? 1 : 0 };
    this.browser = await puppeteer.launch({
      browser: "firefox", executablePath: process.env.FIREFOX, headless: true, extraPrefsFirefox: wishes, timeout: PATIENCE, protocolTimeout: PATIENCE,
    });
  }

  async leave() {
    await this.browser?.close();
    this.context = null;
  }

  /** Open the page at a link as someone who keeps nothing of earlier visits, and wait until the map is painted.
   * @param {string} link its parameters
   * @param {{ width?: number, height?: number, been?: boolean }} [how] the screen, and whether the opening is known */
  async open(link = "", { width = 1280, height = 720, been = true } = {}) {
    const before = this.context;
    this.context = await this.browser.createBrowserContext();
    this.page = await this.context.newPage();
    await before?.close();
    this.page.setDefaultTimeout(PATIENCE);
    this.page.on("console", (said) => said.type() === "error" && this.complaints.push(said.text()));
    this.page.on("pageerror", (error) => this.complaints.push(String(error)));
    this.page.on("request", (asked) => HOME.test(asked.url()) || this.complaints.push(`asked for ${asked.url()}`));
    if (been) await this.page.evaluateOnNewDocument(() => localStorage.setItem("cam-been", "1"));
    await this.page.setViewport({ width, height });
    await this.page.goto(this.address + (link && `?${link}`), { timeout: PATIENCE });
    await this.until("the map is painted", isPainted);
  }

  /** Wait until the page says yes.
   * @param {string} what in words, for when it never does
   * @param {(...given: any[]) => unknown} question run in the page
   * @param {any[]} given what it is called with */
  async until(what, question, ...given) {
    const end = Date.now() + PATIENCE;
    while (!(await this.page.evaluate(question, ...given))) {
      assert.ok(Date.now() < end, `it never came true that ${what}`);
      await new Promise((done) => setTimeout(done, BEAT));
    }
  }

  sees(selector, text = "") {
    return this.until(`${selector} is seen and says "${text}"`, isSeen, selector, text);
  }

  misses(selector) {
    return this.until(`${selector} is gone`, isGone, selector);
  }

  finds(selector, name, value) {
    return this.until(`${selector} has ${name}="${value}"`, isSet, selector, name, value);
  }

  holds(wanted) {
    return this.until(`the address holds ${JSON.stringify(wanted)}`, isHeld, wanted);
  }

  /** The year of the map, as its time bar says it. */
  year(value) {
    return this.finds(".cam-handle-year", "aria-valuenow", String(value));
  }

  /** Click the first of what a selector finds, once it is there, at rest and in sight. */
  click(selector) {
    return this.page.locator(selector).click();
  }

  /** Write into a field and press Enter. */
  async writes(selector, text) {
    await this.page.locator(selector).fill(text);
    await this.page.focus(selector);
    await this.page.keyboard.press("Enter");
  }

  /** Nothing of these is out of reach, and the page is as wide as the screen. */
  async reaches(selector) {
    assert.deepEqual(await this.page.evaluate(whatIsCutOff, selector), []);
  }
}
