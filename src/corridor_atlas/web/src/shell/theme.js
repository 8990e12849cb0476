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

export class ThemeChoice {
  /** @param {Atlas} atlas */
  constructor(atlas) {
    const { options, undo } = atlas;
    this.atlas = atlas;
    this.system = matchMedia("(prefers-color-scheme: dark)");
    const kept = options.address ? remembered() : null;
    this.choice = THEMES.includes(kept) ? kept : options.theme || "auto";
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
