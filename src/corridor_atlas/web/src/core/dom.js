/* Elements of the page. */

/** A DOM element. Text of any origin goes in as `text`, never as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {Element | null} [parent]
 * @param {Record<string, any>} [options]
 * @returns {HTMLElementTagNameMap[Tag]} */
export function el(tag, className, parent, options) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(options || {})) {
    if (key === "text") node.textContent = value;
    else node.setAttribute(key, value);
  }
  if (parent) parent.appendChild(node);
  return node;
}

/** addEventListener that is remembered in `undo`, a list of functions.
 * @param {Undo[]} undo
 * @param {EventTarget} target
 * @param {string} names
 * @param {(event: any) => void} handler
 * @param {AddEventListenerOptions} [options] */
export function listen(undo, target, names, handler, options) {
  for (const name of names.split(" ")) {
    target.addEventListener(name, handler, options);
    undo.push(() => target.removeEventListener(name, handler, options));
  }
}

/** A line drawing of 24 by 24 in the colour of the text.
 * @param {Element} parent
 * @param {string} path */
export function addIcon(parent, path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "cam-icon");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.appendChild(line);
  parent.appendChild(svg);
  return svg;
}

/** Write a text only where it differs.
 * @param {Element} node
 * @param {string} value */
export function setText(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

/** Set an attribute only where it differs: it would cost the browser a look at all that depends on it.
 * @param {Element} node
 * @param {string} name
 * @param {string} value */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Whether a key is held that makes a command of the browser or the system of the others.
 * @param {KeyboardEvent | MouseEvent} event */
export const isCommand = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** Whether what is typed goes into a field.
 * @param {HTMLElement} target */
export const isField = ({ tagName, isContentEditable }) => /^(INPUT|SELECT|TEXTAREA)$/.test(tagName) || isContentEditable;
