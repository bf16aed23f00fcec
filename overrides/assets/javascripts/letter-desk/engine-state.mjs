// What the engine can be and what can go wrong, as values the page can word; and who is told.

/** @typedef {"idle"|"loading"|"ready"|"error"} EngineState */
/** @typedef {"start"|"download"|"python"|"engine"} BootStep the worker; its files; Python; our own modules */
/** @typedef {{path: string, code: string, text: string}} Problem */
/** @typedef {"problems"|"broken"|"timeout"|"offline"|"unsupported"|"csp"|"fatal"|"stopped"|"superseded"} ErrorKind */
/** @typedef {{problems: Problem[], kind?: "case"|"refusal", assessment?: any}} No the engine's refusal; figures if the case is sound */
/** @typedef {{kind: ErrorKind, step: BootStep|"call", detail: string, problems: Problem[], no: No|null}} EngineError */
/** @typedef {{state: EngineState, step: BootStep, loaded: number, total: number, error: EngineError|null, again: boolean, busy: boolean}} Status
 *   loaded and total in bytes; again: this worker takes the place of one that hung or died; busy: a call has run for a while */

// Milliseconds without a sign of life; a slow line gets longer, as its biggest file shows no progress. A call of a kind whose
// length is known counts as hung after `usual`, or a good deal more than it ever took; `again` is for the second
// try, which may be a slow machine's first; `busy` is when waiting is shown.
export const LIMIT = { busy: 300, usual: 600, call: 3_000, again: 5_000, start: 20_000, download: 90_000, python: 20_000, engine: 20_000 };

/** @type {Status} */
export const IDLE = { state: "idle", step: "start", loaded: 0, total: 0, error: null, again: false, busy: false };

/**
 * @param {ErrorKind} kind @param {BootStep|"call"} step @param {string} [detail] @param {No|null} [no]
 * @returns {EngineError}
 */
export const failure = (kind, step, detail = "", no = null) => ({ kind, step, detail, no, problems: no?.problems ?? [] });

/** A status and those who follow it. */
export class Told {
  /** @type {Set<(status: Status) => void>} */ #listeners = new Set();
  /** @type {Status} */ status = IDLE;

  /** @param {(status: Status) => void} listener @returns {() => void} to call when no longer interested */
  onState(listener) {
    this.#listeners.add(listener);
    listener(this.status);
    return () => this.#listeners.delete(listener);
  }

  /** @param {Status} status */
  tell(status) {
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }
}
