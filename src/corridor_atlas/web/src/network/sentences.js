/* Ways, and that there is none, in words. */

import { fill, pick } from "../core/words.js";
import { statusText } from "../model/sentences.js";
import { codeOf } from "../model/spans.js";
import { modesIn } from "./answers.js";

/** Says in the language of the page what the network answers. */
export class Teller {
  /**
   * @param {Pick<Atlas, "text" | "tell" | "state">} atlas
   * @param {import("./net.js").Net} net */
  constructor(atlas, net) {
    this.atlas = atlas;
    this.net = net;
  }

  /** @param {string} id */
  name(id) {
    return pick(this.net.namesOf(id), this.atlas.state.language) || id;
  }

  /** Several as one text: "a, b and c", or with `or` "a, b or c".
   * @param {string[]} texts
   * @param {boolean} [or] */
  list(texts, or) {
    return new Intl.ListFormat(this.atlas.state.language, { type: or ? "disjunction" : "conjunction" }).format(texts);
  }

  /** Kilometres, as whole ones.
   * @param {number} number */
  km(number) {
    return this.atlas.tell("cargo_km", { number: Math.round(number) });
  }

  /** "by rail", "by rail and by road".
   * @param {string[]} modes
   * @param {boolean} [or] */
  by(modes, or) {
    return this.list(modes.map((mode) => this.atlas.text(`cargo_by_${mode}`)), or);
  }

  /** "Rail", "Rail and road", as a title.
   * @param {string[]} modes */
  modes(modes) {
    return this.list(modes.map((mode, i) => this.atlas.text(`cargo_${i ? "and_" : ""}${mode}`)));
  }

  /** "over one border"; that there is none is said.
   * @param {Route} way */
  over({ borders }) {
    return borders.length ? this.atlas.tell("cargo_over", { number: borders.length }) : this.atlas.text("cargo_over_none");
  }

  /** How often something is passed, and where: "2 borders (a and b)"; that it never is.
   * @param {string} what
   * @param {string[]} ids */
  counted(what, ids) {
    if (!ids.length) return this.atlas.text(`cargo_${what}_none`);
    const number = this.atlas.tell(`cargo_${what}`, { number: ids.length });
    return fill(this.atlas.text("cargo_named"), { what: number, names: this.list(ids.map((id) => this.name(id))) });
  }

  /** A thing with its status: "Northern railway (under construction)".
   * @param {MissingOne} one */
  thing({ id, status, only }) {
    const { text } = this.atlas;
    const said = status ? statusText(codeOf(status, only), text) : text("cargo_not_there");
    return fill(text("cargo_thing"), { name: this.name(id), status: said });
  }

  /** What is missing, for all or by some modes.
   * @param {import("./answers.js").Lacking} lacking
   * @param {boolean} [bare] without saying for what */
  lacks({ modes, missing }, bare) {
    const { text } = this.atlas;
    if (!missing.length) return text("cargo_unknown");
    const things = missing.map((one) => this.thing(one)).join(text("list_semicolon"));
    return fill(text(bare ? "cargo_lacks" : "cargo_lacks_by"), { by: this.by(modes), things });
  }

  /** The answer for a year: what there is, and after it what there is not.
   * @param {import("./answers.js").Years} years
   * @param {import("./answers.js").OfYear} ofYear
   * @param {number} year
   * @param {string[]} modes
   * @param {string} load */
  answer({ rows, any }, { ways }, year, modes, load) {
    const { text } = this.atlas;
    const [first, last] = this.net.model.years;
    const of = load === "people" ? "people" : "cargo";
    if (!any) return { yes: "", no: fill(text(`${of}_never`), { first, last }) };
    const single = rows.filter((row) => row.modes.length === 1);
    const at = year - first;
    const open = single.filter(({ years }) => years[at]).sort((a, b) => order(ways, a.years[at]) - order(ways, b.years[at]));
    if (!ways.length) return { yes: "", no: fill(text(`${of}_no`), { year, by: this.by(modes, true) }) };
    const best = open.length ? open[0].years[at] : ways[0];
    const head = { year, by: this.by(modesIn(best)), km: this.km(best.km), over: this.over(best) };
    const others = open.slice(1).map(({ modes: some, years }) => fill(text("cargo_or"), { by: this.by(some), km: this.km(years[at].km) }));
    const shut = single.filter(({ years }) => !years[at]).flatMap((row) => row.modes);
    const yes = fill(text(open.length ? `${of}_yes` : `${of}_mixed`), head) + others.join("");
    const no = shut.length ? fill(text("cargo_but_not"), { by: this.by(shut, true) }) : text("cargo_stop");
    return { yes, no };
  }
}

/** The place of a way among the ways of the year.
 * @param {Route[]} ways
 * @param {Route} way */
const order = (ways, way) => ways.findIndex((one) => one === way || (one.km === way.km && one.lines.size === way.lines.size));
