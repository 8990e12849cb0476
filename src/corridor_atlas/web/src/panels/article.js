/* What is read about the chosen feature. The map knows its name and its status; the rest comes from where the page
 * has its articles (`model/articles.js`) and is drawn when it is there. */

import { toClipboard } from "../core/clipboard.js";
import { addIcon, el } from "../core/dom.js";
import { fill, pick } from "../core/words.js";
import { statusText } from "../model/sentences.js";
import { runStart } from "../model/spans.js";
import { addDiffer, contested } from "./article/differ.js";
import { Figures } from "./article/figures.js";
import { addLink } from "./article/parts.js";
import { addSources } from "./article/sources.js";
import { Story } from "./article/story.js";
import { Strip } from "./article/strip.js";
import { linkHere } from "./take.js";

const LINK = "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5";

const TABS = ["story", "differ", "figures", "sources"];
const LOW = 0.5; // of the window that a part needs below its tabs; with less it opens scrolled to them

export class Article {
  /**
   * @param {{ head: HTMLElement, body: HTMLElement, foot: HTMLElement }} places in the head of the drawer, its body, its foot
   * @param {Atlas} atlas */
  constructor({ head, body, foot }, atlas) {
    this.atlas = atlas;
    this.body = body;
    this.foot = foot;
    this.head = head;
    this.kick = el("span", "cam-article-kick", head);
    this.copy = el("button", "cam-drawer-close", head, { type: "button" });
    addIcon(this.copy, LINK);
    this.copy.onclick = () => this.copyLink();
    this.said = el("span", "cam-hidden", head, { role: "status" });
    /** @type {string | null} */
    this.id = null;
    this.tab = "story";
    /** @type {ArticleData | null} */
    this.data = null;
    /** @type {Map<string, { tab: HTMLElement, panel: HTMLElement, part: ArticlePart | null, entries?: HTMLElement[] }>} */
    this.parts = new Map();
    body.addEventListener("scroll", () => this.writeHead(), { passive: true });
  }

  /** Show what is known of a feature now, and the article when it is there; null for none.
   * @param {string | null} id */
  show(id) {
    if (id === this.id) return;
    this.id = id;
    this.tab = "story";
    this.load();
    this.body.scrollTop = 0;
  }

  load() {
    const { id, atlas } = this;
    const feature = atlas.find(id);
    if (!feature) {
      this.data = null;
      return;
    }
    const { language } = atlas.state;
    const held = atlas.article.held(feature.id, language);
    this.draw(held || brief(feature, atlas));
    if (held) return;
    const isStill = () => this.id === id && atlas.state.language === language && Boolean(atlas.map);
    atlas.article.get(feature.id, language).then(
      (article) => {
        if (!isStill()) return;
        if (article) this.draw(article);
        else this.waiting.hidden = true;
      },
      () => { if (isStill()) this.sorry(); },
    );
  }

  /** @param {State} state */
  dress(state) {
    this.copy.title = this.atlas.text("share_copy");
    this.copy.setAttribute("aria-label", this.copy.title);
    if (this.data && this.data.language !== state.language) this.load();
  }

  /** @param {State} state */
  update(state) {
    if (!this.data) return;
    if (this.strip) this.strip.update(state);
    for (const { part } of this.parts.values()) if (part && part.update) part.update(state);
  }

  /** The article could not be read: what the map knows stays, and that is said. */
  sorry() {
    this.waiting.textContent = this.atlas.text("article_lost");
  }

  /** @param {ArticleData} data */
  draw(data) {
    const { atlas, body } = this;
    const held = [body, this.foot].some((one) => one.contains(document.activeElement)); // what has the focus goes
    this.data = data;
    const box = el("article", "cam-article", null, { lang: data.language });
    this.name = el("h2", "cam-article-name", box, { tabindex: "-1", text: data.name });
    const others = (data.names || []).filter(([, , one]) => one !== data.name);
    if (others.length) {
      const names = el("p", "cam-article-names", box);
      others.forEach(([code, title, name], i) => {
        if (i) names.append(" · ");
        el("span", "", names, { lang: code, title, text: name });
      });
    }
    if (data.lead) el("p", "cam-article-lead", box, { text: data.lead });
    this.strip = data.runs && data.runs.length ? new Strip(box, data.runs, atlas) : null;
    this.waiting = el("p", "cam-quiet", box, { role: "status", text: atlas.text("article_loading") });
    this.waiting.hidden = !data.brief;
    this.parts.clear();
    if (!data.brief) this.addTabs(box);
    body.replaceChildren(box);
    if (!data.brief) this.tabs.classList.toggle("cam-article-tight", this.tabs.scrollWidth > this.tabs.clientWidth);
    this.addFoot();
    this.writeHead();
    if (held) this.name.focus({ preventScroll: true });
  }

  /** The tabs of what there is, and the open part.
   * @param {HTMLElement} box */
  addTabs(box) {
    const { atlas, data } = this;
    const differs = contested(data);
    /** @type {Record<string, number | boolean>} */
    const has = { story: true, differ: differs || Boolean(data.differ && data.differ.text), figures: Boolean(data.series || data.facts), sources: data.works.length };
    this.tabs = el("div", "cam-article-tabs", box, { role: "tablist" });
    for (const name of TABS.filter((one) => has[one])) {
      const tab = el("button", "cam-article-tab", this.tabs, { type: "button", role: "tab", id: `cam-tab-${name}`, "aria-controls": `cam-part-${name}` });
      el("span", "", tab, { text: atlas.text(`article_${name}`) });
      if (name === "differ") el("span", "cam-article-short", tab, { text: atlas.text("article_differ_short") });
      if (typeof has[name] === "number") {
        tab.append(" "); // spoken apart
        el("small", "", tab, { text: String(has[name]) });
      }
      const panel = el("div", "cam-article-part", box, { role: "tabpanel", id: `cam-part-${name}`, "aria-labelledby": `cam-tab-${name}` });
      tab.onclick = () => this.open(name);
      this.parts.set(name, { tab, panel, part: null });
    }
    this.tabs.onkeydown = (event) => this.onKey(event);
    if (!this.parts.has(this.tab)) this.tab = "story";
    this.select(this.tab);
  }

  /** Open a part; with little room below the tabs they move to the top.
   * @param {string} name */
  open(name) {
    const { body, tabs } = this;
    this.select(name);
    const room = body.clientHeight - tabs.offsetTop;
    if (room < LOW * body.clientHeight || body.scrollTop > tabs.offsetTop) body.scrollTop = tabs.offsetTop;
  }

  /** @param {string} name */
  select(name) {
    this.tab = name;
    for (const [one, { tab, panel }] of this.parts) {
      tab.setAttribute("aria-selected", String(one === name));
      tab.tabIndex = one === name ? 0 : -1;
      panel.hidden = one !== name;
    }
    const held = this.parts.get(name);
    if (!held.panel.children.length) this.fill(name, held);
  }

  /**
   * @param {string} name
   * @param {{ panel: HTMLElement, part: ArticlePart | null, entries?: HTMLElement[] }} held */
  fill(name, held) {
    const tools = { data: this.data, atlas: this.atlas, cite: (/** @type {number} */ number) => this.cite(number) };
    if (name === "story") held.part = new Story(held.panel, tools);
    else if (name === "differ") addDiffer(held.panel, tools);
    else if (name === "figures") held.part = new Figures(held.panel, tools);
    else held.entries = addSources(held.panel, tools);
  }

  /** Go to a work in the list.
   * @param {number} number */
  cite(number) {
    this.open("sources");
    const entry = this.parts.get("sources").entries[number - 1];
    if (!entry) return;
    entry.focus({ preventScroll: true });
    this.body.scrollTop = entry.offsetTop - this.tabs.offsetHeight - 8;
  }

  /** Arrows move among the tabs.
   * @param {KeyboardEvent} event */
  onKey(event) {
    const names = [...this.parts.keys()];
    const at = names.indexOf(this.tab);
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1 + names.length, Home: 0, End: names.length - 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    event.stopPropagation();
    const name = names[steps[event.key] % names.length];
    this.open(name);
    this.parts.get(name).tab.focus({ preventScroll: true });
  }

  /** What comes next on the way through a corridor. */
  addFoot() {
    const [next] = (this.data.corridors || []).flatMap((one) => one.next);
    this.foot.replaceChildren();
    this.foot.hidden = !next;
    if (!next) return;
    el("span", "", this.foot, { text: next.words });
    addLink(this.foot, next, this.atlas);
  }

  /** What it is; the name, once that has been scrolled away. */
  writeHead() {
    const { data, atlas, body, name } = this;
    if (!data) return;
    const away = body.scrollTop > name.offsetTop + name.offsetHeight - 4;
    this.kick.classList.toggle("cam-article-kick-name", away);
    this.kick.textContent = away ? data.name : [data.kind, (data.countries || []).join(atlas.text("list_comma"))].filter(Boolean).join(" · ");
  }

  async copyLink() {
    if (!(await toClipboard(linkHere(this.atlas)))) {
      this.atlas.drawer.open("take", true); // there it can be copied by hand
      return;
    }
    this.said.textContent = "";
    requestAnimationFrame(() => (this.said.textContent = this.atlas.text("article_copied")));
  }
}

/** What the map itself knows of a feature, as the beginning of an article.
 * @param {Feature} feature
 * @param {Atlas} atlas
 * @returns {ArticleData} */
export function brief(feature, { state, model, text }) {
  const { language } = state;
  const name = pick(feature.names, language);
  const countries = model.countries[language] || model.countries.en || {};
  /** @type {Run[]} */
  const runs = [];
  for (let i = 0; i < feature.spans.length && !feature.timeless; i += 3) {
    const [first, last, code] = feature.spans.slice(i, i + 3);
    const year = runStart(feature.spans, first);
    runs.push([first, last, code, statusText(code, text), fill(text(year <= model.years[0] ? "since_or_before" : "since"), { year })]);
  }
  return {
    id: feature.id, language, name, lead: "", works: [], brief: true, runs,
    kind: pick(feature.layer.title, language),
    countries: feature.countries.map((code) => countries[code] || code),
    names: Object.entries(feature.names).map(([code, one]) => [code, "", one]),
  };
}
