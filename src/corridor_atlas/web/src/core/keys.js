/* Keys, whatever the layout of the keyboard and whether Shift or Caps Lock is held. */

/** What the key in this place types on a Latin keyboard, where the layout has other signs there.
 * @type {Record<string, string>} */
const PLACES = { Space: " ", Slash: "/", Equal: "=", Minus: "-" };

/** What a key means: a Latin letter in lower case, a sign, or the name of the key. Where it types a letter of another
 * script, or an input method keeps it to itself, its place on the keyboard says which letter is meant.
 * @param {Pick<KeyboardEvent, "key" | "code">} event */
export function keyOf({ key, code }) {
  const typed = key.normalize("NFKC");
  if (typed === "." && code === "Slash") return "/"; // a Cyrillic keyboard has the full stop in its place
  if (/^[ -~]$/.test(typed)) return typed.toLowerCase();
  if ([...typed].length > 1 && typed !== "Process" && typed !== "Unidentified") return typed;
  const letter = /^Key([A-Z])$/.exec(code || "");
  return letter ? letter[1].toLowerCase() : PLACES[code] || typed;
}

/** Whether the space bar presses what has the focus.
 * @param {HTMLElement} target */
export const isPressed = (target) => Boolean(target.closest("button, summary, a[href], [role=button]"));
