/* Who listens to what happens. */

/** Listeners by name of event, and a list of what to undo at the end. */
export class Emitter {
  constructor() {
    /** @type {Record<string, ((detail: any) => void)[]>} */
    this.handlers = {};
  }
  /**
   * @param {string} name
   * @param {(detail: any) => void} handler */
  on(name, handler) {
    (this.handlers[name] = this.handlers[name] || []).push(handler);
    return () => this.off(name, handler);
  }
  /**
   * @param {string} name
   * @param {(detail: any) => void} handler */
  off(name, handler) {
    this.handlers[name] = (this.handlers[name] || []).filter((one) => one !== handler);
  }
  /**
   * @param {string} name
   * @param {any} detail */
  emit(name, detail) {
    for (const handler of (this.handlers[name] || []).slice()) handler(detail);
  }
}
