/* The places of the network for a field: found by name, or all of them in a row. */

import { pick } from "../core/words.js";
import { Search } from "../model/search.js";

export class NetworkPlaces {
  /**
   * @param {Atlas} atlas
   * @param {import("../network/net.js").Net} net */
  constructor(atlas, net) {
    this.atlas = atlas;
    this.net = net;
    /** @type {Search | null} */
    this.index = null;
  }

  /** What a `PlaceBox` needs of them. */
  uses() {
    return {
      find: (/** @type {string} */ query) => this.search().find(query, this.atlas.state.language).hits,
      all: () => this.towns(),
    };
  }

  /** All as features: most are drawn or known anyway. */
  features() {
    const { model } = this.atlas;
    return this.net.told.choices.map((id) => model.byId.get(id) || this.unknown(id));
  }

  /** A place that no layer draws.
   * @param {string} id
   * @returns {any} */
  unknown(id) {
    return { id, names: this.net.namesOf(id) || {}, aliases: [], layer: { id: "", title: {}, order: 0, on: true } };
  }

  search() {
    this.index = this.index || new Search(this.features());
    return this.index;
  }

  /** Towns and ports by name. */
  towns() {
    const { language } = this.atlas.state;
    const { compare } = new Intl.Collator(language);
    const { numberOf } = this.net;
    return this.features().filter(({ id }) => !numberOf.has(id)).sort((a, b) => compare(pick(a.names, language), pick(b.names, language)));
  }
}
