/* The clock: it holds no year itself, it only steps the one it is given, every year in turn. */

  export const SPEEDS = [0.5, 1, 2, 5, 10];

/** `step()` goes one year on and says whether there is more to come; `changed(playing)` is told. */
export class Clock {
  /**
   * @param {() => boolean} step
   * @param {(playing: boolean) => void} changed */
  constructor(step, changed) {
    this.step = step;
    this.changed = changed;
    this.speed = 1;
    this.playing = false;
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.changed(true);
    /** @type {number | null} */
    let due = null;
    /** @param {number} now */
    const tick = (now) => {
      if (!this.playing) return;
      const wait = 1000 / this.speed;
      if (due === null) due = now + wait * 0.35; // the first step soon, so that the button answers
      if (now >= due) {
        // a late frame delays what follows: no year is ever skipped
        due = Math.max(due + wait, now + wait * 0.5);
        if (!this.step()) {
          this.pause();
          return;
        }
      }
      this.request = requestAnimationFrame(tick);
    };
    this.request = requestAnimationFrame(tick);
  }

  pause() {
    if (!this.playing) return;
    cancelAnimationFrame(this.request);
    this.playing = false;
    this.changed(false);
  }
}
