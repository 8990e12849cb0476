/* Light or dark: as the reader has chosen, else as the page was made, else as the system has it. */

const KEPT = "corridor-atlas-theme";
/** What can be chosen. */
export const THEMES = ["light", "dark", "auto"];

/** What the reader chose on an earlier visit; a page may be without such a memory. */
function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Give a frame the colours of a theme.
 * @param {HTMLElement} frame
 * @param {Palette} palette */
export function dress(frame, palette) {
  for (const [name, colour] of Object.entries(palette)) frame.style.setProperty(`--ca-${name.replace(/_/g, "-")}`, colour);
}

/** What holds when a page opens.
 * @param {Options} options */
function choiceOf(options) {
  const kept = options.address ? remembered() : null;
  return THEMES.includes(kept) ? kept : options.theme || "auto";
}

/** The theme in which a page opens.
 * @param {Options} options
 * @returns {Theme} */
export function themeOf(options) {
  const choice = choiceOf(options);
  const isDark = choice === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : choice === "dark";
  return isDark ? "dark" : "light";
}

export class ThemeChoice {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    const { options, undo } = atlas;
    this.atlas = atlas;
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.choice = choiceOf(options);
    const follow = () => this.apply();
    this.system.addEventListener("change", follow);
    undo.push(() => this.system.removeEventListener("change", follow));
    this.apply();
  }

  /** Whether the reader can choose here: a host page has a theme of its own, which the map follows. */
  get isFree() {
    return !this.atlas.options.panels;
  }

  apply() {
    const { choice } = this;
    if (choice === "auto") this.atlas.setTheme(this.system.matches ? "dark" : "light");
    else if (this.isFree || !this.atlas.frame.dataset.theme) this.atlas.setTheme(choice);
  }

  /** Take one of `THEMES`, and remember it.
   * @param {string} choice */
  choose(choice) {
    this.choice = choice;
    this.apply();
    try {
      localStorage.setItem(KEPT, choice);
    } catch {
      // then it holds until the page is closed
    }
  }
}
