/* What a page hands over to the map: it stands in the page, or in a script of its own that is loaded when it is needed. */

import { Articles } from "../model/articles.js";

/** Payloads and packed articles handed over by a host page, by id; what is not among them is read from a block in
 * the page.
 * @type {Record<string, any>} */
export const store = {};

/** The articles of a map with these options: packed in the page, given by the host page, or none.
 * @param {Options} options */
export const articlesOf = ({ articles, panels }) => new Articles(articles ? () => packed(articles) : null, Boolean(panels));

/** The packed articles of a page.
 * @param {{ id: string, src?: string }} where the id of the block, or the address of a script that puts them into the store
 * @returns {Promise<string>} */
async function packed({ id, src }) {
  if (!(id in store) && src) await load(src);
  return id in store ? store[id] : document.getElementById(id).textContent;
}

/** @param {string} src
 * @returns {Promise<void>} */
function load(src) {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = () => done();
    script.onerror = () => fail(new Error(`could not be loaded: ${src}`));
    script.src = src;
    document.head.append(script);
  });
}
