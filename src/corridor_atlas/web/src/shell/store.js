/* What a page hands over to the map: it stands in the page, or in a script of its own that is loaded when it is needed. */

import { Articles } from "../model/articles.js";

/** Payloads and packed articles handed over by a host page, by id; what is not among them is read from a block in
 * the page.
 * @type {Record<string, any>} */
export const store = {};

/** The articles of a map with these options: packed in the page, given by the host page, or none.
 * @param {Options} options */
export const articlesOf = ({ articles, panels }) => new Articles(articles ? () => packed(articles) : null, Boolean(panels));

/** What brings a cell of the ground by its id: the host page says where each is. One that it cannot say fails.
 * @param {Options} options
 * @returns {(id: string) => Promise<any>} */
export const cellsOf = (options) => async (id) => {
  const cell = await held(id, (options.ground || {})[id]);
  if (!cell) throw new Error(`no such part of the ground: ${id}`);
  return cell;
};

/** The packed articles of a page.
 * @param {{ id: string, src?: string }} where the id of the block, or the address of a script that puts them into the store
 * @returns {Promise<string>} */
async function packed({ id, src }) {
  return (await held(id, src)) ?? document.getElementById(id).textContent;
}

/** What is in the store, after a script that puts it there has been loaded if need be.
 * @param {string} id
 * @param {string} [src] the address of the script
 * @returns {Promise<any>} */
export async function held(id, src) {
  if (!(id in store) && src) await load(src);
  return store[id];
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
