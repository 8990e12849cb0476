/* Elements of the page. */

/** A DOM element. Text of any origin goes in as `text`, never as HTML. */
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

/** addEventListener that is remembered in `undo`, a list of functions. */
export function listen(undo, target, names, handler, options) {
  for (const name of names.split(" ")) {
    target.addEventListener(name, handler, options);
    undo.push(() => target.removeEventListener(name, handler, options));
  }
}

/** A line drawing of 24 by 24 in the colour of the text. */
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

/** Write a text only where it differs. */
export function setText(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

/** Whether a key is held that makes a command of the browser or the system of the others. */
export const isCommand = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** Whether what is typed goes into a field. */
export const isField = ({ tagName, isContentEditable }) => /^(INPUT|SELECT|TEXTAREA)$/.test(tagName) || isContentEditable;
